"""Excel, feeds, web archives, press databases: each kind with a file made for it."""

import datetime as dt
import gzip
import io
import logging
import re
import zipfile

import pandas as pd
import pytest
from local_site import article, notice, sentences_of, title_of
from openpyxl import Workbook

from toolkit.articles import read_articles
from toolkit.articles.fetching.store import write_warc
from toolkit.articles.formats.spreadsheets import read_spreadsheet
from toolkit.articles.pages.answers import Answer, Visit
from toolkit.errors import InputError

# "The minister praised Morocco's role. / Then he left."
TEXT = "أشاد الوزير بدور المغرب.\nثم غادر."


def refused(path, **options):
    with pytest.raises(InputError) as caught:
        read_articles(path, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


# ---- Excel ----


def workbook(*sheets):
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"s{number}")
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_a_table_of_articles(tmp_path):
    rows = [
        ["article_id", "outlet", "published", "title", "text", None],
        [17, "المساء", dt.datetime(2022, 5, 11, 10, 30), "اجتماع", TEXT, None],
        [],
        [18, "المساء", "11 ماي 2022", None, "نص ثان.", None],
    ]
    (tmp_path / "a.xlsx").write_bytes(workbook([], rows))
    articles = read_articles(tmp_path / "a.xlsx")
    assert articles["article_id"].tolist() == ["17", "18"]
    assert articles["text"].tolist() == [TEXT, "نص ثان."]
    assert articles["published"].dt.strftime("%F %H:%M").tolist() == [
        "2022-05-11 10:30",
        "2022-05-11 00:00",
    ]


def test_a_column_without_a_name_is_named_in_the_error(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook([["outlet", "text"], ["م", "نص", "زائد"]]))
    assert "column 3" in refused(tmp_path / "a.xlsx")


def test_a_title_of_merged_cells_above_the_names_is_passed_over(tmp_path, caplog):
    # A title over all columns: Excel keeps it in the first cell, the others are empty.
    book, out = Workbook(), io.BytesIO()
    for row in (["تغطية الاجتماع"], ["outlet", "text"], ["م", "نص"]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(out)
    (tmp_path / "a.xlsx").write_bytes(out.getvalue())
    with caplog.at_level(logging.INFO, "toolkit"):
        assert read_articles(tmp_path / "a.xlsx")["text"].tolist() == ["نص"]
    assert "rows above the column names 1 (تغطية الاجتماع)" in caplog.text


def test_a_header_split_over_two_rows_is_told_how_to_be_mended(tmp_path):
    rows = [["الأخبار", None, None], ["outlet", "text"], ["م", "نص", "زائد"]]
    (tmp_path / "a.xlsx").write_bytes(workbook(rows))
    assert "split merged cells" in refused(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(100), "old or locked"),
        (b"PK\x03\x04" + bytes(100), "not an Excel workbook"),
        (workbook([]), "empty"),
        (workbook([["text"]])[:-40], "not an Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, raw, says):
    (tmp_path / "a.xlsx").write_bytes(raw)
    assert says in refused(tmp_path / "a.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.articles.formats.spreadsheets.MAX_UNPACKED", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(2_000_000))
    with pytest.raises(InputError, match="unpacks to more"):
        read_spreadsheet(out.getvalue(), tmp_path / "a.xlsx")


# ---- feeds ----

RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>المساء</title><item><title>اجتماع &amp;quot;مراكش&amp;quot;</title>
<link>https://a.org/1</link><dc:creator>كاتب</dc:creator>
<pubDate>Wed, 11 May 2022 10:30:00 +0100</pubDate><description>موجز</description>
<content:encoded><![CDATA[<p>{TEXT.splitlines()[0]}</p><script>x()</script><p>{TEXT.splitlines()[1]}</p>]]>
</content:encoded></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>المساء</title><entry><title>اجتماع</title>
<link rel="self" href="https://a.org/self"/><link href="https://a.org/1"/><author><name>كاتب</name>
</author><published>2022-05-11T09:30:00Z</published><summary type="html">&lt;p&gt;موجز.&lt;/p&gt;
</summary></entry></feed>"""


def test_rss_with_its_whole_content(tmp_path):
    (tmp_path / "a.rss").write_text(RSS, "utf-8")
    item = read_articles(tmp_path / "a.rss").iloc[0]
    assert (item["title"], item["text"]) == ('اجتماع "مراكش"', TEXT)
    assert (item["outlet"], item["url"], item["author"]) == ("المساء", "https://a.org/1", "كاتب")
    assert item["published"] == pd.Timestamp("2022-05-11 09:30", tz="UTC")
    assert item["text_kind"] == "content"


def test_atom_with_a_summary_says_that_it_is_one(tmp_path):
    (tmp_path / "a.atom").write_text(ATOM, "utf-8")
    item = read_articles(tmp_path / "a.atom").iloc[0]
    assert (item["text"], item["text_kind"], item["url"]) == ("موجز.", "summary", "https://a.org/1")


def test_a_feed_in_windows_1256(tmp_path):
    (tmp_path / "a.xml").write_bytes(RSS.replace("UTF-8", "windows-1256").encode("cp1256"))
    assert read_articles(tmp_path / "a.xml")["text"].tolist() == [TEXT]


def test_entities_are_not_expanded_and_files_not_read(tmp_path):
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    bomb += '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = f"{bomb}<rss><channel><title>م</title><item><title>ع</title>"
    feed += "<description>كلام &b;&f; آخر</description></item></channel></rss>"
    (tmp_path / "a.xml").write_text(feed, "utf-8")
    text = read_articles(tmp_path / "a.xml")["text"][0]
    assert "aaaa" not in text
    assert "root" not in text


@pytest.mark.parametrize("content", ["<html/>", "كلام", "<rss><channel/></rss>", "<rss", "<a>"])
def test_what_is_no_feed_is_refused(tmp_path, content):
    (tmp_path / "a.xml").write_text(content, "utf-8")
    refused(tmp_path / "a.xml")


# ---- web archives ----


def warc(*pages):
    answers = [
        Answer(
            f"https://a.org/{number}",
            200,
            (("Content-Type", "text/html; charset=utf-8"),),
            page,
            dt.datetime(2022, 5, 12, 8, tzinfo=dt.UTC),
        )
        for number, page in enumerate(pages)
    ]
    return b"".join(write_warc(Visit(answer.address, (answer,))) for answer in answers)


def test_the_articles_of_a_web_archive(tmp_path, caplog):
    (tmp_path / "a.warc.gz").write_bytes(warc(article(1), notice("الرئيسية", "أخبار"), article(2)))
    with caplog.at_level(logging.WARNING, "toolkit"):
        articles = read_articles(tmp_path / "a.warc.gz")
    assert articles["title"].tolist() == [title_of(1), title_of(2)]
    assert articles["text"][1].split("\n") == sentences_of(2)
    assert articles["url"].tolist() == ["https://a.org/0", "https://a.org/2"]
    assert "pages without an article 1" in caplog.text


def test_what_is_no_web_archive_is_refused(tmp_path):
    for raw in (b"", b"WARC/1.0\r\nbroken", b"\x1f\x8b\x08", b"x" * 100):
        (tmp_path / "a.warc.gz").write_bytes(raw)
        refused(tmp_path / "a.warc.gz")


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_cut_short_anywhere_is_refused(tmp_path, name):
    pages = [warc(article(1)), warc(article(2))]
    if name == "a.warc":
        pages = [gzip.decompress(page) for page in pages]
    whole = b"".join(pages)
    for cut in range(len(pages[0]) + 1, len(whole), 101):
        (tmp_path / name).write_bytes(whole[:cut])
        message = refused(tmp_path / name)
        assert re.search("cut short behind record [12]; copy it again", message), cut


# ---- lists without texts ----


def test_a_list_of_addresses_is_sent_to_fetch(tmp_path):
    (tmp_path / "a.csv").write_text("url,outlet\nhttps://a.org/1,م\n", "utf-8")
    assert "toolkit fetch" in refused(tmp_path / "a.csv")
    (tmp_path / "a.ris").write_text("TY  - NEWS\nTI  - ع\nUR  - https://a.org/1\nER  - \n", "utf-8")
    assert "toolkit fetch" in refused(tmp_path / "a.ris")


# ---- press databases ----

FACTIVA = """SE  أخبار
HD  اجتماع مراكش
BY  كاتب
WC  9 words
PD  11 May 2022
ET  10:30
SN  المساء
SC  MASAE
LA  Arabic
LP
أشاد الوزير بدور
المغرب.

TD
ثم غادر.

AN  Document MASAE00020220511ei5b00001


HD  خبر ثان
PD  12 May 2022
SN  العلم
TD
نص ثان.

AN  Document ALAM000020220512ei5c00002
"""
LEXIS = """
                               1 of 2 DOCUMENTS


                                    المساء

                             May 11, 2022 Wednesday

اجتماع مراكش

BYLINE: كاتب

SECTION: سياسة

LENGTH: 9 words

أشاد الوزير بدور
المغرب.

ثم غادر.

LOAD-DATE: May 12, 2022

LANGUAGE: ARABIC

                               2 of 2 DOCUMENTS


                                    العلم

                             May 12, 2022 Thursday

خبر ثان

LENGTH: 2 words

نص ثان.

LOAD-DATE: May 12, 2022
"""


# The same two documents as the German and the French interface give them.
LEXIS_GERMAN = (
    LEXIS.replace("1 of 2 DOCUMENTS", "Dokument 1 von 2")
    .replace("2 of 2 DOCUMENTS", "Dokument 2 von 2")
    .replace("May 11, 2022 Wednesday", "11. Mai 2022 Mittwoch")
    .replace("May 12, 2022 Thursday", "12. Mai 2022 Donnerstag")
    .replace("LENGTH: 9 words", "LÄNGE: 9 Wörter")
    .replace("LENGTH: 2 words", "LÄNGE: 2 Wörter")
    .replace("LOAD-DATE: May 12, 2022", "UPDATE: 12. Mai 2022")
    .replace("LANGUAGE: ARABIC", "SPRACHE: ARABISCH")
    .replace("BYLINE:", "AUTOR:")
)
LEXIS_FRENCH = (
    LEXIS.replace("1 of 2 DOCUMENTS", "Document 1 de 2")
    .replace("2 of 2 DOCUMENTS", "Document 2 de 2")
    .replace("May 11, 2022 Wednesday", "11 mai 2022 mercredi")
    .replace("May 12, 2022 Thursday", "12 mai 2022 jeudi")
    .replace("LENGTH: 9 words", "LONGUEUR: 9 mots")
    .replace("LENGTH: 2 words", "LONGUEUR: 2 mots")
    .replace("LOAD-DATE: May 12, 2022", "DATE-CHARGEMENT: 12 mai 2022")
    .replace("LANGUAGE: ARABIC", "LANGUE: ARABE")
    .replace("BYLINE:", "AUTEUR:")
)
FACTIVA_FRENCH = FACTIVA.replace("11 May 2022", "11 mai 2022").replace("Arabic", "Arabe")
DUMPS = {
    "factiva": (FACTIVA, "10:30"),
    "factiva, French": (FACTIVA_FRENCH, "10:30"),
    "lexis": (LEXIS, "00:00"),
    "lexis, German": (LEXIS_GERMAN, "00:00"),
    "lexis, French": (LEXIS_FRENCH, "00:00"),
    "lexis, Windows": (LEXIS.replace("\n", "\r\n"), "00:00"),
}


@pytest.mark.parametrize("kind", DUMPS)
def test_dumps_of_press_databases(tmp_path, kind):
    dump, hour = DUMPS[kind]
    (tmp_path / "dump.txt").write_bytes(dump.encode())
    articles = read_articles(tmp_path / "dump.txt")
    assert articles["outlet"].tolist() == ["المساء", "العلم"]
    assert articles["title"].tolist() == ["اجتماع مراكش", "خبر ثان"]
    assert articles["text"].tolist() == [TEXT, "نص ثان."]
    assert articles["published"][0] == pd.Timestamp(f"2022-05-11 {hour}", tz="UTC")
    assert articles["author"][0] == "كاتب"


def test_a_dump_of_an_interface_in_another_language_is_no_article(tmp_path):
    spanish = LEXIS_FRENCH.replace("Document ", "Documento ").replace("LONGUEUR:", "LONGITUD:")
    (tmp_path / "dump.txt").write_text(spanish.replace("mots", "palabras"), "utf-8")
    assert "interface in English" in refused(tmp_path / "dump.txt")


def test_a_day_that_nobody_can_read_is_named(tmp_path):
    (tmp_path / "dump.txt").write_text(FACTIVA.replace("12 May 2022", "12 mayo 2022"), "utf-8")
    assert "row 2, column published: '12 mayo 2022'" in refused(tmp_path / "dump.txt")


def test_documents_without_a_text_are_counted(tmp_path, caplog):
    (tmp_path / "dump.txt").write_text(LEXIS.replace("\nنص ثان.\n", "\n"), "utf-8")
    with caplog.at_level(logging.WARNING, "toolkit"):
        assert len(read_articles(tmp_path / "dump.txt")) == 1
    assert "documents without a text 1 (document 2)" in caplog.text


def test_an_article_that_mentions_documents_is_no_dump(tmp_path):
    (tmp_path / "a.txt").write_text(f"عنوان الخبر الأول هنا\n{TEXT}\n1 of 2\n", "utf-8")
    assert len(read_articles(tmp_path / "a.txt", outlet="م")) == 1
