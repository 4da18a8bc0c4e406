"""Spelling variants folded away, with a map back to the text as read.

What folds to what stands in `data/folding.tsv`: the letter tables of `camel_tools.utils` (Obeid et
al. 2020) for every Arabic code point, with hamza carriers folded to their carrier, so that NFC and
NFD spellings meet. Folding a text is then a table look-up in numpy, which keeps it linear and fast
on pages of a megabyte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

_DELETED = 0
_EXPANDED = 0x110000
# Up to so many characters a look-up a letter costs less than the arrays' first step.
_SHORT = 64


@dataclass(frozen=True)
class Folded:
    """A folded text and, for each of its characters, the offset in the text as read.

    Attributes
    ----------
    text : str
        The folded text.
    offsets : ndarray of int, shape (len(text) + 1,)
        Offset in the original of each folded character; the last is the original's length.
    """

    text: str
    offsets: NDArray[np.int64]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the folded span ``[start, end)``.

        Marks that stand behind the last letter (diacritics) stay inside the span.

        Examples
        --------
        >>> folded = fold("قال مُحمّدٌ كلمة")
        >>> start = folded.text.index("محمد")
        >>> "قال مُحمّدٌ كلمة"[slice(*folded.span(start, start + 4))]
        'مُحمّدٌ'
        """
        if start >= end:
            position = int(self.offsets[start])
            return position, position
        last = int(self.offsets[end - 1])
        stop = int(self.offsets[end])
        # Deleted characters between this letter and the next belong to this one.
        return int(self.offsets[start]), max(stop, last + 1)


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint32], dict[int, str]]:
    """The look-up table by code point, and the few characters that fold to several."""
    table = np.arange(0x110000, dtype=np.uint32)
    expansions: dict[int, str] = {}
    for point, folded in _read_table():
        if len(folded) > 1:
            table[point] = _EXPANDED
            expansions[point] = folded
        else:
            table[point] = ord(folded) if folded else _DELETED
    return table, expansions


@lru_cache(maxsize=1)
def _letters() -> tuple[dict[str, str], frozenset[str]]:
    """What a letter folds to where that is one other letter; the letters that fold to none or several."""
    known = {chr(point): folded for point, folded in _read_table()}
    single = {letter: folded for letter, folded in known.items() if len(folded) == 1}
    return {**single, "\0": " "}, frozenset(known) - frozenset(single)


def _read_table() -> Iterator[tuple[int, str]]:
    """Each code point that does not fold to itself, with what it folds to."""
    file = files("toolkit.arabic") / "data" / "folding.tsv"
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            point, folded, _name = line.split("\t")
            yield int(point, 16), "".join(chr(int(p, 16)) for p in folded.split())


def fold(text: str) -> Folded:
    """Fold spelling variants of an Arabic text, one folded character a letter.

    Alef forms become ``ا``, ``ى`` and ``ئ`` become ``ي``, ``ة`` becomes ``ه``, ``ؤ`` becomes
    ``و``; diacritics, tatweel, zero-width and direction marks go; presentation forms are
    decomposed; digits become ASCII; Latin letters lower case; other spaces a plain space.

    Parameters
    ----------
    text : str
        Any text, as read.

    Returns
    -------
    Folded
        The folded text and its map back.

    Examples
    --------
    >>> fold("أَكَّـدَ الوزيرُ ٢٠٢٢").text
    'اكد الوزير 2022'
    """
    if len(text) <= _SHORT:
        single, others = _letters()
        if others.isdisjoint(text):
            folded = "".join([single.get(letter, letter) for letter in text])
            return Folded(folded, np.arange(len(text) + 1, dtype=np.int64))
    table, expansions = _tables()
    # U+0000 is kept apart from "deleted" by folding it to a space.
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    mapped = table[points]
    mapped[points == 0] = ord(" ")
    if (mapped == _EXPANDED).any():
        return _fold_expanding(text, points, mapped, expansions)
    kept = np.flatnonzero(mapped)
    folded = mapped[kept].tobytes().decode("utf-32-le", "surrogatepass")
    return Folded(folded, np.append(kept, len(text)))


def _fold_expanding(
    text: str,
    points: NDArray[np.uint32],
    mapped: NDArray[np.uint32],
    expansions: dict[int, str],
) -> Folded:
    """Fold a text that holds ligatures: one character as read, several folded ones."""
    pieces: list[str] = []
    offsets: list[int] = []
    for position, (point, target) in enumerate(zip(points.tolist(), mapped.tolist(), strict=True)):
        piece = expansions[point] if target == _EXPANDED else chr(target) if target else ""
        pieces.append(piece)
        offsets.extend([position] * len(piece))
    offsets.append(len(text))
    return Folded("".join(pieces), np.asarray(offsets, dtype=np.int64))
