"""How every figure looks: fonts with Arabic in them, colours that survive print, labels.

Colours are Okabe and Ito's (2008), which people with any colour vision tell apart; types also
differ in hatching, so that a black and white print can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

import yaml

from toolkit.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, RED, PURPLE, SKY, YELLOW, GREY = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442", "#8C8C8C",
)  # fmt: skip
VOICE_COLOURS = {
    "official": BLUE,
    "narrator_official": SKY,
    "other_source": ORANGE,
    "narrator": "#D9D9D9",
}
TYPE_COLOURS = {
    "government": BLUE, "intergovernmental": SKY, "party": PURPLE, "armed_group": "#000000",
    "news_agency": "#A6761D", "media": ORANGE, "expert": GREEN, "civil_society": YELLOW,
    "business": "#66A61E", "citizen": RED, "unknown": "#D9D9D9",
}  # fmt: skip
TYPE_HATCHES = {"intergovernmental": "//", "media": "..", "civil_society": "\\\\", "citizen": "xx"}


@lru_cache(maxsize=1)
def _all_labels() -> Mapping[str, Any]:
    path = resources.files("toolkit.figures") / "data" / "labels.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def labels(language: str, group: str) -> Mapping[str, str]:
    """Labels of a group (`measures`, `types`, `voices`, `words`) in a language.

    Raises
    ------
    InputError
        Where there are no labels in that language.

    Examples
    --------
    >>> labels("ar", "types")["expert"]
    'خبير'
    """
    known = _all_labels()
    if language not in known:
        raise InputError(f"language {language!r}: figures have labels in {', '.join(known)}")
    return known[language][group]


@lru_cache(maxsize=1)
def _font() -> str:
    from matplotlib import font_manager

    files = resources.files("fontpkg_noto_sans_arabic") / "files"
    path = next(str(f) for f in files.iterdir() if f.name.endswith(".ttf"))
    font_manager.fontManager.addfont(path)
    return "Noto Sans Arabic"


@contextmanager
def figure_style() -> Iterator[None]:
    """Set fonts and lines for the figures drawn inside, and nothing outside."""
    import matplotlib as mpl

    settings: dict[str, Any] = {
        "font.family": ["DejaVu Sans", _font()], "font.size": 8, "axes.titlesize": 9, "axes.labelsize": 8,
        "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.6,
        "xtick.major.width": 0.6, "ytick.major.width": 0, "hatch.linewidth": 0.4,
        "svg.hashsalt": "toolkit", "svg.fonttype": "path", "pdf.fonttype": 42,
        "savefig.dpi": 200, "figure.dpi": 110, "figure.facecolor": "white",
    }  # fmt: skip
    with mpl.rc_context(cast(Any, settings)):
        yield


def new_figure(rows: int, *, width: float = 6.6, row_height: float = 0.42) -> tuple[Figure, Axes]:
    """A figure whose height follows its rows, in inches, apart from pyplot."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, 1.1 + row_height * max(rows, 2)), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots()


def group_axis(axes: Axes, names: list[str], *, language: str) -> None:
    """Name the rows, first on top; in Arabic on the right, where reading begins."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    if language == "ar":
        axes.yaxis.tick_right()
        axes.spines["right"].set_visible(True)
        axes.spines["left"].set_visible(False)
        axes.invert_xaxis()
