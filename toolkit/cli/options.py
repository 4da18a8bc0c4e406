"""Options that several commands share, and the reading of data by them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pandas as pd

Data = Annotated[Path, typer.Argument(help="CSV, JSONL, Parquet, a page, or a folder of them.")]
Out = Annotated[Path, typer.Option("--out", help="The folder to write.")]
Sample = Annotated[int | None, typer.Option("--sample", help="So many articles, drawn at random.")]
Seed = Annotated[int, typer.Option("--seed", help="Of every draw.")]
Columns = Annotated[
    list[str] | None, typer.Option("--column", help="A column of yours and ours: body=text.")
]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Of articles that name none.")]
Sheet = Annotated[
    str | None, typer.Option("--sheet", help="Of a workbook; all alike if not given.")
]
Pattern = Annotated[
    str | None,
    typer.Option("--pattern", help="What files' places say: {outlet}/{published}-*.txt."),
]
Dates = Annotated[
    str | None, typer.Option("--dates", help="coerce: a date that nobody can read is missing.")
]
Mend = Annotated[
    bool, typer.Option("--mend", help="Undo texts garbled by a wrong encoding (mojibake).")
]
AllLanguages = Annotated[
    bool, typer.Option("--all-languages", help="Keep what is not in Arabic, too.")
]
Languages = Annotated[
    str | None,
    typer.Option("--languages", help="Keep articles in these, Arabic among them: ar,fr,en."),
]
By = Annotated[
    str | None,
    typer.Option("--by", help="The column that makes the groups; outlet if not given."),
]
Within = Annotated[
    str | None,
    typer.Option("--within", help="Match articles in this column; by default moment; none: not."),
]
Least = Annotated[
    int | None,
    typer.Option("--least", help="Groups with fewer articles are not compared; 3 if not given."),
]


def codes_of(languages: str | None) -> list[str] | None:
    """The languages of an option.

    >>> codes_of("ar,fr")
    ['ar', 'fr']
    """
    return None if languages is None else [code.strip() for code in languages.split(",")]


def read_data(
    data: Path,
    *,
    sample: int | None = None,
    seed: int = 0,
    columns: Sequence[str] | None = None,
    outlet: str | None = None,
    all_languages: bool = False,
    languages: Sequence[str] | None = None,
    sheet: str | None = None,
    pattern: str | None = None,
    dates: str | None = None,
    mend: bool = False,
) -> pd.DataFrame:
    """Read the articles that a command's options name.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("outlet,body\\nهسبريس,أشاد الوزير بالمغرب.\\n", "utf-8")
    >>> read_data(file, columns=["body=text"])["text"].tolist()
    ['أشاد الوزير بالمغرب.']
    """
    from toolkit.articles import read_articles
    from toolkit.study.choices import column_mapping

    return read_articles(
        data,
        columns=column_mapping(columns),
        outlet=outlet,
        sample=sample,
        seed=seed,
        all_languages=all_languages,
        languages=languages,
        sheet=sheet,
        pattern=pattern,
        dates=dates or "refuse",
        mend=mend,
    )
