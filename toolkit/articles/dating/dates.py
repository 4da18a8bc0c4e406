"""Dates of publication as files hold them, read into UTC.

ISO 8601, the e-mail form of feeds (RFC 2822), ``YYYYMMDD`` and ``YYYYMMDDhhmmss`` as news archives
write them, year/month/day and day/month/year, and dates in words of either calendar (month_names);
a clock of twelve or twenty-four hours and a zone may stand behind each. Month/day/year is refused,
not guessed: 05/11/2022 must not be May in one row and November in the next. So are bare numbers. A
time without a zone is taken as UTC.
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any, cast

import pandas as pd

from toolkit.articles.dating.clocks import split_clock, words_around
from toolkit.articles.dating.month_names import HIJRI_YEARS, NEWS_YEARS, hijri_day, worded_dates
from toolkit.articles.dating.month_names import half_date as is_worded_half

ALLOWED = (
    "write 2022-05-11, 2022-05-11T10:30:00Z or 11/05/2022 (day first), or leave out what nobody can "
    'read by dates="coerce" or --dates coerce'
)
"""What an error message tells the user to write."""

# Arabic-Indic and Persian digits, as spreadsheets in Arabic write them.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST = 100  # characters of a cell that holds a date in words, weekday and clock included
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.-]\s*(\d\d?)\s*[/.-]\s*(\d\d?)")
_DAY_FIRST = re.compile(r"(\d\d?)\s*[/.-]\s*(\d\d?)\s*[/.-]\s*(\d{4})")
# Bare days of these years are of the Hijra; machines write the T of ISO 8601 behind theirs.
_HIJRI = re.compile(r"1[345]\d\d-\d\d?-\d\d?(?:\s|\Z)")
_HALVES = re.compile(r"\b[ap]\.?\s?m\b", re.IGNORECASE)
_HALF = re.compile(r"(\d{4})(?:[/.-](\d\d?))?|(\d\d?)[/.-](\d{4})")


class HalfDateError(ValueError):
    """A date without its day: a month, or a year."""


def parse_date(value: object) -> datetime | None:
    """Read one date into UTC; a missing one is None.

    Parameters
    ----------
    value
        A string, a date, a datetime (or a pandas Timestamp), or a whole number like 20220511.

    Raises
    ------
    HalfDateError
        A ValueError, too: the day is wanting (``2022-05``, ``مايو 2022``).
    ValueError
        Nobody can read it, or it could be two dates.

    Examples
    --------
    >>> parse_date("Wed, 11 May 2022 10:30:00 +0100").isoformat()
    '2022-05-11T09:30:00+00:00'
    >>> parse_date("٢٠٢٢/٥/١١ ١٠:٣٠ م").isoformat()
    '2022-05-11T22:30:00+00:00'
    >>> parse_date("الأربعاء 11 أيار/مايو 2022").date().isoformat()
    '2022-05-11'
    """
    if pd.api.types.is_scalar(value) and pd.isna(cast("Any", value)):
        return None
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if not text.isascii():
        text = _UNSEEN.sub("", text).translate(_DIGITS)
    text = " ".join(text.split())
    return _parse_text(text) if text else None


def find_date(text: str) -> datetime | None:
    """Find the first date that a text writes with a month's name, or None.

    Examples
    --------
    >>> find_date("نشر في 11 ماي 2022 الساعة 10:30").isoformat()
    '2022-05-11T10:30:00+00:00'
    """
    return next(worded_dates(text), None)


def _parse_text(text: str) -> datetime:
    compact = _COMPACT.fullmatch(text)
    if compact:
        parts = [int(part) for part in compact.groups(default="0")]
        return _day(parts[:3], timedelta(hours=parts[3], minutes=parts[4], seconds=parts[5]))
    # The e-mail form has no halves of the day; its reader passes over them, and over any word.
    is_mail = text.isascii() and not _HALVES.search(text)
    for read in (datetime.fromisoformat, *([parsedate_to_datetime] if is_mail else [])):
        if not _HIJRI.match(text):
            try:
                return _utc(read(text))
            except (ValueError, TypeError, IndexError):
                pass
    numbered = _numbered(text)
    if numbered is not None:
        return numbered
    worded = find_date(text) if len(text) <= _LONGEST else None
    if worded is not None:
        return worded
    if _is_half(text):
        raise HalfDateError(f"not a date: {text!r} has no day")
    raise ValueError(f"not a date: {text!r}")


def _numbered(text: str) -> datetime | None:
    """A day in figures, with its clock, zone and sign of the calendar."""
    day, clock = split_clock(text)
    day = _weekday().sub("", _calendar().sub("", day.strip(" ,،-")))
    for pattern, order in ((_YEAR_FIRST, "ymd"), (_DAY_FIRST, "dmy")):
        match = pattern.fullmatch(day)
        if match:
            parts = [int(part) for part in match.groups()]
            if clock is None:
                raise ValueError(f"not a date: {text!r} (hour must be in 0..23)")
            return _day(parts if order == "ymd" else parts[::-1], clock)
    return None


def _day(days: list[int], clock: timedelta) -> datetime:
    """A day of either calendar: no newspaper was printed in the Gregorian 1443."""
    if days[0] in HIJRI_YEARS:
        moment = hijri_day(*days)
        if moment is None:
            raise ValueError(f"not a date: there is no {days[2]}/{days[1]}/{days[0]} of the Hijra")
        return moment + clock
    try:
        return datetime(days[0], days[1], days[2], tzinfo=UTC) + clock
    except OverflowError:
        raise ValueError("not a date: the year is out of range") from None


def _is_half(text: str) -> bool:
    match = _HALF.fullmatch(_calendar().sub("", text))
    if match:
        year, month = int(match[1] or match[4]), int(match[2] or match[3] or 1)
        return (year in NEWS_YEARS or year in HIJRI_YEARS) and 1 <= month <= 12
    return len(text) <= _LONGEST and is_worded_half(text)


def _utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"not a date: {moment}") from None


@lru_cache(maxsize=1)
def _calendar() -> re.Pattern[str]:
    """The sign of a calendar behind a date."""
    return re.compile(rf"\s*(?:{words_around('calendars')})\.?\Z", re.IGNORECASE)


@lru_cache(maxsize=1)
def _weekday() -> re.Pattern[str]:
    """The weekday before a date."""
    days = words_around("weekdays")
    return re.compile(rf"\A(?:(?:{words_around('day')})\s+)?(?:ال)?(?:{days})\s*[،,-]?\s+")
