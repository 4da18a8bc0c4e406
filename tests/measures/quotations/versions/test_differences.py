"""Differences and relations: the hard pairs, each with what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.quotations.alignment import align, version_words
from toolkit.measures.quotations.speakers import DIFFERENT, SAME, UNKNOWN, agree, read_speaker
from toolkit.measures.quotations.versions.differences import compare_versions
from toolkit.measures.quotations.versions.relation import relation, tongue_of


def compared(one, two):
    return compare_versions(version_words(one, 0, len(one)), version_words(two, 0, len(two)))


@pytest.mark.parametrize(
    ("base", "other", "kind"),
    [
        # "we will not recognise the result" / "we will recognise the result"
        ("لن نعترف بنتيجة هذا الاستفتاء أبدا", "سنعترف بنتيجة هذا الاستفتاء أبدا", "negation"),
        ("قتل ثلاثة جنود في الهجوم على القاعدة", "قتل 3 جنود في الهجوم على القاعدة", "none"),
        ("قتل ثلاثة جنود في الهجوم على القاعدة", "قتل 5 جنود في الهجوم على القاعدة", "number"),
        ("نحمل روسيا مسؤولية هذا الهجوم كاملة", "نحمل إيران مسؤولية هذا الهجوم كاملة", "party"),
        ("أشكر الرئيس على هذه الدعوة الكريمة", "أشكر فخامة الرئيس على هذه الدعوة الكريمة", "honorific"),
        ("الجماعات المسلحة تهدد أمن المنطقة", "الجماعات الإرهابية تهدد أمن المنطقة", "label"),
        ("إن المغرب، شريك للولايات المتحدة الأمريكية", "المغرب شريكٌ للولايات المتحدة الأميركية", "none"),
    ],
)  # fmt: skip
def test_kind_of_difference(base, other, kind):
    assert compared(base, other).kind == kind


def test_a_longer_quotation_is_no_alteration():
    found = compared(
        "نرحب بهذا القرار", "قال الوزير أمس إننا نرحب بهذا القرار وندعو الجميع إلى احترامه"
    )
    assert found.kind == "none"
    assert {d.kind for d in found.differences} <= {"extent", "spelling"}


def test_words_moved_are_no_loss():
    found = compared(
        "في العاصمة الرباط سيجتمع الوزراء يوم الأربعاء القادم",
        "سيجتمع الوزراء يوم الأربعاء القادم في العاصمة الرباط",
    )
    assert found.kind in ("none", "moved")


WORDS = st.lists(
    st.sampled_from(["لم", "تراجع", "التهديد", "في", "3", "إيران", "السيد", "داعش", "و"]),
    max_size=9,
)


@given(WORDS, WORDS)
def test_alignment_keeps_every_word_once_and_in_order(one, two):
    columns = align(one, two)
    assert sorted(c.one for c in columns if c.one >= 0) == list(range(len(one)))
    assert sorted(c.two for c in columns if c.two >= 0) == list(range(len(two)))
    matched = [(c.one, c.two) for c in columns if c.alike]
    assert matched == sorted(matched)


@given(WORDS)
def test_a_version_does_not_differ_from_itself(words):
    assert compared(" ".join(words), " ".join(words)).differences == []


def test_the_evidence_ends_where_the_tongue_is_unknown():
    found = compared("نريد السلام مع كل جيراننا اليوم", "نرغب في العيش بسلام مع جيراننا كلهم")
    assert relation(found, "unknown") == "unknown"
    assert relation(found, "other") == "translation"
    assert relation(found, "arabic") == "variant"


def test_a_long_common_run_shows_one_arabic_text():
    found = compared(
        "سنعمل معا من أجل هزيمة التنظيم هزيمة كاملة ونهائية",
        "سنعمل معا من أجل هزيمة التنظيم هزيمة كاملة ودائمة",
    )
    assert relation(found, "other") == "variant"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("بلينكن", "وزير الخارجية الأميركي أنطوني بلينكن", SAME),
        ("الرئيس الأميركي دونالد ترمب", "ترامب", SAME),
        ("نتانياهو", "رئيس الوزراء الإسرائيلي بنيامين نتنياهو", SAME),
        ("وزير الخارجية الأميركي", "وزير الخارجية الأمريكي", SAME),
        ("الرئيس الروسي", "الرئيس الأمريكي", DIFFERENT),
        ("سيرغي لافروف", "مايك بومبيو", DIFFERENT),
        ("مصدر أمني", "ترامب", UNKNOWN),
        ("", "ترامب", UNKNOWN),
    ],
)
def test_speakers_are_reconciled(one, two, expected):
    assert agree(read_speaker(one), read_speaker(two)) == expected


def test_tongue():
    assert tongue_of(["الرئيس التركي رجب طيب أردوغان"]) == "other"
    assert tongue_of(["وزير الخارجية المصري سامح شكري"]) == "arabic"
    assert tongue_of([None, "مصدر"]) == "unknown"
