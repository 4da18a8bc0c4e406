"""Differences within strata, corrected by hand coding.

The mean over strata of two groups' differences is the group's coefficient in a regression on group
and strata in which every group's articles weigh alike in each stratum; as such it is corrected like
any other coefficient (`estimating`), without needing coded articles of both groups in each stratum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.estimating import Drawn, Estimate, Variables, solve
from toolkit.comparison.moments import Floats
from toolkit.errors import InputError


@dataclass(frozen=True)
class Matched:
    """Estimates whose first coefficient is the difference, and why one is not there."""

    estimates: Mapping[str, Estimate]
    n: int
    coded: int
    reason: str = ""


def matched_estimates(
    values: Floats,
    by_hand: Floats,
    weights: Floats,
    drawn: Drawn,
    rows: tuple[NDArray[np.intp], NDArray[np.intp]],
    stratum: NDArray[np.object_],
    *,
    tuning: float | None,
    cluster: NDArray[np.intp] | None,
) -> Matched:
    """Estimate the difference of two groups within the strata that both cover.

    Parameters
    ----------
    values, by_hand : array (n,)
        Scored and coded, NaN where missing.
    rows : two arrays of int
        The groups' articles.

    Returns
    -------
    Matched
        `naive`, `corrected` and `alone`, as far as articles suffice.
    """
    both = np.concatenate(rows)
    first = np.arange(len(both)) < len(rows[0])
    there = np.isfinite(values[both]) & (weights[both] > 0)
    covered = [set(stratum[both[there & own]]) for own in (first, ~first)]
    common = sorted(covered[0] & covered[1])
    if not common:
        return Matched({}, 0, 0, "no stratum in common")
    kept = np.isin(stratum[both], common)
    both, first = both[kept], first[kept]
    codes = np.searchsorted(np.array(common, dtype=object), stratum[both])
    design = _design(first, codes, len(common))
    own_weights = _even(weights[both], np.isfinite(values[both]), first, codes)
    scored = _variables(design, values[both], own_weights)
    coding = _variables(design, by_hand[both], own_weights)
    own = Drawn(drawn.coded[both], drawn.probability[both], drawn.stratum[both])
    n, coded = int((scored.weight > 0).sum()), int(own.coded.sum())
    clusters = None if cluster is None else cluster[both]
    estimates: dict[str, Estimate] = {}
    whole = Drawn.whole(len(both))
    if n > design.shape[1]:
        estimates["naive"] = solve(scored, scored, whole, tuning=0.0, cluster=clusters)
    if coded <= design.shape[1]:
        return Matched(estimates, n, coded, f"{coded} articles coded in {len(common)} strata")
    try:
        calibrated = own.calibrated()
        for name, weight in (("alone", 0.0), ("corrected", tuning)):
            estimates[name] = solve(coding, scored, calibrated, tuning=weight, cluster=clusters)
    except InputError:
        estimates.pop("alone", None)
        return Matched(estimates, n, coded, "too few articles coded in some stratum or group")
    return Matched(estimates, n, coded)


def _design(first: NDArray[np.bool_], codes: NDArray[np.intp], strata: int) -> Floats:
    """The group, then the strata; the first coefficient is the difference."""
    return np.column_stack([first.astype(float), np.eye(strata)[codes]])


def _even(
    weights: Floats, there: NDArray[np.bool_], first: NDArray[np.bool_], codes: NDArray[np.intp]
) -> Floats:
    """Scale the weights so that each group's articles weigh alike in every stratum."""
    cells = codes * 2 + first
    used = np.where(there, weights, 0.0)
    total = np.bincount(cells, weights=used, minlength=int(cells.max()) + 1)
    scale = len(weights) / len(np.unique(cells))
    return np.asarray(weights * scale / np.where(total[cells] > 0, total[cells], np.inf))


def _variables(design: Floats, values: Floats, weights: Floats) -> Variables:
    there = np.isfinite(values)
    return Variables(design, np.where(there, values, 0.0), np.where(there, weights, 0.0))
