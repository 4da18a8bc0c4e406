"""Dates are read into UTC or refused, never guessed."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles.dating.dates import parse_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-05-11", "2022-05-11T00:00:00+00:00"),
        ("2022-05-11T10:30:00Z", "2022-05-11T10:30:00+00:00"),
        ("2022-05-11 10:30", "2022-05-11T10:30:00+00:00"),
        ("2022-05-11T00:30:00+01:00", "2022-05-10T23:30:00+00:00"),
        ("Wed, 11 May 2022 10:30:00 +0100", "2022-05-11T09:30:00+00:00"),
        ("20220511", "2022-05-11T00:00:00+00:00"),
        ("20220511103000", "2022-05-11T10:30:00+00:00"),
        ("11/05/2022", "2022-05-11T00:00:00+00:00"),
        ("11.5.2022 10:30", "2022-05-11T10:30:00+00:00"),
        ("31/12/2022", "2022-12-31T00:00:00+00:00"),
        ("١١/٠٥/٢٠٢٢", "2022-05-11T00:00:00+00:00"),
        ("\u200f11/05/2022\u200f", "2022-05-11T00:00:00+00:00"),
        (20220511, "2022-05-11T00:00:00+00:00"),
        (20220511.0, "2022-05-11T00:00:00+00:00"),
        (dt.date(2022, 5, 11), "2022-05-11T00:00:00+00:00"),
        (pd.Timestamp("2022-05-11 10:30"), "2022-05-11T10:30:00+00:00"),
    ],
)
def test_dates_as_files_hold_them(value, expected):
    moment = parse_date(value)
    assert moment is not None
    assert moment.isoformat() == expected


@pytest.mark.parametrize("value", [None, "", "  ", float("nan"), pd.NaT])
def test_missing(value):
    assert parse_date(value) is None


@pytest.mark.parametrize(
    "value", ["12/31/2022", "2022-02-30", "أمس", "0", 17, "11 May", "2022-05-11T25:00", True]
)
def test_what_nobody_can_read_is_refused(value):
    with pytest.raises(ValueError, match=r"not a date|range|month|day|must be"):
        parse_date(value)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        moment = parse_date(text)
    except ValueError:
        return
    assert moment is None or moment.tzinfo is dt.UTC


@given(st.datetimes(min_value=dt.datetime(1, 1, 2), timezones=st.just(dt.UTC)))
def test_iso_round_trip(moment):
    assert parse_date(moment.isoformat()) == moment
