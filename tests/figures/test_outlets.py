import re

import pandas as pd
import pytest

from toolkit.comparison import compare
from toolkit.errors import InputError
from toolkit.figures import by_outlet
from toolkit.figures.drawing import MOST_VECTOR_DOTS


def test_every_article_with_a_value_is_a_dot(scores):
    drawing = by_outlet(scores, "direct_share")
    dots = next(c for c in drawing.axes[0].collections if c.get_gid() == "articles")
    assert len(dots.get_offsets()) == 35
    table = drawing.table[drawing.table["kind"] == "article"].set_index("article_id")["value"]
    expected = scores.dropna(subset="direct_share").set_index("article_id")["direct_share"]
    pd.testing.assert_series_equal(
        table.sort_index(), expected.sort_index(), check_names=False, check_index_type=False
    )


@pytest.mark.parametrize(("measure", "tick"), [("direct_share", "20%"), ("praise_per_1000", "5")])
def test_only_shares_are_in_per_cent(scores, measure, tick):
    axis = by_outlet(scores, measure).axes[0].xaxis
    assert axis.get_major_formatter()(float(tick.strip("%")) / (100 if "%" in tick else 1)) == tick


def test_a_dot_links_to_its_article(scores, as_svg):
    links = set(
        re.findall(r'xlink:href="#article=([^"]+)"', as_svg(by_outlet(scores, "direct_share")))
    )
    assert len(links) == 35
    assert "a%2012" in links


def test_the_estimates_are_those_of_the_comparison(scores):
    comparison = compare(scores, "praise_per_1000", seed=4)
    table = by_outlet(scores, "praise_per_1000", comparison=comparison).table
    drawn = table[table["kind"] == "estimate"]
    assert drawn["low"].tolist() == comparison.estimates["low"].tolist()
    assert drawn["n"].tolist() == [12, 12, 12]


def test_dots_stay_in_their_row(scores):
    table = by_outlet(scores, "praise_per_1000").table
    assert table["offset"].dropna().abs().max() < 0.25
    apart = table.dropna(subset="offset").groupby("group")["offset"].nunique()
    assert (apart == 12).all()


def test_the_order_of_articles_does_not_matter(scores, as_svg):
    shuffled = scores.sample(frac=1, random_state=1).reset_index(drop=True)
    first = by_outlet(scores, "praise_per_1000")
    second = by_outlet(shuffled, "praise_per_1000")
    pd.testing.assert_frame_equal(first.table, second.table)
    assert as_svg(first) == as_svg(second)


def test_many_dots_are_one_picture_in_the_svg(as_svg):
    n = MOST_VECTOR_DOTS + 1
    many = pd.DataFrame({"article_id": range(n), "outlet": "أ", "words": range(n)})
    text = as_svg(by_outlet(many, "words"))
    assert "<image" in text
    assert len(text) < 300_000


def test_a_group_without_values_has_a_row_and_no_mark(scores):
    some = scores.assign(
        direct_share=scores["direct_share"].where(scores["outlet"] != "Le Quotidien")
    )
    drawing = by_outlet(some, "direct_share")
    assert len(drawing.axes[0].get_yticklabels()) == 3
    assert "n = 0" in [t.get_text() for t in drawing.axes[0].texts]


def test_another_measures_comparison_is_refused(scores):
    with pytest.raises(InputError, match="not praise_per_1000 by outlet"):
        by_outlet(scores, "praise_per_1000", comparison=compare(scores, "direct_share"))
