"""Every kind of file that holds articles, read into the article table.

`read_articles` picks the reader by what a file holds (formats/recognition.py), names its columns,
undoes what is put around the words, and passes the rows through `check_articles`. What becomes no
article is counted: ``articles.attrs["account"]`` says what was read, as what, and what was not.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.articles.account import (
    account_line,
    count_left_out,
    count_read,
    is_quiet,
    open_account,
)
from toolkit.articles.files import Batches, Choices, batches_of, prepared, read_file
from toolkit.articles.folders import read_folder
from toolkit.articles.formats.records import join_batches
from toolkit.articles.languages import (
    arabic_rows,
    article_languages,
    check_languages,
    count_not_asked_for,
    count_other_languages,
    keep_arabic,
    keep_languages,
    language_rows,
)
from toolkit.articles.schema import DATES, check_articles
from toolkit.errors import InputError

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """Which languages' articles are kept: all, those asked for, or Arabic alone."""

    all: bool
    languages: tuple[str, ...] | None

    def keep(self, table: pd.DataFrame, path: Path) -> pd.DataFrame:
        """Leave out the others, and count them."""
        if self.all:
            return table
        if self.languages is None:
            return keep_arabic(table, file=path)
        return keep_languages(table, self.languages, file=path)

    def rows(self, table: pd.DataFrame) -> list[bool]:
        """Of each row, whether it is kept."""
        if self.languages is None:
            return arabic_rows(table)
        return language_rows(table, self.languages)

    def count(self, path: Path, rows: list[bool]) -> None:
        """Count the rows that are not kept."""
        if self.languages is None:
            count_other_languages(path, rows, first=lambda row: f"row {row + 1}")
        else:
            count_not_asked_for(path, rows, self.languages, first=lambda row: f"row {row + 1}")

    def told(self, table: pd.DataFrame) -> pd.DataFrame:
        """Say of each article its language, where languages were asked for."""
        if self.languages is None:
            return table
        return table.assign(language=article_languages(table))


def read_articles(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    outlet: str | None = None,
    sample: int | None = None,
    seed: int = 0,
    all_languages: bool = False,
    languages: Sequence[str] | None = None,
    sheet: str | None = None,
    pattern: str | None = None,
    dates: str = "refuse",
    mend: bool = False,
) -> pd.DataFrame:
    """Read articles from a file or a folder into the article table.

    Parameters
    ----------
    path
        CSV or TSV, a workbook, JSON, Parquet, a text, a web page, a document, a feed, a web
        archive, a file of the ANT corpus, a dump of Factiva or LexisNexis, or a folder. What it is
        is told by what it holds, then by its name.
    columns
        The user's column names and the toolkit's: ``{"body": "text"}``. Usual names in Arabic,
        English and French are known untold.
    outlet
        The outlet of articles that name none. Pages take the name of the folder they lie in.
    sample
        Keep so many articles, drawn at random without replacement, in their order in the file.
        Only what is drawn is checked.
    seed
        Of that draw.
    all_languages
        Keep what is not in Arabic. It is left out otherwise, before the draw, and counted.
    languages
        Keep what is in these, by ISO 639-1, Arabic among them (``["ar", "fr"]``): ``language`` says
        of each article which it is. Measures of Arabic are missing in the others.
    sheet
        The sheet of a workbook to read; all with like columns if not given.
    pattern
        What the places of files in a folder say: ``"{outlet}/{published}-*.txt"``. Files that it
        does not fit are left out.
    dates
        ``refuse`` a table with a date that nobody can read, or ``coerce`` it: it is missing then,
        and counted. Dates of feeds are always coerced.
    mend
        Undo texts that were once read in a wrong encoding (``ط§ظ„ظ…ط؛ط±ط¨``); they are only
        counted otherwise.

    Returns
    -------
    pandas.DataFrame
        As `check_articles` returns it, with the account of the reading in ``attrs["account"]``
        (`toolkit.articles.account_line` makes a line of it). Texts are as read, save for the
        encoding, a leading byte-order mark, and what the account says was undone; quoted line
        breaks, NUL characters and CRLF stay.

    Raises
    ------
    InputError
        One line naming the file, the row and the column, and what to do.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.csv").write_text("outlet,body\\nهسبريس,أشاد الوزير بالمغرب.\\n", "utf-8")
    >>> articles = read_articles(folder / "a.csv")
    >>> articles["text"].tolist(), articles.attrs["account"]["articles"]
    (['أشاد الوزير بالمغرب.'], 1)
    """
    path = Path(path)
    if sample is not None and sample < 1:
        raise InputError(f"sample: {sample} is no number of articles; give 1 or more")
    if dates not in DATES:
        raise InputError(f"dates: {dates} is none of {', '.join(DATES)}")
    if all_languages and languages is not None:
        raise InputError("languages: all are kept already; give these or all_languages, not both")
    kept = Kept(all_languages, check_languages(languages))
    choices = Choices(dict(columns or {}), outlet, sheet, pattern, mend)
    with open_account(path.resolve().name) as account:
        if path.is_dir():
            table = read_folder(path, choices, dates=dates)
            table = kept.keep(table, path)
            articles = _drawn(table, sample, seed).reset_index(drop=True)
        else:
            articles = _read_one(path, choices, sample, seed, kept, dates)
        articles.attrs["account"] = account.to_dict(articles=len(articles))
    level = logging.INFO if is_quiet(account) else logging.WARNING
    LOG.log(level, "%s", account_line(articles.attrs["account"]))
    return articles


def _read_one(
    path: Path, choices: Choices, sample: int | None, seed: int, kept: Kept, dates: str
) -> pd.DataFrame:
    batched = batches_of(path) if sample is not None else None
    if batched is not None and sample is not None:
        try:
            table = _sampled(path, batched, choices, sample, seed, kept)
            return check_articles(table, file=path, outlet=choices.outlet, dates=dates)
        except UnicodeDecodeError:
            pass  # not UTF-8 throughout, so it is read whole
    form, table = read_file(path, choices)
    table = kept.keep(table, path)
    table = _drawn(table, sample, seed)
    return check_articles(
        table, file=path, outlet=choices.outlet, dates="coerce" if form == "feed" else dates
    )


def _sampled(
    path: Path, batched: Batches, choices: Choices, sample: int, seed: int, kept: Kept
) -> pd.DataFrame:
    """The drawn rows of a table that is read in batches; no others are kept in memory."""
    positions = np.arange(1, batched.size() + 1)
    if not kept.all:
        with open_account(""):  # what is undone is counted where the drawn rows are read
            rows = [
                is_kept
                for batch in batched.read(None)
                for is_kept in kept.rows(prepared(batch, path, choices))
            ]
        kept.count(path, rows)
        positions = positions[np.array(rows, dtype=bool)]
    if sample < len(positions):
        drawn = np.random.default_rng(seed).choice(len(positions), size=sample, replace=False)
        count_left_out("not_drawn", len(positions) - sample)
        positions = positions[np.sort(drawn)]
    table = join_batches(list(batched.read(frozenset(positions.tolist()))))
    count_read(batched.form)
    return kept.told(prepared(table, path, choices))


def _drawn(table: pd.DataFrame, sample: int | None, seed: int) -> pd.DataFrame:
    if sample is None or sample >= len(table):
        return table
    count_left_out("not_drawn", len(table) - sample)
    rows = np.random.default_rng(seed).choice(len(table), size=sample, replace=False)
    return table.iloc[np.sort(rows)]
