import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.validation.sampling import PROBABILITY, draw_pilot, draw_sample
from toolkit.validation.uncertainty import draw_uncertain


def articles(*sizes: int) -> pd.DataFrame:
    outlets = [f"منبر {i}" for i, size in enumerate(sizes) for _ in range(size)]
    return pd.DataFrame({"article_id": [str(i) for i in range(len(outlets))], "outlet": outlets})


def test_small_outlets_are_seen():
    drawn = draw_sample(articles(100, 3, 100), n=30)
    assert drawn["outlet"].value_counts().to_dict() == {
        "منبر 0": 14,
        "منبر 1": 3,
        "منبر 2": 13,
    } or (drawn["outlet"].value_counts().to_dict() == {"منبر 0": 13, "منبر 1": 3, "منبر 2": 14})


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.data())
def test_n_are_drawn_and_the_probabilities_add_up_to_n(sizes, data):
    table = articles(*sizes)
    n = data.draw(st.integers(1, len(table)))
    drawn = draw_sample(table, n=n, seed=3)
    assert len(drawn) == n
    assert drawn["article_id"].is_unique
    assert drawn[PROBABILITY].between(0, 1, inclusive="right").all()


def test_articles_are_drawn_as_often_as_their_probability_says():
    table = articles(6, 3, 1)
    seen = np.zeros(len(table))
    claimed = np.zeros(len(table))
    for seed in range(300):
        drawn = draw_sample(table, n=4, seed=seed)
        rows = drawn["article_id"].astype(int).to_numpy()
        seen[rows] += 1
        claimed[rows] = drawn[PROBABILITY]
    assert np.abs(seen / 300 - claimed).max() < 0.1


def test_what_is_rare_in_an_outlet_is_drawn_more_often():
    table = articles(100, 100).assign(official_framing=[3] * 5 + [0] * 95 + [1] * 90 + [2] * 10)
    drawn = draw_sample(table, n=20, by=["outlet", "official_framing"])
    assert drawn["stratum"].value_counts().to_dict() == {
        "منبر 0 | 0": 5, "منبر 0 | 3": 5, "منبر 1 | 1": 5, "منبر 1 | 2": 5,
    }  # fmt: skip
    assert drawn.set_index("stratum")[PROBABILITY]["منبر 0 | 3"].eq(1.0).all()
    with pytest.raises(InputError, match="column grade"):
        draw_sample(table, n=4, by=["outlet", "grade"])


def test_the_same_seed_draws_the_same():
    table = articles(9, 9)
    pd.testing.assert_frame_equal(draw_sample(table, n=5, seed=1), draw_sample(table, n=5, seed=1))


def test_more_than_there_are_is_refused():
    with pytest.raises(InputError, match="there are 3 articles"):
        draw_sample(articles(3), n=4)


def test_a_pilot_is_none_of_the_sample_and_has_no_probability():
    table = articles(20, 20)
    drawn = draw_sample(table, n=30)
    pilot = draw_pilot(table, drawn)
    assert len(pilot) == 10
    assert not set(pilot["article_id"]) & set(drawn["article_id"])
    assert PROBABILITY not in pilot
    with pytest.raises(InputError, match="no article is left for a pilot"):
        draw_pilot(table, table)


def test_the_unsure_are_drawn_as_often_as_their_probability_says():
    table = articles(12, 9)
    unsure = pd.Series(np.arange(21) % 7 / 7, index=table["article_id"])
    seen, claimed = np.zeros(21), np.zeros(21)
    for seed in range(300):
        drawn = draw_uncertain(table, unsure, n=12, seed=seed)
        assert len(drawn) == 12
        assert drawn["article_id"].is_unique
        rows = drawn["article_id"].astype(int).to_numpy()
        seen[rows] += 1
        claimed[rows] = drawn[PROBABILITY]
    assert np.abs(seen / 300 - claimed).max() < 0.1
    assert seen[unsure.to_numpy() > 0.8].mean() > 1.5 * seen[unsure.to_numpy() < 0.2].mean()


def test_corrected_by_the_unsure_the_interval_covers_the_truth():
    from toolkit.comparison import correct

    rng = np.random.default_rng(3)
    hits = []
    for seed in range(200):
        table = articles(150)
        truth = rng.normal(10, 2, 150)
        unsure = pd.Series(rng.uniform(0, 1, 150), index=table["article_id"])
        scored = truth + 1 + 4 * unsure.to_numpy() * rng.normal(1, 1, 150)
        scores = table.assign(praise_per_1000=scored)
        drawn = draw_uncertain(scores, unsure, n=40, seed=seed)
        coded = drawn.assign(praise_per_1000=truth[drawn["article_id"].astype(int)])
        row = correct(scores, coded, "praise_per_1000").query("method == 'corrected'").iloc[0]
        hits.append(row["low"] <= truth.mean() <= row["high"])
    assert 0.90 <= np.mean(hits) <= 0.99


def test_too_few_places_for_the_unsure_are_refused():
    table = articles(30, 30)
    unsure = pd.Series(0.5, index=table["article_id"])
    with pytest.raises(InputError, match="too few to draw the unsure apart"):
        draw_uncertain(table, unsure, n=4)
    with pytest.raises(InputError, match="column grade"):
        draw_uncertain(table, unsure, n=10, by="grade")
