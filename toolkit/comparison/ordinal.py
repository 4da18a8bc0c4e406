"""Grades in an order: their distribution, and a test that takes them for no more than that.

A mean of grades takes the step from 0 to 1 for as large as that from 2 to 3. The test here asks
whether an article of one group has a higher grade than one of the other more often than the other
way round (Cliff's delta), by the statistic of Brunner and Munzel (2000,
doi:10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U) over all deals or many
(Neubert and Brunner 2007, doi:10.1016/j.csda.2006.05.024): it holds its size where groups differ in
spread and number. Weights, strata and clusters are obeyed as in the comparison of means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.effects import Two
from toolkit.comparison.moments import Floats
from toolkit.comparison.permutation import DealtSet, dealt_sets, p_of_deals
from toolkit.comparison.proportions import wilson
from toolkit.comparison.units import cluster_units, partners

DISTRIBUTION = ["measure", "group", "grade", "n", "share", "low", "high"]
# Values of a measure declared to be grades; with more it is a scale, and ranks would cost too much.
MOST_GRADES = 25


def ordinal_p(two: Two, resamples: int, rng: np.random.Generator) -> float:
    """Test whether one group's grades tend to be higher, two-sided.

    Examples
    --------
    >>> two = Two.plain(np.array([3, 3, 2, 3.0]), np.array([0, 1, 1, 0.0]))
    >>> round(ordinal_p(two, 1000, np.random.default_rng(0)), 4)
    0.0286
    """
    grades, codes = np.unique(two.values, return_inverse=True)
    if not 1 < len(grades) <= MOST_GRADES or two.first.all() or not two.first.any():
        return 1.0 if len(grades) == 1 else float("nan")
    names = np.where(two.first, "a", "b").astype(object)
    strata = two.strata.astype(object)
    counted = np.eye(len(grades))[codes]
    units = cluster_units(counted, two.weights, names, strata, two.cluster)
    totals = np.ones(len(units.values)) if units.weights is None else units.weights
    # Where all units weigh alike their common weight has gone, and makes no difference.
    vectors = units.values * totals[:, None]
    first = units.group == "a"
    of_stratum = units.stratum.astype(np.intp)
    # Numbered by stratum: a cluster has at most one partner there.
    cluster = pd.MultiIndex.from_arrays([units.cluster, of_stratum]).factorize()[0]
    partner = partners(cluster.astype(np.intp), first)
    sets = dealt_sets(first, of_stratum, partner)
    outer = (vectors[:, :, None] * vectors[:, None, :]).reshape(len(vectors), -1)
    ends = np.column_stack([vectors, outer, np.ones(len(vectors))])
    g = len(grades)
    columns: list[tuple[DealtSet, NDArray[Any]]] = []
    parts = []
    for stratum in sets:
        columns += [(own, ends[own.rows]) for own in stratum]
        rows = np.concatenate([own.rows for own in stratum])
        parts.append((len(stratum), ends[rows].sum(axis=0)))

    def statistic(sums: Sequence[NDArray[Any]]) -> Floats:
        place, deltas, variances = 0, [], []
        for size, total in parts:
            own = np.asarray(sum(sums[place : place + size]))
            delta, variance = _delta(own, total - own, g)
            place += size
            deltas.append(delta)
            variances.append(variance)
        return _studentised(np.stack(deltas), np.stack(variances))[:, None]

    return float(p_of_deals(columns, first, statistic, resamples, rng, 1e-9)[0])


def distribution_rows(
    measure: str, values: Floats, weights: Floats, group: NDArray[np.object_], sizes: dict[str, float],
    confidence: float,
) -> list[dict[str, object]]:  # fmt: skip
    """Give each group's share of every grade, with Wilson's interval.

    Parameters
    ----------
    sizes : dict of str to float
        How many independent articles each group is worth.
    """
    rows: list[dict[str, object]] = []
    for name, size in sizes.items():
        own, weight = values[group == name], weights[group == name]
        for grade in np.unique(values):
            here = own == grade
            share = float(weight[here].sum() / weight.sum())
            low, high = wilson([share], size, confidence=confidence)[0]
            cells = (measure, name, float(grade), int(here.sum()), share, low, high)
            rows.append(dict(zip(DISTRIBUTION, cells, strict=True)))
    return rows


def distribution_table(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Lay the rows out as a table."""
    return pd.DataFrame(rows, columns=DISTRIBUTION)


def _delta(first: Floats, second: Floats, g: int) -> tuple[Floats, Floats]:
    """Give delta and its variance from sums over units; clusters in both groups add no covariance.

    That covariance is left out on both sides of the comparison, observed and dealt, alike.
    """
    counts = [part[:, :g] for part in (first, second)]
    shares = [c / c.sum(axis=1, keepdims=True) for c in counts]
    wins = [_above(shares[1]), _above(shares[0])]
    delta = (shares[0] * wins[0]).sum(axis=1)
    variance = np.zeros(len(delta))
    for part, count, win, mean in zip((first, second), counts, wins, (delta, -delta), strict=True):
        outer = part[:, g : g + g * g].reshape(-1, g, g)
        units = part[:, -1]
        centred = (win - mean[:, None]) / count.sum(axis=1, keepdims=True)
        squares = np.einsum("bi,bij,bj->b", centred, outer, centred)
        variance += np.where(units > 1, squares * units / np.maximum(units - 1, 1), np.inf)
    return delta, variance


def _above(shares: Floats) -> Floats:
    """Give, for each grade, the share below it less that above it."""
    below = np.cumsum(shares, axis=1) - shares
    return np.asarray(2 * below + shares - 1)


def _studentised(deltas: Floats, variances: Floats) -> Floats:
    strata = len(deltas)
    mean = deltas.mean(axis=0)
    if np.isfinite(variances).all():
        variance = variances.sum(axis=0) / strata**2
    elif strata >= 2:
        variance = deltas.var(axis=0, ddof=1) / strata
    else:
        return np.asarray(mean)
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = mean / np.sqrt(np.where(variance <= 1e-15, 0.0, variance))
    return np.where(np.isnan(statistic), 0.0, statistic)
