"""Who is made to speak: sources by type, outlet by outlet."""

from __future__ import annotations

import pandas as pd

from toolkit.figures.drawing import (
    COLUMN,
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
from toolkit.figures.labels import label, marks, outlet_link, wrapped
from toolkit.figures.stacks import joined_groups, mean_shares, patches, percent, stack


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
    table = mean_shares(joined_groups(attributions, articles, by), ["group"], "source_type", kinds)
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
        stack(axes, range(len(groups)), values, shown, list(map(outlet_link, groups)))
        counts = table.groupby("group")["articles"].first()
        for y, group in enumerate(groups):
            far_side(axes, language, y, f"{label('words', 'n', language)} = {counts[group]}")
        name_rows(axes, list(map(wrapped, groups)))
        axes.set_xlim(0, 1)
        percent(axes.xaxis)
        axes.set_xlabel(label("words", "share_of_sources", language))
        set_direction(axes, language)
        verbatim(axes)
        names = [label("source_type", k, language) for k in present]
        legend(drawing, patches(shown), names, columns)
    return drawing
