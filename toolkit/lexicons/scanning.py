"""From a row of word readings to hits: phrases, contexts to avoid, and overlaps.

Every phrase is walked from the word that begins it; then, from left to right, each lexicon takes
its longest piece that is not forbidden by a context, and goes on behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.lexicons.compiling import Ending, Node
from toolkit.lexicons.reading import Reading

# What may stand between two words of a phrase: spaces and quotation marks, never a stop.
_BETWEEN = frozenset(" \t-–'\"«»“”‘’„")
_MAX_BETWEEN = 4
_LAST_LETTER = 0x32000
_PAIR_SHIFT = 32
_PAIR_MASK = (1 << _PAIR_SHIFT) - 1
_UNREAD = -1


class Piece(NamedTuple):
    """A phrase of an entry, or a context forbidden to it, that ends before the word `end`."""

    end: int
    ending: Ending


class Words(NamedTuple):
    """The words of a folded text: distinct words as UTF-32, and each word's place among them.

    `places`, `starts` and `ends` have shape (number of words,).
    """

    distinct: list[bytes]
    places: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


# Measures search the same texts right after each other: they are cut once for all of them.
@lru_cache(maxsize=1)
def cut_words(document: str) -> Words:
    """The words of a folded text, with the offsets where they begin and end.

    A word is a run of letters and digits, as in `toolkit.arabic.word_spans`; on folded text, which
    has no marks left inside words, a table look-up finds them. Arrow's dictionary encoding finds
    the distinct ones without making a string of every word.

    Examples
    --------
    >>> words = cut_words("قال: (نعم) قال")
    >>> [word.decode("utf-32-le") for word in words.distinct], words.places.tolist()
    (['قال', 'نعم'], [0, 1, 0])
    >>> words.starts.tolist(), words.ends.tolist()
    ([0, 6, 11], [3, 9, 14])
    """
    import pyarrow as pa

    points = np.frombuffer(document.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _letter_table()[points]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], letters, [False]]).view(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    offsets = np.zeros(len(starts) + 1, dtype=np.int64)
    np.cumsum((ends - starts) * points.itemsize, out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(points[letters])]
    words = pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(starts), buffers)
    encoded = words.dictionary_encode()
    places = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return Words(encoded.dictionary.to_pylist(), places, starts, ends)


_LETTERS: list[NDArray[np.bool_]] = []


def _letter_table() -> NDArray[np.bool_]:
    if not _LETTERS:
        table = np.zeros(0x110000, dtype=bool)
        table[:_LAST_LETTER] = [chr(point).isalnum() for point in range(_LAST_LETTER)]
        _LETTERS.append(table)
    return _LETTERS[0]


class Scan:
    """One scan over the words of a text (or of many, parted by line breaks).

    Words that no phrase and no context touches are taken all at once; only the few others need
    the walk from left to right.
    """

    def __init__(
        self,
        document: str,
        types: NDArray[np.int64],
        starts: NDArray[np.int64],
        ends: NDArray[np.int64],
        *,
        readings: Sequence[Reading],
        lexicon_of: NDArray[np.int64],
        pairs: dict[int, int],
        overlapping: frozenset[int],
    ) -> None:
        self._document = document
        self._types = types
        self._starts = starts
        self._ends = ends
        self._readings = readings
        self._lexicon_of = lexicon_of
        self._overlapping = overlapping
        self._pairs = pairs  # pairs of readings met before: whether a phrase may go on

    def run(self) -> NDArray[np.int64]:
        """Hits, one a row: first word, word behind the last, entry, kind; by word and lexicon."""
        pieces = self._pieces()
        touched = np.zeros(len(self._types), dtype=bool)
        for i, found in pieces.items():
            touched[i : max(piece.end for piece in found)] = True
        rows = np.concatenate([self._untouched(touched), self._touched(touched, pieces)])
        order = np.lexsort((self._lexicon_of[rows[:, 2]], rows[:, 0]))
        return rows[order]

    def _pieces(self) -> dict[int, list[Piece]]:
        """What ends a phrase, found or forbidden, by the word that it begins with."""
        pieces = {}
        for i in self._beginnings().tolist():
            found: list[Piece] = []
            for node in self._readings[self._types[i]].begins:
                self._walk(node, i + 1, found)
            if found:
                found.sort(key=lambda piece: (-piece.end, piece.ending.entry))
                pieces[i] = found
        return pieces

    def _beginnings(self) -> NDArray[np.int64]:
        """Words that begin a phrase and are followed by a word that one may go on with."""
        readings, types = self._readings, self._types
        begins = np.array([bool(r.begins) for r in readings])
        alone = np.array([any(node.endings for node in r.begins) for r in readings])
        first = np.flatnonzero(begins[types])
        pairs = (types[first] << _PAIR_SHIFT) + np.append(types, 0)[first + 1]
        known = self._pairs
        goes_on = np.fromiter(map(known.get, pairs.tolist(), repeat(_UNREAD)), np.int8, len(pairs))
        for place in np.flatnonzero(goes_on == _UNREAD).tolist():
            pair = int(pairs[place])
            a, b = readings[pair >> _PAIR_SHIFT], readings[pair & _PAIR_MASK]
            goes_on[place] = known[pair] = int(_goes_on(a, b))
        return first[(goes_on > 0) | alone[types[first]]]

    def _walk(self, node: Node, end: int, found: list[Piece]) -> None:
        """Gather the phrases that end at a node whose last word is before `end`, and go on."""
        if node.endings:
            found += [Piece(end, ending) for ending in node.endings]
        if not (node.children or node.written) or end >= len(self._types):
            return
        for atom in self._readings[self._types[end]].atoms:
            child = node.children.get(atom)
            if child is not None and self._joined(end):
                self._walk(child, end + 1, found)
            # Hashtags write a name with "_" between its words.
            gap = self._between(end).replace("_", " ") if node.written else ""
            child = node.written.get((gap, atom))
            if child is not None:
                self._walk(child, end + 1, found)

    def _between(self, word: int) -> str:
        """What stands between a word and the one before."""
        return self._document[self._ends[word - 1] : self._starts[word]]

    def _joined(self, word: int) -> bool:
        """Whether a word follows the one before with nothing but spaces and marks between."""
        between = self._between(word)
        return len(between) <= _MAX_BETWEEN and _BETWEEN.issuperset(between)

    def _untouched(self, touched: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Rows of single words outside every phrase: each lexicon's first entry."""
        firsts = [reading.firsts for reading in self._readings]
        counts = np.array([len(first) for first in firsts])
        offsets = np.cumsum(counts) - counts
        flat = np.array([pair for first in firsts for pair in first], np.int64).reshape(-1, 2)
        words = np.flatnonzero((counts[self._types] > 0) & ~touched)
        repeats = counts[self._types[words]]
        within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        pairs = flat[np.repeat(offsets[self._types[words]], repeats) + within]
        first = np.repeat(words, repeats)
        return np.column_stack([first, first + 1, pairs])

    def _touched(
        self, touched: NDArray[np.bool_], pieces: dict[int, list[Piece]]
    ) -> NDArray[np.int64]:
        """Rows where phrases are: leftmost, longest, not forbidden, lexicon by lexicon."""
        rows: list[tuple[int, int, int, int]] = []
        free: dict[int, int] = {}
        forbidden: dict[int, int] = {}
        for i in np.flatnonzero(touched).tolist():
            begun = pieces.get(i, [])
            for end, ending in begun:
                if ending.avoid:
                    forbidden[ending.entry] = max(end, forbidden.get(ending.entry, 0))
            found = [(end, e.entry, e.kind) for end, e in begun if not e.avoid]
            found += [(i + 1, *single) for single in self._readings[self._types[i]].singles]
            taken: set[int] = set()
            for end, entry, kind in found:
                lexicon = int(self._lexicon_of[entry])
                if forbidden.get(entry, 0) >= end:
                    continue
                if lexicon not in self._overlapping:
                    if lexicon in taken or free.get(lexicon, 0) > i:
                        continue
                    taken.add(lexicon)
                    free[lexicon] = end
                rows.append((i, end, entry, kind))
        return np.array(rows, dtype=np.int64).reshape(-1, 4)


def _goes_on(first: Reading, second: Reading) -> bool:
    if any(atom in node.children for node in first.begins for atom in second.atoms):
        return True
    written = {atom for node in first.begins for _, atom in node.written}
    return any(atom in written for atom in second.atoms)
