"""The axis of an event: where each moment stands, and how its name has room."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from toolkit.figures.drawing import LINE_SPACING
from toolkit.figures.labels import wrapped

_TICKS = 6


def places_of(present: list[str], at: str) -> dict[str, float]:
    """Where each moment stands: days as far apart as they were, all else step by step."""
    if at != "day":
        return {moment: float(place) for place, moment in enumerate(present)}
    days = pd.to_datetime(pd.Series(present), errors="coerce")
    if days.isna().any():
        return {moment: float(place) for place, moment in enumerate(present)}
    return dict(zip(present, (days - days.min()).dt.days.astype(float), strict=True))


def time_axis(
    axes: Axes, present: list[str], places: dict[str, float], named: list[str], at: str
) -> None:
    """Name the moments under the axes; of many days some."""
    at_all = [places[moment] for moment in present]
    shown = range(len(present))
    if at == "day" and len(present) > _TICKS:  # a label for each would stand on the next
        shown = range(0, len(present), -(-len(present) // _TICKS))
    short = [name[5:] if at == "day" else name for name in named]
    axes.set_xticks([at_all[i] for i in shown], [short[i] for i in shown], linespacing=LINE_SPACING)
    axes.set_xlim(min(at_all) - 0.5, max(at_all) + 0.5)


def named_within(names: list[str], width: float) -> list[str]:
    """The moments' names in lines; every other one lower where one is wider than its room."""
    room = max(7, int(width * 14 / max(len(names), 1)))
    broken = [wrapped(name, room) for name in names]
    if all(len(line) <= room for name in broken for line in name.split("\n")):
        return broken
    broken = [wrapped(name, 2 * room) for name in names]
    deep = max(name.count("\n") for name in broken[::2]) + 1
    return [name if i % 2 == 0 else "\n" * deep + name for i, name in enumerate(broken)]
