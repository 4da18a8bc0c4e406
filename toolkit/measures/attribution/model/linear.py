"""A linear model over named features: a logistic regression that ships as plain numbers.

Beside the trees, which see positions and vectors, these see the words themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True)
class WordsModel:
    """Coefficients by feature name (classes x features), then those of the dense columns."""

    classes: Sequence[str]
    vocabulary: Mapping[str, int]
    coefficients: NDArray[np.float32]
    intercept: NDArray[np.float32]
    scale: float

    def probabilities(
        self, names: Sequence[Sequence[str]], dense: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """Class probabilities, shape (rows, classes)."""
        if not len(names):
            return np.zeros((0, len(self.classes)))
        scores = self._sums(names, dense) + self.intercept
        if scores.shape[1] == 1:
            positive = 1 / (1 + np.exp(-scores[:, 0]))
            return np.column_stack([1 - positive, positive])
        scores -= scores.max(axis=1, keepdims=True)
        exponential = np.exp(scores)
        return exponential / exponential.sum(axis=1, keepdims=True)

    @cached_property
    def _by_feature(self) -> NDArray[np.float32]:
        """Coefficients, features x classes; the last row is that of no feature."""
        none = np.zeros((1, len(self.coefficients)), np.float32)
        return np.concatenate([self.coefficients.T, none])

    def _sums(
        self, names: Sequence[Sequence[str]], dense: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """The product of `word_matrix` and the coefficients, added up in the order of the columns.

        One feature of every row after the other: the same bytes as SciPy's sparse product, which
        takes a third of pandas' time to import.
        """
        known = [_columns(own, self.vocabulary) for own in names]
        longest = max(map(len, known))
        padded = np.array([own + [-1] * (longest - len(own)) for own in known], np.int64)
        by_feature = self._by_feature
        scores = np.zeros((len(known), by_feature.shape[1]), np.float32)
        for columns in padded.T:
            scores += by_feature[columns]
        scaled = dense * np.float32(self.scale)
        for column, coefficients in zip(scaled.T, by_feature[len(self.vocabulary) :], strict=False):
            scores += column[:, None] * coefficients
        return scores


def _columns(names: Sequence[str], vocabulary: Mapping[str, int]) -> list[int]:
    return sorted({vocabulary[name] for name in names if name in vocabulary})


def word_matrix(
    names: Sequence[Sequence[str]],
    dense: NDArray[np.float32],
    vocabulary: Mapping[str, int],
    scale: float,
) -> sparse.csr_matrix:
    """Named features as columns of the vocabulary, each times `scale`, behind the dense ones."""
    from scipy import sparse

    rows, columns = [], []
    for row, own in enumerate(names):
        found = _columns(own, vocabulary)
        rows += [row] * len(found)
        columns += found
    left = sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, columns)), shape=(len(names), len(vocabulary))
    )
    return sparse.hstack([left, sparse.csr_matrix(dense * np.float32(scale))]).tocsr()
