"""Delimited tables: CSV and TSV as spreadsheets in Arabic, French and English write them.

The delimiter is the one under which the first line names the most columns that are known here; a
heading above the names is passed over and counted. Quoted fields may hold newlines and delimiters
(RFC 4180); quotation marks inside them may be doubled or have a backslash before them; and a file
that quotes nothing, as many TSV files, is read as it stands when every line then has the same
number of fields.
"""

import csv
import io
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.account import count_left_out
from toolkit.articles.columns import count_usual
from toolkit.articles.encodings import decode
from toolkit.articles.schema import STRING
from toolkit.errors import InputError

DELIMITERS = (",", ";", "\t", "|", "\u061b")
_FIELD_LIMIT = 2**31 - 1  # the csv module refuses fields over 131,072 characters by default
_KEEP_BLANK = ("title", "text")
_MOST_ABOVE = 10  # lines in which the names of the columns may stand
_LEAST_RECORDS = 2
_MOST_SNIFFED = 200
_LONGEST_NAME = 40
_FIELD_SAMPLE = 200_000
_MARKDOWN_RULE = re.compile(r"\s*:?-{3,}:?\s*")  # below the names of a table in Markdown


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
    decoded = decode(raw, path)
    delimiter, text, skipped = _delimiter(decoded, names)
    try:
        records = _records(text, delimiter, path, skipped)
    except InputError as error:
        records = _otherwise_quoted(text, delimiter, path, skipped, error)
    if skipped and not _is_hint(decoded):
        count_left_out(
            "row_above_names", skipped, first=" ".join(decoded.split("\n")[0].split())[:40]
        )
    header, *rows = _named_columns(records, path)
    if rows and all(_MARKDOWN_RULE.fullmatch(cell) for cell in rows[0]):
        rows = [[cell.strip() for cell in row] for row in rows[1:]]
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


def looks_delimited(text: str, *, names: Collection[str] = ()) -> bool:
    """Whether a text is a table whatever its file is called: names of columns, then whole records.

    Examples
    --------
    >>> looks_delimited("outlet\\ttext\\nالعلم\\tقال نعم\\n"), looks_delimited("عنوان\\nقال نعم, ثم لا.")
    (True, False)
    """
    delimiter, body, _ = _delimiter(text, names)
    head = "\n".join(body.split("\n", _MOST_SNIFFED)[:_MOST_SNIFFED])
    header = [field.strip(' "\r\ufeff') for field in head.partition("\n")[0].split(delimiter)]
    if len(header) < 2 or any(len(field) > _LONGEST_NAME for field in header):
        return False
    records = _few_records(head, delimiter)
    if len(records) < _LEAST_RECORDS:
        return False
    even = all(len(record) == len(header) for record in records)
    if count_usual(header, own=names) >= 2:
        return even or delimiter == "\t"
    # Names that nobody knows: a table if it can be nothing else.
    return even and len(records) > 3 and all(field.isascii() and field for field in header)


def looks_headless(text: str) -> bool:
    """Whether every line of a text has the same number of tabs: a table without names of columns.

    Examples
    --------
    >>> looks_headless("قال نعم.\\tPOS\\n" * 3)
    True
    """
    lines = [line for line in text[:_FIELD_SAMPLE].split("\n")[:_MOST_SNIFFED] if line.strip()]
    fields = [line.split("\t") for line in lines]
    return (
        len(lines) > 2
        and len(fields[0]) > 1
        and all(
            len(parts) == len(fields[0]) and parts[0].strip() and parts[-1].strip()
            for parts in fields
        )
    )


def _few_records(head: str, delimiter: str) -> list[list[str]]:
    """The records of a file's head, but the last, which may be cut; none where it is no table."""
    before = csv.field_size_limit(_FIELD_LIMIT)
    try:
        records = [
            r for r in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if any(r)
        ]
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(before)
    return records[:-1] if head.count("\n") >= _MOST_SNIFFED - 1 else records


def _otherwise_quoted(
    text: str, delimiter: str, path: Path, skipped: int, error: InputError
) -> list[list[str]]:
    """Read a file in which a backslash stands before quotation marks, or they are just that.

    If both fail, the first error is the one to tell.
    """
    for dialect in (_ESCAPED, _UNQUOTED) if '\\"' in text else (_UNQUOTED,):
        try:
            return _records(text, delimiter, path, skipped, dialect=dialect)
        except InputError:
            continue
    raise error from None


def _delimiter(text: str, names: Collection[str]) -> tuple[str, str, int]:
    """The delimiter, the text from the names on, and how many lines stood before them."""
    first, _, rest = text.partition("\n")
    if _is_hint(text):
        return first.strip()[4:] or "\t", rest, 1

    def known_then_wide(line: str, delimiter: str) -> tuple[int, int]:
        fields = [field.strip(' "\r') for field in line.split(delimiter)]
        return count_usual(fields, own=names), len(fields)

    best = max(known_then_wide(first, delimiter) for delimiter in DELIMITERS)
    if best[0] == 0 or best[1] == 1:
        lines = text.split("\n", _MOST_ABOVE)[:_MOST_ABOVE]
        known = [max(known_then_wide(line, d)[0] for d in DELIMITERS) for line in lines]
        # A title above the names is no article: what stands there is a line or two, not a table.
        above = next((at for at, count in enumerate(known) if count >= 2), 0)
        rest = text.split("\n", above)[above]
        return max(DELIMITERS, key=lambda d: known_then_wide(lines[above], d)), rest, above
    return max(DELIMITERS, key=lambda d: known_then_wide(first, d)), text, 0


def _is_hint(text: str) -> bool:
    """Whether the first line is Excel's own hint at the delimiter."""
    first = text.partition("\n")[0].strip()
    return first.lower().startswith("sep=") and len(first) <= 5


_QUOTED: dict[str, Any] = {"quoting": csv.QUOTE_MINIMAL, "strict": True}
_ESCAPED: dict[str, Any] = {**_QUOTED, "escapechar": "\\", "doublequote": False}
_UNQUOTED: dict[str, Any] = {"quoting": csv.QUOTE_NONE, "strict": True}


def _records(
    text: str, delimiter: str, path: Path, skipped: int, *, dialect: dict[str, Any] | None = None
) -> list[list[str]]:
    before = csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **(dialect or _QUOTED))
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
