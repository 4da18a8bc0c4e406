"""From a manifest to an article table: every address visited, judged, archived copies asked for.

Hosts are gone through side by side, the addresses of one host one after the other. Whatever came
is kept in ``pages/``; the table and the report are made anew from there in each run, so that an
interrupted run and its second half give what one run would have given.
"""

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from toolkit.articles.fetching.archive import BASE, Archive
from toolkit.articles.fetching.client import Client, Limits
from toolkit.articles.fetching.judging import Judged, judge
from toolkit.articles.fetching.politeness import Turns
from toolkit.articles.fetching.store import PageStore
from toolkit.articles.fetching.visiting import Visitor
from toolkit.articles.pages.addresses import clean_address, host_of
from toolkit.articles.pages.answers import Visit
from toolkit.articles.pages.extraction import Found
from toolkit.articles.pages.faults import FetchError
from toolkit.articles.pages.recognition import Expected, Fault
from toolkit.articles.pages.sites import Sites, read_sites
from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

PAGES = "pages"
_WORKERS = 8
_NO_ARABIC = "not in Arabic"
_LONGEST_REASON = 120


@dataclass(frozen=True)
class FetchOptions:
    """How to fetch.

    Attributes
    ----------
    delay : float
        Seconds between two requests to one host.
    archive : str or None
        The web archive's base address; None asks none.
    allow_private : bool
        Ask machines of private networks, and this one, too.
    all_languages : bool
        Keep articles in other languages than Arabic.
    sites : path or None
        Site rules of the user's own.
    limits : Limits
        Of time, size, redirects and tries.
    pause : float
        Seconds before the second try of a page that failed; doubled for each further one.
    """

    delay: float = 1.0
    archive: str | None = BASE
    allow_private: bool = False
    all_languages: bool = False
    sites: Path | None = None
    limits: Limits = field(default_factory=Limits)
    pause: float = 2.0


@dataclass(frozen=True)
class Outcome:
    """What became of one address.

    Attributes
    ----------
    status : str
        ``fetched``, ``archived``, ``kept_out`` (not in Arabic, or there twice), ``failed``, or
        ``refused`` (not asked for: the address, or robots.txt).
    reason : str
        Why it is no article, or why the archive had to be asked.
    """

    status: str
    reason: str = ""
    found: Found | None = None
    visit: Visit | None = None


def visit_all(
    manifest: pd.DataFrame,
    folder: Path,
    options: FetchOptions,
    *,
    offline: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[Outcome]:
    """Visit every address of a manifest.

    Parameters
    ----------
    manifest
        As `read_manifest` returns it.
    folder
        Where pages are kept.
    options
        How to fetch.
    offline
        Take kept pages only, and ask for nothing.
    progress
        Told how many are done, and of how many.

    Returns
    -------
    list of Outcome
        One a row, in the rows' order.
    """
    client = Client(limits=options.limits, allow_private=options.allow_private)
    turns = Turns(options.delay, sleep=client.stopped.wait)
    store = PageStore(folder)
    store.clear_parts()
    visitor = Visitor(client, store, turns, pause=options.pause, offline=offline)
    archive = Archive(options.archive) if options.archive else None
    worker = _Worker(visitor, archive, read_sites(options.sites), options)
    outcomes: dict[int, Outcome] = {}
    queues: dict[str, list[int]] = {}
    rows = manifest.to_dict("records")
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        address, outcome = _admit(str(row["url"]), number, first)
        if outcome is not None:
            outcomes[number] = outcome
        else:
            queues.setdefault(host_of(address), []).append(number)

    def work(numbers: list[int]) -> None:
        for number in numbers:
            outcomes[number] = _guarded(worker, rows[number])

    _side_by_side(work, list(queues.values()), client, lambda: progress(len(outcomes), len(rows)))
    return [outcomes[number] for number in range(len(rows))]


def _guarded(worker: "_Worker", row: dict) -> Outcome:
    """What became of an address; a fault of the toolkit's own is its outcome, too, and named."""
    try:
        return worker.outcome(row)
    except InputError:
        raise  # the folder cannot be written, or the options are wrong: so it is for all
    except Exception as error:
        LOG.info("%s", row["url"], exc_info=error)
        said = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_REASON]
        return Outcome("failed", f"a fault of the toolkit ({said})")


def _admit(address: str, number: int, first: dict[str, int]) -> tuple[str, Outcome | None]:
    """The clean address, or why it is not asked for."""
    try:
        address = clean_address(address)
    except FetchError as error:
        return address, Outcome("refused", error.reason)
    row = first.setdefault(address, number)
    if row != number:
        return address, Outcome("kept_out", f"the same address as row {row + 1}")
    return address, None


def _side_by_side(
    work: Callable[[list[int]], None],
    queues: list[list[int]],
    client: Client,
    tell: Callable[[], None],
) -> None:
    """Work through the hosts in threads; Ctrl-C cuts off what is under way."""
    with ThreadPoolExecutor(max_workers=_WORKERS) as pool:
        waiting = {pool.submit(work, queue) for queue in queues}
        try:
            while waiting:
                done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                tell()
        except BaseException:
            client.stop()
            pool.shutdown(cancel_futures=True)
            raise


@dataclass(frozen=True)
class _Worker:
    """Turns rows into outcomes."""

    visitor: Visitor
    archive: Archive | None
    sites: Sites
    options: FetchOptions

    def outcome(self, row: dict) -> Outcome:
        language = row.get("language")
        other = isinstance(language, str) and not language.lower().startswith("ar")
        if other and not self.options.all_languages:
            return Outcome("kept_out", f"{_NO_ARABIC}, says the manifest ({language})")
        address = clean_address(str(row["url"]))
        expected = _expected(row)
        try:
            visit = self.visitor.visit(address)
        except FetchError as error:
            fault = Fault(error.reason, barred=error.refused)
            if error.refused:
                return Outcome("refused", error.reason)
        else:
            judged = judge(visit, expected, sites=self.sites, address=address)
            if judged.found is not None:
                return self._taken("fetched", "", judged, visit)
            fault = judged.fault or Fault("")
        if self.archive is None or fault.barred:
            return Outcome("failed", fault.reason)
        return self._archived(address, expected, fault)

    def _taken(self, status: str, reason: str, judged: Judged, visit: Visit) -> Outcome:
        if not judged.arabic and not self.options.all_languages:
            return Outcome("kept_out", _NO_ARABIC)
        return Outcome(status, reason, judged.found, visit)

    def _archived(self, address: str, expected: Expected, fault: Fault) -> Outcome:
        """The nearest capture that holds the article, else the fault of the page itself."""
        assert self.archive is not None
        try:
            place = self.archive.index_address(address, expected.published)
            captures = self.archive.captures(self.visitor.visit(place, robots=False))
        except FetchError as error:
            return Outcome("failed", f"{fault.reason}; the archive: {error.reason}")
        why = "no capture of it" if not captures else ""
        for capture in captures:
            try:
                visit = self.visitor.visit(capture, robots=False)
            except FetchError as error:
                why = error.reason
                continue
            judged = judge(visit, expected, sites=self.sites, address=address)
            if judged.found is not None:
                return self._taken("archived", fault.reason, judged, visit)
            why = judged.fault.reason if judged.fault else ""
        return Outcome("failed", f"{fault.reason}; the archive: {why}")


def _expected(row: dict) -> Expected:
    published, title, language = row.get("published"), row.get("title"), row.get("language")
    return Expected(
        published=None if published is None or pd.isna(published) else published.to_pydatetime(),
        title=title if isinstance(title, str) else "",
        arabic=isinstance(language, str) and language.lower().startswith("ar"),
    )
