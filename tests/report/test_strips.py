"""Every article with a value is a dot, at its place on an axis that all outlets share."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.figures.groups import OTHERS
from toolkit.report.groups import groups_of
from toolkit.report.strips import HEIGHT, MARGIN, RADIUS, WIDTH, nice_ticks, panel
from toolkit.report.wording import wording


def _panel(values, outlets=None, **estimate):
    scores = pd.DataFrame(
        {
            "article_id": [f"م-{n}" for n in range(len(values))],
            "outlet": outlets or ["النهضة"] * len(values),
            "direct_share": values,
        }
    )
    row = {"group": "النهضة", "estimate": 0.5, "low": 0.2, "high": 0.8, **estimate}
    estimates = pd.DataFrame([row])
    groups = groups_of(scores, estimates, "outlet")
    return panel(scores, estimates, "direct_share", wording("en"), groups)


@given(st.lists(st.floats(0, 1e6, allow_subnormal=False), max_size=20))
def test_ticks_hold_all_values_and_rise(values):
    ticks = nice_ticks(values)
    assert ticks == sorted(set(ticks))
    assert 2 <= len(ticks) <= 7
    assert ticks[0] <= min([0.0, *values])
    assert ticks[-1] >= max([0.0, *values]) * (1 - 1e-6)


def test_every_article_with_a_value_is_one_dot():
    strips = _panel([0.1, None, 0.9, 0.4], ["النهضة", "النهضة", "الرأي", "الرأي"]).strips
    # A group without an estimate is shown among the small ones, article by article.
    assert {s.group: [d["id"] for d in s.dots] for s in strips} == {
        OTHERS: ["م-2", "م-3"],
        "النهضة": ["م-0"],
    }


def test_dots_lie_inside_the_drawing_and_not_on_one_another():
    dots = _panel([0.5] * 7).strips[0].dots
    assert len({(dot["x"], dot["y"]) for dot in dots}) == 7
    for dot in _panel([0.5] * 90 + [0, 1]).strips[0].dots:
        assert MARGIN <= dot["x"] <= WIDTH - MARGIN
        assert RADIUS <= dot["y"] <= HEIGHT - RADIUS


def test_estimate_and_interval_stand_in_words_and_in_place():
    strip = _panel([0.2, 0.8]).strips[0]
    assert strip.summary == "50% [20%, 80%]"
    assert strip.middle == pytest.approx((strip.low + strip.high) / 2)


def test_an_estimate_without_interval_has_no_bar():
    strip = _panel([0.5], low=float("nan"), high=float("nan")).strips[0]
    assert (strip.summary, strip.low, strip.high) == ("50%", None, None)
