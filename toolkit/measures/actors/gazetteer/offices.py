"""Who held which office of a state, and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from toolkit.measures.actors.gazetteer.tables import read_table


@dataclass(frozen=True)
class Holder:
    """Who held an office, in days since 1970 as ``[start, end)``."""

    start: float
    end: float
    name: str


@cache
def holders_by_office() -> dict[tuple[str, str], tuple[Holder, ...]]:
    """Who held every office of every state, the earliest first."""
    table = read_table("persons")
    found: dict[tuple[str, str], list[Holder]] = {}
    for name, state, offices in zip(table["name"], table["state"], table["offices"], strict=True):
        for held in filter(None, offices.split(";")):
            office, term = held.rsplit(" ", 1)
            office, _, other = office.partition("@")
            start, end = term.split("..")
            found.setdefault((other or state, office), []).append(
                Holder(_day(start, -1e9), _day(end, 1e9), name)
            )
    return {key: tuple(sorted(rows, key=lambda h: h.start)) for key, rows in found.items()}


def _day(text: str, missing: float) -> float:
    """Days since 1970 of a year, month or day."""
    if not text:
        return missing
    return pd.Timestamp(text).timestamp() / 86_400


@cache
def offices_of() -> dict[str, tuple[str, ...]]:
    """The offices that each known person has held: ``MA minister:foreign``."""
    found: dict[str, list[str]] = {}
    for (state, office), holders in holders_by_office().items():
        for holder in holders:
            found.setdefault(holder.name, []).append(f"{state} {office}")
    return {name: tuple(sorted(set(held))) for name, held in found.items()}


def holder_of(state: str, office: str, day: float) -> str | None:
    """Who held an office of a state on a day, as days since 1970; None where it is not on record.

    Examples
    --------
    >>> holder_of("MA", "minister:foreign", 19123.0)
    'ناصر بوريطة'
    """
    for holder in holders_by_office().get((state, office), ()):
        if holder.start <= day < holder.end:
            return holder.name
    return None
