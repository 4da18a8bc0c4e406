"""Effect sizes: how far apart two outlets' articles lie, apart from whether chance did it.

Cliff's delta (1993, doi:10.1037/0033-2909.114.3.494) asks how much more often an article of the
first outlet exceeds one of the second than the other way round, and needs no scale. Hedges' g
(1981, doi:10.3102/10769986006002107) is the difference in pooled standard deviations, with the
exact correction for small samples.
"""

from __future__ import annotations

import numpy as np

from toolkit.comparison.resampling import Floats


def cliffs_delta(first: Floats, second: Floats) -> float:
    """Give P(first > second) - P(first < second), from -1 to 1; NaN where a group is empty.

    >>> cliffs_delta(np.array([3.0, 4.0]), np.array([1.0, 3.0]))
    0.75
    """
    if not len(first) or not len(second):
        return float("nan")
    ordered = np.sort(second)
    below = np.searchsorted(ordered, first, side="left").sum()
    not_above = np.searchsorted(ordered, first, side="right").sum()
    pairs = len(first) * len(second)
    return float((below - (pairs - not_above)) / pairs)


def hedges_g(first: Floats, second: Floats) -> float:
    """Give the standardised difference of means; NaN where it has no spread to stand on.

    >>> round(hedges_g(np.array([3.0, 4.0, 5.0]), np.array([1.0, 2.0, 3.0])), 3)
    1.596
    """
    from scipy.special import gammaln

    freedom = len(first) + len(second) - 2
    if freedom < 1 or not len(first) or not len(second):
        return float("nan")
    squares = ((first - first.mean()) ** 2).sum() + ((second - second.mean()) ** 2).sum()
    spread = np.sqrt(squares / freedom)
    # Rounding alone is no spread: a thousand times 0.1 does not average to 0.1 exactly.
    if spread <= 1e-12 * max(np.abs(first).max(), np.abs(second).max()):
        return float("nan")
    logarithm = gammaln(freedom / 2) - gammaln((freedom - 1) / 2) if freedom > 1 else -np.inf
    correction = np.exp(logarithm) / np.sqrt(freedom / 2)
    return float((first.mean() - second.mean()) / spread * correction)
