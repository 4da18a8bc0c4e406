"""One file: its form, its rows as they stand, and those rows made ready for the article table."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from toolkit.articles.account import count_read
from toolkit.articles.cells import clean_cells
from toolkit.articles.columns import rename_columns
from toolkit.articles.encodings import decode, read_bytes
from toolkit.articles.formats import factiva_displays, nexis_uni, press_databases, word_documents
from toolkit.articles.formats.ant import read_ant
from toolkit.articles.formats.delimited import read_delimited
from toolkit.articles.formats.exports import read_raw_gdelt
from toolkit.articles.formats.feeds import read_feed
from toolkit.articles.formats.recognition import BY_NAME, form_of, suffix_of
from toolkit.articles.formats.records import (
    POSITION,
    count_json_lines,
    count_parquet,
    gathered,
    is_json_lines,
    json_batches,
    parquet_batches,
    read_json,
)
from toolkit.articles.formats.references import read_references
from toolkit.articles.formats.spreadsheets import ROW, read_spreadsheet
from toolkit.articles.formats.web_archives import read_web_archive
from toolkit.articles.mojibake import note_or_mend
from toolkit.articles.pages.bundles import mhtml_page, safari_page
from toolkit.articles.pages.saved import read_html_page, read_text_page
from toolkit.articles.patterns import place_of
from toolkit.articles.schema import blank_to_missing, require_columns, text_column
from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

TABLES = ("delimited", "json", "parquet", "workbook")
# Where the words stand as they were typed: no markup is looked for in pages, feeds and dumps.
_CLEANED = (*TABLES, "text_page", "docx_page", "odt_page", "pdf_page")
_DUMP_FORMS = ("ant", "factiva", "lexis", "nexis_uni", "factiva_article", "factiva_html")
_COUNTED = {
    "docx_page": "word_page", "odt_page": "word_page", "mhtml_page": "html_page",
    "webarchive_page": "html_page", "factiva_article": "factiva", "factiva_html": "factiva",
}  # fmt: skip


@dataclass(frozen=True)
class Choices:
    """What the caller says of the files; see `read_articles`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    sheet: str | None = None
    pattern: str | None = None
    mend: bool = False


class Raw(NamedTuple):
    """The rows of one file, and the form that they were read from."""

    form: str
    table: pd.DataFrame


@dataclass(frozen=True)
class Batches:
    """A table that can be read some thousand rows at a time, and only some of them."""

    form: str
    size: Callable[[], int]
    read: Callable[[Collection[int] | None], Iterator[pd.DataFrame]]


def read_file(path: Path, choices: Choices, *, stem: str | None = None) -> Raw:
    """Read a file and make its rows ready: columns named, identifiers made, cells cleaned.

    Parameters
    ----------
    path, choices
        The file, and what the caller says of it.
    stem
        What made identifiers begin with; the file's name if not given.

    Raises
    ------
    InputError
        Missing, empty, damaged, or of a kind that is not read; no column of texts.
    """
    raw = read_raw(path, choices.columns, sheet=choices.sheet)
    return raw._replace(table=prepared(raw.table, path, choices, form=raw.form, stem=stem))


def read_raw(path: Path, columns: Mapping[str, str], *, sheet: str | None = None) -> Raw:
    """Read a file as it stands, unchecked.

    Raises
    ------
    InputError
        Missing, empty, damaged, or of a kind that is not read.
    """
    batched = batches_of(path)
    if batched is not None:
        try:
            table = gathered(batched.read(None), path)
            count_read(batched.form)
            return Raw(batched.form, table)
        except UnicodeDecodeError:
            pass  # not UTF-8 throughout
    if suffix_of(path) in (".warc", ".wacz"):
        form, raw = "web_archive", b""
    else:
        raw = read_bytes(path)
        form = form_of(raw, path, names=columns)
    table = _rows(raw, path, form, columns, sheet)
    if form != "workbook":  # which counts its sheets
        count_read(_COUNTED.get(form, form))
    return Raw(form, table)


def batches_of(path: Path) -> Batches | None:
    """How to read a file in batches: JSON Lines in UTF-8, and Parquet; None where it is neither."""
    named = BY_NAME.get(suffix_of(path), "")
    if named in ("json", "text_page") and path.is_file() and is_json_lines(path):
        return Batches("json", lambda: count_json_lines(path),
                       lambda only: json_batches(path, only=only))  # fmt: skip
    if named == "parquet":
        return Batches("parquet", lambda: count_parquet(path),
                       lambda only: parquet_batches(path, only=only))  # fmt: skip
    return None


def prepared(
    table: pd.DataFrame,
    path: Path,
    choices: Choices,
    *,
    form: str = "json",
    stem: str | None = None,
) -> pd.DataFrame:
    """Rows ready for `check_articles`: named, identified, their words without what is around them.

    The index holds the rows' numbers as error messages name them.

    Raises
    ------
    InputError
        A column that is not there, two of one name, or none of texts.
    """
    positions = table.index if table.index.name == POSITION else range(1, len(table) + 1)
    if table.index.name not in (POSITION, ROW):
        table = table.set_axis(pd.RangeIndex(1, len(table) + 1, name=POSITION))
    table = rename_columns(table, choices.columns, path)
    require_columns(table, path)
    table = table.copy(deep=False)
    if choices.pattern:
        for name, value in (place_of(path, choices.pattern) or {}).items():
            table[name] = value
    _name_outlet(table, path, form, choices.outlet)
    start = path.name.split(".")[0] if stem is None else stem
    is_page = form.endswith("_page") and len(table) == 1
    made = [start] * len(table) if is_page else [f"{start}-{number}" for number in positions]
    ids = pd.Series(made, index=table.index, dtype="object")
    if "article_id" in table:
        ids = blank_to_missing(text_column(table["article_id"], path)).fillna(ids)
    table["article_id"] = ids
    if form in _CLEANED and "account" not in table.attrs:
        table = clean_cells(table, path)
    return note_or_mend(table, path, mend=choices.mend)


def _name_outlet(table: pd.DataFrame, path: Path, form: str, outlet: str | None) -> None:
    """Pages name no outlet: the one given, or the folder's name, is theirs."""
    if form.endswith("_page") or form in _DUMP_FORMS:
        name = outlet or path.resolve().parent.name
        table["outlet"] = table["outlet"].fillna(name) if "outlet" in table else name


def _rows(
    raw: bytes, path: Path, form: str, columns: Mapping[str, str], sheet: str | None
) -> pd.DataFrame:
    if sheet is not None and form != "workbook":
        raise InputError(f"{path}: has no sheets, so none is called {sheet}")
    if form == "delimited":
        return read_delimited(raw, path, names=columns)
    if form == "workbook":
        return read_spreadsheet(raw, path, sheet=sheet, names=columns)
    if form == "web_archive":
        return read_web_archive(path)
    if form in _FROM_BYTES:
        return _FROM_BYTES[form](raw, path)
    if form in _FROM_TEXT:
        return _FROM_TEXT[form](decode(raw, path), path)
    return _page(raw, path, form)


def _page(raw: bytes, path: Path, form: str) -> pd.DataFrame:
    """A single article, or the dump that a document holds."""
    if form == "html_page":
        return pd.DataFrame([read_html_page(raw, path)])
    if form == "mhtml_page":
        return pd.DataFrame([read_html_page(mhtml_page(raw, path), path)])
    if form == "webarchive_page":
        return pd.DataFrame([read_html_page(safari_page(raw, path), path)])
    if form == "rtf_page":
        raise InputError(f"{path}: an RTF file; save it as .docx or .txt")
    if form in _DOCUMENTS:
        text = _DOCUMENTS[form](raw, path)
        dump = next((read for is_dump, read in _DUMPS if is_dump(text)), None)
        if dump is not None:
            return dump(text, path)
    else:
        text = decode(raw, path)
    return pd.DataFrame([read_text_page(text, path)])


_FROM_BYTES: dict[str, Callable[[bytes, Path], pd.DataFrame]] = {
    "json": read_json,
    "feed": read_feed,
    "references": read_references,
}
_FROM_TEXT: dict[str, Callable[[str, Path], pd.DataFrame]] = {
    "ant": read_ant,
    "gdelt": read_raw_gdelt,
    "factiva": press_databases.read_factiva,
    "lexis": press_databases.read_lexis,
    "nexis_uni": nexis_uni.read_nexis_uni,
    "factiva_article": factiva_displays.read_factiva_article,
    "factiva_html": factiva_displays.read_factiva_html,
}
_DOCUMENTS: dict[str, Callable[[bytes, Path], str]] = {
    "docx_page": word_documents.read_docx,
    "odt_page": word_documents.read_odt,
    "pdf_page": word_documents.read_pdf,
}
_DUMPS: tuple[tuple[Callable[[str], bool], Callable[[str, Path], pd.DataFrame]], ...] = (
    (press_databases.is_factiva, press_databases.read_factiva),
    (press_databases.is_lexis, press_databases.read_lexis),
    (nexis_uni.is_nexis_uni, nexis_uni.read_nexis_uni),
    (factiva_displays.is_factiva_article, factiva_displays.read_factiva_article),
)
