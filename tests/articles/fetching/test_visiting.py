"""Nothing is asked for twice, whatever became of it; bodies are bounded."""

import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from toolkit.articles.fetching.client import Client
from toolkit.articles.fetching.politeness import Turns
from toolkit.articles.fetching.store import PageStore, read_visit, write_warc
from toolkit.articles.fetching.visiting import Visitor
from toolkit.articles.pages.answers import Answer, Visit
from toolkit.articles.pages.faults import FetchError


@pytest.fixture
def visitor(options, tmp_path):
    client = Client(limits=options.limits, allow_private=True)
    return Visitor(client, PageStore(tmp_path / "pages"), Turns(0.0), pause=0.01)


def test_a_page_is_kept_with_all_that_led_to_it(visitor, site):
    visit = visitor.visit(f"{site.base}/moved/2")
    assert [answer.status for answer in visit.answers] == [301, 301, 200]
    assert visit.last.address == f"{site.base}/a/7"
    assert visitor.visit(f"{site.base}/moved/2") == visit
    assert site.asked("/moved/2") == 1


def test_a_kept_page_that_others_lead_to_is_not_asked_for_again(visitor, site):
    page = visitor.visit(f"{site.base}/a/7")
    assert visitor.visit(f"{site.base}/moved/2").last == page.last
    assert site.asked("/a/7") == 1


@pytest.mark.parametrize("path", ["/gone/404", "/gone/403", "/circle/a", "/moved/20", "/endless/1"])
def test_a_lasting_fault_is_kept_too(visitor, site, path):
    for _ in range(2):
        with suppress(FetchError):
            visitor.visit(site.base + path)
    assert site.asked(path) == 1


@pytest.mark.parametrize("path", ["/to/file", "/to/meta"])
def test_a_redirect_that_may_not_be_followed_is_asked_for_once(visitor, site, path):
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            visitor.visit(site.base + path)
        assert caught.value.refused
    assert site.asked(path) == 1


def test_a_kept_page_is_a_web_archive_that_other_tools_read(visitor, site, tmp_path):
    visitor.visit(f"{site.base}/moved/1")
    path = visitor.store.path(f"{site.base}/moved/1")
    with path.open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in ArchiveIterator(stream)
        ]
    assert records == [
        ("response", f"{site.base}/moved/1"),
        ("response", f"{site.base}/a/7"),
    ]


def test_the_same_visit_gives_the_same_bytes_and_comes_back():
    moment = datetime(2022, 5, 11, 10, 30, tzinfo=UTC)
    headers = (("Content-Type", "text/html"), ("X-Odd", "a\r\nb"))
    visit = Visit("http://a.org/1", (Answer("http://a.org/1", 200, headers, b"\x00\xff", moment),))
    assert write_warc(visit) == write_warc(visit)


def test_what_was_put_is_what_is_got(tmp_path):
    moment = datetime(2022, 5, 11, 10, 30, tzinfo=UTC)
    first = Answer("http://a.org/1", 302, (("Location", "/2"),), b"", moment)
    last = Answer("http://a.org/2", 200, (("Content-Type", "text/html"),), b"\x00\xff\n", moment)
    cut = Answer("http://a.org/3", 200, (), b"", moment, "length")
    for visit in (Visit("http://a.org/1", (first, last)), Visit("http://a.org/3", (cut,))):
        path = PageStore(tmp_path).put(visit)
        assert read_visit(path) == visit
        assert PageStore(tmp_path).get(visit.asked) == visit


def test_a_write_that_was_cut_short_leaves_nothing(tmp_path):
    store = PageStore(tmp_path)
    (tmp_path / ".a.org-0123.warc.gz.part").write_bytes(b"half")
    store.clear_parts()
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_takes_no_more_memory_than_the_bound(site, options):
    client = Client(limits=options.limits, allow_private=True)
    tracemalloc.start()
    answer = client.get(f"{site.base}/bomb/1")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (answer.body, answer.cut) == (b"", "length")
    assert peak < 20 * options.limits.size  # of the 200 million bytes that it unpacks to


def test_stopping_cuts_what_is_under_way(site, options):
    client = Client(limits=options.limits, allow_private=True)
    client.stop()
    with pytest.raises(FetchError, match="stopped"):
        client.get(f"{site.base}/a/1")
    assert site.log == []
