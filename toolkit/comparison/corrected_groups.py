"""One group's mean on one measure: as scored, corrected, and from its coded articles alone.

What weight the scores have, and when a share rests on hand coding alone, is settled here; why is
told in `correction`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.blocks import share_size
from toolkit.comparison.coded import CodedTable
from toolkit.comparison.estimating import Drawn, Estimate, Variables, solve
from toolkit.comparison.moments import Floats
from toolkit.measures.declaration import ScoreDeclaration

FEWEST = 3
"""Of coded articles, below which nothing is corrected."""

FEWEST_FOR_SHARES = 30
"""Of articles coded for shares of articles: below, scores get no weight and intervals are Wilson's
and Newcombe's, since so few zeros and ones do not show how far the scorer errs."""

# So many coded articles must have another value than the commonest before the scores' weight is
# tuned by them, where more than half have that one.
_FEWEST_OTHERS = 30


@dataclass(frozen=True)
class Group:
    """One group's articles on one measure, and its means.

    Attributes
    ----------
    rows : array of int
        Its articles, places in the table.
    estimates : dict of str to Estimate
        `naive`, `corrected` and `alone` (the coded articles by themselves), as far as there are
        articles enough.
    few : bool
        Too few are coded for the scores of a share to help.
    others : int
        Coded articles whose value is not the commonest.
    """

    name: str
    rows: NDArray[np.intp]
    n: int
    coded: int
    estimates: Mapping[str, Estimate]
    few: bool
    others: int

    def variance(self, method: str) -> float:
        """Give the variance of a mean."""
        return float(self.estimates[method].covariance[0, 0])

    def value(self, method: str) -> float:
        """Give a mean."""
        return float(self.estimates[method].coefficients[0])

    def size(self, method: str, *, clustered: bool) -> float:
        """So many articles drawn alike would give a share as sure as this one."""
        if method == "naive" and not clustered:
            return float(self.n)
        count = self.coded if method == "corrected" else self.n
        share, variance = np.array([self.value(method)]), np.array([self.variance(method)])
        return float(share_size(share, variance, count)[0])


@dataclass(frozen=True)
class Table:
    """What all groups share: one measure's values by the scorer and by hand, row by row."""

    declared: ScoreDeclaration
    values: Floats
    weights: Floats
    coded: CodedTable
    cluster: NDArray[np.intp] | None
    tuning: float | None
    confidence: float

    @property
    def share(self) -> bool:
        """Whether the mean is a share of articles, with score intervals."""
        return self.declared.unit == "truth" and self.tuning is None


def estimate_group(table: Table, name: str, rows: NDArray[np.intp]) -> Group:
    """Estimate one group's mean: naive, corrected, and from its coded articles alone."""
    chosen = np.zeros(len(table.values), dtype=bool)
    chosen[rows] = True
    coding = table.coded.rows(chosen)
    scored = constant(table.values[rows], table.weights[rows])
    n, coded = int((scored.weight > 0).sum()), int(coding.drawn.coded.sum())
    known = coding.values[table.declared.name][coding.drawn.coded]
    others = _others(known)
    few = table.share and coded < FEWEST_FOR_SHARES
    cluster = None if table.cluster is None else table.cluster[rows]
    estimates = {}
    if n >= 2:
        whole = Drawn.whole(len(rows))
        estimates["naive"] = solve(scored, scored, whole, tuning=0.0, cluster=cluster)
    by_hand = constant(coding.values[table.declared.name], table.weights[rows])
    if coded >= FEWEST and (by_hand.weight[coding.drawn.coded] > 0).any():
        drawn = coding.drawn.calibrated()
        tuning = tuning_of(table, known, few)
        estimates["corrected"] = solve(by_hand, scored, drawn, tuning=tuning, cluster=cluster)
        estimates["alone"] = solve(by_hand, scored, drawn, tuning=0.0, cluster=cluster)
    return Group(name, rows, n, coded, estimates, few, others)


def _others(known: Floats) -> int:
    """Count the values that are not the commonest."""
    known = known[np.isfinite(known)]
    counts = np.unique(known, return_counts=True)[1]
    return int(counts.sum() - counts.max()) if counts.size else 0


def tuning_of(table: Table, known: Floats, few: bool) -> float | None:
    """Choose the scores' weight; None where that with the least variance can be told."""
    if few:
        return 0.0
    if table.tuning is not None or table.share:
        return table.tuning
    return rare_tuning(known)


def rare_tuning(known: Floats) -> float | None:
    """Give the scores their full weight where what was coded is rare, else leave it to be tuned.

    >>> rare_tuning(np.array([0.0] * 9 + [4.0])), rare_tuning(np.arange(10.0))
    (1.0, None)
    """
    others = _others(known)
    rare = others < _FEWEST_OTHERS and others < np.isfinite(known).sum() / 2
    return 1.0 if rare else None


def constant(values: Floats, weights: Floats) -> Variables:
    """A mean is the regression on a constant; a missing value has no weight."""
    there = np.isfinite(values)
    return Variables(
        np.ones((len(values), 1)), np.where(there, values, 0.0), np.where(there, weights, 0.0)
    )
