"""Agency credit: where an article names the news agency that its words come from.

Datelines, signatures, names in running text and initials are found as whole words (agencies.py
has the list); a word that is also another word (قنا the town, معا "together") counts only where
its place shows the agency. Named in a teaser for another story an agency is not credited; alone
on a line, as a signature, it is (codebook, section 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import cut_documents, read_documents
from toolkit.measures.credits.contexts import Credit, credits_of, document_credits

COLUMNS = ("article_id", "sentence", "start", "end", "agency", "agency_kind")


_SIGNATURE_WORDS = 14


def find_credits(
    articles: pd.DataFrame,
    sentences: pd.DataFrame | None = None,
    *,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """Find the news agencies that articles credit.

    Parameters
    ----------
    articles
        Needs ``article_id``, ``title`` and ``text``; with ``outlet``, an agency's name inside the
        outlet's own longer one (`شبكة الأناضول`) is no credit.
    sentences
        The table of sentences with their ``voice``, if it has been made; sentences and
        boilerplate are found here where it is not given.
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    DataFrame
        ``article_id``, ``sentence``, ``start``, ``end`` (code points of the document), ``agency``
        (one name for one agency) and ``agency_kind`` (``state``, ``international`` or ``other``:
        private, partisan, or not named).

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a"], "title": ["لقاء"],
    ...     "text": ["الرباط (و م ع) - قال الوزير لوكالة الأنباء الفرنسية (أ.ف.ب) إنه راض."]})
    >>> find_credits(rows)[["agency", "agency_kind"]].values.tolist()
    [['MAP', 'state'], ['AFP', 'international']]
    """
    if documents is None:
        documents = (
            cut_documents(articles) if sentences is None else read_documents(articles, sentences)
        )
    outlets = articles["outlet"].fillna("") if "outlet" in articles else [""] * len(articles)
    rows = [
        (article_id, number, *credit)
        for article_id, outlet, document, named in zip(
            articles["article_id"], outlets, documents, _named(documents), strict=True
        )
        for number, credit in _article_credits(document, named)
        if not _own_name(document, credit, outlet)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(
        {"article_id": "str", "agency": "str", "agency_kind": "str"}
        | dict.fromkeys(("sentence", "start", "end"), "int64")
    )


def byline_credits(articles: pd.DataFrame) -> pd.DataFrame:
    """Find the agencies that stand in the column ``author`` and not in the text.

    Many sites print the agency as the author ("الرياض - واس") and leave the text unsigned; such
    a credit has no offset in the document, so it has a table of its own.

    Returns
    -------
    DataFrame
        ``article_id``, ``agency``, ``agency_kind``; no rows where there is no column ``author``.

    Examples
    --------
    >>> byline_credits(pd.DataFrame({"article_id": ["a"], "author": ["الرياض - واس"]})).values
    array([['a', 'SPA', 'state']], dtype=object)
    """
    rows = []
    authors = articles["author"] if "author" in articles else [None] * len(articles)
    for article_id, author in zip(articles["article_id"], authors, strict=True):
        named = document_credits(author) if isinstance(author, str) else []
        rows += sorted({(article_id, c.agency, c.agency_kind) for c in named})
    return pd.DataFrame(rows, columns=["article_id", "agency", "agency_kind"], dtype="str")


def _named(documents: Sequence[Document]) -> list[list[Credit]]:
    return credits_of([each.text for each in documents], [each.folded for each in documents])


def _article_credits(document: Document, named: list[Credit]) -> Iterator[tuple[int, Credit]]:
    for credit in named:
        number = document.sentence_at(credit.start)
        if number in document.boilerplate and not _signs(
            document.text, document.spans[number], credit
        ):
            continue
        yield number, credit


def _own_name(document: Document, credit: Credit, outlet: str) -> bool:
    """Whether a credit stands inside the outlet's own name and is only part of it."""
    name = fold(outlet).text
    written = document.fold_of(credit.start, credit.end)
    place = name.find(written)
    if not name or place < 0 or written == name:
        return False
    before = document.fold_of(max(credit.start - 2 * place - 2, 0), credit.start)
    behind = document.fold_of(credit.end, credit.end + 2 * len(name))
    return before.endswith(name[:place]) and behind.startswith(name[place + len(written) :])


def _signs(document: str, sentence: tuple[int, int], credit: Credit) -> bool:
    """Whether a boilerplate sentence is a signature: short, with the agency at an end of it."""
    start, end = sentence
    before, after = document[start : credit.start], document[credit.end : end]
    if len(document[start:end].split()) > _SIGNATURE_WORDS:
        return False
    return not any(c.isalnum() for c in after) or not any(c.isalnum() for c in before)


__all__ = ["COLUMNS", "Credit", "byline_credits", "document_credits", "find_credits"]
