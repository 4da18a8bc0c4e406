"""Tables that know their columns: JSON Lines (one article a line), JSON arrays and Parquet."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.encodings import decode
from toolkit.errors import InputError


def read_json_lines(raw: bytes, path: Path) -> pd.DataFrame:
    """Read JSON Lines, or one JSON array of objects; blank lines are skipped.

    Raises
    ------
    InputError
        A line is no JSON object; the line is named.

    Examples
    --------
    >>> raw = '{"outlet": "هسبريس", "text": "أشاد الوزير."}'.encode()
    >>> read_json_lines(raw, Path("a.jsonl")).columns.tolist()
    ['outlet', 'text']
    """
    text = decode(raw, path)
    if text.lstrip().startswith("["):
        return _frame(_array(text, path))
    rows = []
    # Not splitlines: U+2028 and its like stand inside JSON strings and end no line.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            rows.append(_object(line, path, number))
    return _frame(rows)


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a Parquet file; an index with a name becomes a column.

    Raises
    ------
    InputError
        The file is missing, empty, cut short or not Parquet.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not path.is_file():
        raise InputError(f"{path}: no such file")
    if not path.stat().st_size:
        raise InputError(f"{path}: the file is empty")
    try:
        read = pq.read_table(path)
        read.validate(full=True)  # the texts of a damaged file need not be texts
        table = read.to_pandas()
    except (pa.ArrowException, OSError, ValueError):
        raise InputError(
            f"{path}: not a Parquet file, or cut short; write or copy it again"
        ) from None
    return table.reset_index() if table.index.name else table.reset_index(drop=True)


def _object(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise InputError(
            f"{path}: line {number} is not JSON; JSON Lines hold one whole article a line"
        ) from None
    if not isinstance(value, dict):
        raise InputError(f'{path}: line {number} is no object; write {{"text": "…", …}}')
    return value


def _array(text: str, path: Path) -> list[dict[str, Any]]:
    try:
        values = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError(f"{path}: line {line}: the JSON is broken or cut short") from None
    for number, value in enumerate(values, start=1):
        if not isinstance(value, dict):
            raise InputError(f"{path}: item {number} of the array is no object")
    return values


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Objects to a table; a column keeps Python values where they are of several kinds."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    # As object first: a date column of the form 20220511 must not turn into floats at a gap.
    table = pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=object) for name in names}
    )
    for name in names:
        kinds = {type(value) for value in table[name] if value is not None}
        if len(kinds) == 1 and kinds <= {int, float, bool}:
            table[name] = (
                table[name].infer_objects()
                if table[name].notna().all()
                else (table[name].convert_dtypes())
            )
    return table
