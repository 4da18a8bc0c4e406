"""Praise by who gives it: the article itself, official sources, other sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.figures.style import BLUE, GREY, ORANGE, figure_style, group_axis, labels, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HOLDERS = {"narrator": ORANGE, "official": BLUE, "other": GREY}
_OFFICIAL = ("government", "intergovernmental")


def praise_holders_table(
    praise: pd.DataFrame, attributions: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet"
) -> pd.DataFrame:
    """Praising expressions by outlet and holder: `narrator`, `official`, `other`."""
    types = attributions[["article_id", "attribution", "source_type"]]
    merged = praise.merge(types, on=["article_id", "attribution"], how="left")
    merged = merged.merge(articles[["article_id", by]], on="article_id")
    official = merged["source_type"].isin(_OFFICIAL)
    held = np.where(
        merged["holder"] == "narrator", "narrator", np.where(official, "official", "other")
    )
    counts = pd.crosstab(merged[by], pd.Series(held, index=merged.index, name="holder"))
    counts = counts.reindex(
        index=sorted(articles[by].dropna().unique()), columns=list(_HOLDERS), fill_value=0
    )
    return counts.rename_axis(index=by, columns=None).reset_index()


def praise_holders(
    praise: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    language: str = "en",
) -> Figure:
    """Draw how many praising expressions each outlet prints, by who praises."""
    table = praise_holders_table(praise, attributions, articles, by=by)
    word = labels(language, "words")
    with figure_style():
        figure, axes = new_figure(len(table))
        left = np.zeros(len(table))
        for holder, colour in _HOLDERS.items():
            axes.barh(
                range(len(table)),
                table[holder],
                left=left,
                height=0.65,
                color=colour,
                label=word[holder],
            )
            left += table[holder].to_numpy()
        axes.set_xlabel(word["praise"])
        group_axis(axes, table[by].astype(str).tolist(), language=language)
        figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=7)
    return figure
