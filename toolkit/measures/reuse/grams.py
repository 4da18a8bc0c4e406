"""Word sequences that stand more than once in a corpus, found exactly and without all pairs.

Sequences of n words get the same number where they are the same words. The number is made by
doubling, as suffix arrays are (Manber and Myers 1993): pairs of words are numbered by sorting,
then pairs of pairs, until two overlapping sequences make up n words. Nothing is hashed, so nothing
collides; what stands only once is dropped at each step, so that later ones sort ever less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ALONE = -1


@dataclass(frozen=True)
class Grams:
    """Where the repeated sequences of n words begin, by group of equal sequences.

    Attributes
    ----------
    positions : ndarray of int64, shape (occurrences,)
        Number of the sequence's first word, by group; inside a group in the order asked for.
    groups : ndarray of int64, shape (occurrences,)
        Group of each occurrence, ascending.
    """

    positions: NDArray[np.int64]
    groups: NDArray[np.int64]

    @property
    def first(self) -> NDArray[np.int64]:
        """For each occurrence where its group begins in the arrays."""
        opens = np.flatnonzero(np.diff(self.groups, prepend=-1))
        return np.repeat(opens, np.diff(np.append(opens, len(self.groups))))


def repeated_grams(
    ids: NDArray[np.int32], first: NDArray[np.int64], n: int, order: NDArray[np.int64]
) -> Grams:
    """Find all sequences of n words that stand at least twice.

    Parameters
    ----------
    ids
        Word numbers of the corpus.
    first
        Where each article begins, shape (articles + 1,); no sequence crosses a border.
    n
        How many words.
    order
        Rank of each article: occurrences in a group come by rank, then by position.

    Examples
    --------
    >>> ids = np.array([5, 6, 7, 6, 7, 5, 6, 7], dtype=np.int32)
    >>> grams = repeated_grams(ids, np.array([0, 5, 8]), 3, np.array([1, 0]))
    >>> grams.positions.tolist(), grams.groups.tolist()
    ([5, 0], [0, 0])
    """
    numbers = _numbered(ids, first, n)
    positions = np.flatnonzero(numbers != _ALONE)
    article = np.searchsorted(first, positions, side="right") - 1
    sorting = np.lexsort((positions, order[article], numbers[positions]))
    positions = positions[sorting]
    groups = numbers[positions]
    return Grams(positions, np.cumsum(np.diff(groups, prepend=groups[:1]) != 0))


def _numbered(ids: NDArray[np.int32], first: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """A number for the n words from each position on, or -1 where they stand only once."""
    left = np.repeat(first[1:], np.diff(first)) - np.arange(len(ids))  # words to the border
    numbers, width = ids.astype(np.int64), 1
    while width < n:
        step = min(width, n - width)
        width += step
        numbers = _paired(numbers, step, left >= width)
    if n == 1:
        numbers = _renumbered(numbers, np.arange(len(ids)), len(ids))
    return numbers


def _paired(numbers: NDArray[np.int64], step: int, fits: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Number the pairs of a sequence and the one `step` words farther on."""
    positions = np.flatnonzero(fits & (numbers != _ALONE))
    positions = positions[numbers[positions + step] != _ALONE]
    size = int(numbers.max(initial=0)) + 1
    keys = numbers[positions] * size + numbers[positions + step]
    return _renumbered(keys, positions, len(numbers))


def _renumbered(
    keys: NDArray[np.int64], positions: NDArray[np.int64], total: int
) -> NDArray[np.int64]:
    """Dense numbers for the keys that stand more than once, laid out over all positions."""
    sorting = np.argsort(keys)
    ordered = keys[sorting]
    opens = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
    sizes = np.diff(np.append(opens, len(ordered)))
    often = np.cumsum(sizes > 1) - 1
    dense = np.repeat(np.where(sizes > 1, often, _ALONE), sizes)
    numbers = np.full(total, _ALONE, dtype=np.int64)
    numbers[positions[sorting]] = dense
    return numbers
