"""Whether a confidence means what it says: the reliability curve (Murphy and Winkler 1977)."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.comparison.proportions import wilson
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
from toolkit.figures.labels import colour, label

BINS = 5
_BINNED = ("n", "confidence", "right")
_CODED = ("confidence", "correct")


def reliability(
    table: pd.DataFrame, *, bins: int = BINS, language: str = "en", width: float = COLUMN
) -> Drawing:
    """Draw how often labels of about one confidence are right, with Wilson intervals.

    On the dashed line a confidence means what it says; below it the labels are surer than right.

    Parameters
    ----------
    table : DataFrame
        Either `n, confidence, right`, one row a bin, as a model's card holds them; or
        `confidence, correct`, one row a coded sentence, which are put into bins.
    bins : int
        Bins of equal size, where the rows are sentences.

    Returns
    -------
    Drawing
        Its table has `n, confidence, right, low, high`.

    Examples
    --------
    >>> card = pd.DataFrame({"n": [40, 40], "confidence": [0.6, 0.9], "right": [0.55, 0.95]})
    >>> reliability(card, language="ar").axes[0].get_ylabel()
    'نسبة الصحيح منها'
    """
    points = _points(table, bins)
    with house_style():
        drawing, (axes,) = new_drawing(width, 0.8 * width, language)
        drawing.table = points
        if points.empty:
            nothing(drawing, axes)
            return drawing
        _draw(axes, points)
        axes.set_xlabel(label("words", "confidence", language))
        axes.set_ylabel(label("words", "right", language))
        set_direction(axes, language)
        verbatim(axes)
    return drawing


def _points(table: pd.DataFrame, bins: int) -> pd.DataFrame:
    """The bins with their intervals; sentences are put into bins first."""
    if set(_CODED) <= set(table.columns):
        table = _binned(table, bins)
    elif absent := [column for column in _BINNED if column not in table.columns]:
        raise InputError(
            f"reliability: column '{absent[0]}' is missing; needed: {', '.join(_BINNED)}, "
            f"or {', '.join(_CODED)}"
        )
    points = table[list(_BINNED)].sort_values("confidence").reset_index(drop=True)
    shares = points[["confidence", "right"]].to_numpy(dtype=float)
    if not ((shares >= 0) & (shares <= 1)).all():
        raise InputError("reliability: confidence and right are shares between 0 and 1")
    ends = [wilson([right], n)[0] for n, right in zip(points["n"], points["right"], strict=True)]
    low, high = np.array(ends).reshape(-1, 2).T
    return points.assign(low=low, high=high)


def _binned(table: pd.DataFrame, bins: int) -> pd.DataFrame:
    ordered = table[list(_CODED)].sort_values("confidence", kind="stable")
    parts = [part for part in np.array_split(np.arange(len(ordered)), bins) if len(part)]
    rows = [
        (len(part), ordered["confidence"].iloc[part].mean(), ordered["correct"].iloc[part].mean())
        for part in parts
    ]
    return pd.DataFrame(rows, columns=list(_BINNED))


def _draw(axes: Axes, points: pd.DataFrame) -> None:
    lowest = math.floor(10 * float(points[["confidence", "low"]].to_numpy().min())) / 10
    axes.plot([lowest, 1], [lowest, 1], color=colour("quiet"), linewidth=0.7, linestyle=(0, (4, 3)))
    axes.vlines(
        points["confidence"], points["low"], points["high"], color=colour("dot"), linewidth=1.2
    )
    axes.plot(
        points["confidence"],
        points["right"],
        color=colour("dot"),
        linewidth=0.8,
        marker="o",
        markersize=3.8,
        clip_on=False,
    )
    axes.set_xlim(lowest, 1)
    axes.set_ylim(lowest, 1)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda place, _: f"{place:.0%}")
    axes.grid()
