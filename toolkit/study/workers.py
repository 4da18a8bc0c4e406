"""Chunks of articles scored one after another or side by side; one article is the boundary of a fault.

An article that cannot be scored is left out and named, and the rest of its chunk is done. A worker
that is killed, as for want of memory, costs its chunk's time: it is done again.
"""

from __future__ import annotations

import logging
import multiprocessing
import multiprocessing.context
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any, NamedTuple

import pandas as pd

from toolkit.errors import InputError
from toolkit.study.held_signals import held_signals

LOG = logging.getLogger(__name__)

Tables = dict[str, pd.DataFrame]
Score = Callable[[pd.DataFrame], Tables]

Share = Callable[["Sequence[pd.DataFrame] | Chunks", Score], "Iterator[Scored]"]
"""What shares chunks among those who score, and gives what they have found, in order."""

MOST_KILLS = 3
"""So many times are workers started again before the run gives up."""

LEAST_SHARED = 1000
"""From so many articles on they are shared among processes, at least half as many for each."""

_READY = "toolkit.study.ready"
_AHEAD = 2
_LONGEST_REASON = 200


class Scored(NamedTuple):
    """The tables of some articles; the identifiers of those left out, with the reason of each."""

    tables: Tables | None
    faults: list[tuple[str, str]]


def score_guarded(articles: pd.DataFrame, score: Score) -> Scored:
    """Score some articles; one that raises is left out.

    Raises
    ------
    InputError
        Something that was handed in is wrong, whatever the article.
    """
    from threadpoolctl import threadpool_limits

    try:
        # The matrices are small: threads of linear algebra wait for each other, and workers share
        # the processors already.
        with threadpool_limits(limits=1, user_api="blas"):
            return Scored(score(articles), [])
    except InputError:
        raise
    except Exception as error:
        if len(articles) == 1:
            said = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_REASON]
            return Scored(None, [(str(articles["article_id"].iloc[0]), said)])
    middle = len(articles) // 2
    halves = (articles.iloc[:middle], articles.iloc[middle:])
    return join_scored([score_guarded(half.reset_index(drop=True), score) for half in halves])


def join_scored(parts: Sequence[Scored]) -> Scored:
    """The tables of all parts in one."""
    done = [part.tables for part in parts if part.tables is not None]
    faults = [fault for part in parts for fault in part.faults]
    if not done:
        return Scored(None, faults)
    tables = {name: pd.concat([one[name] for one in done], ignore_index=True) for name in done[0]}
    return Scored(tables, faults)


@dataclass(frozen=True)
class Chunks:
    """Articles, some at a time: each chunk is cut out when it is asked for, and not kept."""

    articles: pd.DataFrame
    size: int

    def __len__(self) -> int:
        return -(-len(self.articles) // self.size)

    def __getitem__(self, number: int) -> pd.DataFrame:
        if not 0 <= number < len(self):
            raise IndexError(number)
        start = number * self.size
        return self.articles.iloc[start : start + self.size].reset_index(drop=True)


def default_processes(articles: int) -> int:
    """How many processes so many articles are shared among if nobody says.

    Examples
    --------
    >>> default_processes(100)
    1
    """
    if articles < LEAST_SHARED or multiprocessing.current_process().daemon:
        return 1  # a worker of somebody's pool may not have workers of its own
    return max(1, min(_processors(), articles // (LEAST_SHARED // 2)))


def _processors() -> int:
    """The processors that this process may use, which in a container are fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def score_chunks(
    chunks: Sequence[pd.DataFrame] | Chunks, score: Score, *, processes: int = 1
) -> Iterator[Scored]:
    """Score chunks of articles, in their order.

    Parameters
    ----------
    chunks
        The articles.
    score
        What scores some of them; it must be picklable where there are several processes.
    processes
        So many at most; no more than there are chunks.

    Raises
    ------
    InputError
        Workers were killed `MOST_KILLS` times.
    """
    if processes == 1 or len(chunks) == 1:
        for number in range(len(chunks)):
            yield score_guarded(chunks[number], score)
        return
    from concurrent.futures.process import BrokenProcessPool

    at, kills = 0, 0
    while at < len(chunks):
        try:
            for scored in _side_by_side(chunks, at, score, processes):
                yield scored
                at += 1
        except BrokenProcessPool:
            kills += 1
            if kills == MOST_KILLS:
                raise InputError(
                    f"workers were killed {kills} times, the last time at the article "
                    f"{chunks[at]['article_id'].iloc[0]!r} or soon after; there may be too little "
                    "memory: give fewer --processes"
                ) from None
            LOG.warning("a worker was killed; its articles are scored again")


def _side_by_side(
    chunks: Sequence[pd.DataFrame] | Chunks, first: int, score: Score, processes: int
) -> Iterator[Scored]:
    from concurrent.futures import Future, ProcessPoolExecutor

    before = set(multiprocessing.active_children())
    count = min(processes, len(chunks) - first)
    with ProcessPoolExecutor(count, mp_context=_context(), initializer=_serve) as pool:
        try:
            # A few chunks ahead of what is taken, so that no worker waits and few lie in memory.
            waiting: deque[Future[Scored]] = deque()
            for number in range(first, len(chunks)):
                # Closures are not pickled: the chunk and what scores it are handed over as they are.
                waiting.append(pool.submit(score_guarded, chunks[number], score))
                if len(waiting) > _AHEAD * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(multiprocessing.active_children()) - before:
                worker.terminate()
            raise


class _Apart(BaseProcess):
    """A worker that leaves the program that called us alone.

    Others import it to find their functions, so that a script without ``if __name__ ==
    "__main__"`` would run once more in each of them; ours are all here.
    """

    def start(self) -> None:
        program = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            with held_signals():
                super().start()
        finally:
            sys.modules["__main__"] = program


class SpawnedWorker(_Apart, multiprocessing.context.SpawnProcess):
    """A worker that begins with nothing."""


if sys.platform != "win32":

    class ForkedWorker(_Apart, multiprocessing.context.ForkServerProcess):
        """A worker that begins with all that its server has read."""


def _context() -> BaseContext:
    """How workers start: forked from a server that has read the models, where systems have that.

    A worker that starts by itself takes as long until its first article as for scoring a hundred.
    """
    own: dict[str, Any]
    if sys.platform == "win32":
        context: BaseContext = copy(multiprocessing.get_context("spawn"))
        own = {"Process": SpawnedWorker}
    else:
        context = copy(multiprocessing.get_context("forkserver"))
        context.set_forkserver_preload([_READY])  # of no effect where a server runs already
        own = {"Process": ForkedWorker}
    vars(context).update(own)
    return context


def _serve() -> None:
    """A worker leaves Ctrl-C to the process that it serves, and ends when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
