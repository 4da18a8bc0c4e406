"""What a feature carries: a planted one all, noise nothing; wrong input is one clear error."""

import numpy as np
import pandas as pd
import pytest
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import toolkit

NAMES = ["praise_per_1000", "words", "speakers"]


@pytest.fixture
def scores():
    """Sixty articles of six outlets: praise tells the frame, words are noise, speakers are one."""
    random = np.random.default_rng(4)
    framed = random.random(60) > 0.5
    return pd.DataFrame(
        {
            "outlet": np.repeat(list("abcdef"), 10),
            "framed": framed,
            "praise_per_1000": framed * 8.0 + random.normal(size=60),
            "words": random.normal(300, 30, size=60),
            "speakers": 3.0,
        }
    )


def model_of(classifier=None):
    classifier = classifier or LogisticRegression()
    features = toolkit.FramingFeatures(NAMES)
    return make_pipeline(features, SimpleImputer(), StandardScaler(), classifier)


def found_in(scores, model=None, **options):
    groups = scores["outlet"]
    return toolkit.importance(
        model or model_of(), scores, scores["framed"], groups=groups, **options
    )


def test_what_was_planted_carries_the_rest_nothing(scores):
    found = found_in(scores).set_index("feature")
    assert found.index[0] == "praise_per_1000"
    assert found.loc["praise_per_1000", "loss"] > 0.3
    assert abs(found.loc["words", "loss"]) < 0.05
    assert found.loc["speakers", "loss"] == 0
    assert found.loc["praise_per_1000", "weight"] > 1


def test_the_same_seed_gives_the_same_and_another_another(scores):
    pd.testing.assert_frame_equal(found_in(scores, seed=1), found_in(scores, seed=1))
    assert not found_in(scores, seed=1).equals(found_in(scores, seed=2))


def test_tables_between_steps_change_nothing(scores):
    pandas = model_of().set_output(transform="pandas")
    pd.testing.assert_frame_equal(found_in(scores), found_in(scores, pandas))


def test_a_classifier_without_coefficients_has_no_weights(scores):
    found = found_in(scores, model_of(KNeighborsClassifier(3)))
    assert found["weight"].isna().all()
    assert found["feature"].iloc[0] == "praise_per_1000"


def test_an_outlet_whose_articles_are_all_alike_is_measured_with_the_others(scores):
    scores.loc[scores["outlet"] == "a", "framed"] = True
    assert found_in(scores)["loss"].notna().all()


# The imputer drops a column that has no value where its only outlet is left out.
@pytest.mark.filterwarnings("ignore:Skipping features")
@pytest.mark.parametrize("first", [StandardScaler(), SimpleImputer()])
def test_a_first_step_that_learns_is_refused(first, scores):
    table = scores[NAMES]
    if isinstance(first, SimpleImputer):
        table = table.assign(words=table["words"].where(scores["outlet"] == "a"))
    model = make_pipeline(first, LogisticRegression())
    with pytest.raises(toolkit.InputError, match="other features where another group is left out"):
        toolkit.importance(model, table, scores["framed"], groups=scores["outlet"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"truth": [True] * 3}, "truth has 3 values for 60 articles"),
        ({"truth": [True] * 60}, "one value only"),
        ({"groups": ["a"] * 60}, "one group only"),
        ({"repeats": 0}, "repeats is 0"),
        ({"model": LogisticRegression()}, "no pipeline"),
    ],
)
def test_wrong_input_is_one_error(scores, change, says):
    given = {"model": model_of(), "truth": scores["framed"], "groups": scores["outlet"]} | change
    model, truth = given.pop("model"), given.pop("truth")
    with pytest.raises(toolkit.InputError, match=says):
        toolkit.importance(model, scores, truth, **given)
