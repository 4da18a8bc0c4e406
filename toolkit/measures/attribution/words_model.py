"""A linear model over named features: a logistic regression that ships as plain numbers.

Beside the trees, which see positions and vectors, these see the words themselves.
"""

from __future__ import annotations

from collections import Counter
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
        matrix = _matrix(names, dense, self.vocabulary, self.scale)
        scores = np.asarray(matrix @ self.coefficients.T) + self.intercept
        if scores.shape[1] == 1:
            positive = 1 / (1 + np.exp(-scores[:, 0]))
            return np.column_stack([1 - positive, positive])
        scores -= scores.max(axis=1, keepdims=True)
        exponential = np.exp(scores)
        return exponential / exponential.sum(axis=1, keepdims=True)


def fit_words_model(
    names: Sequence[Sequence[str]],
    dense: NDArray[np.float32],
    labels: Sequence[str],
    *,
    strength: float,
    minimum: int = 2,
    scale: float = 1.0,
    balanced: float = 0.0,
    weight: Sequence[float] | None = None,
) -> WordsModel:
    """Fit a regularised (multinomial) logistic regression.

    Parameters
    ----------
    strength : float
        Inverse regularisation.
    minimum : int
        Drop names seen in fewer rows.
    balanced : float
        How far rare classes are weighed up: 0 not at all, 1 to equal weight.
    weight : sequence of float, optional
        Of every row; one each where not given.
    """
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in names for name in set(row))
    vocabulary = {
        name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= minimum))
    }
    matrix = _matrix(names, dense, vocabulary, scale)
    own = np.ones(len(labels)) if weight is None else np.asarray(weight)
    kinds, number = np.unique(list(labels), return_inverse=True)
    share = np.bincount(number, weights=own) / own.sum() * len(kinds)
    model = LogisticRegression(C=strength, max_iter=1000).fit(
        matrix, list(labels), sample_weight=own / share[number] ** balanced
    )
    return WordsModel(
        [str(c) for c in model.classes_],
        vocabulary,
        model.coef_.astype(np.float32),
        model.intercept_.astype(np.float32),
        scale,
    )


def _matrix(
    names: Sequence[Sequence[str]],
    dense: NDArray[np.float32],
    vocabulary: Mapping[str, int],
    scale: float,
) -> sparse.csr_matrix:
    rows, columns = [], []
    for row, own in enumerate(names):
        found = {vocabulary[name] for name in own if name in vocabulary}
        rows += [row] * len(found)
        columns += sorted(found)
    left = sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, columns)), shape=(len(names), len(vocabulary))
    )
    return sparse.hstack([left, sparse.csr_matrix(dense * np.float32(scale))]).tocsr()
