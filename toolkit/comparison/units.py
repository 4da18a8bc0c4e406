"""The units that are resampled and dealt: articles, or the parts of clusters of articles.

Articles that hang together (an event, an agency's copy) are no independent witnesses. A cluster's
articles in one group and stratum are drawn together into one unit, their weighted mean with the sum
of their weights: the ratio of sums over such units is the mean over the articles, and its
linearised variance is the one robust to clusters (Liang and Zeger 1986, doi:10.1093/biomet/73.1.13).
A cluster that two groups share makes two units, partners of each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.moments import Floats


@dataclass(frozen=True)
class Units:
    """What is drawn.

    Attributes
    ----------
    values : array (u, m)
    weights : array (u,) or None
        None where all count alike.
    group, stratum : array (u,) of str
    cluster : array (u,) of int
        Units of one number are drawn together.
    """

    values: Floats
    weights: Floats | None
    group: NDArray[np.object_]
    stratum: NDArray[np.object_]
    cluster: NDArray[np.intp]

    def members(self, group: str) -> NDArray[np.intp]:
        """Give the rows of a group's units."""
        return np.flatnonzero(self.group == group)

    def weights_of(self, rows: NDArray[np.intp]) -> Floats | None:
        """Give the weights of some units."""
        return None if self.weights is None else self.weights[rows]


def single_units(
    values: Floats, weights: Floats | None, group: NDArray[np.object_], stratum: NDArray[np.object_]
) -> Units:
    """Take every article for a unit of its own."""
    return Units(values, weights, group, stratum, np.arange(len(values)))


def cluster_units(
    values: Floats,
    weights: Floats | None,
    group: NDArray[np.object_],
    stratum: NDArray[np.object_],
    cluster: NDArray[np.intp],
) -> Units:
    """Draw the articles of a cluster in one group and stratum together.

    Examples
    --------
    >>> found = cluster_units(np.array([[1.0], [3.0], [5.0]]), None, np.array(["أ"] * 3, object),
    ...                       np.array([""] * 3, object), np.array([0, 0, 1]))
    >>> found.values.tolist(), found.weights.tolist()
    ([[2.0], [5.0]], [2.0, 1.0])
    """
    keys = pd.MultiIndex.from_arrays([cluster, stratum, group])
    codes, parts = pd.factorize(keys, sort=True)
    weight = np.ones(len(values)) if weights is None else weights
    sums = np.zeros((len(parts), values.shape[1]))
    np.add.at(sums, codes, values * weight[:, None])
    totals = np.bincount(codes, weights=weight, minlength=len(parts))
    names = [np.array(parts.get_level_values(i)) for i in range(3)]
    alike = bool(np.ptp(totals) <= 1e-12 * totals.max()) if len(totals) else True
    return Units(
        sums / totals[:, None],
        None if alike else totals,
        names[2].astype(object),
        names[1].astype(object),
        names[0].astype(np.intp),
    )


def partners(cluster: NDArray[np.intp], first: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Give each unit's partner, the same cluster's unit in the other group, or -1.

    >>> partners(np.array([0, 1, 0, 2]), np.array([True, True, False, False])).tolist()
    [2, -1, 0, -1]
    """
    found = np.full(len(cluster), -1, dtype=np.intp)
    place = dict(zip(cluster[first].tolist(), np.flatnonzero(first).tolist(), strict=True))
    for row in np.flatnonzero(~first).tolist():
        if (other := place.get(int(cluster[row]))) is not None:
            found[row], found[other] = other, row
    return found
