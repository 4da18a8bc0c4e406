"""A finding as it stands in a sentence: the estimate, its interval, how many articles, the test.

Whoever reads a number in prose has no table beside it, so that n stands with every interval, and
where there is no interval the reason why. Shares differ by points.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.comparison.publishing import LANGUAGES, wording, written
from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.comparison.result import Comparison


def said(
    found: Comparison, group: str, against: str | None, measure: str | None, language: str
) -> str:
    """Write a group's estimate, or its difference from another's, for a sentence.

    Raises
    ------
    InputError
        Where the comparison has no such row or the tables no such language.
    """
    if language not in LANGUAGES:
        raise InputError(f"language='{language}': allowed: {', '.join(LANGUAGES)}")
    if measure is None and len(found.measures) != 1:
        raise InputError(f"say: name the measure, one of {', '.join(found.measures)}")
    measure = measure or found.measures[0]
    row, turned = _row(found, measure, group, against)
    words = wording(language)["said"]
    if row is None:
        return str(words["apart"])
    pair = against is not None
    value, ends = float(row["difference" if pair else "estimate"]), [row["low"], row["high"]]
    if turned:
        value, ends = -value, [-end for end in reversed(ends)]
    numbers = [written(row, float(each)) for each in (value, *ends)]
    unit = ""
    if pair and numbers[0].endswith("%"):  # two shares differ by points, not by per cent
        numbers, unit = [each.removesuffix("%") for each in numbers], f" {words['points']}"
    # Inside a line that runs right to left a sign would change sides and < would be turned round.
    apart = "\u2066{}\u2069" if language == "ar" else "{}"
    value_, low, high = map(apart.format, numbers)
    interval = f"[{low}{words['comma']}{high}]"
    if pd.isna(row["low"]):
        interval = words["none"].format(why=_why(found, str(row["note"]), words, language))
    parts = [f"{value_}{unit} {interval}", _sizes(row, words, pair=pair)]
    if pair and pd.notna(row["p_adjusted"]):
        p = row["p_adjusted"]
        if p < 0.001:
            parts.append(words["p_less"])
        else:
            parts.append(words["p"].format(p=f"{p:.3f}", short=f"{p:.3f}".replace("0.", ".", 1)))
    return str(words["comma"].join(parts))


def _sizes(row: Mapping[Any, Any], words: Mapping[str, str], *, pair: bool) -> str:
    """How many articles stand behind a finding, and how many clusters where they hang together."""
    sides = [
        (row[f"n{side}"], row.get(f"clusters{side}")) for side in (("_a", "_b") if pair else ("",))
    ]
    told = [
        f"{n}"
        if pd.isna(clusters) or clusters == n
        else words["hang"].format(n=n, clusters=clusters)
        for n, clusters in sides
    ]
    return f"{words['n']} = {words['and'].join(told)}"


def _why(found: Comparison, note: str, words: Mapping[str, Any], language: str) -> str:
    """Why there is no interval, as the row's note has it."""
    reason = note.partition("no interval: ")[2]
    still, group = reason.partition(" in ")[::2]
    if group and still in words["reasons"]:
        return str(words["still"].format(group=found.grouping.label(group, language)))
    return str(words["reasons"].get(reason, reason))


def _row(
    found: Comparison, measure: str, group: str, against: str | None
) -> tuple[Mapping[str, Any] | None, bool]:
    """The row of a group or a pair, and whether the pair stands the other way round.

    None where they are known and yet not compared: too few articles, or no stratum in common.
    """
    if against is None:
        own = found.estimates.query("measure == @measure and group == @group")
        table = own, own.iloc[:0]
    else:
        pairs = found.pairs[found.pairs["measure"] == measure]
        one = (pairs["group_a"] == group) & (pairs["group_b"] == against)
        two = (pairs["group_a"] == against) & (pairs["group_b"] == group)
        table = pairs[one], pairs[two]
    for rows, turned in zip(table, (False, True), strict=True):
        if len(rows):
            return {str(key): value for key, value in rows.iloc[0].items()}, turned
    known = list(dict.fromkeys([*found.estimates["group"], *found.small["group"]]))
    if group != against and {group, against or group} <= set(known):
        return None, False
    groups = ", ".join(map(str, known))
    raise InputError(f"say: no {measure} of {group} {against or ''}; compared: {groups}")
