"""Regressions on what a scorer found, corrected by articles coded by hand.

Linear and logistic, with robust standard errors throughout. Outcome, predictors or both may be
measured by the scorer: those that the coded table has are corrected (Egami, Hinck, Stewart and Wei
2023; the equations are in `estimating`). A scored outcome biases what depends on the scorer's
errors; a scored predictor, even one whose errors are pure chance, draws its coefficient to zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.comparison.clustering import AUTO, find_clusters
from toolkit.comparison.coded import CodedTable, match_coded, warn_of_probabilities
from toolkit.comparison.columns import measure_values, numeric_columns
from toolkit.comparison.estimating import LINKS, Drawn, Estimate, Variables, solve
from toolkit.comparison.moments import Floats
from toolkit.errors import InputError

COLUMNS = ["term", "method", "coefficient", "se", "low", "high", "p", "tuning"]


def regress(
    scores: pd.DataFrame,
    coded: pd.DataFrame,
    outcome: str,
    predictors: Sequence[str],
    *,
    link: str = "linear",
    confidence: float = 0.95,
    tuning: float | None = None,
    cluster: str | None = AUTO,
) -> pd.DataFrame:
    """Regress an outcome on predictors: as scored, by the coded articles alone, and corrected.

    Parameters
    ----------
    scores : DataFrame
        One row an article, as scored.
    coded : DataFrame
        `article_id`, `sampling_probability` and the columns, outcome or predictors, that were
        coded by hand.
    outcome : str
        A column of numbers; zero and one for `link="logistic"`.
    predictors : list of str
        Columns of numbers, or of names (outlets, kinds), which become one indicator a name, the
        first name in order the one that the others are set against.
    link : str
        `linear` or `logistic`.
    cluster : str or None
        As in `compare`; standard errors are CR2's then.

    Returns
    -------
    DataFrame
        `term, method, coefficient, se, low, high, p, tuning`; `method` is `naive`, `hand` or
        `corrected`. Articles with a missing value are left out.

    Raises
    ------
    InputError
        Where a column is missing or of no use, or too few articles are coded.

    Examples
    --------
    >>> scores = pd.DataFrame({"article_id": range(60), "outlet": ["الخبر", "الرأي"] * 30,
    ...                        "praise_per_1000": [3, 1, 5, 3, 4, 2] * 10})
    >>> coded = scores.iloc[::3].assign(sampling_probability=1 / 3)
    >>> coded["praise_per_1000"] += (coded["outlet"] == "الرأي") * 2
    >>> table = regress(scores, coded, "praise_per_1000", ["outlet"])
    >>> table.pivot(index="term", columns="method", values="coefficient").round(2)["naive"]
    term
    constant       4.0
    outlet=الرأي  -2.0
    Name: naive, dtype: float64
    """
    _check(scores, coded, outcome, predictors, link, confidence)
    numeric = numeric_columns(scores[[outcome, *predictors]])
    measured = [c for c in (outcome, *predictors) if c in coded and c in numeric]
    scores = scores.reset_index(drop=True)
    table = match_coded(scores, coded, measured)
    names, scored = _variables(scores, outcome, predictors, None)
    _, by_hand = _variables(scores, outcome, predictors, table)
    warn_of_probabilities(table.drawn)
    drawn = table.drawn.calibrated()
    codes = find_clusters(scores, cluster, grouped_by=tuple(predictors)).codes
    if int(drawn.coded.sum()) <= len(names) + 1:
        raise InputError(f"coded: {len(names) + 2} articles at least are needed for this model")
    whole = Drawn.whole(len(scores))
    found = {
        "naive": solve(scored, scored, whole, link=link, tuning=0.0, cluster=codes),
        "hand": solve(by_hand, scored, drawn, link=link, tuning=0.0, cluster=codes),
        "corrected": solve(by_hand, scored, drawn, link=link, tuning=tuning, cluster=codes),
    }
    rows = [row for method, e in found.items() for row in _rows(names, method, e, confidence)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _check(
    scores: pd.DataFrame,
    coded: pd.DataFrame,
    outcome: str,
    predictors: Sequence[str],
    link: str,
    confidence: float,
) -> None:
    if link not in LINKS:
        raise InputError(f"link='{link}': allowed: {', '.join(LINKS)}")
    if isinstance(predictors, str) or not predictors:
        raise InputError("predictors: give a list of column names")
    if not 0 < confidence < 1:
        raise InputError(f"confidence={confidence}: give a number between 0 and 1, such as 0.95")
    for name in (outcome, *predictors):
        if name not in scores:
            allowed = ", ".join(map(str, scores.columns))
            raise InputError(f"scores: there is no column '{name}'; allowed: {allowed}")
    if not any(name in coded for name in (outcome, *predictors)):
        raise InputError(f"coded: neither '{outcome}' nor a predictor is there, nothing to correct")


def _variables(
    scores: pd.DataFrame, outcome: str, predictors: Sequence[str], table: CodedTable | None
) -> tuple[list[str], Variables]:
    """Lay out the design matrix, with hand-coded columns in place of scored ones if given."""
    names, columns = ["constant"], [np.ones(len(scores))]
    numeric = numeric_columns(scores[list(predictors)])
    for name in predictors:
        if name in numeric:
            names.append(name)
            columns.append(_column(scores, name, table))
        else:
            labels = scores[name].astype("string")
            for level in sorted(labels.dropna().unique())[1:]:
                names.append(f"{name}={level}")
                columns.append(np.where(labels.isna(), np.nan, (labels == level).fillna(False)))
    y = _column(scores, outcome, table)
    x = np.column_stack(columns).astype(float)
    there = np.isfinite(x).all(axis=1) & np.isfinite(y)
    return names, Variables(np.nan_to_num(x), np.where(there, y, 0.0), there.astype(float))


def _column(scores: pd.DataFrame, name: str, table: CodedTable | None) -> Floats:
    if table is not None and name in table.values:
        return table.values[name]
    return measure_values(scores[[name]], [name], reserved=())[:, 0]


def _rows(
    names: list[str], method: str, estimate: Estimate, confidence: float
) -> list[dict[str, object]]:
    from scipy.special import stdtr, stdtrit

    errors = np.sqrt(np.diag(estimate.covariance))
    reach = stdtrit(estimate.freedom, (1 + confidence) / 2) * errors
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stdtr(estimate.freedom, -np.abs(estimate.coefficients / errors))
    tuning = estimate.tuning if method == "corrected" else np.nan
    return [
        dict(zip(COLUMNS, (name, method, b, se, b - r, b + r, chance, tuning), strict=True))
        for name, b, se, r, chance in zip(
            names, estimate.coefficients, errors, reach, p, strict=True
        )
    ]
