"""A study for other programs: Excel, Stata, and texts for AntConc and R.

Evidence tables carry the words as printed beside their offsets, under the name of the passage
(``cue``'s words are ``cue_words``). What a format cannot hold (zones, cells of more than 32,767
characters in Excel) is turned or refused, never cut in silence.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.arabic import word_spans
from toolkit.arabic.document import join_document
from toolkit.articles.pages.addresses import file_name
from toolkit.errors import InputError
from toolkit.output.cells import csv_table, xml_text
from toolkit.output.whole import whole_file, whole_folder

if TYPE_CHECKING:
    from toolkit.study.study import Study

LOG = logging.getLogger(__name__)

EXCEL_CELL = 32_767
EXCEL_ROWS = 1_048_575
_STATA_NAME = re.compile(r"\W")
_STATA_WORDS = ("end", "class", "if", "in", "using", "with")  # its own
_LAYERS = (("attributions", "cue"), ("attributions", "source"), ("attributions", "content"),
           ("praise", ""))  # fmt: skip


def with_words(study: Study, name: str) -> pd.DataFrame:
    """A table of evidence with the words of every passage as they are printed.

    Examples
    --------
    >>> import toolkit
    >>> study = toolkit.score(toolkit.articles.check_articles(pd.DataFrame(
    ...     {"outlet": ["العلم"], "text": ["قال الوزير إن اللقاء نجح."]})))
    >>> with_words(study, "attributions")["cue_words"].tolist()
    ['قال']
    """
    table = dict(study.tables())[name].copy()
    if name == "articles" or "article_id" not in table:
        return table
    documents = _documents(study)
    for start in [name for name in map(str, table) if name.endswith("start")]:
        end = start.removesuffix("start") + "end"
        owner = "source_article_id" if start == "source_start" and "source_article_id" in table else (
            "article_id")  # fmt: skip
        if end not in table:
            continue
        words = start.removesuffix("start") + "words"
        if words in table:  # a number of words has that name
            words = start.removesuffix("start") + "text"
        if words == "words" and "text" in table:  # the table has them already
            continue
        table[words] = [
            "" if pd.isna(a) or pd.isna(b) else documents[article][int(a) : int(b)]
            for article, a, b in zip(table[owner], table[start], table[end], strict=True)
        ]
    return table


def to_excel(study: Study, path: str | Path) -> Path:
    """Write every table as a sheet of one workbook; moments are in UTC, without a zone.

    Raises
    ------
    InputError
        A table has more rows than a sheet holds, or the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise InputError(f"{path}: give a name that ends in .xlsx")
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, _ in study.tables():
        table = with_words(study, name)
        if len(table) > EXCEL_ROWS:
            raise InputError(
                f"{path}: {name} has {len(table):,} rows, a sheet holds {EXCEL_ROWS:,}; write Parquet"
            )
        sheet = book.create_sheet(name)
        sheet.append([str(column) for column in table])
        long = 0
        for row in table.astype(object).itertuples(index=False, name=None):
            cells = [_excel_cell(value) for value in row]
            long += sum(isinstance(c, str) and len(c) > EXCEL_CELL for c in cells)
            sheet.append([_written(sheet, cell) for cell in cells])
        if long:
            LOG.warning(
                "%s: %s: %d texts of more than %d characters are cut there; Parquet has them whole",
                path, name, long, EXCEL_CELL,
            )  # fmt: skip
    with whole_file(path) as part:
        book.save(part)
    return path


def to_stata(study: Study, directory: str | Path) -> Path:
    """Write every table as ``NAME.dta``, Stata 118 (Stata 14 and later, Unicode).

    Raises
    ------
    InputError
        The folder cannot be written.
    """
    with whole_folder(directory) as folder:
        for name, _ in study.tables():
            table = _for_stata(with_words(study, name))
            table.to_stata(folder / f"{name}.dta", version=118, write_index=False)
    return Path(directory)


def to_texts(study: Study, directory: str | Path) -> Path:
    """Write a text file an article, for AntConc and R, and ``metadata.csv`` on all of them.

    The files are UTF-8 without a mark; title and text stand as they were read.
    """
    articles = study.articles
    with whole_folder(directory) as folder:
        names = [f"{file_name(str(article_id))}.txt" for article_id in articles["article_id"]]
        pairs = zip(names, articles["title"], articles["text"], strict=True)
        for name, title, text in pairs:
            (folder / name).write_text(join_document(title, text), "utf-8", newline="")
        scores = study.scores.drop(columns=["outlet", "published"], errors="ignore")
        about = articles.drop(columns=["title", "text"]).merge(scores, on="article_id", how="left")
        about.insert(0, "file", names)
        csv_table(about).to_csv(folder / "metadata.csv", index=False, encoding="utf-8-sig")
    return Path(directory)


def to_conll(study: Study, path: str | Path) -> Path:
    """Write the words one a line with their codes: CoNLL, a blank line behind each sentence.

    Columns: number in the sentence, word, first and last offset, then B, I or O for cue, source,
    content and praise, and the voice of the sentence.
    """
    documents = _documents(study)
    layers = [_spans(study, table, part) for table, part in _LAYERS]
    lines = ["# columns = id form start end cue source content praise voice"]
    for article_id, sentences in study.sentences.groupby("article_id", sort=False):
        article_id = str(article_id)
        document = documents[article_id]
        lines.append(f"# article_id = {article_id}")
        rows: Iterator[Any] = sentences.itertuples(index=False)
        for row in rows:
            if row.start >= row.end:
                continue
            lines.append(f"# sentence = {row.sentence}")
            inside = word_spans(document[row.start : row.end])
            for number, (a, b) in enumerate(inside, start=1):
                start, end = row.start + a, row.start + b
                codes = [_code(spans.get(article_id, []), start) for spans in layers]
                voice = getattr(row, "voice", "") or "_"
                lines.append("\t".join(
                    map(str, (number, document[start:end], start, end, *codes, voice))))  # fmt: skip
            lines.append("")
    path = Path(path)
    with whole_file(path) as part:
        part.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _documents(study: Study) -> dict[str, str]:
    articles = study.articles
    pairs = zip(articles["article_id"], articles["title"], articles["text"], strict=True)
    return {article_id: join_document(title, text) for article_id, title, text in pairs}


def _spans(study: Study, name: str, part: str) -> dict[str, list[tuple[int, int]]]:
    table = dict(study.tables())[name]
    start, end = (f"{part}_start", f"{part}_end") if part else ("start", "end")
    found: dict[str, list[tuple[int, int]]] = {}
    for row in table[["article_id", start, end]].dropna().itertuples(index=False, name=None):
        found.setdefault(row[0], []).append((int(row[1]), int(row[2])))
    return {article_id: sorted(spans) for article_id, spans in found.items()}


def _code(spans: list[tuple[int, int]], start: int) -> str:
    for first, last in spans:
        if first <= start < last:
            return "B" if start == first else "I"
    return "O"


def _excel_cell(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.tz_convert("UTC").tz_localize(None).to_pydatetime() if value.tz else (
            value.to_pydatetime())  # fmt: skip
    return xml_text(value) if isinstance(value, str) else value


def _written(sheet: Any, value: Any) -> Any:
    """A cell; a text that begins with = is a text there, too, and no formula."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=value[:EXCEL_CELL])
    cell.data_type = "s"
    return cell


def _for_stata(table: pd.DataFrame) -> pd.DataFrame:
    """Types that Stata has: texts without NUL, dates without a zone, numbers with its missing."""
    made = {}
    for name, column in table.items():
        short = _STATA_NAME.sub("_", str(name))[:32]
        short = f"_{short}" if short in _STATA_WORDS else short
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            made[short] = column.dt.tz_convert("UTC").dt.tz_localize(None)
        elif pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
            made[short] = column.astype("float64")
        elif pd.api.types.is_datetime64_any_dtype(column):
            made[short] = column
        else:
            texts = ["" if pd.isna(v) else str(v).replace("\x00", "\ufffd") for v in column]
            made[short] = pd.Series(texts, index=table.index, dtype=object)
    return pd.DataFrame(made, index=table.index)
