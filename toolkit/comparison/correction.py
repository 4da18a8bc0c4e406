"""Groups compared with the scorer's error taken out, by articles coded by hand.

A scorer that errs more on one outlet than on another makes a difference where there is none. Where
some articles of each group are coded by hand, drawn with known probabilities, means and differences
are corrected by design-based supervised learning, tuned as in PPI++ (see `estimating`). The target
is the mean that hand coding of every article would have given. Intervals are Student's, with Welch
and Satterthwaite's degrees of freedom for differences. Shares of articles from few coded articles
are the exception: they rest on hand coding alone, with score intervals (`proportions`). Rare things
are another: where most coded articles have one value, zero, the few others do not show which weight
of the scores is best, and one tuned by them covers too seldom; the scores keep their full weight
then (Egami's own estimator). Matched
differences are the coefficient of the group in a regression with the strata, each stratum counting
alike (`matched_correction`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.blocks import share_size
from toolkit.comparison.clustering import AUTO, Clusters, find_clusters
from toolkit.comparison.coded import CodedTable, match_coded, warn_of_probabilities
from toolkit.comparison.columns import (
    declared_measures,
    group_labels,
    measure_values,
    weight_values,
)
from toolkit.comparison.estimating import Drawn, Estimate, Variables, cluster_sums, solve
from toolkit.comparison.matched_correction import matched_estimates
from toolkit.comparison.moments import Floats
from toolkit.comparison.proportions import newcombe, wilson
from toolkit.errors import InputError
from toolkit.measures.declaration import ScoreDeclaration
from toolkit.study.grouping import grouping

COLUMNS = [
    *("measure", "group_a", "group_b", "method", "estimate", "low", "high", "interval", "n"),
    *("coded", "effective_n", "tuning", "p", "p_adjusted", "note"),
]
METHODS = ("naive", "corrected")
_FEWEST = 3
# Of articles coded for shares of articles: below, scores get no weight and intervals are Wilson's
# and Newcombe's, since so few zeros and ones do not show how far the scorer errs.
_FEWEST_FOR_SHARES = 30
# So many coded articles must have another value than the commonest before the scores' weight is
# tuned by them, where more than half have that one; with fewer than the second number an interval
# is likely too narrow, whatever the weight (`benchmarks/trying_worlds.py`).
_FEWEST_OTHERS = 30
_HARDLY_ANY = 4


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


def correct(
    scores: pd.DataFrame,
    coded: pd.DataFrame,
    measures: str | Sequence[str],
    *,
    by: str = "outlet",
    weight: str | None = None,
    within: str | None = None,
    confidence: float = 0.95,
    tuning: float | None = None,
    cluster: str | None = AUTO,
    declarations: Iterable[ScoreDeclaration] = (),
) -> pd.DataFrame:
    """Give groups' means and differences as scored, and corrected.

    Parameters
    ----------
    scores : DataFrame
        One row an article, as scored: `article_id`, `by` and the measures.
    coded : DataFrame
        The articles coded by hand: `article_id`, the measures, `sampling_probability` and, where
        the sample was drawn within strata, `stratum`. A missing value says that the measure does
        not apply to the article, such as a share of attributions where there is none.
    measures : str or list of str
    weight : str, optional
        A column of `scores`, `words` for shares of words.
    within : str, optional
        The column of strata in which articles are matched: of the differences, not of the means.
    tuning : float, optional
        Weight of the scores: 1 is design-based supervised learning, 0 hand coding alone; by
        default that with the least variance.
    cluster, declarations
        As in `compare`.

    Returns
    -------
    DataFrame
        `measure, group_a, group_b, method, estimate, low, high, interval, n, coded, effective_n,
        tuning, p, p_adjusted, note`; `method` is `naive` or `corrected`; a difference is that of
        `group_a` less `group_b`, a mean has no `group_b`. `effective_n`: so many articles coded by
        hand, without a scorer, would be as precise. p is against no difference, adjusted by
        Benjamini and Hochberg over all differences of a method.

    Raises
    ------
    InputError
        Where a column is missing, an article was not scored, or a probability makes no sense.

    Examples
    --------
    The scorer finds twice the praise that is there in one outlet, and half of it in the other.

    >>> scores = pd.DataFrame({"article_id": range(80), "outlet": ["الخبر"] * 40 + ["الرأي"] * 40,
    ...                        "praise_per_1000": [2, 4, 6, 8] * 10 + [1, 2, 3, 4] * 10})
    >>> coded = pd.DataFrame({"article_id": range(0, 80, 5), "sampling_probability": 0.2,
    ...                       "praise_per_1000": [1, 2, 3, 4] * 2 + [2, 4, 6, 8] * 2})
    >>> found = correct(scores, coded, "praise_per_1000")
    >>> found.loc[found["group_b"].notna(), ["method", "estimate"]].values.tolist()
    [['naive', 2.5], ['corrected', -2.5]]
    """
    measures = [measures] if isinstance(measures, str) else list(measures)
    if not 0 < confidence < 1:
        raise InputError(f"confidence={confidence}: give a number between 0 and 1, such as 0.95")
    labels, _ = group_labels(scores, by, within)
    kept = scores.loc[labels.index]
    clusters = find_clusters(kept, cluster, grouped_by=(by, within),
                             strata=labels["stratum"] if within else None)  # fmt: skip
    declared = declared_measures(kept, measures, declarations, coded=coded)
    return correct_table(kept, coded, declared, labels, clusters, by=by, weight=weight,
                         matched=within is not None, confidence=confidence, tuning=tuning)  # fmt: skip


def correct_table(
    kept: pd.DataFrame,
    coded: pd.DataFrame,
    declared: Sequence[ScoreDeclaration],
    labels: pd.DataFrame,
    clusters: Clusters,
    *,
    by: str,
    weight: str | None,
    matched: bool,
    confidence: float,
    tuning: float | None = None,
) -> pd.DataFrame:
    """Correct means and differences of a table whose groups, strata and clusters are known."""
    names = [measure.name for measure in declared]
    coding = match_coded(kept, coded, names)
    warn_of_probabilities(coding.drawn)
    weights = np.nan_to_num(weight_values(kept, weight))
    values = measure_values(kept, names, reserved=(by,))
    group = labels["group"].to_numpy()
    rows: list[dict[str, Any]] = []
    for j, measure in enumerate(declared):
        table = Table(measure, values[:, j], weights, coding, clusters.codes, tuning, confidence)
        groups = [_group(table, str(name), np.flatnonzero(group == name))
                  for name in grouping(by, kept).sorted(labels["group"])]  # fmt: skip
        rows += [_mean_row(table, own, method) for own in groups for method in METHODS]
        for a, b in combinations(groups, 2):
            if matched:
                rows += _matched_rows(table, a, b, labels["stratum"].to_numpy())
            else:
                rows += [_difference_row(table, a, b, method) for method in METHODS]
    return _adjusted(pd.DataFrame(rows, columns=COLUMNS))


def _group(table: Table, name: str, rows: NDArray[np.intp]) -> Group:
    """Estimate one group's mean: naive, corrected, and from its coded articles alone."""
    chosen = np.zeros(len(table.values), dtype=bool)
    chosen[rows] = True
    coding = table.coded.rows(chosen)
    scored = constant(table.values[rows], table.weights[rows])
    n, coded = int((scored.weight > 0).sum()), int(coding.drawn.coded.sum())
    known = coding.values[table.declared.name][coding.drawn.coded]
    others = _others(known)
    few = table.share and coded < _FEWEST_FOR_SHARES
    cluster = None if table.cluster is None else table.cluster[rows]
    estimates = {}
    if n >= 2:
        whole = Drawn.whole(len(rows))
        estimates["naive"] = solve(scored, scored, whole, tuning=0.0, cluster=cluster)
    by_hand = constant(coding.values[table.declared.name], table.weights[rows])
    if coded >= _FEWEST and (by_hand.weight[coding.drawn.coded] > 0).any():
        drawn = coding.drawn.calibrated()
        tuning = _tuning(table, known, few)
        estimates["corrected"] = solve(by_hand, scored, drawn, tuning=tuning, cluster=cluster)
        estimates["alone"] = solve(by_hand, scored, drawn, tuning=0.0, cluster=cluster)
    return Group(name, rows, n, coded, estimates, few, others)


def _others(known: Floats) -> int:
    """Count the values that are not the commonest."""
    known = known[np.isfinite(known)]
    counts = np.unique(known, return_counts=True)[1]
    return int(counts.sum() - counts.max()) if counts.size else 0


def _tuning(table: Table, known: Floats, few: bool) -> float | None:
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


def _mean_row(table: Table, group: Group, method: str) -> dict[str, Any]:
    row = _row(table, group.name, None, method, group.n, group.coded)
    row["note"] = _note([group], method, "")
    if method not in group.estimates:
        return row
    estimate = group.estimates[method]
    value, variance = group.value(method), group.variance(method)
    declared = table.declared
    if table.share and (group.few or method == "naive"):
        ends = wilson(
            [value],
            group.size(method, clustered=table.cluster is not None),
            confidence=table.confidence,
        )[0]
        row |= _found(value, ends[0], ends[1], "Wilson", (declared.lower, declared.upper))
    else:
        row |= _student(value, variance, estimate.freedom, table.confidence,
                        (declared.lower, declared.upper))  # fmt: skip
    if method == "corrected":
        row["effective_n"] = _gain(group.coded, group.variance("alone"), variance)
        row["tuning"] = estimate.tuning
    row["note"] = _note([group], method, "" if variance > 0 or table.share else "no variation")
    return row


def _difference_row(table: Table, a: Group, b: Group, method: str) -> dict[str, Any]:
    from scipy.special import stdtr

    both = (a, b)
    row = _row(table, a.name, b.name, method, a.n + b.n, a.coded + b.coded)
    row["note"] = _note(both, method, "")
    if any(method not in group.estimates for group in both):
        return row
    difference = a.value(method) - b.value(method)
    own = np.array([group.variance(method) for group in both])
    joint = _joint(table, a, b, method)
    variance = float(own.sum() - 2 * joint)
    if table.share and (a.few or b.few or method == "naive"):
        row |= _share_difference(table, both, method, own, joint)
        reason = ""
    elif (own <= 0).any():
        # Articles that are all alike do not make their group's mean known exactly.
        still = ", ".join(g.name for g, v in zip(both, own, strict=True) if v <= 0)
        row["estimate"], reason = difference, f"no variation in {still}"
    else:
        freedoms = np.array([group.estimates[method].freedom for group in both])
        freedom = float(own.sum() ** 2 / (own**2 / freedoms).sum())
        row |= _student(difference, variance, freedom, table.confidence, _span(table.declared))
        if variance > 0:
            row["p"] = 2 * stdtr(freedom, -abs(difference) / np.sqrt(variance))
        reason = "" if variance > 0 else "no variation"
    if method == "corrected":
        alone = sum(group.variance("alone") for group in both)
        row["effective_n"] = _gain(a.coded + b.coded, alone, variance)
    row["note"] = _note(both, method, reason)
    return row


def _matched_rows(
    table: Table, a: Group, b: Group, stratum: NDArray[np.object_]
) -> list[dict[str, Any]]:
    """Give the difference within strata that both groups cover, each stratum counting alike."""
    from scipy.special import stdtr

    found = matched_estimates(
        table.values, table.coded.values[table.declared.name], table.weights, table.coded.drawn,
        (a.rows, b.rows), stratum, tuning=_tuning(table, _known(table, a, b), a.few or b.few),
        cluster=table.cluster,
    )  # fmt: skip
    rows = []
    for method in METHODS:
        row = _row(table, a.name, b.name, method, found.n, found.coded)
        estimate = found.estimates.get(method)
        reason = found.reason if method == "corrected" else ""
        if estimate is not None:
            value, variance = float(estimate.coefficients[0]), float(estimate.covariance[0, 0])
            row |= _student(value, variance, estimate.freedom, table.confidence,
                            _span(table.declared))  # fmt: skip
            if variance > 0:
                row["p"] = 2 * stdtr(estimate.freedom, -abs(value) / np.sqrt(variance))
            if method == "corrected":
                alone = float(found.estimates["alone"].covariance[0, 0])
                row["effective_n"] = _gain(found.coded, alone, variance)
                row["tuning"] = estimate.tuning
            reason = "" if variance > 0 else "no variation"
        row["note"] = _note((a, b), method, reason)
        rows.append(row)
    return rows


def _known(table: Table, a: Group, b: Group) -> Floats:
    rows = np.concatenate([a.rows, b.rows])
    return table.coded.values[table.declared.name][rows[table.coded.drawn.coded[rows]]]


def _share_difference(
    table: Table, both: tuple[Group, Group], method: str, own: Floats, joint: float
) -> dict[str, Any]:
    """Newcombe's interval and the score test of two shares of articles."""
    from scipy.special import ndtr

    shares = [group.value(method) for group in both]
    sizes = [group.size(method, clustered=table.cluster is not None) for group in both]
    correlation = joint / np.sqrt(own.prod()) if own.prod() > 0 else 0.0
    low, high = newcombe([shares[0]], sizes[0], [shares[1]], sizes[1],
                         confidence=table.confidence, correlation=np.clip(correlation, -1, 1))[0]  # fmt: skip
    row = _found(shares[0] - shares[1], low, high, "Newcombe", _span(table.declared))
    pooled = float(np.average(shares, weights=sizes))
    error = np.sqrt(pooled * (1 - pooled) * sum(1 / size for size in sizes) * (1 - correlation))
    row["p"] = float(2 * ndtr(-abs(shares[0] - shares[1]) / error)) if error > 0 else 1.0
    return row


def _joint(table: Table, a: Group, b: Group, method: str) -> float:
    """Covariance of two groups' means that clusters in both of them make."""
    if table.cluster is None:
        return 0.0
    parts = np.zeros((len(table.values), 2))
    for side, group in enumerate((a, b)):
        parts[group.rows, side] = group.estimates[method].influence[:, 0]
    sums = cluster_sums(parts, table.cluster)
    return float(sums[:, 0] @ sums[:, 1])


def _row(table: Table, a: str, b: str | None, method: str, n: int, coded: int) -> dict[str, Any]:
    names = {"measure": table.declared.name, "group_a": a, "group_b": b, "method": method}
    return {**names, "n": n, "coded": coded, "interval": ""}


def _span(declared: ScoreDeclaration) -> tuple[float, float]:
    wide = declared.upper - declared.lower
    return -wide, wide


def _student(
    estimate: float, variance: float, freedom: float, confidence: float, bounds: tuple[float, float]
) -> dict[str, Any]:
    from scipy.special import stdtrit

    reach = stdtrit(freedom, (1 + confidence) / 2) * np.sqrt(max(variance, 0.0))
    if not reach > 0:
        return {"estimate": float(np.clip(estimate, *bounds))}
    return _found(estimate, estimate - reach, estimate + reach, "Student", bounds)


def _found(
    estimate: float, low: float, high: float, interval: str, bounds: tuple[float, float]
) -> dict[str, Any]:
    """An estimate can leave what its measure can be, as no mean of articles can: it is kept in."""
    estimate, low, high = (float(end) for end in np.clip([estimate, low, high], *bounds))
    return {"estimate": estimate, "low": low, "high": high, "interval": interval}


def _gain(coded: int, alone: float, variance: float) -> float:
    return float(coded * alone / variance) if variance > 0 else float("nan")


def _note(groups: Sequence[Group], method: str, no_interval: str) -> str:
    notes = []
    if method == "corrected":
        fewest = min(groups, key=lambda group: group.coded)
        if any(method not in group.estimates for group in groups):
            return f"fewer than {_FEWEST} articles coded"
        if fewest.coded < 10:
            notes.append("fewer than 10 articles coded")
        if fewest.few:
            notes.append(
                f"by hand alone: scores help a share from {_FEWEST_FOR_SHARES} coded articles"
            )
        scarce = min(groups, key=lambda group: group.others)
        if scarce.others < _HARDLY_ANY and not fewest.few:
            notes.append(
                f"only {scarce.others} of {scarce.coded} coded articles differ from the rest: the "
                "interval may well be too narrow"
            )
    if no_interval:
        notes.append(f"no interval: {no_interval}")
    return "; ".join(notes)


def _adjusted(table: pd.DataFrame) -> pd.DataFrame:
    from scipy.stats import false_discovery_control

    numbers = ["estimate", "low", "high", "effective_n", "tuning", "p", "p_adjusted"]
    table = table.astype(dict.fromkeys(numbers, float)).fillna({"note": ""})
    table["group_b"] = table["group_b"].astype(table["group_a"].dtype)
    for method in METHODS:
        chosen = (table["method"] == method) & table["p"].notna()
        if chosen.any():
            table.loc[chosen, "p_adjusted"] = false_discovery_control(table.loc[chosen, "p"])
    return table
