from itertools import pairwise

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.figures import praise_flows, reuse_matrix


def test_all_praise_is_in_the_table(praise, attributions, articles):
    table = praise_flows(praise, attributions, articles, targets=2).table
    assert table["praise"].sum() == len(praise)
    assert table["target"].nunique() == 2
    assert table["target"].isna().any()


def test_the_holder_is_the_narrator_or_the_acts_source_type():
    praise = pd.DataFrame(
        {
            "article_id": ["1", "1", "1"],
            "holder": ["narrator", "الوزير", "أحدهم"],
            "target": ["المغرب"] * 3,
            "attribution": pd.array([None, 0, None], dtype="Int64"),
        }
    )
    acts = pd.DataFrame({"article_id": ["1"], "attribution": [0], "source_type": ["government"]})
    articles = pd.DataFrame({"article_id": ["1"], "outlet": ["أ"]})
    table = praise_flows(praise, acts, articles).table
    assert table["holder"].tolist() == ["government", "narrator", "unknown"]


def test_names_that_stand_upright_are_not_broken():
    kinds = ["government", "intergovernmental", "party", "civil_society", "news_agency"] * 2
    praise = pd.DataFrame({"article_id": "1", "holder": "x", "target": "المغرب"}, index=range(10))
    praise["attribution"] = pd.array(range(10), dtype="Int64")
    acts = praise[["article_id", "attribution"]].assign(source_type=kinds)
    articles = pd.DataFrame({"article_id": ["1"], "outlet": ["أ"]})
    ticks = praise_flows(praise, acts, articles).axes[0].get_xticklabels()
    assert {tick.get_rotation() for tick in ticks} == {90.0}
    assert "civil society" in [tick.get_text() for tick in ticks]


def test_one_outlets_praise(praise, attributions, articles):
    one = praise_flows(praise, attributions, articles, outlet="Le Quotidien").table
    own = articles.loc[articles["outlet"] == "Le Quotidien", "article_id"]
    assert one["praise"].sum() == praise["article_id"].isin(own).sum()
    with pytest.raises(InputError, match="outlet 'x' has no articles"):
        praise_flows(praise, attributions, articles, outlet="x")


def test_long_and_square_tables_draw_the_same(as_svg):
    long = pd.DataFrame(
        {"outlet": ["ب", "ج"], "source_outlet": ["أ", "أ"], "words": [120, 40], "runs": [3, 1]}
    )
    square = pd.DataFrame({"أ": [120, 40]}, index=["ب", "ج"])
    assert as_svg(reuse_matrix(long)) == as_svg(reuse_matrix(square))
    assert len(reuse_matrix(long).table) == 9
    with pytest.raises(InputError, match="outlet and letters are needed"):
        reuse_matrix(long, value="letters")


def test_many_outlets_widen_the_figure_and_more_leave_the_numbers_out():
    def square(n: int) -> pd.DataFrame:
        names = [f"منبر {i:02}" for i in range(n)]
        return pd.DataFrame(12345, index=names, columns=names)

    few, many, most = (reuse_matrix(square(n)) for n in (3, 13, 40))
    assert few.get_figwidth() == 3.4
    assert 3.4 < many.get_figwidth() <= 7.0
    assert most.get_figwidth() == 7.0
    assert not most.axes[0].texts
    many.canvas.draw()
    boxes = [text.get_window_extent() for text in many.axes[0].texts[:13]]
    assert all(a.x1 <= b.x0 for a, b in pairwise(boxes))


def test_rows_print_and_columns_are_copied():
    long = pd.DataFrame({"outlet": ["ب"], "source_outlet": ["أ"], "words": [120]})
    (axes,) = reuse_matrix(long).axes
    number = next(t for t in axes.texts if t.get_text() == "120")
    assert number.get_position() == (0, 1)
    assert [t.get_text() for t in axes.get_yticklabels()] == ["أ", "ب"]
