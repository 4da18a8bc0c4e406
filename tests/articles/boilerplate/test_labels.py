"""What is not article text is labelled by its sentence, and what is article text is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.arabic import sentence_spans
from toolkit.articles import boilerplate_reasons, boilerplate_sentences, document

# "Meeting in Marrakesh" · "The minister opened the meeting on Wednesday …" · "And he said …"
TITLE = "اجتماع التحالف الدولي بمراكش"
LEAD = "افتتح وزير الخارجية المغربي، الأربعاء، اجتماع التحالف الدولي بمراكش بحضور وفود كثيرة."
BODY = "وقال الوزير إن بلاده ملتزمة بمواصلة التعاون مع شركائها في التحالف الدولي."
# Three openings of other stories, the last one cut off
TEASERS = [
    "قال الرئيس الأمريكي، جو بايدن، الثلاثاء، إن الاقتصاد في بلاده يتعافى بعد أشهر صعبة مرت بها الأسواق.",
    "أعلنت شركة صناعة السيارات اليابانية، الاثنين، عن سحب آلاف المركبات بسبب خلل في المكابح الأمامية.",
    "كشف باحثون في جامعة سويسرية عن طريقة جديدة لتنقية مياه البحر بكلفة منخفضة، وذلك في دراسة نشرتها مجلة علمية متخصصة، إذ جرب الفريق أغشية رقيقة من مادة الغرافين في محطات صغيرة على الساحل، لكن التكلفة ما زالت",
    "دعا اتحاد الكرة الإسباني، الاثنين، الأندية إلى اجتماع طارئ لبحث موعد انطلاق الموسم المقبل.",
]


def reasons(*lines, title=TITLE):
    return boilerplate_reasons(document(title, "\n".join(lines)), len(title))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("------------------------", "separator"),
        ("\u200e", "separator"),
        (".", "separator"),
        ("* * *", "separator"),
        ("// انتهى //", "end_mark"),
        ("// يتبع //", "end_mark"),
        ("19:14 ت م", "end_mark"),
        ("مراكش 10 شوال 1443 هـ الموافق 11 مايو 2022 م واس", "dateline"),
        ("الأربعاء 11 ماي 2022 - 10:30", "dateline"),
        ("و م ع", "agency_signature"),
        ("و.م.ع", "agency_signature"),
        ("(أ ف ب)", "agency_signature"),
        ("رويترز / وكالات", "agency_signature"),
        ("المصدر: الجزيرة + وكالات", "source_line"),
        ("بقلم: سعيد المغربي", "byline"),
        ("سعيد المغربي – متابعات", "byline"),
        ("HESPRESS.COM - الرباط - خاص", "site_name"),
        ("https://example.org/a", "site_name"),
        ("اقرأ أيضا: ارتفاع أسعار النفط", "related"),
        ("اقرأ: (ارتفاع أسعار النفط)", "related"),
        ("للمزيد: ارتفاع أسعار النفط في الأسواق", "related"),
        ("رابط الخبر بصحيفة الوئام: ارتفاع أسعار النفط", "related"),
        ("إضغط هنا للإشتراك", "subscription"),
        ("تابعوا آخر الأخبار من هسبريس على تويتر", "subscription"),
        ("يمكنكم الآن متابعة آخر الأخبار مجانا من خلال حسابنا على تويتر", "subscription"),
        ("قراؤنا من مستخدمي تويتر", "subscription"),
        ("فيسبوك تويتر واتساب", "sharing"),
        ("شارك المقال", "sharing"),
        ("التعليقات (12)", "comments"),
        ("جميع التعليقات المنشورة تعبر عن رأي كتابها ولا تعبر عن رأي الموقع", "comments"),
        ("جميع الحقوق محفوظة", "rights"),
        ("كافة حقوق الصور محفوظة لأصحابها", "rights"),
        ("الصورة من الأرشيف", "caption"),
        ("صورة أرشيفية لاجتماع سابق", "caption"),
        ("Getty Images", "caption"),
        ("سمات المغرب التحالف مراكش", "caption"),
        ("أخبار", "section_label"),
    ],
)
def test_a_line_that_is_no_article_text(line, kind):
    assert reasons(LEAD, BODY, line) == ["", "", "", kind]


@pytest.mark.parametrize(
    "line",
    [
        "وانتهى الاجتماع.",  # "and the meeting ended"
        "ونقلت وكالة الأنباء (و م ع) عن الوزير قوله إن الاجتماع مهم.",  # the agency in a sentence
        "وقالت رويترز إن الوفد وصل.",
        "وصرح الوزير لموقع HESPRESS.COM أن الاجتماع مهم.",
        'وتابع الوزير: "لن نتراجع".',  # "went on", not "follow us"
        "وشاهد الحضور فيلما عن المدينة.",  # "the audience watched a film"
        "وطالع الملك رسالة الوفد.",
        "وصدر البيان يوم 11 مايو 2022 في مراكش.",
        "وقال المصدر إن التعليقات المنشورة لا تعبر عن رأي الوزارة.",
        "واشترك في الاجتماع ثمانون وفدا.",  # "took part", not "subscribe"
        "وسجل الوزير حضور ثمانين وفدا.",
        "وجميع الحقوق مكفولة بالدستور.",
        "ونشر صورة أرشيفية على حسابه.",
    ],
)
def test_a_sentence_that_only_looks_like_it(line):
    assert reasons(LEAD, line, BODY) == ["", "", "", ""]


def test_a_rule_for_links_reaches_to_the_end_of_its_paragraph():
    # "Link of the story: Yemen.. the resistance retakes the city"
    found = reasons(LEAD, BODY, "رابط الخبر بصحيفة الوئام: اليمن .. المقاومة تستعيد المدينة")
    assert set(found[3:]) == {"related"}
    assert found[:3] == ["", "", ""]


def test_a_title_that_is_a_sites_signature_and_the_lines_below_it():
    found = reasons("و م ع", "بني ملال", "سعيد المغربي", LEAD, title="SITE.INFO")
    assert found == ["site_name", "agency_signature", "head_line", "head_line", ""]


def test_an_honest_title_is_never_boilerplate():
    # "Watch.. the minister opens the meeting" heads a story; "News" may head a page
    for title in ("شاهد.. الوزير يفتتح الاجتماع", "تعليقات", "اقرأ أيضا: الاجتماع"):
        assert reasons(LEAD, title=title)[0] == ""


def test_a_short_line_alone_above_the_lead_may_be_a_subtitle():
    assert reasons("بني ملال", LEAD) == ["", "", ""]


def test_teasers_at_the_end_of_a_page():
    assert reasons(LEAD, BODY, *TEASERS) == ["", "", "", *["teaser"] * 4]


def test_the_end_of_the_story_itself_is_no_teaser():
    # paragraphs that continue: and, as, for his part, it is recalled
    ends = [
        "كما أشاد الوزير الأمريكي، الأربعاء، بالتعاون القائم بين البلدين في هذا المجال.",
        "من جانبه، أكد رئيس الوفد الفرنسي أن الاجتماع كان مثمرا للغاية.",
        "يذكر أن التحالف الدولي تأسس عام 2014 ويضم أكثر من ثمانين دولة ومنظمة",
    ]
    assert reasons(LEAD, BODY, *ends) == [""] * 6


def test_headlines_of_other_stories_in_the_middle_of_a_page():
    links = ['الاتفاق النووي "لم يمت" رغم انسحاب واشنطن', "إيران تحذر جيرانها بعد غارات جوية واسعة"]
    assert reasons(LEAD, *links, BODY, BODY) == ["", "", "teaser", "teaser", "", ""]


def test_verse_after_a_colon_is_no_link():
    # "and the poet said:" two half-lines
    verse = ["قفا نبك من ذكرى حبيب ومنزل", "بسقط اللوى بين الدخول فحومل"]
    assert reasons(LEAD, BODY, "وقال الشاعر:", *verse, BODY)[4:6] == ["", ""]


def test_a_list_is_no_teaser():
    items = [
        f"{n} - تعيين المهندس خالد بن عبدالله على وظيفة مستشار بوزارة النقل" for n in range(1, 6)
    ]
    assert set(reasons(LEAD, "وافق المجلس على ما يلي:", *items)) == {""}


def test_sentences_may_be_given_or_made():
    page = document(TITLE, f"{LEAD}\n{BODY}\n// انتهى //")
    spans = sentence_spans(page, len(TITLE))
    assert boilerplate_sentences(page, len(TITLE), spans) == [False, False, False, True]
    assert boilerplate_sentences(page, len(TITLE)) == [False, False, False, True]


@pytest.mark.parametrize(("title", "text"), [("", ""), ("", LEAD), (TITLE, ""), ("", "\n\n.\n")])
def test_pages_with_little_on_them(title, text):
    page = document(title, text)
    spans = sentence_spans(page, len(title))
    assert len(boilerplate_sentences(page, len(title))) == len(spans)


@settings(max_examples=60)
@given(st.text('ابتوقال ن.؟:\n\r-"«»aA1،\u200f', max_size=200), st.text("اب وa.", max_size=20))
def test_any_page_gets_one_label_a_sentence(text, title):
    page = document(title, text)
    spans = sentence_spans(page, len(title))
    assert len(boilerplate_reasons(page, len(title), spans)) == len(spans)
