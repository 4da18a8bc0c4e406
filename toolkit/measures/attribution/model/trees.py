"""Boosted oblivious trees as plain arrays: every node of a level asks one question.

Such trees (Prokhorenkova et al. 2018) are a table look-up of the answers' bits: numpy scores them
without the library that fitted them, which only training needs.
"""

from __future__ import annotations

from dataclasses import dataclass

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
        offset = (np.arange(len(self.leaf)) * self.leaf.shape[1])[:, None]
        flat = self.leaf.astype(np.float64).ravel()
        for low in range(0, len(features), _BLOCK):
            block = np.ascontiguousarray(features[low : low + _BLOCK].T)
            answer = np.empty((len(self.feature), block.shape[1]), np.uint8)
            for number, (column, border) in enumerate(zip(self.feature, self.border, strict=True)):
                np.greater(block[column], border, out=answer[number].view(bool))
            place = np.zeros((len(self.leaf), block.shape[1]), np.uint8)
            for level in range(self.question.shape[1]):
                place |= answer[self.question[:, level]] << np.uint8(level)
            out[low : low + _BLOCK] = flat[place + offset].sum(axis=0)
        return out + self.bias

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability of the positive class of every row."""
        return np.asarray(1 / (1 + np.exp(-self.scores(features))))
