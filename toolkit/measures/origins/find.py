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
from typing import NamedTuple

import pandas as pd

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import cut_documents
from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.tokens import Token, cut_tokens
from toolkit.measures.credits.agencies import agencies
from toolkit.measures.origins.words import NOUN, RELAY, SIGNATURE, origin_words

COLUMNS = ("article_id", "sentence", "start", "end", "entry", "outlet")
MEDIA = "media"
_GAP = 40  # characters between a cue and the noun, at most
_NAME = 90  # characters behind the noun that are looked at
_WORDS = 4  # of a name without marks that nobody knows
_BETWEEN = re.compile(r"[\w\s]*\Z")
_MARKED = re.compile(r"[\s:]*[\"«“”'(]\s*([\w.\-]+(?: [\w.\-]+){0,4})\s*[\"»”“')]")
_MARKS = " \"«»“”'()"
_BEFORE = re.compile(r"[ :]*")
_STOP = re.compile(r"[\n،,؛:!?؟()\"«»“”\[\]]|\.(?!\w)")


class _Hit(NamedTuple):
    start: int
    end: int
    class_: str
    entry: str
    nisba: str


class _Name(NamedTuple):
    """A name: its place in the folded text, and the outlet on record, where there is one."""

    start: int
    end: int
    outlet: str = ""


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


def outlet_key(name: str) -> str:
    """What two spellings of one outlet's name share: the name on record, else its folded words.

    Examples
    --------
    >>> outlet_key("جريدة المَنارة") == outlet_key("المنارة")
    True
    """
    folded = fold(name)
    tokens = cut_tokens(folded)
    if not tokens:
        return ""
    known = find_known(tokens, 0)
    if known is not None and known.known.source_type == MEDIA and known.last == len(tokens):
        return fold(known.known.name).text
    nouns = [hit for hit in origin_words().matcher.find(folded) if hit.entry.class_ == NOUN]
    start = nouns[0].end if nouns and not nouns[0].start else 0
    return folded.text[start:].strip() or folded.text


def _hits(documents: Sequence[Document]) -> list[list[_Hit]]:
    matcher = origin_words().matcher
    hits = matcher.find_all([document.folded.text for document in documents])
    found: list[list[_Hit]] = [[] for _ in documents]
    columns = (hits.text, hits.start, hits.end, hits.entry)
    for text, start, end, number in zip(*(c.tolist() for c in columns), strict=True):
        entry = matcher.entries[number]
        nisba = fold(str(entry.attributes.get("nisba", ""))).text
        found[text].append(_Hit(start, end, entry.class_, entry.entry, nisba))
    return found


def _article_origins(
    document: Document, hits: list[_Hit]
) -> Iterator[tuple[int, int, int, str, str]]:
    text = document.folded.text
    for cue, noun in _pairs(text, hits):
        name = _name(text, noun) if noun else _bare_name(text, cue)
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


def _pairs(text: str, hits: list[_Hit]) -> Iterator[tuple[_Hit, _Hit | None]]:
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


def _is_close(text: str, cue: _Hit, noun: _Hit) -> bool:
    between = text[cue.end : noun.start]
    if cue.class_ == SIGNATURE:
        return between.strip(" :") == ""
    if len(between) > _GAP or not _BETWEEN.match(between):
        return False
    return "\n" not in between and origin_words().between.issuperset(between.split())


def _bare_name(text: str, cue: _Hit) -> _Name | None:
    """A name without a noun: in marks behind `نقلا عن`, or an outlet that is known."""
    is_signature = cue.class_ == SIGNATURE
    if is_signature and not text[cue.end : cue.end + 3].lstrip(" ").startswith(":"):
        return None
    if not is_signature and _MARKED.match(text, cue.end):
        return _marked(text, cue.end)
    start = _BEFORE.match(text, cue.end).end()
    tokens = _tokens(text, start)
    return _known(tokens, start, 0) if tokens else None


def _name(text: str, noun: _Hit) -> _Name | None:
    """The name behind a noun."""
    if _MARKED.match(text, noun.end):
        return _marked(text, noun.end)
    tokens = _tokens(text, noun.start)
    if len(tokens) < 2:
        return None
    whole = find_known(tokens, 0)
    if whole is not None and whole.last > 1:
        return _known(tokens, noun.start, 0)
    if find_known(tokens, 1) is not None and (known := _known(tokens, noun.start, 1)):
        return known
    return _unknown(text, tokens, noun)


def _marked(text: str, start: int) -> _Name | None:
    """A name in marks: an outlet's, on record or not, but no agency's and no other body's."""
    marked = _MARKED.match(text, start)
    if marked is None or marked[1].split()[0] in origin_words().not_a_name:
        return None
    if marked[1] in agencies().named:
        return None
    tokens = cut_tokens(fold(marked[1]))
    known = find_known(tokens, 0) if tokens else None
    whole = known is not None and known.last == len(tokens)
    if known is not None and whole and known.known.source_type != MEDIA:
        return None
    return _Name(marked.start(1), marked.end(), known.known.name if known and whole else "")


def _tokens(text: str, start: int) -> list[Token]:
    """The words of a name that may begin here, their offsets counted from here."""
    stop = _STOP.search(text, start, start + _NAME)
    piece = text[start : stop.start() if stop else start + _NAME]
    return cut_tokens(fold(piece))


def _known(tokens: Sequence[Token], start: int, first: int) -> _Name | None:
    found = find_known(tokens, first)
    if found is None or found.known.source_type != MEDIA:
        return None
    last = start + tokens[found.last - 1].end
    return _Name(start + tokens[first].start, last, found.known.name)


def _unknown(text: str, tokens: Sequence[Token], noun: _Hit) -> _Name | None:
    """The definite words behind a noun; or one word, and what ends a name."""
    words = origin_words()
    name = list(tokens[1:2])
    if not name or name[0].word in words.not_a_name or name[0].breaks:
        return None
    definite = name[0].word.startswith("ال")
    if not definite and len(tokens) > 2 and _is_whose(tokens[2], noun):
        name.append(tokens[2])  # صدى الجنوب
    elif not definite and name[0].word.endswith(noun.nisba):
        return None  # موقع إخباري
    for token in tokens[1 + len(name) : 1 + _WORDS]:
        is_ending = token.word in words.endings or token.word.isdigit() or token.word.isascii()
        goes_on = definite and token.word.startswith("ال") and token.word not in words.not_a_name
        if not (is_ending or goes_on):
            break
        name.append(token)
    # Whose the outlet is describes it: صحيفة المنارة المغربية.
    while len(name) > 1 and _describes(name[-1].word, noun):
        name.pop()
    return _Name(noun.start + name[0].start, noun.start + name[-1].end)


def _is_whose(token: Token, noun: _Hit) -> bool:
    """Whether a word completes an indefinite name as its second noun, and is no adjective."""
    word = token.word
    return (
        word.startswith("ال") and not word.endswith(noun.nisba)
        and word not in origin_words().not_a_name and word not in origin_words().between
    )  # fmt: skip


def _describes(word: str, noun: _Hit) -> bool:
    """Whether a word behind a name is an adjective of the noun before it."""
    named = word in origin_words().endings
    return word.startswith("ال") and word.endswith(noun.nisba) and not named
