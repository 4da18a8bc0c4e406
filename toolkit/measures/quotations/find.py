"""The quotations table: the same words of one speaker, as each article prints them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.errors import InputError
from toolkit.measures.quotations.matching.blocking import DAYS
from toolkit.measures.quotations.matching.contents import (
    MIN_WORDS,
    Contents,
    content_rows,
    number_contents,
)
from toolkit.measures.tables import typed_table
from toolkit.output.manners import as_before

if TYPE_CHECKING:
    from toolkit.measures.quotations.matching.clustering import Clusters

_ARTICLES = ("article_id", "outlet", "title", "text")
_ACTS = ("article_id", "attribution", "content_start", "content_end", "kind", "speaker")


def find_quotations(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    *,
    days: float = DAYS,
    min_words: int = MIN_WORDS,
) -> pd.DataFrame:
    """Find the quotations that two articles or more print.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``outlet``, ``title``, ``text`` and, where known, ``published``.
    attributions : DataFrame
        As `toolkit.score` gives them.
    days : float
        How far apart two articles may print the words of one occasion.
    min_words : int
        The fewest words of a quotation.

    Returns
    -------
    DataFrame
        One row a version: ``quotation`` (the cluster), ``article_id``, ``attribution`` (missing
        where quotation marks stand by themselves), ``start``, ``end``, ``speaker`` (one name a
        cluster), ``similarity`` to the most complete version (1 is that version itself, or one
        whose words all stand in it).

    Raises
    ------
    InputError
        Where a column is missing or an option makes no sense.

    Examples
    --------
    >>> text = 'قال الوزير ناصر بوريطة: "التهديد الذي يمثله التنظيم {} بعد سنوات من الحرب".'
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["الخبر", "الرأي"],
    ...     "title": "", "text": [text.format("لم يتراجع"), text.format("تراجع")]})
    >>> acts = pd.DataFrame({"article_id": ["a", "b"], "attribution": 0, "content_start": 26,
    ...     "content_end": [80, 76], "kind": "direct", "speaker": "ناصر بوريطة"})
    >>> find_quotations(articles, acts)[["quotation", "article_id", "speaker"]].values.tolist()
    [[0, 'a', 'ناصر بوريطة'], [0, 'b', 'ناصر بوريطة']]
    """
    _check(articles, "articles", _ARTICLES)
    _check(attributions, "attributions", _ACTS)
    return join_quotations(content_rows(articles, attributions), days=days, min_words=min_words)


def join_quotations(
    rows: pd.DataFrame, *, days: float = DAYS, min_words: int = MIN_WORDS
) -> pd.DataFrame:
    """Join the contents of all parts of a corpus into quotations: the reduce of `content_rows`.

    Parameters
    ----------
    rows : DataFrame
        What `toolkit.measures.quotations.matching.contents.content_rows` gives of each part, one
        under the other.
    days, min_words
        As `find_quotations` takes them.

    Returns
    -------
    DataFrame
        As `find_quotations` gives of the whole.
    """
    if days < 0 or min_words < 1:
        raise InputError(f"days={days}, min_words={min_words}: give days >= 0, min_words >= 1")
    with as_before():  # SciPy's graphs, which a score without quotations does not wait for
        from toolkit.measures.quotations.matching.clustering import cluster_contents

    contents = number_contents(rows, min_words=min_words)
    return _table(contents, cluster_contents(contents, days=days))


def _table(contents: Contents, clusters: Clusters) -> pd.DataFrame:
    rows = np.flatnonzero(clusters.number >= 0)
    rows = rows[np.argsort(clusters.number[rows], kind="stable")]
    table = contents.table.iloc[rows].assign(
        quotation=clusters.number[rows], similarity=clusters.similarity[rows]
    )
    names = [bool(clusters.speakers[row].names) for row in rows.tolist()]
    table["speaker"] = _one_name(table, np.array(names, dtype=bool))
    return typed_table("quotations", table)


def _one_name(table: pd.DataFrame, named: np.ndarray) -> list[str | None]:
    """The name of each cluster's speaker: the commonest mention, one with a name first."""
    counts: dict[int, Counter[tuple[bool, str]]] = {}
    for number, speaker, has_name in zip(table["quotation"], table["speaker"], named, strict=True):
        seen = counts.setdefault(number, Counter())
        if isinstance(speaker, str) and speaker:
            seen[(bool(has_name), speaker)] += 1
    best = {
        number: min(seen, key=lambda m: (not m[0], -seen[m], len(m[1]), m[1]))[1] if seen else None
        for number, seen in counts.items()
    }
    return [best[number] for number in table["quotation"]]


def _check(table: pd.DataFrame, name: str, columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in table]
    if missing:
        raise InputError(f"{name}: no column {', '.join(missing)}; needed: {', '.join(columns)}")
    if name == "articles" and not table["article_id"].is_unique:
        double = table.loc[table["article_id"].duplicated(), "article_id"].iloc[0]
        raise InputError(f"articles: article_id {double!r} stands twice; give each its own")
