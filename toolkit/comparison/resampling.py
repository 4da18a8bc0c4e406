"""Bootstrap by article: what would the estimate have been, had other articles been drawn?

Every estimate here is a ratio of two sums over articles, so that one piece of code serves means
(the denominator counts articles) and word-weighted shares (it sums their words). Resampling is
exact: each resample draws n of n articles with replacement, is written down as a row of counts,
and a matrix product of the counts with the articles' values gives all measures at once. Intervals
are bias-corrected and accelerated (BCa; Efron 1987, doi:10.1080/01621459.1987.10478410), for
several independent samples as in `scipy.stats.bootstrap`. Small samples get the wider quantiles of
Hesterberg (2015, doi:10.1080/00031305.2015.1089789): Student's t instead of the normal, and n/(n-1)
for the bootstrap's narrowness.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Cells of a count matrix held at one time: 16 MB, which stays near the processor's cache.
CHUNK_CELLS = 2_000_000


@dataclass(frozen=True)
class Resampled:
    """An estimate of m measures with its B resamples and the moments of its jackknife.

    Attributes
    ----------
    estimate : array (m,)
    replicates : array (B, m)
    acceleration_parts : array (2, m)
        Sums over articles of influence cubed / n³ and squared / n².
    variance_parts : array (2, m)
        Unbiased variance of the estimate, and the square over its degrees of freedom
        (for Welch and Satterthwaite's approximation).
    """

    estimate: Floats
    replicates: Floats
    acceleration_parts: Floats
    variance_parts: Floats


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
) -> Iterator[tuple[slice, Floats]]:
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
        counts = np.empty((stop - start, n))
        for row, draw in zip(counts, draws, strict=True):
            row[:] = np.bincount(draw, minlength=n)
        yield slice(start, stop), counts


def resample(
    numerator: Floats, denominator: Floats | None, resamples: int, rng: np.random.Generator
) -> Resampled:
    """Bootstrap sum(numerator) / sum(denominator) over the articles of one sample.

    Parameters
    ----------
    numerator : array (n, m)
        The values (times their weight) of n articles on m measures.
    denominator : array (n,) or None
        The weights, all above zero; None counts every article once.
    """
    n = len(numerator)
    replicates = np.empty((resamples, numerator.shape[1]))
    for rows, counts in resampled_counts(n, resamples, rng):
        below = n if denominator is None else (counts @ denominator)[:, None]
        replicates[rows] = (counts @ numerator) / below
    weights = np.ones(n) if denominator is None else denominator
    estimate = numerator.sum(axis=0) / weights.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        left_out = (numerator.sum(axis=0) - numerator) / (weights.sum() - weights)[:, None]
        influence = (n - 1) * (left_out.mean(axis=0) - left_out)
        squares = (influence**2).sum(axis=0)
        variance = squares / (n * (n - 1)) if n > 1 else np.full(len(squares), np.nan)
        by_freedom = variance**2 / (n - 1) if n > 1 else variance
    accelerations = np.stack([(influence**3).sum(axis=0) / n**3, squares / n**2])
    return Resampled(estimate, replicates, accelerations, np.stack([variance, by_freedom]))


def combine(parts: Iterable[tuple[float, Resampled]]) -> Resampled:
    """Add independent samples' estimates, each times its coefficient (1 and -1: a difference)."""
    total: Resampled | None = None
    for c, part in parts:
        powers = np.array([[c**3], [c**2]])
        variances = np.array([[c**2], [c**4]])
        scaled = Resampled(
            c * part.estimate,
            c * part.replicates,
            powers * part.acceleration_parts,
            variances * part.variance_parts,
        )
        total = scaled if total is None else _add(total, scaled)
    if total is None:
        raise ValueError("nothing to combine")
    return total


def interval(sample: Resampled, *, confidence: float = 0.95, expand: bool = True) -> Floats:
    """Give the BCa interval of each measure.

    Parameters
    ----------
    expand : bool
        Widen the quantiles for small samples; False is SciPy's interval, digit for digit.

    Returns
    -------
    array (m, 2)
        Low and high; NaN where nothing varies, since no interval can be had from such data.

    Examples
    --------
    >>> values = np.arange(12.0)[:, None]
    >>> sample = resample(values, None, 2000, generator(0, "مثال"))
    >>> low, high = interval(sample)[0]
    >>> bool(low < 5.5 < high)
    True
    """
    from scipy.special import ndtr, ndtri

    cubes, squares = sample.acceleration_parts
    ordered = np.sort(sample.replicates, axis=0)
    spread = ordered[-1] - ordered[0]
    # Values equal but for rounding must count as ties, or the bias is misjudged.
    slack = 1e-12 * np.maximum(np.abs(sample.estimate), spread)
    below = (ordered < sample.estimate - slack).mean(axis=0)
    below += (ordered <= sample.estimate + slack).mean(axis=0)
    varied = (squares > 0) & np.isfinite(sample.variance_parts[0]) & (spread > slack)
    result = np.full((len(sample.estimate), 2), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        bias, acceleration = ndtri(below / 2), cubes / squares**1.5 / 6
        tail = _tail(sample, confidence) if expand else ndtri((1 - confidence) / 2)
        for side, sign in enumerate((1, -1)):
            shifted = bias + sign * tail
            level = ndtr(bias + shifted / (1 - acceleration * shifted))
            result[:, side] = _quantile(ordered, level)
    return np.where(varied[:, None], result, np.nan)


def _tail(sample: Resampled, confidence: float) -> Floats:
    from scipy.special import stdtrit

    variance, by_freedom = sample.variance_parts
    narrowness = np.sqrt(variance / sample.acceleration_parts[1])
    return np.asarray(narrowness * stdtrit(variance**2 / by_freedom, (1 - confidence) / 2))


def _quantile(ordered: Floats, level: Floats) -> Floats:
    """Interpolate each sorted column at its own level."""
    place = np.nan_to_num(level) * (len(ordered) - 1)
    lower = np.floor(place).astype(int)
    upper = np.minimum(lower + 1, len(ordered) - 1)
    columns = np.arange(ordered.shape[1])
    start = ordered[lower, columns]
    found = start + (ordered[upper, columns] - start) * (place - lower)
    return np.where(np.isnan(level), np.nan, found)


def _add(a: Resampled, b: Resampled) -> Resampled:
    return Resampled(
        a.estimate + b.estimate,
        a.replicates + b.replicates,
        a.acceleration_parts + b.acceleration_parts,
        a.variance_parts + b.variance_parts,
    )
