"""Where sources and contents begin and end for certain, and what only stands where a source does."""

import pandas as pd
import pytest

from tests.measures.attribution.test_pages import acts_of


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # Noura described the hosts as "friends who do not let down"
        (
            "ووصفت السفيرة نورا الكيلاني مضيفيها بأنهم «أصدقاء لا يخذلون أحدا».",
            "مضيفيها بأنهم «أصدقاء لا يخذلون أحدا",
        ),
        # the mayor considered the step "a turning point": the step is part of what he said
        ('واعتبر العمدة الخطوة "نقطة تحول كبيرة".', 'الخطوة "نقطة تحول كبيرة'),
        # he stressed the need that the road stay open
        ("وشدد الوالي على ضرورة أن تبقى الطريق مفتوحة.", "ضرورة أن تبقى الطريق مفتوحة"),
        # a quotation opened inside is held to its mark, over the stop
        (
            'وقال المدير إن اللجنة "غير قانونية. وسنطعن في قراراتها كلها".',
            'اللجنة "غير قانونية. وسنطعن في قراراتها كلها',
        ),
        # "in reference to", "without saying when" are the reporter's
        ("وقال العمدة إن الحي سيعود كما كان، في إشارة إلى حي الدباغين.", "الحي سيعود كما كان"),
        ("وأعلن المدير أن المصنع سيغلق، من دون أن يحدد الموعد.", "المصنع سيغلق"),
    ],
)
def test_a_content_begins_and_ends_where_it_must(text, content):
    found = acts_of(text)["content_words"][0]
    assert found.strip('"«» ') == content.strip('"«» ')


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        # a spokesman told Reuters: to whom he speaks is none of him
        ("وقال متحدث باسم الميناء لرويترز إن السفينة غرقت.", ["متحدث باسم الميناء"]),
        # the ambassador in a statement to a paper
        ("وأكد السفير عمر الفايز في تصريح لصحيفة المنارة أن الوفد عاد.", ["السفير عمر الفايز"]),
        # "the agency quoted on the tongue of the minister"
        (
            "ونقلت الوكالة على لسان وزير الفلاحة سعيد الرامي أن الموسم جيد.",
            ["وزير الفلاحة سعيد الرامي"],
        ),
    ],
)
def test_a_source_ends_before_the_outlet_that_is_spoken_to(text, sources):
    assert acts_of(text)["source_words"].tolist() == sources


@pytest.mark.parametrize(
    ("text", "no_source"),
    [
        # he described Tehran as a sponsor: she is described and does not speak
        ("قال الوزير إن الاتفاق مات. ووصف طهران بأنها راعية للفوضى.", "طهران"),
        # praying to God is no report of God's
        ("وقال الشيخ إن المصاب جلل، سائلا العلي القدير أن يرحم الضحايا.", "العلي القدير"),
        # "he expressed in his name"
        ("قال السفير إن الحادث مؤلم. وأعرب باسمه عن تعازيه للأسر.", "باسمه"),
        # he said: "we walked in the mountains"; the words are what was said
        ('وقال الصحفي إن الطريق صعبة. وقال "سرنا في الجبال يومين كاملين".', "سرنا"),
    ],
)
def test_what_only_stands_where_a_source_does(text, no_source):
    found = acts_of(text)["source_words"]
    assert len(found) == 2
    assert not any(isinstance(words, str) and no_source in words for words in found)


@pytest.mark.parametrize(
    ("source", "source_type"),
    [
        ("شهاب الرامي، المتحدث الإعلامي لحزب الوردة", "party"),  # behind a name: who he is
        ("نائب المدير العام لمنظمة التجارة العالمية", "intergovernmental"),  # joined to ل
        ("مسؤول في حركة حماس", "armed_group"),
        ("رئيس جامعة الأطلس", "expert"),
        ("مساعد مدرب المنتخب", "business"),
        ("وكالة الأنباء الرسمية", "news_agency"),
        ("سفير المغرب لدى منظمة التجارة العالمية", "government"),  # sent to it
    ],
)
def test_the_phrase_tells_the_type(source, source_type):
    acts = acts_of(f"وقال {source} إن القرار نهائي.")
    assert acts["source_type"].tolist() == [source_type]


def test_darija_reports_by_its_particle():
    # "the fish is dear, and he added that the sea is closed"
    acts = acts_of("وقال مول الحوت بلي السردين غالي، وزاد بلي البحر مسدود.")
    assert acts["cue_words"].tolist() == ["وقال", "وزاد"]
    assert acts["content_words"].tolist()[1] == "البحر مسدود"


def test_every_edge_lies_in_its_document():
    text = 'ووصف طهران بـ"". وقال "\nو"سرنا". سائلا الله، في إشارة'
    acts = acts_of(text)
    ends = pd.concat([acts["content_end"], acts["source_end"]]).dropna()
    assert (ends <= len(text) + 1).all()


def test_as_for_her_she_said():
    # "as for the ambassador, who came back yesterday, she said"
    acts = acts_of("قال الوزير إن المعرض نجح. أما السفيرة نورا الكيلاني فقالت إن الطريق طويلة.")
    assert acts["source_words"].tolist() == ["الوزير", "السفيرة نورا الكيلاني"]


def test_a_source_only_pointed_at_has_the_type_of_who_spoke_before():
    # "a judicial source said ... and the source added"
    acts = acts_of(
        "أكد الخبير الاقتصادي نبيل العوني أن التضخم سيتراجع. وأضاف المتحدث أن الأسعار ستستقر."
    )
    assert acts["source_type"].tolist() == ["expert", "expert"]


def test_an_indefinite_source_is_nobody_that_spoke_before():
    # "a source said" points at nobody
    acts = acts_of(
        "أكد الخبير الاقتصادي نبيل العوني أن التضخم سيتراجع. وقال مصدر إن الأسعار ستستقر."
    )
    assert acts["source_type"].tolist() == ["expert", "unknown"]


def test_the_word_that_asks_belongs_to_what_is_asked():
    acts = acts_of("وكشف التقرير كيف أخفى المدير أموال الشركة في الخارج.")
    assert acts["content_words"].tolist() == ["كيف أخفى المدير أموال الشركة في الخارج"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # "the spokesman of the army accused Iran", "the minister thanked the kingdom"
        ("واتهم المتحدث باسم الجيش إيران بتسليح الحوثيين.", "المتحدث باسم الجيش"),
        ("وشكر الوزير العراقي المملكة المغربية على حسن الاستقبال.", "الوزير العراقي"),
        ("وقال ليهم الوزير بلي هاد الاجتماع مهم بزاف للقارة.", "الوزير"),
        ("وشدد الحاضرون في لقاء مراكش على ضرورة تجفيف المنابع.", "الحاضرون في لقاء مراكش"),
    ],
)
def test_a_source_ends_where_its_object_begins_and_goes_on_over_its_meeting(text, source):
    assert acts_of(text)["source_words"].tolist() == [source]


def test_who_is_thanked_is_not_who_thanks():
    acts = acts_of("وأشاد رئيس الإقليم بالتضحيات، وشكر المغرب على استضافته الكريمة.")
    assert acts["source_words"].tolist()[0] == "رئيس الإقليم"
    assert pd.isna(acts["source_start"].iloc[1])
    assert acts["source_resolved_start"].iloc[1] == acts["source_start"].iloc[0]


@pytest.mark.parametrize(
    "text",
    [
        # "hosting this meeting confirms the partners' trust", "this meeting confirms ..."
        "وتؤكد استضافة مراكش لهذا الاجتماع ثقة الشركاء في المغرب.",
        "وأكدت هذه الزيارة متانة العلاقات بين البلدين.",
        "ويؤكد هذا الاجتماع الالتزام الثابت للدول المشاركة.",
    ],
)
def test_an_event_shows_and_says_nothing(text):
    assert acts_of(text).empty


def test_a_meeting_that_is_not_pointed_at_may_speak():
    assert len(acts_of("وأكد الاجتماع الوزاري أن التهديد قائم.")) == 1
