"""What a corpus or a manifest holds: how many articles of each day, kind, country and language."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.errors import InputError
from toolkit.figures.drawing import (
    COLUMN,
    Drawing,
    house_style,
    name_rows,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.labels import colour, label, wrapped
from toolkit.study.grouping import Grouping, grouping

NONE, OTHER = "none", "other"
COLUMNS = ("published", "outlet_kind", "country", "language")
_ROW, _HEAD = 0.155, 0.3  # inches


def coverage(
    table: pd.DataFrame,
    *,
    by: Sequence[str] = COLUMNS,
    most: int = 8,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw how many rows of a table have each value of some columns, a panel a column.

    Parameters
    ----------
    table : DataFrame
        Articles, or the manifest of a study.
    by : sequence of str
        Columns; ``published`` is counted by day.
    most : int
        So many values a panel, the commonest; the others are one. Days and what is declared to be
        ordered (`toolkit.declare_groups`) stand in their order, all other values by their number.

    Returns
    -------
    Drawing
        `table`: `column, value, count`; `none` is where nothing is told, `other` all the rest.

    Raises
    ------
    InputError
        Where there is no such column.

    Examples
    --------
    >>> pages = pd.DataFrame({"country": ["MA", "MA", "DZ", None]})
    >>> coverage(pages, by=["country"]).table[["value", "count"]].values.tolist()
    [['MA', 2], ['DZ', 1], ['none', 1]]
    """
    missing = [name for name in by if name not in table]
    if missing or not by:
        allowed = ", ".join(map(str, table.columns))
        raise InputError(f"by={list(by)}: no column {', '.join(missing)}; allowed: {allowed}")
    groups = {name: grouping(name, table) for name in by}
    counts = {
        name: _counted(table[name], most, groups[name], days=name == "published") for name in by
    }
    sizes = [max(len(own), 1) + _HEAD / _ROW for own in counts.values()]
    with house_style():
        drawing, axes = new_drawing(
            width, _ROW * sum(sizes), language, rows=len(by), gridspec_kw={"height_ratios": sizes}
        )
        drawing.table = pd.DataFrame(
            [(name, value, n) for name, own in counts.items() for value, n in own.items()],
            columns=["column", "value", "count"],
        )
        for axis, (name, own) in zip(axes, counts.items(), strict=True):
            axis.set_title(
                label("column", name, language), loc="right" if language == "ar" else "left"
            )
            if own.empty:
                nothing(drawing, axis)
                continue
            shade = [colour("quiet" if value in (NONE, OTHER) else "dot") for value in own.index]
            axis.barh(range(len(own)), own.to_numpy(), height=0.7, color=shade)
            name_rows(axis, [_named(name, value, groups[name], language) for value in own.index])
            axis.set_xlim(0, 1.12 * own.max())
            axis.xaxis.set_visible(False)
            axis.spines["bottom"].set_visible(False)
            for y, count in enumerate(own.tolist()):
                # Behind the bar's own end, on the side that the bars grow to.
                axis.annotate(
                    str(count), (count, y), xytext=(-3 if language == "ar" else 3, 0),
                    textcoords="offset points", va="center", fontsize=6.5, color=colour("quiet"),
                    ha="right" if language == "ar" else "left",
                )  # fmt: skip
            set_direction(axis, language)
            verbatim(axis)
    return drawing


def _counted(column: pd.Series, most: int, groups: Grouping, *, days: bool) -> pd.Series:
    """How often each value stands there: the commonest, the others together, and those untold."""
    if days:
        column = pd.to_datetime(column, utc=True, errors="coerce").dt.strftime("%Y-%m-%d")
    told = column.dropna().astype(str)
    told = told[told != ""]
    counts = told.value_counts()
    ranked = sorted(counts.index, key=lambda value: (-counts[value], value))
    kept = ranked[:most]
    if days or groups.order:
        kept = groups.sorted(kept)
    rows = {value: int(counts[value]) for value in kept}
    rest = {OTHER: int(counts[ranked[most:]].sum()), NONE: len(column) - len(told)}
    return pd.Series({**rows, **{value: n for value, n in rest.items() if n}}, dtype="int64")


def _named(column: str, value: str, groups: Grouping, language: str) -> str:
    if value in (NONE, OTHER):
        return label("words", f"state_{value}" if value == NONE else value, language)
    known = groups.label(value, language)
    return wrapped(known if known != value else label(column, value, language), 26, lines=1)
