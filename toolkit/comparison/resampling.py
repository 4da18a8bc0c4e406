"""Bootstrap by article: what would the estimate have been, had other articles been drawn?

Resampling is exact: each resample draws n of n articles with replacement, is written down as a row
of counts, and a matrix product of the counts with the articles' moments gives the estimate and its
variance for all measures at once. Intervals are made of these in `intervals`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.moments import CHUNK_CELLS, Floats, moments, precision, ratios

__all__ = ["Floats", "Resampled", "combine", "generator", "resample", "resampled_counts"]


@dataclass(frozen=True)
class Resampled:
    """An estimate of m measures, its B resamples, and the variance of each.

    Attributes
    ----------
    estimate, variance : array (m,)
    replicates, replicate_variances : array (B, m)
    ridge : array (m,)
        Half an article's worth of variance, which studentising adds above and below.
    acceleration_parts : array (2, m)
        Sums over articles of influence cubed / n³ and squared / n².
    """

    estimate: Floats
    variance: Floats
    replicates: Floats
    replicate_variances: Floats
    ridge: Floats
    acceleration_parts: Floats


def generator(seed: int, *names: object) -> np.random.Generator:
    """Give a random generator of its own to each thing named.

    A group keeps its draws whatever other groups or measures are compared beside it.

    >>> a = generator(0, "bootstrap", "هسبريس").integers(100)
    >>> b = generator(0, "bootstrap", "هسبريس").integers(100)
    >>> bool(a == b)
    True
    """
    digest = hashlib.sha256("\x1f".join(map(str, names)).encode()).digest()
    words = np.frombuffer(digest, dtype="<u4").tolist()
    return np.random.default_rng(np.random.SeedSequence([int(seed), *words]))


def resampled_counts(
    n: int, resamples: int, rng: np.random.Generator, *, rows: int | None = None
) -> Iterator[tuple[slice, NDArray[Any]]]:
    """Yield, chunk by chunk, how often each of n articles occurs in each resample.

    Parameters
    ----------
    rows : int, optional
        Resamples a chunk; by default as many as stay near the processor's cache.

    Yields
    ------
    (rows, counts) : slice, array (len(rows), n)
        Every row of counts sums to n.
    """
    rows = rows or max(1, min(resamples, CHUNK_CELLS // n))
    for start in range(0, resamples, rows):
        stop = min(start + rows, resamples)
        draws = rng.integers(0, n, size=(stop - start, n), dtype=np.uint32)
        counts = np.empty((stop - start, n), dtype=precision(n))
        for row, draw in zip(counts, draws, strict=True):
            row[:] = np.bincount(draw, minlength=n)
        yield slice(start, stop), counts


def resample(
    values: Floats, weights: Floats | None, resamples: int, rng: np.random.Generator
) -> Resampled:
    """Bootstrap the mean of one sample's articles, or their weighted mean.

    Parameters
    ----------
    values : array (n, m)
        n articles on m measures.
    weights : array (n,) or None
        All above zero; None counts every article once.

    Examples
    --------
    >>> sample = resample(np.array([[1.0], [2.0], [6.0]]), None, 500, generator(0, "مثال"))
    >>> sample.estimate.tolist(), sample.replicates.shape
    ([3.0], (500, 1))
    """
    n, m = values.shape
    columns, centre = moments(values, weights)
    replicates, variances = np.empty((resamples, m)), np.empty((resamples, m))
    for rows, counts in resampled_counts(n, resamples, rng):
        replicates[rows], variances[rows] = ratios(counts @ columns, n, m)
    nothing, variance = ratios(columns.sum(axis=0, dtype=np.float64), n, m)
    if n < 2:
        variance = np.full(m, np.nan)
    return Resampled(
        centre + 0 * nothing,
        variance,
        replicates + centre,
        variances,
        variance / (2 * n),
        _acceleration_parts(values, weights),
    )


def combine(parts: Iterable[tuple[float, Resampled]]) -> Resampled:
    """Add independent samples' estimates, each times its coefficient (1 and -1: a difference)."""
    total: Resampled | None = None
    for c, part in parts:
        scaled = Resampled(
            c * part.estimate,
            c**2 * part.variance,
            c * part.replicates,
            c**2 * part.replicate_variances,
            c**2 * part.ridge,
            np.array([[c**3], [c**2]]) * part.acceleration_parts,
        )
        total = scaled if total is None else _add(total, scaled)
    if total is None:
        raise ValueError("nothing to combine")
    return total


def _acceleration_parts(values: Floats, weights: Floats | None) -> Floats:
    """Take the jackknife's influences together as BCa's acceleration wants them."""
    n = len(values)
    weights = np.ones(n) if weights is None else weights
    numerator = values * weights[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        left_out = (numerator.sum(axis=0) - numerator) / (weights.sum() - weights)[:, None]
        influence = (n - 1) * (left_out.mean(axis=0) - left_out)
    return np.stack([(influence**3).sum(axis=0) / n**3, (influence**2).sum(axis=0) / n**2])


def _add(a: Resampled, b: Resampled) -> Resampled:
    return Resampled(
        a.estimate + b.estimate,
        a.variance + b.variance,
        a.replicates + b.replicates,
        a.replicate_variances + b.replicate_variances,
        a.ridge + b.ridge,
        a.acceleration_parts + b.acceleration_parts,
    )
