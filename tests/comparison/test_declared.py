"""What a number is comes from its declaration, never from its values."""

import numpy as np
import pandas as pd
import pytest

from toolkit.comparison import compare, correct
from toolkit.comparison.effects import Two
from toolkit.comparison.ordinal import ordinal_p
from toolkit.errors import InputError
from toolkit.measures.declaration import ScoreDeclaration
from toolkit.study.registry import declaration_of
from toolkit.study.registry import scores as declared_scores
from toolkit.study.scores import COLUMNS


def outlets(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({"article_id": range(24), "outlet": ["أ"] * 12 + ["ب"] * 12, **columns})


def test_every_score_is_declared():
    assert set(declared_scores()) == set(COLUMNS)


def test_rates_that_happen_to_be_zero_are_no_shares_of_articles():
    row = compare(outlets(praise_per_1000=0.0), "praise_per_1000").estimates.iloc[0]
    assert np.isnan(row["low"])
    assert row["note"] == "no interval: no variation"


def test_an_outlets_interval_does_not_hang_on_another_outlets_values():
    credited = outlets(agency_credited=[True, False] * 12)
    rates = outlets(praise_per_1000=[1.0, 0.0] * 12)
    more = rates.copy()
    more.loc[20, "praise_per_1000"] = 7.0
    for table, other, measure in ((rates, more, "praise_per_1000"),):
        one, two = (compare(t, measure).estimates.iloc[0] for t in (table, other))
        assert (one["low"], one["high"]) == (two["low"], two["high"])
    assert compare(credited, "agency_credited").estimates["interval"].tolist() == ["Wilson"] * 2


def test_no_interval_of_grades_leaves_their_scale():
    table = outlets(official_framing=[3] * 11 + [2] + [3] * 10 + [2, 2])
    found = compare(table, "official_framing").estimates
    assert (found["high"] <= 3).all()
    coded = table.iloc[::3].assign(sampling_probability=1 / 3, official_framing=[3, 3, 3, 3] * 2)
    corrected = correct(table.assign(official_framing=2), coded, "official_framing")
    assert (corrected.loc[corrected["group_b"].isna(), "estimate"] <= 3).all()
    assert not (corrected["high"] > 3).any()


def test_an_outlet_of_zeros_is_not_known_exactly():
    rng = np.random.default_rng(0)
    table = outlets(praise_per_1000=np.where(np.arange(24) < 12, 0, rng.gamma(0.4, 4, 24)))
    pair = compare(table, "praise_per_1000").pairs.iloc[0]
    assert np.isnan(pair["low"])
    assert pair["note"] == "no interval: no variation in أ"
    assert 0 < pair["p"] <= 1


def test_none_of_ten_against_ten_of_ten_has_a_p():
    table = outlets(agency_credited=[False] * 12 + [True] * 12)
    coded = table.iloc[[*range(10), *range(12, 22)]].assign(sampling_probability=10 / 12)
    row = correct(table, coded, "agency_credited").query("method == 'corrected'").iloc[-1]
    # The score test of 0 of 10 against 10 of 10: z = 1 / sqrt(.25 (1/10 + 1/10)).
    assert row["p"] == pytest.approx(7.744e-6, rel=1e-3)
    assert row["high"] < -0.6


def test_a_column_of_ones_own_is_declared_by_its_researcher():
    table = outlets(grade=[5] * 11 + [4] + [5] * 9 + [3] * 3)
    mine = ScoreDeclaration("grade", "grade", 1, 5, ordinal=True)
    found = compare(table, "grade", declarations=[mine])
    assert (found.estimates["high"] <= 5).all()
    assert found.grades["grade"].unique().tolist() == [3, 4, 5]
    assert compare(table, "grade").grades is None
    with pytest.raises(InputError, match="allowed: share"):
        ScoreDeclaration("grade", "degree")


def test_scores_of_a_lexicon_are_rates_and_shares_by_their_names():
    blame, own = (pd.Series([0.0], name=n) for n in ("blame_per_1000", "narrator_blame_share"))
    assert declaration_of(blame).unit == "rate"
    assert declaration_of(own).upper == 1.0
    assert declaration_of(pd.Series([0, 1], name="عمود")).unit == "number"


def test_grades_have_a_distribution_and_a_test_of_their_own():
    table = outlets(official_framing=[0, 0, 0, 1] * 3 + [0, 3, 3, 3] * 3)
    found = compare(table, "official_framing")
    shares = found.grades.pivot(index="group", columns="grade", values="share")
    assert shares.loc["ب"].to_dict() == {0.0: 0.25, 1.0: 0.0, 3.0: 0.75}
    assert found.pairs.iloc[0]["p_ordinal"] < 0.01
    assert np.isnan(compare(outlets(words=range(24)), "words").pairs.iloc[0]["p_ordinal"])


def test_the_ordinal_test_is_brunner_and_munzels_over_all_deals():
    from itertools import combinations

    from scipy.stats import brunnermunzel

    values = np.array([1, 2, 2, 3, 1, 3, 3, 2, 3.0])
    first = np.arange(9) < 5

    def t(chosen: tuple[int, ...]) -> float:
        own = np.isin(np.arange(9), chosen)
        with np.errstate(all="ignore"):
            return abs(brunnermunzel(values[own], values[~own]).statistic)

    observed = t(tuple(range(5)))
    theirs = [t(c) for c in combinations(range(9), 5)]
    exact = np.mean([not x < observed - 1e-9 for x in theirs])
    two = Two.plain(values[first], values[~first])
    assert ordinal_p(two, 1000, np.random.default_rng(0)) == pytest.approx(exact)


def test_what_was_not_measured_says_what_it_needs():
    note = compare(outlets(agency_reuse_share=np.nan), "agency_reuse_share").estimates["note"]
    assert note.str.contains("agency's article among the articles").all()
