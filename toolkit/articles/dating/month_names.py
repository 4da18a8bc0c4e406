"""Dates in words: the months of the Maghreb, the Mashriq and the Gulf, and the Hijri calendar.

``11 ماي 2022``, ``11 أيار/مايو 2022`` and ``الأربعاء 10 شوال 1443هـ`` are one day. Hijri days are
turned into Gregorian ones by the Umm al-Qura calendar (hijridate), which Saudi newspapers date by;
a paper that goes by its own sighting of the moon may differ by a day. English, French and German
names are read too, day first, for press databases date by them. Names are data (data/months.yaml).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

import yaml

from toolkit.arabic import fold

HIJRI_YEARS = range(1343, 1501)
"""The years that the Umm al-Qura tables cover: 1924 to 2077."""

_NEWS_YEARS = range(1900, 2101)
_DAY_FIRST = r"(?<![\d.])(?P<day>[0-3]?\d)(?:\.|er)?\s*(?:من\s+)?(?:شهر\s+)?"
_YEAR = r"(?:\s*[,،/-]?\s*(?:عام\s+|سنه\s+|لعام\s+|لسنه\s+)?)(?P<year>\d{4})(?!\d)"
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[012]?\d)[:.](?P<minute>[0-5]\d)(?::\d\d)?\s*(?P<half>مساء|صباحا|ص|م|pm|am)?(?!\w)"
)


def worded_dates(text: str) -> Iterator[datetime]:
    """Every date that a text writes with a month's name, in order, as UTC.

    A clock time counts where it stands within a few words of the date. Half a date (no year) is
    none. The Gregorian date of a pair is given before its Hijri twin, whatever their order.

    Examples
    --------
    >>> [f"{moment:%Y-%m-%d %H:%M}" for moment in worded_dates("الأربعاء ١١ ماي ٢٠٢٢ - 10:30")]
    ['2022-05-11 10:30']
    >>> [f"{moment:%Y-%m-%d}" for moment in worded_dates("10 شوال 1443 هـ الموافق 11 أيار 2022")]
    ['2022-05-11', '2022-05-11']
    """
    folded = _digits(fold(text).text).lower()
    found = list(_gregorian(folded)) + list(_hijri(folded))
    for start, end, moment in found:
        yield _with_clock(moment, folded, start, end)


def _gregorian(folded: str) -> Iterator[tuple[int, int, datetime]]:
    pattern, months = _patterns()[0]
    for match in pattern.finditer(folded):
        year, day = int(match["year"]), int(match["day"])
        if year in _NEWS_YEARS:
            try:
                moment = datetime(year, months[_spaced(match["month"])], day, tzinfo=UTC)
            except ValueError:
                continue
            yield match.start(), match.end(), moment


def _hijri(folded: str) -> Iterator[tuple[int, int, datetime]]:
    pattern, months = _patterns()[1]
    for match in pattern.finditer(folded):
        year, day = int(match["year"]), int(match["day"])
        moment = hijri_day(year, months[_spaced(match["month"])], day)
        if moment is not None:
            yield match.start(), match.end(), moment


def hijri_day(year: int, month: int, day: int) -> datetime | None:
    """The Gregorian day of a Hijri one, or None where there is none such.

    Examples
    --------
    >>> hijri_day(1443, 10, 10).date().isoformat()
    '2022-05-11'
    """
    from hijridate import Hijri

    if year not in HIJRI_YEARS:
        return None
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return datetime(found.year, found.month, found.day, tzinfo=UTC)


def _with_clock(moment: datetime, folded: str, start: int, end: int) -> datetime:
    """Add the clock time that stands close to a date, if one does."""
    clock = _CLOCK.search(folded[end : end + 25]) or _CLOCK.search(
        folded[max(0, start - 25) : start]
    )
    if not clock:
        return moment
    hour, minute, half = int(clock["hour"]), int(clock["minute"]), clock["half"] or ""
    if half in ("مساء", "م", "pm") and hour < 12:
        hour += 12
    if half in ("صباحا", "ص", "am") and hour == 12:
        hour = 0
    return moment.replace(hour=hour, minute=minute) if hour < 24 else moment


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    """The pattern and the folded month names of each calendar."""
    data = yaml.safe_load(
        (files("toolkit.articles.dating") / "data" / "months.yaml").read_text("utf-8")
    )
    gregorian = {
        fold(name).text: number
        for key, names in data["gregorian"].items()
        for number, name in (names if key == "spellings" else enumerate(names, start=1))
    }
    hijri = {fold(name).text: number for number, name in data["hijri"]}
    return _compiled(gregorian), _compiled(hijri)


def _compiled(months: dict[str, int]) -> tuple[re.Pattern[str], dict[str, int]]:
    longest_first = sorted(months, key=len, reverse=True)
    name = "|".join(re.escape(month).replace(r"\ ", r"\s+") for month in longest_first)
    # Papers of the Mashriq write both names: أيار/مايو, أيار (مايو).
    twin = rf"(?:\s*[/(\-]\s*(?:{name})\s*\)?)?"
    return re.compile(rf"{_DAY_FIRST}(?P<month>{name}){twin}(?![^\W\d_]){_YEAR}"), months


def _spaced(name: str) -> str:
    return " ".join(name.split())


def _digits(text: str) -> str:
    return text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"))
