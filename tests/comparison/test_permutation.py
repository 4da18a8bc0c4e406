from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.comparison.dealing import deals
from toolkit.comparison.permutation import permutation_p


@given(n=st.integers(2, 50), share=st.floats(0, 1), seed=st.integers(0, 99))
def test_a_deal_chooses_the_number_asked_for(n, share, seed):
    chosen = 1 + round(share * (n - 2))
    for _, dealt in deals(n, chosen, 30, np.random.default_rng(seed)):
        assert set(np.unique(dealt)) <= {0.0, 1.0}
        assert (dealt.sum(axis=1) == chosen).all()


def test_all_deals_are_equally_likely():
    dealt = np.vstack([d for _, d in deals(5, 2, 20_000, np.random.default_rng(1))])
    counts = np.unique(dealt @ 2 ** np.arange(5), return_counts=True)[1]
    assert len(counts) == 10
    assert ((counts - 2000) ** 2 / 2000).sum() < 27.9  # chi squared, 9 degrees, p = 0.001


def test_many_articles_are_dealt_alike():
    n, chosen = 2500, 700
    dealt = np.vstack([d for _, d in deals(n, chosen, 3000, np.random.default_rng(1))])
    assert set(np.unique(dealt)) == {0.0, 1.0}
    assert (dealt.sum(axis=1) == chosen).all()
    share = chosen / n
    chance = np.sqrt(share * (1 - share) / 3000)
    assert np.abs(dealt.mean(axis=0) - share).max() < 4.5 * chance
    # Two articles are dealt together as often as drawing without replacement has it.
    together = (dealt[:, :-1] * dealt[:, 1:]).mean()
    assert together == pytest.approx(share * (chosen - 1) / (n - 1), abs=5e-4)


def test_p_approaches_that_of_all_deals():
    values = np.array([1.0, 4.0, 6.5, 7.0, 2.0, 0.5, 3.0, 2.5])
    first = np.arange(8) < 4

    def t(chosen):
        a = np.isin(np.arange(8), chosen)
        x, y = values[a], values[~a]
        return abs(x.mean() - y.mean()) / np.sqrt(x.var(ddof=1) / 4 + y.var(ddof=1) / 4)

    observed = t(range(4))
    exact = np.mean([t(c) >= observed - 1e-9 for c in combinations(range(8), 4)])
    p = permutation_p(values[:, None], None, first, 40_000, np.random.default_rng(0))
    assert p[0] == pytest.approx(exact, abs=0.01)


def test_weights_of_one_change_nothing():
    values = np.random.default_rng(3).normal(size=(30, 2))
    first = np.arange(30) < 11
    plain = permutation_p(values, None, first, 500, np.random.default_rng(0))
    weighted = permutation_p(values, np.ones(30), first, 500, np.random.default_rng(0))
    assert plain == pytest.approx(weighted)


def test_the_observed_deal_counts_so_p_is_never_zero():
    values = np.concatenate([np.zeros(50), np.ones(50)])[:, None]
    p = permutation_p(values, None, np.arange(100) < 50, 199, np.random.default_rng(0))
    assert p[0] == pytest.approx(1 / 200)


def test_no_variation_is_no_evidence():
    p = permutation_p(np.full((20, 1), 0.1), None, np.arange(20) < 9, 199, np.random.default_rng(0))
    assert p[0] == 1.0


def test_size_holds_where_the_smaller_group_spreads_wider():
    rng = np.random.default_rng(5)
    runs = 800
    values = np.vstack([rng.normal(0, 5, (12, runs)), rng.normal(0, 1, (60, runs))])
    p = permutation_p(values, None, np.arange(72) < 12, 999, rng)
    # The plain difference of means would reject about one time in three here.
    assert np.mean(p <= 0.05) < 0.085


def test_strata_keep_a_difference_between_moments_from_looking_like_one_between_outlets():
    # Both outlets praise alike in each moment; the first covered the festive moment more.
    rng = np.random.default_rng(2)
    strata = np.array([0] * 30 + [1] * 10 + [0] * 10 + [1] * 30)
    first = np.arange(80) < 40
    values = (np.where(strata == 0, 9.0, 1.0) + rng.normal(0, 1, 80))[:, None]
    assert permutation_p(values, None, first, 999, rng)[0] < 0.01
    assert permutation_p(values, None, first, 999, rng, strata=strata)[0] > 0.05


def test_one_article_each_a_stratum_makes_a_sign_test():
    # Six pairs all of one sign: 2 of 64 deals are as extreme.
    values = np.array([[5.0, 1.0]] * 6).reshape(-1, 1)
    first, strata = np.array([True, False] * 6), np.repeat(np.arange(6), 2)
    p = permutation_p(values, None, first, 40_000, np.random.default_rng(0), strata=strata)
    assert p[0] == pytest.approx(2 / 64, abs=0.004)
