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

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.resampling import CHUNK_CELLS, Floats


def deals(
    n: int, chosen: int, resamples: int, rng: np.random.Generator
) -> Iterator[tuple[slice, Floats]]:
    """Yield, chunk by chunk, 0/1 rows that choose so many of n at random, without replacement.

    >>> rng = np.random.default_rng(0)
    >>> [dealt.sum(axis=1).tolist() for _, dealt in deals(7, 3, 4, rng)]
    [[3.0, 3.0, 3.0, 3.0]]
    """
    rows = max(1, min(resamples, CHUNK_CELLS // n))
    threshold = round(256 * chosen / n)
    for start in range(0, resamples, rows):
        stop = min(start + rows, resamples)
        keys = rng.integers(0, 256, size=(stop - start, n), dtype=np.uint8)
        dealt = (keys < threshold).astype(np.float64)
        _correct(dealt, chosen, rng)
        yield slice(start, stop), dealt


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
    columns = _moments(values, weights)
    (n, m), chosen, total = values.shape, int(first.sum()), columns.sum(axis=0)
    observed = _studentised(first[None, :].astype(float) @ columns, total, chosen, n, m)[0]
    threshold = np.abs(observed) * (1 - 1e-9)
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
    scale = np.abs(values).max(axis=0)
    threshold = np.abs(observed) - 1e-9 * scale
    exceeding = (np.abs(dealt_differences) >= threshold).sum(axis=0)
    return np.asarray((1 + exceeding) / (resamples + 1))


def _correct(dealt: Floats, chosen: int, rng: np.random.Generator) -> None:
    """Take single articles out of each row, or in, at random until the number is right.

    Whatever number coin tosses chose, all choices of that number were equally likely, and they
    stay so when each step takes one of the chosen (or of the others) with equal chance.
    """
    excess = dealt.sum(axis=1) - chosen
    open_rows = np.flatnonzero(excess)
    while open_rows.size:
        # A few tries at once keep the loop short; each is judged after the one before it.
        tries = rng.integers(0, dealt.shape[1], size=(8, open_rows.size))
        for columns in tries:
            wanted = (excess[open_rows] > 0).astype(np.float64)
            hit = (dealt[open_rows, columns] == wanted) & (excess[open_rows] != 0)
            rows = open_rows[hit]
            dealt[rows, columns[hit]] = 1 - wanted[hit]
            excess[rows] -= np.sign(excess[rows])
        open_rows = open_rows[excess[open_rows] != 0]


def _moments(values: Floats, weights: Floats | None) -> Floats:
    """Give the columns whose sums make ratios and their variances."""
    centred = values - np.average(values, axis=0, weights=weights)
    if weights is None:
        return np.hstack([centred, centred**2])
    weighted = centred * weights[:, None]
    return np.hstack(
        [weighted, weighted**2, weighted * weights[:, None], _column(weights), _column(weights**2)]
    )


def _column(vector: Floats) -> Floats:
    return vector[:, None]


def _difference(sums: Floats, total: Floats) -> Floats:
    rest = total - sums
    return np.asarray(sums[:, :-1] / sums[:, -1:] - rest[:, :-1] / rest[:, -1:])


def _studentised(sums: Floats, total: Floats, chosen: int, n: int, m: int) -> Floats:
    """Difference of two ratios over its standard error; the plain one where a group is one."""
    ratio_a, variance_a = _ratio(sums, chosen, m)
    ratio_b, variance_b = _ratio(total - sums, n - chosen, m)
    difference = ratio_a - ratio_b
    if min(chosen, n - chosen) < 2:
        return difference
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = difference / np.sqrt(variance_a + variance_b)
    return np.where(np.isnan(statistic), 0.0, statistic)


def _ratio(sums: Floats, n: int, m: int) -> tuple[Floats, Floats]:
    """Give the ratios and their variances; without weights every article weighs one."""
    first, second = sums[:, :m], sums[:, m : 2 * m]
    if sums.shape[1] == 2 * m:
        weight = np.full((len(sums), 1), float(n))
        ratio = first / weight
        size = ratio**2 * n
        squares = second - size
    else:
        weight = sums[:, -2:-1]
        ratio = first / weight
        size = ratio**2 * sums[:, -1:]
        squares = second - 2 * ratio * sums[:, 2 * m : 3 * m] + size
    # Rounding can leave a tiny rest where all residuals are zero.
    squares = np.where(squares <= 1e-12 * (second + size), 0.0, squares)
    return ratio, squares / weight**2 * (n / max(n - 1, 1))
