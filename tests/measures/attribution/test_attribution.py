"""Attribution finds who is made to say what."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.arabic import sentence_spans
from toolkit.articles.sentence_table import cut_sentences
from toolkit.measures.attribution import find_attributions
from toolkit.measures.attribution.words.cues import read_cue


def acts_of(*texts, title=""):
    table = pd.DataFrame({
        "article_id": [f"a{i}" for i in range(len(texts))], "title": [title] * len(texts), "text": list(texts),
    })  # fmt: skip
    return find_attributions(table, cut_sentences(table))


def words(text, row, part, title=""):
    start, end = row[f"{part}_start"], row[f"{part}_end"]
    return None if pd.isna(start) else f"{title}\n{text}"[int(start) : int(end)]


# The minister announced that the meeting will be held in Marrakesh. He added that ...
PLAIN = "أعلن وزير الخارجية المغربي ناصر بوريطة أن الاجتماع سينعقد في مراكش. وأضاف أن التهديد لم يتراجع."


def test_verb_source_and_clause():
    row = acts_of(PLAIN).iloc[0]
    assert words(PLAIN, row, "cue") == "أعلن"
    assert words(PLAIN, row, "source") == "وزير الخارجية المغربي ناصر بوريطة"
    assert words(PLAIN, row, "content") == "الاجتماع سينعقد في مراكش"
    assert (row["kind"], row["source_type"], row["named"]) == ("indirect", "government", True)


def test_source_is_implied_by_the_verb():
    acts = acts_of(PLAIN)
    row = acts.iloc[1]
    assert words(PLAIN, row, "source") is None
    assert words(PLAIN, row, "source_resolved") == "وزير الخارجية المغربي ناصر بوريطة"
    assert row["speaker"] == acts["speaker"][0]


@pytest.mark.parametrize("marks", ['""', "«»", "“”"])
def test_direct_speech_in_any_marks(marks):
    # The spokesman said: "we will not accept this"
    text = f"وقال المتحدث باسم الحكومة: {marks[0]}لن نقبل بهذا القرار أبدا{marks[1]}."
    row = acts_of(text).iloc[0]
    assert row["kind"] == "direct"
    assert words(text, row, "content") == "لن نقبل بهذا القرار أبدا"


def test_according_to_an_agency():
    text = "وارتفع عدد القتلى إلى عشرين شخصا، بحسب وكالة رويترز."
    acts = acts_of(text)
    assert words(text, acts.iloc[0], "cue") == "بحسب"
    assert acts["source_type"][0] == "news_agency"


def test_narration_holds_no_act():
    assert acts_of("وصل الوفد إلى المدينة صباح اليوم وزار المتحف ثم غادر.").empty


def test_same_article_alone_or_in_a_batch():
    other = "وقال شهود عيان إن النار اندلعت فجرا."
    alone = acts_of(PLAIN)
    together = acts_of(other, PLAIN)
    together = together[together["article_id"] == "a1"].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        alone.drop(columns="article_id"), together.drop(columns="article_id")
    )


def test_diacritics_change_nothing():
    marked = PLAIN.replace("أعلن", "أَعْلَنَ").replace("وأضاف", "وأضافَ")
    plain, pointed = acts_of(PLAIN), acts_of(marked)
    assert plain["kind"].tolist() == pointed["kind"].tolist()
    assert [words(PLAIN, r, "content") for _, r in plain.iterrows()] == [
        words(marked, r, "content") for _, r in pointed.iterrows()
    ]


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("واضاف", "أضاف"),
        ("سيعلن", "أعلن"),
        ("وصفته", "وصف"),
        ("موكدا", "أكد"),
        ("باعلانه", "أعلن"),
        ("وفقا", "بحسب"),
    ],
)
def test_cues_are_read_through_their_clitics(word, entry):
    assert read_cue(word).entry == entry


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from([
            "قال", "الوزير", "إن", '"', "«", "»", ":", ".", "،", "\n", "وأضاف", "مؤكدا", "بحسب", "رويترز", "نعم", "لا",
        ]),
        max_size=30,
    )
)  # fmt: skip
def test_spans_lie_inside_and_contents_never_cross_the_title(pieces):
    text = " ".join(pieces)
    title = "بوريطة: الاجتماع ناجح"
    acts = acts_of(text, title=title)
    document = f"{title}\n{text}"
    title_end = sentence_spans(document, len(title))[0][1]
    for _, row in acts.iterrows():
        for part in ("cue", "source", "source_resolved", "content"):
            if pd.notna(row[f"{part}_start"]):
                assert 0 <= row[f"{part}_start"] < row[f"{part}_end"] <= len(document)
        assert row["content_end"] <= title_end or row["content_start"] >= title_end
