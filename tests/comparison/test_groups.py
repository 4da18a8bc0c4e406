import numpy as np
import pandas as pd
import pytest
from scipy import stats

from toolkit.comparison import compare, compare_all
from toolkit.errors import InputError


def test_estimates_are_the_groups_means_and_pairs_their_differences(scores):
    result = compare(scores, "praise_per_1000")
    means = scores.groupby("outlet")["praise_per_1000"].mean()
    estimates = result.estimates.set_index("group")["estimate"]
    assert estimates.to_dict() == pytest.approx(means.to_dict())
    for row in result.pairs.itertuples():
        assert row.difference == pytest.approx(means[row.group_a] - means[row.group_b])
        assert row.low < row.difference < row.high


def test_the_agency_differs_and_the_other_two_do_not(scores):
    pairs = compare(scores, "praise_per_1000").pairs.set_index(["group_a", "group_b"])
    assert pairs.loc[("المستقل", "الوكالة"), "p_adjusted"] < 0.01
    assert pairs.loc[("المستقل", "الوكالة"), "cliffs_delta"] < -0.5
    assert pairs.loc[("Le Quotidien", "المستقل"), "p_adjusted"] > 0.05


def test_intervals_are_scipys_but_for_chance(scores):
    row = compare(scores, "praise_per_1000", resamples=20_000, interval="bca").estimates.iloc[0]
    values = scores.loc[scores["outlet"] == row["group"], "praise_per_1000"].to_numpy()
    theirs = stats.bootstrap(
        (values,), np.mean, n_resamples=20_000, method="BCa", rng=np.random.default_rng(0)
    ).confidence_interval
    assert (row["low"], row["high"]) == pytest.approx(tuple(theirs), rel=0.02)


def test_a_weight_makes_the_share_of_the_groups_words(scores):
    result = compare(scores, "official_voice_share", weight="words")
    for row in result.estimates.itertuples():
        own = scores[scores["outlet"] == row.group]
        share = (own["official_voice_share"] * own["words"]).sum() / own["words"].sum()
        assert row.estimate == pytest.approx(share)
        assert row.low < share < row.high


def test_missing_values_are_left_out_and_counted(scores):
    estimates = compare(scores, "direct_share").estimates
    missing = scores["direct_share"].isna().groupby(scores["outlet"]).sum()
    assert estimates.set_index("group")["missing"].to_dict() == missing.to_dict()
    assert (estimates["n"] + estimates["missing"] == 40).all()


def test_a_measure_not_scored_yet_has_rows_that_say_so(scores):
    result = compare(scores, "agency_reuse_share")
    assert (result.estimates["n"] == 0).all()
    assert (
        result.estimates["note"].str.startswith("no article has a value: it needs an agency").all()
    )
    assert result.pairs.empty


def test_truth_values_compare_as_shares(scores):
    estimates = compare(scores, "agency_credited").estimates.set_index("group")["estimate"]
    assert (
        estimates["الوكالة"] == scores.loc[scores["outlet"] == "الوكالة", "agency_credited"].mean()
    )


def test_few_articles_are_said_to_be_few(scores):
    few = scores.groupby("outlet").head(9)
    result = compare(few, "praise_per_1000")
    assert set(result.estimates["note"]) == {"fewer than 10 articles"}
    assert set(result.pairs["note"]) == {"fewer than 10 articles"}
    assert set(compare(scores, "praise_per_1000").estimates["note"]) == {""}


def test_one_group_has_estimates_and_no_pairs(scores):
    result = compare(scores[scores["outlet"] == "المستقل"], "praise_per_1000")
    assert len(result.estimates) == 1
    assert result.pairs.empty
    assert "p_adjusted" in result.pairs


def test_one_article_has_no_interval(scores):
    result = compare(scores.groupby("outlet").head(1), "praise_per_1000")
    assert result.estimates["low"].isna().all()
    assert result.estimates["note"].str.contains("one article").all()


def test_a_family_gives_each_measure_its_own_numbers_and_adjusts_over_all(scores):
    measures = ["praise_per_1000", "direct_share", "official_voice_share"]
    family = compare_all(scores, measures)
    assert family.measures == measures
    for measure in measures:
        alone = compare(scores, measure)
        columns = ["difference", "low", "high", "p"]
        np.testing.assert_allclose(family.of(measure).pairs[columns], alone.pairs[columns])
        pd.testing.assert_frame_equal(family.of(measure).estimates, alone.estimates)
    adjusted = stats.false_discovery_control(family.pairs["p"])
    assert family.pairs["p_adjusted"].tolist() == pytest.approx(adjusted.tolist())


def test_a_group_keeps_its_interval_when_others_leave(scores):
    all_three = compare(scores, "praise_per_1000").estimates.set_index("group")
    two = compare(scores[scores["outlet"] != "المستقل"], "praise_per_1000").estimates
    for row in two.itertuples():
        assert row.low == all_three.loc[row.group, "low"]


def test_the_same_seed_gives_the_same_table_whatever_the_order_of_columns(scores):
    first = compare(scores, "praise_per_1000", seed=3).to_frame()
    pd.testing.assert_frame_equal(first, compare(scores, "praise_per_1000", seed=3).to_frame())
    other = compare(scores, "praise_per_1000", seed=4).to_frame()
    assert not first["low"].equals(other["low"])


def test_months_are_cut_from_the_date(scores):
    groups = compare(scores, "praise_per_1000", by="month").estimates["group"].tolist()
    assert groups == ["2022-05", "2022-06"]


def test_articles_without_a_group_are_counted(scores):
    some = scores.copy()
    some.loc[some.index[:5], "outlet"] = pd.NA
    result = compare(some, "praise_per_1000")
    assert result.ungrouped == 5
    assert "5 articles" in result.describe()


def test_matching_takes_the_moment_out_of_the_difference():
    # Praise depends on the moment alone; the first outlet wrote mostly of the festive one.
    rng = np.random.default_rng(1)
    moment = np.array(["opening"] * 30 + ["aftermath"] * 10 + ["opening"] * 10 + ["aftermath"] * 30)
    table = pd.DataFrame(
        {
            "outlet": ["a"] * 40 + ["b"] * 40,
            "moment": moment,
            "praise_per_1000": np.where(moment == "opening", 9.0, 1.0) + rng.normal(0, 1, 80),
        }
    )
    unmatched = compare(table, "praise_per_1000").pairs.iloc[0]
    matched = compare(table, "praise_per_1000", within="moment").pairs.iloc[0]
    assert unmatched["difference"] > 3
    assert unmatched["low"] > 0
    assert abs(matched["difference"]) < 1
    assert matched["low"] < 0 < matched["high"]
    assert matched["strata"] == 2
    assert matched["p"] > 0.05 > unmatched["p"]


def test_matching_single_articles_resamples_the_moments():
    rows = [("a", f"m{i}", 5.0 + i + i % 3) for i in range(12)]
    rows += [("b", f"m{i}", 4.0 + i) for i in range(12)]
    table = pd.DataFrame(rows, columns=["outlet", "moment", "value"])
    pair = compare(table, "value", within="moment").pairs.iloc[0]
    assert pair["difference"] == pytest.approx(2.0)
    assert pair["low"] < 2.0 < pair["high"]
    assert pair["high"] - pair["low"] < 2


def test_strata_of_one_outlet_alone_are_left_out():
    table = pd.DataFrame(
        {
            "outlet": ["a"] * 4 + ["b"] * 4,
            "day": ["1", "1", "2", "2", "2", "2", "3", "3"],
            "value": [100.0, 100, 1, 2, 3, 4, -100, -100],
        }
    )
    pair = compare(table, "value", within="day").pairs.iloc[0]
    assert (pair["strata"], pair["n_a"], pair["n_b"]) == (1, 2, 2)
    assert pair["difference"] == pytest.approx(-2.0)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ({"measure": "praise"}, "allowed: words, praise_per_1000, official_voice_share"),
        ({"measure": "outlet"}, "not a column of numbers"),
        ({"measure": "words", "by": "channel"}, "allowed: outlet, published, moment"),
        ({"measure": "words", "within": "event"}, "within 'event'"),
        ({"measure": "words", "weight": "lenght"}, "weight 'lenght'"),
        ({"measure": "words", "resamples": 10}, "at least 100"),
        ({"measure": "words", "confidence": 95}, "between 0 and 1"),
        ({"measure": "words", "interval": "t"}, "allowed: studentised, bca"),
    ],
)
def test_refusals_say_what_is_allowed(scores, call, says):
    measure = call.pop("measure")
    with pytest.raises(InputError, match=says):
        compare(scores, measure, **call)


def test_an_empty_table_is_refused(scores):
    with pytest.raises(InputError, match="no rows"):
        compare(scores.head(0), "words")
    with pytest.raises(InputError, match="give a list"):
        compare_all(scores, [])


def test_html_escapes_the_outlets_name(scores):
    hostile = scores.assign(outlet="<script>alert(1)</script>")
    page = compare(hostile, "words")._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
