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
from toolkit.figures.groups import MOST, row_link
from toolkit.figures.labels import label, marks, wrapped
from toolkit.figures.stacks import in_order, joined_groups, mean_shares, patches, percent, stack


def source_mix(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    least: int = 1,
    most: int = MOST,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw each group's attributions by the type of their source, stacked.

    Parameters
    ----------
    attributions, articles : DataFrame
        The study's tables.
    least, most : int
        Groups with fewer articles, and those beyond so many, are one row: all other groups.

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
    joined, rows = joined_groups(attributions, articles, by, least=least, most=most)
    table = in_order(mean_shares(joined, ["group"], "source_type", kinds), rows)
    table = table.rename(columns={"units": "acts"})
    groups = list(dict.fromkeys(table["group"]))
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
        stack(axes, range(len(groups)), values, shown, list(map(row_link, groups)))
        counts = table.groupby("group")["articles"].first()
        for y, group in enumerate(groups):
            far_side(axes, language, y, f"{label('words', 'n', language)} = {counts[group]}")
        name_rows(axes, [wrapped(rows.name(group, language)) for group in groups])
        axes.set_xlim(0, 1)
        percent(axes.xaxis)
        axes.set_xlabel(label("words", "share_of_sources", language))
        set_direction(axes, language)
        verbatim(axes)
        names = [label("source_type", k, language) for k in present]
        legend(drawing, patches(shown), names, columns)
    return drawing
