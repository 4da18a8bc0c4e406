"""Who prints whose words: a matrix of outlets."""

from __future__ import annotations

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.figures.cells import (
    BESIDE,
    CELL,
    CROWDED,
    MOST_HUNG,
    NARROW,
    name_columns,
    name_side,
    names_height,
    square_matrix,
)
from toolkit.figures.drawing import (
    COLUMN,
    LINE_SPACING,
    PAGE,
    Drawing,
    house_style,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.labels import colour, label, outlet_link, wrapped


def reuse_matrix(
    table: pd.DataFrame,
    *,
    value: str = "words",
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw how many words each outlet prints that are also, and first, in another's articles.

    Parameters
    ----------
    table : DataFrame
        Long: `outlet`, `source_outlet` and the column `value`; or square, printing outlets in the
        rows and the outlets copied in the columns.
    value : str
        `words`, `articles` or `runs` of a long table.
    width : float
        In inches; many outlets make the figure wider, up to a page, and still more of them leave
        the shades without numbers. Beyond twelve, columns are named by the numbers of the rows.

    Returns
    -------
    Drawing
        `table`: `outlet, source_outlet` and the value, every pair.

    Examples
    --------
    >>> shared = pd.DataFrame({"outlet": ["عكاظ"], "source_outlet": ["واس"], "words": [120]})
    >>> reuse_matrix(shared).table["words"].tolist()
    [0.0, 120.0, 0.0, 0.0]
    """
    square = square_matrix(table, value)
    names = list(square.index)
    long = square.melt(ignore_index=False, var_name="source_outlet", value_name=value)
    long = long.rename_axis("outlet").reset_index()
    long = long.sort_values(["outlet", "source_outlet"], kind="stable", ignore_index=True)
    with house_style():
        if (width - BESIDE) < CROWDED * len(names):
            width = max(width, min(PAGE, BESIDE + CELL * len(names)))
        side = width - BESIDE
        cell = side / max(len(names), 1)
        under = 0.1 if len(names) > MOST_HUNG else names_height(names, width)
        drawing, (axes,) = new_drawing(width, side * 0.75 + 0.45 + under, language)
        drawing.table = long
        if not names:
            nothing(drawing, axes)
            return drawing
        links = [outlet_link(name) for name in names]
        _heat(axes, square.to_numpy(float), links, numbers=cell >= NARROW)
        numbered = len(names) > MOST_HUNG
        lines = 2 if cell >= CROWDED else 1
        short = [wrapped(n, 18, lines=lines) for n in names]
        rows = [f"{name} ({n})" for n, name in enumerate(short, start=1)] if numbered else short
        axes.set_yticks(range(len(names)), rows, linespacing=LINE_SPACING)
        if numbered:
            axes.set_xticks(range(len(names)), [str(n + 1) for n in range(len(names))])
        else:
            name_columns(axes, names, width, language)
        what = label("words", value, language)
        name_side(axes, label("words", "copies", language), language)
        axes.set_xlabel(f"{label('words', 'copied', language)} ({what})")
        set_direction(axes, language)
        verbatim(axes)
    return drawing


def _heat(axes: Axes, values: np.ndarray, links: list[str], *, numbers: bool) -> None:
    most = values.max() or 1.0
    shades = matplotlib.colormaps[colour("map")]
    edges = [np.arange(n + 1) - 0.5 for n in values.shape]
    axes.pcolormesh(
        edges[1], edges[0], values, cmap=shades, vmin=0, vmax=most, edgecolors="white", lw=0.6
    )
    axes.set_ylim(len(values) - 0.5, -0.5)
    for row, column in np.ndindex(*values.shape) if numbers else ():
        count = values[row, column]
        axes.text(
            column,
            row,
            f"{count:,.0f}" if count else "·",
            ha="center",
            va="center",
            fontsize=6.5,
            color="white" if count > 0.5 * most else colour("ink"),
            url=links[row] if count else None,
        )
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
