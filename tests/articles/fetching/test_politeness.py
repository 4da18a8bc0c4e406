"""One request a host at a time, with a delay, and robots.txt obeyed."""

import dataclasses
import threading
import time
from datetime import UTC, datetime

import pytest
from local_site import Site

from toolkit.articles.fetching.politeness import Turns, asked_wait


def test_one_host_is_asked_one_page_at_a_time_with_the_delay_between(fetched, options, site):
    begin = time.monotonic()
    fetched("/a/1", "/a/2", "/a/3", options=dataclasses.replace(options, delay=0.2))
    assert site.most_at_once == 1
    assert time.monotonic() - begin >= 0.2 * 3  # robots.txt and three pages


def test_the_name_of_who_asks_is_given(fetched, site):
    fetched("/a/1")
    assert {agent for _, agent in site.log} == {site.log[0][1]}
    assert site.log[0][1].startswith("media-framing-toolkit/")


def test_robots_is_asked_once_and_first(fetched, site):
    fetched("/a/1", "/a/2", "/closed/1")
    assert [path for path, _ in site.log] == ["/robots.txt", "/a/1", "/a/2"]


@pytest.mark.parametrize(
    ("robots", "status"),
    [
        ("User-agent: *\nDisallow: /", "refused"),
        ("User-agent: media-framing-toolkit\nDisallow: /a/", "refused"),
        ("User-agent: *\nDisallow: /*/1$", "refused"),
        ("User-agent: other\nDisallow: /", "fetched"),
        ("User-agent: *\nDisallow: /\nAllow: /a/", "fetched"),
        ("كلام بلا معنى", "fetched"),
        (404, "fetched"),
        (403, "fetched"),
        (503, "failed"),
    ],
)
def test_robots_is_read_as_the_standard_says(fetched, options, robots, status):
    with Site(robots=robots) as site:
        quick = dataclasses.replace(options, archive=None)
        assert fetched(f"{site.base}/a/1", options=quick).report["status"][0] == status
        assert bool(site.asked("/a/1")) == (status == "fetched")


def test_a_delay_that_robots_names_is_kept(fetched, options):
    with Site(robots="User-agent: *\nCrawl-delay: 0.3") as site:
        begin = time.monotonic()
        fetched(f"{site.base}/a/1", f"{site.base}/a/2", f"{site.base}/a/3")
        assert time.monotonic() - begin >= 0.6


def test_turns_of_two_hosts_do_not_wait_for_each_other():
    turns, order = Turns(0.0), []

    def other():
        with turns.of("b"):
            order.append("b")

    with turns.of("a"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(5)
        order.append("a")
    assert order == ["b", "a"]


def test_retry_after_is_seconds_or_a_date():
    now = datetime(2022, 5, 11, 10, 0, tzinfo=UTC)
    assert asked_wait("Wed, 11 May 2022 10:02:00 GMT", now=now) == 120
    assert asked_wait("Wed, 11 May 2022 09:00:00 GMT", now=now) == 0
    assert asked_wait("5") == 5
    for nonsense in ("", "soon", "-3", "٣", "9" * 400):
        assert asked_wait(nonsense) is None or asked_wait(nonsense) < 1e9
