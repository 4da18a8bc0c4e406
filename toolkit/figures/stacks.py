"""Stacked shares of an outlet's articles, drawn as bars.

Shares are taken in each article and then averaged over an outlet's articles, so that a long
article counts no more than a short one and the bars agree with the scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from toolkit.errors import InputError
from toolkit.figures.groups import MOST, Rows, rows_of


def joined_groups(
    table: pd.DataFrame, articles: pd.DataFrame, by: str, *, least: int = 1, most: int = MOST
) -> tuple[pd.DataFrame, Rows]:
    """The table with the ``group`` of each article, and the rows that groups have.

    Articles without a group are left out; those of small groups are in the row of all others.
    """
    if by not in articles.columns:
        found = ", ".join(map(str, articles.columns))
        raise InputError(f"articles: there is no column '{by}' to group by; found: {found}")
    groups = articles.dropna(subset=by).set_index("article_id")[by].astype(str)
    joined = table.assign(group=table["article_id"].map(groups).astype(object))
    joined = joined.dropna(subset="group")
    rows = rows_of(groups, articles, by, least=least, most=most)
    return joined.assign(group=rows.fold(joined["group"])), rows


def in_order(table: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """A figure's table with its groups as they are drawn."""
    place = {row: number for number, row in enumerate(rows.all)}
    return table.sort_values(
        "group", key=lambda groups: groups.map(place), kind="stable", ignore_index=True
    )


def stack_part(joined: pd.DataFrame, parts: int) -> pd.Series[int]:
    """Which part of its article, from 1, each sentence stands in."""
    grouped = joined.groupby("article_id", sort=False)["sentence"]
    place, count = grouped.cumcount(), grouped.transform("size")
    # The middle of a sentence's own stretch decides, so that short articles spread evenly.
    return ((place + 0.5) / count * parts).astype(int) + 1


def mean_shares(
    joined: pd.DataFrame, keys: list[str], kind: str, order: dict[str, dict[str, str]]
) -> pd.DataFrame:
    """Average over articles the share of each kind among an article's units."""
    grouped = joined.groupby([*keys, "article_id", kind], observed=True)
    counts: pd.DataFrame = grouped.size().rename("units").reset_index()
    whole = counts.groupby([*keys, "article_id"])["units"].transform("sum")
    counts["share"] = counts["units"] / whole
    articles = counts.groupby(keys)["article_id"].nunique().rename("articles")
    sums = counts.groupby([*keys, kind], observed=True)[["share", "units"]].sum().reset_index()
    table = sums.merge(articles.reset_index(), on=keys)
    table["share"] /= table["articles"]
    rank = {name: i for i, name in enumerate(order)}
    table["rank"] = table[kind].map(rank)
    if (unknown := table.loc[table["rank"].isna(), kind]).size:
        raise InputError(
            f"{kind}: '{unknown.iloc[0]}' is no code of the codebook; allowed: {', '.join(rank)}"
        )
    table = table.sort_values([*keys, "rank"], kind="stable", ignore_index=True)
    return table[[*keys, kind, "share", "units", "articles"]]


def stack(
    axes: Axes,
    places: Iterable[float],
    shares: np.ndarray,
    kinds: list[dict[str, str]],
    links: list[str],
    *,
    upright: bool = False,
) -> None:
    """Stack each row of shares into one bar with its link, lying from the left or standing."""
    at = np.asarray(list(places), dtype=float)
    base = np.zeros(len(shares))
    for column, mark in zip(shares.T, kinds, strict=True):
        if upright:
            bars = axes.bar(at, column, 0.92, base, **_look(mark))
        else:
            bars = axes.barh(at, column, 0.72, base, **_look(mark))
        for bar, link in zip(bars, links, strict=True):
            bar.set_url(link)
        base += column


def _look(mark: dict[str, str]) -> dict[str, Any]:
    return {
        "facecolor": mark["colour"],
        "hatch": mark.get("hatch"),
        "edgecolor": "white",
        "linewidth": 0.4,
    }


def patches(kinds: Iterable[dict[str, str]]) -> list[Patch]:
    """The key: one patch a kind."""
    return [Patch(**_look(mark)) for mark in kinds]


def percent(axis: object, ticks: list[float] | None = None) -> None:
    """Write the ticks of an axis of shares in per cent."""
    places = ticks or [0, 0.25, 0.5, 0.75, 1]
    axis.set_ticks(places, [f"{place:.0%}" for place in places])  # type: ignore[attr-defined]
