import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.measures.framing.features import PARTS
from toolkit.training.folds import macro_f1, splits, voice_intervals
from toolkit.training.framing import out_of_fold
from toolkit.training.gold import Gold, join_gold
from toolkit.training.voice import calibration, fit_with_threshold


def test_folds_part_whole_articles_and_hold_each_row_once():
    groups = np.repeat(np.arange(12), 3)
    held = np.zeros(len(groups), dtype=int)
    for train, out in splits(groups, 5, seed=0):
        assert not set(groups[train]) & set(groups[out])
        held += out
    assert (held == 1).all()


def test_the_threshold_finds_a_rare_class_that_argmax_would_miss():
    generator = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2, 3], [150, 150, 280, 20])
    means = np.array([[3.0, 0], [0, 3], [-2, -2], [-2.5, -3.2]])[labels]
    features = means + generator.normal(size=means.shape)
    groups = generator.integers(30, size=len(labels))
    model = fit_with_threshold(features, labels, groups)
    assert model.threshold < 0.5
    assert np.allclose(model.probabilities(features).sum(axis=1), 1)


def test_macro_f1_counts_a_voice_never_found_as_zero():
    assert macro_f1(np.array([0, 1, 2, 3]), np.array([0, 1, 2, 0])) < 0.7


def test_calibration_bins_hold_every_sentence():
    confidence = np.linspace(0.3, 1, 50)
    points = calibration(confidence > 0.5, confidence)
    assert sum(point["n"] for point in points) == 50
    assert points[0]["right"] < points[-1]["right"]


def test_intervals_hold_the_figure_and_narrow_where_articles_agree():
    labels = np.tile([0, 1, 2, 3], 40)
    groups = np.repeat(np.arange(40), 4)
    found = np.where(np.arange(160) % 8 == 0, 1, labels)
    low, high = voice_intervals(labels, found, groups)["accuracy"]
    assert low < (labels == found).mean() < high
    assert voice_intervals(labels, labels, groups)["accuracy"] == [1.0, 1.0]


def test_an_article_in_two_golds_is_an_error_not_a_leak():
    def gold(article_id):
        rows = {"article_id": [article_id]}
        return Gold(pd.DataFrame(rows), pd.DataFrame(rows), pd.DataFrame(rows))

    assert join_gold(gold("a"), gold("b")).articles["article_id"].tolist() == ["a", "b"]
    with pytest.raises(InputError, match="a: coded in two golds"):
        join_gold(gold("a"), gold("a"))


def test_further_articles_are_learnt_from_and_never_measured():
    parts = np.array([[0.0], [0.3], [0.6], [1.0]] * 12).repeat(len(PARTS), axis=1)
    grades = np.array([0, 1, 2, 3] * 12)
    assert len(out_of_fold(parts, grades, 0, measured=20)) == 20
