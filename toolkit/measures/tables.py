"""The columns of every table and their types, as the measures declare them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from toolkit.errors import InputError
from toolkit.measures.declaration import declared


def table_columns() -> dict[str, Mapping[str, str]]:
    """The columns of each table and their types, by the table's name.

    Examples
    --------
    >>> list(table_columns()["credits"])[-1]
    'agency_kind'
    """
    return {measure.table: measure.columns for measure in declared() if measure.table}


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
    (0, 'agency_kind')
    """
    columns = table_columns()
    if name not in columns:
        raise InputError(f"no measure has a table '{name}'; there are {', '.join(columns)}")
    kinds = dict(columns[name])
    table = pd.DataFrame(rows if rows is not None else {})
    if table.empty:
        table = table.reindex(columns=list(kinds))
    for column, kind in kinds.items():
        if column not in table:
            table[column] = np.nan if kind == "float64" else pd.NA
    return table[list(kinds)].astype(kinds).reset_index(drop=True)
