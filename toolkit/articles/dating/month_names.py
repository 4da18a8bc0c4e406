"""Dates in words: the months of the Maghreb, the Mashriq and the Gulf, and the Hijri calendar.

``11 ماي 2022``, ``11 أيار/مايو 2022`` and ``الأربعاء 10 شوال 1443هـ`` are one day. Hijri days are
turned into Gregorian ones by the Umm al-Qura calendar (hijridate), which Saudi newspapers date by;
a paper that goes by its own sighting of the moon may differ by a day. English, French and German
names are read too, day first, for press databases date by them; in English the month may come first. Names are data (data/months.yaml).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

from toolkit.arabic import fold
from toolkit.articles.dating.clocks import clock_of, clock_pattern, words_around
from toolkit.knowledge import read_yaml

HIJRI_YEARS = range(1343, 1501)
"""The years that the Umm al-Qura tables cover: 1924 to 2077."""

NEWS_YEARS = range(1900, 2101)
"""The Gregorian years that a newspaper may be of."""

_NEAR = 30  # characters between a date and its clock, clock included


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
    for match in sorted(
        (*pattern.finditer(folded), *_month_first().finditer(folded)), key=re.Match.start
    ):
        year, day = int(match["year"]), int(match["day"])
        if year in NEWS_YEARS:
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
    clock = _clock().search(folded[end : end + _NEAR]) or _clock().search(
        folded[max(0, start - _NEAR) : start]
    )
    moved = clock_of(clock) if clock else None
    return moment if moved is None else moment + moved


@lru_cache(maxsize=1)
def _clock() -> re.Pattern[str]:
    return re.compile(clock_pattern())


def half_date(text: str) -> bool:
    """Whether a text is a month's name and a year, and nothing else.

    Examples
    --------
    >>> half_date("مايو 2022"), half_date("11 مايو 2022"), half_date("في مايو")
    (True, False, False)
    """
    folded = _digits(fold(text).text).lower()
    return any(pattern.fullmatch(" ".join(folded.split())) for pattern in _halves())


@lru_cache(maxsize=1)
def _halves() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?:{'|'.join(map(re.escape, months))})[ ,/-]*\d{{4}}(?: ?(?:ه|م|هـ))?")
        for _, months in _patterns()
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    """The pattern and the folded month names of each calendar."""
    data = read_yaml((files("toolkit.articles.dating") / "data" / "months.yaml").read_text("utf-8"))
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
    of, month, year = (fold(words_around(kind)).text for kind in ("of", "month", "year"))
    day = rf"(?<![\d.])(?P<day>[0-3]?\d)(?:\.|er)?\s*(?:(?:{of})\s+)?(?:(?:{month})\s+)?"
    behind = rf"\.?(?:\s*[,،/-]?\s*(?:(?:{year})\s+)?)(?P<year>\d{{4}})(?!\d)"
    return re.compile(rf"{day}(?P<month>{name}){twin}(?![^\W\d_]){behind}"), months


@lru_cache(maxsize=1)
def _month_first() -> re.Pattern[str]:
    """``May 11, 2022``: only what English writes so."""
    data = read_yaml((files("toolkit.articles.dating") / "data" / "months.yaml").read_text("utf-8"))
    english = (*data["gregorian"]["english"], *data["gregorian"]["english_short"])
    names = "|".join(sorted(english, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<month>{names})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{{4}})(?!\d)"
    )


def _spaced(name: str) -> str:
    return " ".join(name.split())


def _digits(text: str) -> str:
    return text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"))
