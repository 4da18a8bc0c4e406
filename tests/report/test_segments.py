"""Overlapping spans are cut into segments that together are the text."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.report.segments import Mark, cut

TEXT = st.text(alphabet='ابتثجحخ \n،"«»ًَ', min_size=0, max_size=60)
MARKS = st.lists(
    st.builds(
        lambda start, length, layer: Mark(start, start + length, layer),
        st.integers(0, 70),
        st.integers(0, 40),
        st.sampled_from(["cue", "source", "content", "praise"]),
    ),
    max_size=12,
)


@given(TEXT, MARKS, st.lists(st.integers(-5, 80), max_size=6))
def test_segments_laid_end_to_end_are_the_text(document, marks, breaks):
    segments = cut(document, marks, breaks=breaks)
    assert "".join(segment.text for segment in segments) == document
    assert all(segment.text == document[segment.start : segment.end] for segment in segments)
    assert all(segment.start < segment.end for segment in segments)


@given(TEXT, MARKS)
def test_a_segment_carries_exactly_the_marks_over_each_of_its_characters(document, marks):
    for segment in cut(document, marks):
        for offset in range(segment.start, segment.end):
            over = sorted(mark for mark in marks if mark.start <= offset < mark.end)
            assert sorted(segment.marks) == over


def test_a_praising_verb_that_is_also_a_cue_carries_both():
    # "He praised the role": the verb is the cue, the praise and stands before the content.
    marks = [Mark(0, 4, "praise"), Mark(0, 4, "cue"), Mark(5, 11, "content")]
    first, between, last = cut("أشاد بالدور", marks)
    assert [mark.layer for mark in first.marks] == ["cue", "praise"]
    assert (between.text, between.marks) == (" ", ())
    assert [mark.layer for mark in last.marks] == ["content"]


def test_spans_that_cross_share_their_middle():
    segments = cut("ابجده", [Mark(0, 3, "source"), Mark(2, 5, "content")])
    assert [(s.text, len(s.marks)) for s in segments] == [("اب", 1), ("ج", 2), ("ده", 1)]


def test_only_the_first_segment_of_a_mark_opens_it():
    segments = cut("ابجده", [Mark(0, 5, "content"), Mark(2, 3, "praise")])
    assert [segment.opens for segment in segments] == [True, True, False]


def test_an_empty_document_has_no_segments():
    assert cut("", [Mark(0, 3, "cue")]) == []
