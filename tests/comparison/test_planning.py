"""What so many articles can show, and how many to code."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from toolkit.comparison import compare, plan
from toolkit.comparison.equivalence import equivalence_p
from toolkit.errors import InputError


def normal(n: int = 400, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "article_id": range(2 * n),
            "outlet": ["أ"] * n + ["ب"] * n,
            "value": np.concatenate([rng.normal(0, 1, n), rng.normal(5, 1, n)]),
        }
    )


def test_the_smallest_difference_is_that_of_the_t_test_where_things_are_normal():
    found = plan(normal(), "value", articles=[20, 80], runs=1500)
    # Two groups of n, power .8 at .05: d = (t(.975) + t(.8)) sqrt(2 / n), nearly.
    for row in found.differences.itertuples():
        freedom = 2 * row.articles - 2
        d = (stats.t.ppf(0.975, freedom) + stats.t.ppf(0.8, freedom)) * np.sqrt(2 / row.articles)
        assert row.of_spread == pytest.approx(d, rel=0.1)
    assert found.articles_for(1.0) == 20
    assert found.articles_for(0.01) is None


def test_clusters_need_more_articles():
    table = normal().assign(event=np.arange(800) // 8)
    table["value"] += np.random.default_rng(1).normal(0, 1, 100)[table["event"]]
    least = [plan(table, "value", articles=[80], cluster=c).differences["smallest_difference"][0]
             for c in (None, "event")]  # fmt: skip
    assert least[1] > 1.4 * least[0]


def test_more_coded_articles_make_narrower_intervals_and_a_good_scorer_too():
    table = normal()
    coded = table.sample(200, random_state=0).assign(sampling_probability=0.25)
    noisy, poor = (
        table.assign(value=table["value"] + np.random.default_rng(2).normal(0, s, 800))
        for s in (0.2, 3.0)
    )
    good, bad = (
        plan(t, "value", articles=[20], coded=coded, coding=[20, 80], runs=100).coding
        for t in (noisy, poor)
    )
    assert good["width"].is_monotonic_decreasing
    assert (good["width"] < bad["width"]).all()


def test_equivalence_is_the_interval_within_the_bounds():
    table = normal().assign(value=lambda t: t["value"] - 5 * (t["outlet"] == "ب"))
    pair = compare(table, "value", smallest=0.5).pairs.iloc[0]
    assert pair["p_equivalent"] < 0.001
    assert compare(table, "value", smallest=0.05).pairs.iloc[0]["p_equivalent"] > 0.05
    assert compare(table, "value").pairs["p_equivalent"].isna().all()


def test_equivalence_of_means_is_that_of_two_t_tests():
    def ends(confidence: float) -> np.ndarray:
        return 0.1 + np.array([-1, 1]) * stats.t.ppf((1 + confidence) / 2, 30) * 0.2

    assert equivalence_p(0.1, ends, 0.5) == pytest.approx(stats.t.sf(0.4 / 0.2, 30), abs=1e-4)
    assert equivalence_p(0.6, ends, 0.5) == 1.0


def test_how_far_the_scorer_would_have_to_err_is_the_near_end_of_the_interval():
    found = compare(normal(40), "value")
    pair = found.pairs.iloc[0]
    assert pair["undone_by"] == -pair["high"]
    assert "more on ب than on أ" in found.sensitivity()[0]
    same = compare(
        normal(40).assign(value=lambda t: t["value"] - 5 * (t["outlet"] == "ب")), "value"
    )
    assert same.pairs["undone_by"].isna().all()
    assert same.sensitivity() == []


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ({"power": 80}, "between 0 and 1"),
        ({"runs": 10}, "at least 100"),
        ({"articles": [1]}, "three or more"),
    ],
)
def test_refusals(call, says):
    with pytest.raises(InputError, match=says):
        plan(normal(20), "value", **call)


@pytest.mark.parametrize(
    ("smallest", "says"), [({"other": 1.0}, "not compared"), (0.0, "above zero")]
)
def test_a_smallest_difference_is_of_a_measure_and_above_zero(smallest, says):
    with pytest.raises(InputError, match=says):
        compare(normal(20), "value", smallest=smallest)
    with pytest.raises(InputError, match="for each measure"):
        compare(normal(20).assign(more=1.0), ["value", "more"], smallest=1.0)
