"""The lines above the lead and below the story: the title again, the outlet's line, initials."""

import pytest

from toolkit.arabic.document import join_document
from toolkit.articles import boilerplate_reasons

# "Ministers of health open a regional laboratory in Tripoli"
TITLE = "وزراء الصحة يفتتحون مختبرا إقليميا في طرابلس"
LEAD = "افتتح وزراء الصحة، مساء الأحد، مختبرا إقليميا في ضاحية طرابلس الشرقية بحضور سفراء وأطباء."
BODY = "وقال الوزير إن المختبر سيخدم خمس دول خلال العام المقبل."


def reasons(*lines, title=TITLE, outlet=""):
    page = join_document(title, "\n".join(lines))
    return boilerplate_reasons(page, len(title), outlet=outlet)


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        f"أخبار الساحل: {TITLE}",
        "وزراء الصحة يفتتحون مختبرا إقليميا بطرابلس",  # a little changed
    ],
)
def test_the_title_printed_again_is_counted_once(line):
    assert reasons(line, LEAD, BODY) == ["", "title_again", "", ""]


def test_the_title_again_as_the_first_sentence_of_the_lead():
    assert reasons(f"{TITLE}. {LEAD}", BODY) == ["", "title_again", "", ""]


def test_a_lead_that_goes_on_where_the_title_stops_is_text():
    assert reasons(f"{TITLE} بحضور سفراء وأطباء من خمس دول مجاورة للبلاد.", BODY) == [""] * 3


def test_a_page_that_says_nothing_but_its_title_keeps_it():
    assert reasons(TITLE) == ["", ""]


def test_a_short_title_may_be_a_refrain():
    verse = "يا نسيم البحر سلم"
    assert reasons(LEAD, verse, BODY, verse, title=verse) == [""] * 5


def test_an_empty_title_is_no_sentence_that_counts():
    assert reasons(LEAD, title="") == ["empty_title", ""]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("أخبار الساحل | طرابلس", "outlet_line"),
        ("أخبار الساحل /// سعاد.ب", "outlet_line"),
        ("أخبار الساحل ///", "outlet_line"),
        ("#الساحل", "outlet_line"),
        ("طرابلس – سعاد بركة", "outlet_line"),
        ("تونس: «أخبار الساحل»", "outlet_line"),
        ("12.03.2021, أخبار الساحل", "dateline"),
        ("أخبار الساحل » مجتمع » صحة", "breadcrumb"),
        ("الرئيسية > مجتمع > صحة", "breadcrumb"),
    ],
)
def test_the_outlets_line_above_the_lead(line, kind):
    found = reasons(line, LEAD, BODY, outlet="أخبار الساحل")
    assert set(found[1:-2]) == {kind}
    assert found[-2:] == ["", ""]


@pytest.mark.parametrize(
    "line",
    [
        "الوزير: المختبر ثمرة تعاون طويل",  # a subtitle
        "هل يكفي مختبر واحد؟",
        "المختبر يخدم خمس دول في مرحلته الأولى",
    ],
)
def test_a_subtitle_is_text(line):
    assert reasons(line, LEAD, BODY, outlet="أخبار الساحل") == [""] * 4


def test_an_outlet_named_in_a_sentence_is_text():
    line = "وقال الوزير لأخبار الساحل إن العمل مستمر."
    assert reasons(LEAD, line, outlet="أخبار الساحل") == [""] * 3


def test_place_and_agency_with_a_stop_of_their_own_before_the_lead():
    assert reasons(f"تونس - الساحل. {LEAD}", BODY) == ["", "outlet_line", "", ""]


def test_a_list_of_names_above_the_text_is_no_outlets_line():
    names = [f"{name} - وزير الصحة" for name in ("سليم", "رائد", "هاني", "جابر")]
    assert reasons(*names, LEAD, BODY) == [""] * 7


@pytest.mark.parametrize("line", ["(س ع/د)", "ر ح ج", "ن س / م ع", "مع.ن", "قبس ط"])
def test_initials_below_the_story(line):
    assert set(reasons(LEAD, BODY, line)[3:]) == {"initials"}


@pytest.mark.parametrize("line", ["قلت بلى.", "سام كير", "وقفة"])
def test_short_words_below_the_story_are_no_initials(line):
    assert reasons(LEAD, BODY, line) == [""] * 4
