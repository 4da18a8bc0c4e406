"""Boosted oblivious trees, scored from plain arrays."""

import numpy as np
import pytest

from toolkit.measures.attribution.model.trees import ObliviousTrees
from toolkit.training.attribution.fits import fit_trees

# Two trees of two levels over two features; the first question of a tree gives the lowest bit.
TREES = ObliviousTrees(
    feature=np.array([0, 1]),
    border=np.array([0.5, 2.0], np.float32),
    question=np.array([[0, 1], [1, 1]]),
    leaf=np.array([[1, 2, 3, 4], [10, 0, 0, 20]], np.float32),
    bias=0.5,
)


@pytest.mark.parametrize(
    ("row", "score"), [((0, 0), 11.5), ((1, 0), 12.5), ((0, 3), 23.5), ((1, 3), 24.5)]
)
def test_the_answers_of_a_row_are_the_bits_of_its_leaf(row, score):
    assert TREES.scores(np.array([row], np.float32)).tolist() == [score]


def test_a_border_itself_is_not_above_it():
    on = TREES.scores(np.array([[0.5, 2.0]], np.float32))
    assert on.tolist() == TREES.scores(np.array([[0.0, 0.0]], np.float32)).tolist()


def test_rows_score_the_same_alone_and_in_a_batch():
    rows = np.random.default_rng(0).normal(size=(9000, 2)).astype(np.float32) * 3
    alone = [TREES.scores(rows[i : i + 1])[0] for i in (0, 4095, 4096, 8999)]
    assert TREES.scores(rows)[[0, 4095, 4096, 8999]].tolist() == alone


def test_no_rows_give_no_scores():
    assert TREES.scores(np.zeros((0, 2), np.float32)).shape == (0,)


def test_the_arrays_score_as_the_library_that_fitted_them():
    catboost = pytest.importorskip("catboost", reason="catboost (extra: train) is not installed")
    rng = np.random.default_rng(0)
    features = rng.normal(size=(2000, 6)).astype(np.float32)
    label = features[:, 0] * features[:, 1] > features[:, 2]
    ours = fit_trees(features, label, seed=3, iterations=20)
    theirs = catboost.CatBoostClassifier(
        iterations=20, depth=5, learning_rate=0.1, l2_leaf_reg=5, rsm=0.3, border_count=64,
        bootstrap_type="No", loss_function="Logloss", random_seed=3, thread_count=1,
        allow_writing_files=False, verbose=0,
    ).fit(features, label.astype(int))  # fmt: skip
    np.testing.assert_allclose(
        ours.scores(features), theirs.predict(features, prediction_type="RawFormulaVal"), atol=1e-5
    )
