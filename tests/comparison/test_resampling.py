import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from toolkit.comparison.intervals import interval
from toolkit.comparison.resampling import (
    combine,
    generator,
    resample,
    resampled_counts,
)


@given(n=st.integers(1, 60), resamples=st.integers(1, 40), rows=st.integers(1, 50))
def test_every_resample_has_as_many_articles_as_the_sample(n, resamples, rows):
    chunks = list(resampled_counts(n, resamples, generator(0), rows=rows))
    counts = np.vstack([c for _, c in chunks])
    assert counts.shape == (resamples, n)
    assert (counts.sum(axis=1) == n).all()


def test_the_interval_is_scipys_on_the_same_resamples():
    x = np.random.default_rng(3).gamma(1.5, 2.0, 35)
    ours = resample(x[:, None], None, 3000, generator(5))
    theirs = stats.bootstrap(
        (x,),
        np.mean,
        n_resamples=0,
        method="BCa",
        bootstrap_result=_Given(ours.replicates[:, 0]),
    ).confidence_interval
    assert interval(ours, method="bca")[0] == pytest.approx(tuple(theirs), rel=1e-9)


def test_the_interval_of_a_difference_is_scipys_on_the_same_resamples():
    rng = np.random.default_rng(4)
    x, y = rng.gamma(1.5, 2.0, 35), rng.exponential(3.0, 20)
    a = resample(x[:, None], None, 3000, generator(5, "a"))
    b = resample(y[:, None], None, 3000, generator(5, "b"))
    ours = combine([(1.0, a), (-1.0, b)])
    theirs = stats.bootstrap(
        (x, y),
        lambda x, y, axis=-1: x.mean(axis=axis) - y.mean(axis=axis),
        n_resamples=0,
        method="BCa",
        bootstrap_result=_Given(ours.replicates[:, 0]),
    ).confidence_interval
    assert interval(ours, method="bca")[0] == pytest.approx(tuple(theirs), rel=1e-9)


def test_the_interval_of_a_weighted_share_is_scipys_but_for_chance():
    rng = np.random.default_rng(6)
    share, words = rng.beta(1, 2, 60), rng.integers(50, 900, 60).astype(float)
    ours = resample(share[:, None], words, 20_000, generator(1))
    theirs = stats.bootstrap(
        (share, words),
        lambda x, w, axis=-1: (x * w).sum(axis=axis) / w.sum(axis=axis),
        paired=True,
        n_resamples=20_000,
        method="BCa",
        rng=np.random.default_rng(2),
    ).confidence_interval
    assert interval(ours, method="bca")[0] == pytest.approx(tuple(theirs), abs=0.004)


def test_the_studentised_interval_covers_ten_articles_where_bca_does_not():
    rng = np.random.default_rng(8)
    sample = resample(rng.gamma(2.0, size=(10, 4000)), None, 2000, generator(9))
    covered = {}
    for method in ("bca", "studentised"):
        low, high = interval(sample, method=method).T
        covered[method] = np.mean((low <= 2) & (high >= 2))
    assert covered["bca"] < 0.92
    assert 0.93 <= covered["studentised"] <= 0.97


def test_the_studentised_interval_is_worked_out_from_resamples_one_by_one():
    x = np.random.default_rng(1).gamma(2.0, size=12)
    sample = resample(x[:, None], None, 999, generator(4))
    rng, t = generator(4), []
    ridge = x.var(ddof=1) / 12 / 24
    for _ in range(999):
        drawn = x[rng.integers(0, 12, 12, dtype=np.uint32)]
        t.append((drawn.mean() - x.mean()) / np.sqrt(drawn.var(ddof=1) / 12 + ridge))
    error = np.sqrt(x.var(ddof=1) / 12 + ridge)
    low, high = x.mean() - np.quantile(t, [0.975, 0.025]) * error
    assert interval(sample)[0] == pytest.approx((low, high), rel=1e-6)


def test_no_interval_where_nothing_varies():
    constant = np.column_stack([np.full(15, 0.1), np.arange(15.0)])
    ends = interval(resample(constant, None, 500, generator(0)))
    assert np.isnan(ends[0]).all()
    assert np.isfinite(ends[1]).all()
    assert np.isnan(interval(resample(constant[:1], None, 500, generator(0)))).all()


class _Given:
    """What SciPy wants of an earlier result, so that it adds no resamples of its own."""

    def __init__(self, distribution):
        self.bootstrap_distribution = distribution
