"""The article table: readers, checks, boilerplate and duplicates."""

from toolkit.articles.boilerplate.labels import boilerplate_reasons, boilerplate_sentences
from toolkit.articles.boilerplate.repetition import repeated_lines
from toolkit.articles.documents import document
from toolkit.articles.duplicates import flag_duplicates
from toolkit.articles.languages import keep_arabic
from toolkit.articles.readers import read_articles
from toolkit.articles.schema import check_articles

__all__ = [
    "boilerplate_reasons",
    "boilerplate_sentences",
    "check_articles",
    "document",
    "flag_duplicates",
    "keep_arabic",
    "read_articles",
    "repeated_lines",
]
