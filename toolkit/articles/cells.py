"""What tables put around an article's words, undone: lists, markup, entities, escapes.

Scrapers write a text as a list of paragraphs, content systems with its HTML, spreadsheets with
``_x000D_`` for a line break, databases with a backslash before each quotation mark. None of it is
the article's; each kind that is undone is counted in the account of the reading. What a cell holds
besides stays as read.
"""

import ast
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.articles.account import count_noted
from toolkit.articles.pages.visible_text import html_to_text
from toolkit.articles.schema import STRING, text_column
from toolkit.errors import InputError

_JOINED_BY = {"text": "\n", "title": " ", "outlet": " ", "author": "; ", "category": "; "}
# Where an object stands for a text: WordPress, feeds turned into JSON, NewsAPI's sources.
_INNER = (
    "rendered",
    "value",
    "text",
    "name",
    "title",
    "content",
    "$t",
    "#text",
    "__cdata",
    "_",
    "$date",
    "$oid",
    "$numberLong",
)

_BLOCK = (
    r"(?i)</?(p|div|br|li|ul|ol|h[1-6]|blockquote|tr|td|table|section|article|figure)(\s[^<>]*)?/?>"
)
_TAG = (
    r"(?i)</?(p|div|br|li|ul|ol|h[1-6]|blockquote|tr|td|table|section|article|figure|figcaption|"
    r"span|a|img|strong|em|b|i|u|q|font|center|script|style|iframe|hr|small|sup|sub)(\s[^<>]*)?/?>"
)
_ENTITY = r"&(#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d?);"
_EXCEL = r"_x[0-9A-Fa-f]{4}_"
# A backslash before a letter of another word (C:\new) is none of these.
_ESCAPE = r"\\([\"'/]|u[0-9a-fA-F]{4}|[nrt]([^a-zA-Z]|$))"
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|[\"'/]|[nrt](?![a-zA-Z]))")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_LITERAL = r"^\s*\[\s*(\"|')"
_BLOCKS = re.compile(_BLOCK)


def clean_cells(table: pd.DataFrame, file: str | Path) -> pd.DataFrame:
    """Join lists and undo markup, entities and escapes in the columns that are read.

    Raises
    ------
    InputError
        A text that is an object of several parts, none of which is known to be the text.

    Examples
    --------
    >>> table = pd.DataFrame({"text": [["قال نعم.", "ثم مضى."], "<p>قال: &quot;نعم&quot;</p>"]})
    >>> clean_cells(table, "a.json")["text"].tolist()
    ['قال نعم.\\nثم مضى.', 'قال: "نعم"']
    """
    table = table.copy(deep=False)
    for name in ("text", "title", "outlet", "author", "category", "published", "url"):
        if name in table and table[name].dtype == object:
            table[name] = _plain_values(table[name], name, file)
    for name in ("text", "title"):
        if name in table:
            column = text_column(table[name], file)
            for kind, pattern, undo in _UNDONE:
                column = _undone(column, pattern, undo, kind)
            table[name] = column
    return table


def _plain_values(column: pd.Series, name: str, file: str | Path) -> pd.Series:
    """A column whose lists and objects are texts."""
    lists = [row for row, value in enumerate(column) if isinstance(value, list | dict | np.ndarray)]
    if not lists:
        return column
    values = column.tolist()
    for row in lists:
        values[row] = _as_one(values[row], name, file, row)
    if name in ("text", "title"):
        count_noted("paragraph_list", len(lists), first=f"row {lists[0] + 1}")
    return pd.Series(values, index=column.index, name=name, dtype=object)


def _as_one(value: Any, name: str, file: str | Path, row: int) -> str | None:
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list):
        parts = [_as_one(item, name, file, row) for item in value]
        return _JOINED_BY.get(name, " ").join(part for part in parts if part) or None
    if isinstance(value, dict):
        inner = next((value[key] for key in _INNER if value.get(key)), None)
        if inner is None and value and name in ("text", "title"):
            keys = ", ".join(map(str, value))[:100]
            raise InputError(
                f"{file}: row {row + 1}, column {name}: an object with {keys}; say which of them it "
                f"is, as in --column {name}.{next(iter(value))}={name}"
            )
        if inner is None:  # not known, but not lost: a date that is none is told of
            return (
                json.dumps(value, ensure_ascii=False, default=str) if any(value.values()) else None
            )
        return _as_one(inner, name, file, row)
    return None if value is None or value != value else str(value)


def _undone(column: pd.Series, pattern: str, undo: Callable[[str], str], kind: str) -> pd.Series:
    """The column with the cells that a pattern is found in undone, and their number counted."""
    cells = pa.chunked_array(column.array.__arrow_array__())
    found = pc.fill_null(pc.match_substring_regex(cells, pattern), False).to_numpy()
    at = np.flatnonzero(found)
    if not len(at):
        return column
    undone = {int(row): undo(column.iloc[row]) for row in at}
    changed = [row for row, text in undone.items() if text != column.iloc[row]]
    if not changed:
        return column
    count_noted(kind, len(changed), first=f"row {changed[0] + 1}")
    values = column.tolist()
    for row in changed:
        values[row] = undone[row]
    return pd.Series(values, index=column.index, name=column.name, dtype=STRING)


def undo_excel(text: str) -> str:
    r"""Undo Excel's own escapes: ``_x000D_`` is a carriage return.

    Examples
    --------
    >>> undo_excel("سطر_x000D_\nسطر_x005F_x000D_")
    'سطر\r\nسطر_x000D_'
    """
    return re.sub(_EXCEL, lambda found: chr(int(found.group()[2:6], 16)), text)


def _literal(text: str) -> str:
    """A list of texts that was written down as Python or JSON writes it."""
    for read in (json.loads, ast.literal_eval):
        try:
            values = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return "\n".join(values)
    return text


def _unescaped(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        sign = found[1]
        return chr(int(sign[1:], 16)) if len(sign) > 1 else _ESCAPES.get(sign, sign)

    undone = _ESCAPED.sub(one, text)
    # Two escapes may be the halves of one character.
    return undone.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _without_markup(text: str) -> str:
    # Without blocks of its own, a line break of the text is one.
    source = text if _BLOCKS.search(text) else "<br>".join(text.splitlines())
    return html_to_text(source)


def _without_entities(text: str) -> str:
    return html.unescape(html.unescape(text))


_UNDONE: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("paragraph_list", _LITERAL, _literal),
    ("excel_escapes", _EXCEL, undo_excel),
    ("escapes", _ESCAPE, _unescaped),
    ("markup", _TAG, _without_markup),
    ("entities", _ENTITY, _without_entities),
)
