"""Repeated sequences: exact, and none across an article's border."""

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.measures.reuse.grams import repeated_grams


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 3), max_size=20), min_size=1, max_size=5), st.integers(1, 9)
)
def test_groups_are_those_of_a_dictionary(articles: list[list[int]], n: int) -> None:
    ids = np.asarray([word for article in articles for word in article], dtype=np.int32)
    first = np.cumsum([0, *map(len, articles)])
    expected = defaultdict(list)
    for row, article in enumerate(articles):
        for i in range(len(article) - n + 1):
            expected[tuple(article[i : i + n])].append(int(first[row]) + i)
    grams = repeated_grams(ids, first, n, np.arange(len(articles)))
    found = defaultdict(list)
    for group, position in zip(grams.groups.tolist(), grams.positions.tolist(), strict=True):
        found[group].append(position)
    assert sorted(found.values()) == sorted(p for p in expected.values() if len(p) > 1)
