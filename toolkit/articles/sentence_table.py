"""The sentences of every article, with those that are no article text marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from toolkit.lexicons import Lexicon

    Lexicons = Sequence[Lexicon | str | Path] | Lexicon | str | Path
    Repeated = Collection[tuple[str, str]]


def cut_sentences(articles: pd.DataFrame, *, repeated: Repeated = ()) -> pd.DataFrame:
    """Cut every article into sentences and say which are boilerplate.

    Parameters
    ----------
    articles : DataFrame
        Needs ``article_id``, ``title`` and ``text``; ``outlet`` where `repeated` is given.
    repeated : collection of (outlet, line)
        What `toolkit.articles.repeated_lines` returns for the whole table.

    Returns
    -------
    DataFrame
        ``article_id``, ``sentence`` (0 is the title), ``start``, ``end``, ``boilerplate``.

    Examples
    --------
    >>> cut_sentences(pd.DataFrame({"article_id": ["a"], "title": ["لقاء"],
    ...     "text": ["وصل الوفد. ثم غادر."]}))["start"].tolist()
    [0, 5, 16]
    """
    from toolkit.arabic import sentence_spans
    from toolkit.articles import boilerplate_sentences
    from toolkit.articles.boilerplate.repetition import lines_of

    outlets = articles["outlet"] if repeated else [""] * len(articles)
    lines = {outlet: lines_of(outlet, repeated) for outlet in set(outlets)}
    rows = []
    for article_id, title, text, outlet in zip(
        articles["article_id"], articles["title"], articles["text"], outlets, strict=True
    ):
        document = f"{title}\n{text}"
        spans = sentence_spans(document, len(title))
        flags = boilerplate_sentences(document, len(title), spans, repeated=lines[outlet])
        rows += [
            (article_id, number, start, end, flag)
            for number, ((start, end), flag) in enumerate(zip(spans, flags, strict=True))
        ]
    table = pd.DataFrame(rows, columns=["article_id", "sentence", "start", "end", "boilerplate"])
    return table.astype({"article_id": "str", "boilerplate": "bool"})
