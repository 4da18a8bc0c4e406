"""What stands where a source stands and is none: the accused, God who is asked, a quotation's words.

Each kind was read on the coded articles: `وصف طهران بأنها` has its object behind the verb, which takes
one and governs ب; `سائلا العلي القدير أن` asks and does not report; `ووصفته بصانع التغيير` says how
somebody is called; `وشكر المغرب على كرمه` has one noun, its object; in `وقال "سرنا في الجبال"` the words behind the verb are those said.
"""

from __future__ import annotations

from toolkit.arabic.stems import bare, is_definite
from toolkit.measures.attribution.features.candidates import Candidates, View
from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.words.cues import IMPERFECT
from toolkit.measures.attribution.words.gazetteer import is_name
from toolkit.measures.attribution.words.groups import cue_entries, word_group
from toolkit.measures.attribution.words.tokens import QUOTE
from toolkit.measures.attribution.words.vectors import word_vectors

_OF = 3  # words of a noun and what it is of
_PLURALS = ("ون", "ين", "ان")
_OBLIQUE = "ين"


def is_no_source(seen: View, found: Candidates, row: int, source: Mention) -> bool:
    """Whether what was taken for the source of an act is its object, its addressee or its content."""
    cue, last = int(found.token[row]), int(found.last[row])
    if source.first <= cue:
        return False
    read = seen.cue_at(cue)
    first = _word(seen, source.first)
    if _in_longer_marks(seen, source):
        return True
    if read is None or source.first != last + 1:
        return False
    if found.kind[row] <= IMPERFECT and _is_object(first):
        return True
    if first in word_group("god"):
        return read.entry in cue_entries("asks god")
    if read.entry in cue_entries("thanks") and _is_one_phrase(seen, source):
        behind = _word(seen, source.last + 1)
        return behind in word_group("for what one thanks") or behind[0] == "ب"
    if read.entry not in cue_entries("says what one is"):
        return False
    if read.object:
        return first[0] == "ب" and not is_name(first)
    return _is_one_phrase(seen, source) and _word(seen, source.last + 1)[0] == "ب"


def _is_object(word: str) -> bool:
    """Whether a plural stands as objects do: `تدعو المواطنين`, where a subject were المواطنون."""
    subject = word[: -len(_OBLIQUE)] + _PLURALS[0]
    return (
        word.endswith(_OBLIQUE) and is_definite(word) and not is_name(word)
        and subject in word_vectors()[1]
    )  # fmt: skip


def _in_longer_marks(seen: View, source: Mention) -> bool:
    """Whether a phrase is the beginning of a quotation that goes on behind it."""
    tokens = seen.tokens
    mark = int(tokens.quotation[source.first])
    if mark < 0 or not tokens.gap[source.first - 1] & QUOTE:
        return False
    opens, closes = int(tokens.quotation_first[mark]), int(tokens.quotation_last[mark])
    return source.first == opens and source.last < closes


def _is_one_phrase(seen: View, source: Mention) -> bool:
    """Whether a phrase is one noun, or a noun and what it is of: no subject and object together."""
    size = source.last - source.first + 1
    first = _word(seen, source.first)
    if size == 1:
        return source.last < seen.last[source.first]
    whole = size <= _OF and source.last < seen.last[source.first]
    return (
        whole and not is_definite(first) and not first.endswith(_PLURALS)
        and is_definite(_word(seen, source.first + 1)) and bare(first) == first
    )  # fmt: skip


def _word(seen: View, row: int) -> str:
    return seen.tokens.types[seen.tokens.word[row]]
