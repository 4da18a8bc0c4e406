"""The article table: readers, checks, boilerplate and duplicates.

The readers, with what they need for pages and archives, are imported when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.arabic.document import join_document as document
from toolkit.articles.account import account_line
from toolkit.articles.boilerplate.labels import boilerplate_reasons, boilerplate_sentences
from toolkit.articles.boilerplate.repetition import repeated_lines
from toolkit.articles.duplicates import flag_duplicates
from toolkit.articles.languages import keep_arabic
from toolkit.articles.schema import check_articles
from toolkit.articles.sentence_table import cut_documents, cut_sentences, read_documents

if TYPE_CHECKING:
    from toolkit.articles.readers import read_articles

__all__ = [
    "account_line",
    "boilerplate_reasons",
    "boilerplate_sentences",
    "check_articles",
    "cut_documents",
    "cut_sentences",
    "document",
    "flag_duplicates",
    "keep_arabic",
    "read_articles",
    "read_documents",
    "repeated_lines",
]


def __getattr__(name: str) -> Any:
    if name != "read_articles":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from toolkit.articles.readers import read_articles

    return read_articles
