"""Intervals from resamples: studentised, which covers at ten articles, and BCa, as SciPy has it.

The bias-corrected and accelerated interval (BCa; Efron 1987, doi:10.1080/01621459.1987.10478410)
covers 87 to 92 times in a hundred at ten articles where it promises 95 (`benchmarks/interval_coverage.py`).
The studentised bootstrap (bootstrap-t; Hall 1988, doi:10.1214/aos/1176350933) holds its promise
with few and skewed articles, since each resample is measured in its own standard error. That error
can be zero where many articles score alike, so half an article's worth of variance, which is
nothing as n grows, is added to each.
"""

from __future__ import annotations

import numpy as np

from toolkit.comparison.moments import Floats
from toolkit.comparison.resampling import Resampled

METHODS = ("studentised", "bca")


def interval(sample: Resampled, *, confidence: float = 0.95, method: str = "studentised") -> Floats:
    """Give the interval of each measure.

    Parameters
    ----------
    method : str
        `studentised`, or `bca`: SciPy's, digit for digit on the same resamples.

    Returns
    -------
    array (m, 2)
        Low and high; NaN where nothing varies, since no interval can be had from such data.

    Examples
    --------
    >>> from toolkit.comparison.resampling import generator, resample
    >>> values = np.arange(12.0)[:, None]
    >>> sample = resample(values, None, 2000, generator(0, "مثال"))
    >>> low, high = interval(sample)[0]
    >>> bool(low < 5.5 < high)
    True
    """
    made = _bca(sample, confidence) if method == "bca" else _studentised(sample, confidence)
    spread = np.ptp(sample.replicates, axis=0)
    scale = 1e-12 * np.maximum(np.abs(sample.estimate), spread)
    varied = (sample.variance > scale**2) & (spread > scale)
    return np.where(varied[:, None], made, np.nan)


def studentised_p(sample: Resampled) -> Floats:
    """Give the level at which the studentised interval reaches zero, array (m,); NaN without one.

    Examples
    --------
    >>> from toolkit.comparison.resampling import generator, resample
    >>> sample = resample(np.arange(12.0)[:, None] - 5.5, None, 200, generator(0, "مثال"))
    >>> bool(studentised_p(sample)[0] > 0.8)
    True
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        errors = np.sqrt(sample.replicate_variances + sample.ridge)
        drawn = np.nan_to_num((sample.replicates - sample.estimate) / errors)
        found = sample.estimate / np.sqrt(sample.variance + sample.ridge)
    tails = np.stack([(drawn >= found).sum(axis=0), (drawn <= found).sum(axis=0)]) + 1
    p = np.minimum(2 * tails.min(axis=0) / (len(drawn) + 1), 1.0)
    return np.where(sample.variance > 0, p, np.nan)


def _studentised(sample: Resampled, confidence: float) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        errors = np.sqrt(sample.replicate_variances + sample.ridge)
        ordered = np.sort((sample.replicates - sample.estimate) / errors, axis=0)
    ordered = np.where(np.isfinite(ordered), ordered, 0.0)
    tail = np.full(len(sample.estimate), (1 - confidence) / 2)
    error = np.sqrt(sample.variance + sample.ridge)
    low = sample.estimate - _quantile(ordered, 1 - tail) * error
    return np.column_stack([low, sample.estimate - _quantile(ordered, tail) * error])


def _bca(sample: Resampled, confidence: float) -> Floats:
    from scipy.special import ndtr, ndtri

    cubes, squares = sample.acceleration_parts
    ordered = np.sort(sample.replicates, axis=0)
    # Values equal but for rounding must count as ties, or the bias is misjudged.
    slack = 1e-12 * np.maximum(np.abs(sample.estimate), ordered[-1] - ordered[0])
    below = (ordered < sample.estimate - slack).mean(axis=0)
    below += (ordered <= sample.estimate + slack).mean(axis=0)
    result = np.full((len(sample.estimate), 2), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        bias, acceleration = ndtri(below / 2), cubes / squares**1.5 / 6
        for side, sign in enumerate((1, -1)):
            shifted = bias + sign * ndtri((1 - confidence) / 2)
            level = ndtr(bias + shifted / (1 - acceleration * shifted))
            result[:, side] = _quantile(ordered, level)
    return result


def _quantile(ordered: Floats, level: Floats) -> Floats:
    """Interpolate each sorted column at its own level."""
    place = np.nan_to_num(level) * (len(ordered) - 1)
    lower = np.floor(place).astype(int)
    upper = np.minimum(lower + 1, len(ordered) - 1)
    columns = np.arange(ordered.shape[1])
    start = ordered[lower, columns]
    found = start + (ordered[upper, columns] - start) * (place - lower)
    return np.where(np.isnan(level), np.nan, found)
