"""Intervals for truth values, such as the share of articles that credit an agency.

Few articles give a share only a few values that it can take, which no bootstrap interval suits;
score intervals do: Wilson's (1927, doi:10.1080/01621459.1927.10502953) for a share, which Brown,
Cai and DasGupta (2001, doi:10.1214/ss/1009213286) recommend at small n, and Newcombe's hybrid of
two of them (1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method
10) for a difference.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from toolkit.comparison.moments import Floats


def wilson(share: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> Floats:
    """Give the interval of each share of n articles.

    Parameters
    ----------
    share : array (m,)
    n : float or array (m,)
        Articles, or as many as would be equally sure.

    Returns
    -------
    array (m, 2)

    Examples
    --------
    >>> wilson([0.1], 10).round(4).tolist()
    [[0.0179, 0.4042]]
    """
    from scipy.special import ndtri

    share, n = np.asarray(share, dtype=float), np.asarray(n, dtype=float)
    z = ndtri((1 + confidence) / 2)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return np.clip(np.column_stack([centre - reach, centre + reach]), 0.0, 1.0)


def newcombe(
    first: ArrayLike,
    n_first: ArrayLike,
    second: ArrayLike,
    n_second: ArrayLike,
    *,
    confidence: float = 0.95,
    correlation: ArrayLike = 0.0,
) -> Floats:
    """Give the interval of each difference of two shares, first less second.

    Parameters
    ----------
    correlation : float or array (m,)
        Of the two shares where clusters are in both (Newcombe 1998, Statistics in Medicine 17,
        2635, method 10); 0 where they are independent.

    Examples
    --------
    >>> newcombe([56 / 70], 70, [48 / 80], 80).round(4).tolist()
    [[0.0524, 0.3339]]
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    low_1, high_1 = wilson(first, n_first, confidence=confidence).T
    low_2, high_2 = wilson(second, n_second, confidence=confidence).T
    both = 2 * np.asarray(correlation, dtype=float)
    below, above = (first - low_1, high_2 - second), (high_1 - first, second - low_2)
    ends = [np.sqrt(np.maximum(a**2 - both * a * b + b**2, 0.0)) for a, b in (below, above)]
    difference = first - second
    return np.column_stack([difference - ends[0], difference + ends[1]])
