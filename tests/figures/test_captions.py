"""Captions say what is drawn in numbers: a wrong n or interval under a figure would be quoted."""

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.figures import by_outlet, caption, figure_title
from toolkit.figures.labels import LANGUAGES, caption_words

MARKS = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))


def _scores(outlets=3, articles=4):
    rows = [
        (f"{o}-{a}", f"منبر {o}", 0.1 * o + 0.05 * a)
        for o in range(outlets)
        for a in range(articles)
    ]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "direct_share"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_are_those_drawn(language):
    drawing = by_outlet(_scores(), "direct_share", language=language)
    told = caption("direct_share", drawing.table, language=language).translate(MARKS)
    estimates = drawing.table[drawing.table["kind"] == "estimate"]
    assert told.startswith(figure_title("direct_share", language=language))
    assert "= 12)" in told
    assert "95%" in told
    for row in estimates.to_dict("records"):
        assert f"{row['group']} {row['value']:.0%} [{row['low']:.0%}, {row['high']:.0%}]" in told


def test_many_groups_are_counted_and_not_listed():
    drawing = by_outlet(_scores(outlets=9), "direct_share")
    told = caption("direct_share", drawing.table)
    assert "9 groups of 4 to 4 articles" in told
    assert "منبر" not in told


def test_a_group_without_an_estimate_has_its_number_alone():
    table = pd.DataFrame(
        {"kind": ["article", "estimate"], "group": "الخبر", "value": [0.5, None],
         "low": None, "high": None, "n": [None, 1]}
    )  # fmt: skip
    told = caption("direct_share", table).translate(MARKS)
    assert told.endswith("الخبر n = 1.")
    assert "nan" not in told


@pytest.mark.parametrize(
    ("language", "why"), [("en", "all values are alike"), ("ar", "القيم كلها متساوية")]
)
def test_an_estimate_without_an_interval_says_why(language, why):
    table = pd.DataFrame(
        {"kind": ["article", "article", "estimate"], "group": "الخبر", "value": 0.5, "low": None,
         "high": None, "n": [None, None, 2], "note": [None, None, "no interval: no variation"]}
    )  # fmt: skip
    assert why in caption("direct_share", table, language=language)


def test_stacks_count_what_their_shares_are_of():
    table = pd.DataFrame(
        {"group": ["أ", "أ", "ب"], "source_type": ["government", "expert", "expert"],
         "share": [0.75, 0.25, 1.0], "acts": [3, 1, 2], "articles": [2, 2, 1]}
    )  # fmt: skip
    told = caption("source_mix", table).translate(MARKS)
    assert "(n = 6 attributions): أ n = 2; ب n = 1" in told


def test_a_course_without_an_estimate_says_so():
    table = pd.DataFrame({"kind": ["article", "estimate"], "at": "eve", "value": [1.0, None]})
    told = caption("course_direct_share", table)
    assert "(n = 1); no group has enough" in told
    assert "lines" not in told
    table["value"] = 1.0
    assert "lines their" in caption("course_direct_share", table)


def test_pages_statements_and_codings_are_counted_once():
    pages = pd.DataFrame({"column": ["country", "country", "day"], "count": [2, 3, 5]})
    assert "(n = 5)" in caption("coverage", pages)
    cells = pd.DataFrame({"statement": [1, 1, 2], "outlet": ["أ", "ب", "أ"]})
    assert "each of 2 statements" in caption("statements", cells)
    means = pd.DataFrame({"method": ["naive", "corrected", "corrected"], "coded": [4, 4, 6]})
    assert "n = 10 coded articles" in caption("corrected", means)


def test_both_languages_have_the_same_captions():
    english, arabic = (caption_words(language) for language in LANGUAGES)
    for kind in ("titles", "texts"):
        assert set(english[kind]) == set(arabic[kind])
    assert set(english) == set(arabic)


def test_a_figure_of_ones_own_has_its_name_and_a_wrong_table_is_refused():
    assert caption("صورتي", pd.DataFrame({"x": [1]})) == "صورتي"
    with pytest.raises(InputError, match=r"caption of 'praise_flows'.*'praise'"):
        caption("praise_flows", pd.DataFrame({"x": [1]}))
