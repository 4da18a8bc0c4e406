"""The complement of a praising act, by the frame that the lexicon gives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import Act
from toolkit.measures.attribution.words.gazetteer import is_name
from toolkit.measures.praise.candidates import Candidate, praise_entries
from toolkit.measures.praise.phrases import (
    Span,
    clause_words,
    is_actor,
    is_edge,
    is_open,
    noun_phrase,
    source_words,
)
from toolkit.measures.praise.targets.reach import CLAUSE_REACH, REACH
from toolkit.measures.praise.targets.subjects import antecedent, words_behind
from toolkit.measures.praise.words import governs, groups_of


def complement_of(reading: Document, candidate: Candidate, act: Act | None) -> Span | None:
    """What a praising act governs, over its subject."""
    entry = praise_entries().get(candidate.main.entry)
    frame = entry.attributes.get("frame", ()) if entry else ()
    frame = frame or (*_governed_by_act(), "object")
    takes_object = "object" in frame
    subject = _subject_words(reading, candidate, act, frame)
    if takes_object and _has_object_pronoun(reading, candidate):
        return antecedent(reading, candidate.first, frozenset(_speaker_words(reading, act)))
    if takes_object and _is_swallowed(reading, candidate, subject):
        return min(subject), max(subject) + 1
    words = [w for w in words_behind(reading, candidate.last, REACH) if w not in subject]
    if (
        words
        and words[0] == candidate.last
        and reading.words[words[0]] in clause_words()["pointing"]
    ):
        return antecedent(reading, candidate.first, frozenset(_speaker_words(reading, act)))
    for word in words:
        text = reading.words[word]
        if takes_object and _is_object(reading, word, subject, candidate):
            return _with_actor(reading, word)
        if text in clause_words()["what"]:
            return what_clause(reading, word, candidate, act)
        if governs(text, frame) and not is_name(text):
            return _governed(reading, word, candidate, act)
    return _deed_or_subject(reading, candidate, words, subject) if takes_object else None


@lru_cache(maxsize=1)
def _governed_by_act() -> tuple[str, ...]:
    return tuple(sorted(clause_words()["governed"]))


def _governed(reading: Document, word: int, candidate: Candidate, act: Act | None) -> Span | None:
    """What stands behind the preposition of a praising act, or is joined to it."""
    start = word + 1 if reading.words[word] in clause_words()["standing"] else word
    if start >= len(reading.words):
        return None
    if reading.words[start] == "ما":
        return what_clause(reading, start, candidate, act)
    return _with_actor(reading, start)


def _deed_or_subject(
    reading: Document, candidate: Candidate, words: Sequence[int], subject: set[int]
) -> Span | None:
    """The deed or quality behind an act that takes an object, else what was taken for its subject."""
    deed = next((w for w in words if groups_of(reading.words[w]) & {"deed", "quality"}), None)
    if deed is not None:
        return _with_actor(reading, deed)
    # What was taken for the subject of `شكر نظيره` is its object.
    behind = min(subject, default=-1) >= candidate.last
    return (min(subject), max(subject) + 1) if behind else None


def _subject_words(
    reading: Document, candidate: Candidate, act: Act | None, frame: tuple[str, ...]
) -> set[int]:
    """The words of an act's subject: its source, cut where what the act governs begins."""
    words = source_words(reading, act)
    behind = sorted(w for w in words if w >= candidate.last)
    governed = tuple(part for part in frame if part != "object")
    for word in behind:
        text = reading.words[word]
        if text in clause_words()["what"] or (
            governed and governs(text, governed) and not is_name(text)
        ):
            return {w for w in words if w < word}
    return words


def _is_swallowed(reading: Document, candidate: Candidate, subject: set[int]) -> bool:
    """Whether what was taken for an act's subject is its object: `شكر نظيره على دعمه`."""
    if min(subject, default=-1) != candidate.last or max(subject) + 1 >= len(reading.words):
        return False
    return reading.words[max(subject) + 1] in clause_words()["reasons"]


def _speaker_words(reading: Document, act: Act | None) -> set[int]:
    """The words of an act's source and of what it points back to."""
    words = source_words(reading, act)
    return words | set(range(*reading.between(*act.resolved))) if act and act.resolved else words


def _has_object_pronoun(reading: Document, candidate: Candidate) -> bool:
    """Whether the object of a praising verb is a pronoun on it: `هنأته على فوزه`."""
    word = candidate.main.last - 1
    text = reading.words[word]
    # ه and ة fold alike; the document tells `شكره` from a noun in ة.
    his = text.endswith("ه") and reading.text[reading.ends[word] - 1] == "ه"
    return candidate.main.kind in ("perfect", "imperfect") and (
        his or text.endswith(("ها", "هم", "هما"))
    )


def _is_object(reading: Document, word: int, skipped: set[int], candidate: Candidate) -> bool:
    """Whether a word may be the direct object: a noun right behind the act or its subject."""
    text = reading.words[word]
    before = word - 1
    adjacent = before in skipped or word == candidate.last
    return (
        adjacent
        and not is_edge(text)
        and (not governs(text, _governed_by_act()) or is_name(text))
        and len(text) > 2
        and is_open(reading, before)
    )


def what_clause(reading: Document, word: int, candidate: Candidate, act: Act | None) -> Span | None:
    """The actor of a clause with `ما` at a word: its subject, or what its verb points back to."""
    behind = list(words_behind(reading, word + 1, CLAUSE_REACH))
    if behind and reading.words[behind[0]] in clause_words()["copulas"]:
        behind = behind[1:]
    for position in behind[1:]:
        text = reading.words[position]
        if text in clause_words()["returning"]:
            continue
        if is_edge(text):
            break
        return noun_phrase(reading, position)
    speaker = frozenset(_speaker_words(reading, act))
    return antecedent(reading, candidate.first, speaker) or noun_phrase(reading, word)


def _with_actor(reading: Document, word: int) -> Span:
    """A noun phrase; where it holds no actor but what follows names one, that actor.

    `بروح المسؤولية لدى الموظفين`, `سرعة التحقيق من جانب الحكومة`, `الخطوات التي قام بها المغرب`.
    """
    start, end = noun_phrase(reading, word)
    agent = end + 2 < len(reading.words) and reading.words[end + 1] in clause_words()["agents"]
    if agent and reading.words[end] == "من":
        return noun_phrase(reading, end + 2)
    if any(is_actor(reading.words[w]) for w in range(start, end)):
        return start, end
    if end + 1 >= len(reading.words) or not is_open(reading, end - 1):
        return start, end
    text = reading.words[end]
    if text in clause_words()["owners"]:
        return noun_phrase(reading, end + 1)
    if text in clause_words()["relatives"] and text != "من":
        for position in words_behind(reading, end + 2, CLAUSE_REACH):
            if reading.words[position] in clause_words()["returning"]:
                continue
            if is_edge(reading.words[position]):
                break
            return noun_phrase(reading, position)
    return start, end


def what_phrase(reading: Document, candidate: Candidate, act: Act | None) -> Span | None:
    """The actor of `ما تقوم به القوات من واجب بطولي`, where the expression stands behind `من`."""
    if "من" not in reading.words[max(candidate.first - 2, 0) : candidate.first]:
        return None
    sentence = reading.sentence_of[candidate.first]
    for word in range(candidate.first - 2, max(candidate.first - 16, -1), -1):
        if reading.sentence_of[word] != sentence:
            return None
        if reading.words[word] in clause_words()["what"]:
            return what_clause(reading, word, candidate, act)
    return None
