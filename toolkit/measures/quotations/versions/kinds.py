"""The kind of one difference, from the words dropped and the words put in their place."""

from __future__ import annotations

from functools import lru_cache

from toolkit.measures.quotations.alignment import FORM, alike, is_function
from toolkit.measures.quotations.wordlists import (
    classes,
    opposites,
    phrases,
    states,
    stems,
    values,
    word_list,
)

_SHORT = 4  # words of a stretch that a negation or a number can be the point of
_CLAUSE = 3
_YEARS = (1900, 2100)  # a year in one version only dates it
_WORDS = 2  # words of content that may be swapped by themselves
_TURNED = 6  # words of content among which a word and its opposite are the point


def kind_of(base: list[str], other: list[str]) -> str:
    """Name the kind of a difference between aligned words.

    Parameters
    ----------
    base, other
        Folded words, dropped and put in their place; one of them may be empty.

    Examples
    --------
    >>> kind_of(["210", "خلايا"], ["120", "خليه"]), kind_of([], ["الانفصاليه"])
    ('number', 'label')
    >>> kind_of("بما في ذلك الحركات الانفصاليه".split(), []), kind_of(["اساسي"], ["امني"])
    ('clause', 'word')
    >>> kind_of([], ["صاحب", "الجلاله"]), kind_of(["لم"], []), kind_of(["روسيا"], ["ايران"])
    ('honorific', 'negation', 'party')
    >>> kind_of(["نجحت"], ["فشلت"])
    'negation'
    """
    if not _content(base) and not _content(other) and not (_negators(base) or _negators(other)):
        return "spelling"
    if base and other and "".join(base) == "".join(other):
        return "spelling"  # two words printed as one
    if _negation(base, other) or _turned(base, other):
        return "negation"
    if _number(base, other):
        return "number"
    if _party(base, other):
        return "party"
    for kind, words, longer in (
        ("label", "labels", "label_phrases"),
        ("honorific", "honorifics", "honorific_phrases"),
    ):
        if _only(base, other, words, longer):
            return kind
    return _wording(base, other)


def _wording(base: list[str], other: list[str]) -> str:
    left, right = _content(base), _content(other)
    if (not base or not other) and _fillers(left + right):
        return "spelling"
    if not base or not other:
        longer = base or other
        clause = len(longer) >= _CLAUSE and len(_content(longer)) >= 2
        return "clause" if clause else "word"
    if abs(len(left) - len(right)) > _CLAUSE:
        return "clause"
    if _reworded(left, right) or _one_state(left, right):
        return "spelling"
    return "word" if max(len(left), len(right)) <= _WORDS else "paraphrase"


def _reworded(left: list[str], right: list[str]) -> bool:
    """Whether both sides have the same words of content but for their forms or their order."""
    return bool(left) and len(left) == len(right) and all(
        any(alike(a, b) >= FORM for b in right) for a in left
    )  # fmt: skip


def _one_state(left: list[str], right: list[str]) -> bool:
    """Whether both name one state and nothing else: `مع إيران` and `الإيراني`."""
    one, two = _parties(left), _parties(right)
    named = all(_party_of(word) for word in left + right)
    return bool(one) and one == two and named and len(left) == len(right)


def _fillers(words: list[str]) -> bool:
    """Whether all are words that a date may do without: `عام` 2016, `تموز`/يوليو."""
    return bool(words) and all(_in_list(word, "fillers") for word in words)


def _negation(base: list[str], other: list[str]) -> bool:
    one, two = _negators(base), _negators(other)
    if one == two or max(len(base), len(other)) > _SHORT:
        return False
    rest = [[w for w in _content(side) if not _negators([w])] for side in (base, other)]
    if base and other:
        # `سيستمر` for `لن يتوقف` says the same in other words: only like words can be negated.
        return not rest[0] or not rest[1] or _reworded(*rest)
    return len(rest[0] + rest[1]) <= one + two


def _turned(base: list[str], other: list[str]) -> bool:
    """Whether a word stands where the other version has its opposite."""
    left, right = _content(base), _content(other)
    # `سيستمر` for `لن يتوقف`: the opposite denied is the same.
    if max(len(left), len(right)) > _TURNED or _negators(base) != _negators(other):
        return False
    sides = [frozenset().union(*map(_sides, words)) if words else frozenset()
             for words in (left, right)]  # fmt: skip
    return any((group, not side) in sides[1] and (group, not side) not in sides[0]
               and (group, side) not in sides[1] for group, side in sides[0])  # fmt: skip


@lru_cache(maxsize=100_000)
def _sides(word: str) -> frozenset[tuple[int, bool]]:
    """The pairs of opposites that a word is in, and on which side."""
    return frozenset(side for stem in stems(word) for side in opposites().get(stem, ()))


def _number(base: list[str], other: list[str]) -> bool:
    one, two = _numbers(base), _numbers(other)
    if one and two:
        return one != two
    year = all(_YEARS[0] <= number <= _YEARS[1] for number in one | two)
    return bool(one or two) and not year and len(base) + len(other) <= _WORDS


def _party(base: list[str], other: list[str]) -> bool:
    one, two = _parties(base), _parties(other)
    return bool(one and two) and not one & two


def _only(base: list[str], other: list[str], words: str, longer: str) -> bool:
    """Whether words of a list are what the two sides differ by, or nearly so."""
    left, hit_left = _without(base, words, longer)
    right, hit_right = _without(other, words, longer)
    if hit_left == hit_right:
        return False
    rest = [_content(left), _content(right)]
    if not base or not other:
        return not rest[0] and not rest[1]
    return max(map(len, rest)) <= 1 or _reworded(*rest)


def _without(words: list[str], listed: str, longer: str) -> tuple[list[str], int]:
    """The words that no list has, and how many it has."""
    kept: list[str] = []
    place = hits = 0
    while place < len(words):
        size = _phrase_at(words, place, longer)
        if size or _in_list(words[place], listed):
            hits += 1
            place += size or 1
        else:
            kept.append(words[place])
            place += 1
    return kept, hits


def _phrase_at(words: list[str], place: int, longer: str) -> int:
    for phrase in phrases("differences", longer):
        if tuple(words[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return 0


@lru_cache(maxsize=100_000)
def _in_list(word: str, name: str) -> bool:
    return bool(stems(word) & word_list("differences", name))


def _content(words: list[str]) -> list[str]:
    return [word for word in words if not is_function(word)]


def _negators(words: list[str]) -> int:
    listed = word_list("differences", "negators")
    idle = word_list("differences", "after_idle_negators")
    return sum(
        (word in listed or (word[:1] in "وفب" and word[1:] in listed)) and behind not in idle
        for word, behind in zip(words, [*words, ""][1:], strict=True)
    )


def _numbers(words: list[str]) -> frozenset[float]:
    listed = values("differences", "units")
    found = set()
    for word in words:
        if (word,) in phrases("differences", "weekdays"):
            continue  # `الاثنين` is Monday, not two
        if word.isdigit():
            found.add(float(word))
        else:
            found.update(listed[stem] for stem in stems(word) if stem in listed)
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _party_of(word: str) -> frozenset[str]:
    found = {states()[stem][0] for stem in stems(word) if stem in states()}
    for stem in stems(word):
        found.update(str(n) for n in classes("differences", "parties").get(stem, ()))
    return frozenset(found)


def _parties(words: list[str]) -> frozenset[str]:
    return frozenset().union(*map(_party_of, words)) if words else frozenset()
