"""Sums over articles from which a ratio and its variance follow.

Every estimate here is a ratio of two sums over articles, so that one piece of code serves means
(the denominator counts articles) and word-weighted shares (it sums their words). The variance is
that of the linearised ratio (Cochran 1977, *Sampling Techniques*, chapter 6). Bootstrap and
permutation both choose articles; once the choice is a row of numbers, one matrix product gives
these sums for all measures at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Cells of a matrix of choices held at one time, few enough to stay near the processor's cache.
CHUNK_CELLS = 1_000_000
# From so many articles on, single precision is finer than chance by far and twice as fast.
MANY_ARTICLES = 2_000


def precision(n: int) -> type[np.floating[Any]]:
    """Give the number type for sums over n articles.

    >>> precision(100).__name__, precision(30_000).__name__
    ('float64', 'float32')
    """
    return np.float32 if n >= MANY_ARTICLES else np.float64


def tolerance(n: int) -> float:
    """Give the relative difference below which two sums over n articles are taken for equal."""
    return 1e-9 if precision(n) is np.float64 else 1e-5


def moments(values: Floats, weights: Floats | None) -> tuple[NDArray[Any], Floats]:
    """Give the columns to be summed, and the centre taken off the values beforehand.

    Parameters
    ----------
    values : array (n, m)
    weights : array (n,) or None

    Returns
    -------
    (columns, centre) : array (n, 2m) or, with weights, (n, 3m + 2); array (m,)
    """
    centre = np.average(values, axis=0, weights=weights)
    centred = values - centre
    if weights is None:
        columns = np.hstack([centred, centred**2])
    else:
        scale = weights / weights.mean()
        weighted = centred * scale[:, None]
        ends = np.column_stack([scale, scale**2])
        columns = np.hstack([weighted, weighted**2, weighted * scale[:, None], ends])
    return columns.astype(precision(len(values)), copy=False), np.asarray(centre)


def ratios(sums: NDArray[Any], n: int, m: int) -> tuple[Floats, Floats]:
    """Give the ratios, less the centre, and their variances from the sums of n articles' moments.

    Parameters
    ----------
    sums : array (..., 2m or 3m + 2)

    Examples
    --------
    >>> columns, centre = moments(np.array([[1.0], [2.0], [6.0]]), None)
    >>> ratio, variance = ratios(columns.sum(axis=0), 3, 1)
    >>> (ratio + centre).tolist(), variance.round(6).tolist()
    ([3.0], [2.333333])
    """
    sums = np.asarray(sums, dtype=np.float64)
    first, second = sums[..., :m], sums[..., m : 2 * m]
    if sums.shape[-1] == 2 * m:
        weight: Any = float(n)
        ratio = first / weight
        size = ratio**2 * n
        squares = second - size
    else:
        weight = sums[..., -2:-1]
        ratio = first / weight
        size = ratio**2 * sums[..., -1:]
        squares = second - 2 * ratio * sums[..., 2 * m : 3 * m] + size
    # Rounding can leave a tiny rest where all residuals are zero.
    squares = np.where(squares <= 1e-12 * (second + size), 0.0, squares)
    return ratio, squares / weight**2 * (n / max(n - 1, 1))
