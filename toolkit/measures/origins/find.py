"""Which outlet an article says that it has its news from: نقلا عن موقع …, وفق ما نشرته صحيفة ….

A cue, the noun of an outlet right behind it, and a name: in quotation marks to their end; one
that the gazetteer knows; else the definite words behind the noun, without adjectives that tell
whose the outlet is. Behind `نقلا عن` and `المصدر:` a known name or one in marks needs no noun.
News agencies are `credits`; an outlet that is only described (صحيفة محلية) has no name and no
row, and what an article says of its own outlet is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import cut_documents
from toolkit.measures.origins.names import Hit, bare_name, name_behind, outlet_key
from toolkit.measures.origins.words import NOUN, RELAY, SIGNATURE, origin_words

COLUMNS = ("article_id", "sentence", "start", "end", "entry", "outlet")
_GAP = 40  # characters between a cue and the noun, at most
_BETWEEN = re.compile(r"[\w\s]*\Z")
_MARKS = " \"«»“”'()"


def find_origins(
    articles: pd.DataFrame, *, documents: Sequence[Document] | None = None
) -> pd.DataFrame:
    """Find the outlets that articles name as the origin of their news.

    Parameters
    ----------
    articles : DataFrame
        Needs ``article_id``, ``title`` and ``text``; with ``outlet``, an article's own is left out.
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    DataFrame
        ``article_id``, ``sentence``, ``start``, ``end`` (code points of the document, from the cue
        to the end of the name), ``entry`` (the cue) and ``outlet`` (the name on record where the
        gazetteer has it, else as printed).

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a"], "title": ["زيارة"],
    ...     "text": ["وصل الوفد أمس، وفق ما نشرته جريدة المنارة المغربية. وذكرت صحيفة محلية أنه عاد."]})
    >>> find_origins(rows)[["entry", "outlet"]].values.tolist()
    [['نشر', 'المنارة']]
    """
    if documents is None:
        documents = cut_documents(articles)
    outlets = articles["outlet"].fillna("") if "outlet" in articles else [""] * len(articles)
    rows = [
        (article_id, *row)
        for article_id, outlet, document, hits in zip(
            articles["article_id"], outlets, documents, _hits(documents), strict=True
        )
        for row in _article_origins(document, hits)
        if outlet_key(row[-1]) != outlet_key(outlet)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(
        dict.fromkeys(("article_id", "entry", "outlet"), "str")
        | dict.fromkeys(("sentence", "start", "end"), "int64")
    )


def _hits(documents: Sequence[Document]) -> list[list[Hit]]:
    matcher = origin_words().matcher
    hits = matcher.find_all([document.folded.text for document in documents])
    found: list[list[Hit]] = [[] for _ in documents]
    columns = (hits.text, hits.start, hits.end, hits.entry)
    for text, start, end, number in zip(*(c.tolist() for c in columns), strict=True):
        entry = matcher.entries[number]
        nisba = fold(str(entry.attributes.get("nisba", ""))).text
        found[text].append(Hit(start, end, entry.class_, entry.entry, nisba))
    return found


def _article_origins(
    document: Document, hits: list[Hit]
) -> Iterator[tuple[int, int, int, str, str]]:
    text = document.folded.text
    for cue, noun in _pairs(text, hits):
        name = name_behind(text, noun) if noun else bare_name(text, cue)
        if name is None:
            continue
        first, last = document.folded.span(cue.start, name.end)
        sentence = document.sentence_at(int(first))
        # A source line is no article text, and yet it is what is looked for.
        if sentence in document.boilerplate and cue.class_ != SIGNATURE:
            continue
        begin = int(document.folded.span(name.start, name.end)[0])
        outlet = name.outlet or document.text[begin : int(last)].strip(_MARKS)
        yield sentence, int(first), int(last), cue.entry, outlet


def _pairs(text: str, hits: list[Hit]) -> Iterator[tuple[Hit, Hit | None]]:
    """Each cue with the noun that stands behind it; alone where it needs none."""
    nouns = {hit.start: hit for hit in hits if hit.class_ == NOUN}
    for cue, behind in zip(hits, (*hits[1:], None), strict=False):
        if cue.class_ == NOUN:
            continue
        if behind is not None and behind.class_ == NOUN and _is_close(text, cue, behind):
            # موقع صحيفة …: the paper's site is the paper.
            owner = nouns.get(behind.end + 1)
            yield cue, owner or behind
        elif cue.class_ in (SIGNATURE, RELAY):
            yield cue, None


def _is_close(text: str, cue: Hit, noun: Hit) -> bool:
    between = text[cue.end : noun.start]
    if cue.class_ == SIGNATURE:
        return between.strip(" :") == ""
    if len(between) > _GAP or not _BETWEEN.match(between):
        return False
    return "\n" not in between and origin_words().between.issuperset(between.split())
