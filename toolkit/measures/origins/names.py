"""The name of an outlet behind a cue or a noun, and what two spellings of a name share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.arabic import fold
from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.tokens import Token, cut_tokens
from toolkit.measures.credits.agencies import agencies
from toolkit.measures.origins.words import NOUN, SIGNATURE, origin_words

MEDIA = "media"
_NAME = 90  # characters behind the noun that are looked at
_WORDS = 4  # of a name without marks that nobody knows
_MARKED = re.compile(r"[\s:]*[\"«“”'(]\s*([\w.\-]+(?: [\w.\-]+){0,4})\s*[\"»”“')]")
_BEFORE = re.compile(r"[ :]*")
_STOP = re.compile(r"[\n،,؛:!?؟()\"«»“”\[\]]|\.(?!\w)")


class Hit(NamedTuple):
    """A word of the list, found: offsets in the folded text."""

    start: int
    end: int
    class_: str
    entry: str
    nisba: str


class Name(NamedTuple):
    """A name: its place in the folded text, and the outlet on record, where there is one."""

    start: int
    end: int
    outlet: str = ""


def bare_name(text: str, cue: Hit) -> Name | None:
    """A name without a noun: in marks behind `نقلا عن`, or an outlet that is known."""
    is_signature = cue.class_ == SIGNATURE
    if is_signature and not text[cue.end : cue.end + 3].lstrip(" ").startswith(":"):
        return None
    if not is_signature and _MARKED.match(text, cue.end):
        return _marked(text, cue.end)
    before = _BEFORE.match(text, cue.end)
    start = before.end() if before else cue.end
    tokens = _tokens(text, start)
    return _known(tokens, start, 0) if tokens else None


def name_behind(text: str, noun: Hit) -> Name | None:
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


def _marked(text: str, start: int) -> Name | None:
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
    return Name(marked.start(1), marked.end(), known.known.name if known and whole else "")


def _tokens(text: str, start: int) -> list[Token]:
    """The words of a name that may begin here, their offsets counted from here."""
    stop = _STOP.search(text, start, start + _NAME)
    piece = text[start : stop.start() if stop else start + _NAME]
    return cut_tokens(fold(piece))


def _known(tokens: Sequence[Token], start: int, first: int) -> Name | None:
    found = find_known(tokens, first)
    if found is None or found.known.source_type != MEDIA:
        return None
    last = start + tokens[found.last - 1].end
    return Name(start + tokens[first].start, last, found.known.name)


def _unknown(text: str, tokens: Sequence[Token], noun: Hit) -> Name | None:
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
    return Name(noun.start + name[0].start, noun.start + name[-1].end)


def _is_whose(token: Token, noun: Hit) -> bool:
    """Whether a word completes an indefinite name as its second noun, and is no adjective."""
    word = token.word
    return (
        word.startswith("ال") and not word.endswith(noun.nisba)
        and word not in origin_words().not_a_name and word not in origin_words().between
    )  # fmt: skip


def _describes(word: str, noun: Hit) -> bool:
    """Whether a word behind a name is an adjective of the noun before it."""
    named = word in origin_words().endings
    return word.startswith("ال") and word.endswith(noun.nisba) and not named


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
