"""Quotations as each outlet printed them: aligned rows right to left, and outlets by difference.

A row is an article's version; what differs from the commonest wording is coloured by its kind and
underlined, what is left out stands as […] in the colour of its kind. Each row links to its article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch

from toolkit.errors import InputError
from toolkit.figures.drawing import (
    LINE_SPACING,
    PAGE,
    Drawing,
    house_style,
    is_rtl,
    legend,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.labels import colour, wrapped
from toolkit.measures.quotations.versions.records import Cluster, Version

_LINE = 0.17  # inches
_CHARACTER = 0.055  # inches, a generous mean of the font at the size drawn
_NAMES = 0.24  # share of the width for outlet and day
_LONGEST_NAME = 1.45  # inches: where the share is less, outlet and day stand above the words


@dataclass(frozen=True)
class Piece:
    """A stretch of a version and the kind of its difference; empty where it does not differ."""

    text: str
    kind: str


def version_pieces(version: Version) -> list[Piece]:
    """Cut a version into stretches by what differs, what was dropped as an empty text.

    Examples
    --------
    >>> from toolkit.measures.quotations.alignment import version_words
    >>> from toolkit.measures.quotations.versions.differences import compare_versions
    >>> base, own = (tuple(version_words(t, 0, len(t))) for t in ("لم يتراجع التهديد", "التهديد"))
    >>> version = Version("a", "الخبر", pd.NaT, "", "", True, 0, 7, own, 1.0,
    ...                   compare_versions(base, own), "verbatim", None)
    >>> version_pieces(version)
    [Piece(text='', kind='extent'), Piece(text='التهديد', kind='')]
    """
    marked = sorted(version.comparison.differences, key=lambda d: (d.other, d.base))
    if marked and version.comparison.columns and version.comparison.columns[-1].two < 0:
        # What is dropped at the end has no place among the version's words.
        last = max(marked, key=lambda d: d.base[1])
        marked = [d for d in marked if d is not last] + [last]
    pieces: list[Piece] = []
    place = 0
    for difference in marked:
        start, end = difference.other
        if end > start:
            pieces += _plain(version, place, start)
            pieces.append(Piece(_words(version, start, end), difference.kind))
            place = end
        else:
            at = len(version.words) if difference is marked[-1] and start == 0 and place else start
            pieces += _plain(version, place, at)
            pieces.append(Piece("", difference.kind))
            place = max(place, at)
    return pieces + _plain(version, place, len(version.words))


def quotation_rows(
    cluster: Cluster, *, language: str = "en", width: float = PAGE, most: int = 12
) -> Drawing:
    """Draw a quotation's versions as aligned rows, right to left.

    Parameters
    ----------
    cluster : Cluster
        As `toolkit.measures.quotations.read_cluster` gives it.
    most : int
        So many versions at most; outlets' first versions go before their later ones.

    Returns
    -------
    Drawing
        Rows link to `#article=ID` in SVG. `table`: `article_id, outlet, published, relation,
        kind, text`.
    """
    shown = _chosen(cluster, most)
    beside = _NAMES if width * _NAMES >= _LONGEST_NAME else 0.0
    room = int(width * (1 - beside) / _CHARACTER)
    rows = [_lines(version_pieces(version), room, language) for version in shown]
    above = 0 if beside else 1
    count = sum(above + len(lines) + 1 for lines in rows)
    with house_style():
        height = 0.7 + _LINE * count
        drawing, (axes,) = new_drawing(width, height, language)
        drawing.table = _rows_table(shown)
        # Words are set one behind the other by their measured width: a unit of x is an inch.
        drawing.set_layout_engine("none")
        axes.set_axis_off()
        axes.set_position((0.01, 0.35 / height, 0.98, 1 - 0.6 / height))
        axes.set_xlim(0, 0.98 * width)
        axes.set_ylim(count - 0.5, -0.5)
        axes.set_title(wrapped(cluster.speaker, 70, lines=1), loc="right", pad=8)
        line = 0
        for version, lines in zip(shown, rows, strict=True):
            _name(axes, version, line, 0.98 * width)
            _row(axes, version, lines, line + above, 0.98 * width * (1 - beside))
            line += above + len(lines) + 1
        kinds = [k for k in data()["kinds"] if any(p.kind == k for r in rows for x in r for p in x)]
        if kinds:
            order = kinds[::-1] if is_rtl(language) else kinds
            drawing.legend(
                [_patch(kind) for kind in order],
                [data()["kinds"][kind][language] for kind in order],
                loc="lower center", ncols=len(kinds), markerfirst=not is_rtl(language),
            )  # fmt: skip
        verbatim(axes)
    return drawing


def difference_kinds(
    tendencies: pd.DataFrame, *, language: str = "en", width: float = PAGE / 2
) -> Drawing:
    """Draw how often each outlet's quotations differ, by kind.

    Parameters
    ----------
    tendencies : DataFrame
        As `toolkit.measures.quotations.tendencies` gives them.

    Returns
    -------
    Drawing
        `table`: `outlet, kind, per_100`.

    Raises
    ------
    InputError
        Where a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["الخبر"], "kind": ["label"], "per_100": [4.0]})
    >>> difference_kinds(table).table.values.tolist()
    [['الخبر', 'label', 4.0]]
    """
    missing = {"outlet", "kind", "per_100"} - set(tendencies)
    if missing:
        raise InputError(f"tendencies: no column {', '.join(sorted(missing))}")
    grouped = tendencies.groupby(["outlet", "kind"], as_index=False, sort=True)
    table = grouped.agg(per_100=("per_100", "sum"))
    outlets = list(dict.fromkeys(table["outlet"]))
    kinds = [kind for kind in data()["kinds"] if kind in set(table["kind"])]
    grid: Any = table.pivot_table(index="outlet", columns="kind", values="per_100", aggfunc="sum")
    with house_style():
        drawing, (axes,) = new_drawing(width, 1.1 + 0.38 * max(len(outlets), 1), language)
        drawing.table = table
        if not outlets:
            nothing(drawing, axes)
            return drawing
        left: Any = pd.Series(0.0, index=outlets)
        for kind in kinds:
            values: Any = grid[kind].reindex(outlets).fillna(0.0)
            style = _style(kind)
            axes.barh(range(len(outlets)), values, left=left, height=0.62, **style)
            left = left + values
        axes.set_yticks(range(len(outlets)), map(wrapped, outlets), linespacing=LINE_SPACING)
        axes.set_ylim(len(outlets) - 0.45, -0.55)
        axes.set_xlabel(data()["words"][language]["per_100"])
        axes.tick_params(axis="y", length=0)
        set_direction(axes, language)
        names = [data()["kinds"][k][language] for k in kinds]
        legend(drawing, [_patch(k) for k in kinds], names, 3)
        verbatim(axes)
    return drawing


def _chosen(cluster: Cluster, most: int) -> list[Version]:
    """The commonest wording first, then each outlet's first version, then the rest, in time."""
    order = [cluster.common, *(k for k in range(len(cluster.versions)) if k != cluster.common)]
    seen: dict[str, int] = {}
    ranked = []
    for k in order:
        outlet = cluster.versions[k].outlet
        seen[outlet] = seen.get(outlet, -1) + 1
        ranked.append((k != cluster.common, seen[outlet], k))
    return [cluster.versions[k] for _, _, k in sorted(ranked)[:most]]


def _name(axes: Axes, version: Version, line: int, right: float) -> None:
    # Isolated, since numbers behind Arabic words would change places: May 11 would read 11-05.
    day = "" if version.published is pd.NaT else f" · \u2066{version.published:%m-%d}\u2069"
    axes.text(
        right, line, wrapped(version.outlet, 24, lines=1) + day, ha="right", va="center",
        fontsize=6.5, color=colour("quiet"), url=_link(version),
    )  # fmt: skip


def _link(version: Version) -> str:
    return f"#article={quote(version.article_id, safe='')}"


def _row(axes: Axes, version: Version, lines: list[list[Piece]], line: int, start: float) -> None:
    for number, pieces in enumerate(lines):
        right = start
        for piece in pieces:
            right = _write(axes, piece, right, line + number, _link(version))


def _write(axes: Axes, piece: Piece, right: float, line: float, link: str) -> float:
    drawn = axes.text(
        right, line, piece.text or "[…]", ha="right", va="center", fontsize=7.5,
        color=colour("ink"), url=link,
    )  # fmt: skip
    drawn.set_parse_math(False)
    if piece.kind:
        # The ground tells the kind, for words in the paler colours could not be read.
        shade = _style(piece.kind)["color"]
        edge, ground = shade, to_rgba(shade, 0.3)
        if piece.kind in ("spelling", "extent"):
            edge, ground = "none", to_rgba(shade, 0.8)
        drawn.set_bbox({"facecolor": ground, "edgecolor": edge, "linewidth": 0.6, "pad": 0.8})
    extent = drawn.get_window_extent()
    return right - extent.width / axes.get_figure(root=True).dpi - 0.05  # type: ignore[union-attr]


def _lines(pieces: list[Piece], room: int, language: str) -> list[list[Piece]]:
    """Break the pieces into lines of so many characters."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in _small(pieces):
        length = max(len(piece.text), 3) + 1
        if used + length > room and lines[-1]:
            lines.append([])
            used = 0
        if lines[-1] and lines[-1][-1].kind == piece.kind and piece.text and lines[-1][-1].text:
            lines[-1][-1] = Piece(f"{lines[-1][-1].text} {piece.text}", piece.kind)
        else:
            lines[-1].append(piece)
        used += length
    return lines


def _small(pieces: list[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if not piece.text:
            yield piece
        yield from (Piece(word, piece.kind) for word in piece.text.split())


def _plain(version: Version, start: int, end: int) -> list[Piece]:
    return [Piece(_words(version, start, end), "")] if end > start else []


def _words(version: Version, start: int, end: int) -> str:
    return " ".join(word.text for word in version.words[start:end])


def _rows_table(versions: list[Version]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": [v.article_id for v in versions],
            "outlet": [v.outlet for v in versions],
            "published": [v.published for v in versions],
            "relation": [v.relation for v in versions],
            "kind": [v.comparison.kind for v in versions],
            "text": [_words(v, 0, len(v.words)) for v in versions],
        }
    )


def _style(kind: str) -> dict[str, Any]:
    look = data()["kinds"].get(kind, {"colour": colour("quiet")})
    return {"color": look["colour"], "hatch": look.get("hatch"), "edgecolor": "white"}


def _patch(kind: str) -> Patch:
    look = data()["kinds"][kind]
    return Patch(facecolor=look["colour"], hatch=look.get("hatch"), edgecolor="white")


@cache
def data() -> dict[str, Any]:
    """Colours, patterns and names of the kinds of difference."""
    import yaml

    text = files("toolkit.figures").joinpath("data", "quotations.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))
