"""Are two groups alike, for all that matters? Two one-sided tests against a smallest difference.

That no difference was found does not say that there is none. Two groups are equivalent where both
"higher by the smallest difference of interest or more" and "lower by it or more" can be ruled out
(Schuirmann 1987, doi:10.1007/BF01068419), which is so at level a where the 1 - 2a interval of the
difference lies between the two.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_STEPS = 20


def equivalence_p(
    difference: float,
    ends: Callable[[float], NDArray[np.float64]],
    smallest: float,
) -> float:
    """Give the least level at which the interval lies within the smallest difference of interest.

    Parameters
    ----------
    difference : float
    ends : callable
        Low and high of the difference's interval at a confidence.
    smallest : float
        Above zero, in the measure's own unit.

    Examples
    --------
    >>> from statistics import NormalDist
    >>> ends = lambda c: np.array([-1.0, 1.0]) * NormalDist().inv_cdf((1 + c) / 2)
    >>> round(equivalence_p(0.0, ends, 1.645), 3)
    0.05
    """
    if not np.isfinite(ends(0.9)).all():
        return float("nan")
    if abs(difference) >= smallest:
        return 1.0
    low, high = 0.0, 0.5
    for _ in range(_STEPS):
        level = (low + high) / 2
        below, above = ends(1 - 2 * level)
        if below > -smallest and above < smallest:
            high = level
        else:
            low = level
    return float(high)
