"""Where a content certainly begins or ends: the described party, an open mark, an aside on saying.

Counted on the coded articles: behind `وصف` and `اتهم` the party that is described or accused belongs
to the content (46 times of 51); a quotation that opens inside a content is held whole by it (12 of
14); `، في إشارة إلى` and its like are the reporter's (11 of 11).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.stems import light_stem
from toolkit.measures.attribution.features.candidates import Candidates, View
from toolkit.measures.attribution.features.spans import Spans
from toolkit.measures.attribution.words.cues import PARTICIPLE
from toolkit.measures.attribution.words.gazetteer import is_name
from toolkit.measures.attribution.words.groups import cue_entries, phrases_of, word_group
from toolkit.measures.attribution.words.tokens import COLON, COMMA, NEWLINE, PAREN, STOP, Ints

_BREAKS = COMMA | COLON | PAREN | STOP | NEWLINE
_PARTY = 8  # words of a described party, at most
_NO_PARTY = ("preposition", "auxiliary", "negation", "clause", "relative", "days")


def from_the_described(seen: View, found: Candidates, spans: Spans, first: Ints) -> None:
    """`وصفت نولاند مضيفيها بأنهم «أصدقاء»`: the content begins with those who are described."""
    for row, candidate in enumerate(spans.row.tolist()):
        cue, source = int(found.token[candidate]), spans.source[row]
        read = seen.cue_at(cue)
        if (
            read is None or read.object or found.kind[candidate] > PARTICIPLE
            or read.entry not in cue_entries("describes")
        ):  # fmt: skip
            continue
        begin = int(found.last[candidate]) + 1
        if source is not None:
            if source.first != begin:
                continue
            begin = source.last + 1
        if begin < first[row] <= begin + _PARTY and _is_party(seen, begin, int(first[row])):
            first[row] = begin


def _is_party(seen: View, begin: int, stop: int) -> bool:
    """Whether the words before a content name whom it describes: nothing parts them from it."""
    if any(seen.tokens.gap[word] & _BREAKS for word in range(begin - 1, stop - 1)):
        return False
    word = _word(seen, begin)
    if any(word in word_group(group) for group in _NO_PARTY):
        return False
    return word[0] != "ب" or is_name(word)


def from_the_noun(seen: View, spans: Spans, first: Ints) -> None:
    """`شدد على ضرورة أن يبقى`: a noun that the clause completes belongs to the content."""
    for row, begin in enumerate(first.tolist()):
        low = int(seen.first[begin])
        if begin - 2 < low or _word(seen, begin - 1) not in word_group("clause"):
            continue
        noun = begin - 2
        if _word(seen, noun) in word_group("preposition"):
            noun -= 1
        source = spans.source[row]
        if noun <= low or (source is not None and source.first <= noun <= source.last):
            continue
        if light_stem(_word(seen, noun)) in _completed():
            first[row] = noun


def from_the_question(seen: View, found: Candidates, spans: Spans, first: Ints) -> None:
    """`كشفت كيف خبأ …`, `سأل عما إذا كان …`: the word that asks belongs to what is asked."""
    for row, candidate in enumerate(spans.row.tolist()):
        begin, low = int(first[row]), int(found.last[candidate])
        if _word(seen, begin) in word_group("in order that") and begin < seen.last[begin]:
            first[row] = begin + 1
        elif begin - 1 > low and _word(seen, begin - 1) in word_group("question"):
            first[row] = begin - 1
        for word in range(max(low + 1, begin - _PARTY), begin):
            if _word(seen, word) in word_group("whether"):
                first[row] = word


@lru_cache(maxsize=1)
def _completed() -> frozenset[str]:
    return frozenset(map(light_stem, word_group("completed by a clause")))


def over_open_marks(seen: View, found: Candidates, spans: Spans, first: Ints, last: Ints) -> None:
    """`قال إن اللجنة "غير شرعية. سنطعن فيها"`: a quotation opened inside is held to its mark."""
    tokens = seen.tokens
    cues = found.token[spans.row]
    for row in np.flatnonzero(tokens.quotation[last] >= 0).tolist():
        mark = int(tokens.quotation[last[row]])
        opens, closes = int(tokens.quotation_first[mark]), int(tokens.quotation_last[mark])
        told = (cues > last[row]) & (cues <= closes)
        if first[row] < opens and last[row] < closes and not told.any():
            last[row] = closes


def before_asides(
    seen: View, spans: Spans, first: Ints, last: Ints, whole: NDArray[np.bool_]
) -> None:
    """`قال إن التنظيم ضعف، في إشارة إلى داعش`: what the reporter says of the saying is not said."""
    tokens = seen.tokens
    for row in np.flatnonzero((last - first > 1) & ~whole).tolist():
        for word in range(int(first[row]) + 1, int(last[row])):
            if not tokens.gap[word - 1] & COMMA or tokens.quotation[word] >= 0:
                continue
            behind = tuple(_word(seen, w) for w in range(word, min(word + 4, int(last[row]) + 1)))
            if any(behind[: len(phrase)] == phrase for phrase in phrases_of("asides")):
                last[row] = word - 1
                break


def _word(seen: View, row: int) -> str:
    return seen.tokens.types[seen.tokens.word[row]]
