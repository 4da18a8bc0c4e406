"""Where two versions end: who only stops earlier, and whose end is another one.

A version that stops at the end of a sentence or a clause, or whose words are not between marks, is
shorter and not altered. Where the marks of both close, a word or two that only one has before its
mark were added or left out, and two ends that part inside a sentence are two wordings.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.measures.quotations.alignment import Word, is_function
from toolkit.measures.quotations.versions.kinds import kind_of

_END_WORDS = 3  # both going on for so few words after the common ones is a replacement
_ADDED = 2  # words that are put before a mark
_PARTED = 12  # words; farther on each prints another part of the statement
_LABEL = 2
_CLOSING = frozenset("\"»”’“″')")
_STOPS = frozenset(".!?؟…")
_PAUSES = _STOPS | frozenset("،,؛;:")

Span = tuple[int, int]


def parting(
    one: Sequence[Word], two: Sequence[Word], base: Span, other: Span, *, behind: bool
) -> bool:
    """Whether what two versions print at an end is a difference and not only how far they print.

    Parameters
    ----------
    one, two
        The versions.
    base, other
        Their words outside the common ones, as ``[first, last)``.
    behind
        Whether these stand behind the common words, or before them.
    """
    gone, come = one[slice(*base)], two[slice(*other)]
    longest = max(len(gone), len(come))
    if gone and come and longest <= _END_WORDS:
        return True
    if not behind or not (_closes(one) and _closes(two)) or longest > _PARTED:
        return False
    if gone and come:
        return not (_paused(one, base[0], _STOPS) or _paused(two, other[0], _STOPS))
    longer, place = (one, base[0]) if gone else (two, other[0])
    says = any(not is_function(word.folded) for word in (*gone, *come))
    return says and longest <= _ADDED and not _paused(longer, place, _PAUSES)


def label_at_end(words: Sequence[Word], place: int) -> int:
    """How many words from a place on are a label of the word before them.

    Examples
    --------
    >>> from toolkit.measures.quotations.alignment import version_words
    >>> text = "في وجه الحركة الانفصالية التي تهددنا"
    >>> label_at_end(version_words(text, 0, len(text)), 3)
    1
    """
    if _paused(words, place, _PAUSES):
        return 0
    size = 0
    for word in words[place : place + _LABEL]:
        if kind_of([], [word.folded]) != "label":
            break
        size += 1
        if _PAUSES & set(word.behind):
            break
    return size


def _closes(words: Sequence[Word]) -> bool:
    """Whether a mark closes right behind the last word."""
    return bool(_CLOSING & set(words[-1].behind))


def _paused(words: Sequence[Word], place: int, pauses: frozenset[str]) -> bool:
    """Whether a pause stands before a word."""
    return place > 0 and bool(pauses & set(words[place - 1].behind))
