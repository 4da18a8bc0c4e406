"""Whose a praised deed is: the second part of its construct, its pronoun, its relative clause."""

from __future__ import annotations

from functools import lru_cache

from toolkit.arabic.document import Document
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.arabic.stems import has_pronoun, is_definite
from toolkit.measures.attribution.words.gazetteer import is_name
from toolkit.measures.praise.candidates import Candidate, praise_entries
from toolkit.measures.praise.phrases import (
    Span,
    clause_words,
    is_actor,
    is_edge,
    is_open,
    noun_phrase,
)
from toolkit.measures.praise.targets.reach import CLAUSE_REACH
from toolkit.measures.praise.targets.subjects import words_behind
from toolkit.measures.praise.words import groups_of


def owner_behind(reading: Document, candidate: Candidate) -> Span | None:
    """The owner of the quality behind it: a construct, `ل`, `لدى`, `من طرف`, a relative clause."""
    behind = _over_adjectives(reading, candidate)
    sentence = reading.sentence_of[candidate.first]
    if behind + 1 >= len(reading.words) or reading.sentence_of[behind] != sentence:
        return None
    text, after = reading.words[behind], behind + 1
    if not is_open(reading, behind - 1):
        return None
    if text in clause_words()["owners"]:
        return noun_phrase(reading, after)
    if (
        text == "من"
        and reading.words[after] in clause_words()["agents"]
        and after + 1 < len(reading.words)
    ):
        return noun_phrase(reading, after + 1)
    if text in clause_words()["who"]:
        return _owner_in_relative(reading, after)
    if _belongs(text, reading.words[after]):
        return noun_phrase(reading, behind)
    if (
        text in clause_words()["relatives"]
        or text.startswith("و")
        or (text.startswith("ب") and not is_name(text))
    ):
        return None
    if _is_construct(reading, candidate) and (is_definite(text) or is_actor(text)):
        return noun_phrase(reading, behind)
    return None


def owner_inside(reading: Document, candidate: Candidate) -> Span | None:
    """The owner of a quality where the expression holds it: `انضباط اللاعبين`."""
    for word in range(candidate.first + 1, candidate.last):
        text, before = reading.words[word], reading.words[word - 1]
        owned = (is_definite(text) or is_actor(text)) and not is_definite(before)
        if owned and groups_of(text) & {"actor"} and not is_edge(before):
            return noun_phrase(reading, word)
    return None


def _over_adjectives(reading: Document, candidate: Candidate) -> int:
    """The word behind an expression and what is joined to it: `للانخراط المواطن والمسؤول لـ…`."""
    behind = candidate.last
    definite = is_definite(reading.words[behind - 1])
    for word in range(behind, min(behind + 3, len(reading.words) - 1)):
        text = reading.words[word]
        if not is_open(reading, word - 1) or not text.startswith("و") or is_edge(text):
            break
        if is_definite(text) != definite:
            break
        behind = word + 1
    return behind


def _owner_in_relative(reading: Document, word: int) -> Span | None:
    """The subject of a relative clause whose pronoun returns: `الدعم الذي قدمته السعودية`.

    Of `حظيت به من القيادة` it is the one behind `من`.
    """
    if word >= len(reading.words) or not has_pronoun(reading.words[word]):
        following = reading.words[word + 1] if word + 1 < len(reading.words) else ""
        if following not in clause_words()["returning"]:
            return None
    for position in words_behind(reading, word + 1, CLAUSE_REACH):
        text = reading.words[position]
        if text in clause_words()["returning"] or text == "من":
            continue
        if is_edge(text):
            return None
        return noun_phrase(reading, position)
    return None


def _is_construct(reading: Document, candidate: Candidate) -> bool:
    """Whether an expression ends in a noun that the next word may own: `شجاعة رجال الشرطة`."""
    hit = candidate.hits[-1]
    last = reading.words[candidate.last - 1]
    entry = praise_entries().get(hit.entry)
    if entry is None or is_definite(last) or hit.last != candidate.last:
        return False
    if entry.class_ in ("virtue", "achievement", "role", "metaphor"):
        return True
    noun = candidate.noun if 0 <= candidate.noun < hit.first else -1
    alone = noun < 0 or is_definite(reading.words[noun]) or is_edge(reading.words[noun])
    return entry.class_ == "adjective" and last.endswith("ه") and alone


@lru_cache(maxsize=KEPT_WORDS)
def _belongs(text: str, after: str) -> bool:
    """Whether `ل` gives an owner (`لصاحب الجلالة`), not a purpose (`لمكافحة`)."""
    if not text.startswith("ل") or "particles" in groups_of(text) or len(text) < 4:
        return False
    if text.startswith("لل") or (is_actor(text) and not is_name(text)):
        return True
    return (
        (is_definite(after) or is_actor(after))
        and not text.startswith("لت")
        and text not in clause_words()["purposes"]
    )
