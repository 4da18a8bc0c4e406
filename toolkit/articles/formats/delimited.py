"""Delimited tables: CSV and TSV as spreadsheets in Arabic, French and English write them.

The delimiter is the one under which the first line names the most columns that are known here;
quoted fields may hold newlines and delimiters (RFC 4180), and a file that quotes nothing, as many
TSV files, is read as it stands when every line then has the same number of fields.
"""

import csv
import io
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from toolkit.articles.encodings import decode
from toolkit.articles.schema import KNOWN, STRING
from toolkit.errors import InputError

DELIMITERS = (",", ";", "\t", "|")
_FIELD_LIMIT = 2**31 - 1  # the csv module refuses fields over 131,072 characters by default
_KEEP_BLANK = ("title", "text")


def read_delimited(raw: bytes, path: Path, *, names: Collection[str] = ()) -> pd.DataFrame:
    """Read a CSV or TSV file: every column text, an empty cell missing.

    Parameters
    ----------
    raw
        The file's bytes.
    path
        What error messages call it.
    names
        Column names to expect beside those of the article table: the user's own.

    Raises
    ------
    InputError
        Not text, a quotation mark never closed, a line with too many or too few fields, a column
        that stands there twice.

    Examples
    --------
    >>> raw = "outlet;text\\r\\nهسبريس;\\"قال: نعم; ثم لا\\"\\r\\n".encode("utf-8-sig")
    >>> read_delimited(raw, Path("a.csv"))["text"].tolist()
    ['قال: نعم; ثم لا']
    """
    text = decode(raw, path)
    delimiter, text, skipped = _delimiter(text, {*KNOWN, *names})
    try:
        records = _records(text, delimiter, path, skipped)
    except InputError as error:
        records = _unquoted(text, delimiter, path, skipped, error)
    header, *rows = _named_columns(records, path)
    table = pd.DataFrame(rows, columns=header, dtype=STRING)
    cells = [name for name in header if name not in _KEEP_BLANK]
    table[cells] = table[cells].mask(table[cells] == "")
    return table


def _named_columns(records: list[list[str]], path: Path) -> list[list[str]]:
    """The records without the empty columns that spreadsheets write behind the last one."""
    header = [name.strip() for name in records[0]]
    kept = [
        at for at, name in enumerate(header) if name or any(row[at].strip() for row in records[1:])
    ]
    names = [header[at] for at in kept]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        called = " ".join(twice.split()) or "without a name"
        raise InputError(f"{path}: the column {called} stands there twice; rename one")
    return [names, *([row[at] for at in kept] for row in records[1:])]


def _unquoted(
    text: str, delimiter: str, path: Path, skipped: int, error: InputError
) -> list[list[str]]:
    """Read a file in which a quotation mark is just that; if that fails too, the first error."""
    try:
        return _records(text, delimiter, path, skipped, quoted=False)
    except InputError:
        raise error from None


def _delimiter(text: str, names: set[str]) -> tuple[str, str, int]:
    """The delimiter, the text from the header on, and how many lines stood before it."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:  # Excel's own hint
        return first.strip()[4:] or "\t", rest, 1

    def known_then_wide(delimiter: str) -> tuple[int, int]:
        fields = [field.strip(' "\r') for field in first.split(delimiter)]
        return sum(field in names for field in fields), len(fields)

    return max(DELIMITERS, key=known_then_wide), text, 0


def _records(
    text: str, delimiter: str, path: Path, skipped: int, *, quoted: bool = True
) -> list[list[str]]:
    before = csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=True,
    )
    records: list[list[str]] = []
    start = skipped + 1
    try:
        for record in reader:
            if any(field.strip() for field in record):  # a blank line is no record
                _check_width(record, records, path, start)
                records.append(record)
            start = skipped + reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{path}: the record that starts on line {start} has a quotation mark that is not "
            f'closed or not doubled ({error}); write " inside a field as ""'
        ) from None
    finally:
        csv.field_size_limit(before)
    if not records:
        raise InputError(f"{path}: the file is empty")
    return records


def _check_width(record: list[str], records: list[list[str]], path: Path, line: int) -> None:
    if records and len(record) != len(records[0]):
        raise InputError(
            f"{path}: row {len(records)} (line {line}) has {len(record)} fields where the first "
            f"line has {len(records[0])}; put a text that holds the delimiter or a line break in "
            "quotation marks"
        )
