"""One address, one page is the boundary of a fault: the rest is done, and it is named."""

from datetime import UTC, datetime

import pytest
from local_site import article, title_of

import toolkit.articles.fetching.fetch as fetching
from toolkit.articles import read_articles
from toolkit.articles.fetching.judging import judge
from toolkit.articles.pages.answers import Answer, Visit
from toolkit.articles.pages.recognition import Expected
from toolkit.articles.pages.sites import read_sites

ADDRESS = "http://a.org/1"
# Codecs that Python has and no page is in, names that are none, and half a character.
CHARSETS = ("undefined", "idna", "punycode", "hex", "rot13", "utf-7", "unicode_escape", "x" * 999)


def judged(body, kind="text/html"):
    answer = Answer(ADDRESS, 200, (("Content-Type", kind),), body, datetime.now(UTC))
    visit = Visit(ADDRESS, (answer,))
    return judge(visit, Expected(), sites=read_sites(), address=ADDRESS)


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_charset_that_is_none_is_no_matter(charset):
    page = article(1).replace(b'charset="utf-8"', f'charset="{charset}"'.encode())
    for given in (judged(page), judged(article(1), f"text/html; charset={charset}")):
        assert given.found is not None
        assert given.found.title == title_of(1)


def test_half_a_character_in_linked_data_becomes_a_sign():
    script = rb'<script type="application/ld+json">{"author": {"name": "\ud83d Salma"}}</script>'
    found = judged(article(1).replace(b"</head>", script + b"</head>")).found
    assert found is not None
    assert found.author == "\ufffd Salma"


def test_a_page_that_breaks_the_reader_is_one_line_of_the_report(fetched, monkeypatch):
    extract = fetching.judge.__globals__["extract"]

    def breaks(answer, **options):
        if answer.address.endswith("/a/2"):
            raise RecursionError("too deep\nfor me")
        return extract(answer, **options)

    monkeypatch.setitem(fetching.judge.__globals__, "extract", breaks)
    report = fetched("/a/1", "/a/2", "/a/3").report
    assert report["status"].tolist() == ["fetched", "failed", "fetched"]
    assert report["reason"][1].startswith(
        "its page cannot be read (RecursionError: too deep for me)"
    )


def test_an_address_that_breaks_the_visit_is_one_line_of_the_report(fetched, monkeypatch):
    outcome = fetching._Worker.outcome

    def breaks(self, row):
        if row["url"].endswith("/a/1"):
            raise KeyError("x")
        return outcome(self, row)

    monkeypatch.setattr(fetching._Worker, "outcome", breaks)
    report = fetched("/a/1", "/a/2").report
    assert report["reason"].tolist() == ["a fault of the toolkit (KeyError: 'x')", ""]
    monkeypatch.undo()
    assert fetched("/a/1", "/a/2").report["status"].tolist() == ["fetched"] * 2  # a rerun goes on


def test_a_page_of_a_pile_that_breaks_a_library_leaves_the_others(tmp_path, monkeypatch):
    import trafilatura

    extract = trafilatura.bare_extraction

    def breaks(page, **options):
        if title_of(2) in page:
            raise AssertionError("a hostile page")
        return extract(page, **options)

    monkeypatch.setattr(trafilatura, "bare_extraction", breaks)
    for number in (1, 2, 3):
        (tmp_path / f"{number}.html").write_bytes(article(number))
    articles = read_articles(tmp_path, outlet="الخبر")
    assert articles["article_id"].tolist() == ["1", "3"]
    left_out = articles.attrs["account"]["left_out"]["unread_file"]
    assert left_out == [1, "2.html: AssertionError: a hostile page"]
