"""Whose voice speaks along an article's course."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from toolkit.errors import InputError
from toolkit.figures.drawing import (
    COLUMN,
    LINE_SPACING,
    Drawing,
    house_style,
    is_rtl,
    legend,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.groups import row_link
from toolkit.figures.labels import label, marks, wrapped
from toolkit.figures.stacks import (
    in_order,
    joined_groups,
    mean_shares,
    patches,
    percent,
    stack,
    stack_part,
)

_PANELS = 12


def voice_course(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    least: int = 1,
    most: int = _PANELS,
    parts: int = 5,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw whose voice speaks from an article's start to its end, a panel a group.

    Parameters
    ----------
    sentences, articles : DataFrame
        The study's tables; titles and boilerplate are left out.
    least, most : int
        Groups with fewer articles, and those beyond so many, are one panel: all other groups.
    parts : int
        How many equal parts an article's sentences are cut into.

    Returns
    -------
    Drawing
        `table`: `group, part, voice, share, sentences, articles`; parts count from 1.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"]})
    >>> voices = ["narrator", "official", "official", "narrator"]
    >>> sentences = pd.DataFrame({"article_id": "1", "sentence": range(4), "voice": voices})
    >>> voice_course(sentences, articles, parts=3).table[["part", "voice"]].values.tolist()
    [[1, 'official'], [2, 'official'], [3, 'narrator']]
    """
    if parts < 2:
        raise InputError(f"parts={parts}: a course has at least two parts")
    kinds = marks("voice")
    body = sentences[(sentences["sentence"] > 0) & sentences["voice"].isin(list(kinds))]
    joined, shown = joined_groups(body, articles, by, least=least, most=most)
    joined = joined.sort_values(["article_id", "sentence"], kind="stable")
    joined["part"] = stack_part(joined, parts)
    table = in_order(mean_shares(joined, ["group", "part"], "voice", kinds), shown)
    table = table.rename(columns={"units": "sentences"})
    groups = list(dict.fromkeys(table["group"]))
    columns = max(1, min(len(groups), 2 if width < 5 else 4))
    rows = max(1, -(-len(groups) // columns))
    with house_style():
        drawing, panels = new_drawing(
            width, 0.75 + 1.15 * rows, language, rows=rows, columns=columns, sharey=True
        )
        drawing.table = table
        if not groups:
            nothing(drawing, panels[0])
            return drawing
        for i, axes in enumerate(panels):
            if i >= len(groups):
                axes.set_axis_off()
                continue
            own = table[table["group"] == groups[i]]
            _course_panel(axes, own, shown.name(groups[i], language), parts, language)
            # Only the outer panels of a shared scale carry its numbers.
            axes.tick_params(labelleft=False, labelright=False)
            if i % columns == 0:
                rtl = is_rtl(language)
                axes.tick_params(labelleft=not rtl, labelright=rtl)
        middle = panels[(rows - 1) // 2 * columns]
        middle.set_ylabel(label("words", "share_of_sentences", language))
        names = [label("voice", k, language) for k in kinds]
        legend(drawing, patches(kinds.values()), names, 2 if width < 5 else 4)
    return drawing


def _course_panel(axes: Axes, own: pd.DataFrame, name: str, parts: int, language: str) -> None:
    kinds = marks("voice")
    shares = own.pivot(index="part", columns="voice", values="share")
    shares = shares.reindex(index=range(1, parts + 1), columns=list(kinds)).fillna(0.0)
    links = [row_link(own["group"].iloc[0])] * parts
    stack(axes, shares.index, shares.to_numpy(), list(kinds.values()), links, upright=True)
    count = own["articles"].max()
    # Hard spaces keep the number of articles on one line.
    title = f"{name} ({label('words', 'n', language)}\u00a0=\u00a0{count})"
    axes.set_title(wrapped(title, 26, lines=2), linespacing=LINE_SPACING)
    axes.set_ylim(0, 1)
    axes.set_xlim(0.5, parts + 0.5)
    axes.set_xticks(
        [1, parts], [label("words", "start", language), label("words", "end", language)]
    )
    axes.tick_params(axis="x", length=0)
    percent(axes.yaxis, [0, 0.5, 1])
    set_direction(axes, language)
    verbatim(axes)
