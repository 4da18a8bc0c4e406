"""Chunks of articles scored on a Dask cluster: on this machine, or by the address of a scheduler.

The same function scores a chunk here and there, so that the rows are those of one process. A worker
that is lost costs its chunks' time: Dask hands them to another; its dashboard shows how far the work
has come. Dask is an extra (``pip install media-framing-toolkit[dask]``).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.study.workers import (
    Chunks,
    Score,
    Scored,
    Share,
    default_processes,
    score_chunks,
    score_guarded,
)

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
INSTALL = "`pip install media-framing-toolkit[dask]`"
_AHEAD = 4  # chunks for each thread of the cluster that wait or are at work


@contextmanager
def cluster(address: str | Client) -> Iterator[Client]:
    """A client of the scheduler at an address, or of a cluster of this machine's own (``local``).

    A client is handed back as it is.

    Raises
    ------
    InputError
        Dask is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise InputError(f"dask: not installed; {INSTALL}") from None
    if isinstance(address, Client):
        yield address
        return
    if address == LOCAL:
        # Scoring is Python's own work: threads of one process would wait for each other.
        with LocalCluster(threads_per_worker=1) as own, Client(own) as client:
            yield client
        return
    try:
        client = Client(address, timeout="20s")
    except (OSError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise InputError(f"dask: no scheduler at {address} ({said})") from None
    with client:
        yield client


@contextmanager
def sharing(articles: int, processes: int | None, dask: str | Client | None) -> Iterator[Share]:
    """What shares chunks among processes, or among the workers of a cluster.

    Raises
    ------
    InputError
        Both are given, or fewer than one process.
    """
    if dask is None:
        if processes is not None and processes < 1:
            raise InputError(f"processes is {processes}; give 1 or more")
        yield partial(score_chunks, processes=processes or default_processes(articles))
        return
    if processes is not None:
        raise InputError(
            "processes: the workers of the cluster share the work; leave it out, or dask"
        )
    with cluster(dask) as client:
        yield partial(score_chunks_on, client)


def gathered(articles: Any, dask: str | Client | None) -> tuple[Any, str | Client | None]:
    """The articles of a Dask table, and its cluster: the one at hand, or this machine's own.

    Anything else is handed back as it is.
    """
    if type(articles).__module__.partition(".")[0] != "dask" or not hasattr(articles, "compute"):
        return articles, dask
    with cluster(_at_hand() if dask is None else dask) as client:
        table = client.compute(articles).result().reset_index(drop=True)
        return table, _at_hand() if dask is None else dask


def _at_hand() -> str | Client:
    from distributed import default_client

    try:
        return default_client()
    except ValueError:
        return LOCAL


def score_chunks_on(
    client: Client, chunks: Sequence[pd.DataFrame] | Chunks, score: Score
) -> Iterator[Scored]:
    """Score chunks of articles on a cluster, in their order; see `toolkit.study.workers`.

    Raises
    ------
    InputError
        Workers were lost again and again at one chunk.
    """
    from distributed import KilledWorker

    threads = max(sum(client.nthreads().values()), 1)
    waiting: deque[tuple[int, Future]] = deque()
    for number in range(len(chunks)):
        waiting.append((number, _submit(client, chunks[number], score)))
        if len(waiting) > _AHEAD * threads:
            yield _result(waiting.popleft(), chunks, KilledWorker)
    while waiting:
        yield _result(waiting.popleft(), chunks, KilledWorker)


def _submit(client: Client, chunk: pd.DataFrame, score: Score) -> Future:
    # Not by its content: two chunks alike are two chunks, and to hash a thousand texts takes time.
    return client.submit(score_guarded, chunk, score, pure=False)


def _result(
    waiting: tuple[int, Future], chunks: Sequence[pd.DataFrame] | Chunks, lost: Any
) -> Scored:
    number, future = waiting
    try:
        found: Scored = future.result()
    except lost:
        first = chunks[number]["article_id"].iloc[0]
        raise InputError(
            f"dask: workers were lost again and again at the article {first!r} or soon after; there "
            "may be too little memory: give them more, or fewer threads"
        ) from None
    return found
