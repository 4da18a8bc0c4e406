"""Candidates for praise: hits of the lexicon, widened to the span that the codebook asks for.

A praising verb or noun (`أشاد`, `شكر`) stands alone; an evaluative word takes the noun that it
qualifies and its intensifier with it (`الشراكة "الممتازة"`, `طابق فني جميل جدا`), and evaluative
words joined to each other are one expression (`رائد إقليمي وعالمي`, `قوة وصلابة`). Which candidate
is praise is decided later, by the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.arabic.stems import has_pronoun, is_definite
from toolkit.measures.praise.words import groups_of

if TYPE_CHECKING:
    from toolkit.lexicons.entries import Entry

ACTS = frozenset({"act", "gratitude"})
_QUALIFYING = frozenset({"adjective", "role", "honorific", "diplomatic"})
_MAX_BACK = 3
_UNLESS_REACH = 3


class Hit(NamedTuple):
    """One hit of the lexicon: words ``[first, last)``, the entry and the kind of the form."""

    first: int
    last: int
    entry: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that may be praise.

    Attributes
    ----------
    first, last : int
        Its words, half-open.
    hits : tuple of Hit
        What the lexicon found in it, in order.
    main : Hit
        The hit that carries it: the strongest, the first of them.
    noun : int
        The noun qualified, -1 where there is none.
    act : bool
        Whether it is an act of praising or thanking.
    """

    first: int
    last: int
    hits: tuple[Hit, ...]
    main: Hit
    noun: int
    act: bool


@lru_cache(maxsize=1)
def praise_entries() -> Mapping[str, Entry]:
    """The entries of the praise lexicon that ships, by headword.

    Examples
    --------
    >>> praise_entries()["أشاد"].class_
    'act'
    """
    from toolkit.lexicons.loading import load_lexicon

    return {entry.entry: entry for entry in load_lexicon("praise").entries}


def main_entries(candidates: Iterable[Candidate]) -> list[str]:
    """The headword of the entry that carries each candidate."""
    return [candidate.main.entry for candidate in candidates]


def find_candidates(
    reading: Document, hits: Iterable[Hit], entries: Mapping[str, Entry] | None = None
) -> list[Candidate]:
    """Widen hits to spans and join those that make one expression.

    Parameters
    ----------
    reading : Document
    hits : iterable of Hit
        In the order of the text, without overlaps.
    entries : mapping, optional
        Entries by headword; those of the shipped lexicon where left out.

    Examples
    --------
    >>> from toolkit.arabic.document import Document
    >>> reading = Document("\\nهذا بلد رائع جدا", [(0, 0), (1, 18)], [False, False])
    >>> [candidate] = find_candidates(reading, [Hit(2, 3, "رائع")])
    >>> reading.text[reading.starts[candidate.first]:reading.ends[candidate.last - 1]]
    'بلد رائع جدا'
    """
    entries = praise_entries() if entries is None else entries
    found: list[Candidate] = []
    for hit in hits:
        entry = entries.get(hit.entry)
        if entry is None or reading.sentence_of[hit.first] in reading.boilerplate:
            continue
        if not _spelled(reading, hit, entry) or _forbidden(reading, hit, entry):
            continue
        candidate = _widen(reading, hit, entry)
        if found and _joined(reading, found[-1], candidate):
            found[-1] = _join(found[-1], candidate, entries)
        else:
            found.append(candidate)
    return found


def _spelled(reading: Document, hit: Hit, entry: Entry) -> bool:
    """Whether the word is written with a letter that folding hides and the entry asks for.

    `هنأ` and `هنا` fold alike; the entry's attribute `spelled` names the letters that tell them.
    """
    letters = entry.attributes.get("spelled", "")
    if not letters:
        return True
    written = reading.text[reading.starts[hit.first] : reading.ends[hit.last - 1]]
    return any(letter in written for letter in letters)


def _forbidden(reading: Document, hit: Hit, entry: Entry) -> bool:
    """Whether a word before tells another sense: `دفعوا ثمن`, `العقيد رائد`.

    The entry's attribute `unless` lists beginnings or parts of such words.
    """
    if "unless" not in entry.attributes:
        return False
    parts = _folded(tuple(entry.attributes["unless"]))
    before = reading.words[max(hit.first - _UNLESS_REACH, 0) : hit.first]
    return any(part in word for part in parts for word in before)


@lru_cache(maxsize=1000)
def _folded(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(part).text for part in parts)


def _widen(reading: Document, hit: Hit, entry: Entry) -> Candidate:
    first, last, noun = hit.first, hit.last, -1
    act = entry.class_ in ACTS
    if not act and _qualifies(reading, hit, entry):
        noun = _noun_before(reading, hit.first)
        first = noun if noun >= 0 else first
    if not act and entry.class_ == "superlative":
        last = _noun_behind(reading, last)
    last = _intensified(reading, last)
    if noun < 0 and last - first > 1 and not act:
        noun = first
    return Candidate(first, last, (hit,), hit, noun, act)


def _qualifies(reading: Document, hit: Hit, entry: Entry) -> bool:
    """Whether the hit can be an adjective with its noun before it."""
    if hit.last - hit.first > 1:
        return entry.pos == "adjective"
    if entry.pos == "adjective":
        return True
    word = reading.words[hit.first]
    return entry.class_ in _QUALIFYING and not word.startswith(("ب", "وب"))


def _noun_before(reading: Document, position: int) -> int:
    """The noun that an adjective at `position` qualifies, over other adjectives; -1 for none."""
    definite = is_definite(reading.words[position])
    found = -1
    for word in range(position - 1, max(position - 1 - _MAX_BACK, -1), -1):
        if not _close(reading, word) or not _nominal(reading.words[word]):
            break
        agrees = is_definite(reading.words[word]) == definite or (
            definite and has_pronoun(reading.words[word])
        )
        if found >= 0 and not (agrees and is_relational(reading.words[word + 1])):
            break
        found = word
        if not is_relational(reading.words[word]):
            break
    return found


def _noun_behind(reading: Document, last: int) -> int:
    """Behind the noun that a superlative takes."""
    if last < len(reading.words) and _close(reading, last - 1):
        return last + _nominal(reading.words[last])
    return last


def _intensified(reading: Document, last: int) -> int:
    while (
        last < len(reading.words)
        and _close(reading, last - 1)
        and "intensifiers" in groups_of(reading.words[last])
    ):
        last += 1
    return last


def _close(reading: Document, word: int) -> bool:
    """Whether nothing but a space or a quotation mark stands behind a word."""
    return not reading.gaps[word].strip(" \"'«»“”„‘’")


@lru_cache(maxsize=KEPT_WORDS)
def _nominal(word: str) -> bool:
    return len(word) > 2 and not groups_of(word) & {"particles", "negation", "intensifiers"}


@lru_cache(maxsize=KEPT_WORDS)
def is_relational(word: str) -> bool:
    """Whether a word looks like an adjective of relation (`فنية`, `الملكية`)."""
    return word.endswith(("يه", "ي", "يا")) and len(word) > 4


def _joined(reading: Document, left: Candidate, right: Candidate) -> bool:
    if reading.sentence_of[left.first] != reading.sentence_of[right.first]:
        return False
    if right.first < left.last:
        return not (left.act and right.act) or right.first <= left.first
    gap = right.first - left.last
    alone = gap == 1 and reading.words[left.last] == "و"
    if (gap and not alone) or not _close(reading, left.last - 1):
        return False
    conjoined = alone or reading.words[right.first].startswith("و")
    if left.act or right.act:
        return left.act and right.act and conjoined
    return True


def _join(left: Candidate, right: Candidate, entries: Mapping[str, Entry]) -> Candidate:
    hits: Sequence[Hit] = (*left.hits, *right.hits)
    main = max(hits, key=lambda hit: (entries[hit.entry].strength, -hit.first))
    noun = left.noun if left.noun >= 0 else right.noun
    last = max(left.last, right.last)
    act = left.act or right.act
    return Candidate(left.first, last, tuple(hits), main, noun, act)
