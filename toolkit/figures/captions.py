"""What stands under a figure: its title, what its marks are, how many, and the intervals.

The caption is made from the table that the figure shows, so its numbers are those drawn. It serves
those who do not see the figure, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.figures.labels import caption_words, check_language, codes, no_interval, unit_of

MOST_GROUPS = 8
"""Of more groups than this a caption tells how many there are, not each one's numbers."""

# What is counted, by the figure; of others the rows.
_COUNTED = {
    "source_mix": "acts",
    "voice_course": "sentences",
    "speakers": "words",
    "voices_network": "words",
    "praise_flows": "praise",
    "reuse_matrix": "words",
    "formulas_keyness": "count",
}
_COURSE = "course_"
_UNITS = {"share": "{:.0%}", "rate": "{:.1f}", "count": "{:.1f}", "number": "{:.2f}"}
# Names keep their own direction; numbers with signs are read from the left in Arabic, too.
_NAME, _LEFT, _END = "\u2068", "\u2066", "\u2069"


def figure_title(name: str, *, language: str = "en") -> str:
    """Give the title of a figure of a study; one that has none keeps its name.

    Examples
    --------
    >>> figure_title("praise_flows", language="ar"), figure_title("صورة")
    ('من يشيد بمن', 'صورة')
    """
    check_language(language)
    words, measures = caption_words(language), codes(language)["measure"]
    if name.startswith(_COURSE) and name.removeprefix(_COURSE) in measures:
        return str(words["course"]).format(measure=measures[name.removeprefix(_COURSE)])
    return str({**measures, **words["titles"]}.get(name, name))


def caption(
    name: str, table: pd.DataFrame, *, confidence: float = 0.95, language: str = "en"
) -> str:
    """Write the caption of a figure: title, what its marks are, numbers of cases, intervals.

    Parameters
    ----------
    name : str
        The figure's name in a study: a measure, ``course_MEASURE``, or as ``source_mix``; or
        ``coverage``, ``statements``, ``corrected``.
    table : DataFrame
        What is drawn: `Drawing.table`, or the CSV file beside the figure.
    confidence : float
        The level of the intervals, a share.
    language : str
        ``en`` or ``ar``.

    Returns
    -------
    str
        The title alone where the figure is none of a study's.

    Raises
    ------
    InputError
        Where the table is not that of such a figure.

    Examples
    --------
    >>> table = pd.DataFrame({"kind": ["article", "article", "estimate"], "group": "الخبر",
    ...     "value": [0.2, 0.4, 0.3], "low": [None, None, 0.1], "high": [None, None, 0.5],
    ...     "n": [None, None, 2]})
    >>> marks = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))
    >>> print(caption("direct_share", table).translate(marks))
    Share of attributions in direct speech. Dots are articles (n = 2), marks the groups' \
estimates, lines their 95% intervals: الخبر 30% [10%, 50%], n = 2.
    """
    title = figure_title(name, language=language)
    words = caption_words(language)
    course = name.startswith(_COURSE) and "at" in table
    drawn = "course_of" if course else name if name in words["texts"] else "measure"
    if course and table.loc[table["kind"] == "estimate", "value"].isna().all():
        drawn = "course_dots"
    if drawn == "measure" and not {"kind", "value", "low", "high", "n"} <= set(table.columns):
        return title
    try:
        told = {
            "n": f"{_counted(drawn, table):,}",
            "confidence": f"{_LEFT}{confidence:.0%}{_END}",
            "groups": _groups(drawn, name, table, language),
        }
    except KeyError as missing:
        raise InputError(f"caption of '{name}': its table has no column {missing}") from None
    return f"{title}. {str(words['texts'][drawn]).format(**told)}."


def _counted(drawn: str, table: pd.DataFrame) -> int:
    if drawn in ("measure", "course_of", "course_dots"):
        return int((table["kind"] == "article").sum())
    if drawn == "coverage":  # every column counts the same pages
        return int(table.groupby("column")["count"].sum().max())
    if drawn == "statements":
        return int(table["statement"].nunique())
    if drawn == "corrected":
        return int(table.loc[table["method"] == "corrected", "coded"].sum())
    return int(table[_COUNTED[drawn]].sum()) if drawn in _COUNTED else len(table)


def _groups(drawn: str, name: str, table: pd.DataFrame, language: str) -> str:
    """Each group with its numbers, in the order drawn; of many only how many there are."""
    words = caption_words(language)
    if drawn == "measure":
        rows = table[table["kind"] == "estimate"]
        cases = dict(zip(rows["group"], rows["n"], strict=True))
    elif drawn in ("source_mix", "voice_course", "states"):
        rows, cases = pd.DataFrame(), table.groupby("group", sort=False)["articles"].max().to_dict()
    else:
        return ""
    cases = {group: int(n) for group, n in cases.items() if pd.notna(n)}
    if len(cases) > MOST_GROUPS:
        least, most = min(cases.values()), max(cases.values())
        return str(words["many"]).format(count=len(cases), least=least, most=most)
    numbers = {row["group"]: row for row in rows.to_dict("records")}
    said = []
    for group, n in cases.items():
        given = {"name": f"{_NAME}{group}{_END}", "n": n}
        row = numbers.get(group)
        if row is None or pd.isna(row["value"]):
            said.append(str(words["uncounted"]).format(**given))
            continue
        said.append(
            str(words["group"]).format(
                estimate=f"{_LEFT}{_written(name, row['value'])}{_END}",
                interval=_interval(name, row, language),
                **given,
            )
        )
    return str(words["between"]).join(said)


def _interval(name: str, row: Mapping[Any, Any], language: str) -> str:
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        without = no_interval(row.get("note"), language)
        return f" ({without})" if without else ""
    return f" {_LEFT}[{_written(name, row['low'])}, {_written(name, row['high'])}]{_END}"


def _written(name: str, value: float) -> str:
    return _UNITS[unit_of(name)].format(value)
