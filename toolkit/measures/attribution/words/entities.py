"""Which source phrases of an article name one speaker, from its names, titles and descriptions.

A name keeps its bearer through shorter forms and slips of spelling (`لاندبيرغ` after
`كريستوفر لاندبيرغ`); a description without a name (`الدبلوماسي الأميركي`, `المجلة`) takes the
nearest earlier speaker that it can describe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.attribution.words.groups import group_data, word_group
from toolkit.measures.codes import SOURCE_TYPES

# Phrases of one article that are compared with each other: more only in pages that repeat.
_PHRASES = 300
_LETTERS = 4
_FULL = 3
_CONSONANTS = 3
_NAME = 20  # and more: the head is a name
# Descriptions of a person or a body that say nothing of its kind.
_OPEN_TYPES = frozenset((-1, SOURCE_TYPES.index("unknown")))


@dataclass(frozen=True)
class Phrase:
    """A source phrase: its words without conjunction and article, and the type of each as a head.

    `heads` are as in `lexical.head_type`: -1 for none, 20 and more for names; `definite` tells
    whether the first word has the article.
    """

    words: tuple[str, ...]
    heads: tuple[int, ...]
    definite: bool

    @property
    def is_description(self) -> bool:
        """Whether the phrase is a title or a common noun with nobody's name in it."""
        return (
            len(self.words) <= 4
            and 0 <= self.heads[0] < 20
            and (self.definite or len(self.words) > 1)
            and not any(h >= 20 for h in self.heads)
            and (len(self.words) < 4 or self.definite)
        )

    @property
    def head(self) -> int:
        """Type of the first word that heads a source, -1 where none does."""
        return next((h % 20 for h in self.heads if h >= 0), -1)


def group_phrases(phrases: Sequence[Phrase | None]) -> list[int]:
    """Number of the speaker of every phrase, in the order of the text; -1 where there is none.

    Examples
    --------
    >>> name = Phrase(("دبلوماسي", "كريستوفر", "لاندبيرغ"), (0, -1, -1), False)
    >>> short = Phrase(("لاندبيرغ",), (-1,), False)
    >>> description = Phrase(("دبلوماسي",), (0,), True)
    >>> group_phrases([name, None, short, description])
    [0, -1, 0, 0]
    """
    groups: list[list[Phrase]] = []
    numbers = []
    known: dict[tuple[str, ...], int] = {}
    for phrase in phrases:
        if phrase is None or not phrase.words:
            numbers.append(-1)
            continue
        number = known.get(phrase.words)
        if number is None:
            number = _find(groups[-_PHRASES:], phrase)
            number = len(groups) if number is None else number + max(len(groups) - _PHRASES, 0)
            known[phrase.words] = number
        if number == len(groups):
            groups.append([])
        groups[number].append(phrase)
        numbers.append(number)
    return numbers


def _find(groups: Sequence[Sequence[Phrase]], phrase: Phrase) -> int | None:
    """The latest speaker that a phrase names, else that it describes."""
    order = range(len(groups) - 1, -1, -1)
    if _points_back(phrase):
        return _pointed_at(groups, phrase)
    for number in order:
        if any(_same_name(phrase, other) for other in groups[number]):
            return number
    if phrase.is_description:
        for number in order:
            if any(_describes(phrase, other) for other in groups[number]):
                return number
    if phrase.words[0] in word_group("honorifics") and len(phrase.words) == 1:
        return next((n for n in order if any(len(p.words) >= _FULL for p in groups[n])), None)
    return None


def _points_back(phrase: Phrase) -> bool:
    """Whether a phrase is a common noun and "the same": `المصدر ذاته`, `ذات المصدر`."""
    return len(phrase.words) == 2 and any(w in word_group("same") for w in phrase.words)


def _pointed_at(groups: Sequence[Sequence[Phrase]], phrase: Phrase) -> int | None:
    """The latest speaker that has the noun; behind "the same source", the latest of all."""
    noun = next((w for w in phrase.words if w not in word_group("same")), phrase.words[0])
    for number in range(len(groups) - 1, -1, -1):
        if any(noun in other.words for other in groups[number]):
            return number
    return len(groups) - 1 if groups and noun in word_group("any source") else None


def _same_name(one: Phrase, other: Phrase) -> bool:
    return any(
        _alike(a, b, one.heads[-1], other.heads[-1])
        for a in _spellings(one.words)
        for b in _spellings(other.words)
    )


def _spellings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words, and without a preposition glued to the first: `لبالوميروس` is `بالوميروس` too."""
    if words[0][0] in "لب" and len(words[0]) > _LETTERS:
        return words, (words[0][1:], *words[1:])
    return (words,)


def _alike(one: tuple[str, ...], other: tuple[str, ...], head_one: int, head_other: int) -> bool:
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if set(short) <= set(long):
        # One word alone names a person only as the last name, or an office as the head.
        return len(short) > 1 or short[0] in (long[-1], long[0])
    if len(short) >= 3 and short[0] == long[0]:
        return all(
            any(w == v or (len(w) > _LETTERS and _one_name(w, v)) for v in long) for w in short
        )
    last_one, last_other = one[-1], other[-1]
    if 0 <= head_one < _NAME or 0 <= head_other < _NAME or len(last_one) <= _LETTERS:
        return False
    # Two names that are known are two, if their consonants are not the same.
    both_known = head_one >= _NAME and head_other >= _NAME
    alike = _same_bones if both_known else _one_name
    return alike(last_one, last_other) and (len(short) > 1 or short[0] in (last_one, last_other))


def _one_name(one: str, other: str) -> bool:
    """Equal but for one letter, or two spellings of one foreign name."""
    return _same_bones(one, other) or _close(one, other)


def _same_bones(one: str, other: str) -> bool:
    bones = skeleton(one)
    return one[0] == other[0] and len(bones) >= _CONSONANTS and bones == skeleton(other)


def _close(one: str, other: str) -> bool:
    """Equal but for one letter."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    return (
        one[start + 1 :] in (other[start:], other[start + 1 :]) or one[start:] == other[start + 1 :]
    )


@lru_cache(maxsize=KEPT_WORDS)
def skeleton(name: str) -> str:
    """The consonants of a name, those that transliterations mix up as one.

    Examples
    --------
    >>> skeleton("بلينكن") == skeleton("بلينكين") == skeleton("بلنكن")
    True
    >>> skeleton("لاندبيرغ") == skeleton("لاندبرج"), skeleton("اوغلو") == skeleton("اوغلي")
    (True, True)
    """
    letters = name.translate(_heard_as())
    return "".join(a for a, b in pairwise(letters + " ") if a != b)


@lru_cache(maxsize=1)
def _heard_as() -> dict[int, int | None]:
    letters = group_data("letters")
    return str.maketrans(letters["alike"], letters["heard as"], letters["silent"])


def _describes(description: Phrase, other: Phrase) -> bool:
    """Whether a phrase without a name may point back to another."""
    if other.is_description and len(other.words) <= len(description.words):
        return False
    if len(description.words) > 1 and not description.definite:
        return description.words[0] == other.words[0] and description.words[-1] in other.words
    if description.words[0] in other.words[:6]:
        return True
    if any(_close(word, description.words[0]) for word in other.words[:4] if len(word) > _LETTERS):
        return True
    mine, its = description.head, other.head
    return mine == its and mine not in _OPEN_TYPES and other.heads[0] != -1
