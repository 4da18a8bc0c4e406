"""Rival names in two versions: one actor under two names, where one stands in the other's place.

The names and their standing are those of the lexicon `rival_names`, which stance reads, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from toolkit.arabic import fold
from toolkit.arabic.stems import without_article
from toolkit.measures.quotations.alignment import Column
from toolkit.measures.quotations.wordlists import stems

_GROUPS = ("armed_group", "movement")

Span = tuple[int, int]


class Rival(NamedTuple):
    """A name in the list: its words, the actor, its kind, the name's standing, and its entry."""

    words: tuple[str, ...]
    actor: str
    kind: str
    standing: str
    entry: str


class Mention(NamedTuple):
    """A name in a version: words ``[first, last)`` and what it may name."""

    first: int
    last: int
    names: tuple[Rival, ...]


@cache
def rivals() -> dict[str, tuple[Rival, ...]]:
    """The names by their first word, folded, the article off, the longest first.

    Examples
    --------
    >>> [(name.actor, name.standing) for name in rivals()["داعش"]]
    [('تنظيم داعش', 'neutral')]
    """
    from toolkit.lexicons import load_lexicon

    found: dict[str, list[Rival]] = {}
    for entry in load_lexicon("rival_names").entries:
        target, kind = (str(entry.attributes[key]) for key in ("target", "kind"))
        for form in (entry.entry, *entry.forms):
            words = tuple(without_article(word) for word in fold(form).text.split())
            found.setdefault(words[0], []).append(
                Rival(words, target, kind, entry.class_, entry.entry)
            )
    longest = {word: sorted(own, key=lambda r: (-len(r.words), r)) for word, own in found.items()}
    return {word: tuple(own) for word, own in longest.items()}


def mentions(words: Sequence[str]) -> list[Mention]:
    """The names in folded words, also those inside longer ones; the longest first.

    Examples
    --------
    >>> [(m.first, m.last) for m in mentions("ضد تنظيم داعش وبالصحراء المغربيه".split())]
    [(1, 3), (3, 5), (2, 3), (3, 4)]
    """
    found: dict[tuple[int, int], set[Rival]] = {}
    for place, word in enumerate(words):
        for name in (name for stem in stems(word) for name in rivals().get(stem, ())):
            if _stands(name, words, place):
                found.setdefault((place, place + len(name.words)), set()).add(name)
    longest = sorted(found, key=lambda span: (span[0] - span[1], span))
    return [Mention(*span, tuple(sorted(found[span]))) for span in longest]


def _stands(name: Rival, words: Sequence[str], place: int) -> bool:
    behind = words[place : place + len(name.words)]
    return len(behind) == len(name.words) and all(
        own in stems(word) for own, word in zip(name.words[1:], behind[1:], strict=True)
    )


def renamed(one: Mention, two: Mention) -> str:
    """What it is to put one name in the other's place: ``label``, ``spelling``, or nothing known.

    Examples
    --------
    >>> def first(text): return mentions(text.split())[0]
    >>> renamed(first("داعش"), first("تنظيم داعش"))
    'spelling'
    >>> renamed(first("الصحراء الغربيه"), first("الصحراء المغربيه"))
    'label'
    """
    pairs = [(a, b) for a in one.names for b in two.names if a.actor == b.actor]
    if not pairs:
        return ""
    same = [(a, b) for a, b in pairs if a.standing == b.standing]
    if not same:
        return "label"
    if any(a.entry == b.entry and _is_short(a, b) for a, b in same):
        return "spelling"
    return "label" if same[0][0].entry != same[0][1].entry else ""


def name_pair(
    base: Span, other: Span, columns: Sequence[Column], names: tuple[list[Mention], list[Mention]]
) -> tuple[Mention, Mention] | None:
    """The names of both versions that a difference lies in, one standing where the other does.

    Parameters
    ----------
    base, other
        The words of the difference in both versions.
    columns
        The alignment.
    names
        What `mentions` gives of both.
    """
    for left, right in product(*names):
        inside = all(name.first <= span[0] and span[1] <= name.last
                     for name, span in ((left, base), (right, other)))  # fmt: skip
        if not inside:
            continue
        aligned = any(
            left.first <= c.one < left.last and right.first <= c.two < right.last
            for c in columns if c.alike
        )  # fmt: skip
        whole = base[0] < base[1] and other[0] < other[1]
        if (aligned or whole) and renamed(left, right):
            return left, right
    return None


def pared(base: Span, other: Span, one: Sequence[str], two: Sequence[str]) -> tuple[Span, Span]:
    """A difference without the words that both sides have at its edges.

    Examples
    --------
    >>> pared((0, 2), (0, 3), "علي الحوثيين".split(), "علي جماعه الحوثي".split())
    ((1, 2), (1, 3))
    """
    (a, b), (c, d) = base, other
    while a < b and c < d and one[a] == two[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and one[b - 1] == two[d - 1]:
        b, d = b - 1, d - 1
    return (a, b), (c, d)


def _is_short(one: Rival, two: Rival) -> bool:
    """Whether two names of one entry are a long and a short one: a government has organs, too."""
    own, their = set(one.words), set(two.words)
    taking_sides = one.standing in ("claim", "label")
    return one.kind in _GROUPS or taking_sides or own <= their or their <= own
