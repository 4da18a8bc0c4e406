"""Reading one word: which entries it may be by itself, and which words of phrases.

A folded word is cut at every known proclitic and pronoun; a middle that the tables know counts
where its licence allows what was cut off. Words with the same reading share one number, so that a
text becomes a row of small integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.lexicons.compiling import Node, Single, Tables, Target


class Reading(NamedTuple):
    """What a word may be: entries by themselves, atoms, and the phrases that begin with it.

    `firsts` are the singles that count where no phrase or context interferes: one a lexicon, all
    of one whose hits may overlap.
    """

    singles: tuple[Single, ...]
    atoms: tuple[int, ...]
    begins: tuple[Node, ...]
    firsts: tuple[Single, ...]


class Reader:
    """Reads words by compiled tables and numbers their readings; number 0 is no reading.

    Attributes
    ----------
    readings : list of Reading
        By number.
    overlapping : frozenset of int
        Lexicons whose hits may overlap.
    """

    def __init__(
        self, tables: Tables, lexicon_of: Sequence[int], overlapping: frozenset[int] = frozenset()
    ) -> None:
        self.readings: list[Reading] = [Reading((), (), (), ())]
        self._tables = tables
        self._lexicon_of = lexicon_of
        self.overlapping = overlapping
        self._numbers: dict[tuple[Target, ...], int] = {(): 0}
        self._prefixes = _by_letter({p for pair in _all_joins(tables) for p in pair[:1]}, 0)
        self._suffixes = _by_letter({s for pair in _all_joins(tables) for s in pair[1:]}, -1)
        self._openings = {text[:2] for text in (*tables.middles, *tables.beginnings)}
        self._lengths = sorted({len(text) for text in tables.beginnings})

    def number(self, word: str) -> int:
        """Number of a folded word's reading."""
        targets = self._targets(word)
        if not targets:
            return 0
        key = tuple(sorted(targets, key=_order))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.readings)
            self.readings.append(self._reading(key))
        return number

    def _reading(self, targets: tuple[Target, ...]) -> Reading:
        atoms = tuple(target for target in targets if isinstance(target, int))
        singles = tuple(target for target in targets if not isinstance(target, int))
        children = self._tables.phrases.children
        firsts: dict[object, Single] = {}
        for single in singles:
            lexicon = self._lexicon_of[single.entry]
            firsts.setdefault(single if lexicon in self.overlapping else lexicon, single)
        begins = tuple(children[atom] for atom in atoms if atom in children)
        return Reading(singles, atoms, begins, tuple(firsts.values()))

    def _targets(self, word: str) -> set[Target]:
        found: set[Target] = set()
        tables = self._tables
        for prefix in self._prefixes.get(word[0], ("",)):
            if not word.startswith(prefix):
                continue
            body = word[len(prefix) :]
            if body[:2] in self._openings:
                self._cut_behind(prefix, body, found)
            if self._lengths or tables.patterns:
                self._match_globs(prefix, body, found)
        return found

    def _cut_behind(self, prefix: str, body: str, found: set[Target]) -> None:
        middles = self._tables.middles
        for suffix in self._suffixes.get(body[-1], ("",)):
            if not body.endswith(suffix):
                continue
            for allowed, target in middles.get(body[: len(body) - len(suffix)], ()):
                if (prefix, suffix) in allowed:
                    found.add(target)

    def _match_globs(self, prefix: str, body: str, found: set[Target]) -> None:
        for length in self._lengths:
            for allowed, target in self._tables.beginnings.get(body[:length], ()):
                if (prefix, "") in allowed and len(body) >= length:
                    found.add(target)
        for pattern, allowed, target in self._tables.patterns:
            if (prefix, "") in allowed and pattern.fullmatch(body):
                found.add(target)


def _all_joins(tables: Tables) -> set[tuple[str, str]]:
    given = [joins for allowed in tables.middles.values() for joins, _ in allowed]
    given += [joins for allowed in tables.beginnings.values() for joins, _ in allowed]
    given += [joins for _, joins, _ in tables.patterns]
    return {pair for joins in set(given) for pair in joins}


def _by_letter(clitics: set[str], place: int) -> dict[str, tuple[str, ...]]:
    """Clitics by the letter that a word with them begins (0) or ends (-1) with."""
    letters = {clitic[place] for clitic in clitics if clitic}
    return {
        letter: ("", *sorted(c for c in clitics if c and c[place] == letter)) for letter in letters
    }


def _order(target: Target) -> tuple[int, int, int]:
    if isinstance(target, int):
        return 1, target, 0
    return 0, target.entry, target.kind
