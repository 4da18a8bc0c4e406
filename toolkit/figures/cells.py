"""Matrices of cells: their size, and whether the names under them have room."""

from __future__ import annotations

import pandas as pd

from toolkit.errors import InputError

BESIDE = 1.1  # inches for the names beside a matrix


# Inches a cell: wide enough for five figures, so narrow that the figure grows, and too narrow.
CELL, CROWDED, NARROW = 0.42, 0.36, 0.3


SHORTEST = 5  # letters of a word that a preposition and the article may open


def square_matrix(table: pd.DataFrame, value: str) -> pd.DataFrame:
    """A row an outlet, a column the outlet whose words it prints; made of pairs where that is given."""
    if "source_outlet" in table.columns:
        if value not in table.columns or "outlet" not in table.columns:
            found = ", ".join(map(str, table.columns))
            raise InputError(f"reuse: columns outlet and {value} are needed; found: {found}")
        table = table.pivot_table(
            index="outlet", columns="source_outlet", values=value, aggfunc="sum"
        )
    table = table.set_axis(table.index.astype(str)).set_axis(table.columns.astype(str), axis=1)
    names = sorted(set(table.index) | set(table.columns))
    return table.reindex(index=names, columns=names).fillna(0).astype(float)


def is_crowded(names: list[str], width: float) -> bool:
    """Tell whether the names under the columns would run into each other, so must stand upright."""
    longest = max((len(line) for name in names for line in name.split("\n")), default=0)
    return longest * len(names) * 0.06 > 0.6 * width
