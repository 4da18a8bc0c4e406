"""Words that have a cue's letters and are certainly no act, by what stands around them.

They are told before the models look, so that no model can take them for one:
a participle with the article (`الحركات المطالبة بالانفصال`), or behind the ك of role (`كمضيف`);
`مفيدا` without its clause; `نقل` of things and men; an imperfect of purpose whose subject is the
event (`وتأتي الزيارة لتؤكد …`); a verb of showing with an event right behind it (`وتؤكد استضافة
المؤتمر ثقة الشركاء`: of 90 sources behind such verbs none was an event); the `بالقول` of an act that
has its verb.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.stems import bare, is_definite
from toolkit.measures.attribution.words.cues import IMPERFECT, MASDAR, PARTICIPLE, Cue
from toolkit.measures.attribution.words.groups import cue_entries, word_group
from toolkit.measures.attribution.words.tokens import ANY

if TYPE_CHECKING:
    from toolkit.measures.attribution.features.candidates import View

_REACH, _FEW = 10, 4


def no_acts(seen: View) -> NDArray[np.bool_]:
    """Which words of a batch are certainly no cue, though they have the letters of one."""
    found = np.zeros(len(seen.kind), dtype=bool)
    for row in np.flatnonzero((seen.kind > 0) & _may_be_none(seen)).tolist():
        found[row] = _is_none(seen, row)
    return found


def _may_be_none(seen: View) -> NDArray[np.bool_]:
    """Whether a word's form is one that a rule below looks at, by word type."""
    rules = [bool(cue) and _looked_at(word, cue) for word, cue in zip(
        seen.tokens.types, seen.lexical.cues, strict=True
    )]  # fmt: skip
    return np.asarray(rules, dtype=bool)[seen.tokens.word]


def _looked_at(word: str, cue: Cue | None) -> bool:
    assert cue is not None
    return (
        cue.kind in (IMPERFECT, PARTICIPLE)
        or cue.entry in cue_entries("relays") | cue_entries("shows")
        or (cue.kind == MASDAR and word in word_group("saying behind a verb"))
    )


def _is_none(seen: View, row: int) -> bool:
    word, cue = _word(seen, row), seen.cue_at(row)
    assert cue is not None
    core = word[1:] if cue.conjunction else word
    if cue.kind == PARTICIPLE:
        if core.startswith(("ال", "بال", "لل", "كال", "كم")):
            # المطالبة is the act of demanding, too: a participle right behind a definite noun.
            return not core.endswith("ه") or _behind_definite(seen, row)
        if core.endswith(("ه", "ا")) and _says_of_an_event(seen, row):
            return True
        return cue.entry in cue_entries("tells only with a clause") and not _any(
            seen, row, row + 2, word_group("clause")
        )
    if (
        cue.entry in cue_entries("shows")
        and cue.kind <= IMPERFECT
        and _has_an_event_behind(seen, row)
    ):
        return True
    if cue.kind == IMPERFECT and core[0] == "ل" and cue.entry[0] != "ل":
        return _any(seen, int(seen.first[row]), row - 1, word_group("event comes"))
    if cue.entry in cue_entries("relays") and cue.kind <= IMPERFECT:
        whole = row + _FEW <= int(seen.last[row])  # a name with full stops cuts the sentence
        return whole and not _any(seen, row, row + _REACH, word_group("relayed"))
    return cue.kind == MASDAR and bool((seen.kind[int(seen.first[row]) : row] > 0).any())


def _says_of_an_event(seen: View, row: int) -> bool:
    """`وجاءت الزيارة مؤكدة عمق الروابط`: the event is the subject, nobody else in its sentence."""
    first = int(seen.first[row])
    if row - first > _FEW or not _any(seen, first, first, word_group("event comes")):
        return False
    return not _any(seen, row + 1, row + 1, word_group("clause"))


def _has_an_event_behind(seen: View, row: int) -> bool:
    """`تؤكد استضافة`, `أكدت هذه الزيارة`; a meeting only where it is pointed at, for it speaks, too."""
    last = int(seen.last[row])
    pointed = row < last and _word(seen, row + 1) in word_group("demonstrative")
    head = row + 1 + pointed
    if head > last or any(seen.tokens.gap[word] & ANY for word in range(row, head)):
        return False
    word = bare(_word(seen, head))
    return word in word_group("events") or (pointed and word in word_group("meetings"))


def _behind_definite(seen: View, row: int) -> bool:
    before = row - 1
    return (
        before >= seen.first[row]
        and not seen.tokens.gap[before] & ANY
        and is_definite(_word(seen, before))
    )


def _word(seen: View, row: int) -> str:
    return seen.tokens.types[seen.tokens.word[row]]


def _any(seen: View, first: int, last: int, words: Collection[str]) -> bool:
    """Whether one of the words stands from `first` to `last`, in the sentence of `first`."""
    last = min(last, int(seen.last[first]))
    return any(_word(seen, row) in words for row in range(first, last + 1))
