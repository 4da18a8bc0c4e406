import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import estimator_checks_generator

import toolkit
from toolkit.errors import InputError
from toolkit.study.transformer import FEATURES, FramingFeatures


@pytest.fixture(scope="module")
def sample(sample_folder) -> pd.DataFrame:
    return toolkit.read_articles(sample_folder).head(12)


@pytest.fixture(scope="module")
def scores(sample) -> pd.DataFrame:
    return toolkit.score(sample).scores


def test_the_features_are_the_scores(sample, scores):
    found = FramingFeatures().set_output(transform="pandas").fit_transform(sample)
    assert found.columns.tolist() == list(FEATURES)
    pd.testing.assert_frame_equal(found, scores[list(FEATURES)].astype(float), check_dtype=False)


def test_a_scored_table_is_taken_as_it_is(scores):
    doubled = scores.assign(words=scores["words"] * 2)
    found = FramingFeatures(["words"]).fit_transform(doubled)
    assert found[:, 0].tolist() == (scores["words"] * 2).tolist()


def test_it_stands_first_in_a_pipeline_cross_validated_by_outlet(scores):
    official = (scores["outlet_kind"].isin(["state_agency", "pro_government"])).to_numpy()
    model = make_pipeline(
        FramingFeatures(["official_voice_share", "praise_per_1000", "direct_share"]),
        SimpleImputer(),
        StandardScaler(),
        LogisticRegression(),
    )
    if len(set(official)) < 2:
        official = scores["words"].to_numpy() > scores["words"].median()
    folds = GroupKFold(3)
    found = cross_val_predict(model, scores, official, groups=scores["outlet"], cv=folds)
    assert found.shape == (12,)


def test_missing_shares_stay_missing():
    table = pd.DataFrame({"direct_share": [0.5, None], "agency_credited": [True, False]})
    found = FramingFeatures(["direct_share", "agency_credited"]).fit_transform(table)
    np.testing.assert_array_equal(found, [[0.5, 1.0], [np.nan, 0.0]])


def checks():
    with warnings.catch_warnings():
        # It says that the checks that feed arrays of numbers are left out, as they must be.
        warnings.simplefilter("ignore")
        return list(estimator_checks_generator(FramingFeatures()))


@pytest.mark.parametrize(
    ("estimator", "check"), checks(), ids=lambda x: getattr(getattr(x, "func", x), "__name__", None)
)
def test_it_keeps_scikit_learns_rules(estimator, check):
    check(estimator)


def test_a_clone_has_the_same_measures():
    assert clone(FramingFeatures(["words"])).measures == ["words"]


def test_refusals():
    with pytest.raises(InputError, match="'sentiment' is not known; allowed: words"):
        FramingFeatures(["sentiment"]).fit(pd.DataFrame({"text": ["نص"]}))
    with pytest.raises(InputError, match="table of articles"):
        FramingFeatures().fit(np.zeros((2, 2)))
