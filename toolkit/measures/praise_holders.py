"""Who praises and who is praised, by rule.

The holder of praise is the source of the innermost act of attribution that it lies in; a praising
verb that is itself the cue of an act (`أشاد`) belongs to that act. Where no act holds it, the article
speaks: `narrator`. The target is the complement of a praising act (`أشاد بـ…`, `شكره لـ…`), else
what the evaluative words are said of: the noun that they qualify with its complement, or the
subject of their clause where that noun is a deed of somebody named before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.measures.praise_candidates import Candidate
from toolkit.measures.praise_reading import Reading, groups_of, has_pronoun, is_definite

NARRATOR = "narrator"
_UNNAMED = "source not named"
_MAX_TARGET = 9
_COMPLEMENTS = ("ب", "علي", "ل", "الي", "عن")
_SUBJECT_STARTS = re.compile(r"^(?:[وف]?ال|ل)")
_STOPS = "،,.؛;:!؟?()[]\n-–—"


@dataclass(frozen=True, slots=True)
class Act:
    """An act of attribution: its row's number and its spans in the document, None where missing."""

    number: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    resolved: tuple[int, int] | None
    content: tuple[int, int] | None
    source_type: str

    def holds(self, start: int, end: int) -> bool:
        """Whether the cue or the content shares a character with a span."""
        return _overlap(self.cue, start, end) or _overlap(self.content, start, end)

    def size(self) -> int:
        """How many characters cue and content have; the innermost act is the smallest."""
        content = self.content or self.cue
        return content[1] - content[0]


def innermost_act(acts: Sequence[Act], start: int, end: int) -> Act | None:
    """The act that a span lies in: the one whose cue it is, else the smallest content."""
    cues = [act for act in acts if _overlap(act.cue, start, end)]
    if cues:
        return cues[0]
    within = [act for act in acts if _overlap(act.content, start, end)]
    return min(within, key=lambda act: (act.size(), act.number), default=None)


def holder_of(document: str, act: Act | None) -> str:
    """The holder as text: the source of the act, or the narrator.

    Examples
    --------
    >>> act = Act(0, (0, 4), (5, 11), None, (12, 20), "government")
    >>> holder_of("أشاد الوزير بالمغرب.", act), holder_of("بلد رائع", None)
    ('الوزير', 'narrator')
    """
    if act is None:
        return NARRATOR
    span = act.source or act.resolved
    return document[slice(*span)] if span else _UNNAMED


def target_of(reading: Reading, candidate: Candidate, act: Act | None) -> str:
    """The actor praised, as the document names it."""
    span = _act_target(reading, candidate, act) if candidate.act else None
    if span is None and not candidate.act:
        span = _evaluated(reading, candidate, act)
    if span is None:
        span = (candidate.first, candidate.last)
    return reading.document[reading.starts[span[0]] : reading.ends[span[1] - 1]]


def _overlap(span: tuple[int, int] | None, start: int, end: int) -> bool:
    return span is not None and span[0] < end and start < span[1]


def _act_target(reading: Reading, candidate: Candidate, act: Act | None) -> tuple[int, int] | None:
    """The complement behind a praising act, over its source."""
    sentence = reading.sentences[candidate.first]
    start = candidate.last
    source = reading.between(*act.source) if act and act.source else (-1, -1)
    limit = min(start + 14, len(reading.words))
    fallback = None
    for word in range(start, limit):
        if reading.sentences[word] != sentence:
            break
        if source[0] <= word < source[1]:
            continue
        text = reading.words[word]
        if text in ("علي", "الي", "ل", "ب", "عن") and word + 1 < limit:
            return _phrase(reading, word + 1)
        if text.startswith(("ب", "لل", "ل")) and len(text) > 3 and "particles" not in groups_of(text):
            return _phrase(reading, word)
        if fallback is None and "particles" not in groups_of(text):
            fallback = word
    return _phrase(reading, fallback) if fallback is not None else None


def _evaluated(reading: Reading, candidate: Candidate, act: Act | None) -> tuple[int, int] | None:
    """What evaluative words are said of."""
    behind = candidate.last
    if behind < len(reading.words) and _open(reading, behind - 1):
        text = reading.words[behind]
        if text.startswith("لل") or (text.startswith("ل") and "particles" not in groups_of(text)):
            return _phrase(reading, behind)
    noun = candidate.noun
    if noun >= 0 and "actor" in groups_of(reading.words[noun]):
        return noun, max(candidate.last, noun + 1)
    subject = _subject(reading, candidate, act)
    return subject or ((noun, candidate.last) if noun >= 0 else None)


def _subject(reading: Reading, candidate: Candidate, act: Act | None) -> tuple[int, int] | None:
    """The first noun phrase of the clause, or of the act's content."""
    first = candidate.first
    while first > 0 and reading.sentences[first - 1] == reading.sentences[candidate.first]:
        first -= 1
    if act is not None and act.content is not None:
        first = max(first, reading.between(*act.content)[0])
    for word in range(first, candidate.first):
        text = reading.words[word]
        if "particles" in groups_of(text) or len(text) < 3:
            continue
        if is_definite(text) or "actor" in groups_of(text):
            start, end = _phrase(reading, word)
            return start, min(end, candidate.first)
    return None


def _phrase(reading: Reading, word: int) -> tuple[int, int]:
    """A noun phrase from a word on: up to a stop, a particle or a clause."""
    end = word + 1
    while (
        end < len(reading.words)
        and end - word < _MAX_TARGET
        and _open(reading, end - 1)
        and not (groups_of(reading.words[end]) & {"particles", "negation"})
    ):
        end += 1
    return word, end


def _open(reading: Reading, word: int) -> bool:
    return not any(sign in _STOPS for sign in reading.gaps[word])


__all__ = ["NARRATOR", "Act", "has_pronoun", "holder_of", "innermost_act", "target_of"]
