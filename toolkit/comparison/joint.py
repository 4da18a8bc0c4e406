"""Bootstrap of two groups that share clusters: whole clusters are drawn, both their parts at once.

An event that two outlets covered makes their means vary together; drawn apart, the difference would
seem less sure than it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.moments import Floats
from toolkit.comparison.resampling import Resampled, resampled_counts


@dataclass(frozen=True)
class _Side:
    """One group's weighted values and weights, cluster by cluster, zero where it has no part."""

    sums: Floats
    weights: Floats

    def of(self, counts: Floats) -> tuple[Floats, Floats]:
        """Give the mean of each resample and the sum of its weights."""
        total = counts @ self.weights
        with np.errstate(invalid="ignore", divide="ignore"):
            return (counts @ self.sums) / total[:, None], total


def resample_pair(
    values: Floats,
    weights: Floats | None,
    first: NDArray[np.bool_],
    cluster: NDArray[np.intp],
    resamples: int,
    rng: np.random.Generator,
) -> Resampled:
    """Bootstrap the difference of two groups' means by cluster.

    Parameters
    ----------
    values : array (n, m)
        Units of both groups, at most one of each a cluster.
    first : array (n,) of bool
    cluster : array (n,) of int

    Examples
    --------
    Ten events that both covered, one always 2 higher: the difference is sure.

    >>> event = np.arange(10.0)
    >>> values = np.concatenate([event + 2, event])[:, None]
    >>> first, cluster = np.arange(20) < 10, np.tile(np.arange(10), 2)
    >>> found = resample_pair(values, None, first, cluster, 200, np.random.default_rng(0))
    >>> found.estimate.round(6).tolist(), found.variance.round(6).tolist()
    ([2.0], [0.0])
    """
    _, codes = np.unique(cluster, return_inverse=True)
    count, m = int(codes.max()) + 1, values.shape[1]
    weight = np.ones(len(values)) if weights is None else weights
    sides = [_side(values, weight, codes, own, count) for own in (first, ~first)]
    whole = np.ones((1, count))
    estimate, variance = _difference(whole, *sides)
    replicates, variances = np.empty((resamples, m)), np.empty((resamples, m))
    for rows, counts in resampled_counts(count, resamples, rng):
        replicates[rows], variances[rows] = _difference(counts, *sides)
    empty = ~np.isfinite(replicates).all(axis=1)
    if empty.any() and not empty.all():
        # A resample without one of the groups says nothing of their difference: another is drawn.
        again = rng.choice(np.flatnonzero(~empty), int(empty.sum()))
        replicates[empty], variances[empty] = replicates[again], variances[again]
    influence = _influence(whole, *sides)
    parts = np.stack([(influence**3).sum(axis=0), (influence**2).sum(axis=0)])
    return Resampled(
        estimate[0], variance[0], replicates, variances, variance[0] / (2 * count), parts
    )


def _side(
    values: Floats, weight: Floats, codes: NDArray[np.intp], own: NDArray[np.bool_], count: int
) -> _Side:
    sums, weights = np.zeros((count, values.shape[1])), np.zeros(count)
    sums[codes[own]] = values[own] * weight[own, None]
    weights[codes[own]] = weight[own]
    return _Side(sums, weights)


def _influence(whole: Floats, a: _Side, b: _Side) -> Floats:
    parts = []
    for side in (a, b):
        mean, total = side.of(whole)
        parts.append((side.sums - mean * side.weights[:, None]) / total[0])
    return np.asarray(parts[0] - parts[1])


def _difference(counts: Floats, a: _Side, b: _Side) -> tuple[Floats, Floats]:
    """Give each resample's difference and its variance, that of the linearised ratios."""
    means, squares = [], np.zeros((len(counts), a.sums.shape[1]))
    totals = []
    for side in (a, b):
        mean, total = side.of(counts)
        own = (counts @ side.sums**2 - 2 * mean * (counts @ (side.sums * side.weights[:, None]))
               + mean**2 * (counts @ side.weights**2)[:, None])  # fmt: skip
        with np.errstate(invalid="ignore", divide="ignore"):
            squares += own / total[:, None] ** 2
        means.append(mean)
        totals.append(total[:, None])
    joint = (counts @ (a.sums * b.sums) - means[1] * (counts @ (a.sums * b.weights[:, None]))
             - means[0] * (counts @ (b.sums * a.weights[:, None]))
             + means[0] * means[1] * (counts @ (a.weights * b.weights))[:, None])  # fmt: skip
    size = counts.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = (squares - 2 * joint / (totals[0] * totals[1])) * size / max(size - 1, 1)
    # Rounding can leave a tiny rest where the difference is the same in every cluster.
    variance = np.where(variance <= 1e-12 * squares, 0.0, variance)
    return means[0] - means[1], variance
