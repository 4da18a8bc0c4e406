"""What articles are made of: their sources by type, and whose voice speaks along their course.

Shares are taken in each article and then averaged over an outlet's articles, so that a long
article counts no more than a short one and the bars agree with the scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from toolkit.errors import InputError
from toolkit.figures.drawing import (
    COLUMN,
    LINE_SPACING,
    Drawing,
    far_side,
    house_style,
    is_rtl,
    legend,
    name_rows,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.labels import label, marks, outlet_link, wrapped


def source_mix(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw each group's attributions by the type of their source, stacked.

    Parameters
    ----------
    attributions, articles : DataFrame
        The study's tables.

    Returns
    -------
    Drawing
        `table`: `group, source_type, share, acts, articles`; articles without an act have no mix
        and are not among those counted.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "outlet": ["الخبر", "الخبر"]})
    >>> acts = pd.DataFrame({"article_id": ["1", "1", "2"],
    ...                      "source_type": ["government", "expert", "government"]})
    >>> source_mix(acts, articles).table[["source_type", "share"]].values.tolist()
    [['government', 0.75], ['expert', 0.25]]
    """
    kinds = marks("source_type")
    table = _mean_shares(_joined(attributions, articles, by), ["group"], "source_type", kinds)
    table = table.rename(columns={"units": "acts"})
    groups = sorted(table["group"].unique())
    present = [kind for kind in kinds if kind in set(table["source_type"])]
    columns = 3 if width < 5 else 6
    with house_style():
        height = 0.6 + 0.4 * max(len(groups), 1) + 0.18 * -(-len(present) // columns)
        drawing, (axes,) = new_drawing(width, height, language)
        drawing.table = table
        if not groups:
            nothing(drawing, axes)
            return drawing
        stacks = table.pivot(index="group", columns="source_type", values="share").fillna(0.0)
        shown = [kinds[kind] for kind in present]
        values = stacks.loc[groups, present].to_numpy()
        _stack(axes, range(len(groups)), values, shown, list(map(outlet_link, groups)))
        counts = table.groupby("group")["articles"].first()
        for y, group in enumerate(groups):
            far_side(axes, language, y, f"{label('words', 'n', language)} = {counts[group]}")
        name_rows(axes, list(map(wrapped, groups)))
        axes.set_xlim(0, 1)
        _percent(axes.xaxis)
        axes.set_xlabel(label("words", "share_of_sources", language))
        set_direction(axes, language)
        verbatim(axes)
        names = [label("source_type", k, language) for k in present]
        legend(drawing, _patches(shown), names, columns)
    return drawing


def voice_course(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    parts: int = 5,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw whose voice speaks from an article's start to its end, a panel a group.

    Parameters
    ----------
    sentences, articles : DataFrame
        The study's tables; titles and boilerplate are left out.
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
    joined = _joined(body, articles, by).sort_values(["article_id", "sentence"], kind="stable")
    joined["part"] = _part(joined, parts)
    table = _mean_shares(joined, ["group", "part"], "voice", kinds)
    table = table.rename(columns={"units": "sentences"})
    groups = sorted(table["group"].unique())
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
            _course_panel(axes, own, groups[i], parts, language)
            # Only the outer panels of a shared scale carry its numbers.
            axes.tick_params(labelleft=False, labelright=False)
            if i % columns == 0:
                rtl = is_rtl(language)
                axes.tick_params(labelleft=not rtl, labelright=rtl)
        middle = panels[(rows - 1) // 2 * columns]
        middle.set_ylabel(label("words", "share_of_sentences", language))
        names = [label("voice", k, language) for k in kinds]
        legend(drawing, _patches(kinds.values()), names, 2 if width < 5 else 4)
    return drawing


def _course_panel(axes: Axes, own: pd.DataFrame, group: str, parts: int, language: str) -> None:
    kinds = marks("voice")
    shares = own.pivot(index="part", columns="voice", values="share")
    shares = shares.reindex(index=range(1, parts + 1), columns=list(kinds)).fillna(0.0)
    links = [outlet_link(group)] * parts
    _stack(axes, shares.index, shares.to_numpy(), list(kinds.values()), links, upright=True)
    count = own["articles"].max()
    # Hard spaces keep the number of articles on one line.
    title = f"{group} ({label('words', 'n', language)}\u00a0=\u00a0{count})"
    axes.set_title(wrapped(title, 26, lines=2), linespacing=LINE_SPACING)
    axes.set_ylim(0, 1)
    axes.set_xlim(0.5, parts + 0.5)
    axes.set_xticks(
        [1, parts], [label("words", "start", language), label("words", "end", language)]
    )
    axes.tick_params(axis="x", length=0)
    _percent(axes.yaxis, [0, 0.5, 1])
    set_direction(axes, language)
    verbatim(axes)


def _joined(table: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    if by not in articles.columns:
        found = ", ".join(map(str, articles.columns))
        raise InputError(f"articles: there is no column '{by}' to group by; found: {found}")
    groups = articles.dropna(subset=by).set_index("article_id")[by].astype(str)
    joined = table.assign(group=table["article_id"].map(groups).astype(object))
    return joined.dropna(subset="group")


def _part(joined: pd.DataFrame, parts: int) -> pd.Series[int]:
    grouped = joined.groupby("article_id", sort=False)["sentence"]
    place, count = grouped.cumcount(), grouped.transform("size")
    # The middle of a sentence's own stretch decides, so that short articles spread evenly.
    return ((place + 0.5) / count * parts).astype(int) + 1


def _mean_shares(
    joined: pd.DataFrame, keys: list[str], kind: str, order: dict[str, dict[str, str]]
) -> pd.DataFrame:
    """Average over articles the share of each kind among an article's units."""
    grouped = joined.groupby([*keys, "article_id", kind], observed=True)
    counts: pd.DataFrame = grouped.size().rename("units").reset_index()
    whole = counts.groupby([*keys, "article_id"])["units"].transform("sum")
    counts["share"] = counts["units"] / whole
    articles = counts.groupby(keys)["article_id"].nunique().rename("articles")
    sums = counts.groupby([*keys, kind], observed=True)[["share", "units"]].sum().reset_index()
    table = sums.merge(articles.reset_index(), on=keys)
    table["share"] /= table["articles"]
    rank = {name: i for i, name in enumerate(order)}
    table["rank"] = table[kind].map(rank)
    if (unknown := table.loc[table["rank"].isna(), kind]).size:
        raise InputError(
            f"{kind}: '{unknown.iloc[0]}' is no code of the codebook; allowed: {', '.join(rank)}"
        )
    table = table.sort_values([*keys, "rank"], kind="stable", ignore_index=True)
    return table[[*keys, kind, "share", "units", "articles"]]


def _stack(
    axes: Axes,
    places: Iterable[float],
    shares: np.ndarray,
    kinds: list[dict[str, str]],
    links: list[str],
    *,
    upright: bool = False,
) -> None:
    """Stack each row of shares into one bar with its link, lying from the left or standing."""
    at = np.asarray(list(places), dtype=float)
    base = np.zeros(len(shares))
    for column, mark in zip(shares.T, kinds, strict=True):
        if upright:
            bars = axes.bar(at, column, 0.92, base, **_look(mark))
        else:
            bars = axes.barh(at, column, 0.72, base, **_look(mark))
        for bar, link in zip(bars, links, strict=True):
            bar.set_url(link)
        base += column


def _look(mark: dict[str, str]) -> dict[str, Any]:
    return {
        "facecolor": mark["colour"],
        "hatch": mark.get("hatch"),
        "edgecolor": "white",
        "linewidth": 0.4,
    }


def _patches(kinds: Iterable[dict[str, str]]) -> list[Patch]:
    return [Patch(**_look(mark)) for mark in kinds]


def _percent(axis: object, ticks: list[float] | None = None) -> None:
    places = ticks or [0, 0.25, 0.5, 0.75, 1]
    axis.set_ticks(places, [f"{place:.0%}" for place in places])  # type: ignore[attr-defined]
