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

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from toolkit.comparison.clustering import AUTO, Clusters, find_clusters
from toolkit.comparison.coded import match_coded, warn_of_probabilities
from toolkit.comparison.columns import (
    declared_measures,
    group_labels,
    measure_values,
    weight_values,
)
from toolkit.comparison.corrected_groups import Table, estimate_group
from toolkit.comparison.corrected_rows import METHODS, difference_row, matched_rows, mean_row
from toolkit.errors import InputError
from toolkit.measures.declaration import ScoreDeclaration
from toolkit.study.grouping import grouping

COLUMNS = [
    *("measure", "group_a", "group_b", "method", "estimate", "low", "high", "interval", "n"),
    *("coded", "effective_n", "tuning", "p", "p_adjusted", "note"),
]


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
        groups = [estimate_group(table, str(name), np.flatnonzero(group == name))
                  for name in grouping(by, kept).sorted(labels["group"])]  # fmt: skip
        rows += [mean_row(table, own, method) for own in groups for method in METHODS]
        for a, b in combinations(groups, 2):
            if matched:
                rows += matched_rows(table, a, b, labels["stratum"].to_numpy())
            else:
                rows += [difference_row(table, a, b, method) for method in METHODS]
    return _adjusted(pd.DataFrame(rows, columns=COLUMNS))


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
