"""What the course of an event draws: a row an article, a row an estimate, the smaller groups as one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.comparison.columns import group_labels, measure_values
from toolkit.comparison.course import course_table
from toolkit.figures.groups import Rows, rows_of
from toolkit.study.grouping import declare_groups


def fold_groups(
    scores: pd.DataFrame, measure: str, by: str, at: str, most: int
) -> tuple[pd.DataFrame, Rows]:
    """The scores with the smaller groups made one, the last, and the rows chosen."""
    labels, _ = group_labels(scores, by, at)
    kept = scores.loc[labels.index]
    values = measure_values(kept, [measure], reserved=(by, at))[:, 0]
    seen = labels["group"][~np.isnan(values)]
    rows = rows_of(seen if len(seen) else labels["group"], scores, by, most=most)
    folded = kept.assign(**{by: rows.fold(labels["group"]).astype(str)})
    return declare_groups(folded, {by: {"order": rows.all}}), rows


def drawn_table(
    scores: pd.DataFrame,
    measure: str,
    by: str,
    at: str,
    least: int,
    cluster: str | None,
    seed: int,
) -> pd.DataFrame:
    """Articles and estimates under one another, `kind` says which."""
    estimates = course_table(scores, measure, by=by, at=at, least=least, cluster=cluster, seed=seed)
    labels, _ = group_labels(scores, by, at)
    kept = scores.loc[labels.index]
    ids = kept["article_id"] if "article_id" in kept else pd.Series(kept.index, kept.index)
    articles = pd.DataFrame(
        {
            "kind": "article",
            "at": labels["stratum"].to_numpy(),
            "group": labels["group"].to_numpy(),
            "article_id": ids.astype(str).to_numpy(),
            "value": measure_values(kept, [measure], reserved=(by, at))[:, 0],
        }
    ).dropna(subset="value")
    articles = articles.sort_values(["at", "group", "article_id"], kind="stable")
    drawn = estimates.assign(kind="estimate", value=estimates["estimate"])
    columns = ["kind", "at", "group", "article_id", "value", "low", "high", "n", "note"]
    parts = [part.reindex(columns=columns).astype(object) for part in (articles, drawn)]
    whole = pd.concat(parts, ignore_index=True)
    numbers = dict.fromkeys(("value", "low", "high"), "float64")
    return whole.astype({**numbers, "n": "Int64"})
