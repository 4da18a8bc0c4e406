"""Groups compared with the scorer's error taken out, by articles coded by hand.

A scorer that errs more on one outlet than on another makes a difference where there is none. Where
some articles of each group are coded by hand, drawn with known probabilities, means and differences
are corrected by design-based supervised learning, tuned as in PPI++ (see `estimating`). The target
is the mean that hand coding of every article would have given. Intervals are Student's, with Welch
and Satterthwaite's degrees of freedom for differences. Shares of articles from few coded articles
are the exception: they rest on hand coding alone, with score intervals (`proportions`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from toolkit.comparison.coded import CodedTable, match_coded
from toolkit.comparison.columns import group_labels, measure_values, weight_values
from toolkit.comparison.estimating import Drawn, Estimate, Variables, solve
from toolkit.comparison.intervals import within_range
from toolkit.comparison.moments import Floats
from toolkit.comparison.proportions import newcombe, wilson
from toolkit.errors import InputError

COLUMNS = [
    *("measure", "group", "method", "estimate", "low", "high", "n", "coded", "effective_n"),
    *("tuning", "p", "p_adjusted", "note"),
]
_FEWEST = 3
# Of articles coded for shares of articles: below, scores get no weight and intervals are Wilson's
# and Newcombe's, since so few zeros and ones do not show how far the scorer errs.
_FEWEST_FOR_SHARES = 30


def correct(
    scores: pd.DataFrame,
    coded: pd.DataFrame,
    measures: str | Sequence[str],
    *,
    by: str = "outlet",
    weight: str | None = None,
    confidence: float = 0.95,
    tuning: float | None = None,
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
    tuning : float, optional
        Weight of the scores: 1 is design-based supervised learning, 0 hand coding alone; by
        default that with the least variance.

    Returns
    -------
    DataFrame
        `measure, group, method, estimate, low, high, n, coded, effective_n, tuning, p, p_adjusted,
        note`; `method` is `naive` or `corrected`, a difference is the group `"a - b"`.
        `effective_n`: so many articles coded by hand, without a scorer, would be as precise. p is
        against no difference, adjusted by Benjamini and Hochberg over all differences of a method.

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
    >>> found = correct(scores, coded, "praise_per_1000").set_index(["method", "group"])
    >>> found["estimate"].loc[[("naive", "الخبر - الرأي"), ("corrected", "الخبر - الرأي")]].tolist()
    [2.5, -2.5]
    """
    measures = [measures] if isinstance(measures, str) else list(measures)
    if not 0 < confidence < 1:
        raise InputError(f"confidence={confidence}: give a number between 0 and 1, such as 0.95")
    labels, _ = group_labels(scores, by, None)
    kept = scores.loc[labels.index]
    table = match_coded(kept, coded, measures)
    weights = np.nan_to_num(weight_values(kept, weight))
    values = measure_values(kept, measures, reserved=(by,))
    rows: list[dict[str, Any]] = []
    for j, name in enumerate(measures):
        known = table.values[name][np.isfinite(table.values[name])]
        share = bool(np.isin(known, (0, 1)).all()) and weight is None and tuning is None
        groups = {
            str(group): _of_group(
                values[here, j], weights[here], table.rows(here), name, tuning, share
            )
            for group in sorted(labels["group"].unique())
            for here in [(labels["group"] == group).to_numpy()]
        }
        of_groups = _group_rows(name, groups, confidence)
        rows += _kept_within(
            of_groups, np.concatenate([known, values[np.isfinite(values[:, j]), j]])
        )
        rows += _pair_rows(name, groups, confidence)
    return _adjusted(pd.DataFrame(rows, columns=COLUMNS))


def _of_group(
    values: Floats,
    weights: Floats,
    table: CodedTable,
    name: str,
    tuning: float | None,
    share: bool,
) -> dict[str, Any]:
    """Estimate one group's mean: naive, corrected, and from its coded articles alone."""
    scored = _constant(values, weights)
    n, coded = int((scored.weight > 0).sum()), int(table.drawn.coded.sum())
    few = share and coded < _FEWEST_FOR_SHARES
    tuning = 0.0 if few else tuning
    result: dict[str, Any] = {"n": n, "coded": coded, "naive": None, "corrected": None}
    result["few"] = few
    if n >= 2:
        result["naive"] = solve(scored, scored, Drawn.whole(len(values)), tuning=0.0)
    by_hand = _constant(table.values[name], weights)
    if coded >= _FEWEST and (by_hand.weight[table.drawn.coded] > 0).any():
        drawn = table.drawn.calibrated()
        result["corrected"] = solve(by_hand, scored, drawn, tuning=tuning)
        result["alone"] = solve(by_hand, scored, drawn, tuning=0.0)
    return result


def _constant(values: Floats, weights: Floats) -> Variables:
    """A mean is the regression on a constant; a missing value has no weight."""
    there = np.isfinite(values)
    return Variables(
        np.ones((len(values), 1)), np.where(there, values, 0.0), np.where(there, weights, 0.0)
    )


def _group_rows(
    measure: str, groups: Mapping[str, dict[str, Any]], confidence: float
) -> list[dict[str, Any]]:
    rows = []
    for group, found in groups.items():
        for method in ("naive", "corrected"):
            estimate: Estimate | None = found[method]
            row = {"measure": measure, "group": group, "method": method, "n": found["n"]}
            row |= {"coded": found["coded"], "note": _note(found, method)}
            if estimate is not None:
                value, variance = estimate.coefficients[0], estimate.covariance[0, 0]
                row |= _interval(value, variance, estimate.freedom, confidence)
                if method == "corrected":
                    if found["few"]:
                        ends = wilson([value], _size(found), confidence=confidence)[0]
                        row |= {"low": ends[0], "high": ends[1]}
                    alone = found["alone"].covariance[0, 0]
                    row["effective_n"] = _gain(found["coded"], alone, variance)
                    row["tuning"] = estimate.tuning
            rows.append(row)
    return rows


def _pair_rows(
    measure: str, groups: Mapping[str, dict[str, Any]], confidence: float
) -> list[dict[str, Any]]:
    from scipy.special import stdtr

    rows = []
    for a, b in combinations(groups, 2):
        both = groups[a], groups[b]
        for method in ("naive", "corrected"):
            n, coded = (sum(found[key] for found in both) for key in ("n", "coded"))
            row = {"measure": measure, "group": f"{a} - {b}", "method": method, "n": n}
            row |= {"coded": coded, "note": _note(min(both, key=lambda f: f["coded"]), method)}
            parts = [found[method] for found in both]
            if all(part is not None for part in parts):
                difference = parts[0].coefficients[0] - parts[1].coefficients[0]
                own = np.array([part.covariance[0, 0] for part in parts])
                variance = float(own.sum())
                freedoms = np.array([part.freedom for part in parts])
                freedom = variance**2 / (own**2 / freedoms).sum() if variance > 0 else 1.0
                row |= _interval(difference, variance, freedom, confidence)
                if variance > 0:
                    row["p"] = 2 * stdtr(freedom, -abs(difference) / np.sqrt(variance))
                if method == "corrected":
                    if any(found["few"] for found in both):
                        row |= _score_interval(both, confidence)
                    alone = sum(found["alone"].covariance[0, 0] for found in both)
                    row["effective_n"] = _gain(coded, alone, variance)
            rows.append(row)
    return rows


def _kept_within(rows: list[dict[str, Any]], values: Floats) -> list[dict[str, Any]]:
    """Keep the ends of means within the range that all values, coded and scored, keep to."""
    for row in rows:
        if "low" in row:
            ends = np.array([[row["low"], row["high"]]])
            row["low"], row["high"] = within_range(ends, values[:, None])[0]
    return rows


def _interval(
    estimate: float, variance: float, freedom: float, confidence: float
) -> dict[str, float]:
    from scipy.special import stdtrit

    reach = stdtrit(freedom, (1 + confidence) / 2) * np.sqrt(variance)
    if not reach > 0:
        return {"estimate": float(estimate)}
    return {"estimate": float(estimate), "low": estimate - reach, "high": estimate + reach}


def _score_interval(
    both: tuple[dict[str, Any], dict[str, Any]], confidence: float
) -> dict[str, float]:
    first, second = ([found["corrected"].coefficients[0]] for found in both)
    sizes = [_size(found) for found in both]
    low, high = newcombe(first, sizes[0], second, sizes[1], confidence=confidence)[0]
    return {"low": low, "high": high}


def _size(found: Mapping[str, Any]) -> float:
    """So many articles drawn alike would give a share as sure as this one."""
    estimate: Estimate = found["corrected"]
    share, variance = estimate.coefficients[0], estimate.covariance[0, 0]
    spread = share * (1 - share)
    return float(spread / variance) if variance > 0 and spread > 0 else float(found["coded"])


def _gain(coded: int, alone: float, variance: float) -> float:
    return float(coded * alone / variance) if variance > 0 else float("nan")


def _note(found: Mapping[str, Any], method: str) -> str:
    if method == "corrected" and found["corrected"] is None:
        return f"fewer than {_FEWEST} articles coded"
    notes = []
    if method == "corrected" and found["coded"] < 10:
        notes.append("fewer than 10 articles coded")
    if method == "corrected" and found["few"]:
        notes.append(f"by hand alone: scores help a share from {_FEWEST_FOR_SHARES} coded articles")
    return "; ".join(notes)


def _adjusted(table: pd.DataFrame) -> pd.DataFrame:
    from scipy.stats import false_discovery_control

    numbers = ["estimate", "low", "high", "effective_n", "tuning", "p", "p_adjusted"]
    table = table.astype(dict.fromkeys(numbers, float)).fillna({"note": ""})
    for method in ("naive", "corrected"):
        chosen = (table["method"] == method) & table["p"].notna()
        if chosen.any():
            table.loc[chosen, "p_adjusted"] = false_discovery_control(table.loc[chosen, "p"])
    return table
