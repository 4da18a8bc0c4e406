"""Every article a dot: one strip a group and measure, drawn by the page, each dot a link.

Dots that would cover one another are stacked about the middle line, as in a dot plot (Wilkinson
1999, doi:10.2307/2686111); the group's estimate and interval lie over them.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd

from toolkit.figures.groups import row_link
from toolkit.figures.labels import no_interval
from toolkit.report.groups import Groups
from toolkit.report.wording import Wording, is_missing

WIDTH, HEIGHT, MARGIN, RADIUS = 640, 46, 14, 4.5
_STEP = 6
_TICKS = 4


@dataclass(frozen=True)
class Strip:
    """One group on one measure: places in the units of the drawing."""

    group: str
    name: str
    link: str
    summary: str
    dots: list[dict[str, Any]]
    middle: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Panel:
    """One measure: its strips and the ticks of their common axis."""

    measure: str
    label: str
    strips: list[Strip]
    ticks: list[dict[str, Any]]
    width: int = WIDTH
    height: int = HEIGHT
    radius: float = RADIUS


def article_anchor(article_id: object) -> str:
    """Give the address within the report that opens an article's evidence.

    Examples
    --------
    >>> article_anchor("أ 1")
    '#article=%D8%A3%201'
    """
    return f"#article={quote(str(article_id), safe='', errors='replace')}"


def panel(
    scores: pd.DataFrame, estimates: pd.DataFrame, measure: str, words: Wording, groups: Groups
) -> Panel:
    """Arrange a measure's articles and estimates.

    Parameters
    ----------
    scores : DataFrame
        One row an article: ``article_id``, the measure.
    estimates : DataFrame
        The rows of a `Comparison` for this measure.
    groups : Groups
        What the articles are grouped by; small groups have a strip together, without an estimate.
    """
    values = pd.to_numeric(scores[measure], errors="coerce").astype("float64")
    ticks = nice_ticks([*values.dropna(), *estimates[["low", "high"]].stack().dropna()])
    span = ticks[-1] - ticks[0]

    def place(value: Any) -> float | None:
        if is_missing(value) or not math.isfinite(value):
            return None
        share = (float(value) - ticks[0]) / span
        # Values grow the way one reads, as they do in the figures.
        share = 1 - share if words.direction == "rtl" else share
        return round(MARGIN + (WIDTH - 2 * MARGIN) * share, 1)

    by_group = {row["group"]: row for row in estimates.to_dict("records")}
    strips = []
    for group, inside in groups.rows():
        rows, row = scores[inside], by_group.get(group, {})
        strips.append(
            Strip(
                group=group,
                name=groups.name(group, words.language),
                link=row_link(group),
                summary=estimate_words(row, measure, words),
                dots=_dots(rows["article_id"], [place(v) for v in values[rows.index]]),
                middle=place(row.get("estimate")),
                low=place(row.get("low")),
                high=place(row.get("high")),
            )
        )
    marks = [{"x": place(tick), "text": words.number(measure, tick)} for tick in ticks]
    return Panel(measure, words.measure(measure), strips, marks)


def estimate_words(row: dict[Any, Any], measure: str, words: Wording) -> str:
    """Write an estimate with its interval: ``4.2 [3.1, 5.0]``."""
    estimate = words.number(measure, row.get("estimate"))
    low, high = (words.number(measure, row.get(name)) for name in ("low", "high"))
    if low and high:
        return f"{estimate} [{low}, {high}]"
    without = no_interval(row.get("note"), words.language)
    return f"{estimate} ({without})" if estimate and without else estimate


def nice_ticks(values: list[float]) -> list[float]:
    """Give round ticks that hold all values and nought.

    Examples
    --------
    >>> nice_ticks([0.1, 0.72]), nice_ticks([])
    ([0.0, 0.2, 0.4, 0.6, 0.8], [0.0, 1.0])
    """
    finite = [float(value) for value in values if math.isfinite(value)]
    low, high = min([0.0, *finite]), max([0.0, *finite])
    if high <= low:
        return [0.0, 1.0]
    raw = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step - 1e-9)
    return [float(f"{step * n:.10g}") for n in range(first, last + 1)]


def _dots(ids: pd.Series, places: list[float | None]) -> list[dict[str, Any]]:
    stacked: Counter[int] = Counter()
    dots = []
    for article_id, x in sorted(zip(ids, places, strict=True), key=lambda dot: str(dot[0])):
        if x is None:
            continue
        column = round(x / _STEP)
        level = stacked[column]
        stacked[column] += 1
        # 0, up, down, up, …; beyond the strip's height they lie on one another.
        reach = HEIGHT / 2 - RADIUS
        offset = min((level + 1) // 2 * _STEP, reach) * (1 if level % 2 else -1)
        dots.append({"x": x, "y": HEIGHT / 2 + offset, "id": str(article_id)})
    return dots
