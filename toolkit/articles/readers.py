"""Every kind of file that holds articles, read into the article table.

`read_articles` picks the reader by the file's name and first bytes and passes what it reads through
`check_articles`. A folder may be a data set (one ``articles.*`` file, what lies beside it ignored),
a pile of pages, the ANT corpus, or several tables.
"""

import logging
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.articles.encodings import decode, read_bytes
from toolkit.articles.formats.ant import is_ant, read_ant
from toolkit.articles.formats.delimited import read_delimited
from toolkit.articles.formats.exports import is_raw_gdelt, read_raw_gdelt
from toolkit.articles.formats.feeds import read_feed
from toolkit.articles.formats.press_databases import is_factiva, is_lexis, read_factiva, read_lexis
from toolkit.articles.formats.records import read_json_lines, read_parquet
from toolkit.articles.formats.references import read_references
from toolkit.articles.formats.spreadsheets import read_spreadsheet
from toolkit.articles.formats.web_archives import read_web_archive
from toolkit.articles.languages import keep_arabic
from toolkit.articles.pages.saved import read_html_page, read_text_page
from toolkit.articles.schema import KNOWN, check_articles, name_columns
from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet", ".xlsx", ".xlsm")
LISTS = (".xml", ".rss", ".atom", ".ris", ".warc")
PAGES = (".txt", ".html", ".htm")
SUPPORTED = ", ".join((*TABLES, *LISTS, *PAGES)) + ", each also as .gz, or a folder of them"

_DATA_SET = "articles"
_MANY_TABS = 20  # GDELT's raw tables have 26 and 60 tabs a line
_DUMPS = ((is_ant, read_ant), (is_factiva, read_factiva), (is_lexis, read_lexis))
_NOT_PAGES = ("readme", "license", "licence", "sources")


def read_articles(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    outlet: str | None = None,
    sample: int | None = None,
    seed: int = 0,
    all_languages: bool = True,
) -> pd.DataFrame:
    """Read articles from a file or a folder into the article table.

    Parameters
    ----------
    path
        CSV or TSV, Excel, JSON Lines, Parquet, a text or HTML page, a feed, a web archive, a file of
        the ANT corpus, a dump of Factiva or LexisNexis, or a folder.
    columns
        The user's column names and the toolkit's: ``{"body": "text"}``.
    outlet
        The outlet of articles that name none. Pages take the name of the folder they lie in.
    sample
        Keep so many articles, drawn at random without replacement, in their order in the file.
    seed
        Of that draw.
    all_languages
        False leaves out what is not in Arabic, before the draw, and warns how many that were.

    Returns
    -------
    pandas.DataFrame
        As `check_articles` returns it. Texts are as read, save for the encoding and a leading
        byte-order mark; quoted line breaks, NUL characters and CRLF stay.

    Raises
    ------
    InputError
        One line naming the file, the row and the column, and what to do.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.csv").write_text("outlet,body\\nهسبريس,أشاد الوزير بالمغرب.\\n", "utf-8")
    >>> read_articles(folder / "a.csv", columns={"body": "text"})["text"].tolist()
    ['أشاد الوزير بالمغرب.']
    """
    path = Path(path)
    if sample is not None and sample < 1:
        raise InputError(f"sample: {sample} is no number of articles; give 1 or more")
    if path.is_dir():
        articles = _read_folder(path, columns or {}, outlet)
    else:
        articles = _read_file(path, columns or {}, outlet)
    if not all_languages:
        articles = keep_arabic(articles, file=path)
    if sample is None or sample >= len(articles):
        return articles
    rows = np.random.default_rng(seed).choice(len(articles), size=sample, replace=False)
    return articles.iloc[np.sort(rows)].reset_index(drop=True)


def _read_folder(path: Path, columns: Mapping[str, str], outlet: str | None) -> pd.DataFrame:
    data_sets = [file for file in sorted(path.iterdir()) if _is_data_set(file)]
    if len(data_sets) > 1:
        names = ", ".join(file.name for file in data_sets)
        raise InputError(f"{path}: holds {names}; say which one to read")
    if data_sets:
        return _read_file(data_sets[0], columns, outlet)
    files = [file for file in sorted(path.rglob("*")) if _is_source(file, path)]
    if not files:
        raise InputError(f"{path}: nothing in this folder to read; supported: {SUPPORTED}")
    raw_tables = []
    for file in files:
        table = rename_columns(read_raw(file, columns), columns, file)
        if _is_page(file, table) and "article_id" not in table:
            table["article_id"] = file.relative_to(path).with_suffix("").as_posix()
        elif "article_id" not in table:
            stem = file.name.split(".")[0]
            table["article_id"] = [f"{stem}-{row}" for row in range(1, len(table) + 1)]
        raw_tables.append(_with_outlet(table, file, outlet))
    return _concatenate(raw_tables, files, path)


def _concatenate(tables: list[pd.DataFrame], files: list[Path], path: Path) -> pd.DataFrame:
    """Pages are checked as one table, since checking thirty thousand of them singly takes hours."""
    if all(_kind(file) in PAGES for file in files):
        return check_articles(pd.concat(tables, ignore_index=True), file=path)
    checked = [check_articles(table, file=file) for table, file in zip(tables, files, strict=True)]
    return check_articles(pd.concat(checked, ignore_index=True), file=path)


def _read_file(path: Path, columns: Mapping[str, str], outlet: str | None) -> pd.DataFrame:
    table = rename_columns(read_raw(path, columns), columns, path)
    if _kind(path) in PAGES:
        if _is_page(path, table) and "article_id" not in table:
            table["article_id"] = path.name.split(".")[0]
        table = _with_outlet(table, path, outlet)
    return check_articles(table, file=path, outlet=outlet)


def read_raw(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    """Read a file as it stands, by its name and first bytes, unchecked.

    Raises
    ------
    InputError
        Missing, empty, damaged, or of a kind that is not read.
    """
    kind = _kind(path)
    if kind not in (*TABLES, *LISTS, *PAGES, ".xls") and path.exists():
        raise InputError(f"{path}: files of this kind are not read; supported: {SUPPORTED}")
    if kind == ".parquet":
        return read_parquet(path)
    if kind == ".warc":
        return read_web_archive(path)
    raw = read_bytes(path)
    if kind in (".csv", ".tsv"):
        return _read_delimited(raw, path, columns)
    if kind in (".jsonl", ".ndjson", ".json"):
        return read_json_lines(raw, path)
    if kind in (".xlsx", ".xlsm", ".xls"):
        return read_spreadsheet(raw, path)
    if kind == ".ris":
        return read_references(raw, path)
    if kind in LISTS:
        return read_feed(raw, path)
    return _read_text(raw, path) if kind == ".txt" else pd.DataFrame([read_html_page(raw, path)])


def _read_delimited(raw: bytes, path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    if raw[:200_000].partition(b"\n")[0].count(b"\t") > _MANY_TABS:
        text = decode(raw, path)
        if is_raw_gdelt(text):
            return read_raw_gdelt(text, path)
    return read_delimited(raw, path, names=columns)


def _read_text(raw: bytes, path: Path) -> pd.DataFrame:
    """One article, or a dump that holds many."""
    text = decode(raw, path)
    for is_dump, read_dump in _DUMPS:
        if is_dump(text):
            return read_dump(text, path)
    return pd.DataFrame([read_text_page(raw, path)])


def rename_columns(table: pd.DataFrame, columns: Mapping[str, str], path: Path) -> pd.DataFrame:
    """Turn the user's names into the toolkit's; ``Title`` and ``TEXT`` are known untold.

    Raises
    ------
    InputError
        A column that is not there, or one that is there already.
    """
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
    spelled = {
        name: name.lower()
        for name in map(str, table.columns)
        if name.lower() in KNOWN and name.lower() not in table
    }
    return table.rename(columns=spelled)


def _with_outlet(table: pd.DataFrame, path: Path, outlet: str | None) -> pd.DataFrame:
    """Pages name no outlet: the one given, or the folder's name, is theirs."""
    if _kind(path) in PAGES:
        name = outlet or path.resolve().parent.name
        table["outlet"] = table["outlet"].fillna(name) if "outlet" in table else name
    elif outlet is not None:
        table["outlet"] = table["outlet"].fillna(outlet) if "outlet" in table else outlet
    return table


def _is_page(path: Path, table: pd.DataFrame) -> bool:
    """Whether a file holds one article: a page, and no dump of many."""
    return _kind(path) in PAGES and len(table) == 1


def _kind(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes = suffixes[:-1]
    return suffixes[-1] if suffixes else ""


def _is_data_set(path: Path) -> bool:
    return path.is_file() and path.name.split(".")[0] == _DATA_SET and _kind(path) in TABLES


def _is_source(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    aside = path.name.split(".")[0].lower() in _NOT_PAGES
    return path.is_file() and not hidden and not aside and _kind(path) in (*TABLES, *LISTS, *PAGES)
