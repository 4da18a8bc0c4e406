import re
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.output.cells import csv_cell, read_cell
from toolkit.validation.codebook import codebook, shown, shown_value, values
from toolkit.validation.sheet import read_sheet, write_sheet
from toolkit.validation.sheet_reading import coded_from_sheet
from toolkit.validation.sheet_tables import sheet_tables

from .conftest import span

FORMULAS = ["=1+1", "+7", "-م", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "'=1"]  # fmt: skip


def graded(tables, salma):
    grades = [str(salma[i]["official_framing"]) for i in tables["articles"]["article_id"]]
    agencies = ["; ".join(salma[i]["agencies"]) or None for i in tables["articles"]["article_id"]]
    whole = tables["articles"].assign(
        official_framing=[shown_value("official_framing", g) for g in grades], agencies=agencies
    )
    return {**tables, "articles": whole}


def test_a_workbook_filled_in_gives_the_coding_back_to_the_letter(articles, texts, salma, tmp_path):
    file = tmp_path / "سلمى.xlsx"
    drawn = articles.assign(stratum=articles["outlet"], sampling_probability=[0.5, 0.5, 1.0])
    write_sheet(graded(sheet_tables(drawn, found=salma), salma), file)
    rows, notes = coded_from_sheet(file, read_sheet(file), texts)
    assert notes == []
    for row in rows:
        mine = salma[row["article_id"]]
        for layer in ("sentences", "official_framing", "agencies"):
            assert row[layer] == mine[layer]
        for layer in ("attributions", "praise"):
            assert [{k: v for k, v in r.items() if k != "sentence"} for r in row[layer]] == mine[
                layer
            ]
        assert row["sampling_probability"] == (1.0 if row["article_id"] == "م-3" else 0.5)


def test_the_workbook_opens_from_right_to_left_with_lists_hints_and_both_languages(
    articles, tmp_path
):
    write_sheet(sheet_tables(articles), tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    assert book.sheetnames[:4] == [shown(codebook()["sheets"][n])
                                   for n in ("articles", "sentences", "acts", "praise")]  # fmt: skip
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets[:5])
    acts = book.worksheets[2]
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in acts.data_validations.dataValidation}
    of_type = next(c.column_letter for c in acts[1] if c.value == "نوع المصدر · type of source")
    place = rules[of_type].formula1.replace("$", "").split("!")[1].split(":")
    listed = [row[0].value for row in book["lists"][place[0] : place[1]]]
    assert listed == [shown_value("source_type", v) for v in values("source_type")]
    assert "لمن الكلام" in rules[of_type].prompt


@pytest.mark.parametrize(
    "written", ["narrator", "المقال نفسه · narrator", "المقال  نفسه", "الكاتب"]
)
def test_the_article_as_the_one_who_praises_can_be_written_in_arabic(
    articles, texts, salma, tmp_path, written
):
    # Taken for words of a source, the praise would silently be another's than the article's own.
    tables = graded(sheet_tables(articles, found=salma), salma)
    praise = tables["praise"].assign(holder=written)
    write_sheet({**tables, "praise": praise}, tmp_path / "s.xlsx")
    rows, _ = coded_from_sheet(tmp_path / "s.xlsx", read_sheet(tmp_path / "s.xlsx"), texts)
    assert {p["holder"] for row in rows for p in row["praise"]} == {"narrator"}


def test_who_praises_is_offered_and_may_be_other_words(articles, tmp_path):
    write_sheet(sheet_tables(articles), tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    rules = book.worksheets[3].data_validations.dataValidation
    (rule,) = [rule for rule in rules if str(rule.sqref).startswith("E2")]
    place = rule.formula1.replace("$", "").split("!")[1].split(":")[0]
    assert book["lists"][place].value == "المقال نفسه · narrator"
    assert not rule.showErrorMessage


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_looks_like_a_formula_stays_text_and_comes_back(tmp_path, ending):
    articles = pd.DataFrame({"article_id": FORMULAS, "outlet": "@خبر", "title": FORMULAS,
                             "text": "=1\uffff\x0b نعم."})  # fmt: skip
    file = tmp_path / f"s.{ending}"
    tables = sheet_tables(articles, unit="article")
    tables["articles"]["official_framing"] = "1"
    write_sheet(tables, file)
    if ending == "xlsx":
        with zipfile.ZipFile(file) as archive:
            assert not any(b"<f>" in archive.read(n) for n in archive.namelist())
    else:
        lines = file.read_text("utf-8-sig").splitlines()[1:]
        assert not any(re.match(r'"?[=+\-@]', line) for line in lines if line)
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    texts = {i: f"{i}\n=1\uffff\x0b نعم." for i in FORMULAS}
    rows, _ = coded_from_sheet(file, read_sheet(file), texts)
    assert [row["article_id"] for row in rows] == FORMULAS


@settings(max_examples=200)
@given(st.text())
def test_any_cell_comes_back_as_it_was_and_none_is_computed(text):
    assert read_cell(csv_cell(text)) == text
    assert csv_cell(text)[:1] not in tuple("=+-@\t\r")


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "says"),
    [
        ("articles", 0, "official_framing", "4", "row 2, column official_framing: '4' is no value"),
        ("sentences", 2, "voice", "رسمى جدا", "row 4, column voice"),
        ("sentences", 2, "words", "كلام آخر", "row 4: these are not the words"),
        ("sentences", 0, "article_id", "م-7", "row 2: article 'م-7' is not in the study"),
        ("acts", 0, "cue", "صرح", "row 2, column cue: 'صرح' is not in sentence 1"),
        ("acts", 1, "sentence", "9", "row 3, column sentence: '9' is none of article م-1"),
        ("acts", 0, "kind", None, "row 2 has no kind"),
        ("praise", 0, "praise", "ثناء", "row 2, column praise"),
        ("articles", 0, "sha256", "0", "is not the text of the study"),
        ("articles", 1, "article_id", "م-1", "is graded twice"),
    ],
)
def test_a_fault_is_refused_by_sheet_row_and_column(
    articles, texts, salma, tmp_path, table, row, column, value, says
):
    tables = graded(sheet_tables(articles, found=salma), salma)
    changed = tables[table].astype(object)
    changed.loc[row, column] = value
    write_sheet({**tables, table: changed}, tmp_path / "s.xlsx")
    with pytest.raises(InputError, match=says):
        coded_from_sheet(tmp_path / "s.xlsx", read_sheet(tmp_path / "s.xlsx"), texts)


def test_what_is_begun_and_not_done_is_passed_over_with_a_note(articles, texts, salma, tmp_path):
    tables = graded(sheet_tables(articles, found=salma), salma)
    tables["articles"].loc[0, "official_framing"] = None
    tables["sentences"].loc[tables["sentences"]["article_id"] == "م-2", "voice"] = None
    tables["sentences"].loc[4, "voice"] = "رسمي"
    write_sheet(tables, tmp_path / "s.xlsx")
    rows, notes = coded_from_sheet(tmp_path / "s.xlsx", read_sheet(tmp_path / "s.xlsx"), texts)
    assert [row["article_id"] for row in rows] == ["م-2", "م-3"]
    assert rows[0]["sentences"] is None
    assert any("1 articles have codes, but no grade" in note for note in notes)
    assert any("م-2: 2 sentences have no voice" in note for note in notes)


def test_one_table_goes_into_a_csv_that_excel_gave_back_with_semicolons(
    articles, texts, salma, tmp_path
):
    tables = graded(sheet_tables(articles, unit="sentence", found=salma), salma)
    file = tmp_path / "s.csv"
    with pytest.raises(InputError, match="holds one table"):
        write_sheet(tables, file)
    write_sheet({"sentences": tables["sentences"]}, file)
    pd.read_csv(file).to_csv(file, index=False, sep=";", encoding="utf-8-sig")
    rows, _ = coded_from_sheet(file, read_sheet(file), texts)
    assert {row["article_id"]: row["sentences"] for row in rows} == {
        i: row["sentences"] for i, row in salma.items()
    }
    assert all(row["attributions"] is None for row in rows)


def test_like_cues_in_a_sentence_go_to_the_rows_in_their_order(tmp_path):
    text = "خبر\nقال علي نعم وقال عمر لا ثم قال زيد ربما."
    rows = [("قال", "علي", "نعم"), ("قال", "زيد", "ربما"), ("وقال", "عمر", "لا")]
    acts = pd.DataFrame(
        [("a", 1, cue, source, None, content, "غير مباشر", "مواطن", "نعم") for cue, source, content in rows],
        columns=["article_id", "sentence", "cue", "source", "source_resolved", "content", "kind",
                 "source_type", "named"],
    )  # fmt: skip
    whole = pd.DataFrame({"article_id": ["a"], "official_framing": ["0"]})
    write_sheet({"articles": whole, "acts": acts}, tmp_path / "s.xlsx")
    (row,), _ = coded_from_sheet(tmp_path / "s.xlsx", read_sheet(tmp_path / "s.xlsx"), {"a": text})
    starts = [act["cue"][0] for act in row["attributions"]]
    assert starts == [text.index("قال"), text.rindex("قال"), text.index("وقال")]


def test_a_sheet_of_another_kind_is_refused(articles, tmp_path):
    with pytest.raises(InputError, match=r"\.csv or \.xlsx"):
        write_sheet(sheet_tables(articles), tmp_path / "sheet.ods")
    with pytest.raises(InputError, match="no such file"):
        read_sheet(tmp_path / "none.csv")
    (tmp_path / "windows.csv").write_bytes("article_id,خبر\n".encode("cp1256"))
    with pytest.raises(InputError, match="CSV UTF-8"):
        read_sheet(tmp_path / "windows.csv")
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(InputError, match="cannot be read as an Excel workbook"):
        read_sheet(tmp_path / "no.xlsx")
    assert span("م-1", "قال") == [13, 16]
