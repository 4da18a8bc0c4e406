"""Articles read once, and the table of their sentences with those that are no article text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from toolkit.arabic.document import Document, read_document
from toolkit.articles.boilerplate.labels import document_reasons
from toolkit.articles.boilerplate.repetition import lines_of
from toolkit.errors import InputError

Repeated = Collection[tuple[str, str]]


def cut_documents(articles: pd.DataFrame, *, repeated: Repeated = ()) -> list[Document]:
    """Read every article once: cut it into sentences and say which are boilerplate.

    Parameters
    ----------
    articles : DataFrame
        Needs ``title`` and ``text``; with ``outlet``, lines that name it are told from the text.
    repeated : collection of (outlet, line)
        What `toolkit.articles.repeated_lines` returns for the whole table; needs ``outlet``.

    Examples
    --------
    >>> documents = cut_documents(pd.DataFrame({"title": ["لقاء"], "text": ["وصل الوفد. ثم غادر."]}))
    >>> documents[0].spans
    [(0, 4), (5, 15), (16, 24)]
    """
    known = repeated or "outlet" in articles
    outlets = articles["outlet"].fillna("") if known else [""] * len(articles)
    lines = {outlet: lines_of(outlet, repeated) for outlet in set(outlets)}
    found = []
    for title, text, outlet in zip(articles["title"], articles["text"], outlets, strict=True):
        document = read_document(title, text)
        reasons = document_reasons(document, repeated=lines[outlet], outlet=outlet)
        found.append(document.with_boilerplate(map(bool, reasons)))
    return found


def sentence_table(articles: pd.DataFrame, documents: Sequence[Document]) -> pd.DataFrame:
    """The sentences of documents that have been cut, one row each.

    Returns
    -------
    DataFrame
        ``article_id``, ``sentence`` (0 is the title), ``start``, ``end``, ``boilerplate``.
    """
    counts = [len(document.spans) for document in documents]
    spans = np.array([span for document in documents for span in document.spans], dtype=np.int64)
    spans = spans.reshape(-1, 2)
    numbers = [number for count in counts for number in range(count)]
    noise = [
        n in document.boilerplate for document in documents for n in range(len(document.spans))
    ]
    return pd.DataFrame(
        {
            "article_id": pd.array(
                np.repeat(articles["article_id"].to_numpy(object), counts), "str"
            ),
            "sentence": np.array(numbers, dtype=np.int64),
            "start": spans[:, 0],
            "end": spans[:, 1],
            "boilerplate": np.array(noise, dtype=bool),
        }
    )


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
    return sentence_table(articles, cut_documents(articles, repeated=repeated))


def read_documents(articles: pd.DataFrame, sentences: pd.DataFrame) -> list[Document]:
    """Read every article once, by a table of its sentences.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    sentences : DataFrame
        ``article_id``, ``start``, ``end`` and ``boilerplate``, or ``voice`` in its place; each
        article's in order, with or without a row for a title that is empty.

    Raises
    ------
    InputError
        Where a table lacks a column, or an article has no sentences.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": ["وصل الوفد."]})
    >>> [document.spans for document in read_documents(articles, cut_sentences(articles))]
    [[(0, 0), (1, 11)]]
    """
    _check(articles, sentences)
    if "boilerplate" in sentences:
        noise = sentences["boilerplate"].astype(bool)
    else:
        noise = sentences["voice"] == "boilerplate"
    cuts: dict[str, tuple[list[tuple[int, int]], list[bool]]] = {}
    columns = (sentences["article_id"], sentences["start"], sentences["end"], noise)
    for article_id, start, end, flag in zip(*columns, strict=True):
        spans, flags = cuts.setdefault(article_id, ([], []))
        spans.append((int(start), int(end)))
        flags.append(bool(flag))
    found = []
    for article_id, title, text in zip(
        articles["article_id"], articles["title"], articles["text"], strict=True
    ):
        if article_id not in cuts:
            raise InputError(f"sentences: none of article {article_id!r}; cut all articles given")
        spans, flags = cuts[article_id]
        if min(spans)[0] > (len(title) if isinstance(title, str) else 0):
            # The table of a study holds no empty title; a document counts its sentences with it.
            spans, flags = [(0, 0), *spans], [False, *flags]
        found.append(read_document(title, text, spans=spans, boilerplate=flags))
    return found


def _check(articles: pd.DataFrame, sentences: pd.DataFrame) -> None:
    for name, table, needed in (
        ("articles", articles, ("article_id", "title", "text")),
        ("sentences", sentences, ("article_id", "start", "end")),
    ):
        if missing := [column for column in needed if column not in table]:
            raise InputError(f"{name}: no column {missing[0]!r}; it needs {', '.join(needed)}")
    if "boilerplate" not in sentences and "voice" not in sentences:
        raise InputError(
            "sentences: no column 'boilerplate'; make the table with "
            "toolkit.articles.cut_sentences(articles)"
        )
