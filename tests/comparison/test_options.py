"""Every option is obeyed by every table of a comparison, or refused."""

import numpy as np
import pandas as pd
import pytest

from toolkit.comparison import compare, correct
from toolkit.comparison.coded import SamplingWarning
from toolkit.comparison.effects import Two, cliffs_delta, hedges_g
from toolkit.errors import InputError


@pytest.fixture(scope="module")
def moments() -> pd.DataFrame:
    """Praise depends on the moment alone; the first outlet wrote mostly of the festive one."""
    rng = np.random.default_rng(1)
    moment = np.array(["opening"] * 30 + ["after"] * 10 + ["opening"] * 10 + ["after"] * 30)
    return pd.DataFrame(
        {
            "article_id": [f"{i:02d}" for i in range(80)],
            "outlet": ["الأول"] * 40 + ["الثاني"] * 40,
            "moment": moment,
            "words": rng.integers(80, 600, 80),
            "praise_per_1000": np.where(moment == "opening", 9.0, 1.0) + rng.random(80),
        }
    )


def test_matching_is_kept_in_what_is_corrected(moments):
    coded = moments.assign(sampling_probability=1.0)
    found = compare(moments, "praise_per_1000", within="moment", coded=coded)
    rows = found.corrected[found.corrected["group_b"].notna()].set_index("method")
    matched = found.pairs.iloc[0]
    assert abs(matched["difference"]) < 0.5
    # Every article coded and the scorer perfect: there is nothing to correct.
    for method in ("naive", "corrected"):
        assert rows.loc[method, "estimate"] == pytest.approx(matched["difference"])
        assert rows.loc[method, "p"] > 0.05
    assert "matched within moment" in found.describe()


def test_matching_is_kept_in_effect_sizes(moments):
    plain = compare(moments, "praise_per_1000").pairs.iloc[0]
    matched = compare(moments, "praise_per_1000", within="moment").pairs.iloc[0]
    assert plain["cliffs_delta"] > 0.4
    assert plain["hedges_g"] > 0.9
    assert abs(matched["cliffs_delta"]) < 0.3
    assert matched["hedges_g"] == pytest.approx(matched["difference"] / _spread(moments), rel=0.02)


def _spread(table: pd.DataFrame) -> float:
    within = table.groupby(["outlet", "moment"])["praise_per_1000"]
    return float(np.sqrt((within.transform("mean") - table["praise_per_1000"]).pow(2).sum() / 76))


def test_a_weight_is_obeyed_by_effect_sizes():
    values, weights = np.array([0.0, 9.0, 4.0, 5.0]), np.array([1.0, 99.0, 1.0, 1.0])
    first, none = np.array([True, True, False, False]), np.zeros(4, np.intp)
    two = Two(values, weights, first, none, np.arange(4))
    assert cliffs_delta(two).value == pytest.approx(0.99 - 0.01)
    assert hedges_g(two).value > hedges_g(Two(values, np.ones(4), first, none, np.arange(4))).value


def test_confidence_is_obeyed_by_every_interval(moments):
    coded = moments.iloc[::2].assign(sampling_probability=0.5)
    measures = ["praise_per_1000"]
    wide, narrow = (
        compare(moments, measures, confidence=c, coded=coded, cluster=None) for c in (0.99, 0.8)
    )
    for name, low, high in (
        ("estimates", "low", "high"),
        ("pairs", "low", "high"),
        ("pairs", "delta_low", "delta_high"),
        ("pairs", "g_low", "g_high"),
        ("corrected", "low", "high"),
    ):
        widths = [
            (getattr(c, name)[high] - getattr(c, name)[low]).to_numpy() for c in (wide, narrow)
        ]
        assert (widths[0] > widths[1]).all(), name


def test_an_interval_that_the_correction_has_not_is_refused(moments):
    with pytest.raises(InputError, match="Student"):
        compare(moments, "praise_per_1000", interval="bca",
                coded=moments.assign(sampling_probability=1.0))  # fmt: skip


def test_a_weight_is_obeyed_by_matched_and_corrected(moments):
    coded = moments.assign(sampling_probability=1.0)
    found = compare(moments, "praise_per_1000", within="moment", weight="words", coded=coded)
    rows = found.corrected[found.corrected["group_b"].notna()].set_index("method")
    assert rows.loc["corrected", "estimate"] == pytest.approx(found.pairs.iloc[0]["difference"])


def test_matched_without_coded_articles_in_a_stratum_says_so(moments):
    coded = moments[moments["moment"] == "opening"].assign(sampling_probability=0.5)
    with pytest.warns(SamplingWarning):
        table = correct(moments, coded.iloc[:6], "praise_per_1000", within="moment")
    row = table[table["group_b"].notna() & (table["method"] == "corrected")].iloc[0]
    assert np.isnan(row["estimate"])
    assert row["note"]


def test_tables_of_one_measure_are_all_of_that_measure(moments):
    coded = moments.assign(sampling_probability=1.0)
    found = compare(moments, ["praise_per_1000", "words"], coded=coded).of("words")
    for table in (found.estimates, found.pairs, found.corrected):
        assert set(table["measure"]) == {"words"}


def test_the_tidy_table_has_the_corrected_rows(moments):
    coded = moments.assign(sampling_probability=1.0)
    found = compare(moments, "praise_per_1000", coded=coded)
    tidy = found.to_frame()
    assert tidy.groupby(["kind", "method"]).size().to_dict() == {
        ("difference", "corrected"): 1,
        ("difference", "naive"): 1,
        ("difference", "scored"): 1,
        ("estimate", "corrected"): 2,
        ("estimate", "naive"): 2,
        ("estimate", "scored"): 2,
    }
