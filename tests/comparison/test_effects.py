import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.comparison.effects import Two, cliffs_delta, hedges_g

numbers = st.lists(st.integers(-5, 5), min_size=1, max_size=12)


@given(a=numbers, b=numbers)
def test_cliffs_delta_counts_all_pairs(a, b):
    signs = [np.sign(x - y) for x in a for y in b]
    assert cliffs_delta(Two.plain(np.array(a), np.array(b))).value == pytest.approx(np.mean(signs))


def test_hedges_g_is_cohens_d_less_its_small_sample_excess():
    a, b = np.array([3.0, 4, 5, 6, 9]), np.array([1.0, 2, 3, 7])
    pooled = np.sqrt((a.var(ddof=1) * 4 + b.var(ddof=1) * 3) / 7)
    d = (a.mean() - b.mean()) / pooled
    assert hedges_g(Two.plain(a, b)).value == pytest.approx(d * (1 - 3 / (4 * 7 - 1)), rel=2e-3)


def test_no_spread_gives_no_g():
    assert np.isnan(hedges_g(Two.plain(np.full(1000, 0.1), np.full(1000, 0.1))).value)
    assert np.isnan(hedges_g(Two.plain(np.array([1.0]), np.array([2.0]))).value)
