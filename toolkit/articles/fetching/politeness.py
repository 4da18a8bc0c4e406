"""Politeness: one request a host at a time, with a delay, and robots.txt obeyed.

robots.txt is read as RFC 9309 says (Protego does the reading): a page that it closes is not asked
for; where it cannot be read for a fault of the server, everything is closed for the time being;
where there is none, everything is open. A delay that it names is kept, up to a bound.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from toolkit.articles.pages.answers import Visit

LONGEST_DELAY = 60.0
ROBOTS_SIZE = 512_000  # RFC 9309 has a reader take at least 500 KiB


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    delay: float = 0.0


class Turns:
    """Hands out the turns: who holds a host's turn is alone with it.

    Parameters
    ----------
    delay
        Seconds between the end of one request and the start of the next to the same host.
    sleep
        Waits; given so that a stop can wake it.
    """

    def __init__(self, delay: float, *, sleep: Callable[[float], object] = time.sleep) -> None:
        self.delay = delay
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def of(self, host: str) -> Iterator[None]:
        """Wait for a host's turn and hold it."""
        entry = self._entry(host)
        with entry.lock:
            wait = entry.free_at - time.monotonic()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                rest = time.monotonic() + max(self.delay, entry.delay)
                entry.free_at = max(entry.free_at, rest)

    def slow_down(self, host: str, delay: float | None) -> None:
        """Keep the delay that a host's robots.txt names."""
        self._entry(host).delay = min(delay or 0.0, LONGEST_DELAY)

    def hold(self, host: str, seconds: float) -> None:
        """Let a host rest before the next turn, whoever's turn it is."""
        entry = self._entry(host)
        entry.free_at = max(entry.free_at, time.monotonic() + seconds)

    def _entry(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


@dataclass(frozen=True)
class Robots:
    """What a host's robots.txt allows."""

    rules: Protego | None
    closed: bool = False

    def allows(self, address: str, agent: str) -> bool:
        """Say whether a page may be asked for."""
        if self.rules is None:
            return not self.closed
        return bool(self.rules.can_fetch(address, agent))

    def delay(self, agent: str) -> float | None:
        """Seconds between two requests, if it names any."""
        return self.rules.crawl_delay(agent) if self.rules else None


def read_robots(visit: Visit) -> Robots:
    """Read the answer to a request for robots.txt.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from toolkit.articles.pages.answers import Answer
    >>> body = b"User-agent: *\\nDisallow: /*?print="
    >>> answer = Answer("http://a.org/robots.txt", 200, (), body, datetime.now(UTC))
    >>> robots = read_robots(Visit(answer.address, (answer,)))
    >>> robots.allows("http://a.org/1?print=1", "x"), robots.allows("http://a.org/1", "x")
    (False, True)
    """
    if visit.last.status >= 500 or visit.last.status == 429:
        return Robots(None, closed=True)
    if visit.last.status != 200:
        return Robots(None)
    text = visit.last.body[:ROBOTS_SIZE].decode("utf-8", "replace").lstrip("\ufeff")
    return Robots(Protego.parse(text))


def asked_wait(header: str, *, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for: a number, or a date; None if it is neither.

    Examples
    --------
    >>> asked_wait("120"), asked_wait("soon")
    (120.0, None)
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
