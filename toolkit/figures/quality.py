"""How far the numbers can be trusted: accuracy against hand coding, corrected beside naive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from toolkit.errors import InputError
from toolkit.figures.drawing import (
    COLUMN,
    Drawing,
    far_side,
    house_style,
    in_unit,
    legend,
    name_rows,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.labels import label, marks, wrapped

if TYPE_CHECKING:
    from toolkit.validation.agreement import Agreement

ROW = 0.38


def accuracy(
    table: pd.DataFrame | Agreement, *, language: str = "en", width: float = COLUMN
) -> Drawing:
    """Draw how well scorer and hand coding, or two coders, agree.

    Parameters
    ----------
    table : DataFrame or Agreement
        `task, metric, value` and, where known, `low, high, n`; metrics are `precision`, `recall`,
        `f1` and `alpha`. An `Agreement` is taken apart into such rows.

    Returns
    -------
    Drawing

    Examples
    --------
    >>> table = pd.DataFrame({"task": ["cue", "cue"], "metric": ["precision", "recall"],
    ...                       "value": [0.9, 0.8]})
    >>> accuracy(table, language="ar").axes[0].get_yticklabels()[0].get_text()
    'أفعال الإسناد'
    """
    rows = table if isinstance(table, pd.DataFrame) else agreement_rows(table)
    _need(rows, "accuracy", ("task", "metric", "value"))
    return _marked_rows(rows, "task", "metric", "value", language, width, ends=(0.0, 1.0))


def corrected(
    table: pd.DataFrame,
    *,
    measure: str | None = None,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw corrected estimates beside the naive ones.

    Parameters
    ----------
    table : DataFrame
        `method, estimate, low, high` and, if known, `n`; `method` is `naive` or `corrected`. Whose
        they are says `group`, or `group_a` and `group_b` (missing for a mean), as `correct` has it.
    measure : str, optional
        Whose label stands under the axis, and whose unit is the ticks'.

    Returns
    -------
    Drawing

    Examples
    --------
    >>> table = pd.DataFrame({"group": ["الخبر"] * 2, "method": ["naive", "corrected"],
    ...                       "estimate": [0.4, 0.3], "low": [0.35, 0.2], "high": [0.45, 0.4]})
    >>> len(corrected(table).table)
    2
    """
    if "group" not in table.columns and {"group_a", "group_b"} <= set(table.columns):
        both = table["group_a"].astype("string") + " − " + table["group_b"].astype("string")
        table = table.assign(group=both.fillna(table["group_a"].astype("string")))
    _need(table, "corrected", ("group", "method", "estimate", "low", "high"))
    drawing = _marked_rows(table, "group", "method", "estimate", language, width, ends=None)
    if measure and drawing.axes:
        with house_style():
            drawing.axes[0].set_xlabel(label("measure", measure, language), parse_math=False)
            in_unit(drawing.axes[0], measure)
    return drawing


def agreement_rows(found: Agreement) -> pd.DataFrame:
    """Take an `Agreement` apart into the rows that `accuracy` draws."""
    rows = []
    for task in ("cue", "content", "praise"):
        rates = getattr(found, task)
        for metric in ("precision", "recall", "f1"):
            rows.append((task, metric, getattr(rates, metric), rates.n_gold))
    rows.append(("voice", "f1", found.voice_macro_f1, None))
    if found.alpha is not None:
        rows.append(("framing", "alpha", found.alpha, found.graded))
    table = pd.DataFrame(rows, columns=["task", "metric", "value", "n"])
    return table.astype({"n": "Int64"})


def _need(table: pd.DataFrame, name: str, columns: tuple[str, ...]) -> None:
    if absent := [c for c in columns if c not in table.columns]:
        raise InputError(f"{name}: column '{absent[0]}' is missing; needed: {', '.join(columns)}")


def _marked_rows(
    table: pd.DataFrame,
    row: str,
    kind: str,
    value: str,
    language: str,
    width: float,
    *,
    ends: tuple[float, float] | None,
) -> Drawing:
    """Draw a row a name and in it a mark a kind, told apart by colour, shape and height."""
    kinds = marks(kind)
    if unknown := sorted(set(table[kind]) - set(kinds)):
        raise InputError(f"{kind} '{unknown[0]}' is not known; allowed: {', '.join(kinds)}")
    present = [k for k in kinds if k in set(table[kind])]
    names = list(dict.fromkeys(table[row].astype(str)))
    with house_style():
        drawing, (axes,) = new_drawing(width, 0.75 + ROW * max(len(names), 1), language)
        drawing.table = table.reset_index(drop=True)
        if not names:
            nothing(drawing, axes)
            return drawing
        step = 0.66 / len(present)
        for mark in table.to_dict("records"):
            own = set(table.loc[table[row].astype(str) == str(mark[row]), kind])
            beside = [k for k in present if k in own]
            shift = (beside.index(str(mark[kind])) - (len(beside) - 1) / 2) * step
            _mark(axes, mark, value, names.index(str(mark[row])) + shift, kinds[str(mark[kind])])
        shown = [wrapped(label(row, name, language), 20) for name in names]
        name_rows(axes, shown)
        axes.grid(axis="x")
        if ends:
            axes.set_xlim(*ends)
            axes.set_xlabel(label("words", "accuracy", language))
        _counts(axes, table, row, names, language)
        set_direction(axes, language)
        verbatim(axes)
        handles = [
            Line2D([], [], color=kinds[k]["colour"], marker=kinds[k]["marker"], ms=3.8, ls="")
            for k in present
        ]
        legend(drawing, handles, [label(kind, k, language) for k in present], len(present))
    return drawing


def _mark(axes: Axes, mark: dict[Any, Any], value: str, y: float, look: dict[str, str]) -> None:
    low, high = (mark.get(end) for end in ("low", "high"))
    if pd.notna(low) and pd.notna(high):
        axes.plot([low, high], [y, y], color=look["colour"], linewidth=1.2, zorder=2)
    axes.plot(
        [mark[value]],
        [y],
        marker=look["marker"],
        markersize=3.8,
        color=look["colour"],
        linestyle="",
        zorder=3,
        clip_on=False,
    )


def _counts(axes: Axes, table: pd.DataFrame, row: str, names: list[str], language: str) -> None:
    if "n" not in table.columns:
        return
    counts = table.assign(**{row: table[row].astype(str)}).groupby(row)["n"].max()
    for y, name in enumerate(names):
        if pd.notna(counts[name]):
            far_side(axes, language, y, f"{label('words', 'n', language)} = {counts[name]}")
