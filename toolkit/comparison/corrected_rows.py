"""The rows of a table of corrections: a mean, a difference, a matched difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.corrected_groups import (
    FEWEST,
    FEWEST_FOR_SHARES,
    Group,
    Table,
    tuning_of,
)
from toolkit.comparison.estimating import cluster_sums
from toolkit.comparison.matched_correction import matched_estimates
from toolkit.comparison.moments import Floats
from toolkit.comparison.proportions import newcombe, wilson
from toolkit.measures.declaration import ScoreDeclaration

METHODS = ("naive", "corrected")
# With fewer coded articles whose value is not the commonest an interval is likely too
# narrow, whatever the weight (`benchmarks/trying_worlds.py`).
_HARDLY_ANY = 4


def mean_row(table: Table, group: Group, method: str) -> dict[str, Any]:
    """Give the row of one group's mean by one method."""
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


def difference_row(table: Table, a: Group, b: Group, method: str) -> dict[str, Any]:
    """Give the row of the difference of two groups' means by one method."""
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


def matched_rows(
    table: Table, a: Group, b: Group, stratum: NDArray[np.object_]
) -> list[dict[str, Any]]:
    """Give the rows of the difference within strata that both groups cover, each stratum counting alike."""
    from scipy.special import stdtr

    found = matched_estimates(
        table.values, table.coded.values[table.declared.name], table.weights, table.coded.drawn,
        (a.rows, b.rows), stratum, tuning=tuning_of(table, _known(table, a, b), a.few or b.few),
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
            return f"fewer than {FEWEST} articles coded"
        if fewest.coded < 10:
            notes.append("fewer than 10 articles coded")
        if fewest.few:
            notes.append(
                f"by hand alone: scores help a share from {FEWEST_FOR_SHARES} coded articles"
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
