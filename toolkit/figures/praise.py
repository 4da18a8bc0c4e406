"""Who praises whom: a matrix of holders and targets."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.errors import InputError
from toolkit.figures.cells import SHORTEST, name_columns, name_side, names_height
from toolkit.figures.drawing import (
    COLUMN,
    LINE_SPACING,
    Drawing,
    house_style,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.labels import colour, label, marks, praise_link, state_label, wrapped

NARRATOR = "narrator"
# The row of praise whose target's state is not told, where others' is.
NOT_TOLD = "none"


def praise_flows(
    praise: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    outlet: str | None = None,
    targets: int = 16,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw in how many articles each kind of holder praises each state, with all that is its own.

    Parameters
    ----------
    praise, attributions, articles : DataFrame
        The study's tables; a holder's kind is the source type of the act that the praise lies in.
        Praise whose ``target_state`` is not told has the row ``none``; where no praise has one
        (actors were not looked for), targets are drawn by their words.
    outlet : str, optional
        This outlet's articles only.
    targets : int
        So many of the targets that most articles praise have a row of their own.

    Returns
    -------
    Drawing
        `table`: `target, holder, praise, articles`; the rest's target is missing. In SVG discs and
        numbers link to `#praise=TARGET/HOLDER`, which a report has.

    Examples
    --------
    >>> praise = pd.DataFrame({"article_id": ["1", "1"], "holder": ["narrator", "الوزير"],
    ...                        "target": ["المغرب", "المغرب"], "attribution": [None, 0]})
    >>> acts = pd.DataFrame({"article_id": ["1"], "attribution": [0],
    ...                      "source_type": ["government"]})
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"]})
    >>> praise_flows(praise, acts, articles).table["holder"].tolist()
    ['government', 'narrator']
    """
    table = _flows(*praise_cells(praise, attributions, articles, outlet=outlet, targets=targets))
    holders = [h for h in (*marks("source_type"), NARRATOR) if h in set(table["holder"])]
    rows = list(dict.fromkeys(table["target"].fillna("")))
    counts = table.assign(target=table["target"].fillna(""))
    grid = counts.pivot_table(index="target", columns="holder", values="articles", aggfunc="sum")
    names = [holder_label(h, language) for h in holders]
    with house_style():
        height = 0.6 + names_height(names, width) + 0.3 * max(len(rows), 1)
        drawing, (axes,) = new_drawing(width, height, language)
        drawing.table = table
        if not rows:
            nothing(drawing, axes)
            return drawing
        cells = grid.reindex(index=rows, columns=holders).fillna(0).to_numpy(float)
        links = [[praise_link(row, holder) for holder in holders] for row in rows]
        _bubbles(axes, cells, links, named=sum(bool(r) for r in rows))
        other = label("words", "other", language)
        axes.set_yticks(
            range(len(rows)),
            [wrapped(target_label(r, language) or other, 24, lines=2) for r in rows],
            linespacing=LINE_SPACING,
        )
        name_columns(axes, names, width, language)
        axes.set_xlabel(label("words", "holder", language))
        name_side(axes, label("words", "target", language), language)
        set_direction(axes, language)
        verbatim(axes)
    return drawing


def praise_cells(
    praise: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    outlet: str | None = None,
    targets: int = 16,
) -> tuple[pd.DataFrame, list[str]]:
    """Give the praise with the kind of its holder, a target of its own or none; and those targets.

    The parameters are those of `praise_flows`.
    """
    kept = articles if outlet is None else articles[articles["outlet"] == outlet]
    if outlet is not None and kept.empty:
        found = ", ".join(sorted(articles["outlet"].dropna().astype(str).unique()))
        raise InputError(f"outlet '{outlet}' has no articles; found: {found}")
    praise = praise[praise["article_id"].isin(kept["article_id"])]
    acts = attributions[["article_id", "attribution", "source_type"]]
    keyed = praise.assign(attribution=praise["attribution"].astype("Int64"))
    joined = keyed.merge(
        acts.assign(attribution=acts["attribution"].astype("Int64")),
        on=["article_id", "attribution"],
        how="left",
    )
    told = joined["source_type"].astype(object).where(joined["source_type"].notna(), "unknown")
    joined["holder"] = told.where(joined["holder"] != NARRATOR, NARRATOR)
    joined["target"] = joined["target"].map(without_preposition, na_action="ignore")
    if "target_state" in joined and joined["target_state"].notna().any():
        joined["target"] = joined["target_state"].astype(object).fillna(NOT_TOLD)
    named = joined.dropna(subset=["target"])
    named = named[~named["target"].str.strip().isin(("", NOT_TOLD))]
    order = named.groupby("target")["article_id"].nunique().reset_index(name="count")
    order = order.sort_values(["count", "target"], ascending=[False, True], kind="stable")
    top = order["target"].head(targets).tolist()
    top += [NOT_TOLD] if (joined["target"] == NOT_TOLD).any() else []
    joined["target"] = joined["target"].where(joined["target"].isin(top))
    return joined, top


def without_preposition(name: str) -> str:
    """A name in the text's words, without a preposition joined to its article.

    >>> [without_preposition(name) for name in ("للمملكة المغربية", "بالوزير", "لندن", "الوزير")]
    ['المملكة المغربية', 'الوزير', 'لندن', 'الوزير']
    """
    if len(name.split(" ")[0]) < SHORTEST:
        return name
    if name.startswith("لل"):
        return f"ال{name[2:]}"
    return name[1:] if name.startswith("بال") else name


def _flows(joined: pd.DataFrame, top: list[str]) -> pd.DataFrame:
    grouped = joined.groupby(["target", "holder"], dropna=False)["article_id"]
    table = grouped.agg(praise="size", articles="nunique").reset_index()
    rank = {target: i for i, target in enumerate(top)}
    table["rank"] = table["target"].map(rank).fillna(len(top))
    table = table.sort_values(["rank", "holder"], kind="stable", ignore_index=True)
    return table[["target", "holder", "praise", "articles"]]


def target_label(target: str, language: str) -> str:
    """Name a target: a state by its code, anything else as it stands."""
    return state_label(target, language)


def holder_label(holder: str, language: str) -> str:
    """Name a kind of holder: a source type, or the article itself."""
    return label("holder" if holder == NARRATOR else "source_type", holder, language)


def _bubbles(axes: Axes, grid: np.ndarray, links: list[list[str]], *, named: int) -> None:
    """Draw a disc a cell in the named rows; the rest, of no one kind, has its numbers alone."""
    rows, columns = grid.shape
    most = grid[:named].max(initial=1.0)
    for row, column in np.argwhere(grid):
        count, drawn, link = grid[row, column], row < named, links[row][column]
        big = drawn and count > 0.3 * most
        if drawn:
            size = 170 * count / most
            disc = axes.scatter(column, row, s=size, color=colour("dot"), alpha=0.85, linewidths=0)
            disc.set_urls([link])
        axes.annotate(
            f"{count:.0f}",
            (column, row),
            xytext=(0, 7) if drawn and not big else (0, 0),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=6.5,
            url=link,
            color="white" if big else colour("ink" if drawn else "quiet"),
            bbox=None if drawn else {"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    axes.set_xlim(-0.6, columns - 0.4)
    axes.set_ylim(rows - 0.4, -0.7)
    axes.grid()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
