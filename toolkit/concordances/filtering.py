"""Rows chosen by the values of their columns, or of their articles' columns."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any

import pandas as pd

from toolkit.errors import InputError

_GLOB = ("*", "?")


def filtered(
    rows: pd.DataFrame, articles: pd.DataFrame, filters: Mapping[str, Any], *, call: str
) -> pd.DataFrame:
    """Keep the rows for which every filter holds.

    Parameters
    ----------
    rows : DataFrame
        With ``article_id``.
    articles : DataFrame
        The article table.
    filters : mapping
        By column of `rows`, else of `articles`: a value, several in a list, None for what is
        missing; a text with ``*`` or ``?`` is a glob.
    call : str
        What errors call the function that was called.

    Raises
    ------
    InputError
        Where no table has such a column, or no article such a value.
    """
    kept = pd.Series(True, index=rows.index)
    for name, wanted in filters.items():
        if name in rows:
            column = rows[name]
            if name in articles:
                _check_known(name, wanted, articles[name], call)
        elif name in articles:
            _check_known(name, wanted, articles[name], call)
            column = rows["article_id"].map(articles.set_index("article_id")[name])
        else:
            raise InputError(f"{call}: {_unknown(name, [*rows.columns, *articles.columns])}")
        kept &= _holds(column, wanted)
    return rows[kept].reset_index(drop=True)


def _several(wanted: Any) -> list[Any]:
    return list(wanted) if isinstance(wanted, list | tuple | set | frozenset) else [wanted]


def _holds(column: pd.Series, wanted: Any) -> pd.Series:
    found = pd.Series(False, index=column.index)
    for value in _several(wanted):
        if value is None:
            found |= column.isna()
        elif _is_glob(value):
            texts = column.astype(object)
            found |= pd.Series(
                [isinstance(text, str) and fnmatchcase(text, value) for text in texts],
                index=column.index,
                dtype=bool,
            )
        else:
            found |= (column == value).fillna(False).astype(bool)
    return found


def _is_glob(value: Any) -> bool:
    return isinstance(value, str) and any(sign in value for sign in _GLOB)


def _check_known(name: str, wanted: Any, column: pd.Series, call: str) -> None:
    """A name of an outlet that no article has is a slip, not a question."""
    known = column.dropna().unique().tolist()
    for value in _several(wanted):
        if isinstance(value, str) and not _is_glob(value) and value not in known:
            texts = [str(one) for one in known]
            near = get_close_matches(value, texts, n=3) or sorted(texts)[:5]
            raise InputError(f"{call}: no article has {name} {value!r}; such as {', '.join(near)}")


def _unknown(name: str, columns: list[str]) -> str:
    known = list(dict.fromkeys(map(str, columns)))
    near = get_close_matches(name, known, n=1)
    meant = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"
    return f"no column {name!r} to filter by{meant}"
