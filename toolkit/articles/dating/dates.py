"""Dates of publication as files hold them, read into UTC.

ISO 8601, the e-mail form of feeds (RFC 2822), ``YYYYMMDD`` and ``YYYYMMDDhhmmss`` as news archives
write them, day/month/year, and Arabic dates in words of either calendar (month_names).
Month/day/year is refused, not guessed: 05/11/2022 must not be May in one row and November in the
next. A time without a zone is taken as UTC.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

import pandas as pd

from toolkit.articles.dating.month_names import HIJRI_YEARS, hijri_day, worded_dates

ALLOWED = "write 2022-05-11, 2022-05-11T10:30:00Z or 11/05/2022 (day first)"
"""What an error message tells the user to write."""

# Arabic-Indic and Persian digits, as spreadsheets in Arabic write them.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_LONGEST = 100  # characters of a cell that holds a date in words, weekday and clock included
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)(?:[ T]+(\d\d?):(\d\d)(?::(\d\d))?)?")
_BARE_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_FIRST = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?:,? +(\d\d?):(\d\d)(?::(\d\d))?)?")


def parse_date(value: object) -> datetime | None:
    """Read one date into UTC; a missing one is None.

    Parameters
    ----------
    value
        A string, a date, a datetime (or a pandas Timestamp), or a whole number like 20220511.

    Raises
    ------
    ValueError
        Nobody can read it, or it could be two dates.

    Examples
    --------
    >>> parse_date("Wed, 11 May 2022 10:30:00 +0100").isoformat()
    '2022-05-11T09:30:00+00:00'
    >>> parse_date("٢٠٢٢/٥/١١").date().isoformat()
    '2022-05-11'
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
    text = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", str(value))
    text = text.translate(_DIGITS).strip()
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
    for pattern, order in ((_COMPACT, "ymd"), (_YEAR_FIRST, "ymd"), (_DAY_FIRST, "dmy")):
        match = pattern.fullmatch(text)
        if match:
            parts = [int(part) for part in match.groups(default="0")]
            days = parts[:3] if order == "ymd" else parts[2::-1]
            if days[0] in HIJRI_YEARS:
                return _from_hijri(days, parts[3:])
            return datetime(*days, *parts[3:], tzinfo=UTC)  # type: ignore[misc, arg-type]
    bare = _BARE_DAY.fullmatch(text)
    if bare and int(bare[1]) in HIJRI_YEARS:
        return _from_hijri([int(part) for part in bare.groups()], [0, 0, 0])
    try:
        return _utc(datetime.fromisoformat(text))
    except ValueError:
        pass
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError):
        pass
    worded = find_date(text) if len(text) <= _LONGEST else None
    if worded is None:
        raise ValueError(f"not a date: {text!r}")
    return worded


def _from_hijri(days: list[int], clock: list[int]) -> datetime:
    """10/10/1443 can only be a Hijri day: there was no newspaper in the Gregorian 1443."""
    moment = hijri_day(*days)
    if moment is None:
        raise ValueError(f"not a date: there is no {days[2]}/{days[1]}/{days[0]} of the Hijra")
    hour, minute, second = clock
    return moment.replace(hour=hour, minute=minute, second=second)


def _utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"not a date: {moment}") from None
