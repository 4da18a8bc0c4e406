"""Permutation tests: could chance alone have dealt the articles to the outlets like this?

The labels of two groups are dealt anew over their articles, within strata where articles are
matched. Without strata the statistic is the difference over its standard error, which keeps the
test's size near nominal even where the groups differ in spread and number (Janssen 1997,
doi:10.1016/S0167-7152(97)00043-6; Chung and Romano 2013, doi:10.1214/13-AOS1090). The observed
deal counts as one of the deals (+1 above and below; Phipson and Smyth 2010,
doi:10.2202/1544-6115.1585), so p is never zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.moments import (
    CHUNK_CELLS,
    MANY_ARTICLES,
    Floats,
    moments,
    precision,
    ratios,
    tolerance,
)


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


def permutation_p(
    values: Floats,
    weights: Floats | None,
    first: NDArray[np.bool_],
    resamples: int,
    rng: np.random.Generator,
) -> Floats:
    """Test two groups for a difference, two-sided.

    Parameters
    ----------
    values : array (n, m)
        n articles of both groups, m measures.
    weights : array (n,) or None
    first : array (n,) of bool
        Which articles are of the first group.

    Returns
    -------
    array (m,)
    """
    columns, _ = moments(values, weights)
    (n, m), chosen = values.shape, int(first.sum())
    total = columns.sum(axis=0, dtype=np.float64)
    observed = _studentised(first[None, :].astype(columns.dtype) @ columns, total, chosen, n, m)[0]
    threshold = np.abs(observed) * (1 - tolerance(n))
    exceeding = np.zeros(m)
    for _, dealt in deals(n, chosen, resamples, rng):
        statistic = _studentised(dealt @ columns, total, chosen, n, m)
        exceeding += (np.abs(statistic) >= threshold).sum(axis=0)
    return (1 + exceeding) / (resamples + 1)


def stratified_p(
    values: Floats,
    weights: Floats | None,
    first: NDArray[np.bool_],
    strata: NDArray[np.intp],
    resamples: int,
    rng: np.random.Generator,
) -> Floats:
    """Test the mean over strata of the groups' differences, dealing within strata.

    Parameters
    ----------
    strata : array (n,) of int
        Each article's stratum; every stratum has articles of both groups.
    """
    weights = np.ones(len(values)) if weights is None else weights
    observed = np.zeros(values.shape[1])
    dealt_differences = np.zeros((resamples, values.shape[1]))
    codes = np.unique(strata)
    for code in codes:
        here = strata == code
        columns = np.hstack([values[here] * weights[here, None], _column(weights[here])])
        total, labels = columns.sum(axis=0), first[here]
        observed += _difference(labels[None, :].astype(float) @ columns, total)[0] / len(codes)
        for rows, dealt in deals(len(labels), int(labels.sum()), resamples, rng):
            dealt_differences[rows] += _difference(dealt @ columns, total) / len(codes)
    threshold = np.abs(observed) - 1e-9 * np.abs(values).max(axis=0)
    exceeding = (np.abs(dealt_differences) >= threshold).sum(axis=0)
    return np.asarray((1 + exceeding) / (resamples + 1))


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


def _column(vector: Floats) -> Floats:
    return vector[:, None]


def _difference(sums: Floats, total: Floats) -> Floats:
    rest = total - sums
    return np.asarray(sums[:, :-1] / sums[:, -1:] - rest[:, :-1] / rest[:, -1:])


def _studentised(sums: NDArray[Any], total: NDArray[Any], chosen: int, n: int, m: int) -> Floats:
    """Difference of two ratios over its standard error; the plain one where a group is one."""
    ratio_a, variance_a = ratios(sums, chosen, m)
    ratio_b, variance_b = ratios(total - sums, n - chosen, m)
    difference = ratio_a - ratio_b
    if min(chosen, n - chosen) < 2:
        return difference
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = difference / np.sqrt(variance_a + variance_b)
    return np.where(np.isnan(statistic), 0.0, statistic)
