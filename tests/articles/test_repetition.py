"""Lines that an outlet prints under many articles."""

import pandas as pd

from toolkit.articles import repeated_lines
from toolkit.articles.repetition import folded_line

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
