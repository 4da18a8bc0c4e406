"""A measure in the course of an event: each group's estimate at each moment or day.

The same bootstrap by article or cluster as in `compare`. Where a group has few articles at a moment
there is no estimate: they are to be shown as what they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from toolkit.comparison.blocks import Options, blocks, sample_of
from toolkit.comparison.clustering import AUTO, find_clusters
from toolkit.comparison.columns import declared_measures, group_labels, measure_values
from toolkit.comparison.groups import group_rows
from toolkit.comparison.intervals import METHODS
from toolkit.errors import InputError
from toolkit.measures.declaration import ScoreDeclaration
from toolkit.study.grouping import grouping

LEAST = 3
_COLUMNS = [
    "at",
    "group",
    "n",
    "clusters",
    "missing",
    "estimate",
    "low",
    "high",
    "interval",
    "note",
]


def course_table(
    scores: pd.DataFrame,
    measure: str,
    *,
    by: str = "outlet",
    at: str | None = None,
    least: int = LEAST,
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 0,
    cluster: str | None = AUTO,
    declarations: Iterable[ScoreDeclaration] = (),
) -> pd.DataFrame:
    """Estimate a measure by group at each moment.

    Parameters
    ----------
    scores : DataFrame
        One row an article.
    measure : str
        A column of numbers or truth values.
    by : str
        The column that makes the groups.
    at : str, optional
        The column of moments; `day` and `month` are cut from `published`. By default `moment`
        where the table has that column, else `day`.
    least : int
        Where a group has fewer articles at a moment, `estimate` is missing.
    resamples, confidence, seed, cluster, declarations
        As in `compare`.

    Returns
    -------
    DataFrame
        `at, group, n, clusters, missing, estimate, low, high, interval, note`, in the order of the
        moments and groups; rows for what there is.

    Raises
    ------
    InputError
        As `compare`.

    Examples
    --------
    >>> scores = pd.DataFrame({"outlet": "الخبر", "moment": ["eve"] * 3 + ["after"],
    ...                        "praise_per_1000": [1.0, 2.0, 3.0, 9.0]})
    >>> course_table(scores, "praise_per_1000")[["at", "n", "estimate"]]
          at  n  estimate
    0    eve  3       2.0
    1  after  1       NaN
    """
    if least < 1:
        raise InputError(f"least={least}: a group has at least 1 article")
    at = at or default_moment(scores)
    if "article_id" in scores.columns:
        scores = scores.sort_values("article_id", kind="stable")
    labels, _ = group_labels(scores, by, at)
    kept = scores.loc[labels.index]
    clusters = find_clusters(kept, cluster, grouped_by=(by, at))
    options = Options(resamples, confidence, seed, False, METHODS[0],
                      clusters.codes is not None, {}, least)  # fmt: skip
    declared = declared_measures(kept, [measure], declarations)
    values = measure_values(kept, [measure], reserved=(by, at))
    # One group a moment and group: what is drawn for one does not hang on the others.
    both = labels["stratum"] + "\x1f" + labels["group"]
    cells = labels.assign(group=both)
    rows: list[dict[str, Any]] = []
    weights = np.ones(len(kept))
    for block, present in blocks(declared, values, weights, cells, clusters, weighted=False):
        absent = both[~present].value_counts()
        for moment in grouping(at, kept).sorted(labels["stratum"]):
            for group in grouping(by, kept).sorted(labels["group"]):
                cell = f"{moment}\x1f{group}"
                n, missing = block.members(cell).size, int(absent.get(cell, 0))
                if not n and not missing:
                    continue
                drawn = block.units.members(cell)
                sample = sample_of(block.units, drawn, options, cell) if n >= least else None
                (row,) = group_rows(block, cell, missing, sample, options)
                if 0 < n < least:
                    row["note"] = f"fewer than {least} articles: no estimate"
                rows.append({**row, "at": moment, "group": group})
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return table.astype({"n": "int64", "clusters": "Int64", "missing": "int64"})


def default_moment(scores: pd.DataFrame) -> str:
    """Give the column of moments that a table has: `moment`, else the `day` of publication.

    >>> default_moment(pd.DataFrame({"published": ["2022-05-11"]}))
    'day'
    """
    named = "moment" in scores.columns and scores["moment"].notna().any()
    return "moment" if named else "day"
