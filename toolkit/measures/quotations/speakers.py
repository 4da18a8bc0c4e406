"""Speakers: names and titles of one person reconciled across articles.

A mention (`بلينكن`, `وزير الخارجية الأميركي`, `أنطوني بلينكن`) is read as names, offices,
departments and states. Names are compared by a key without long vowels, in which the ways of
writing a foreign name meet. A bare title is given the name that stands with the same title in
articles of the days around, which is how a reader resolves it; offices change hands, days tell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic import fold, word_spans
from toolkit.arabic.stems import without_article
from toolkit.measures.quotations.wordlists import letters, states, word_list

SAME, UNKNOWN, DIFFERENT = 1, 0, -1
TITLE_DAYS = 10.0
_MAJORITY = 0.6


@dataclass(frozen=True)
class Speaker:
    """What a mention says of a speaker.

    Attributes
    ----------
    names : tuple of str
        Keys of the names, in their order; the common first names left out unless alone.
    title : frozenset of str
        Departments and offices of the title.
    states : frozenset of str
        States that the title names.
    tongue : str
        ``arabic``, ``other`` or ``unknown``: what the speaker speaks in public.
    """

    names: tuple[str, ...]
    title: frozenset[str]
    states: frozenset[str]
    tongue: str

    @property
    def specific(self) -> bool:
        """Whether the title tells one office from another."""
        departments = word_list("speakers", "departments")
        return bool(self.title) and bool(self.states or self.title & departments)


NOBODY = Speaker((), frozenset(), frozenset(), "unknown")


@cache
def name_key(name: str) -> str:
    """A name without long vowels, its look-alike consonants merged.

    Examples
    --------
    >>> name_key("ترامب") == name_key("ترمب"), name_key("لاندبرغ") == name_key("لاندبرج")
    (True, True)
    """
    return fold(name).text.translate(_letters())


@cache
def _letters() -> dict[int, int | None]:
    alike, heard_as, silent = letters("speakers")
    return str.maketrans(alike, heard_as, silent)


@cache
def read_speaker(mention: str) -> Speaker:
    """Read a mention.

    Examples
    --------
    >>> read_speaker("وزير الخارجية الأميركي أنطوني بلينكن").names
    ('نتن', 'بلنكن')
    >>> read_speaker("فالمسؤولة الأمريكية").names, read_speaker("فالمسؤولة الأمريكية").tongue
    ((), 'other')
    """
    names: list[str] = []
    common: list[str] = []
    title, lands, tongues = set(), [], []
    for start, end in word_spans(mention):
        word = _titled(fold(mention[start:end]).text)
        if word in states():
            land, tongue = states()[word]
            lands.append(land)
            tongues.append(tongue)
        elif word in word_list("speakers", "departments") or word in word_list(
            "speakers", "offices"
        ):
            title.add(word)
        elif word in word_list("speakers", "common_names"):
            common.append(name_key(word))
        elif not _aside(word) and len(name_key(word)) >= 2:
            names.append(name_key(word))
    # A common name by itself still tells two people apart.
    kept = tuple(names or (common if len(common) > 1 else ()))
    return Speaker(kept, frozenset(title), frozenset(lands[:1]), _tongue(kept, tongues))


def agree(one: Speaker, two: Speaker) -> int:
    """Whether two mentions may be of one speaker: `SAME`, `UNKNOWN` or `DIFFERENT`.

    Examples
    --------
    >>> agree(read_speaker("ناصر بوريطة"), read_speaker("الوزير بوريطة")) == SAME
    True
    >>> agree(read_speaker("سيرغي لافروف"), read_speaker("مايك بومبيو")) == DIFFERENT
    True
    >>> agree(read_speaker("المسؤول الأمريكي"), read_speaker("كريستوفر لاندبرغ")) == UNKNOWN
    True
    """
    if one.names and two.names:
        return SAME if set(one.names) & set(two.names) else DIFFERENT
    if one.states and two.states and not one.states & two.states:
        return DIFFERENT
    alike = one.title and one.title == two.title and one.states == two.states
    return SAME if alike and one.specific else UNKNOWN


def reconcile(mentions: Sequence[object], days: NDArray[np.float64]) -> list[Speaker]:
    """Read all mentions, bare titles resolved to the name that bears them in those days.

    Parameters
    ----------
    mentions
        The speaker of each content as printed; missing where unknown.
    days
        Days since 1970 of each; NaN where unknown.

    Examples
    --------
    >>> mentions = ["وزير الخارجية الأميركي مايك بومبيو", "وزير الخارجية الأميركي"]
    >>> reconcile(mentions, np.array([17700.0, 17701.0]))[1].names
    ('بمب',)
    """
    read = [read_speaker(m) if isinstance(m, str) and m else NOBODY for m in mentions]
    tongues = _tongues(read)
    bearers = _bearers(read, days)
    return [
        _with_tongue(_resolved(speaker, day, bearers), tongues)
        for speaker, day in zip(read, days.tolist(), strict=True)
    ]


_Title = tuple[frozenset[str], frozenset[str]]


def _bearers(
    read: Sequence[Speaker], days: NDArray[np.float64]
) -> dict[_Title, list[tuple[float, tuple[str, ...]]]]:
    """Days and names with which each specific title stands."""
    found: dict[_Title, list[tuple[float, tuple[str, ...]]]] = {}
    for speaker, day in zip(read, days.tolist(), strict=True):
        if speaker.names and speaker.specific and day == day:
            found.setdefault((speaker.title, speaker.states), []).append((day, speaker.names))
    return {title: sorted(rows) for title, rows in found.items()}


def _resolved(
    speaker: Speaker, day: float, bearers: dict[_Title, list[tuple[float, tuple[str, ...]]]]
) -> Speaker:
    rows = bearers.get((speaker.title, speaker.states))
    if speaker.names or rows is None or not speaker.specific or day != day:
        return speaker
    near = rows[
        bisect_left(rows, (day - TITLE_DAYS,)) : bisect_right(rows, (day + TITLE_DAYS, ("\uffff",)))
    ]
    last = Counter(names[-1] for _, names in near).most_common(1)
    if not last or last[0][1] < _MAJORITY * len(near):
        return speaker
    return Speaker((last[0][0],), speaker.title, speaker.states, speaker.tongue)


def _tongues(read: Sequence[Speaker]) -> dict[str, str]:
    """The tongue that the titles of each name tell, where most of them agree."""
    counts: dict[str, Counter[str]] = {}
    for speaker in read:
        if speaker.names and speaker.tongue != "unknown":
            counts.setdefault(speaker.names[-1], Counter())[speaker.tongue] += 1
    found = {}
    for name, seen in counts.items():
        tongue, most = seen.most_common(1)[0]
        if most >= 0.8 * seen.total():
            found[name] = tongue
    return found


def _with_tongue(speaker: Speaker, tongues: dict[str, str]) -> Speaker:
    if speaker.tongue != "unknown" or not speaker.names:
        return speaker
    tongue = tongues.get(speaker.names[-1], "unknown")
    return Speaker(speaker.names, speaker.title, speaker.states, tongue)


def _tongue(names: tuple[str, ...], told: list[str]) -> str:
    for tongue in ("other", "arabic"):
        if set(names) & _people(tongue):
            return tongue
    # Of `السفير الأميركي في السعودية` the first state is whom the speaker speaks for.
    return told[0] if told else "unknown"


@cache
def _people(tongue: str) -> frozenset[str]:
    return frozenset(name_key(name) for name in word_list("speakers", "people", tongue))


@cache
def _titled(word: str) -> str:
    """A word as the lists have it: article off, a clitic off where the lists then know it."""
    known = _known()
    for form in (without_article(word), without_article(word[1:]), without_article(word[2:])):
        if form in known:
            return form
    return without_article(word)


@cache
def _known() -> frozenset[str]:
    lists = ("offices", "departments", "honorifics", "stop", "generic", "common_names")
    return frozenset(states()).union(*(word_list("speakers", name) for name in lists))


@cache
def _aside(word: str) -> bool:
    """Words that are part of no name: honorifics, function words, numbers."""
    lists = ("honorifics", "stop", "generic")
    return word[:1].isdigit() or any(word in word_list("speakers", name) for name in lists)
