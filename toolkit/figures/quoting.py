"""Who quotes whom: groups of outlets on one side, actors on the other."""

from __future__ import annotations

import pandas as pd

from toolkit.figures.actor_words import attributed_words
from toolkit.figures.drawing import COLUMN, Drawing, house_style, is_rtl, new_drawing, nothing
from toolkit.figures.groups import rows_of
from toolkit.figures.labels import colour, label, wrapped
from toolkit.figures.links import actor_link
from toolkit.figures.stacks import in_order


def voices_network(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    by: str = "outlet",
    least: int = 1,
    most: int = 14,
    language: str = "en",
    width: float = COLUMN,
) -> Drawing:
    """Draw who quotes whom, a line an outlet and an actor, as wide as the articles are many.

    Parameters
    ----------
    attributions, articles, actors : DataFrame
        The study's tables.
    by : str
        A column of the articles: the left side.
    least : int
        Groups with fewer articles are one, all other groups; so are those beyond twenty-four.
    most : int
        So many actors, those that most articles make speak.

    Returns
    -------
    Drawing
        `table`: `group, actor, name, articles, words`, a row a line. In SVG actors link to
        `#actor=ACTOR`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"], "title": [""],
    ...                          "text": ["قال الوزير إن اللقاء ناجح."]})
    >>> acts = pd.DataFrame({"article_id": ["1"], "content_start": [15], "content_end": [26],
    ...                      "actor": ["office:الوزير"], "state": ["MA"]})
    >>> actors = pd.DataFrame({"actor": ["office:الوزير"], "name": ["الوزير"], "kind": ["office"]})
    >>> voices_network(acts, articles, actors).table[["group", "name", "articles"]].values.tolist()
    [['الخبر', 'الوزير', 1]]
    """
    told = actors.drop_duplicates("actor").set_index("actor")
    named = told.index[told["kind"] != "unnamed"]
    words = attributed_words(attributions, articles, by).dropna(subset="group")
    shown = rows_of(articles[by], articles, by, least=least)
    words = words.assign(group=shown.fold(words["group"]))
    words = words[words["actor"].isin(named)]
    table = words.groupby(["group", "actor"]).agg(
        articles=("article_id", "nunique"), words=("words", "sum")
    )
    table = table.reset_index()
    reach = table.groupby("actor")[["articles", "words"]].sum()
    order = sorted(reach.index, key=lambda a: (-reach["articles"][a], -reach["words"][a], a))
    right, left = order[:most], [row for row in shown.all if row in set(table["group"])]
    table = table[table["actor"].isin(right)].assign(name=lambda t: t["actor"].map(told["name"]))
    table = in_order(table.sort_values("actor"), shown)
    with house_style():
        height = 0.35 + 0.24 * max(len(left), len(right), 2)
        drawing, (axes,) = new_drawing(width, height, language)
        drawing.table = table[["group", "actor", "name", "articles", "words"]]
        axes.set_axis_off()
        if table.empty:
            nothing(drawing, axes)
            return drawing
        at = {group: _place(n, len(left)) for n, group in enumerate(left)}
        to = {actor: _place(n, len(right)) for n, actor in enumerate(right)}
        widest = table["articles"].max()
        for group, actor, count in table[["group", "actor", "articles"]].values.tolist():
            axes.plot(
                [0, 1], [at[group], to[actor]], color=colour("dot"), alpha=0.55,
                linewidth=0.3 + 3 * count / widest, solid_capstyle="round",
            )  # fmt: skip
        near, far = ("left", "right") if is_rtl(language) else ("right", "left")
        for group in left:
            axes.text(
                -0.03,
                at[group],
                wrapped(shown.name(group, language), 26, lines=1),
                ha=near,
                va="center",
            )
        for actor in right:
            name = wrapped(told.loc[actor, "name"], 26, lines=1)
            axes.text(1.03, to[actor], name, ha=far, va="center", url=actor_link(actor))
        axes.set_xlim((2.1, -1.1) if is_rtl(language) else (-1.1, 2.1))
        axes.set_title(label("words", "quotes", language))
        for text in axes.texts:
            text.set_parse_math(False)
    return drawing


def _place(number: int, count: int) -> float:
    """The height of one of so many names, the first on top, all spread evenly."""
    return 0.5 if count == 1 else 1 - number / (count - 1)
