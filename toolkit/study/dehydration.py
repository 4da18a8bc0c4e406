"""A study without its texts, to be shared: addresses, hashes, offsets, codes and numbers.

News texts are their publishers'; facts about them are not. Where a cell of a table quotes its
article, the quotation becomes its place in it (``text[120:134]``); `rehydration` puts it back from
the user's own copy.
"""

import hashlib
import json
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.articles.formats.quoting import MOST_WORDS, quoted
from toolkit.articles.formats.records import read_parquet
from toolkit.articles.readers import read_articles
from toolkit.articles.schema import KNOWN
from toolkit.errors import InputError
from toolkit.measures.tables import table_columns
from toolkit.output.whole import whole_folder
from toolkit.study.choices import NAME as CHOICES
from toolkit.study.choices import is_study_folder, shared_choices, write_choices
from toolkit.study.dry_studies import (
    CARD,
    FORMAT,
    KEPT_IDS,
    LABELS,
    TEXTS,
    check_new,
    document_hash,
    is_text,
    line_hashes,
    read_lines,
    strings,
    write_lines,
)
from toolkit.study.mark import take_stamps
from toolkit.version import __version__

LOG = logging.getLogger(__name__)

_OF_MANIFEST = (
    *("outlet_ar", "date_basis", "agency_credit", "genre"),
    *("moment", "camp", "copy", "event"),
)
"""Codes and names that a manifest tells of a page: docs/how-to/fetch.md lists them."""

_OF_ARTICLES = (
    *(name for name in KNOWN if name not in TEXTS),
    *_OF_MANIFEST,
    *("fetched_from", "page_sha256", "duplicate_of", "duplicate_kind", "copy_of"),
)
"""Columns of texts that go out with articles and their scores; numbers, truth values and moments
always do."""

_MOST_WORDS = 12
"""Of a cell among these: a longer one is a lead or a text, whatever its column is called."""

PUBLISHERS = ("abstract", "summary", "description", "subtitle", "keywords")
"""Columns of other tools that hold a publisher's own words, and are left out."""

_NUMBERS = ("scores.csv", "comparisons.csv")


def dehydrate(
    data: str | Path,
    out: str | Path,
    *,
    codes: Sequence[str | Path] = (),
    keep: Sequence[str] = (),
) -> list[str]:
    """Write a study without its texts.

    Of texts only what is known to be none of the articles' goes out: the columns of the toolkit's
    own tables, identifiers, outlets, addresses. Columns of your own that are no numbers stay here,
    and are named in a warning; ``dehydrated.json`` lists every column that went out.

    Parameters
    ----------
    data
        A folder of tables as `toolkit run` or `toolkit score` writes them, or any articles.
    out
        The folder to write: each table as Parquet, each file of codes, ``dehydrated.json``, and
        ``study.toml`` with the choices by which `toolkit run` makes the report again.
    codes
        JSON Lines with one coded article a line (``article_id`` and offsets), as the gold.
    keep
        Columns of your own that hold no text of the articles, to go out, too.

    Returns
    -------
    list of str
        The files written, by name.

    Raises
    ------
    InputError
        Nothing to read, or a code for an article that is not there.
    """
    check_new(Path(out))
    tables = _read_tables(Path(data))
    documents = _documents(tables["articles"])
    with whole_folder(out) as folder:
        written: list[str] = []
        codings: list[dict[str, Any]] = []
        columns: dict[str, list[str]] = {}
        for name, whole in tables.items():
            table = _allowed(whole, name, keep, documents)
            dry = _dry_articles(whole, table) if name == "articles" else table
            columns[name] = [str(column) for column in dry]
            _dry_table(dry, documents, keep).to_parquet(folder / f"{name}.parquet", index=False)
            written.append(f"{name}.parquet")
        for path in map(Path, codes):
            rows = [_dry_code(row, documents, path) for row in read_lines(path)]
            write_lines(folder / path.name, rows)
            written.append(path.name)
            codings.append(_codings_card(folder / path.name, rows))
        written += _copy_numbers(Path(data), folder, documents, keep)
        card = {
            "format": FORMAT, "toolkit": __version__, "articles": len(documents), "files": written,
            "codings": codings, "columns": columns,
        }  # fmt: skip
        (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return written


def _codings_card(file: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What a file of codes is cited by: who coded, by which codebook, and the file's hash."""
    coders = {c for row in rows for c in row.get("coders") or [row.get("coder")] if c is not None}
    books = {row["codebook"] for row in rows if row.get("codebook") is not None}
    return {
        "file": file.name,
        "articles": len(rows),
        "coders": sorted(map(str, coders)),
        "codebook": sorted(map(str, books)),
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


def _allowed(
    table: pd.DataFrame, name: str, keep: Sequence[str], documents: dict[str, str]
) -> pd.DataFrame:
    """The table without columns and cells that may hold texts of the articles; those are told."""
    known = _OF_ARTICLES if name in ("articles", "scores") else table_columns().get(name, KEPT_IDS)
    allowed = {*known, *keep}
    out = [c for c in table if c not in allowed and c not in TEXTS and is_text(table[c])]
    if out:
        LOG.warning("%s: left out, as it may hold texts: %s; name what holds none by --keep",
                    name, ", ".join(map(str, out)))  # fmt: skip
    dry = table.drop(columns=[*out, *(c for c in TEXTS if c in table)])
    for column in dry.columns.intersection(["author", "category", *_OF_MANIFEST, *keep]):
        if is_text(dry[column]):
            long = _too_long(dry[column], documents, named=column in keep)
            if long.any():
                LOG.warning("%s: %s: %d cells left out, as they are long enough to be text",
                            name, column, long.sum())  # fmt: skip
            dry = dry.assign(**{column: dry[column].astype(object).mask(long)})
    return dry


def _too_long(column: pd.Series, documents: dict[str, str], *, named: bool) -> np.ndarray:
    """Which cells are longer than a label; of a column named by --keep longer than a note, or quoted."""
    cells = [str(cell) for cell in column]
    long = [len(cell.split()) > _MOST_WORDS for cell in cells]
    if named and any(long):
        held = "\n".join(documents.values())
        long = [
            over and (len(cell.split()) > MOST_WORDS or cell in held)
            for cell, over in zip(cells, long, strict=True)
        ]
    return np.array(long, dtype=bool)


def _copy_numbers(
    data: Path, folder: Path, documents: dict[str, str], keep: Sequence[str]
) -> list[str]:
    """Copy tables of numbers without what they may quote, and the choices that make the study."""
    copied = [name for name in _NUMBERS if data.is_dir() and (data / name).is_file()]
    for name in copied:
        _copy_csv(data / name, folder / name, documents, keep)
    if is_study_folder(data):
        write_choices(folder, shared_choices(data))
        copied.append(CHOICES)
    return copied


def _copy_csv(source: Path, target: Path, documents: dict[str, str], keep: Sequence[str]) -> None:
    """The file as it is if all its cells may go out; else without the columns that may not."""
    try:
        table = pd.read_csv(source, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise InputError(f"{source}: cannot be read ({error}); score the articles again") from None
    held = "\n".join(documents.values())
    names = {*_OF_ARTICLES, *keep}
    out = [
        column
        for column in table
        if is_text(table[column]) and column not in names and _quotes(table[column], held)
    ]
    if not out:
        shutil.copyfile(source, target)
        return
    LOG.warning(
        "%s: left out, as it quotes the articles: %s", source.name, ", ".join(map(str, out))
    )
    table.drop(columns=out).to_csv(target, index=False, encoding="utf-8-sig")


def _quotes(column: pd.Series, held: str) -> bool:
    """Whether a cell is too long for a label, or stands in an article and is more than a name."""
    cells = [cell for cell in column.dropna().unique() if isinstance(cell, str)]
    words = [len(cell.split()) for cell in cells]
    return any(
        n > MOST_WORDS or (n > _MOST_WORDS // 2 and cell in held)
        for n, cell in zip(words, cells, strict=True)
    )


def _read_tables(data: Path) -> dict[str, pd.DataFrame]:
    """Every table of a folder that knows its articles; the article table alone otherwise."""
    tables = {}
    if data.is_dir():
        for path in sorted(data.glob("*.parquet")):
            table = read_parquet(path)
            if "article_id" in table:
                tables[path.stem] = table
    take_stamps(tables, data)
    if "articles" not in tables:
        tables = {"articles": read_articles(data, all_languages=True)}
    missing = [name for name in ("article_id", *TEXTS) if name not in tables["articles"]]
    if missing:
        raise InputError(
            f"{data}: its article table has no column {missing[0]}; is it dry already?"
        )
    return tables


def _documents(articles: pd.DataFrame) -> dict[str, str]:
    columns = (articles[name] for name in ("article_id", *TEXTS))
    return {
        str(name): join_document(title, text) for name, title, text in zip(*columns, strict=True)
    }


def _dry_articles(articles: pd.DataFrame, allowed: pd.DataFrame) -> pd.DataFrame:
    columns = (articles[name] for name in TEXTS)
    documents = [join_document(title, text) for title, text in zip(*columns, strict=True)]
    dry = allowed.reset_index(drop=True)
    dry = dry.drop(columns=[name for name in PUBLISHERS if name in dry])
    dry["title_length"] = [len(title) for title in articles["title"]]
    dry["text_length"] = [len(text) for text in articles["text"]]
    dry["document_sha256"] = strings(map(document_hash, documents))
    dry["line_hashes"] = strings(map(line_hashes, documents))
    return dry


def _dry_table(table: pd.DataFrame, documents: dict[str, str], keep: Sequence[str]) -> pd.DataFrame:
    """The table with places for quotations; labels stay, though an article may hold their words."""
    dry = table.reset_index(drop=True)
    owners = table["article_id"].tolist()
    labels = (*KEPT_IDS, *_OF_MANIFEST, "document_sha256", "line_hashes")
    for name in table.columns.difference(list(labels)):
        if not is_text(table[name]):
            continue
        # A column that its owner has named holds names, as of strata, and perhaps what is longer.
        most = _MOST_WORDS // 2 if name in keep else 0
        dry[name] = strings(
            (value if 1 < len(value.split()) <= most else quoted(value, documents.get(owner, "")))
            if isinstance(value, str)
            else None
            for owner, value in zip(owners, table[name], strict=True)
        )
    return dry


def _dry_code(row: dict[str, Any], documents: dict[str, str], path: Path) -> dict[str, Any]:
    name = str(row.get("article_id"))
    if name not in documents:
        raise InputError(f"{path}: article_id {name}: no such article; dehydrate its articles too")
    kept = {key: row[key] for key in (*LABELS, *_OF_MANIFEST) if key in row}
    bare = {key: value for key, value in row.items() if key not in (*TEXTS, *PUBLISHERS)}
    return {**quoted(bare, documents[name]), **kept}
