"""Alpha on the worked examples of Krippendorff (2011), Computing Krippendorff's Alpha-Reliability."""

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.validation.reliability import alpha, ordinal_alpha

# Section C of the paper: four observers, twelve units, a dot where one has not coded.
FOUR_OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
# Section B: two observers, nominal codes.
TWO_OBSERVERS = "a a b b d c c c e d d a\nb a b b b c c c e d d d"
# Section A: two observers, two codes.
BINARY = "0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0"


def table(text: str) -> pd.DataFrame:
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(rows).T.replace(".", np.nan)


@pytest.mark.parametrize(
    ("text", "level", "published"),
    [
        (BINARY, "nominal", 0.095),
        (TWO_OBSERVERS, "nominal", 0.692),
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
        (FOUR_OBSERVERS, "ratio", 0.797),
    ],
)
def test_alpha_is_the_published_one(text, level, published):
    found = alpha(table(text), level=level, resamples=100)
    assert found.value == pytest.approx(published, abs=6e-4)
    assert found.low <= found.value <= found.high


def test_units_that_one_coder_alone_has_coded_do_not_count():
    assert alpha(table(FOUR_OBSERVERS), level="interval", resamples=100).units == 11


def test_the_interval_is_narrower_with_more_units_and_the_same_with_the_same_seed():
    few, many = table(TWO_OBSERVERS), pd.concat([table(TWO_OBSERVERS)] * 10)
    first, again, wide = (alpha(t, resamples=300, seed=1) for t in (many, many, few))
    assert first == again
    assert first.high - first.low < (wide.high - wide.low) / 2


def test_the_interval_covers_the_alpha_of_all_units():
    rng = np.random.default_rng(4)
    truth = rng.integers(0, 3, 20_000)
    codes = np.column_stack(
        [np.where(rng.random(20_000) < 0.8, truth, rng.integers(0, 3, 20_000)) for _ in range(2)]
    )
    whole = alpha(pd.DataFrame(codes), resamples=1).value
    hits = []
    for _ in range(50):
        found = alpha(pd.DataFrame(codes[rng.integers(0, 20_000, 60)]), resamples=100)
        hits.append(found.low <= whole <= found.high)
    assert 0.84 <= np.mean(hits) <= 0.999


def test_where_all_codes_are_one_alpha_says_nothing():
    found = alpha(pd.DataFrame({"a": [1, 1], "b": [1, 1]}), resamples=100)
    assert np.isnan([found.value, found.low, found.high]).all()
    assert np.isnan(ordinal_alpha([(2, 2), (2, 2)]))


@pytest.mark.parametrize(
    ("codes", "level", "says"),
    [
        (pd.DataFrame({"a": [1, 2]}), "nominal", "two coders"),
        (pd.DataFrame({"a": [1, None], "b": [None, 2]}), "nominal", "no unit"),
        (pd.DataFrame({"a": ["رسمي"], "b": ["راو"]}), "ordinal", "'رسمي' is no number"),
        (pd.DataFrame({"a": [1], "b": [1]}), "cardinal", "allowed: nominal"),
    ],
)
def test_refusals(codes, level, says):
    with pytest.raises(InputError, match=says):
        alpha(codes, level=level)


def test_few_units_are_said_to_be_few():
    assert alpha(table(TWO_OBSERVERS), resamples=100).note == ""
    assert "fewer than 10 units" in alpha(table(TWO_OBSERVERS).head(6), resamples=100).note


def test_units_of_one_event_are_resampled_together():
    """Each unit ten times over: as many clusters as units, and the same interval."""
    units = table(FOUR_OBSERVERS)
    ten = pd.concat([units] * 10)
    of = np.tile(np.arange(len(units)), 10)
    alone = alpha(units, level="interval", resamples=400)
    together = alpha(ten, level="interval", resamples=400, cluster=of)
    apart = alpha(ten, level="interval", resamples=400)
    assert together.clusters == alone.units
    assert together.low == pytest.approx(alone.low, abs=0.02)
    assert apart.low > together.low + 0.1
    with pytest.raises(InputError, match="12 values for 120 units"):
        alpha(ten, cluster=list(range(12)))


def test_distances_weigh_as_their_level_says():
    """Two coders differ by one grade at the low end or at the high one: ratio tells them apart."""
    low = pd.DataFrame({"a": [1, 2, 5, 9], "b": [2, 2, 5, 9]})
    high = pd.DataFrame({"a": [1, 2, 5, 9], "b": [1, 2, 5, 8]})
    values = {level: [alpha(t, level=level, resamples=1).value for t in (low, high)]
              for level in ("interval", "ratio")}  # fmt: skip
    assert values["ratio"][0] < values["ratio"][1] - 0.05
    assert abs(values["interval"][0] - values["interval"][1]) < 0.05
