"""Whose words, outlet by outlet: attributed words by actor and by state."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.arabic import count_words
from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.figures.cells import name_columns, names_height
from toolkit.figures.drawing import (
    COLUMN,
    Drawing,
    far_side,
    house_style,
    name_rows,
    new_drawing,
    nothing,
    set_direction,
    verbatim,
)
from toolkit.figures.groups import rows_of
from toolkit.figures.labels import colour, label, state_label, wrapped
from toolkit.figures.links import actor_link, state_link
from toolkit.figures.stacks import in_order

RESAMPLES = 1000
CONFIDENCE = 0.95


def attributed_words(attributions: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count the words of every act's content: ``article_id``, ``group``, ``actor``, ``state``, ``words``."""
    for name, table, columns in (
        ("attributions", attributions, ("actor", "state", "content_start", "content_end")),
        ("articles", articles, ("article_id", "title", "text", by)),
    ):
        missing = [column for column in columns if column not in table]
        if missing:
            raise InputError(f"{name}: no column {', '.join(missing)}; score the articles again")
    documents = {
        article: join_document(title, text)
        for article, title, text in zip(
            *(articles[name].tolist() for name in ("article_id", "title", "text")), strict=True
        )
    }
    acts = attributions.dropna(subset=["content_start", "content_end"])
    acts = acts[acts["article_id"].isin(documents)]
    words = [
        count_words(documents[article][start:end])
        for article, start, end in zip(
            acts["article_id"].tolist(),
            acts["content_start"].astype(int).tolist(),
            acts["content_end"].astype(int).tolist(),
            strict=True,
        )
    ]
    # An article without a group has none: no group of the name "nan".
    groups = articles.dropna(subset=by).set_index("article_id")[by].astype(str).astype(object)
    return pd.DataFrame(
        {
            "article_id": acts["article_id"].to_numpy(),
            "group": acts["article_id"].map(groups).to_numpy(),
            "actor": acts["actor"].to_numpy(),
            "state": acts["state"].to_numpy(),
            "words": words,
        }
    )


def speakers(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    by: str = "outlet",
    most: int = 12,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw who is given how many words, in how many articles.

    Parameters
    ----------
    attributions, articles, actors : DataFrame
        The study's tables.
    by : str
        A column of the articles: the table has each actor's words in every group.
    most : int
        So many actors, those with most words.

    Returns
    -------
    Drawing
        `table`: `actor, name, state, group, words, articles`; the bars are the actors' words in all
        groups, the numbers behind them their articles. In SVG bars link to `#actor=ACTOR`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"], "title": [""],
    ...                          "text": ["قال الوزير إن اللقاء ناجح."]})
    >>> acts = pd.DataFrame({"article_id": ["1"], "content_start": [15], "content_end": [26],
    ...                      "actor": ["office:الوزير"], "state": ["MA"]})
    >>> actors = pd.DataFrame({"actor": ["office:الوزير"], "name": ["الوزير"], "state": ["MA"]})
    >>> speakers(acts, articles, actors).table[["name", "words", "articles"]].values.tolist()
    [['الوزير', 2, 1]]
    """
    words = attributed_words(attributions, articles, by).dropna(subset=["actor"])
    total = words.groupby("actor").agg(words=("words", "sum"), articles=("article_id", "nunique"))
    total = total.reset_index().sort_values(
        ["words", "actor"], ascending=[False, True], ignore_index=True
    )
    top = total.head(most)
    own = words[words["actor"].isin(top["actor"])].groupby(["actor", "group"])
    table = own.agg(words=("words", "sum"), articles=("article_id", "nunique")).reset_index()
    told = actors.drop_duplicates("actor").set_index("actor")
    rank = {actor: place for place, actor in enumerate(top["actor"])}
    table = table.assign(
        name=table["actor"].map(told["name"]),
        state=table["actor"].map(told["state"]),
        rank=table["actor"].map(rank),
    ).sort_values(["rank", "group"], ignore_index=True)
    with house_style():
        drawing, (axes,) = new_drawing(width, 0.5 + 0.24 * max(len(top), 2), language)
        drawing.table = table[["actor", "name", "state", "group", "words", "articles"]]
        if top.empty:
            nothing(drawing, axes)
            return drawing
        bars = axes.barh(range(len(top)), top["words"], height=0.62, color=colour("dot"))
        for bar, actor in zip(bars, top["actor"], strict=True):
            bar.set_url(actor_link(actor))
        for y, count in enumerate(top["articles"]):
            far_side(axes, language, y, f"{label('words', 'n', language)} = {count}")
        name_rows(axes, [_named(told, actor) for actor in top["actor"]])
        axes.set_xlabel(label("words", "attributed_words", language))
        set_direction(axes, language)
        verbatim(axes)
    return drawing


def _named(told: pd.DataFrame, actor: str) -> str:
    """An actor's name on one line, with the state's code, which tells two of one name apart."""
    name, state = told.loc[actor, ["name", "state"]]
    short = wrapped(name, 28, lines=1)
    return f"{short} ({state})" if isinstance(state, str) and state else short


def states(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    least: int = 1,
    most: int = 7,
    seed: int = 0,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw whose states speak: each group's mean share of attributed words by the source's state.

    Parameters
    ----------
    attributions, articles : DataFrame
        The study's tables.
    least : int
        Groups with fewer articles are one row, all other groups; so are those beyond twenty-four.
    most : int
        So many states have a column; the others are one, those that are not told another.
    seed : int
        Of the bootstrap.

    Returns
    -------
    Drawing
        `table`: `group, state, share, low, high, articles`; shares are means over articles, the
        intervals percentiles of a bootstrap by article. `other` and `none` (not told) are no codes.
        In SVG cells link to `#state=GROUP/STATE`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"], "title": [""],
    ...                          "text": ["قال الوزير إن اللقاء ناجح."]})
    >>> acts = pd.DataFrame({"article_id": ["1"], "content_start": [15], "content_end": [26],
    ...                      "actor": ["office:الوزير"], "state": ["MA"]})
    >>> states(acts, articles).table[["state", "share"]].values.tolist()
    [['MA', 1.0]]
    """
    words = attributed_words(attributions, articles, by).dropna(subset="group")
    shown = rows_of(articles[by], articles, by, least=least)
    words["group"] = shown.fold(words["group"])
    words["state"] = words["state"].astype(object).where(words["state"].notna(), "none")
    ranked = words[words["state"] != "none"].groupby("state")["words"].sum()
    top = sorted(ranked.index, key=lambda s: (-ranked[s], s))[:most]
    kept = words["state"].isin([*top, "none"])
    words["state"] = words["state"].where(kept, "other")
    columns = [c for c in (*top, "other", "none") if c in set(words["state"])]
    table = in_order(_state_shares(words, columns, seed), shown)
    groups = list(dict.fromkeys(table["group"]))
    with house_style():
        names = [state_label(c, language) for c in columns]
        height = 0.35 + names_height(names, width) + 0.3 * max(len(groups), 1)
        drawing, (axes,) = new_drawing(width, height, language)
        drawing.table = table
        if not groups:
            nothing(drawing, axes)
            return drawing
        grid = table.pivot(index="group", columns="state", values="share").loc[groups, columns]
        image = axes.imshow(grid.to_numpy(), cmap="Blues", vmin=0, vmax=1, aspect="auto")
        image.set_rasterized(True)
        for (row, column), share in np.ndenumerate(grid.to_numpy()):
            axes.annotate(
                f"{100 * share:.0f}", (column, row), ha="center", va="center", fontsize=6.5,
                color="white" if share > 0.55 else colour("ink"),
                url=state_link(groups[row], columns[column]),
            )  # fmt: skip
        name_rows(axes, [wrapped(shown.name(group, language)) for group in groups])
        name_columns(axes, names, width, language)
        axes.set_xlabel(label("words", "share_of_words_by_state", language))
        set_direction(axes, language)
        verbatim(axes)
    return drawing


def _state_shares(words: pd.DataFrame, columns: list[str], seed: int) -> pd.DataFrame:
    """Mean shares over articles with their intervals."""
    random = np.random.default_rng(seed)
    rows = []
    for group, own in words.groupby("group", sort=True):
        grid = own.pivot_table(
            index="article_id", columns="state", values="words", aggfunc="sum", fill_value=0
        ).reindex(columns=columns, fill_value=0)
        grid = grid[grid.sum(axis=1) > 0]
        shares = grid.div(grid.sum(axis=1), axis=0).to_numpy(float)
        if not len(shares):
            continue
        drawn = random.integers(len(shares), size=(RESAMPLES, len(shares)))
        tail = 50 * (1 - CONFIDENCE)
        low, high = np.percentile(shares[drawn].mean(axis=1), [tail, 100 - tail], axis=0)
        rows += [
            (group, state, mean, lower, upper, len(shares))
            for state, mean, lower, upper in zip(
                columns, shares.mean(axis=0), low, high, strict=True
            )
        ]
    return pd.DataFrame(rows, columns=["group", "state", "share", "low", "high", "articles"])
