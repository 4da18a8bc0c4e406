"""What a study without its texts consists of: names, hashes, and the reading of its files."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.schema import STRING
from toolkit.errors import InputError

CARD = "dehydrated.json"
FORMAT = 1
TEXTS = ("title", "text")
KEPT_IDS = ("article_id", "source_article_id", "url", "outlet")
"""Columns that are never taken for a quotation."""

LABELS = (*KEPT_IDS, "stratum", "coder", "coders", "codebook")
"""What of a code is no quotation either, though an article may hold the same words."""

_LINE_DIGITS = 12


def document_hash(text: str) -> str:
    """The hash that says whether a document is the same, to the last character.

    Examples
    --------
    >>> document_hash("اجتماع\\nأشاد.") == document_hash("اجتماع\\nأشاد .")
    False
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def line_hashes(text: str) -> str:
    """A short hash a line, so that a changed article can be told how much of it changed.

    Examples
    --------
    >>> len(line_hashes("اجتماع\\nأشاد.").split())
    2
    """
    lines = (line.strip() for line in text.splitlines())
    return " ".join(document_hash(line)[:_LINE_DIGITS] for line in lines if line)


def strings(values: Iterable[str | None]) -> pd.Series:
    """A column of texts, of the type that every table here has."""
    return pd.Series(list(values), dtype=STRING)


def is_text(column: pd.Series) -> bool:
    """Say whether a column may hold texts: all but numbers, truth values and moments.

    Examples
    --------
    >>> is_text(pd.Series(["خبر"], dtype="category")), is_text(pd.Series([1.5]))
    (True, False)
    """
    kind = column.dtype
    plain = pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind)
    return not (plain or pd.api.types.is_datetime64_any_dtype(kind))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read JSON Lines of objects.

    Raises
    ------
    InputError
        Missing, or a line that is none; it is named.
    """
    rows = []
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise InputError(f"{path}: line {number} is not JSON") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}: line {number} is no object")
        rows.append(row)
    return rows


def write_lines(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write JSON Lines."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(lines, "utf-8")


def check_new(folder: Path) -> None:
    """Make sure that a folder to write is new, or empty.

    Raises
    ------
    InputError
        Something is there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: is there already; name a new folder")
