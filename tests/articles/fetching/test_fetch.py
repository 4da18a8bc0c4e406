"""A manifest becomes an article table, and whatever goes wrong gets its line in the report."""

import dataclasses
import gzip

import pandas as pd
import pytest
from local_site import SENTENCES, article, notice, sentences_of, title_of

from toolkit.articles import read_articles
from toolkit.articles.fetching.client import Client
from toolkit.articles.pages.faults import FetchError
from toolkit.errors import InputError
from toolkit.study.folder import fetch


def line(result, number=0):
    row = result.report.iloc[number]
    return row["status"], row["reason"]


# ---- what comes ----


def test_a_good_page_becomes_an_article_whole(fetched, site):
    result = fetched("/a/1")
    found = result.articles.iloc[0]
    assert found["title"] == title_of(1)
    assert found["text"].split("\n") == sentences_of(1)
    assert found["published"] == pd.Timestamp("2022-05-11 09:30", tz="UTC")
    assert found["url"] == f"{site.base}/a/1"
    assert line(result) == ("fetched", "")
    assert result.report["article_id"][0] == found["article_id"]


def test_the_folder_holds_table_pages_and_report_by_contract(fetched, tmp_path):
    fetched("/a/1", "/gone/410")
    folder = tmp_path / "study"
    report = pd.read_csv(folder / "fetch-report.csv", keep_default_na=False)
    assert list(report) == ["url", "status", "reason", "article_id"]
    assert report["status"].tolist() == ["fetched", "failed"]
    assert read_articles(folder)["title"].tolist() == [title_of(1)]
    assert len(list((folder / "pages").glob("*.warc.gz"))) >= 2
    names = {"manifest.csv", "pages", "articles.parquet", "fetch-report.csv", "study.toml"}
    assert {path.name for path in folder.iterdir()} == names


@pytest.mark.parametrize(
    "path",
    [
        "/moved/3",
        "/moved-arabic/7",
        "/gzip/7",
        "/encoding/cp1256/utf-8",
        "/encoding/cp1256/iso-8859-1",
        "/encoding/utf-8/windows-1256",
        "/encoding/iso8859-6/iso-8859-6",
    ],
)
def test_redirects_compression_and_wrong_encodings_lose_nothing(fetched, path):
    text = fetched(path).articles["text"][0]
    number = 3 if "encoding" in path else 7
    assert text.split("\n") == sentences_of(number)


def test_every_fault_but_the_lasting_is_tried_again(fetched, site):
    result = fetched("/busy/503/1", "/busy/429/1/1")
    assert result.report["status"].tolist() == ["fetched", "fetched"]
    assert site.asked("/busy/429/1/1") == 2


def test_articles_come_in_the_order_of_the_manifest(fetched):
    result = fetched("/a/3", "/a/1", "/a/2")
    assert result.articles["title"].tolist() == [title_of(3), title_of(1), title_of(2)]


# ---- what does not come, and what the user is told ----

FAULTS = [
    ("/gone/404", "failed", "the page is gone (HTTP 404)"),
    ("/gone/403", "failed", "the site does not let this page be read (HTTP 403)"),
    ("/gone/500", "failed", "the server has a fault of its own (HTTP 500)"),
    ("/moved/20", "failed", "more than 8 redirects"),
    ("/circle/a", "failed", "redirects in a circle"),
    ("/home/x", "failed", "the address leads to the site's front page"),
    ("/to/file", "refused", "not a web address"),
    ("/to/meta", "refused", "a link-local address"),
    ("/endless/1", "failed", "larger than any page"),
    ("/bomb/1", "failed", "larger than any page"),
    ("/broken/1", "failed", "the answer was broken off"),
    ("/hang-up/1", "failed", "the answer was broken off"),
    ("/garbage/1", "failed", "the answer was broken off"),
    ("/bad-gzip/1", "failed", "compressed data that nobody can unpack"),
    ("/busy/503/9", "failed", "the server has a fault of its own (HTTP 503)"),
    ("/busy/429/9/3600", "failed", "too many requests, says the server; asks to wait 3600 s"),
    ("/consent/1", "failed", "a consent form stands before the page"),
    ("/paywall/1", "failed", "only subscribers get the article"),
    ("/paid/1", "failed", "only subscribers get the article"),
    ("/check/1", "failed", "the site asks for a browser"),
    ("/soft-gone/1", "failed", "the site says that the page is gone"),
    ("/parked/1", "failed", "the address is for sale"),
    ("/other/1", "failed", "another story stands at the address by now"),
    ("/empty/1", "failed", "an empty page"),
    ("/script/1", "failed", "no article text found on the page"),
    ("/deep/1", "failed", "no article text found on the page"),
    ("/pdf/1", "failed", "no web page, but application/pdf"),
    ("/french/1", "kept_out", "not in Arabic"),
    ("/closed/1", "refused", "its robots.txt does not allow it"),
    ("ftp://example.org/1", "refused", "not a web address"),
    ("http://user:secret@example.org/1", "refused", "a user's name"),
]


def test_every_fault_has_its_words_and_none_is_taken_for_an_article(fetched):
    result = fetched(*(path for path, _, _ in FAULTS), "/a/1")
    found = [(row.status, row.reason) for row in result.report.itertuples()]
    for (path, status, says), (got, reason) in zip(FAULTS, found[:-1], strict=True):
        assert (path, got) == (path, status)
        assert says in reason, path
    assert result.articles["title"].tolist() == [title_of(1)]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/slow/1", "no answer in time"),
        ("/drip/1", "not whole after 0.6 seconds"),
        ("/drip-headers/1", "not whole after 0.6 seconds"),
    ],
)
def test_a_page_that_takes_too_long_is_left(site, options, path, says):
    limits = dataclasses.replace(options.limits, read=0.4, total=0.6)
    with pytest.raises(FetchError, match=says) as caught:
        Client(limits=limits, allow_private=True).get(site.base + path)
    assert caught.value.passing


def test_nothing_came(fetched, tmp_path):
    result = fetched("/gone/404")
    assert result.articles.empty
    assert not (tmp_path / "study" / "articles.parquet").exists()


def test_a_private_address_is_refused_unless_asked_for(fetched, options, site):
    result = fetched("/a/1", options=dataclasses.replace(options, allow_private=False))
    status, reason = line(result)
    assert status == "refused"
    assert "--allow-private" in reason
    assert site.log == []


def test_an_address_twice_is_fetched_once(fetched, site):
    result = fetched("/a/1", "/a/1")
    assert line(result, 1) == ("kept_out", "the same address as row 1")
    assert site.asked("/a/1") == 1


def test_near_copies_are_kept_and_flagged(fetched):
    result = fetched("/a/1", "/encoding/utf-8/utf-8", "/gzip/3")
    flags = result.articles["duplicate_kind"]
    assert flags.isna().tolist() == [True, True, False]
    assert result.articles["duplicate_of"][2] == result.articles["article_id"][1]


def test_other_languages_are_kept_out_before_a_request_where_the_manifest_says_so(
    site, options, tmp_path
):
    file = tmp_path / "m.csv"
    file.write_text(f"url,language\n{site.base}/french/1,fr\n{site.base}/a/1,ar\n", "utf-8")
    result = fetch(file, tmp_path / "study", options=options)
    assert line(result) == ("kept_out", "not in Arabic, says the manifest (fr)")
    assert site.asked("/french/1") == 0
    every = dataclasses.replace(options, all_languages=True)
    assert len(fetch(file, tmp_path / "study", options=every).articles) == 2


# ---- the archive ----


def test_the_capture_nearest_to_the_day_of_publication_is_taken(fetched, site):
    site.capture("/gone/404", article(8), time="20230101000000")
    site.capture("/gone/404", article(9), time="20220513000000")
    site.capture("/gone/404", article(2), time="20100101000000")
    result = fetched("/gone/404")
    assert line(result) == ("archived", "the page is gone (HTTP 404)")
    assert result.articles["title"][0] == title_of(9)
    assert "/web/20220513000000id_/" in result.articles["fetched_from"][0]


def test_a_page_changed_beyond_recognition_comes_from_the_archive(fetched, site):
    site.capture("/other/1", article(1))
    site.capture("/home/x", article(2))
    assert fetched("/other/1", "/home/x").report["status"].tolist() == ["archived"] * 2


def test_a_capture_that_is_no_article_is_passed_over(fetched, site):
    site.capture("/gone/404", notice("عذرا", "الصفحة غير موجودة."), time="20220511100000")
    site.capture("/gone/404", article(5), time="20220701000000")
    assert fetched("/gone/404").articles["title"].tolist() == [title_of(5)]


@pytest.mark.parametrize("path", ["/paywall/1", "/paid/1", "/check/1", "/gone/403", "/closed/1"])
def test_the_archive_is_no_way_round_a_bar(fetched, site, path):
    site.capture(path, article(1))
    assert fetched(path).articles.empty
    assert not any(asked.startswith(("/cdx", "/web")) for asked, _ in site.log)


def test_no_archive_is_asked_where_none_is_wanted(fetched, options, site):
    site.capture("/gone/404", article(1))
    result = fetched("/gone/404", options=dataclasses.replace(options, archive=None))
    assert line(result) == ("failed", "the page is gone (HTTP 404)")
    assert not any(asked.startswith(("/cdx", "/web")) for asked, _ in site.log)


# ---- once and never again ----


def test_a_second_run_asks_for_nothing_and_gives_the_same_bytes(fetched, site, tmp_path):
    paths = ["/a/1", "/gone/404", "/gone/403", "/moved/2", "/endless/1", "/consent/1", "/circle/a"]
    site.capture("/gone/404", article(8))
    folder = tmp_path / "study"
    first = fetched(*paths)
    before = {
        name: (folder / name).read_bytes() for name in ("articles.parquet", "fetch-report.csv")
    }
    asked = len(site.log)
    second = fetched(*paths)
    assert len(site.log) == asked
    pd.testing.assert_frame_equal(first.articles, second.articles)
    assert before == {name: (folder / name).read_bytes() for name in before}


def test_a_passing_fault_is_tried_again_by_the_next_run(fetched):
    assert line(fetched("/busy/503/2"))[0] == "failed"
    assert line(fetched("/busy/503/2")) == ("fetched", "")


def halve(raw):
    return raw[: len(raw) // 2]


def alter(raw):
    return gzip.compress(gzip.decompress(raw).replace("الوزير".encode(), "السفير".encode()))


@pytest.mark.parametrize("damage", [halve, alter, lambda raw: b"", lambda raw: b"nothing"])
def test_a_page_damaged_or_altered_on_disk_is_fetched_anew(fetched, site, tmp_path, damage):
    first = fetched("/a/1")
    for page in (tmp_path / "study" / "pages").iterdir():
        page.write_bytes(damage(page.read_bytes()))
    pd.testing.assert_series_equal(fetched("/a/1").articles["text"], first.articles["text"])
    assert site.asked("/a/1") == 2


# ---- bad input ----


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("outlet,place\nx,http://a.org\n", "no column url"),
        ("url,published\nhttp://a.org,once\n", "row 1, column published"),
        ("url,outlet\n,x\n", "row 1, column url: empty"),
        ("url,article_id\nhttp://a.org/1,x\nhttp://a.org/2,x\n", "row 2, column article_id"),
    ],
)
def test_a_manifest_that_nobody_can_read_is_named(tmp_path, content, says):
    (tmp_path / "m.csv").write_text(content, "utf-8")
    with pytest.raises(InputError, match=says):
        fetch(tmp_path / "m.csv", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_sentences_of_the_site_are_one_story_each():
    assert len({sentence for n in range(40) for sentence in sentences_of(n)}) > len(SENTENCES) * 8
