"""Which column is which: the user's own names, then those that tables usually have.

Names are data (data/column_names.yaml), in Arabic, English and French. What a user names goes
first, the toolkit's own names next; a usual name is taken only where neither tells the column.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.arabic import fold
from toolkit.articles.account import count_noted
from toolkit.articles.schema import KNOWN, name_columns
from toolkit.errors import InputError
from toolkit.knowledge import read_yaml

_BETWEEN = re.compile(r"[\s_\-.:*]+")


def rename_columns(table: pd.DataFrame, columns: Mapping[str, str], path: Path) -> pd.DataFrame:
    """Turn the user's names into the toolkit's; ``Title`` and ``النص`` are known untold.

    A name with points (``content.rendered``) reaches into the objects of a JSON file.

    Raises
    ------
    InputError
        A column that is not there, or one that is there already.

    Examples
    --------
    >>> table = pd.DataFrame({"الجريدة": ["العلم"], "المتن": ["قال نعم."]})
    >>> rename_columns(table, {}, Path("a.csv")).columns.tolist()
    ['outlet', 'text']
    """
    table = _with_nested(table, columns)
    absent = [name for name in columns if name not in table]
    if absent:
        raise InputError(
            f"{path}: no column {absent[0]} (the columns are: {name_columns(table)}); "
            'map your name to the toolkit\'s, as in --column body=text or columns={"body": "text"}'
        )
    taken = [new for new in columns.values() if new in table and new not in columns]
    if taken:
        raise InputError(
            f"{path}: there is a column {taken[0]} already; another cannot be called so"
        )
    table = table.rename(columns=dict(columns))
    usual = usual_names(table.columns, taken=columns.values())
    for own, name in usual.items():
        if own.lower() != name:
            count_noted("column_named", first=f"{own} = {name}")
    return table.rename(columns=usual)


def usual_names(names: Iterable[Any], *, taken: Iterable[str] = ()) -> dict[str, str]:
    """The toolkit's names of columns that are called by a usual one; each is given once.

    Examples
    --------
    >>> usual_names(["Headline", "تاريخ النشر", "رأيي", "body", "content"])
    {'body': 'text', 'Headline': 'title', 'تاريخ النشر': 'published'}
    """
    own = [name for name in names if isinstance(name, str)]
    settled = {name for name in own if name in KNOWN} | set(taken)
    found: dict[str, str] = {}
    for name, spellings in _spellings().items():
        if name in settled:
            continue
        ranked = [(spellings[_plain(one)], at) for at, one in enumerate(own)
                  if _plain(one) in spellings and one not in KNOWN and one not in settled]  # fmt: skip
        if ranked:
            found[own[min(ranked)[1]]] = name
    return found


def count_usual(names: Iterable[Any], *, own: Iterable[str] = ()) -> int:
    """How many of a row's cells are names of columns: usual ones, or those the user has named.

    Examples
    --------
    >>> count_usual(["العنوان", "النص", "ملاحظات"]), count_usual(["تغطية الاجتماع", None])
    (2, 0)
    """
    known = {_plain(name) for name in own} | _all_spellings()
    return len({_plain(name) for name in names if isinstance(name, str)} & known)


def _with_nested(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    nested = {}
    for name in columns:
        first, point, rest = name.partition(".")
        if name not in table and point and first in table:
            nested[name] = [_reach(value, rest.split(".")) for value in table[first]]
    return table.assign(**nested) if nested else table


def _reach(value: Any, keys: list[str]) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _plain(name: str) -> str:
    text = _BETWEEN.sub(" ", name.replace("\ufeff", "")).strip()
    return fold(text).text.lower()


@lru_cache(maxsize=1)
def _spellings() -> dict[str, dict[str, int]]:
    """For each of the toolkit's names, the usual ones by their rank."""
    source = files("toolkit.articles") / "data" / "column_names.yaml"
    data = read_yaml(source.read_text("utf-8"))
    return {
        name: {_plain(spelling): rank for rank, spelling in reversed(list(enumerate(spellings)))}
        for name, spellings in data.items()
    }


@lru_cache(maxsize=1)
def _all_spellings() -> frozenset[str]:
    return frozenset(spelling for spellings in _spellings().values() for spelling in spellings)
