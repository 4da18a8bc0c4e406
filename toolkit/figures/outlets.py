"""Outlets on one measure: every article a dot, the estimate with its interval, and n."""

from __future__ import annotations

from urllib.parse import quote

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from toolkit.comparison import Comparison, compare
from toolkit.comparison.columns import group_labels, measure_values
from toolkit.comparison.resampling import generator
from toolkit.errors import InputError
from toolkit.figures.drawing import (
    COLUMN,
    MOST_VECTOR_DOTS,
    Drawing,
    far_side,
    house_style,
    in_unit,
    name_rows,
    new_drawing,
    set_direction,
    verbatim,
)
from toolkit.figures.groups import MOST, OTHERS, Rows
from toolkit.figures.labels import colour, label, wrapped
from toolkit.study.grouping import grouping

ROW = 0.42


def by_outlet(
    scores: pd.DataFrame,
    measure: str,
    *,
    by: str = "outlet",
    least: int = 1,
    most: int = MOST,
    language: str = "en",
    comparison: Comparison | None = None,
    seed: int = 0,
    width: float = COLUMN,
) -> Drawing:
    """Draw the groups on one measure.

    Parameters
    ----------
    scores : DataFrame
        One row an article.
    comparison : Comparison, optional
        Its estimates of the measure are drawn; made by `compare(scores, measure)` otherwise.
    least, most : int
        Groups in which fewer articles have the measure, and those beyond so many, share the last
        row: their articles are drawn, and no estimate. A comparison that is given has its own least.
    seed : int
        Of the comparison and of the dots' places within their row.
    width : float
        Inches; 3.4 for a column, 7 for a page.

    Returns
    -------
    Drawing
        Dots link to `#article=ID` in SVG. `table` has a row an article and a row an estimate.

    Raises
    ------
    InputError
        As `compare`, and where the comparison is of another measure or grouping.

    Examples
    --------
    >>> scores = pd.DataFrame({"article_id": list("abcd"), "outlet": ["الخبر", "الرأي"] * 2,
    ...                        "praise_per_1000": [1.0, 5.0, 2.0, 7.0]})
    >>> by_outlet(scores, "praise_per_1000", language="ar").table["kind"].value_counts().to_dict()
    {'article': 4, 'estimate': 2}
    """
    comparison = comparison or compare(scores, measure, by=by, seed=seed, least=least)
    table, shown = _table(scores, measure, by, comparison, seed, most)
    estimates = table[table["kind"] == "estimate"].reset_index(drop=True)
    with house_style():
        height = 0.62 + ROW * len(shown.all)
        drawing, (axes,) = new_drawing(width, height, language)
        drawing.table = table
        dots = table[table["kind"] == "article"]
        rows = {row: place for place, row in enumerate(shown.all)}
        _dots(axes, dots, shown.fold(dots["group"]).map(rows))
        for i, row in estimates.iterrows():
            if row["n"]:
                _estimate(axes, row, float(str(i)))
            far_side(axes, language, float(str(i)), f"{label('words', 'n', language)} = {row['n']}")
        if shown.folded:
            count = int(dots["group"].isin(shown.folded).sum())
            far_side(axes, language, rows[OTHERS], f"{label('words', 'n', language)} = {count}")
        name_rows(axes, [wrapped(shown.name(row, language)) for row in rows], ends=(-0.55, -0.45))
        axes.set_xlabel(label("measure", measure, language))
        axes.grid(axis="x")
        _x_limits(axes, dots["value"].to_numpy(dtype=float), estimates)
        in_unit(axes, measure)
        set_direction(axes, language)
        verbatim(axes)
    return drawing


def _table(
    scores: pd.DataFrame, measure: str, by: str, comparison: Comparison, seed: int, most: int
) -> tuple[pd.DataFrame, Rows]:
    """What is drawn, and the rows: groups without an estimate have their articles in the last."""
    estimates = comparison.of(measure).estimates
    if measure not in comparison.measures or comparison.by != by:
        raise InputError(
            f"comparison: it has {', '.join(comparison.measures)} by {comparison.by}, "
            f"not {measure} by {by}"
        )
    labels, _ = group_labels(scores, by, None)
    ranked = estimates.sort_values("n", ascending=False, kind="stable")
    enough = set(ranked["group"].head(most))
    estimates = estimates[estimates["group"].isin(enough)]
    known = grouping(by, scores)
    folded = [group for group in known.sorted(labels["group"]) if group not in enough]
    shown = Rows(estimates["group"].tolist(), folded, known)
    kept = scores.loc[labels.index]
    ids = kept["article_id"] if "article_id" in kept else pd.Series(kept.index, kept.index)
    articles = pd.DataFrame(
        {
            "kind": "article",
            "group": labels["group"].to_numpy(),
            "article_id": ids.astype(str).to_numpy(),
            "value": measure_values(kept, [measure], reserved=(by,))[:, 0],
        }
    ).dropna(subset="value")
    articles = articles.sort_values(["group", "article_id"], kind="stable", ignore_index=True)
    articles["offset"] = _jitter(articles, seed)
    drawn = estimates.assign(kind="estimate", value=estimates["estimate"])
    columns = ["kind", "group", "article_id", "value", "offset", "low", "high", "n", "note"]
    whole = pd.concat([articles, drawn], ignore_index=True).reindex(columns=columns)
    return whole.assign(n=whole["n"].astype("Int64")), shown


def _jitter(articles: pd.DataFrame, seed: int) -> pd.Series[float]:
    """Spread a group's dots over its row, each in a slot of its own, so that few overlap."""
    offset = pd.Series(0.0, index=articles.index)
    for group, rows in articles.groupby("group", sort=True).groups.items():
        slots = (np.arange(len(rows)) + 0.5) / len(rows) - 0.5
        offset[rows] = generator(seed, "dots", group).permutation(slots) * 0.44
    return offset


def _dots(axes: Axes, dots: pd.DataFrame, rows: pd.Series) -> None:
    size = 11.0 if len(dots) < 400 else 5.0 if len(dots) < MOST_VECTOR_DOTS else 2.0
    drawn = axes.scatter(
        dots["value"],
        rows.to_numpy(dtype=float) + 0.1 + dots["offset"].to_numpy(dtype=float),
        s=size,
        color=colour("dot"),
        alpha=0.45 if len(dots) < MOST_VECTOR_DOTS else 0.25,
        linewidths=0,
        zorder=2,
        gid="articles",
        clip_on=False,
        rasterized=len(dots) > MOST_VECTOR_DOTS,
    )
    if len(dots) <= MOST_VECTOR_DOTS:
        drawn.set_urls(
            [f"#article={quote(article_id, safe='')}" for article_id in dots["article_id"]]
        )


def _estimate(axes: Axes, row: pd.Series, y: float) -> None:
    ink = colour("estimate")
    place = y - 0.28
    if np.isfinite(row["low"]):
        axes.plot([row["low"], row["high"]], [place] * 2, color=ink, linewidth=1.3, zorder=3)
    axes.plot(row["value"], place, marker="D", markersize=3.2, color=ink, zorder=4, clip_on=False)


def _x_limits(axes: Axes, values: np.ndarray, estimates: pd.DataFrame) -> None:
    """Start at zero where nothing is negative, so that lengths can be compared."""
    seen = np.concatenate([values, estimates[["value", "low", "high"]].to_numpy(float).ravel()])
    seen = seen[np.isfinite(seen)]
    low, high = (float(seen.min()), float(seen.max())) if seen.size else (0.0, 1.0)
    low, high = min(low, 0.0), max(high, 0.0)
    room = 0.02 * ((high - low) or 1.0)
    if seen.size and high - low <= 10 and np.array_equal(values, np.round(values)):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlim(low - room, (high if high > low else low + 1) + room)
