"""The articles behind a disc of the praise figure, or behind a formula that is an outlet's own.

The links of the figures lead here, and from here to the marked evidence of each article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from toolkit.figures.labels import label, praise_link, term_link
from toolkit.figures.praise import holder_label, praise_cells, target_label
from toolkit.report.marked import View
from toolkit.report.strips import article_anchor
from toolkit.report.tables import headline
from toolkit.report.wording import Wording
from toolkit.study.study import Study


def cell_lists(
    study: Study, figures: Iterable[str], views: Mapping[str, View], words: Wording
) -> list[dict[str, Any]]:
    """Give, for the figures named, a list of articles for each place that their links lead to.

    Returns
    -------
    list of dict
        `figure`, its name in words; `lists`, each with `name`, `anchor` and `articles`.
    """
    known = {"praise_flows": _praise, "formulas_keyness": _formulas}
    return [
        {"figure": words.figure(name), "lists": known[name](study, views, words)}
        for name in figures
        if name in known
    ]


def _praise(study: Study, views: Mapping[str, View], words: Wording) -> list[dict[str, Any]]:
    joined, top = praise_cells(study.praise, study.attributions, study.articles)
    joined = joined.assign(
        target=joined["target"].astype(object).where(joined["target"].notna(), "")
    )
    rank: dict[object, int] = {target: place for place, target in enumerate((*top, ""))}
    other = label("words", "other", words.language)
    lists = []
    for (target, holder), rows in joined.groupby(["target", "holder"], sort=True):
        # The arrow leads from the holder to the target, whichever way the line runs; each name
        # is isolated, for it may run the other way.
        arrow = "←" if words.direction == "ltr" else "→"
        by = holder_label(str(holder), words.language)
        name = f"\u2068{target_label(str(target), words.language) or other}\u2069 {arrow} \u2068{by}\u2069"
        anchor = praise_link(target, holder)[1:]
        lists.append((rank[target], _listed(name, anchor, rows, views)))
    return [one for _, one in sorted(lists, key=lambda pair: pair[0])]


def _formulas(study: Study, views: Mapping[str, View], words: Wording) -> list[dict[str, Any]]:
    outlets = study.articles.set_index("article_id")["outlet"].astype(str)
    formulas = study.formulas.assign(outlet=study.formulas["article_id"].map(outlets))
    return [
        _listed(f"{outlet}: {entry}", term_link(outlet, entry)[1:], rows, views)
        for (outlet, entry), rows in formulas.groupby(["outlet", "entry"], sort=True)
    ]


def _listed(
    name: str, anchor: str, rows: pd.DataFrame, views: Mapping[str, View]
) -> dict[str, Any]:
    counts = rows["article_id"].astype(str).value_counts().sort_index().to_dict()
    articles = [
        {"title": headline(views.get(key), key), "link": article_anchor(key), "count": count}
        for key, count in ((str(key), count) for key, count in counts.items())
    ]
    return {"name": name, "anchor": anchor, "count": len(rows), "articles": articles}
