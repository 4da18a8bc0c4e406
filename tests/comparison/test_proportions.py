"""Against the worked examples of Newcombe (1998), Statistics in Medicine 17."""

import numpy as np
import pandas as pd
import pytest

from toolkit.comparison import compare
from toolkit.comparison.proportions import newcombe, wilson


@pytest.mark.parametrize(
    ("r", "n", "low", "high"),
    # Newcombe 1998, pages 857-872, table I, method 3: the score interval.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilsons_interval_is_the_published_one(r, n, low, high):
    assert wilson([r / n], n)[0] == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    # Newcombe 1998, pages 873-890, table II, method 10.
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombes_interval_is_the_published_one(a, m, b, n, low, high):
    assert newcombe([a / m], m, [b / n], n)[0] == pytest.approx((low, high), abs=5e-5)


def test_a_column_of_truth_values_has_score_intervals_even_where_all_agree():
    table = pd.DataFrame({"outlet": ["أ"] * 10 + ["ب"] * 10, "credited": [True] * 13 + [False] * 7})
    result = compare(table, "credited")
    assert result.estimates[["low", "high"]].to_numpy() == pytest.approx(
        np.vstack([wilson([1.0], 10), wilson([0.3], 10)])
    )
    pair = result.pairs.iloc[0]
    assert (pair["low"], pair["high"]) == pytest.approx(newcombe([1.0], 10, [0.3], 10)[0])
