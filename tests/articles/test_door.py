"""Nothing is lost at the door: forms that people really hold, each with a file made for it."""

import json
import logging
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

import toolkit
from toolkit.articles import read_articles
from toolkit.articles.fetching import read_manifest
from toolkit.errors import InputError

# "The minister said that the meeting succeeded." / "The president praised the port's workers."
SAID = "قال الوزير إن اللقاء نجح نجاحا كبيرا."
PRAISED = "وأشاد الرئيس بجهود عمال الميناء."
BOTH = [SAID, PRAISED]


def account_of(articles):
    return articles.attrs["account"]


def kinds(articles, group):
    return {kind: count for kind, (count, _) in account_of(articles)[group].items()}


# ---- the account ----


def test_the_account_counts_what_becomes_no_article(tmp_path, caplog):
    for name, text in (("a.txt", f"لقاء في الميناء صباح اليوم\n{SAID}"), ("b.txt", " \n"),
                       ("c.png", "x"), ("d.txt", "Le ministre a salué la réunion du port.")):  # fmt: skip
        (tmp_path / name).write_text(text, "utf-8")
    with caplog.at_level(logging.INFO, "toolkit"):
        articles = read_articles(tmp_path)
    assert articles["article_id"].tolist() == ["a"]
    assert kinds(articles, "left_out") == {"other_file": 1, "empty_file": 1, "other_language": 1}
    assert account_of(articles)["read"] == {"text_page": 2}
    assert len(caplog.records) == 1
    assert "empty files 1 (b.txt)" in caplog.text


def test_the_account_goes_with_the_study(tmp_path):
    (tmp_path / "a.csv").write_text(f"outlet,text\nالعلم,{SAID}\n", "utf-8")
    study = toolkit.score(read_articles(tmp_path / "a.csv"))
    again = toolkit.read_study(toolkit.write_study(study, tmp_path / "study"))
    assert account_of(again.articles)["read"] == {"delimited": 1}


def test_a_sample_is_the_same_draw_as_from_the_whole(tmp_path):
    rows = [{"outlet": "العلم", "text": f"{SAID} رقم {n}"} for n in range(5000)]
    rows[7]["text"] = "Le ministre a salué la réunion du port et les ouvriers."
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "a.jsonl").write_text(lines, "utf-8")
    (tmp_path / "a.csv").write_text(pd.DataFrame(rows).to_csv(index=False), "utf-8")
    pd.DataFrame(rows).to_parquet(tmp_path / "a.parquet")
    drawn = [read_articles(tmp_path / name, sample=20, seed=3) for name in
             ("a.jsonl", "a.csv", "a.parquet")]  # fmt: skip
    assert drawn[0]["text"].tolist() == drawn[1]["text"].tolist() == drawn[2]["text"].tolist()
    assert drawn[0]["article_id"].tolist() == drawn[1]["article_id"].tolist()
    assert kinds(drawn[0], "left_out") == {"other_language": 1, "not_drawn": 4979}


# ---- forms told by content ----


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json", "a.html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1256"])
def test_a_table_is_a_table_whatever_it_is_called(tmp_path, name, encoding):
    text = "".join(f"{a}\t{b}\t{c}\r\n" for a, b, c in [
        ("المصدر", "العنوان", "النص"), ("العلم", "لقاء", SAID), ("المساء", "ميناء", PRAISED)])  # fmt: skip
    (tmp_path / name).write_bytes(text.encode(encoding))
    assert read_articles(tmp_path / name)["text"].tolist() == BOTH


def test_a_table_without_names_is_no_article(tmp_path):
    (tmp_path / "a.txt").write_text(f"{SAID}\tPOS\n" * 5, "utf-8")
    with pytest.raises(InputError, match=r"a\.txt: looks like a table without the names"):
        read_articles(tmp_path / "a.txt")


ROWS = [{"outlet": "العلم", "text": SAID}, {"outlet": "المساء", "text": PRAISED}]
WRAPPED = {
    "list": {"status": "ok", "total": 2, "articles": ROWS},
    "deep": {"response": {"results": ROWS, "pages": 1}},
    "hits": {"hits": {"hits": [{"_id": str(n), "_source": row} for n, row in enumerate(ROWS)]}},
    "columns": {"outlet": {"0": "العلم", "1": "المساء"}, "text": {"0": SAID, "1": PRAISED}},
    "lists": {"outlet": ["العلم", "المساء"], "text": BOTH},
    "index": {"0": ROWS[0], "1": ROWS[1]},
    "split": {"columns": ["outlet", "text"], "data": [["العلم", SAID], ["المساء", PRAISED]]},
    "array": ROWS,
}


@pytest.mark.parametrize("shape", WRAPPED)
@pytest.mark.parametrize("indent", [None, 1])
def test_json_that_wraps_its_list(tmp_path, shape, indent):
    (tmp_path / "a.json").write_text(json.dumps(WRAPPED[shape], indent=indent), "utf-8")
    articles = read_articles(tmp_path / "a.json")
    assert articles[["outlet", "text"]].to_dict("records") == ROWS


def test_one_object_and_objects_over_several_lines(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(ROWS[0], indent=1), "utf-8")
    assert read_articles(tmp_path / "a.json")["text"].tolist() == [SAID]
    (tmp_path / "a.json").write_text("\n".join(json.dumps(r, indent=1) for r in ROWS), "utf-8")
    assert read_articles(tmp_path / "a.json")["text"].tolist() == BOTH


def test_a_wrapped_list_of_addresses_is_a_manifest(tmp_path):
    answer = {
        "articles": [
            {"url": "https://a.example/1", "title": "لقاء", "seendate": "20220511T103000Z"}
        ]
    }
    (tmp_path / "a.json").write_text(json.dumps(answer, indent=1), "utf-8")
    assert read_manifest(tmp_path / "a.json")["url"].tolist() == ["https://a.example/1"]


def test_lists_of_paragraphs_are_joined(tmp_path):
    rows = [{"outlet": "العلم", "title": ["لقاء"], "text": BOTH}, {"outlet": "العلم", "text": []}]
    (tmp_path / "a.json").write_text(json.dumps(rows), "utf-8")
    articles = read_articles(tmp_path / "a.json")
    assert articles["text"].tolist() == ["\n".join(BOTH), ""]
    assert articles["title"].tolist() == ["لقاء", ""]
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)  # Python's own way to write a list
    assert read_articles(tmp_path / "a.csv")["text"][0] == "\n".join(BOTH)


def test_objects_for_texts_are_read_or_named(tmp_path):
    row = {
        "outlet": "العلم",
        "title": {"rendered": "لقاء"},
        "content": {"rendered": f"<p>{SAID}</p>"},
    }
    (tmp_path / "a.json").write_text(json.dumps([row]), "utf-8")
    assert read_articles(tmp_path / "a.json")["text"].tolist() == [SAID]
    (tmp_path / "a.json").write_text(json.dumps([{"outlet": "x", "text": {"ar": SAID}}]), "utf-8")
    with pytest.raises(InputError, match=r"row 1, column text: an object with ar"):
        read_articles(tmp_path / "a.json")
    options = {"columns": {"text.ar": "text"}}
    (tmp_path / "a.json").write_text(json.dumps([{"outlet": "x", "body": {"ar": SAID}}]), "utf-8")
    options = {"columns": {"body.ar": "text"}}
    assert read_articles(tmp_path / "a.json", **options)["text"].tolist() == [SAID]


def test_markup_entities_and_escapes_are_undone(tmp_path):
    cells = {
        '<p class="lead">قال: &quot;نعم&quot;.</p><p>وغادر&nbsp;القاعة.</p>': 'قال: "نعم".\nوغادر القاعة.',
        "قال: &laquo;نعم&raquo; ثم غادر.": "قال: «نعم» ثم غادر.",
        'قال: \\"نعم\\" ثم غادر.': 'قال: "نعم" ثم غادر.',
        "قال نعم._x000D_\nثم غادر.": "قال نعم.\r\nثم غادر.",
        "كان 3 < 5 & بقي كذلك.": "كان 3 < 5 & بقي كذلك.",
    }  # fmt: skip
    pd.DataFrame({"outlet": "العلم", "text": list(cells)}).to_csv(tmp_path / "a.csv", index=False)
    assert read_articles(tmp_path / "a.csv")["text"].tolist() == list(cells.values())


# ---- texts and documents ----


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (f"{SAID} {PRAISED}", ""),
        (f"لقاء في الميناء صباح اليوم\n{SAID}", "لقاء في الميناء صباح اليوم"),
        (f"{SAID} {PRAISED}\n{SAID}", ""),
        ("كلمة " * 40 + f"\n{SAID}", ""),
        ("\n".join(["وصل الوفد إلى الميناء في ساعة مبكرة من صباح"] * 6), ""),
    ],
)
def test_a_first_line_is_a_title_only_where_it_can_be_one(tmp_path, page, title):
    (tmp_path / "a.txt").write_text(page, "utf-8")
    article = read_articles(tmp_path / "a.txt").iloc[0]
    assert article["title"] == title
    assert len(article["title"]) + len(article["text"]) >= len(page) - 1


def docx(path, *paragraphs):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>'
        )


def odt(path, *paragraphs):
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>",
        )


@pytest.mark.parametrize("write", [docx, odt])
def test_documents_of_word_processors(tmp_path, write):
    write(tmp_path / f"a.{write.__name__}", "لقاء في الميناء صباح اليوم", *BOTH)
    article = read_articles(tmp_path / f"a.{write.__name__}").iloc[0]
    assert (article["title"], article["text"]) == ("لقاء في الميناء صباح اليوم", "\n".join(BOTH))


NEXIS = f"""لقاء في الميناء
المساء
May 11, 2022 Wednesday

Copyright 2022 المساء

Length: 20 words
Byline: سعاد

Body

{SAID}

{PRAISED}

Load-Date: May 12, 2022

End of Document

ميناء آخر
العلم
May 12, 2022

Body

{PRAISED}

End of Document
"""


def test_nexis_uni_as_text_and_as_word(tmp_path):
    (tmp_path / "a.txt").write_text(NEXIS, "utf-8")
    docx(tmp_path / "a.docx", *NEXIS.split("\n"))
    for name in ("a.txt", "a.docx"):
        articles = read_articles(tmp_path / name)
        assert articles["outlet"].tolist() == ["المساء", "العلم"]
        assert articles["text"].tolist() == ["\n".join(BOTH), PRAISED]
        assert articles["published"].dt.strftime("%F").tolist() == ["2022-05-11", "2022-05-12"]
        assert articles["author"][0] == "سعاد"


def test_places_of_files_say_outlet_and_day(tmp_path):
    for name in ("العلم/2022-05-11-1.txt", "المساء/2022_05_12-7.txt", "المساء/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SAID, "utf-8")
    articles = read_articles(tmp_path, pattern="{outlet}/{published}-*.txt")
    assert articles["outlet"].tolist() == ["العلم", "المساء"]
    assert articles["published"].dt.strftime("%F").tolist() == ["2022-05-11", "2022-05-12"]
    assert kinds(articles, "left_out") == {"outside_pattern": 1}


# ---- spreadsheets ----


def test_all_sheets_alike_are_read_and_the_others_named(tmp_path):
    book = Workbook()
    book.active.title = "2021"
    for title, rows in {"2021": [["التغطية"], ["الجريدة", "النص"], ["العلم", SAID]],
                        "2022": [["الجريدة", "النص"], ["المساء", PRAISED]],
                        "ملاحظات": [["رقم"], [1]]}.items():  # fmt: skip
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    articles = read_articles(tmp_path / "a.xlsx")
    assert articles["sheet"].tolist() == ["2021", "2022"]
    assert articles["text"].tolist() == BOTH
    assert kinds(articles, "left_out") == {"row_above_names": 1, "sheet_without_text": 1}
    assert read_articles(tmp_path / "a.xlsx", sheet="2022")["text"].tolist() == [PRAISED]
    with pytest.raises(InputError, match="no filled sheet 2023"):
        read_articles(tmp_path / "a.xlsx", sheet="2023")


def test_rows_are_numbered_as_the_program_shows_them(tmp_path):
    book = Workbook()
    for row in (
        ["تغطية"],
        ["outlet", "text", "published"],
        ["العلم", SAID, None],
        ["العلم", SAID, "غدا"],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="row 4, column published"):
        read_articles(tmp_path / "a.xlsx")
    assert kinds(read_articles(tmp_path / "a.xlsx", dates="coerce"), "noted") == {"date_unread": 1}


# ---- encodings, languages, outlets ----


def test_two_encodings_in_one_file(tmp_path):
    rows = "".join(f"العلم,{SAID} رقم {n}\n" for n in range(30))
    raw = f"outlet,text\n{rows}".encode() + f"المساء,{PRAISED}\n".encode("cp1256")
    (tmp_path / "a.csv").write_bytes(raw)
    articles = read_articles(tmp_path / "a.csv")
    assert articles["text"].iloc[-1] == PRAISED
    assert articles["text"][0] == f"{SAID} رقم 0"
    assert kinds(articles, "noted") == {"mixed_encodings": 1}


@pytest.mark.parametrize("wrong", ["cp1256", "latin-1"])
def test_mojibake_is_noticed_and_undone_where_asked(tmp_path, wrong):
    garbled = SAID.encode().decode(wrong)
    pd.DataFrame({"outlet": ["العلم"], "text": [garbled]}).to_csv(tmp_path / "a.csv", index=False)
    read = read_articles(tmp_path / "a.csv", all_languages=True)
    assert read["text"].tolist() == [garbled]
    assert kinds(read, "noted") == {"mojibake": 1}
    assert read_articles(tmp_path / "a.csv", mend=True)["text"].tolist() == [SAID]


def test_outlets_by_another_spelling_are_one(tmp_path):
    names = ["الأحداث", "الاحداث ", "الأحداث", "العلم"]
    pd.DataFrame({"outlet": names, "text": SAID}).to_csv(tmp_path / "a.csv", index=False)
    articles = read_articles(tmp_path / "a.csv")
    assert articles["outlet"].tolist() == ["الأحداث", "الأحداث", "الأحداث", "العلم"]
    assert kinds(articles, "noted") == {"outlet_spelling": 1}


# ---- mixtures ----

FORMS = st.sampled_from(["csv", "jsonl", "json", "txt", "docx", "xlsx", "empty", "png"])
TEXT = st.text('اأبتةقلوني .،؟"', min_size=3, max_size=60).map(lambda t: f"قال الوزير {t} نعم.")


@given(
    files=st.lists(st.tuples(FORMS, st.lists(TEXT, min_size=1, max_size=3)), min_size=1, max_size=4)
)
def test_mixtures_of_forms_lose_no_row_uncounted(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("mixture")
    wanted, longest = 0, 0
    for number, (form, texts) in enumerate(files):
        path = folder / f"f{number}.{'txt' if form == 'empty' else form}"
        table = pd.DataFrame({"outlet": "العلم", "text": texts})
        if form == "csv":
            table.to_csv(path, index=False)
        elif form in ("jsonl", "json"):
            table.to_json(path, orient="records", lines=form == "jsonl", force_ascii=False)
        elif form == "xlsx":
            table.to_excel(path, index=False)
        elif form == "docx":
            docx(path, *texts)
        else:
            path.write_text("" if form == "empty" else "\n".join(texts), "utf-8")
        wanted += {"empty": 0, "png": 0, "txt": 1, "docx": 1}.get(form, len(texts))
        longest = max(longest, len("\n".join(texts)))
    left = sum(form in ("empty", "png") for form, _ in files)
    if left == len(files):
        with pytest.raises(InputError):
            read_articles(folder)
        return
    articles = read_articles(folder)
    assert len(articles) == wanted
    assert (articles["title"].str.len() + articles["text"].str.len()).max() <= longest
    assert sum(kinds(articles, "left_out").values()) == left


# ---- the project's own cases ----


@pytest.fixture
def cases(shared):
    folder = shared / "cases"
    if not folder.is_dir():
        pytest.skip("needs ../shared/cases, which is not here")
    return folder


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("arabic-taken-for-another-language/input.csv", 3),
        ("empty-file-in-a-folder/pages", 2),
        ("excel-sheets/two-sheets.xlsx", 3),
        ("excel-sheets/x000d.xlsx", 1),
        ("html-in-a-cell/input.csv", 1),
        ("json-paragraph-lists/input.json", 3),
        ("json-wrapped-list/columns.json", 2),
        ("json-wrapped-list/newsapi.json", 2),
        ("json-wrapped-list/jsonfeed.json", 1),
        ("json-wrapped-list/one-object-pretty.json", 1),
        ("mixed-encodings/input.csv", 21),
        ("press-dump-not-recognised/factiva.html", 2),
        ("press-dump-not-recognised/factiva-article-format.txt", 2),
        ("press-dump-not-recognised/nexis-uni.txt", 2),
        ("table-named-txt/csv.txt", 2),
        ("table-named-txt/excel-unicode-text.txt", 2),
        ("table-named-txt/jsonl.txt", 2),
        ("table-named-txt/tab-separated.txt", 2),
        ("txt-one-line/pages", 2),
        ("txt-one-line/alone/input.txt", 1),
        ("quotation-marks/input.csv", 8),
    ],
)
def test_cases(cases, place, expected):
    articles = read_articles(cases / place, outlet="س")
    assert len(articles) == expected
    joined = "\n".join(articles["text"])
    assert not any(sign in joined for sign in ("_x000D_", "<p", "&quot;", '["', "ظ‚ط", "Load-Date"))


def test_cases_of_dates(cases):
    days = [f"d{number:02}.csv" for number in range(7)]
    for name in days:
        moment = read_articles(cases / "dates-refused" / name)["published"][0]
        assert moment.strftime("%F") == "2022-05-11"
    half = read_articles(cases / "dates-refused" / "d08.csv")
    assert half["published"].isna().all()
    for name in ("d07.csv", "d09.csv", "d10.csv"):
        with pytest.raises(InputError, match="dates="):
            read_articles(cases / "dates-refused" / name)
        coerced = read_articles(cases / "dates-refused" / name, dates="coerce")
        assert kinds(coerced, "noted") == {"date_unread": 1}
