"""Where a source's phrase certainly ends: behind the meeting of a group, before a platform.

So it does before the outlet that is spoken to (`مسؤول لرويترز`, but `مراسل لرويترز`), before where it
is spoken (`السفير في تصريح لوكالة`) and before the state that is accused (`اتهم الجيش السوري إسرائيل`).

`المشاركون في الاجتماع الوزاري للتحالف` goes on over what the group takes part in; in
`السفير على تويتر` the place of writing is none of the source (never, of 2,100 coded sources).
"""

from __future__ import annotations

from toolkit.arabic.stems import bare, is_definite
from toolkit.measures.attribution.features.candidates import GAP_BITS, View
from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.words.gazetteer import head_type, is_name
from toolkit.measures.attribution.words.groups import word_group
from toolkit.measures.attribution.words.tokens import DASH, PAREN
from toolkit.measures.codes import SOURCE_TYPES

_ENDS = sum(GAP_BITS) & ~(PAREN | DASH)
_LONGEST = 12
_SHORT, _OF = 3, 3
_NAMES = 20  # added to the type of a name by `head_type`; -1 for neither stays out of range
_OUTLETS = frozenset(SOURCE_TYPES.index(name) for name in ("media", "news_agency"))


def settled(seen: View, source: Mention, bound: int, *, has_object: bool = False) -> Mention:
    """A source with its end set right; it never reaches the word `bound`.

    `has_object` says that it stands behind a verb that takes somebody for object.
    """
    for word in range(source.first + 1, source.last + 1):
        if has_object and _is_state_spoken_of(seen, word):
            return Mention(source.first, word - 1)
        if word < source.last and _is_place(_word(seen, word), _word(seen, word + 1)):
            return Mention(source.first, word - 1)
        if _is_outlet_spoken_to(seen, source, word):
            return Mention(source.first, word - 1)
    return Mention(source.first, _over_the_meeting(seen, source, bound))


def _is_place(preposition: str, noun: str) -> bool:
    """Whether somebody writes or speaks there: `على تويتر`, `في تصريح`."""
    if preposition in word_group("written on") and noun in word_group("platforms"):
        return True
    return preposition == "في" and noun in word_group("occasions")


def _is_state_spoken_of(seen: View, word: int) -> bool:
    """Whether a state's name stands behind a definite noun, which it neither is of nor stands for."""
    before = _word(seen, word - 1)
    return (
        _word(seen, word) in word_group("states") and is_definite(before) and not is_name(before)
        and bare(before) not in word_group("capital")
    )  # fmt: skip


def _is_outlet_spoken_to(seen: View, source: Mention, word: int) -> bool:
    written = _word(seen, word)
    if written[0] != "ل" or written.startswith("لل") or is_name(written):
        return False
    outlet = written[1:] or (_word(seen, word + 1) if word < source.last else "")
    if not outlet or head_type(outlet) % _NAMES not in _OUTLETS:
        return False
    before = (bare(_word(seen, place)) for place in range(source.first, word))
    return not any(each in word_group("of an outlet") for each in before)


def _over_the_meeting(seen: View, source: Mention, bound: int) -> int:
    """The last word of a group's phrase, its meeting included."""
    first, last = source.first, source.last
    stop = min(int(seen.last[first]), bound - 1, first + _LONGEST)
    grouped = bare(_word(seen, first)) in word_group("participants")
    while _goes_on(seen, last, stop) and bare(_word(seen, last + 1)) in word_group("of the group"):
        last, grouped = last + 1, True
    if not grouped or not _goes_on(seen, last, stop - 1) or _word(seen, last + 1) != "في":
        return last
    if seen.tokens.gap[last + 1] & _ENDS or bare(_word(seen, last + 2)) not in word_group(
        "meetings"
    ):
        return last
    last += 2
    if (
        not is_definite(_word(seen, last))
        and _goes_on(seen, last, stop)
        and _may_be_of(seen, last + 1)
    ):
        last += 1  # `لقاء مراكش`
    while _goes_on(seen, last, stop):
        word = _word(seen, last + 1)
        if word in word_group("against") and _goes_on(seen, last + 1, stop):
            last += 2
        elif not seen.kind[last + 1] and (is_definite(word) and word[0] != "ب"):
            last += 1
        elif (end := _over_its_states(seen, last + 1, stop)) is not None:
            last = end
        else:
            break
    return last


def _may_be_of(seen: View, word: int) -> bool:
    """Whether a word is neither a cue nor a particle, so that a noun before it may be of it."""
    return not seen.kind[word] and not seen.flags[word].any()


def _over_its_states(seen: View, word: int, stop: int) -> int | None:
    """The end of `لدول حوض النيل`: a noun behind ل, and what it is of, up to a definite one."""
    if _word(seen, word)[0] != "ل" or len(_word(seen, word)) <= _SHORT:
        return None
    for last in range(word + 1, min(word + _OF, stop) + 1):
        if seen.tokens.gap[last - 1] & _ENDS or seen.flags[last, 0] or seen.kind[last]:
            return None
        if is_definite(_word(seen, last)):
            return last
    return None


def _goes_on(seen: View, last: int, stop: int) -> bool:
    return last < stop and not seen.tokens.gap[last] & _ENDS


def _word(seen: View, row: int) -> str:
    return seen.tokens.types[seen.tokens.word[row]]
