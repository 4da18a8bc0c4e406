import copy

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.validation.coders import agreement_by_article, coder_agreement
from toolkit.validation.differences import differences, read_decisions, write_differences
from toolkit.validation.merging import merge

from .conftest import PLANTED, span


@pytest.fixture
def two(salma, huda):
    return {"سلمى": salma, "هدى": huda}


def test_every_planted_difference_is_found_and_no_other(two, texts):
    found = [(d.key, *d.readings.values()) for d in differences(two, texts)]
    assert found == PLANTED


def test_a_coding_does_not_differ_from_itself(salma, texts):
    assert differences({"أ": salma, "ب": copy.deepcopy(salma)}, texts) == []


def test_what_one_coder_alone_coded_is_no_difference(salma, huda, texts):
    huda["م-1"]["praise"] = None
    del huda["م-2"], huda["م-3"]
    keys = {d.key for d in differences({"سلمى": salma, "هدى": huda}, texts)}
    assert keys == {key for key, *_ in PLANTED if key.startswith("م-1")}


def test_agreement_of_two_is_what_the_planted_differences_make_it(two, texts):
    table = coder_agreement(two, texts).set_index(["task", "metric"])["value"]
    # Cues: 4 of the first, 3 of the second, 3 in common. Contents: the shifted one still overlaps
    # by more than half. Praise: 3, 2, 2 in common.
    assert table["cue", "f1"] == pytest.approx(6 / 7)
    assert table["content", "f1"] == pytest.approx(6 / 7)
    assert table["praise", "f1"] == pytest.approx(4 / 5)
    assert table["voice", "accuracy"] == pytest.approx(9 / 10)
    # Ten sentences, nine alike: coincidences of (narrator 6 and 7, official 2, other 2 and 1).
    expected = 1 - (2 * 19) / (20**2 - 13**2 - 4**2 - 3**2)
    assert table["voice", "alpha"] == pytest.approx(expected)
    assert table["source_type", "alpha"] == pytest.approx(1 - 5 * 2 / (36 - 9 - 1 - 4))


def test_articles_are_told_with_their_grades_and_differences(two, texts):
    table = agreement_by_article(two, texts).set_index("article_id")
    assert table["differences"].to_dict() == {"م-1": 4, "م-2": 3, "م-3": 0}
    assert (table.loc["م-1", "grade_a"], table.loc["م-1", "grade_b"]) == (2, 3)
    assert table.loc["م-1", "cue_f1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_decided_sheet_is_read_back_and_merged(two, texts, tmp_path, ending):
    found = differences(two, texts)
    file = tmp_path / f"differences.{ending}"
    write_differences(found, texts, file, coders=list(two))
    read, write = (
        (pd.read_excel, pd.DataFrame.to_excel) if ending == "xlsx" else (pd.read_csv, pd.DataFrame.to_csv)
    )  # fmt: skip
    table = read(file, dtype=str)
    column = next(c for c in table if c.startswith("القرار"))
    table[column] = ["هدى", "رسمي", "سلمى", "هدى", "سلمى", "media", "سلمى"]
    write(table, file, index=False)
    merged = {
        row["article_id"]: row for row in merge(two, texts, decisions=read_decisions(file, found))
    }
    first, second = merged["م-1"], merged["م-2"]
    assert first["official_framing"] == 3
    assert first["sentences"][2]["voice"] == "official"
    assert first["attributions"][0]["content"] == span("م-1", "الحملة الرائدة نجحت")
    assert len(first["attributions"]) == 1
    assert second["agencies"] == ["رويترز"]
    assert second["attributions"][0]["source_type"] == "media"
    assert len(second["praise"]) == 2
    assert first["coders"] == ["سلمى", "هدى"]


def test_undecided_differences_are_refused_unless_a_coder_is_preferred(two, texts):
    with pytest.raises(InputError, match=r"7 differences .* have no decision"):
        merge(two, texts)
    assert [row["official_framing"] for row in merge(two, texts, prefer="هدى")] == [3, 1, 0]
    merged = merge(two, texts, prefer="سلمى")
    assert all(row[k] == two["سلمى"][row["article_id"]][k] for row in merged
               for k in ("sentences", "attributions", "praise", "agencies", "official_framing"))  # fmt: skip
    with pytest.raises(InputError, match="'منى' has coded nothing"):
        merge(two, texts, prefer="منى")


@pytest.mark.parametrize(
    ("at", "value", "says"),
    [
        ("decision", "منى", "neither a coder"),
        ("difference", "م-9 | act 1 | kind", "no difference between these"),
        ("coder هدى", "كلام آخر", "write the file anew"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused_by_row(two, texts, tmp_path, at, value, says):
    found = differences(two, texts)
    write_differences(found, texts, tmp_path / "d.csv", coders=list(two))
    table = pd.read_csv(tmp_path / "d.csv", dtype=str)
    column = next(c for c in table if c.endswith(at) or at in c)
    table[column] = table[column].astype(object)
    table.loc[1, column] = value
    table.to_csv(tmp_path / "d.csv", index=False)
    with pytest.raises(InputError, match=rf"row 3.*{says}"):
        read_decisions(tmp_path / "d.csv", found)


def test_three_coders_are_laid_side_by_side(salma, huda, texts):
    third = copy.deepcopy(salma)
    third["م-1"]["official_framing"] = 1
    found = differences({"أ": salma, "ب": huda, "ج": third}, texts)
    assert found[0].readings.keys() == {"أ", "ب", "ج"}
    assert len(found) == 7


def test_the_sheet_names_codes_and_coders_in_arabic_and_says_what_to_do(two, texts, tmp_path):
    import openpyxl

    write_differences(differences(two, texts), texts, tmp_path / "d.xlsx", coders=list(two))
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads[2:4] == ["القارئ · coder سلمى", "القارئ · coder هدى"]
    codes = {row[1].value for row in book.worksheets[0].iter_rows(min_row=2)}
    assert codes
    assert all(" · " in code for code in codes)
    assert "القرار" in book.worksheets[1]["D2"].value
