"""Key words in context (KWIC): every place of a word in the articles, with the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.arabic.document import read_document
from toolkit.articles.given import Given, given_articles
from toolkit.concordances.lines import WINDOW, around, check_window, sorted_lines
from toolkit.concordances.searching import Search, compile_search, find_places
from toolkit.concordances.showing import ContextTable
from toolkit.measures.attribution.acts import ActIndex, acts_by_article, holder_of
from toolkit.study.study import Study

if TYPE_CHECKING:
    from toolkit.lexicons import Lexicon

COLUMNS = (*("article_id", "outlet", "published", "left", "hit", "right", "start", "end", "term"),)
HELD = ("holder", "speaker")
_CHUNK = 500


def kwic(
    articles: Study | Given,
    terms: str | Sequence[str] | None = None,
    *,
    lexicon: Lexicon | str | Path | None = None,
    lemmas: bool = False,
    window: int = WINDOW,
    sort: str = "text",
) -> ContextTable:
    """Find every place of a word with the words around it (a concordance, KWIC).

    Parameters
    ----------
    articles : DataFrame, Study, str, list or Series of str
        An article table, a scored study, or texts.
    terms : str or list of str
        Words, phrases and globs (``*`` any letters, ``?`` one letter). Each is found through
        clitics (و، ف، ب، ل، ك، س، ال and pronouns), variants of spelling and diacritics, by the
        matcher of all lexicons; a phrase within a line, its words with article or pronoun. Of
        one term's overlapping places the leftmost counts, then the longest.
    lexicon : Lexicon, path or name of a lexicon that ships
        `terms` are its keys, headwords or classes; without `terms`, all of it.
    lemmas : bool
        `terms` are lemmas: all their forms, where camel-tools' morphology data is installed.
    window : int
        Words shown on each side.
    sort : str
        ``text``, ``left``, ``right`` (by the nearest word on that side, then the next) or ``hit``.

    Returns
    -------
    ContextTable
        A DataFrame, a row a place: ``article_id``, ``outlet``, ``published``, ``left`` (what
        stands before), ``hit`` (the words as printed, clitics and marks included), ``right`` (what
        stands behind), ``start``, ``end`` (of the hit in the document, title, line break, text),
        ``term``. Of a study also ``holder`` (whose words the place is in: the source as printed, or
        ``narrator``) and ``speaker`` (the name that he goes by in the article). Notebook and
        terminal show it right to left; ``counts()`` gives the number of places of each term.

    Raises
    ------
    InputError
        Where a term cannot be searched for, or an option is none of those allowed.

    Examples
    --------
    >>> table = kwic("أشاد الوزير بالمغرب. وللمَغرب دور كبير.", "المغرب", window=2)
    >>> table[["left", "hit", "right"]].values.tolist()
    [['أشاد الوزير', 'بالمغرب', '. وللمَغرب دور'], ['الوزير بالمغرب.', 'وللمَغرب', 'دور كبير']]
    """
    check_window(window, "kwic")
    search = compile_search(terms, lexicon=lexicon, lemmas=lemmas)
    study = articles if isinstance(articles, Study) else None
    table = study.articles if study is not None else _told(given_articles(articles, call="kwic"))
    columns = [*COLUMNS, *(HELD if study is not None else ())]
    rows = pd.DataFrame(list(_rows(table, study, search, window)), columns=columns)
    rows = rows.astype({"start": "int64", "end": "int64"})
    rows["published"] = pd.to_datetime(rows["published"], utc=True)
    shown = ContextTable(sorted_lines(rows, sort, "kwic"))
    shown.attrs["terms"] = search.terms
    return shown


def _told(articles: pd.DataFrame) -> pd.DataFrame:
    """An article table with what the lines tell, where a frame of one's own lacks it."""
    if "article_id" not in articles:
        from toolkit.articles.schema import check_articles

        return check_articles(articles)
    missing: dict[str, Any] = {"title": "", "published": pd.NaT}
    return articles.assign(**{name: v for name, v in missing.items() if name not in articles})


def _rows(
    articles: pd.DataFrame, study: Study | None, search: Search, window: int
) -> Iterator[tuple[Any, ...]]:
    acts = {} if study is None else acts_by_article(study.attributions)
    speakers = {} if study is None else _speakers(study.attributions)
    names = ("article_id", "outlet", "published", "title", "text")
    for first in range(0, len(articles), _CHUNK):
        part = articles.iloc[first : first + _CHUNK]
        meta = list(zip(*(part[name].tolist() for name in names), strict=True))
        documents = [read_document(title, text, spans=()) for *_, title, text in meta]
        for number, start, end, term in find_places(documents, search):
            article_id, outlet, published, *_ = meta[number]
            row: tuple[Any, ...] = (article_id, outlet, published)
            row += (*around(documents[number], start, end, window), start, end, term)
            if study is not None:
                act = ActIndex(acts.get(article_id, [])).innermost(start, end)
                speaker = None if act is None else speakers.get((article_id, act.number))
                row += (holder_of(documents[number].text, act), speaker)
            yield row


def _speakers(attributions: pd.DataFrame) -> dict[tuple[str, int], Any]:
    columns = (attributions[name].tolist() for name in ("article_id", "attribution", "speaker"))
    return {(key, number): speaker for key, number, speaker in zip(*columns, strict=True)}
