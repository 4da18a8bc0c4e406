"""Spelling variants folded away, with a map back to the text as read.

The letter tables are those of `camel_tools.utils` (dediacritisation, alef, alef maksura and teh
marbuta normalisation; Obeid et al. 2020) applied once to every Arabic code point; hamza carriers
fold to their carrier, so that NFC and NFD spellings meet. Folding a text is then a table look-up
in numpy, which keeps it linear and fast on pages of a megabyte.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_ARABIC_BLOCKS = ((0x0600, 0x0700), (0x0750, 0x0780), (0x08A0, 0x0900))
_PRESENTATION_BLOCKS = ((0xFB50, 0xFE00), (0xFE70, 0xFF00))
_PERSIAN_LETTERS = str.maketrans("یک", "يك")
_INVISIBLE = "\u0640\u00ad\u061c\ufeff" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)))
)
_COMBINING_HAMZA = "\u0653\u0654\u0655\u0670"
_DELETED = 0
_EXPANDED = 0x110000


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


def _fold_character(character: str) -> str:
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import (
        normalize_alef_ar,
        normalize_alef_maksura_ar,
        normalize_teh_marbuta_ar,
    )

    if character in _INVISIBLE or character in _COMBINING_HAMZA:
        return ""
    folded = unicodedata.normalize("NFKD", character)
    folded = "".join(c for c in folded if c not in _COMBINING_HAMZA and c not in _INVISIBLE)
    folded = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(folded)))
    folded = dediac_ar(folded).translate(_PERSIAN_LETTERS)
    folded = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in folded)
    # A presentation form of a bare mark decomposes to a space and the mark.
    if unicodedata.category(character) in ("Mn", "Me") or (
        folded.isspace() and not character.isspace()
    ):
        return ""
    return folded


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint32], dict[int, str]]:
    """The look-up table by code point, and the few characters that fold to several."""
    table = np.arange(0x110000, dtype=np.uint32)
    expansions: dict[int, str] = {}
    ranges = [range(*block) for block in (*_ARABIC_BLOCKS, *_PRESENTATION_BLOCKS)]
    points = [p for r in ranges for p in r]
    points += [ord(c) for c in _INVISIBLE]
    points += range(0x0300, 0x0370)
    for point in points:
        folded = _fold_character(chr(point))
        if len(folded) == 1:
            table[point] = ord(folded)
        elif folded:
            table[point] = _EXPANDED
            expansions[point] = folded
        else:
            table[point] = _DELETED
    for point in range(0x250):
        # Latin letters lose case and accents, so that composed and decomposed spellings meet.
        base = unicodedata.normalize("NFD", chr(point))[0].lower()
        if point not in expansions and len(base) == 1:
            table[point] = ord(base)
    for point in range(0x250, 0x3000):
        base, *accents = list(unicodedata.normalize("NFD", chr(point)))
        if accents and all(0x0300 <= ord(mark) < 0x0370 for mark in accents):
            table[point] = table[ord(base)]
    table[0x00AD] = _DELETED
    for space in "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))):
        table[ord(space)] = ord(" ")
    return table, expansions


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
