"""The statements of an event by outlet: a row a statement, a column an outlet, a cell how it prints it."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from toolkit.comparison.printed_statements import Statements, labels
from toolkit.figures.cells import name_columns, names_height
from toolkit.figures.drawing import (
    COLUMN,
    LINE_SPACING,
    PAGE,
    Drawing,
    far_side,
    house_style,
    legend,
    name_rows,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.labels import check_language, colour, wrapped
from toolkit.figures.quotations import data

_BESIDE = 2.2  # inches for the statements and for what is said of their changes
_NARROWEST = 0.17  # inches of a cell
_NONE = "none"


def statements(
    found: Statements, *, most: int = 16, language: str = "en", width: float = COLUMN
) -> Drawing:
    """Draw how each outlet prints each statement.

    Parameters
    ----------
    found : Statements
        As `toolkit.statements` gives them.
    most : int
        So many rows: where there are more, those whose printings differ most between outlets stay,
        in the order of `found`.
    width : float
        In inches; many outlets make the figure wider, up to a page.

    Returns
    -------
    Drawing
        `table`: `statement, outlet, status, how, article_id`; `none` is an outlet without an
        article in which the statement could stand. In SVG cells link to `#article=ID`. Beside a row
        stand the kinds of its changes.

    Examples
    --------
    >>> import toolkit
    >>> text = "قال الوزير ناصر بوريطة: «التهديد الذي يمثله التنظيم {} بعد سنوات من الحرب»."
    >>> study = toolkit.score(pd.DataFrame({"article_id": ["1", "2"], "title": "",
    ...     "outlet": ["الخبر", "الرأي"], "text": [text.format("لم يتراجع"), text.format("تراجع")]}),
    ...     quotations=True)
    >>> statements(toolkit.statements(study)).table[["outlet", "status"]].values.tolist()
    [['الخبر', 'printed'], ['الرأي', 'changed']]
    """
    check_language(language)
    cells = found.cells.assign(status=found.cells["status"].fillna(_NONE))
    cells = cells[cells["statement"].isin(telling(cells, most))]
    rows = list(dict.fromkeys(cells["statement"]))
    with house_style():
        width = max(width, min(PAGE, _BESIDE + _NARROWEST * len(found.outlets)))
        under = names_height(found.outlets, width - _BESIDE)
        drawing, (axes,) = new_drawing(width, 0.6 + under + 0.29 * max(len(rows), 1), language)
        drawing.table = cells[["statement", "outlet", "status", "how", "article_id"]].reset_index(
            drop=True
        )
        if not rows:
            nothing(drawing, axes)
            return drawing
        place = {outlet: n for n, outlet in enumerate(found.outlets)}
        for status, own in cells.groupby("status", sort=True):
            _squares(axes, str(status), own, rows, place)
        wording = cells.drop_duplicates("statement").set_index("statement")["wording"]
        name_rows(axes, [wrapped(wording[row], 34, lines=2) for row in rows])
        for y, row in enumerate(rows):
            far_side(axes, language, y, _kinds(cells[cells["statement"] == row], language),
                     linespacing=LINE_SPACING)  # fmt: skip
        name_columns(axes, list(place), width - _BESIDE, language)
        axes.set_xlim(-0.5, len(place) - 0.5)
        axes.tick_params(length=0)
        axes.spines["bottom"].set_visible(False)
        set_direction(axes, language)
        for tick in axes.get_yticklabels():
            tick.set_fontsize(6.5)
        shown = [status for status in data()["statuses"] if status in set(cells["status"])]
        words = labels(language)["status"]
        legend(drawing, [_patch(status) for status in shown], [words[s] for s in shown], 3)
        verbatim(axes)
    return drawing


def telling(cells: pd.DataFrame, most: int) -> set[int]:
    """The statements on which outlets differ most: by changes, then by how many print them.

    Examples
    --------
    >>> cells = pd.DataFrame({"statement": [1, 1, 2, 2],
    ...                       "status": ["printed", "left_out", "printed", "changed"]})
    >>> telling(cells, 1)
    {2}
    """
    altered = cells["status"].isin(["changed", "cut"]).groupby(cells["statement"]).sum()
    printed = (~cells["status"].isin(["left_out", _NONE])).groupby(cells["statement"]).sum()
    ranked = sorted(altered.index, key=lambda s: (-altered[s], -printed[s], s))
    return set(ranked[:most])


def _squares(
    axes: Axes, status: str, cells: pd.DataFrame, rows: list[int], place: dict[str, int]
) -> None:
    look = data()["statuses"][status]
    bars = axes.barh(
        [rows.index(row) for row in cells["statement"]],
        0.84,
        left=[place[outlet] - 0.42 for outlet in cells["outlet"]],
        height=0.78,
        color=look["colour"],
        hatch=look.get("hatch"),
        edgecolor=colour("grid") if status == "left_out" else "white",
        linewidth=0.6,
    )
    for bar, article in zip(bars, cells["article_id"], strict=True):
        if isinstance(article, str):
            bar.set_url(f"#article={quote(article, safe='')}")


def _kinds(cells: pd.DataFrame, language: str) -> str:
    """The kinds of change in a row, the gravest first as the data list them."""
    altered = cells[cells["status"].isin(["changed", "cut"])]["how"].dropna()
    seen = {kind for how in altered for kind in how.split(", ")}
    words = labels(language)["kinds"]
    told = [words[kind] for kind in words if kind in seen and kind != "extent"]
    return wrapped(labels(language)["columns"]["and"].join(told), 14, lines=2)


def _patch(status: str) -> Patch:
    look = data()["statuses"][status]
    edge = colour("grid") if status == "left_out" else "white"
    return Patch(facecolor=look["colour"], hatch=look.get("hatch"), edgecolor=edge)
