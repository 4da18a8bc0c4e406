"""Where coders differ, one row a difference, to be decided by a third reader, and read back.

The file is a sheet: each coder's reading in a column of its own, the passage, and an empty column
`decision`, which takes a coder's name or, for codes, the right value itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.validation.codebook import read_value, shown_name, shown_value, values
from toolkit.validation.coding import Coded
from toolkit.validation.schema import ACT_SPANS
from toolkit.validation.sheet import read_sheet, write_sheet
from toolkit.validation.units import FIELDS, Unit, units_of

THERE = "there"
NOTHING = "—"
_SPANS = (*ACT_SPANS, "span")
_AROUND = 40


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes
    ----------
    key : str
        Names it in the file: article, unit, code.
    unit : Unit
    code : str
        The field in which the coders differ; `there` where some have no such record at all.
    readings : dict
        By coder, as shown.
    """

    key: str
    unit: Unit
    code: str
    readings: dict[str, str]


def differences(
    codings: Mapping[str, Mapping[str, Coded]], texts: Mapping[str, str]
) -> list[Difference]:
    """Every difference between coders, in the order of articles and text.

    Parameters
    ----------
    codings : mapping of coder to coded articles by `article_id`
    texts : mapping of article_id to str

    Examples
    --------
    >>> plain = {"official_framing": 2, "agencies": None, "sentences": None, "attributions": None,
    ...          "praise": None}
    >>> two = {"سلمى": {"م": plain}, "هدى": {"م": {**plain, "official_framing": 3}}}
    >>> [(d.code, list(d.readings)) for d in differences(two, {"م": "خبر\\nنص"})]
    [('official_framing', ['سلمى', 'هدى'])]
    """
    found = []
    for article_id, own in by_article(codings).items():
        if len(own) > 1:
            for unit in units_of(article_id, own):
                found += list(_of_unit(unit, texts[article_id]))
    return found


def by_article(codings: Mapping[str, Mapping[str, Coded]]) -> dict[str, dict[str, Coded]]:
    """Turn codings by coder into codings by article."""
    articles: dict[str, dict[str, Coded]] = {}
    for coder, coded in codings.items():
        for article_id, row in coded.items():
            articles.setdefault(article_id, {})[coder] = row
    return articles


def write_differences(
    found: Sequence[Difference], texts: Mapping[str, str], file: str | Path, *,
    coders: Sequence[str],
) -> None:  # fmt: skip
    """Write differences as a sheet (.xlsx or .csv) to be decided."""
    rows = []
    for difference in found:
        text = texts[difference.unit.article_id]
        start, end = difference.unit.place
        context = text[max(0, start - _AROUND) : end + 2 * _AROUND] if end else ""
        readings = {_column(c): difference.readings.get(c) for c in coders}
        rows.append({"difference": difference.key, "code": shown_name(difference.code), **readings,
                     "decision": None, "context": context, "note": None})  # fmt: skip
    columns = ["difference", "code", *map(_column, coders), "decision", "context", "note"]
    write_sheet({"differences": pd.DataFrame(rows, columns=columns)}, file,
                choices={"decision": list(coders)})  # fmt: skip


def read_decisions(file: str | Path, found: Sequence[Difference]) -> dict[str, str]:
    """Read a decided sheet: by difference, a coder's name or the right value.

    Raises
    ------
    InputError
        Where a row is of no difference between these codings, its readings have changed since, or
        a decision is neither a coder nor a value.
    """
    file = Path(file)
    table = next(iter(read_sheet(file).values()))
    for column in ("difference", "decision"):
        if column not in table:
            raise InputError(f"{file}: there is no column {column}")
    known = {difference.key: difference for difference in found}
    decided = {}
    for row in table.astype(object).where(table.notna(), None).to_dict("records"):
        where = f"{file}: row {row['row']}"
        difference = known.get(str(row["difference"]))
        if difference is None:
            raise InputError(f"{where}: '{row['difference']}' is no difference between these "
                             "codings; write the file anew")  # fmt: skip
        _unchanged(where, row, difference)
        if row["decision"] is not None:
            decided[difference.key] = _decision(where, str(row["decision"]).strip(), difference)
    return decided


def _column(coder: str) -> str:
    return f"{shown_name('coder')} {coder}"


def _of_unit(unit: Unit, text: str) -> Iterable[Difference]:
    if len(unit.records) < len(unit.coders):
        readings = {c: _whole(unit, c, text) for c in unit.coders}
        yield Difference(f"{unit.name} | {THERE}", unit, THERE,
                         readings)  # fmt: skip
        # Who has it may still differ in how.
    for code in FIELDS[unit.kind]:
        given: dict[str, Any] = {c: r.get(code) for c, r in unit.records.items()}
        if unit.kind == "article":  # a layer that a coder left out is no difference
            given = {c: value for c, value in given.items() if value is not None}
        if len({_same(code, value) for value in given.values()}) > 1:
            readings = {c: _shown(code, value, text) for c, value in given.items()}
            if len(set(readings.values())) == 1:  # the same words at two places
                readings = {c: f"{r} ({given[c][0]})" for c, r in readings.items()}
            yield Difference(f"{unit.name} | {code}", unit, code,
                             readings)  # fmt: skip


def _same(code: str, value: Any) -> Any:
    """What makes two readings the same: words without regard to spaces, names in any order."""
    if code == "agencies":
        return frozenset(" ".join(name.split()) for name in value)
    if isinstance(value, str):
        return " ".join(value.split())
    return tuple(value) if isinstance(value, (list, tuple)) else value


def _shown(code: str, value: Any, text: str) -> str:
    if value is None:
        return NOTHING
    if code in _SPANS or (code in ("target", "holder") and not isinstance(value, str)):
        return text[slice(*value)]
    if code == "agencies":
        return "; ".join(value) or NOTHING
    if code == "named":
        value = "yes" if value else "no"
    return shown_value(code, str(value)) if values(code) else str(value)


def _whole(unit: Unit, coder: str, text: str) -> str:
    record = unit.records.get(coder)
    if record is None:
        return NOTHING
    names = {"act": ("cue", "source", "content"), "praise": ("span",)}.get(unit.kind)
    if names is None:
        return shown_value("voice", record["voice"])
    return " … ".join(text[slice(*record[name])] for name in names if record[name])


def _unchanged(where: str, row: Mapping[Any, Any], difference: Difference) -> None:
    for coder, reading in difference.readings.items():
        there = row.get(_column(coder))
        if there is not None and "".join(str(there).split()) != "".join(reading.split()):
            raise InputError(f"{where}: {coder} reads '{reading[:40]}' now; write the file anew")


def _decision(where: str, decision: str, difference: Difference) -> str:
    if decision in difference.readings:
        return decision
    if difference.code != THERE and difference.code not in _SPANS and values(difference.code):
        try:
            return f"={read_value(difference.code, decision)}"
        except InputError:
            pass
    coders = ", ".join(difference.readings)
    raise InputError(f"{where}, column decision: '{decision}' is neither a coder ({coders}) nor a "
                     f"value of {difference.code}")  # fmt: skip
