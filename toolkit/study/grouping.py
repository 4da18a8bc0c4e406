"""How groups of articles are ordered, named and coloured: declared once, read by every part.

What the toolkit knows of moments, kinds of outlets and camps stands in data/groups.yaml. A table may
say otherwise: an ordered categorical gives the order of its column, and ``attrs["groups"]`` order,
labels and colours, which a study keeps in its Parquet files. `declare_groups` writes them there, as
the ``[groups.COLUMN]`` of a ``study.toml`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import yaml

from toolkit.articles.schema import GROUPS
from toolkit.errors import InputError

LANGUAGES = ("en", "ar")
_KEYS = ("order", *LANGUAGES, "colours")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Grouping:
    """What is declared of the groups that one column makes.

    Attributes
    ----------
    order : tuple of str
        The first ones; all others follow by name.
    labels : mapping of language to (mapping of group to label)
    colours : mapping of group to ``#RRGGBB``
    """

    order: tuple[str, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def sorted(self, groups: Iterable[object]) -> list[str]:
        """Give groups in order, each once."""
        place = {name: number for number, name in enumerate(self.order)}
        names = {str(group) for group in groups}
        return sorted(names, key=lambda name: (place.get(name, len(place)), name))

    def label(self, group: str, language: str) -> str:
        """Give a group's name in a language; one that has none is shown as it is."""
        return str(self.labels.get(language, {}).get(group, group))

    def colour(self, group: str, place: int = 0) -> str:
        """Give a group's colour, else that of its place."""
        cycle: list[str] = _declared()["colours"]
        return self.colours.get(group, cycle[place % len(cycle)])


def grouping(column: str, table: pd.DataFrame | None = None) -> Grouping:
    """Give what is declared of the groups of a column, by the table, else by the toolkit.

    Examples
    --------
    >>> moments = grouping("moment")
    >>> moments.sorted(["after", "eve", "أخرى"]), moments.label("eve", "ar")
    (['eve', 'after', 'أخرى'], 'العشية')
    """
    known = _known(column)
    own = {} if table is None else table.attrs.get(GROUPS, {}).get(column, {})
    order = own.get("order", known.get("order", ()))
    if table is not None and column in table:
        kind = table[column].dtype
        if isinstance(kind, pd.CategoricalDtype) and kind.ordered:
            order = kind.categories
    labels = {code: {**known.get(code, {}), **own.get(code, {})} for code in LANGUAGES}
    colours = {**known.get("colours", {}), **own.get("colours", {})}
    return Grouping(tuple(map(str, order)), labels, colours)


def declare_groups(table: pd.DataFrame, groups: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """Say in which order groups come, what they are called and how they are coloured.

    Parameters
    ----------
    table
        Articles or scores.
    groups
        By column: ``order`` (a list), ``en`` and ``ar`` (labels by group), ``colours`` (``#RRGGBB``
        by group); each may be left out.

    Returns
    -------
    DataFrame
        The same rows; tables, figures and the report made of them keep what was declared.

    Raises
    ------
    InputError
        No such column, or something declared that nobody knows.

    Examples
    --------
    >>> articles = pd.DataFrame({"outlet": ["الخبر", "الرأي"], "text": ["أشاد.", "نفى."]})
    >>> declared = declare_groups(articles, {"outlet": {"order": ["الرأي", "الخبر"]}})
    >>> grouping("outlet", declared).sorted(articles["outlet"])
    ['الرأي', 'الخبر']
    """
    checked = check_groups(groups)
    for column in checked:
        if column not in table:
            found = ", ".join(map(str, table.columns))
            raise InputError(f"groups.{column}: no such column; found: {found}")
    declared = table.copy(deep=False)
    declared.attrs[GROUPS] = {**table.attrs.get(GROUPS, {}), **checked}
    return declared


def carry_groups(source: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Give a table what another one, whose articles it counts, declares of its groups."""
    if GROUPS not in source.attrs:
        return table
    carried = table.copy(deep=False)
    carried.attrs[GROUPS] = source.attrs[GROUPS]
    return carried


def check_groups(groups: Any, *, where: str = "groups") -> dict[str, dict[str, Any]]:
    """Check a declaration; `where` is what messages call it.

    Raises
    ------
    InputError
        Names what is wrong, and what may stand there.
    """
    if not isinstance(groups, Mapping):
        raise InputError(f"{where}: no table of columns; write [groups.outlet] above the outlets'")
    checked: dict[str, dict[str, Any]] = {}
    for column, given in groups.items():
        place = f"{where}.{column}"
        if not isinstance(given, Mapping):
            raise InputError(f"{place}: {given!r} is no table; there are {', '.join(_KEYS)}")
        for key, value in given.items():
            _check_part(f"{place}.{key}", str(key), value)
        checked[str(column)] = {
            key: list(given[key]) if key == "order" else dict(given[key])
            for key in _KEYS
            if key in given
        }
    return checked


def _check_part(place: str, key: str, value: Any) -> None:
    if key not in _KEYS:
        raise InputError(f"{place}: nothing that groups have; there are {', '.join(_KEYS)}")
    if key == "order":
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise InputError(f'{place}: {value!r} is not a list of texts, as in ["a", "b"]')
        if len(set(value)) < len(value):
            raise InputError(f"{place}: a group stands there twice")
        return
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        raise InputError(f'{place}: {value!r} is no table of texts, as in {{a = "b"}}')
    wrong = [v for v in value.values() if key == "colours" and not _COLOUR.fullmatch(v)]
    if wrong:
        raise InputError(f"{place}: {wrong[0]!r} is no colour; write it as in #0072B2")


@cache
def _known(column: str) -> dict[str, Any]:
    if column == "country":
        from toolkit.measures.actors.gazetteer.tables import state_names

        english, arabic = ({code: pair[i] for code, pair in state_names().items()} for i in (0, 1))
        return {"en": english, "ar": arabic}
    return dict(_declared().get(column, {})) if column != "colours" else {}


@cache
def _declared() -> dict[str, Any]:
    source = files("toolkit.study") / "data" / "groups.yaml"
    return dict(yaml.safe_load(source.read_text("utf-8")))
