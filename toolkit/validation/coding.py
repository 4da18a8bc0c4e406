"""Coded articles, by hand or by the toolkit, in one form: the gold's.

A coded article is a mapping with ``sentences``, ``attributions``, ``praise``,
``official_framing`` and ``agencies``, whose spans are ``(start, end)`` into the document, or
``None``; a layer that was not coded is ``None`` (`schema`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.validation.schema import ACT_SPANS, LAYERS, check_coded

Coded = Mapping[str, Any]
_ACT_CODES = ("kind", "source_type", "named")


def read_coded(path: str | Path, texts: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Read coded articles from JSON Lines, each checked by the schema.

    Parameters
    ----------
    path : path
    texts : mapping of article_id to str, optional
        Documents, in which the spans must lie; those of other articles are only checked as such.

    Returns
    -------
    list of dict
        Layers that are not coded are None.

    Raises
    ------
    InputError
        Where the file is missing, a line is no JSON or no coded article, or an article is coded
        twice.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; give the coded articles as JSON Lines")
    coded: list[dict[str, Any]] = []
    lines: dict[str, int] = {}
    for number, row in read_lines(path):
        where = f"{path}: line {number}"
        if isinstance(row, dict) and "text" in row and not set(row) & set(LAYERS):
            raise InputError(f"{where}: an article that nobody has coded yet; code its sheet")
        text = (texts or {}).get(str(row.get("article_id"))) if isinstance(row, dict) else None
        checked = check_coded(row, where, text)
        first = lines.setdefault(checked["article_id"], number)
        if first != number:
            raise InputError(f"{where}: article '{checked['article_id']}' is coded on line {first} "
                             "already; keep one")  # fmt: skip
        coded.append(checked)
    if not coded:
        raise InputError(f"{path}: no coded article in it")
    return coded


def read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Each line of a JSON Lines file with its number.

    Raises
    ------
    InputError
        Where a line is no JSON.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; save it so") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            raise InputError(f"{path}: line {number} is no JSON ({said})") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def read_texts(gold: str | Path, articles: str | Path | None = None) -> dict[str, str]:
    """Documents by ``article_id``; the articles' file lies beside the gold unless named."""
    gold = Path(gold)
    beside = "articles.jsonl" if gold.stem == "gold" else f"{gold.stem}_articles.jsonl"
    file = Path(articles) if articles is not None else gold.with_name(beside)
    if not file.is_file():
        raise InputError(f"{file}: no such file; name the coded articles' texts with --articles")
    rows = [row for _, row in read_lines(file)]
    return {str(row["article_id"]): join_document(row["title"], row["text"]) for row in rows}


def coded_from_tables(
    tables: Mapping[str, pd.DataFrame], article_ids: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """What the measures found, in the gold's form.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        ``sentences``, ``attributions``, ``praise`` and ``scores``.
    article_ids : iterable of str
        The articles wanted.
    """
    coded: dict[str, dict[str, Any]] = {
        article_id: {
            "article_id": article_id,
            "sentences": [],
            "attributions": [],
            "praise": [],
            "official_framing": None,
            "agencies": None,
        }
        for article_id in article_ids
    }
    for row in _rows(tables["sentences"], coded):
        sentence = {"start": int(row["start"]), "end": int(row["end"]), "voice": row["voice"]}
        coded[row["article_id"]]["sentences"].append(sentence)
    for row in _rows(tables["attributions"], coded):
        act = {name: _span(row, name) for name in ACT_SPANS}
        act |= {name: row[name] for name in _ACT_CODES}
        coded[row["article_id"]]["attributions"].append(act)
    for row in _rows(tables["praise"], coded):
        praise = {"span": (int(row["start"]), int(row["end"]))}
        praise |= {"target": row["target"], "holder": row["holder"]}
        coded[row["article_id"]]["praise"].append(praise)
    for row in _rows(tables["scores"], coded):
        grade = row["official_framing"]
        coded[row["article_id"]]["official_framing"] = None if grade is None else float(grade)
    return coded


def _rows(table: pd.DataFrame, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    kept = table[table["article_id"].isin(list(wanted))].astype(object)
    rows: list[dict[str, Any]] = kept.where(kept.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


def _span(row: Mapping[str, Any], name: str) -> tuple[int, int] | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None or end is None else (int(start), int(end))
