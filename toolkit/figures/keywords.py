"""Terms that are one outlet's own: log-odds with intervals by article, a panel a group."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.comparison import Keyness
from toolkit.errors import InputError
from toolkit.figures.drawing import (
    COLUMN,
    Drawing,
    house_style,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.labels import colour, label, term_link, wrapped


def keyness(
    table: Keyness | pd.DataFrame,
    *,
    groups: list[str] | None = None,
    terms: int = 8,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw each group's foremost terms.

    Parameters
    ----------
    table : Keyness or its table
        From `toolkit.comparison.keyness`; a term is shown as it is `written`, where that is known.
    groups : list of str, optional
        These groups' panels only.
    terms : int
        So many terms a group: those whose interval begins highest, if it begins above zero.

    Returns
    -------
    Drawing
        Filled dots: p_adjusted below 0.05. `table`: the rows of `table` that are drawn. In SVG a
        dot links to `#term=GROUP/TERM`, which a report has for formulas.

    Examples
    --------
    >>> table = pd.DataFrame({"group": ["الخبر"], "term": ["الرشيدة"], "log_odds": [2.0],
    ...                       "low": [1.0], "high": [3.0], "p_adjusted": [0.01]})
    >>> len(keyness(table).axes)
    1
    """
    rows = table.table if isinstance(table, Keyness) else table
    shown = _foremost(rows, groups, terms)
    panels = list(dict.fromkeys(shown["group"]))
    sizes = [int((shown["group"] == group).sum()) for group in panels] or [1]
    with house_style():
        drawing, all_axes = new_drawing(
            width,
            0.45 + sum(0.26 + 0.17 * size for size in sizes),
            language,
            rows=len(sizes),
            sharex=True,
            height_ratios=[size + 0.4 for size in sizes],
        )
        drawing.table = shown
        if not panels:
            nothing(drawing, all_axes[0])
            return drawing
        for axes, group in zip(all_axes, panels, strict=True):
            _panel(axes, shown[shown["group"] == group], language)
            axes.set_title(wrapped(group, 40, lines=1), loc="right" if language == "ar" else "left")
            verbatim(axes)
        highest = float(np.nanmax(shown[["high", "log_odds"]].to_numpy(float)))
        ends = (min(0.0, float(shown["low"].min())), highest * 1.03)
        all_axes[-1].set_xlim(ends[::-1] if language == "ar" else ends)
        all_axes[-1].set_xlabel(label("words", "log_odds", language))
    return drawing


def _foremost(rows: pd.DataFrame, groups: list[str] | None, terms: int) -> pd.DataFrame:
    found = sorted(rows["group"].unique())
    for group in groups or []:
        if group not in found:
            raise InputError(f"keyness: group '{group}' is not there; found: {', '.join(found)}")
    wanted = rows[rows["group"].isin(groups or found) & (rows["low"] > 0)]
    ordered = wanted.sort_values(
        ["group", "low", "term"], ascending=[True, False, True], kind="stable"
    )
    return ordered.groupby("group", sort=False).head(terms).reset_index(drop=True)


def _panel(axes: Axes, own: pd.DataFrame, language: str) -> None:
    numbers = own[["low", "high", "log_odds", "p_adjusted"]].to_numpy(dtype=float)
    links = [term_link(group, term) for group, term in zip(own["group"], own["term"], strict=True)]
    for y, (low, high, ratio, p_adjusted) in enumerate(numbers):
        axes.plot([low, high], [y, y], color=colour("dot"), linewidth=1.0)
        filled = colour("dot") if p_adjusted < 0.05 else "white"
        dot = axes.scatter(ratio, y, s=14.5, edgecolors=colour("dot"), facecolors=filled, zorder=3)
        dot.set_urls([links[y]])
    names = own["written"] if "written" in own else own["term"]
    axes.axvline(0, color=colour("quiet"), linewidth=0.6)
    axes.set_yticks(range(len(own)), [wrapped(t, 26, lines=1) for t in names])
    axes.set_ylim(len(own) - 0.5, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    # The panels share one scale, so only their names change sides here.
    if language == "ar":
        set_direction(axes, language)
