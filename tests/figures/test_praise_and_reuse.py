from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.text import Text

from toolkit.errors import InputError
from toolkit.figures import praise_flows, reuse_matrix
from toolkit.figures.praise import holder_label


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


@pytest.mark.parametrize("language", ["en", "ar"])
def test_many_names_hang_below_their_columns_whole_and_none_over_another(language):
    kinds = ["government", "intergovernmental", "party", "civil_society", "news_agency"] * 2
    praise = pd.DataFrame({"article_id": "1", "holder": "x", "target": "المغرب"}, index=range(10))
    praise["attribution"] = pd.array(range(10), dtype="Int64")
    acts = praise[["article_id", "attribution"]].assign(source_type=kinds)
    articles = pd.DataFrame({"article_id": ["1"], "outlet": ["أ"]})
    drawing = praise_flows(praise, acts, articles, language=language)
    drawing.draw_without_rendering()
    assert {text.get_rotation() for text in drawing.findobj(Text) if text.get_text()} == {0.0}
    names = [holder_label(kind, language) for kind in set(kinds)]
    (axes,) = drawing.axes
    hung = {
        text.get_text(): text.get_window_extent() for text in axes.texts if text.get_text() in names
    }
    assert set(hung) == set(names)
    boxes = sorted(hung.values(), key=lambda box: -box.y1)
    middles = [(box.y0 + box.y1) / 2 for box in boxes]
    assert all(72 * (above - below) / drawing.dpi > 7 for above, below in pairwise(middles))
    # A name ends where its column is, on the side of the rows' names.
    ends = [box.x0 if language == "ar" else box.x1 for box in boxes]
    assert ends == sorted(ends, reverse=language == "ar")


@pytest.mark.parametrize("count", [6, 13])
def test_outlets_of_a_matrix_are_named_or_numbered_and_never_upright(count):
    names = [f"صحيفة من الصحف رقم {n:02}" for n in range(count)]
    drawing = reuse_matrix(pd.DataFrame(1, index=names, columns=names))
    drawing.draw_without_rendering()
    assert {text.get_rotation() for text in drawing.findobj(Text) if text.get_text()} == {0.0}
    (axes,) = drawing.axes
    below = [tick.get_text() for tick in axes.get_xticklabels()] + [
        t.get_text() for t in axes.texts
    ]
    told = names if count == 6 else [str(n) for n in range(1, 14)]
    assert set(told) <= set(below)


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
    numbers = [[t for t in each.axes[0].texts if t.get_text() == "12,345"] for each in (many, most)]
    assert not numbers[1]
    many.canvas.draw()
    boxes = [text.get_window_extent() for text in numbers[0][:13]]
    assert all(a.x1 <= b.x0 for a, b in pairwise(boxes))


def test_rows_print_and_columns_are_copied():
    long = pd.DataFrame({"outlet": ["ب"], "source_outlet": ["أ"], "words": [120]})
    (axes,) = reuse_matrix(long).axes
    number = next(t for t in axes.texts if t.get_text() == "120")
    assert number.get_position() == (0, 1)
    assert [t.get_text() for t in axes.get_yticklabels()] == ["أ", "ب"]
