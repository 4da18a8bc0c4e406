"""Where a source certainly stands, by the verb: behind it, behind `نقلت … عن`, never an addressee.

Counted on the coded articles: a head noun or a name right behind a verb that governs its content by a
particle is its source (2,115 times of 2,150 where the verb takes no person for object); what stands
behind `عن` of a relaying verb is (53 of 54); what `ل` joins to a verb is spoken to.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.features.candidates import GAP_BITS, NAME, Candidates, View
from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.no_sources import is_no_source
from toolkit.measures.attribution.words.cues import IMPERFECT
from toolkit.measures.attribution.words.gazetteer import head_type, is_name
from toolkit.measures.attribution.words.groups import cue_entries, word_group
from toolkit.measures.attribution.words.lexical import CLASS_NAMES
from toolkit.measures.attribution.words.tokens import (
    COLON,
    COMMA,
    DASH,
    NEWLINE,
    PAREN,
    QUOTE,
    STOP,
    Ints,
)

# Acts whose verbs take a person for object: `اتهم إيران`, `دعا روسيا`, `شكر المملكة`.
WITH_OBJECT = frozenset({"accuse", "ask", "praise", "deny"})
_REACH, _LONGEST = 8, 14
_SHORT = 4
_OF_THEIRS = ("ها", "هم", "هما", "هن")  # `لوالديها`; ه may be a teh marbuta
_ENDS = sum(GAP_BITS) & ~(PAREN | DASH)
_BREAKS = COMMA | STOP | COLON | NEWLINE
_CLASSES = len(CLASS_NAMES)


def behind_their_verbs(seen: View, found: Candidates, rows: Ints, start: Ints) -> NDArray[np.bool_]:
    """Which acts certainly have the source that begins at `start`, right behind the verb."""
    sure = np.zeros(len(rows), dtype=bool)
    for place, row in enumerate(rows.tolist()):
        cue, word = int(found.token[row]), int(start[place])
        if found.kind[row] > IMPERFECT or word <= cue or seen.tokens.gap[cue] & _ENDS:
            continue
        told = word == cue + 2 and _word(seen, cue + 1) in word_group("to whom")
        if word != cue + 1 and not told:
            continue
        read = seen.cue_at(cue)
        sure[place] = bool(
            read and read.frame and not read.object and read.entry not in cue_entries("relays")
            and read.speech_act not in WITH_OBJECT
            and seen.heads[word] >= 0 and _word(seen, word)[0] not in "بلك"
        )  # fmt: skip
    return sure


def certain_source(
    seen: View, found: Candidates, row: int, source: Mention | None
) -> Mention | None:
    """The source of an act, set right where the verb tells for certain."""
    if source and is_no_source(seen, found, row, source):
        return None
    if found.kind[row] > IMPERFECT:
        return source
    cue = int(found.token[row])
    read = seen.cue_at(cue)
    if (
        read
        and read.entry in cue_entries("relays")
        and (source is None or source.first < cue + _REACH)
    ):
        return _relayed(seen, cue) or source
    if source is None and (told := _as_for(seen, cue) or _before_that_in_darija(seen, cue)):
        return told
    speaker = _behind_the_paper(seen, cue)
    if speaker is not None and (source is None or source.first <= speaker <= source.last):
        end = source.last if source and source.last > speaker else None
        return _phrase(seen, speaker) if end is None else Mention(speaker, end)
    return None if source and _is_addressee(seen, source.first) else source


def _as_for(seen: View, cue: int) -> Mention | None:
    """Who is spoken of in `أما السفيرة، التي عادت أمس، فقالت إن`: what stands behind `أما`."""
    first = int(seen.first[cue])
    if _word(seen, cue)[0] != "ف" or _word(seen, first) not in word_group("as for"):
        return None
    end = first + 1
    while end + 1 < cue and end - first < _LONGEST and not seen.tokens.gap[end] & _ENDS:
        end += 1
    return Mention(first + 1, end) if end < cue and end > first else None


def _before_that_in_darija(seen: View, cue: int) -> Mention | None:
    """Who speaks between a verb and its particle, the addressee apart: `قال ليهم الوزير بلي`."""
    first = cue + 1
    if first < seen.last[cue] and _word(seen, first) in word_group("to whom in darija"):
        first += 1
    for word in range(first, min(first + _REACH, int(seen.last[cue])) + 1):
        if seen.tokens.gap[word - 1] & _ENDS or seen.kind[word]:
            return None
        if _word(seen, word) in word_group("that in darija"):
            return Mention(first, word - 1) if word > first else None
    return None


def _behind_the_paper(seen: View, cue: int) -> int | None:
    """Where the speaker stands behind a paper in marks that is spoken to: `وأوضح لـ"الفجر" المدير`."""
    gap, last = seen.tokens.gap, int(seen.last[cue])
    if cue + 1 >= last or _word(seen, cue + 1) != "ل" or not gap[cue + 1] & QUOTE:
        return None
    for word in range(cue + 2, min(cue + _REACH, last)):
        if gap[word] & _BREAKS:
            return None
        if gap[word] & QUOTE:
            return None if seen.flags[word + 1, :_CLASSES].any() else word + 1
    return None


def _relayed(seen: View, cue: int) -> Mention | None:
    """The phrase behind `عن`, up to a sign, a particle or `قوله`."""
    last = int(seen.last[cue])
    for word in range(cue + 1, min(cue + _REACH, last)):
        if seen.tokens.gap[word - 1] & _ENDS or seen.flags[word, 0]:
            return None
        if _word(seen, word) == "عن":
            return _phrase(seen, word + 1)
        if _word(seen, word) in word_group("on whose tongue"):
            return _phrase(seen, word + 1)
    return None


def _phrase(seen: View, first: int) -> Mention | None:
    if _word(seen, first) in word_group("relayed") or seen.flags[first, :_CLASSES].any():
        return None
    end = first
    while (
        end < seen.last[first] and end - first < _LONGEST and not seen.tokens.gap[end] & _ENDS
        and not seen.flags[end + 1, 0] and _word(seen, end + 1) not in word_group("own words")
    ):  # fmt: skip
        end += 1
    return Mention(first, end)


def _is_addressee(seen: View, first: int) -> bool:
    word = _word(seen, first)
    if word.startswith("لل") or word in word_group("to whom"):
        return True
    if word[0] == "ل" and len(word) > _SHORT and not is_name(word):
        if word.endswith(_OF_THEIRS):
            return True
        if seen.tokens.gap[first] & QUOTE:
            return True
    return (
        word[0] == "ل" and len(word) > 4 and seen.heads[first] < NAME and head_type(word[1:]) >= 0
    )


def _word(seen: View, row: int) -> str:
    return seen.tokens.types[seen.tokens.word[row]]
