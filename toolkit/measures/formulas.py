"""Formulas of official speech: where an article uses the set phrases of a state.

Titles and blessings of rulers, the etiquette of state, programmes by their official names and one
side's words for its enemies stand in the lexicon `formulas`, by state and class, and are found by
the one matcher for all lexicons: whole words, through clitics and spelling variants, the longest
formula at a place. Who speaks a formula, the article or somebody quoted, is told by the sentence's
voice (voice.py) and not here. Boilerplate is left out: its words are no words of the article, and
counts are given per thousand of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import read_documents
from toolkit.knowledge import kept
from toolkit.lexicons.loading import load_lexicon
from toolkit.lexicons.shipped import compiled_matcher, shipped_matcher
from toolkit.measures.declaration import EVIDENCE, TEXT, Batch, Measure, ScoreDeclaration

if TYPE_CHECKING:
    from toolkit.lexicons import Lexicon, Matcher

_COMPILED = compiled_matcher(
    "formulas", lambda: load_lexicon("formulas"), ["lexicons/data/formulas.yaml"]
)
COLUMNS = ("article_id", "sentence", "start", "end", "entry", "state", "class")


def find_formulas(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    lexicon: Lexicon | None = None,
    documents: Sequence[Document] | None = None,
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
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

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
    >>> from toolkit.articles.sentence_table import cut_sentences
    >>> rows = pd.DataFrame({"article_id": ["a"], "title": ["تدشين"],
    ...     "text": ["وصل الوفد. ونوه بالرؤية المتبصرة لجلالة الملك محمد السادس."]})
    >>> find_formulas(rows, cut_sentences(rows))[["sentence", "entry", "class"]].values.tolist()
    [[2, 'الرؤية المتبصرة', 'self_description'], [2, 'جلالة الملك محمد السادس', 'honorific']]
    """
    if documents is None:
        documents = read_documents(articles, sentences)
    matcher = _shipped() if lexicon is None else _compile(lexicon)
    table = pd.DataFrame(
        _rows(articles["article_id"].tolist(), documents, matcher), columns=list(COLUMNS)
    )
    return table.astype(
        dict.fromkeys(("article_id", "entry", "state", "class"), "str")
        | dict.fromkeys(("sentence", "start", "end"), "int64")
    )


def _compile(lexicon: Lexicon) -> Matcher:
    from toolkit.lexicons import compile_lexicons

    return compile_lexicons([lexicon])


@kept
def _shipped() -> Matcher:
    return shipped_matcher(_COMPILED, load_lexicon("formulas"))


def _rows(
    ids: Sequence[str], documents: Sequence[Document], matcher: Matcher
) -> Iterator[tuple[str, int, int, int, str, str, str]]:
    hits = matcher.find_all(document.folded.text for document in documents)
    columns = (hits.text, hits.start, hits.end, hits.entry)
    for text, first, last, number in zip(*(c.tolist() for c in columns), strict=True):
        document = documents[text]
        start, end = document.folded.span(first, last)
        sentence = document.sentence_at(start)
        if sentence in document.boilerplate:
            continue
        entry = matcher.entries[number]
        state = str(entry.attributes.get("state", ""))
        yield ids[text], sentence, start, end, entry.entry, state, entry.class_


def _find(batch: Batch) -> pd.DataFrame:
    return find_formulas(batch.articles, batch.tables["sentences"], documents=batch.documents)


MEASURE = Measure(
    name="formulas",
    place=40,
    table="formulas",
    columns={
        "article_id": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "entry": "str",
        "state": "str",
        "class": "str",
        "text": "str",
    },
    evidence=EVIDENCE,
    find=_find,
    scores=(ScoreDeclaration("formulas_per_1000", "rate", 0.0, precondition=TEXT, coded=False),),
)
