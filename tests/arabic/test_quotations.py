"""Quotation marks of every kind, balanced or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.arabic import quotation_spans


def inside(document):
    return [document[q.start : q.end] for q in quotation_spans(document)]


@pytest.mark.parametrize(
    "pair", ['""', "«»", "»«", "“”", "”“", "„”", "„“", "‘’", "''", "″″", "＂＂"]
)
def test_every_pair_of_marks(pair):
    # He said: "the partnership is excellent", and left
    assert inside(f"وقال: {pair[0]}الشراكة ممتازة{pair[1]}، ثم غادر") == ["الشراكة ممتازة"]


@pytest.mark.parametrize(
    ("opening", "closing"), [("<<", ">>"), (">>", "<<"), ("((", "))"), ("''", "''"), ("``", "''")]
)
def test_marks_of_two_signs(opening, closing):
    document = f"وقال: {opening}الشراكة ممتازة{closing}، ثم غادر إلى {opening}الميناء{closing}."
    assert inside(document) == ["الشراكة ممتازة", "الميناء"]


@pytest.mark.parametrize(
    "document",
    [
        # A closing mark without its opening one; an inch; an opening mark never closed.
        'ختم كلمته بالشكر". وقال: "الشراكة ممتازة" ثم غادر.',
        'اشترى شاشة 55" للقاعة. وقال: "الشراكة ممتازة" ثم غادر.',
        'اشترى شاشة 55" وأخرى 42" للقاعة. وقال: "الشراكة ممتازة" ثم غادر.',
        'وصفه بأنه "صديق كما قال: "الشراكة ممتازة" ثم غادر.',
        'وقال: "الشراكة ممتازة" ثم غادر القاعة كما أعلن في البيان".',
        'مقاسه 8×10 (5 < 6). وقال: "الشراكة ممتازة" ثم غادر.',
    ],
)
def test_a_mark_without_a_partner_leaves_the_other_pairs_alone(document):
    assert inside(document) == ["الشراكة ممتازة"]


def test_spaces_inside_the_marks_stay_out():
    assert inside("بتهمة « التخابر » مع العدو") == ["التخابر"]


def test_mark_glued_to_a_preposition():
    assert inside('مشيدا ب"إرادة والتزام الحكومة".') == ["إرادة والتزام الحكومة"]


def test_unbalanced_mark_ends_with_its_paragraph():
    assert inside('قال: "لن ننسى\nوأضاف أن الأمر انتهى') == ["لن ننسى"]


def test_closing_mark_alone_is_passed_over():
    assert inside("انتهى كلامه».") == []


def test_quotation_over_two_paragraphs_where_the_page_closes_it():
    assert inside("قال: «سنعمل معا.\nولن نتراجع».") == ["سنعمل معا.\nولن نتراجع"]


@given(st.text(alphabet="اب \"«»“”\n:.، '", max_size=50))
def test_spans_lie_inside_their_marks(document):
    last = 0
    for q in quotation_spans(document):
        assert last <= q.open < q.start < q.end <= q.close <= len(document)
        last = q.end
