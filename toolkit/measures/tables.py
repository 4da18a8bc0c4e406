"""The columns of every table and their types, as the measures declare them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.measures.declaration import declared


def table_columns() -> dict[str, Mapping[str, str]]:
    """The columns of each table and their types, by the table's name.

    Examples
    --------
    >>> list(table_columns()["credits"])[-1]
    'text'
    """
    return {measure.table: measure.columns for measure in declared() if measure.table}


def with_printed(
    articles: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """The tables with the words of their evidence as printed, where the measure says what bounds it.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    tables : mapping of str to DataFrame

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["أ"], "title": [""], "text": ["أشاد الوزير."]})
    >>> found = typed_table("praise", [{"article_id": "أ", "start": 1, "end": 5, "praise": 0,
    ...                                 "sentence": 1}])
    >>> with_printed(articles, {"praise": found})["praise"]["text"].tolist()
    ['أشاد']
    """
    titles, texts = articles["title"].tolist(), articles["text"].tolist()
    documents = dict(
        zip(articles["article_id"].tolist(), map(join_document, titles, texts), strict=True)
    )
    bounds = {m.table: m.evidence for m in declared() if m.evidence is not None}
    done = dict(tables)
    for name, prefix in bounds.items():
        if name in done and len(done[name]):
            table = done[name]
            edges = (table[f"{prefix}{edge}"].tolist() for edge in ("start", "end"))
            words = [documents[a][b:c] for a, b, c in zip(table["article_id"], *edges, strict=True)]
            done[name] = table.assign(text=pd.array(words, dtype="str"))
    return done


def typed_table(name: str, rows: Any = None) -> pd.DataFrame:
    """Give a table its columns and their types, whatever it was made from; no rows, an empty one.

    Text columns have the same type in an empty table as in a full one, so that chunks concatenate.

    Raises
    ------
    InputError
        Where no measure has a table of that name.

    Examples
    --------
    >>> len(typed_table("credits")), list(typed_table("credits"))[-1]
    (0, 'text')
    """
    columns = table_columns()
    if name not in columns:
        raise InputError(f"no measure has a table '{name}'; there are {', '.join(columns)}")
    table = pd.DataFrame(rows if rows is not None else {})
    # Column by column: `DataFrame.astype` takes four times as long, and chunks have many tables.
    typed = pd.DataFrame({key: _typed(table, key, kind) for key, kind in columns[name].items()})
    typed.attrs = dict(table.attrs)
    return typed


def _typed(table: pd.DataFrame, name: str, kind: Any) -> Any:
    if name in table and len(table):
        own = table[name]
        return own.array if own.dtype == kind else own.astype(kind).array
    if kind == "float64":
        return np.full(len(table), np.nan)
    return pd.array([pd.NA] * len(table), dtype=kind)
