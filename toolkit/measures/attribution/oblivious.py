"""Boosted oblivious trees as plain arrays: every node of a level asks one question.

Such trees (Prokhorenkova et al. 2018) are a table look-up of the answers' bits: numpy scores them
without the library that fitted them, which only training needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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


def fit_trees(
    features: NDArray[np.float32], label: NDArray[Any], *, seed: int, iterations: int = 300
) -> ObliviousTrees:
    """Fit trees by CatBoost (an extra of the package: ``train``).

    Parameters
    ----------
    features : ndarray, shape (rows, features)
    label : ndarray of bool or int, shape (rows,)
    """
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(
        iterations=iterations, depth=5, learning_rate=0.1, l2_leaf_reg=5, rsm=0.3, border_count=64,
        bootstrap_type="No", loss_function="Logloss", random_seed=seed, thread_count=1,
        allow_writing_files=False, verbose=0,
    )  # fmt: skip
    return _plain(model.fit(np.asarray(features), np.asarray(label).astype(int)))


def _plain(model: Any) -> ObliviousTrees:
    """The arrays of a fitted model."""
    import json
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        raw = json.loads(file.read_text(encoding="utf-8"))
    trees = raw["oblivious_trees"]
    asked = sorted(
        {(s["float_feature_index"], s["border"]) for t in trees for s in t["splits"] or ()}
    )
    number = {pair: i for i, pair in enumerate(asked)}
    depth = max(len(t["splits"] or ()) for t in trees)
    question = np.zeros((len(trees), depth), np.int64)
    leaf = np.zeros((len(trees), 1 << depth), np.float32)
    for row, tree in enumerate(trees):
        own = [number[s["float_feature_index"], s["border"]] for s in tree["splits"] or ()]
        question[row, : len(own)] = own
        # A tree with fewer levels repeats its leaves for both answers of the missing ones.
        leaf[row] = np.tile(tree["leaf_values"], 1 << (depth - len(own)))
    scale, bias = raw["scale_and_bias"]
    return ObliviousTrees(
        np.asarray([f for f, _ in asked], np.int64),
        np.asarray([b for _, b in asked], np.float32),
        question, leaf * np.float32(scale), float(np.ravel(bias)[0]),
    )  # fmt: skip
