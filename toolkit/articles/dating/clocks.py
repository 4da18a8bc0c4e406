"""The clock behind a date: of twelve or twenty-four hours, with its zone.

``10:30 م``, ``10:30 PM``, ``22:30 GMT``, ``10:30 بتوقيت غرينتش``, ``10.30 +0100``. Words and zones are
data (data/months.yaml). A zone that is not known there is none: the moment is refused, not moved.
"""

import re
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

from toolkit.arabic import fold
from toolkit.knowledge import read_yaml

_OFFSET = r"(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?"
LONGEST = 60


def split_clock(text: str) -> tuple[str, timedelta | None]:
    """What stands before a clock, and how far into the day (UTC) the clock is.

    Nothing where no clock stands at the end; None where it shows an hour that no clock has.

    Examples
    --------
    >>> split_clock("2022/05/11 10:30 م")
    ('2022/05/11', datetime.timedelta(seconds=81000))
    >>> split_clock("11/05/2022 10:30 GMT+1")
    ('11/05/2022', datetime.timedelta(seconds=34200))
    >>> split_clock("11/05/2022")
    ('11/05/2022', datetime.timedelta(0))
    """
    folded = fold(text[-LONGEST:]).text.lower()
    match = _pattern().search(folded)
    if not match:
        return text, timedelta()
    # Folding keeps the marks before the clock apart from the figures of the day.
    at = text.rfind(match["hour"] + folded[match.end("hour")] + match["minute"])
    if at < 0:
        return text, timedelta()
    rest = text[:at].rstrip(" ,،T-")
    before = _hour().sub("", rest).rstrip(" ,،-")
    return before, clock_of(match)


def clock_of(match: re.Match[str]) -> timedelta | None:
    """How far into the day, in UTC, a clock stands; None where no clock shows that."""
    words = _words()
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    half = (match["half"] or "").replace(".", "").strip()
    if half in words["evening"] and hour < 12:
        hour += 12
    elif half in words["morning"] and hour == 12:
        hour = 0
    if hour > 23:
        return None
    zone = (match["zone"] or "").strip()
    moved = words["zones"].get(" ".join(zone.split()), 0)
    if match["sign"]:
        size = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        moved += size if match["sign"] == "+" else -size
    return timedelta(hours=hour, minutes=minute - moved, seconds=second)


def clock_pattern() -> str:
    """A pattern of a clock in folded text; groups hour, minute, second, half, zone, sign, …"""
    words = _words()
    halves = "|".join(map(re.escape, sorted((*words["morning"], *words["evening"]), key=len)[::-1]))
    zones = "|".join(re.escape(zone).replace(r"\ ", r"\s+")
                     for zone in sorted(words["zones"], key=len)[::-1])  # fmt: skip
    return (
        r"(?<!\d)(?P<hour>[012]?\d)[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
        rf"\s*(?P<half>{halves}|[ap]\.m\.?)?(?!\w)"
        rf"\s*\(?\s*(?:ب?توقيت\s+)?(?P<zone>{zones})?(?!\w)\s*(?:{_OFFSET})?\s*\)?"
    )


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[ t,،-])\s*{clock_pattern()}\s*\Z")


@lru_cache(maxsize=1)
def _hour() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_around('hour')})\s*\Z")


@lru_cache(maxsize=16)
def words_around(name: str) -> str:
    """The words of one kind around a date, as alternatives of a pattern, in the file's order.

    Examples
    --------
    >>> words_around("month")
    'شهر'
    """
    source = files("toolkit.articles.dating") / "data" / "months.yaml"
    return "|".join(map(re.escape, read_yaml(source.read_text("utf-8"))["around"][name]))


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    source = files("toolkit.articles.dating") / "data" / "months.yaml"
    data = read_yaml(source.read_text("utf-8"))["clock"]
    return {
        "morning": frozenset(fold(word).text for word in data["morning"]),
        "evening": frozenset(fold(word).text for word in data["evening"]),
        "zones": {fold(name).text.lower(): minutes for name, minutes in data["zones"].items()},
    }
