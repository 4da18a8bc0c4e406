"""A measure in the course of an event: every article a dot, each group's estimate moment by moment.

Groups stand beside one another at each moment, with a colour and a mark of their own, so that they
are told apart in grey print as well. A line joins a group's estimates; where it has few articles
there are dots alone.
"""

from __future__ import annotations

from urllib.parse import quote

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from toolkit.comparison.clustering import AUTO
from toolkit.comparison.columns import group_labels, measure_values
from toolkit.comparison.course import LEAST, course_table, default_moment
from toolkit.figures.drawing import (
    COLUMN,
    LINE_SPACING,
    MOST_VECTOR_DOTS,
    Drawing,
    house_style,
    in_unit,
    is_rtl,
    legend,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.groups import Rows, rows_of
from toolkit.figures.labels import label, wrapped
from toolkit.study.grouping import declare_groups, grouping

_MARKERS = ("o", "D", "s", "^", "v", "P", "X", "<")
_SPREAD = 0.8  # of the room between two moments that their groups take up
_HEIGHT = 2.5
_TICKS = 6


def course(
    scores: pd.DataFrame,
    measure: str,
    *,
    by: str = "outlet_kind",
    at: str | None = None,
    most: int = 6,
    least: int = LEAST,
    language: str = "en",
    cluster: str | None = AUTO,
    seed: int = 0,
    width: float = COLUMN,
) -> Drawing:
    """Draw a measure by moment and group.

    Parameters
    ----------
    scores : DataFrame
        One row an article.
    measure : str
        A column of numbers or truth values.
    by : str
        The column that makes the groups; their order, labels and colours are those declared.
    at : str, optional
        The column of moments, or `day` or `month` of `published`; by default `moment` where there
        is one, else `day`. Articles without one are left out.
    most : int
        So many groups, those with most articles; all others are one group, `*` in the table.
    least : int
        Where a group has fewer articles at a moment its articles are drawn, and no estimate.
    cluster : str or None
        As in `compare`: articles that hang together are drawn together in the bootstrap.
    seed : int
        Of the bootstrap.
    width : float
        Inches; 3.4 for a column, 7 for a page.

    Returns
    -------
    Drawing
        Dots link to `#article=ID` in SVG. `table` has a row an article and a row an estimate:
        `kind, at, group, article_id, value, low, high, n, note`.

    Raises
    ------
    InputError
        As `compare`.

    Examples
    --------
    >>> scores = pd.DataFrame({"article_id": list("abcdef"), "outlet_kind": ["state_agency"] * 6,
    ...                        "moment": ["eve", "opening"] * 3,
    ...                        "praise_per_1000": [1.0, 5.0, 2.0, 7.0, 3.0, 6.0]})
    >>> drawn = course(scores, "praise_per_1000", language="ar").table
    >>> drawn.loc[drawn["kind"] == "estimate", ["at", "value"]].values.tolist()
    [['eve', 2.0], ['opening', 6.0]]
    """
    at = at or default_moment(scores)
    folded, rows = _folded(scores, measure, by, at, most)
    table = _table(folded, measure, by, at, least, cluster, seed)
    moments = grouping(at, scores)
    present = moments.sorted(table["at"])
    named = _named([moments.label(moment, language) for moment in present], width)
    with house_style():
        drawing, (axes,) = new_drawing(width, _HEIGHT, language)
        drawing.table = table
        if table["value"].isna().all():
            nothing(drawing, axes)
            return drawing
        looks = {
            group: (rows.grouping.colour(group, place), _MARKERS[place % len(_MARKERS)])
            for place, group in enumerate(rows.all)
        }
        places = _places(present, at)
        for lane, group in enumerate(looks):
            offset = ((lane + 0.5) / len(looks) - 0.5) * _SPREAD
            _lane(axes, table[table["group"] == group], places, offset, looks[group])
        _time_axis(axes, present, places, named, at)
        # Beside the axes it would be longer than they are high.
        title = wrapped(label("measure", measure, language), int(width * 15))
        axes.set_title(title, loc="right" if is_rtl(language) else "left")
        axes.grid(axis="y")
        _from_zero(axes, table)
        in_unit(axes, measure, axis="y")
        set_direction(axes, language)
        axes.tick_params(axis="x", length=0)
        verbatim(axes)
        names = [wrapped(rows.name(group, language), 26, lines=1) for group in looks]
        handles = [
            Line2D([], [], color=ink, marker=mark, markersize=3.5, linewidth=1)
            for ink, mark in looks.values()
        ]
        legend(drawing, handles, names, min(len(names), 2 if width < 5 else 4))
    return drawing


def _folded(
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


def _table(
    scores: pd.DataFrame,
    measure: str,
    by: str,
    at: str,
    least: int,
    cluster: str | None,
    seed: int,
) -> pd.DataFrame:
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


def _places(present: list[str], at: str) -> dict[str, float]:
    """Where each moment stands: days as far apart as they were, all else step by step."""
    if at != "day":
        return {moment: float(place) for place, moment in enumerate(present)}
    days = pd.to_datetime(pd.Series(present), errors="coerce")
    if days.isna().any():
        return {moment: float(place) for place, moment in enumerate(present)}
    return dict(zip(present, (days - days.min()).dt.days.astype(float), strict=True))


def _lane(
    axes: Axes, own: pd.DataFrame, places: dict[str, float], offset: float, look: tuple[str, str]
) -> None:
    """One group's articles and estimates, beside the middle of each moment."""
    ink, mark = look
    dots = own[own["kind"] == "article"]
    estimates = own[(own["kind"] == "estimate") & own["value"].notna()]
    alone = ~dots["at"].isin(estimates["at"])
    drawn = axes.scatter(
        dots["at"].map(places).to_numpy(dtype=float) + offset,
        dots["value"],
        s=np.where(alone, 11, 7),
        color=ink,
        marker=mark,
        alpha=np.where(alone, 0.8, 0.35),  # type: ignore[arg-type]
        linewidths=0,
        zorder=2,
        gid="articles",
        clip_on=False,
        rasterized=len(dots) > MOST_VECTOR_DOTS,
    )
    if len(dots) <= MOST_VECTOR_DOTS:
        drawn.set_urls([f"#article={quote(each, safe='')}" for each in dots["article_id"]])
    if estimates.empty:  # what is drawn of nothing lies at the corner and takes the figure's room
        return
    x = estimates["at"].map(places).to_numpy(dtype=float) + offset
    known = np.isfinite(estimates["low"].to_numpy(dtype=float))
    axes.vlines(x[known], estimates["low"][known], estimates["high"][known], color=ink, lw=1.2)
    axes.plot(x, estimates["value"], color=ink, linewidth=0.7, alpha=0.7, zorder=3)
    axes.plot(x, estimates["value"], mark, color=ink, markersize=3.6, markeredgecolor="white",
              markeredgewidth=0.3, zorder=4, clip_on=False)  # fmt: skip


def _time_axis(
    axes: Axes, present: list[str], places: dict[str, float], named: list[str], at: str
) -> None:
    at_all = [places[moment] for moment in present]
    shown = range(len(present))
    if at == "day" and len(present) > _TICKS:  # a label for each would stand on the next
        shown = range(0, len(present), -(-len(present) // _TICKS))
    short = [name[5:] if at == "day" else name for name in named]
    axes.set_xticks([at_all[i] for i in shown], [short[i] for i in shown], linespacing=LINE_SPACING)
    axes.set_xlim(min(at_all) - 0.5, max(at_all) + 0.5)


def _from_zero(axes: Axes, table: pd.DataFrame) -> None:
    """Start at zero where nothing is negative, so that heights can be compared."""
    seen = table[["value", "low", "high"]].to_numpy(dtype=float).ravel()
    seen = seen[np.isfinite(seen)]
    low, high = min(float(seen.min()), 0.0), max(float(seen.max()), 0.0)
    room = 0.03 * ((high - low) or 1.0)
    values = table.loc[table["kind"] == "article", "value"].to_numpy(dtype=float)
    if high - low <= 10 and np.array_equal(values, np.round(values)):
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(low - room, (high if high > low else low + 1) + room)


def _named(names: list[str], width: float) -> list[str]:
    """The moments' names in lines; every other one lower where one is wider than its room."""
    room = max(7, int(width * 14 / max(len(names), 1)))
    broken = [wrapped(name, room) for name in names]
    if all(len(line) <= room for name in broken for line in name.split("\n")):
        return broken
    broken = [wrapped(name, 2 * room) for name in names]
    deep = max(name.count("\n") for name in broken[::2]) + 1
    return [name if i % 2 == 0 else "\n" * deep + name for i, name in enumerate(broken)]
