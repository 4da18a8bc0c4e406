"""Deals: so many units of n chosen at random, without replacement, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.moments import CHUNK_CELLS, MANY_ARTICLES, precision


def deals(
    n: int, chosen: int, resamples: int, rng: np.random.Generator
) -> Iterator[tuple[slice, NDArray[Any]]]:
    """Yield, chunk by chunk, 0/1 rows that choose so many of n at random, without replacement.

    >>> rng = np.random.default_rng(0)
    >>> [dealt.sum(axis=1).tolist() for _, dealt in deals(7, 3, 4, rng)]
    [[3.0, 3.0, 3.0, 3.0]]
    """
    rows = max(1, min(resamples, CHUNK_CELLS // n))
    for start in range(0, resamples, rows):
        stop = min(start + rows, resamples)
        deal = _deal_few if n < MANY_ARTICLES else _deal_many
        yield slice(start, stop), deal(stop - start, n, chosen, rng)


def _deal_few(rows: int, n: int, chosen: int, rng: np.random.Generator) -> NDArray[Any]:
    """Choose those with the smallest of n random numbers."""
    dealt = np.zeros((rows, n))
    smallest = np.argpartition(rng.random((rows, n)), chosen - 1, axis=1)[:, :chosen]
    np.put_along_axis(dealt, smallest, 1.0, axis=1)
    return dealt


def _deal_many(rows: int, n: int, chosen: int, rng: np.random.Generator) -> NDArray[Any]:
    """Toss a coin for each article, then put the number right; five times as fast."""
    keys = rng.integers(0, 256, size=(rows, n), dtype=np.uint8)
    dealt = (keys < round(256 * chosen / n)).astype(precision(n))
    _correct(dealt, chosen, rng)
    return dealt


def _correct(dealt: NDArray[Any], chosen: int, rng: np.random.Generator) -> None:
    """Take single articles out of each row, or in, at random until the number is right.

    Whatever number coin tosses chose, all choices of that number were equally likely, and they
    stay so when the articles are gone through in random order and the first few that can be
    taken out (or in) are. Rows begin at random places of one order, so each has its own.
    """
    excess = (dealt.sum(axis=1) - chosen).astype(np.intp)
    rows = np.flatnonzero(excess)
    if not rows.size:
        return
    n = dealt.shape[1]
    order = rng.permutation(n)
    start = rng.integers(0, n, size=rows.size)
    done, needed = 0, np.abs(excess[rows])
    while rows.size:
        width = min(n - done, 3 * int(needed.max()) + 8)
        columns = order[(start[:, None] + np.arange(done, done + width)) % n]
        wanted = excess[rows] > 0
        hit = dealt[rows[:, None], columns] == wanted[:, None]
        hit &= np.cumsum(hit, axis=1) <= needed[:, None]
        row, column = np.nonzero(hit)
        dealt[rows[row], columns[row, column]] = ~wanted[row]
        needed, done = needed - hit.sum(axis=1), done + width
        left = needed > 0
        rows, start, needed = rows[left], start[left], needed[left]
