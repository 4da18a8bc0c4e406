"""The canvas of every figure: house style, own fonts, right-to-left layout, the same bytes.

A `Drawing` is a matplotlib figure that carries the table it shows and saves itself in the house
style whatever the user's settings are. Nothing global changes but the list of known fonts: Noto
Sans Arabic comes from its package and DejaVu Sans with matplotlib, under names of their own, so
that a system's other version of them is never taken instead.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from toolkit.errors import InputError
from toolkit.figures.labels import check_language, colour, label, unit_of

COLUMN = 3.4
PAGE = 7.0
DPI = 300
# Noto Sans Arabic leaves room for stacked marks; its plain lines may stand closer.
LINE_SPACING = 0.7
# More dots than this are set as a picture inside SVG and PDF, which would grow huge otherwise.
MOST_VECTOR_DOTS = 3000

_ARABIC, _LATIN = "Toolkit Noto Sans Arabic", "Toolkit DejaVu Sans"
NO_DATE: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}


class Drawing(Figure):
    """A figure that carries its table and language.

    Attributes
    ----------
    table : DataFrame
        What is drawn, one row a mark.
    language : str
    """

    table: pd.DataFrame
    language: str

    def savefig(self, fname: Any, **options: Any) -> None:
        """Save in the house style, without dates, so that the same figure is the same bytes."""
        suffix = Path(fname).suffix[1:] if isinstance(fname, (str, Path)) else ""
        kind = str(options.get("format") or suffix or "png").lower()
        metadata = {**NO_DATE.get(kind, {}), **(options.pop("metadata", None) or {})}
        with house_style():
            try:
                super().savefig(fname, **{"dpi": DPI, **options, "metadata": metadata})
            except RuntimeError as error:
                raise self._cannot_draw(error) from error

    def _cannot_draw(self, error: RuntimeError) -> Exception:
        """What to tell where the font machine gives up on a sign as wide as a phrase (`﷽`)."""
        names = {text.get_text() for text in self.findobj(Text)}
        wide = sorted(name for name in names if _PHRASES_IN_ONE_SIGN & set(name))
        if not wide or "FT_Render_Glyph" not in str(error):
            return error
        return InputError(
            f"{wide[0]!r} holds a sign that is a whole phrase and cannot be drawn: give this name in "
            "letters in the table"
        )

    def _repr_png_(self) -> bytes:
        held = io.BytesIO()
        self.savefig(held, format="png", dpi=160)
        return held.getvalue()


# U+FDF0 to U+FDFF: a formula or a word in one sign.
_PHRASES_IN_ONE_SIGN = frozenset(map(chr, range(0xFDF0, 0xFE00)))


@contextmanager
def house_style() -> Iterator[None]:
    """Set matplotlib to the house style for a while, whatever the user's settings are."""
    _register_fonts()
    with matplotlib.rc_context():
        settings: dict[Any, Any] = {
            key: value
            for key, value in matplotlib.rcParamsDefault.items()
            if not key.startswith(("backend", "interactive", "toolbar"))
        }
        settings.update(_settings())
        with matplotlib.rc_context(settings):
            yield


def new_drawing(
    width: float, height: float, language: str, *, rows: int = 1, columns: int = 1, **grid: Any
) -> tuple[Drawing, list[Axes]]:
    """Give an empty drawing and its axes, row by row, in reading order.

    Call it, and draw, inside `house_style`.
    """
    check_language(language)
    drawing = Drawing(figsize=(width, height), layout="constrained")
    drawing.language = language
    drawing.get_layout_engine().set(w_pad=0.03, h_pad=0.03)  # type: ignore[union-attr, call-arg]
    axes = drawing.subplots(rows, columns, squeeze=False, **grid)
    # Panels are read from the right in Arabic.
    reading = [row[::-1] if is_rtl(language) else row for row in axes]
    return drawing, [one for row in reading for one in row]


def is_rtl(language: str) -> bool:
    """Tell whether the labels run right to left."""
    return language == "ar"


def set_direction(axes: Axes, language: str) -> None:
    """Mirror the axes for Arabic: names on the right, values growing to the left."""
    if not is_rtl(language):
        return
    if not axes.xaxis_inverted():
        axes.invert_xaxis()
    axes.yaxis.tick_right()
    axes.yaxis.set_label_position("right")
    for tick in axes.get_yticklabels():
        tick.set_horizontalalignment("left")
    axes.spines["right"].set_visible(axes.spines["left"].get_visible())
    axes.spines["left"].set_visible(False)


def name_rows(
    axes: Axes, names: Sequence[str], *, ends: tuple[float, float] = (-0.5, -0.5)
) -> None:
    """Set names beside the rows, the first on top, with no line along them.

    `ends`: where the axes begin before the first row and end after the count of rows.
    """
    axes.set_yticks(range(len(names)), list(names), linespacing=LINE_SPACING)
    axes.set_ylim(len(names) + ends[1], ends[0])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def in_unit(axes: Axes, measure: str, *, axis: str = "x") -> None:
    """Write the ticks of a share in per cent, as the report does."""
    if unit_of(measure) == "share":
        values = axes.yaxis if axis == "y" else axes.xaxis
        values.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
        values.set_major_formatter(lambda value, _: f"{round(100 * value, 4):g}%")


def far_side(axes: Axes, language: str, y: float, text: str, **options: Any) -> None:
    """Write beside the axes, on the side away from the names, at a value of y."""
    axes.annotate(
        text,
        (0.0 if is_rtl(language) else 1.0, y),
        xycoords=axes.get_yaxis_transform(),
        xytext=(-4 if is_rtl(language) else 4, 0),
        textcoords="offset points",
        ha="right" if is_rtl(language) else "left",
        va="center",
        color=colour("quiet"),
        fontsize=6.5,
        annotation_clip=False,
        parse_math=False,
        **options,
    )


def legend(drawing: Drawing, handles: Sequence[Any], names: Sequence[str], columns: int) -> None:
    """Set a legend under the figure, its entries in reading order.

    Matplotlib fills a legend column by column; entries are dealt so that rows read in order.
    """
    rows = -(-len(names) // columns)
    # Blank entries fill the last row, for else the columns' lengths would upset the order.
    blanks = rows * columns - len(names)
    handles = [*handles, *(Patch(alpha=0) for _ in range(blanks))]
    names = [*names, *("" for _ in range(blanks))]
    across = range(columns)[::-1] if is_rtl(drawing.language) else range(columns)
    order = [row * columns + column for column in across for row in range(rows)]
    placed = drawing.legend(
        [handles[i] for i in order],
        [names[i] for i in order],
        loc="outside lower center",
        ncols=columns,
        markerfirst=not is_rtl(drawing.language),
        alignment="right" if is_rtl(drawing.language) else "left",
    )
    for text in placed.get_texts():
        text.set_parse_math(False)


def nothing(drawing: Drawing, axes: Axes) -> None:
    """Say in the figure that there is nothing to draw."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, label("words", "nothing", drawing.language), ha="center", va="center")


def verbatim(axes: Axes) -> None:
    """Take every text as it is: a dollar sign in an outlet's name starts no formula."""
    texts = [*axes.get_xticklabels(), *axes.get_yticklabels(), axes.xaxis.label, axes.yaxis.label]
    for text in [*texts, axes.title, *axes.texts]:
        text.set_parse_math(False)


def _settings() -> dict[str, Any]:
    ink, quiet = colour("ink"), colour("quiet")
    return {
        "font.family": [_ARABIC, _LATIN],
        "font.size": 7.5,
        "axes.labelsize": 7.5,
        "axes.labelpad": 0.5,
        "axes.titlepad": 2.0,
        "xtick.major.pad": 1.5,
        "axes.titlesize": 7.5,
        "xtick.labelsize": 7,
        "ytick.labelsize": 7.5,
        "legend.fontsize": 7,
        "legend.frameon": False,
        "legend.handlelength": 1.2,
        "legend.handletextpad": 0.5,
        "legend.columnspacing": 1.0,
        "legend.labelspacing": 0.2,
        "ytick.alignment": "center",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.linewidth": 0.6,
        "axes.edgecolor": quiet,
        "axes.labelcolor": ink,
        "axes.axisbelow": True,
        "axes.unicode_minus": True,
        "text.color": ink,
        "xtick.color": quiet,
        "ytick.color": quiet,
        "xtick.labelcolor": ink,
        "ytick.labelcolor": ink,
        "grid.color": colour("grid"),
        "grid.linewidth": 0.5,
        "hatch.linewidth": 0.5,
        "pdf.fonttype": 42,
        "svg.fonttype": "path",
        "svg.hashsalt": "toolkit",
        "path.simplify": False,
        "savefig.dpi": DPI,
    }


@cache
def _register_fonts() -> None:
    import fontpkg_noto_sans_arabic

    (arabic,) = sorted((fontpkg_noto_sans_arabic.ROOT / "files").glob("NotoSansArabic*.ttf"))[:1]
    latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    for name, path in ((_ARABIC, arabic), (_LATIN, latin)):
        font_manager.fontManager.ttflist.append(
            font_manager.FontEntry(
                fname=str(path),
                name=name,
                style="normal",
                variant="normal",
                weight=400,
                stretch="normal",
                size="scalable",
            )
        )
