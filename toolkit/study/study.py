"""A study: the articles and every table that the measures make of them, kept together.

Written as one Parquet file a table, or as a folder of such files where it was scored in parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

import pandas as pd

from toolkit.articles.given import expect_path
from toolkit.errors import InputError
from toolkit.measures.tables import table_columns, typed_table
from toolkit.study.mark import STAMP, check_place, stamp_of, stamped, study_folder, take_stamps


@dataclass(frozen=True)
class Study:
    """Tables of scored articles; docs/reference/tables.md says what their columns mean.

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
    actors : DataFrame
        Who speaks, praises and is praised, one row an actor.
    stance : DataFrame
        Hostile labels, insults, blame and doubt.
    origins : DataFrame
        Outlets that articles name as where their news comes from.
    more : mapping of str to DataFrame
        The tables of further measures that are declared; `study.NAME` gives them, too.
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
    actors: pd.DataFrame = field(default_factory=lambda: typed_table("actors"))
    stance: pd.DataFrame = field(default_factory=lambda: typed_table("stance"))
    origins: pd.DataFrame = field(default_factory=lambda: typed_table("origins"))
    more: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> Study:
        """Make a study of tables by name; a declared one that is not there is empty."""
        empty = {name: typed_table(name) for name in table_columns() if name not in tables}
        own = {each.name for each in fields(cls)} - {"more"}
        whole = {**empty, **tables}
        further = {name: table for name, table in whole.items() if name not in own}
        return cls(**{name: whole[name] for name in own}, more=further)

    def __getattr__(self, name: str) -> pd.DataFrame:
        # Asked only where there is no such field; while unpickling there is nothing at all yet.
        found = self.__dict__.get("more", {})
        if name in found:
            return found[name]
        raise AttributeError(f"a study has no table {name!r}; it has {', '.join(TABLES)}")

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Each table with its name."""
        for table in fields(self):
            if table.name != "more":
                yield table.name, getattr(self, table.name)
        yield from self.more.items()

    def to_excel(self, path: str | Path) -> Path:
        """Write every table as a sheet of one workbook; see `toolkit.study.exports`."""
        from toolkit.study.exports import to_excel

        return to_excel(self, path)

    def to_stata(self, directory: str | Path) -> Path:
        """Write every table for Stata 14 and later; see `toolkit.study.exports`."""
        from toolkit.study.exports import to_stata

        return to_stata(self, directory)

    def to_texts(self, directory: str | Path) -> Path:
        """Write a text file an article, for AntConc and R; see `toolkit.study.exports`."""
        from toolkit.study.exports import to_texts

        return to_texts(self, directory)

    def to_conll(self, path: str | Path) -> Path:
        """Write the coded words one a line; see `toolkit.study.exports`."""
        from toolkit.study.exports import to_conll

        return to_conll(self, path)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} {len(table)}" for name, table in self.tables())
        return f"Study({sizes})"

    def _repr_html_(self) -> str:
        from toolkit.study.showing import study_html

        return study_html(self)


# A study written by the first version has these; what came later may be missing.
_FIRST = (
    *("articles", "sentences", "attributions", "praise", "reuse", "quotations", "formulas"),
    *("credits", "scores"),
)
TABLES = tuple(table.name for table in fields(Study) if table.name != "more")


def write_study(study: Study, directory: str | Path, *, force: bool = False) -> Path:
    """Write every table of a study as ``NAME.parquet``; all of them or none.

    ``study.toml`` beside them marks the folder as a study's, which may be written again.

    Parameters
    ----------
    study
        What to write.
    directory
        A new or empty folder, or one with that mark.
    force
        Write among files that no study has written, too.

    Raises
    ------
    InputError
        Where the directory cannot be written, or holds files of somebody's own.
    """
    check_place(directory, force=force)
    with study_folder(directory, steps=("fetch",)) as (folder, mark):
        mark[STAMP] = write_tables(study, folder)
    return Path(directory)


def write_tables(study: Study, folder: Path) -> str:
    """Write every table as Parquet, each with the stamp that they share; gives that stamp."""
    tables = dict(study.tables())
    stamp = stamp_of(tables)
    for name, table in tables.items():
        stamped(table, stamp).to_parquet(folder / f"{name}.parquet", index=False)
    return stamp


def read_study(directory: str | Path) -> Study:
    """Read a study that `write_study` or the command line has written.

    Raises
    ------
    InputError
        Where the folder or one of its tables is missing or cannot be read, or two tables are not
        of one run.
    """
    expect_path(directory, "read_study")
    folder = Path(directory)
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; `toolkit score DATA --out {folder}` makes one")
    tables = {}
    for name in dict.fromkeys((*TABLES, *table_columns())):
        file = folder / f"{name}.parquet"
        if name not in _FIRST and not file.exists():
            continue  # a study written before there were any
        if not file.exists():  # a file, or a folder of parts
            raise InputError(f"{file}: missing, so {folder} is no study; score the articles again")
        tables[name] = _read_table(file)
    take_stamps(tables, folder)
    return Study.of(tables)


def _read_table(file: Path) -> pd.DataFrame:
    try:
        table = pd.read_parquet(file)
    except (ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, TypeError,
            ValueError) as error:  # fmt: skip
        # All that a damaged file or one of a hostile hand has been seen to raise.
        said = " ".join(str(error).split())[:200]
        raise InputError(f"{file}: cannot be read ({said}); score the articles again") from None
    key = "actor" if file.stem == "actors" else "article_id"
    if key not in table:
        raise InputError(f"{file}: no column {key}; score the articles again")
    return table
