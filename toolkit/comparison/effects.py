"""Effect sizes: how far apart two outlets' articles lie, apart from whether chance did it.

Cliff's delta (1993, doi:10.1037/0033-2909.114.3.494) asks how much more often an article of the
first outlet exceeds one of the second than the other way round, and needs no scale. Hedges' g
(1981, doi:10.3102/10769986006002107) is the difference in pooled standard deviations, with the
exact correction for small samples. Weighted articles count by their weight; matched ones are set
against each other stratum by stratum, and the strata averaged, as the difference is. Intervals rest
on what each unit (article or cluster) adds to the figure: for delta a score interval of the
probability behind it (Newcombe 2006, doi:10.1002/sim.2323), for g Student's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.moments import Floats
from toolkit.comparison.proportions import wilson


@dataclass(frozen=True)
class Effect:
    """An effect size and its interval, NaN where there is none."""

    value: float
    low: float
    high: float


_NONE = Effect(float("nan"), float("nan"), float("nan"))


@dataclass(frozen=True)
class Two:
    """Two groups' articles on one measure.

    Attributes
    ----------
    values, weights : array (n,)
    first : array (n,) of bool
    strata : array (n,) of int
        Every stratum has articles of both groups.
    cluster : array (n,) of int
        What is drawn together; each article by itself where its number is its own.
    """

    values: Floats
    weights: Floats
    first: NDArray[np.bool_]
    strata: NDArray[np.intp]
    cluster: NDArray[np.intp]

    @staticmethod
    def plain(first: Floats, second: Floats) -> Two:
        """Two groups of single articles, neither weighted nor matched."""
        n = len(first) + len(second)
        return Two(np.concatenate([first, second]).astype(float), np.ones(n),
                   np.arange(n) < len(first), np.zeros(n, np.intp), np.arange(n))  # fmt: skip

    def variance(self, influence: Floats) -> float:
        """Sum squares over clusters of what articles add."""
        sums = np.bincount(np.unique(self.cluster, return_inverse=True)[1], weights=influence)
        return float((sums**2).sum() * len(sums) / max(len(sums) - 1, 1))

    def sizes(self) -> tuple[int, int]:
        """How many clusters each group has."""
        first, second = (len(np.unique(self.cluster[own])) for own in (self.first, ~self.first))
        return first, second


def cliffs_delta(two: Two, *, confidence: float = 0.95) -> Effect:
    """Give P(first > second) - P(first < second), from -1 to 1; NaN where a group is empty.

    >>> cliffs_delta(Two.plain(np.array([3.0, 4.0]), np.array([1.0, 3.0]))).value
    0.75
    """
    if two.first.all() or not two.first.any():
        return _NONE
    codes = np.unique(two.strata)
    value, influence = 0.0, np.zeros(len(two.values))
    for code in codes:
        a, b = (np.flatnonzero((two.strata == code) & own) for own in (two.first, ~two.first))
        share_a, share_b = (two.weights[rows] / two.weights[rows].sum() for rows in (a, b))
        wins = _wins(two.values[a], two.values[b], share_b)
        losses = _wins(two.values[b], two.values[a], share_a)
        own = float(share_a @ wins)
        value += own / len(codes)
        influence[a] = share_a * (wins - own) / len(codes)
        influence[b] = -share_b * (losses + own) / len(codes)
    spread = (1 - value**2) / 4
    variance = two.variance(influence) / 4
    size = spread / variance if variance > 0 and spread > 0 else float(min(two.sizes()))
    low, high = 2 * wilson([(1 + value) / 2], size, confidence=confidence)[0] - 1
    return Effect(float(value), float(low), float(high))


def hedges_g(two: Two, *, confidence: float = 0.95) -> Effect:
    """Give the standardised difference of means; NaN where it has no spread to stand on.

    >>> two = Two.plain(np.array([3.0, 4.0, 5.0]), np.array([1.0, 2.0, 3.0]))
    >>> round(hedges_g(two).value, 3)
    1.596
    """
    from scipy.special import gammaln, stdtrit

    codes = np.unique(two.strata)
    freedom = len(two.values) - 2 * len(codes)
    if freedom < 1 or two.first.all() or not two.first.any():
        return _NONE
    scale = two.weights * len(two.weights) / two.weights.sum()
    difference, influence = 0.0, np.zeros(len(two.values))
    centred = np.zeros(len(two.values))
    for code in codes:
        for sign, own in ((1, two.first), (-1, ~two.first)):
            rows = np.flatnonzero((two.strata == code) & own)
            share = two.weights[rows] / two.weights[rows].sum()
            mean = float(share @ two.values[rows])
            centred[rows] = two.values[rows] - mean
            difference += sign * mean / len(codes)
            influence[rows] = sign * share * centred[rows] / len(codes)
    squares = scale * centred**2
    spread = float(np.sqrt(squares.sum() / freedom))
    # Rounding alone is no spread: a thousand times 0.1 does not average to 0.1 exactly.
    if spread <= 1e-12 * np.abs(two.values).max():
        return _NONE
    logarithm = gammaln(freedom / 2) - gammaln((freedom - 1) / 2) if freedom > 1 else -np.inf
    less = np.exp(logarithm) / np.sqrt(freedom / 2)
    g = difference / spread
    of_spread = (squares - squares.mean()) / (2 * len(squares) * spread**2)
    error = np.sqrt(two.variance(influence / spread - g * of_spread))
    units = max(sum(two.sizes()) - 2 * len(codes), 1)
    reach = stdtrit(units, (1 + confidence) / 2) * error
    return Effect(float(g * less), float((g - reach) * less), float((g + reach) * less))


def _wins(own: Floats, others: Floats, share: Floats) -> Floats:
    """Give the share of others that each value exceeds, less the share that exceeds it."""
    order = np.argsort(others, kind="stable")
    ordered, total = others[order], np.concatenate([[0.0], np.cumsum(share[order])])
    below = total[np.searchsorted(ordered, own, side="left")]
    not_above = total[np.searchsorted(ordered, own, side="right")]
    return np.asarray(below - (total[-1] - not_above))
