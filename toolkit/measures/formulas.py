"""Formulas of official speech: where an article uses the set phrases of a state.

Titles and blessings of rulers, the etiquette of state, programmes by their official names and one
side's words for its enemies stand in the lexicon `formulas`, by state and class, and are found by
the one matcher for all lexicons: whole words, through clitics and spelling variants, the longest
formula at a place. Who speaks a formula, the article or somebody quoted, is told by the sentence's
voice (voice.py) and not here. Boilerplate is left out: its words are no words of the article, and
counts are given per thousand of those.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold
from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.lexicons import Lexicon, Matcher

COLUMNS = ("article_id", "sentence", "start", "end", "entry", "state", "class")


class _Sentences(NamedTuple):
    """The sentences of one article, by start."""

    number: NDArray[np.int64]
    start: NDArray[np.int64]
    boilerplate: NDArray[np.bool_]


def find_formulas(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, lexicon: Lexicon | None = None
) -> pd.DataFrame:
    """Find the formulas of official speech in articles.

    Parameters
    ----------
    articles : DataFrame
        Needs ``article_id``, ``title`` and ``text``.
    sentences : DataFrame
        ``article_id``, ``sentence``, ``start`` and ``boilerplate`` as `cut_sentences` returns it,
        or ``voice`` in place of ``boilerplate``.
    lexicon : Lexicon, optional
        Formulas in place of those that ship; the attribute ``state`` of an entry names the state.

    Returns
    -------
    DataFrame
        ``article_id``, ``sentence``, ``start``, ``end`` (code points of the document, attached
        clitics included), ``entry``, ``state`` and ``class``; in the order of the articles, then
        of the text.

    Raises
    ------
    InputError
        Where a table lacks a column, or an article that holds a formula has no sentences.

    Examples
    --------
    >>> from toolkit.study.scoring import cut_sentences
    >>> rows = pd.DataFrame({"article_id": ["a"], "title": ["تدشين"],
    ...     "text": ["وصل الوفد. ونوه بالرؤية المتبصرة لجلالة الملك محمد السادس."]})
    >>> find_formulas(rows, cut_sentences(rows))[["sentence", "entry", "class"]].values.tolist()
    [[2, 'الرؤية المتبصرة', 'self_description'], [2, 'جلالة الملك محمد السادس', 'honorific']]
    """
    _check(articles, sentences)
    matcher = _shipped() if lexicon is None else _compile(lexicon)
    table = pd.DataFrame(_rows(articles, sentences, matcher), columns=list(COLUMNS))
    return table.astype(
        dict.fromkeys(("article_id", "entry", "state", "class"), "str")
        | dict.fromkeys(("sentence", "start", "end"), "int64")
    )


def _compile(lexicon: Lexicon) -> Matcher:
    from toolkit.lexicons import compile_lexicons

    return compile_lexicons([lexicon])


@lru_cache(maxsize=1)
def _shipped() -> Matcher:
    from toolkit.lexicons import load_lexicon

    return _compile(load_lexicon("formulas"))


def _check(articles: pd.DataFrame, sentences: pd.DataFrame) -> None:
    for name, table, needed in (
        ("articles", articles, ("article_id", "title", "text")),
        ("sentences", sentences, ("article_id", "sentence", "start")),
    ):
        if missing := [column for column in needed if column not in table]:
            raise InputError(f"{name}: no column {missing[0]!r}; it needs {', '.join(needed)}")
    if "boilerplate" not in sentences and "voice" not in sentences:
        raise InputError(
            "sentences: no column 'boilerplate'; make the table with "
            "toolkit.study.scoring.cut_sentences(articles)"
        )


def _rows(
    articles: pd.DataFrame, sentences: pd.DataFrame, matcher: Matcher
) -> Iterator[tuple[str, int, int, int, str, str, str]]:
    documents = [
        f"{title if isinstance(title, str) else ''}\n{text if isinstance(text, str) else ''}"
        for title, text in zip(articles["title"], articles["text"], strict=True)
    ]
    hits = matcher.find_all(fold(document).text for document in documents)
    if not len(hits):
        return
    known = _by_article(sentences)
    ids = articles["article_id"].tolist()
    # Texts are folded anew where they hold a hit: cheaper than keeping every map of offsets.
    texts, firsts = np.unique(hits.text, return_index=True)
    for text, own in zip(texts.tolist(), np.split(np.arange(len(hits)), firsts[1:]), strict=True):
        folded = fold(documents[text])
        cut = known.get(ids[text])
        if cut is None:
            raise InputError(f"sentences: none of article {ids[text]!r}; cut all articles given")
        for hit in own.tolist():
            start, end = folded.span(int(hits.start[hit]), int(hits.end[hit]))
            place = max(int(np.searchsorted(cut.start, start, side="right")) - 1, 0)
            if cut.boilerplate[place]:
                continue
            entry = matcher.entries[hits.entry[hit]]
            state = str(entry.attributes.get("state", ""))
            yield ids[text], int(cut.number[place]), start, end, entry.entry, state, entry.class_


def _by_article(sentences: pd.DataFrame) -> dict[str, _Sentences]:
    ordered = sentences.sort_values(["article_id", "start", "sentence"], kind="stable")
    if "boilerplate" in ordered:
        flags = ordered["boilerplate"].to_numpy(dtype=bool)
    else:
        flags = (ordered["voice"] == "boilerplate").to_numpy(dtype=bool)
    numbers, starts = (ordered[name].to_numpy(dtype=np.int64) for name in ("sentence", "start"))
    indices = ordered.reset_index(drop=True).groupby("article_id", sort=False).indices
    return {
        str(article_id): _Sentences(numbers[rows], starts[rows], flags[rows])
        for article_id, rows in indices.items()
    }
