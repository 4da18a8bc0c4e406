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


def quoted(one, two):
    """Compare what stands between marks, so that the marks are seen."""
    texts = [f'قال: "{text}".' for text in (one, two)]
    return compare_versions(*(version_words(t, 6, len(t) - 2) for t in texts))


@pytest.mark.parametrize(
    ("base", "other", "kinds"),
    [
        # "a solution in the Sahara" / "in the Moroccan Sahara": a label inside the marks
        ("نؤيد المسار الأممي والحل في الصحراء", "نؤيد المسار الأممي والحل في الصحراء المغربية", {"label"}),
        # the marks close on "the talks" / "the talks quickly"
        ("سنعود غدا إلى طاولة المباحثات", "سنعود غدا إلى طاولة المباحثات سريعا", {"word"}),
        # "fooled some delegations" / "convinced all who were there of its just position"
        ("دعاية الخصوم منذ أعوام خدعت بعض الوفود", "دعاية الخصوم منذ أعوام أقنعت الحاضرين جميعا بعدالة موقفها", {"negation"}),
        # one stops at the end of a sentence, or where a clause begins
        ("نرحب بهذا القرار الحكيم", "نرحب بهذا القرار الحكيم. وسنعمل معا", {"extent"}),
        ("نرحب بهذا القرار الحكيم", "نرحب بهذا القرار الحكيم، نعم", {"extent"}),
        # each prints another next sentence
        ("نرحب بهذا القرار الحكيم. وغدا نجتمع في تونس العاصمة", "نرحب بهذا القرار الحكيم. والأمر الآن بيد البرلمان وحده", {"extent"}),
    ],
)  # fmt: skip
def test_an_end_inside_the_marks(base, other, kinds):
    found = quoted(base, other)
    assert {d.kind for d in found.differences} - {"spelling"} == kinds
    assert (found.shared == 1) == (kinds == {"extent"})


@pytest.mark.parametrize(
    ("base", "other", "kind", "whole"),
    [
        ("هزمنا داعش في كل المدن التي دخلها", "هزمنا تنظيم داعش في كل المدن التي دخلها", "none", True),
        ("لن نقبل بما تفعله قوات سوريا الديمقراطية في الشمال", "لن نقبل بما تفعله ميليشيا قسد في الشمال", "label", False),
        ("أمن الملاحة في الخليج العربي يهمنا جميعا", "أمن الملاحة في الخليج الفارسي يهمنا جميعا", "label", False),
        ("تحدثنا مع أنصار الله عن فتح الطرق", "تحدثنا مع ميليشيا الحوثي عن فتح الطرق", "label", False),
        # an organ of a government is not its short name
        ("نحمل الحكومة الإسرائيلية تبعات ما جرى أمس", "نحمل القوات الإسرائيلية تبعات ما جرى أمس", "word", False),
    ],
)  # fmt: skip
def test_rival_names(base, other, kind, whole):
    found = compared(base, other)
    assert found.kind == kind
    assert (found.shared == 1) == whole


def test_the_opposite_denied_turns_nothing_round():
    found = compared(
        "المعركة سنواصلها وسيستمر القتال هناك", "المعركة سنواصلها ولن يتوقف القتال هناك"
    )
    assert found.kind != "negation"


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
