"""Lines that an outlet prints under many articles."""

import pandas as pd
import pytest

from toolkit.articles import boilerplate_reasons, repeated_lines
from toolkit.articles.boilerplate.repetition import folded_line, lines_of

NOTICE = "إضغط هنا للإشتراك"  # "press here to subscribe"


def table(count, *, with_notice, outlet="إيلاف"):
    texts = [f"خبر رقم {n}." + (f"\n{NOTICE}" if n < with_notice else "") for n in range(count)]
    return pd.DataFrame({"outlet": outlet, "text": texts})


def test_a_line_of_many_articles_is_found_and_a_line_of_two_is_not():
    assert repeated_lines(table(20, with_notice=3)) == {("إيلاف", folded_line(NOTICE))}
    assert repeated_lines(table(20, with_notice=2)) == set()


def test_a_line_must_stand_in_the_outlets_share():
    assert repeated_lines(table(100, with_notice=4)) == set()
    assert repeated_lines(table(100, with_notice=5)) == {("إيلاف", folded_line(NOTICE))}


def test_outlets_are_counted_apart():
    both = pd.concat([table(9, with_notice=2), table(9, with_notice=2, outlet="هسبريس")])
    assert repeated_lines(both) == set()


def test_copies_of_one_article_count_once():
    copies = pd.DataFrame({"outlet": "أ", "text": ["خبر واحد.\nسطر"] * 10})
    assert repeated_lines(copies) == set()


def test_a_line_that_an_article_repeats_counts_once():
    verse = pd.DataFrame({"outlet": "أ", "text": ["لازمة\nلازمة\nلازمة", "خبر", "خبر ثان"]})
    assert repeated_lines(verse) == set()


# ---- what an outlet repeats under other stories ----

# "The minister opened the meeting. / He added that … / A train was late in Fes on Monday."
STORY = "افتتح الوزير الاجتماع رقم {n}.\nوأضاف أن جلسة {n} ستعقد غدا."
TEASER = "تأخر قطار فاس عن موعده صباح الاثنين بسبب الأمطار الغزيرة"
BACKGROUND = "وكان الوزير قد زار المدينة في الشهر الماضي للمرة الأولى."


def reasons_of(text, lines):
    page = f"اجتماع\n{text}"
    return boilerplate_reasons(page, 6, repeated=lines)[1:]


@pytest.fixture
def lines():
    texts = [f"{STORY.format(n=n)}\n{BACKGROUND}\n{TEASER}" for n in range(5)]
    table = pd.DataFrame({"outlet": "م", "text": texts})
    return lines_of("م", repeated_lines(table, share=0.0))


def test_a_teaser_that_stands_under_other_stories_is_boilerplate(lines):
    reasons = reasons_of(f"{STORY.format(n=9)}\n{TEASER}", lines)
    assert reasons == ["", "", "repeated"]


def test_the_background_of_a_running_story_is_not(lines):
    assert reasons_of(f"{STORY.format(n=9)}\n{BACKGROUND}", lines) == ["", "", ""]


def test_nor_is_a_repeated_line_that_the_story_goes_on_behind(lines):
    reasons = reasons_of(f"{STORY.format(n=9)}\n{TEASER}\nوختم الوزير كلمته بالشكر.", lines)
    assert reasons == ["", "", "", ""]


def test_the_lead_never_is(lines):
    assert reasons_of(TEASER, lines) == [""]


def test_another_outlets_lines_count_for_nothing(lines):
    assert lines_of("آخر", {("م", line) for line in lines}) == frozenset()
