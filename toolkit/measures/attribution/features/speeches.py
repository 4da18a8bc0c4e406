"""A speech printed whole: `وألقى الوزير كلمة وهذا نصها:` and what stands in the lines below.

The announcement is a colon at a line's end behind "its text", or behind "came in" with a speech or a
statement; what follows goes on, line by line, to its closing formula, or to a line that the narrator
begins, or to the end. Where it opens with a quotation mark, the mark says where it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from toolkit.measures.attribution.features.candidates import Candidates, View
from toolkit.measures.attribution.words.cues import IMPERFECT
from toolkit.measures.attribution.words.groups import word_group
from toolkit.measures.attribution.words.tokens import COLON, NEWLINE

_NEAR = 4
_OPENING_LINES = 2
_SENTENCE = 5  # words in marks that are more than a name


class Speech(NamedTuple):
    """First and last word of a speech."""

    first: int
    last: int


def find_speeches(seen: View, found: Candidates) -> dict[int, Speech]:
    """Speeches printed whole, by the number of the candidate that announces them."""
    tokens = seen.tokens
    ends = np.flatnonzero((tokens.gap & COLON > 0) & (tokens.gap & NEWLINE > 0) & ~tokens.title)
    speeches = {}
    for end in ends.tolist():
        announcer = _announcer(seen, found, end)
        if announcer is not None and end + 1 < len(tokens.word):
            last = _speech_end(seen, end + 1)
            if last > end:
                speeches[announcer] = Speech(end + 1, last)
    return speeches


def _announcer(seen: View, found: Candidates, end: int) -> int | None:
    """The candidate that says whose text follows: of giving a speech, else the nearest verb."""
    low = int(seen.first[end])
    words = [_word(seen, row) for row in range(low, end + 1)]
    if not (set(words[-_NEAR - 1 :]) & word_group("its text") or _comes_in_it(words)):
        return None
    a, b = np.searchsorted(found.token, (low, end), "left")
    own = [row for row in range(int(a), int(b)) if found.kind[row] <= IMPERFECT]
    giving = (row for row in own if _word(seen, int(found.token[row])) in word_group("gives it"))
    return next(giving, own[-1] if own else None)


def _comes_in_it(words: Sequence[str]) -> bool:
    """Whether a line says what came in a speech or a statement: `وجاء في كلمة الأمين العام:`."""
    if any(word in word_group("highlights") for word in words):
        return False
    gives = [at for at, word in enumerate(words) if word in word_group("gives it")]
    behind = words[gives[0] + 1 :] if gives else []
    return any(word in word_group("its bearer") for word in behind)


def _speech_end(seen: View, first: int) -> int:
    """The last word of a speech that begins with `first`; before it where nothing is one."""
    tokens = seen.tokens
    mark = int(tokens.quotation[first])
    if mark >= 0 and tokens.quotation_last[mark] - first >= _SENTENCE:
        return int(tokens.quotation_last[mark])
    article = int(np.searchsorted(tokens.article, tokens.article[first], "right")) - 1
    last, line = first - 1, 0
    start = first
    while start <= article and tokens.article[start] == tokens.article[first]:
        stop = start
        while stop < article and not tokens.gap[stop] & NEWLINE:
            stop += 1
        words = [_word(seen, row) for row in range(start, stop + 1)]
        if tokens.sentence_boilerplate[tokens.sentence[start]] or _is_narrators(words):
            return last
        last, line, start = stop, line + 1, stop + 1
        if line > _OPENING_LINES and any(word in word_group("speech closes") for word in words):
            return last
    return last


def _is_narrators(words: Sequence[str]) -> bool:
    turns = any(word in word_group("narrator turns") for word in words[1:3])
    return turns or words[0] in word_group("narrator again")


def _word(seen: View, row: int) -> str:
    return seen.tokens.types[seen.tokens.word[row]]
