"""A linear model over named features: a logistic regression that ships as plain numbers.

Beside the trees, which see positions and vectors, these see the words themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
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
        matrix = word_matrix(names, dense, self.vocabulary, self.scale)
        scores = np.asarray(matrix @ self.coefficients.T) + self.intercept
        if scores.shape[1] == 1:
            positive = 1 / (1 + np.exp(-scores[:, 0]))
            return np.column_stack([1 - positive, positive])
        scores -= scores.max(axis=1, keepdims=True)
        exponential = np.exp(scores)
        return exponential / exponential.sum(axis=1, keepdims=True)


def word_matrix(
    names: Sequence[Sequence[str]],
    dense: NDArray[np.float32],
    vocabulary: Mapping[str, int],
    scale: float,
) -> sparse.csr_matrix:
    """Named features as columns of the vocabulary, each times `scale`, behind the dense ones."""
    rows, columns = [], []
    for row, own in enumerate(names):
        found = {vocabulary[name] for name in own if name in vocabulary}
        rows += [row] * len(found)
        columns += sorted(found)
    left = sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, columns)), shape=(len(names), len(vocabulary))
    )
    return sparse.hstack([left, sparse.csr_matrix(dense * np.float32(scale))]).tocsr()
