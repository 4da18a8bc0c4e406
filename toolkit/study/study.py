"""A study: the articles and every table that the measures make of them, kept together.

Written as one Parquet file a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

import pandas as pd

from toolkit.errors import InputError
from toolkit.measures.tables import typed_table
from toolkit.output.whole import whole_folder


@dataclass(frozen=True)
class Study:
    """Tables of scored articles; DESIGN.md, "The tables", says what their columns mean.

    Attributes
    ----------
    articles, sentences, attributions, praise, formulas, credits : DataFrame
        The articles, and the evidence found in them with its offsets.
    reuse, quotations : DataFrame
        Words shared between articles, and quotations of one speaker; empty where not asked for.
    scores : DataFrame
        One row an article, plain aggregates of the tables.
    constructs : DataFrame
        Hits of a researcher's own lexicons; empty where none was given.
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    attributions: pd.DataFrame
    praise: pd.DataFrame
    reuse: pd.DataFrame
    quotations: pd.DataFrame
    formulas: pd.DataFrame
    credits: pd.DataFrame
    scores: pd.DataFrame
    constructs: pd.DataFrame = field(default_factory=lambda: typed_table("constructs"))

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Each table with its name."""
        for table in fields(self):
            yield table.name, getattr(self, table.name)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} {len(table)}" for name, table in self.tables())
        return f"Study({sizes})"


TABLES = tuple(table.name for table in fields(Study))


def write_study(study: Study, directory: str | Path) -> Path:
    """Write every table of a study as ``NAME.parquet``; all of them or none.

    Raises
    ------
    InputError
        Where the directory cannot be written.
    """
    with whole_folder(directory) as folder:
        for name, table in study.tables():
            table.to_parquet(folder / f"{name}.parquet", index=False)
    return Path(directory)


def read_study(directory: str | Path) -> Study:
    """Read a study that `write_study` or the command line has written.

    Raises
    ------
    InputError
        Where the folder or one of its tables is missing or cannot be read.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; `toolkit score DATA --out {folder}` makes one")
    tables = {}
    for name in TABLES:
        file = folder / f"{name}.parquet"
        if name == "constructs" and not file.is_file():
            continue  # a study written before there were any
        if not file.is_file():
            raise InputError(f"{file}: missing, so {folder} is no study; score the articles again")
        try:
            tables[name] = pd.read_parquet(file)
        except (OSError, ValueError) as error:
            raise InputError(
                f"{file}: cannot be read ({error}); score the articles again"
            ) from None
    return Study(**tables)
