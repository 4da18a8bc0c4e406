"""Chunks of articles scored one after another or side by side; one article is the boundary of a fault.

An article that cannot be scored is left out and named, and the rest of its chunk is done. A worker
that is killed, as for want of memory, costs its chunk's time: it is done again.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

Tables = dict[str, pd.DataFrame]
Score = Callable[[pd.DataFrame], Tables]

MOST_KILLS = 3
"""So many times are workers started again before the run gives up."""

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


def score_chunks(
    chunks: Sequence[pd.DataFrame], score: Score, *, processes: int = 1
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
        for chunk in chunks:
            yield score_guarded(chunk, score)
        return
    from concurrent.futures.process import BrokenProcessPool

    at, kills = 0, 0
    while at < len(chunks):
        try:
            for scored in _side_by_side(chunks[at:], score, processes):
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


def _side_by_side(chunks: Sequence[pd.DataFrame], score: Score, processes: int) -> Iterator[Scored]:
    from concurrent.futures import ProcessPoolExecutor

    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    count = min(processes, len(chunks))
    with ProcessPoolExecutor(count, mp_context=context, initializer=_serve) as pool:
        try:
            # Closures are not pickled: the chunk and what scores it are handed over as they are.
            futures = [pool.submit(score_guarded, chunk, score) for chunk in chunks]
            for place, future in enumerate(futures):
                yield future.result()
                futures[place] = None  # type: ignore[call-overload]  # let its tables go
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(multiprocessing.active_children()) - before:
                worker.terminate()
            raise


def _serve() -> None:
    """A worker leaves Ctrl-C to the process that it serves, and ends when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
