"""Coded articles, by hand or by the toolkit, in one form: the gold's.

A coded article is a mapping with ``sentences``, ``attributions``, ``praise`` and
``official_framing`` whose spans are ``(start, end)`` into the document, or ``None``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError

Coded = Mapping[str, Any]
_ACT_SPANS = ("cue", "source", "source_resolved", "content")
_ACT_CODES = ("kind", "source_type", "named")


def read_coded(path: str | Path) -> list[dict[str, Any]]:
    """Read coded articles from JSON Lines.

    Raises
    ------
    InputError
        Where the file is missing, a line is no JSON, or no coded article.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; give the coded articles as JSON Lines")
    coded = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}: line {number} is no JSON ({error.msg})") from None
        absent = [name for name in ("article_id", "sentences", "attributions") if name not in row]
        if absent:
            raise InputError(f"{path}: line {number} has no {absent[0]}; is it a coded article?")
        coded.append(row)
    if not coded:
        raise InputError(f"{path}: no coded article in it")
    return coded


def read_texts(gold: str | Path, articles: str | Path | None = None) -> dict[str, str]:
    """Documents by ``article_id``; the articles' file lies beside the gold unless named."""
    gold = Path(gold)
    beside = "articles.jsonl" if gold.stem == "gold" else f"{gold.stem}_articles.jsonl"
    file = Path(articles) if articles is not None else gold.with_name(beside)
    if not file.is_file():
        raise InputError(f"{file}: no such file; name the coded articles' texts with --articles")
    rows = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]
    return {row["article_id"]: f"{row['title'] or ''}\n{row['text']}" for row in rows}


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
        }
        for article_id in article_ids
    }
    for row in _rows(tables["sentences"], coded):
        sentence = {"start": int(row["start"]), "end": int(row["end"]), "voice": row["voice"]}
        coded[row["article_id"]]["sentences"].append(sentence)
    for row in _rows(tables["attributions"], coded):
        act = {name: _span(row, name) for name in _ACT_SPANS}
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
