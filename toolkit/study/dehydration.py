"""A study without its texts, to be shared: addresses, hashes, offsets, codes and numbers.

News texts are their publishers'; facts about them are not. Where a cell of a table quotes its
article, the quotation becomes its place in it (``text[120:134]``); `rehydration` puts it back from
the user's own copy.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.articles.formats.quoting import quoted
from toolkit.articles.formats.records import read_parquet
from toolkit.articles.readers import read_articles
from toolkit.errors import InputError
from toolkit.output.whole import whole_folder
from toolkit.study.choices import NAME as CHOICES
from toolkit.study.choices import is_study_folder, shared_choices, write_choices
from toolkit.study.dry_studies import (
    CARD,
    FORMAT,
    KEPT_IDS,
    TEXTS,
    check_new,
    document_hash,
    is_text,
    line_hashes,
    read_lines,
    strings,
    write_lines,
)
from toolkit.version import __version__

PUBLISHERS = ("abstract", "summary", "description", "subtitle", "keywords")
"""Columns of other tools that hold a publisher's own words, and are left out."""

_NUMBERS = ("scores.csv", "comparisons.csv")


def dehydrate(data: str | Path, out: str | Path, *, codes: Sequence[str | Path] = ()) -> list[str]:
    """Write a study without its texts.

    Parameters
    ----------
    data
        A folder of tables as `toolkit run` or `toolkit score` writes them, or any articles.
    out
        The folder to write: each table as Parquet, each file of codes, ``dehydrated.json``, and
        ``study.toml`` with the choices by which `toolkit run` makes the report again.
    codes
        JSON Lines with one coded article a line (``article_id`` and offsets), as the gold.

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
        for name, table in tables.items():
            dry = _dry_articles(table) if name == "articles" else table
            _dry_table(dry, documents).to_parquet(folder / f"{name}.parquet", index=False)
            written.append(f"{name}.parquet")
        for path in map(Path, codes):
            rows = [_dry_code(row, documents, path) for row in read_lines(path)]
            write_lines(folder / path.name, rows)
            written.append(path.name)
            codings.append(_codings_card(folder / path.name, rows))
        written += _copy_numbers(Path(data), folder)
        card = {
            "format": FORMAT, "toolkit": __version__, "articles": len(documents), "files": written,
            "codings": codings,
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


def _copy_numbers(data: Path, folder: Path) -> list[str]:
    """Copy what holds no text: tables of numbers, and the choices that make the study again."""
    copied = [name for name in _NUMBERS if data.is_dir() and (data / name).is_file()]
    for name in copied:
        shutil.copyfile(data / name, folder / name)
    if is_study_folder(data):
        write_choices(folder, shared_choices(data))
        copied.append(CHOICES)
    return copied


def _read_tables(data: Path) -> dict[str, pd.DataFrame]:
    """Every table of a folder that knows its articles; the article table alone otherwise."""
    tables = {}
    if data.is_dir():
        for path in sorted(data.glob("*.parquet")):
            table = read_parquet(path)
            if "article_id" in table:
                tables[path.stem] = table
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


def _dry_articles(articles: pd.DataFrame) -> pd.DataFrame:
    columns = (articles[name] for name in TEXTS)
    documents = [join_document(title, text) for title, text in zip(*columns, strict=True)]
    dry = articles.reset_index(drop=True).drop(
        columns=[*TEXTS, *(name for name in PUBLISHERS if name in articles)]
    )
    dry["title_length"] = [len(title) for title in articles["title"]]
    dry["text_length"] = [len(text) for text in articles["text"]]
    dry["document_sha256"] = strings(map(document_hash, documents))
    dry["line_hashes"] = strings(map(line_hashes, documents))
    return dry


def _dry_table(table: pd.DataFrame, documents: dict[str, str]) -> pd.DataFrame:
    dry = table.reset_index(drop=True)
    owners = table["article_id"].tolist()
    for name in table.columns.difference([*KEPT_IDS, "document_sha256", "line_hashes"]):
        if not is_text(table[name]):
            continue
        dry[name] = strings(
            quoted(value, documents.get(owner, "")) if isinstance(value, str) else None
            for owner, value in zip(owners, table[name], strict=True)
        )
    return dry


def _dry_code(row: dict[str, Any], documents: dict[str, str], path: Path) -> dict[str, Any]:
    name = str(row.get("article_id"))
    if name not in documents:
        raise InputError(f"{path}: article_id {name}: no such article; dehydrate its articles too")
    kept = {key: row[key] for key in KEPT_IDS if key in row}
    bare = {key: value for key, value in row.items() if key not in (*TEXTS, *PUBLISHERS)}
    return {**quoted(bare, documents[name]), **kept}
