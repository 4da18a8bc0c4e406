"""A measure moment by moment: the estimates are those of a comparison of that moment alone."""

import numpy as np
import pandas as pd
import pytest

from toolkit.comparison import compare, course_table
from toolkit.errors import InputError


@pytest.fixture
def scores():
    rng = np.random.default_rng(5)
    table = pd.DataFrame(
        {
            "article_id": [f"{i:02}" for i in range(48)],
            "outlet": np.tile(["الخبر", "الرأي"], 24),
            "moment": np.repeat(["after", "opening", "eve"], 16),
            "published": np.repeat(["2022-05-12", "2022-05-11", "2022-05-10"], 16),
        }
    )
    return table.assign(words=rng.integers(100, 400, 48))


def test_moments_come_in_their_order_and_estimates_are_their_means(scores):
    table = course_table(scores, "words")
    assert table["at"].tolist() == ["eve", "eve", "opening", "opening", "after", "after"]
    means = scores.groupby(["moment", "outlet"])["words"].mean()
    assert table["estimate"].tolist() == pytest.approx(
        [means[at, group] for at, group in zip(table["at"], table["group"], strict=True)]
    )
    assert (table["low"] < table["estimate"]).all()
    assert (table["estimate"] < table["high"]).all()


def test_an_interval_is_about_as_wide_as_that_of_the_moment_compared_alone(scores):
    # The draws are others, for each cell has its own; the method is the same.
    table = course_table(scores, "words").set_index(["at", "group"])
    alone = compare(scores[scores["moment"] == "eve"], "words").estimates.set_index("group")
    for group in ("الخبر", "الرأي"):
        wide = table.loc[("eve", group), "high"] - table.loc[("eve", group), "low"]
        assert wide == pytest.approx(alone.loc[group, "high"] - alone.loc[group, "low"], rel=0.15)


def test_few_articles_have_no_estimate_and_are_counted(scores):
    few = scores.drop(index=scores.index[scores["moment"] == "eve"][4:])
    table = course_table(few, "words", least=3).query("at == 'eve'")
    assert table["n"].tolist() == [2, 2]
    assert table[["estimate", "low", "high"]].isna().all(axis=None)
    assert set(table["note"]) == {"fewer than 3 articles: no estimate"}
    assert course_table(few, "words", least=2).query("at == 'eve'")["estimate"].notna().all()


def test_copies_of_one_text_are_drawn_together(scores):
    one = scores.assign(agency=scores["article_id"].where(scores["moment"] != "eve", "x"))
    free = course_table(scores, "words", cluster=None).query("at == 'eve'")
    tied = course_table(one, "words", cluster="agency").query("at == 'eve'")
    assert free["low"].notna().all()
    assert tied["clusters"].tolist() == [1, 1]
    assert tied["low"].isna().all()
    assert set(tied["note"]) >= {"fewer than 10 articles; no interval: one cluster"}


def test_missing_values_are_counted_and_never_nought(scores):
    gone = scores.assign(words=scores["words"].astype(float))
    gone.loc[gone["moment"] == "after", "words"] = np.nan
    table = course_table(gone, "words").query("at == 'after'")
    assert table["n"].tolist() == [0, 0]
    assert table["missing"].tolist() == [8, 8]
    assert table["estimate"].isna().all()


def test_days_are_taken_where_there_is_no_moment(scores):
    table = course_table(scores.drop(columns="moment"), "words")
    assert table["at"].unique().tolist() == ["2022-05-10", "2022-05-11", "2022-05-12"]
    with pytest.raises(InputError, match="within 'moment' is not a column"):
        course_table(scores.drop(columns="moment"), "words", at="moment")


def test_rows_in_another_order_give_the_same_numbers(scores):
    shuffled = scores.sample(frac=1, random_state=3).reset_index(drop=True)
    pd.testing.assert_frame_equal(course_table(shuffled, "words"), course_table(scores, "words"))


def test_groups_with_few_articles_are_not_compared_but_listed(scores):
    few = scores.drop(index=scores.index[scores["outlet"] == "الرأي"][2:])
    found = compare(few, ["words"], least=3)
    assert found.estimates["group"].tolist() == ["الخبر"]
    assert found.pairs.empty
    assert found.small.values.tolist() == [["words", "الرأي", 2, 0]]
    assert found.of("words").small["n"].tolist() == [2]
    # All of them small: the measure is there still, to be shown as articles.
    none = compare(few, ["words"], least=50)
    assert none.estimates.empty
    assert none.measures == ["words"]
    with pytest.raises(InputError, match="least=0"):
        compare(few, "words", least=0)
