"""Matrices of cells: their size, and the names of their columns, which never stand upright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from toolkit.errors import InputError
from toolkit.figures.drawing import LINE_SPACING, is_rtl
from toolkit.figures.labels import colour, wrapped

BESIDE = 1.1  # inches for the names beside a matrix


# Inches a cell: wide enough for five figures, so narrow that the figure grows, and too narrow.
CELL, CROWDED, NARROW = 0.42, 0.36, 0.3


# Points from the cells to the first of the names that have a line each, and from name to name.
_FIRST, _STEP = 8.0, 9.5
_LONGEST = 32  # letters of a name on a line
MOST_HUNG = 12  # so many names hang below a square matrix; more are told by their rows' numbers

SHORTEST = 5  # letters of a word that a preposition and the article may open


def square_matrix(table: pd.DataFrame, value: str) -> pd.DataFrame:
    """A row an outlet, a column the outlet whose words it prints; made of pairs where that is given."""
    if "source_outlet" in table.columns:
        if value not in table.columns or "outlet" not in table.columns:
            found = ", ".join(map(str, table.columns))
            raise InputError(f"reuse: columns outlet and {value} are needed; found: {found}")
        table = table.pivot_table(
            index="outlet", columns="source_outlet", values=value, aggfunc="sum"
        )
    table = table.set_axis(table.index.astype(str)).set_axis(table.columns.astype(str), axis=1)
    names = sorted(set(table.index) | set(table.columns))
    return table.reindex(index=names, columns=names).fillna(0).astype(float)


def names_height(names: Sequence[str], width: float, *, letters: int = 12) -> float:
    """Inches that `name_columns` needs under a figure of a width, the axis' title left out."""
    broken = [wrapped(name, letters) for name in names]
    if _is_crowded(broken, width):
        return (_FIRST + _STEP * len(names)) / 72
    return (4 + _STEP * max((name.count("\n") + 1 for name in broken), default=1)) / 72


def name_columns(
    axes: Axes, names: Sequence[str], width: float, language: str, *, letters: int = 12
) -> None:
    """Name the columns under them: broken into lines where they have room, else a name a line.

    A name on a line of its own hangs from its column by a thin line and runs towards the names of
    the rows, the first column's on top, so that no line crosses a name.
    """
    broken = [wrapped(name, letters) for name in names]
    axes.tick_params(axis="x", length=0)
    if not _is_crowded(broken, width):
        axes.set_xticks(range(len(names)), broken, linespacing=LINE_SPACING)
        return
    axes.set_xticks(range(len(names)), [""] * len(names))
    axes.xaxis.labelpad = _FIRST + _STEP * len(names)
    side = -1 if is_rtl(language) else 1
    line = {
        "arrowstyle": "-",
        "color": colour("quiet"),
        "linewidth": 0.4,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    for column, name in enumerate(names):
        down = -_FIRST - _STEP * column
        hung: dict[str, Any] = {
            "xy": (column, 0),
            "xycoords": axes.get_xaxis_transform(),
            "textcoords": "offset points",
            "annotation_clip": False,
        }
        axes.annotate("", xytext=(0, down), arrowprops=line, **hung)
        axes.annotate(
            wrapped(name, _LONGEST, lines=1),
            xytext=(-3 * side, down),
            ha="left" if is_rtl(language) else "right",
            va="center",
            fontsize=7,
            **hung,
        )


def name_side(axes: Axes, text: str, language: str) -> None:
    """Say above the rows' names what they are; a title along the axis would stand upright."""
    axes.annotate(
        text,
        (1 if is_rtl(language) else 0, 1),
        xycoords="axes fraction",
        xytext=(4 if is_rtl(language) else -4, 3),
        textcoords="offset points",
        ha="left" if is_rtl(language) else "right",
        va="bottom",
        annotation_clip=False,
    )


def _is_crowded(names: Sequence[str], width: float) -> bool:
    """Whether the names under the columns would run into each other."""
    longest = max((len(line) for name in names for line in name.split("\n")), default=0)
    return longest * len(names) * 0.06 > 0.6 * width
