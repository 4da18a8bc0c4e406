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
from toolkit.comparison.course import LEAST, default_moment
from toolkit.figures.course_axis import named_within, places_of, time_axis
from toolkit.figures.course_table import drawn_table, fold_groups
from toolkit.figures.drawing import (
    COLUMN,
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
from toolkit.figures.labels import label, wrapped
from toolkit.study.grouping import grouping

_MARKERS = ("o", "D", "s", "^", "v", "P", "X", "<")
_SPREAD = 0.8  # of the room between two moments that their groups take up
_HEIGHT = 2.5


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
    folded, rows = fold_groups(scores, measure, by, at, most)
    table = drawn_table(folded, measure, by, at, least, cluster, seed)
    moments = grouping(at, scores)
    present = moments.sorted(table["at"])
    named = named_within([moments.label(moment, language) for moment in present], width)
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
        places = places_of(present, at)
        for lane, group in enumerate(looks):
            offset = ((lane + 0.5) / len(looks) - 0.5) * _SPREAD
            _lane(axes, table[table["group"] == group], places, offset, looks[group])
        time_axis(axes, present, places, named, at)
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
