"""One day, as papers from the Maghreb to the Gulf write it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles.dating.dates import find_date, parse_date
from toolkit.articles.dating.month_names import hijri_day, worded_dates

DAY = dt.date(2022, 5, 11)


@pytest.mark.parametrize(
    "text",
    [
        "11 ماي 2022",  # Morocco, Algeria, Tunisia
        "11 مايو 2022",  # Egypt, the Gulf
        "11 أيار 2022",  # the Mashriq
        "11 أيّار 2022",
        "11 أيار/مايو 2022",
        "11 مايو/أيار 2022",
        "11 أيار (مايو) 2022",
        "الأربعاء 11 ماي 2022",
        "الأربعاء، ١١ مايو، ٢٠٢٢",
        "الأربعاء 11 من مايو 2022",
        "11 مايو سنة 2022",
        "10 شوال 1443هـ",
        "الأربعاء 10 شوّال 1443 هـ",
        "10/10/1443",
        "1443-10-10",
        "١٠ / ١٠ / ١٤٤٣".replace(" ", ""),
    ],
)
def test_the_eleventh_of_may(text):
    moment = parse_date(text)
    assert moment is not None
    assert moment.date() == DAY


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3 جانفي 2022", 1),
        ("3 كانون الثاني 2022", 1),
        ("3 شباط 2022", 2),
        ("3 فيفري 2022", 2),
        ("3 آذار 2022", 3),
        ("3 أبريل 2022", 4),
        ("3 إبريل 2022", 4),
        ("3 أفريل 2022", 4),
        ("3 نيسان 2022", 4),
        ("3 جوان 2022", 6),
        ("3 حزيران 2022", 6),
        ("3 يونيه 2022", 6),
        ("3 يوليوز 2022", 7),
        ("3 جويلية 2022", 7),
        ("3 تموز 2022", 7),
        ("3 غشت 2022", 8),
        ("3 أوت 2022", 8),
        ("3 آب 2022", 8),
        ("3 شتنبر 2022", 9),
        ("3 أيلول 2022", 9),
        ("3 تشرين الأول 2022", 10),
        ("3 نونبر 2022", 11),
        ("3 تشرين الثاني 2022", 11),
        ("3 دجنبر 2022", 12),
        ("3 كانون الأول 2022", 12),
    ],
)
def test_every_region_names_its_months(text, month):
    moment = parse_date(text)
    assert moment is not None
    assert moment.date() == dt.date(2022, month, 3)


@pytest.mark.parametrize("text", ["11 May 2022", "11 mai 2022", "11. Mai 2022", "11 MAY 2022"])
def test_press_databases_date_in_other_languages(text):
    assert find_date(text) == dt.datetime(2022, 5, 11, tzinfo=dt.UTC)
    first = find_date("1er août 2022")
    assert first is not None
    assert first.date() == dt.date(2022, 8, 1)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("11 ماي 2022 - 10:30", "10:30"),
        ("نشر في: 10:30 - 11 ماي 2022", "10:30"),
        ("11 مايو 2022 الساعة 10:30 مساء", "22:30"),
        ("11 مايو 2022 12:05 ص", "00:05"),
        ("11 مايو 2022", "00:00"),
    ],
)
def test_the_hour_is_read_where_it_stands_beside_the_day(text, clock):
    moment = find_date(text)
    assert moment is not None
    assert moment.strftime("%H:%M") == clock


def test_both_calendars_side_by_side_agree():
    text = "الرياض 10 شوال 1443 هـ الموافق 11 مايو 2022 م واس"
    assert [moment.date() for moment in worded_dates(text)] == [DAY, DAY]


@pytest.mark.parametrize(
    "text",
    [
        "في 11 ماي المقبل",  # no year
        "31 شباط 2022",  # no such day
        "30 شوال 1443",  # that month had 29 days
        "11 مايوركا 2022",  # Mallorca
        "بلغ 2022 طنا في 11 مدينة",
        "40 رجب 1443",
        "99/99/1443",
    ],
)
def test_what_is_no_date_is_none(text):
    assert find_date(text) is None
    with pytest.raises(ValueError, match=r"."):
        parse_date(text)


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 29))
def test_hijri_days_follow_each_other(year, month, day):
    first, second = hijri_day(year, month, day), hijri_day(year, month, day + 1)
    assert first is not None
    assert second is None or second - first == dt.timedelta(days=1)
