import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.figures import source_mix, voice_course


def test_an_articles_acts_weigh_as_much_as_anothers():
    articles = pd.DataFrame({"article_id": ["1", "2"], "outlet": "أ"})
    acts = pd.DataFrame(
        {"article_id": ["1"] * 9 + ["2"], "source_type": ["government"] * 9 + ["citizen"]}
    )
    table = source_mix(acts, articles).table
    assert table[["source_type", "share", "acts"]].values.tolist() == [
        ["government", 0.5, 9],
        ["citizen", 0.5, 1],
    ]


def test_bars_reach_one(attributions, articles):
    table = source_mix(attributions, articles, language="ar").table
    assert table.groupby("group")["share"].sum().tolist() == pytest.approx([1, 1, 1])
    assert (table["articles"] == 12).all()


def test_arabic_legend_begins_on_the_right(attributions, articles):
    drawing = source_mix(attributions, articles, language="ar")
    drawing.draw_without_rendering()
    (legend,) = drawing.legends
    places = {t.get_text(): t.get_window_extent().x0 for t in legend.get_texts()}
    # government, expert, citizen from right to left
    assert places["حكومة"] > places["خبير"] > places["مواطن"]


def test_an_unknown_code_is_refused(articles):
    acts = pd.DataFrame({"article_id": ["a 1"], "source_type": ["minister"]})
    with pytest.raises(InputError, match="'minister' is no code"):
        source_mix(acts, articles)
    with pytest.raises(InputError, match="no column 'channel'"):
        source_mix(acts, articles, by="channel")


def test_a_course_runs_from_first_to_last_sentence_without_title_and_boilerplate():
    articles = pd.DataFrame({"article_id": ["1"], "outlet": "أ"})
    voices = ["official", "official", "boilerplate", "narrator", "other_source", "narrator"]
    sentences = pd.DataFrame({"article_id": "1", "sentence": range(6), "voice": voices})
    table = voice_course(sentences, articles, parts=2).table
    assert table[["part", "voice", "share"]].values.tolist() == [
        [1, "official", 0.5],
        [1, "narrator", 0.5],
        [2, "other_source", 0.5],
        [2, "narrator", 0.5],
    ]


def test_a_panel_a_group(sentences, articles):
    drawing = voice_course(sentences, articles, language="ar")
    titles = [axes.get_title() for axes in drawing.axes if axes.axison]
    assert len(titles) == 3
    assert all("12" in title for title in titles)


def test_no_rows_draw_nothing_and_say_so(articles):
    empty = pd.DataFrame({"article_id": [], "source_type": []}, dtype=str)
    drawing = source_mix(empty, articles)
    assert drawing.table.empty
    assert [t.get_text() for t in drawing.axes[0].texts] == ["Nothing to draw"]
