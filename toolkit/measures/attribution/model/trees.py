"""Boosted oblivious trees as plain arrays: every node of a level asks one question.

Such trees (Prokhorenkova et al. 2018) are a table look-up of the answers' bits: numpy scores them
without the library that fitted them, which only training needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# Rows scored at once: their answers stay in the processor's cache.
_BLOCK = 4096


@dataclass(frozen=True)
class ObliviousTrees:
    """Questions and leaves of the trees.

    Attributes
    ----------
    feature, border : ndarray, shape (questions,)
        The distinct questions: is the feature greater than the border?
    question : ndarray of int, shape (trees, depth)
        The question of every level of a tree; the first gives the lowest bit.
    leaf : ndarray, shape (trees, 2 ** depth)
    bias : float
    """

    feature: NDArray[np.int64]
    border: NDArray[np.float32]
    question: NDArray[np.int64]
    leaf: NDArray[np.float32]
    bias: float

    def scores(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log odds of every row; shape (rows,).

        Examples
        --------
        >>> trees = ObliviousTrees(np.array([0]), np.array([0.5], np.float32), np.array([[0]]),
        ...     np.array([[-1.0, 2.0]], np.float32), 0.25)
        >>> trees.scores(np.array([[0.0], [1.0]], np.float32)).tolist()
        [-0.75, 2.25]
        """
        out = np.empty(len(features))
        for low in range(0, len(features), _BLOCK):
            places = self._places(features[low : low + _BLOCK])
            out[low : low + _BLOCK] = self._sums(places)
        return out + self.bias

    def _places(self, features: NDArray[np.float32]) -> NDArray[np.uint8]:
        """The leaf of every tree that each row falls into, shape (trees, rows)."""
        block = np.ascontiguousarray(features.T)
        answer = np.empty((len(self.feature), block.shape[1]), np.uint8)
        for number, (column, border) in enumerate(zip(self.feature, self.border, strict=True)):
            np.greater(block[column], border, out=answer[number].view(bool))
        place = answer[self.question[:, -1]]
        for level in range(self.question.shape[1] - 2, -1, -1):
            place <<= 1
            place |= answer[self.question[:, level]]
        return place

    def _sums(self, places: NDArray[np.uint8]) -> NDArray[np.float64]:
        """The leaves of every row added up: two trees by one look-up, so that half of them do."""
        leaves = self.leaf.shape[1]
        total, part = np.zeros(places.shape[1]), np.empty(places.shape[1])
        place = np.empty(places.shape[1], np.intp)
        for number, table in enumerate(self._pairs):
            place[:] = places[2 * number]
            if 2 * number + 1 < len(places):
                place += places[2 * number + 1].astype(np.intp) * leaves
            np.take(table, place, out=part, mode="clip")
            total += part
        return total

    @cached_property
    def _pairs(self) -> NDArray[np.float64]:
        """The sums of the leaves of every two trees, shape (pairs, leaves * leaves)."""
        leaf = self.leaf.astype(np.float64)
        if len(leaf) % 2:
            leaf = np.vstack([leaf, np.zeros(leaf.shape[1])])
        return (leaf[1::2, :, None] + leaf[0::2, None, :]).reshape(len(leaf) // 2, -1)

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability of the positive class of every row."""
        return np.asarray(1 / (1 + np.exp(-self.scores(features))))
