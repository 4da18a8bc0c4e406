"""From an address to its page: robots.txt, turns, redirects, second tries, and the store.

What came is kept, with the redirects that led to it, and an address that is kept is not asked for
again, be its page an article or an error. Faults that pass (no answer, too many requests) are
tried again after growing pauses, and by the next run.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from toolkit.articles.fetching.client import Client
from toolkit.articles.fetching.politeness import Robots, Turns, asked_wait, read_robots
from toolkit.articles.fetching.store import PageStore
from toolkit.articles.pages.addresses import clean_address, host_of
from toolkit.articles.pages.answers import Answer, Visit
from toolkit.articles.pages.faults import FetchError

LOG = logging.getLogger(__name__)

_ROBOTS_LIFE = timedelta(hours=24)  # RFC 9309, 2.4
_BUSY = (429, 500, 502, 503, 504)
_LOOP = "redirects in a circle"


@dataclass(frozen=True)
class Visitor:
    """All that a visit needs; one that is `offline` gives kept pages only."""

    client: Client
    store: PageStore
    turns: Turns
    pause: float = 2.0
    offline: bool = False

    def visit(self, address: str, *, robots: bool = True) -> Visit:
        """The page of an address: the kept one, else fetched and kept.

        Raises
        ------
        FetchError
            No page came; its reason says why.
        """
        address = clean_address(address)
        kept = self.store.get(address)
        answers = list(kept.answers) if kept else []
        if self._is_open(answers):
            if self.offline:
                raise FetchError("not fetched yet", passing=True)
            known = len(answers)
            try:
                self._follow(address, answers, robots=robots)
            finally:
                if len(answers) > known:  # redirects on the way are not asked for again either
                    self.store.put(Visit(address, tuple(answers)))
        visit = Visit(address, tuple(answers))
        _check_redirects(visit, self.client.limits.redirects)
        return visit

    def _is_open(self, answers: Sequence[Answer]) -> bool:
        """Whether there is more to ask for: the page itself, or where its last redirect leads."""
        if not answers or not answers[-1].target:
            return not answers
        try:
            target = clean_address(answers[-1].target)
        except FetchError:
            return True  # it says why when it is followed
        seen = {answer.address for answer in answers}
        return target not in seen and len(answers) <= self.client.limits.redirects

    def _follow(self, address: str, answers: list[Answer], *, robots: bool) -> None:
        """Ask for an address and where it leads, adding to the answers; kept pages are not asked for."""
        while self._is_open(answers):
            place = clean_address(answers[-1].target) if answers else address
            kept = self.store.get(place) if answers else None
            if kept is not None:
                answers.extend(kept.answers)
                continue
            if robots:
                self._check_robots(place)
            answers.append(self._ask(place))

    def _ask(self, address: str) -> Answer:
        """Ask until an answer comes that will not pass by waiting."""
        host, limits = host_of(address), self.client.limits
        for attempt in range(1, limits.tries + 1):
            last = attempt == limits.tries
            try:
                with self.turns.of(host):
                    answer = self.client.get(address)
            except FetchError as error:
                if last or not error.passing or self.client.stopped.is_set():
                    raise
                LOG.info("%s: %s; again", address, error.reason)
                self.turns.hold(host, self._back_off(attempt))
                continue
            if answer.status not in _BUSY:
                return answer
            wait = asked_wait(answer.header("Retry-After"))
            if last or (wait or 0) > limits.wait:
                # What a fault of its own means for a robots.txt, that file's reader knows.
                if address.endswith("/robots.txt"):
                    return answer
                raise FetchError(_busy(answer.status, wait), passing=True)
            self.turns.hold(host, self._back_off(attempt) if wait is None else wait)
        raise AssertionError("at least one try")

    def _back_off(self, attempt: int) -> float:
        return float(self.pause * 2 ** (attempt - 1))

    def _check_robots(self, address: str) -> None:
        agent = self.client.user_agent
        robots = self._robots(address)
        if robots.closed:
            raise FetchError("its robots.txt cannot be read, so nothing is asked for", passing=True)
        if not robots.allows(address, agent):
            raise FetchError("its robots.txt does not allow it", refused=True)
        self.turns.slow_down(host_of(address), robots.delay(agent))

    def _robots(self, address: str) -> Robots:
        place = urljoin(address, "/robots.txt")
        visit = self.store.get(place)
        if visit is None or datetime.now(UTC) - visit.last.time > _ROBOTS_LIFE:
            answers: list[Answer] = []
            self._follow(place, answers, robots=False)
            visit = Visit(place, tuple(answers))
            if visit.last.status not in _BUSY:
                self.store.put(visit)
        return read_robots(visit)


def _check_redirects(visit: Visit, most: int) -> None:
    """A visit that ends in a redirect never arrived."""
    target = visit.last.target
    if not target:
        return
    seen = {answer.address for answer in visit.answers}
    if clean_address(target) in seen:
        raise FetchError(_LOOP)
    raise FetchError(f"more than {most} redirects")


def _busy(status: int, wait: float | None) -> str:
    if status == 429:
        text = "too many requests, says the server"
    else:
        text = f"the server has a fault of its own (HTTP {status})"
    return f"{text}; asks to wait {wait:.0f} s" if wait else text
