"""Single articles: text files, saved web pages, files of the ANT corpus."""

import pandas as pd
import pytest

from toolkit.articles import read_articles
from toolkit.errors import InputError

# "The minister opened the meeting on Wednesday in Marrakesh, in the presence of delegations. …"
PARAGRAPHS = [
    "افتتح الوزير الاجتماع يوم الأربعاء بمراكش بحضور وفود من ثمانين دولة ومنظمة دولية.",
    "وقال الوزير في كلمته إن بلاده ملتزمة بمواصلة التعاون مع شركائها في هذا المجال الحيوي.",
    "وأضاف أن الاجتماع المقبل سينعقد في العاصمة بعد أشهر قليلة من الآن.",
]
PAGE = """<!doctype html><html lang="ar" dir="rtl"><head>
<meta charset="{charset}"><title>المغرب يحتضن اجتماع التحالف - موقع</title>
<meta property="og:title" content="المغرب يحتضن اجتماع التحالف">
<meta property="article:published_time" content="2022-05-11T10:00:00+01:00">
<meta name="author" content="سعيد المغربي"></head><body>
<nav><a href="/">الرئيسية</a> <a href="/s">سياسة</a></nav>
<article><h1>المغرب يحتضن اجتماع التحالف</h1>{body}</article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""

ANT = """<DOC>
<DOCNO>BB-middleEast-7-20180218</DOCNO>
<URL>http://example.org/?a=1&b=2</URL>
<SRC>BBC</SRC>
<CAT>middleEast</CAT>
<TITLE>اجتماع مراكش</TITLE>
<TIME>{time}</TIME>
<AUTHOR></AUTHOR>
<ABSTRACT>
افتتح الوزير
</ABSTRACT>
<TEXT>
افتتح الوزير الاجتماع.
قال: 3 < 5 & "نعم".
</TEXT>
</DOC>
"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_saved_page_gives_title_text_date_and_author(tmp_path, charset):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    folder = tmp_path / "hespress"
    folder.mkdir()
    page = PAGE.format(charset=charset, body=body)
    (folder / "a.html").write_bytes(page.encode(charset))
    article = read_articles(folder / "a.html").iloc[0]
    assert article["title"] == "المغرب يحتضن اجتماع التحالف"
    assert article["text"].split("\n") == PARAGRAPHS  # the headline above them not once more
    assert article["outlet"] == "hespress"
    assert article["published"].date().isoformat() == "2022-05-11"
    assert article["author"] == "سعيد المغربي"


def test_a_wrongly_declared_encoding_is_seen_through(tmp_path):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    (tmp_path / "a.html").write_bytes(PAGE.format(charset="iso-8859-1", body=body).encode("cp1256"))
    assert read_articles(tmp_path / "a.html")["text"][0].split("\n") == PARAGRAPHS


def test_a_page_without_an_article_is_refused(tmp_path):
    (tmp_path / "a.html").write_text("<html><body><script>x()</script></body></html>", "utf-8")
    with pytest.raises(InputError, match=r"a\.html: no article text"):
        read_articles(tmp_path / "a.html")


def test_the_first_line_of_a_text_is_its_title(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffخطاب العرش\r\n\r\nقال الملك.\r\nثم مضى.".encode())
    article = read_articles(tmp_path / "a.txt", outlet="ماب").iloc[0]
    assert article["title"] == "خطاب العرش"
    assert article["text"] == "\r\nقال الملك.\r\nثم مضى."
    assert article["article_id"] == "a"


@pytest.mark.parametrize("label", ["أخبار", "خارج الحدود", "مغاربة"])
def test_a_section_label_above_the_title_is_not_the_title(tmp_path, label):
    title = "المغرب يحتضن اجتماع التحالف الدولي"
    (tmp_path / "a.txt").write_text(f"{label}\n\n{title}\nافتتح الوزير.", "utf-8")
    article = read_articles(tmp_path / "a.txt").iloc[0]
    assert article["title"] == title
    assert article["text"] == f"{label}\n\nافتتح الوزير."


def test_a_title_of_one_word_above_a_paragraph_stays_the_title(tmp_path):
    # "Congratulations" above a paragraph of forty words
    (tmp_path / "a.txt").write_text("تهنئة\n" + "كلمة " * 40, "utf-8")
    assert read_articles(tmp_path / "a.txt")["title"].tolist() == ["تهنئة"]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("Sun, 18 Feb 2018 21:35:43 +0400", "2018-02-18T17:35:43Z"),
        ("Mon, 26 Feb 2018 02:20:10 GMT", "2018-02-26T02:20:10Z"),
        ("2017-01-25T14:36:00+01:00", "2017-01-25T13:36:00Z"),
    ],
)
def test_a_file_of_the_ant_corpus(tmp_path, time, expected):
    folder = tmp_path / "BBC" / "middleEast"
    folder.mkdir(parents=True)
    (folder / "BB-middleEast-7-20180218.txt").write_text(ANT.format(time=time), "utf-8")
    for path in (tmp_path, folder / "BB-middleEast-7-20180218.txt"):
        article = read_articles(path).iloc[0]
        assert article["article_id"] == "BB-middleEast-7-20180218"
        assert article["outlet"] == "BBC Arabic"
        assert article["published"] == pd.Timestamp(expected)
        assert article["text"] == 'افتتح الوزير الاجتماع.\nقال: 3 < 5 & "نعم".'
        assert article["category"] == "middleEast"
        assert article["url"] == "http://example.org/?a=1&b=2"
        assert article["abstract"] == "افتتح الوزير"
        assert pd.isna(article["author"])


def test_an_ant_file_cut_short(tmp_path):
    whole = ANT.format(time="2018-02-18")
    (tmp_path / "a.txt").write_text(whole + whole[:-20], "utf-8")
    with pytest.raises(InputError, match="article 2 is cut short"):
        read_articles(tmp_path / "a.txt")


def test_an_ant_article_without_text(tmp_path):
    (tmp_path / "a.txt").write_text(ANT.format(time="").replace("TEXT>", "BODY>"), "utf-8")
    with pytest.raises(InputError, match="article 1 has no <TEXT>"):
        read_articles(tmp_path / "a.txt")
