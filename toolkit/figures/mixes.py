"""Shares that add up: the source mix of outlets, and the voice along an article's course."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.figures.style import (
    TYPE_COLOURS,
    TYPE_HATCHES,
    VOICE_COLOURS,
    figure_style,
    group_axis,
    labels,
    new_figure,
)  # fmt: skip

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TENTHS = 10


def source_mix_table(
    attributions: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet"
) -> pd.DataFrame:
    """Share of acts by type of source, a row a group; every article weighs by its acts.

    Examples
    --------
    >>> acts = pd.DataFrame({"article_id": ["a", "a"], "source_type": ["government", "expert"]})
    >>> source_mix_table(acts, pd.DataFrame({"article_id": ["a"], "outlet": ["الصباح"]}))["expert"].tolist()
    [0.5]
    """
    merged = attributions[["article_id", "source_type"]].merge(
        articles[["article_id", by]], on="article_id"
    )
    counts = pd.crosstab(merged[by], merged["source_type"]).reindex(
        columns=list(TYPE_COLOURS), fill_value=0
    )
    shares = counts.div(counts.sum(axis=1), axis=0)
    return shares.assign(n=counts.sum(axis=1)).rename_axis(columns=None).reset_index()


def source_mix(
    attributions: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", language: str = "en"
) -> Figure:
    """Draw the types of source by outlet, stacked to one.

    Parameters
    ----------
    attributions, articles : DataFrame
        As in a study.
    """
    table = source_mix_table(attributions, articles, by=by)
    word, names = labels(language, "words"), labels(language, "types")
    with figure_style():
        figure, axes = new_figure(len(table), row_height=0.46)
        left = np.zeros(len(table))
        for kind, colour in TYPE_COLOURS.items():
            width = table[kind].to_numpy()
            if not width.any():
                continue
            axes.barh(
                range(len(table)), width, left=left, height=0.7, color=colour, label=names[kind],
                hatch=TYPE_HATCHES.get(kind), edgecolor="white", linewidth=0.5,
            )  # fmt: skip
            left += width
        axes.set_xlim(0, 1)
        axes.set_xlabel(word["share_acts"])
        rows = [f"{g}  ({word['n']} {n})" for g, n in zip(table[by], table["n"], strict=True)]
        group_axis(axes, rows, language=language)
        figure.legend(loc="outside lower center", ncols=6, frameon=False, fontsize=7)
    return figure


def voice_course_table(sentences: pd.DataFrame) -> pd.DataFrame:
    """Share of characters in each voice by tenth of the article, title and boilerplate left out.

    Articles weigh alike. Columns: `tenth` (1–10) and one a voice.
    """
    own = sentences[(sentences["voice"] != "boilerplate") & (sentences["sentence"] > 0)]
    columns = list(VOICE_COLOURS)
    total = np.zeros((_TENTHS, len(columns)))
    articles = 0
    for _, part in own.groupby("article_id", sort=True):
        length = (part["end"] - part["start"]).to_numpy(dtype=float)
        if not length.sum():
            continue
        stop = np.cumsum(length) / length.sum()
        start = stop - length / length.sum()
        for number, voice in enumerate(columns):
            mask = (part["voice"] == voice).to_numpy()
            for tenth in range(_TENTHS):
                low, high = tenth / _TENTHS, (tenth + 1) / _TENTHS
                overlap = np.clip(
                    np.minimum(stop[mask], high) - np.maximum(start[mask], low), 0, None
                )
                total[tenth, number] += overlap.sum() * _TENTHS
        articles += 1
    shares = total / max(articles, 1)
    return pd.DataFrame(shares, columns=columns).assign(tenth=range(1, _TENTHS + 1))


def voice_course(sentences: pd.DataFrame, *, language: str = "en") -> Figure:
    """Draw in whose voice articles speak from their first to their last tenth."""
    table = voice_course_table(sentences)
    word, names = labels(language, "words"), labels(language, "voices")
    with figure_style():
        figure, axes = new_figure(5)
        bottom = np.zeros(len(table))
        for voice, colour in VOICE_COLOURS.items():
            axes.bar(
                table["tenth"],
                table[voice],
                bottom=bottom,
                width=0.9,
                color=colour,
                label=names[voice],
            )
            bottom += table[voice].to_numpy()
        axes.set_xticks(table["tenth"])
        axes.set_xlabel(word["position"])
        axes.set_ylabel(word["share_words"])
        axes.set_ylim(0, 1)
        if language == "ar":
            axes.invert_xaxis()
        figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=7)
    return figure
