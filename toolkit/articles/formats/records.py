"""Tables that know their columns: JSON Lines (one article a line), other JSON, and Parquet.

JSON Lines and Parquet are read in batches, so that a file of gigabytes needs no more memory than
its articles do, and a sample no more than what is drawn.
"""

import codecs
import gzip
import io
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from toolkit.articles.bounds import as_megabytes, most_bytes
from toolkit.articles.encodings import GZIP, decode, read_bytes
from toolkit.articles.formats.wrapped import Row, is_wrapped, json_values, unwrap
from toolkit.articles.schema import STRING, is_missing
from toolkit.errors import InputError

BATCH = 2_000
POSITION = "position"
"""The name of an index that counts the rows of a file from 1."""

_HEAD = 1_000_000
_AHEAD = 2**18
"""Bytes that are unpacked at a time."""


def read_json(raw: bytes, path: Path) -> pd.DataFrame:
    """Read JSON Lines, a JSON array of objects, or JSON that wraps its list; see `unwrap`.

    Raises
    ------
    InputError
        A line is no JSON object; the line is named.

    Examples
    --------
    >>> raw = '{"outlet": "هسبريس", "text": "أشاد الوزير."}'.encode()
    >>> read_json(raw, Path("a.jsonl")).columns.tolist()
    ['outlet', 'text']
    """
    text = decode(raw, path)
    # A file that is one object on one line is read whole, too: it may wrap a list.
    first, _, rest = text.lstrip().partition("\n")
    if rest.strip() and _is_json_line(first):
        return _frame(list(_line_objects(text, path)))
    values = json_values(text)
    if values is None:
        raise _broken(text, path)
    rows = [row for value in values for row in unwrap(value, path)]
    return _frame(rows)


def is_json_lines(path: Path) -> bool:
    """Whether a file holds one plain object a line, in UTF-8: one that can be read in batches."""
    try:
        with _opened(path) as stream:
            head = stream.readline(_HEAD).lstrip(b"\xef\xbb\xbf").decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError):
        return False
    return _is_json_line(head) and not is_wrapped(json.loads(head))


def json_batches(path: Path, *, only: Collection[int] | None = None) -> Iterator[pd.DataFrame]:
    """Read JSON Lines some thousand rows at a time; `only` names rows by their position, from 1.

    Raises
    ------
    InputError
        As `read_json`.
    UnicodeDecodeError
        The file is not UTF-8 throughout; read it whole.
    """
    with _opened(path) as stream:
        numbered = enumerate(_lines(stream, path), start=1)
        filled = ((number, line) for number, line in numbered if line.strip())
        rows = (
            (position, _object(line, path, number))
            for position, (number, line) in enumerate(filled, start=1)
            if only is None or position in only
        )
        try:
            while batch := list(islice(rows, BATCH)):
                positions = pd.Index([position for position, _ in batch], name=POSITION)
                yield _batch([row for _, row in batch]).set_index(positions)
        except (EOFError, gzip.BadGzipFile, OSError):
            read_bytes(path)  # says what is wrong with it
            raise


def parquet_batches(path: Path, *, only: Collection[int] | None = None) -> Iterator[pd.DataFrame]:
    """Read a Parquet file some thousand rows at a time; an index with a name becomes a column.

    Raises
    ------
    InputError
        The file is missing, empty, cut short or not Parquet.
    """
    import pyarrow.parquet as pq

    if not path.is_file():
        raise InputError(f"{path}: no such file")
    if not path.stat().st_size:
        raise InputError(f"{path}: the file is empty")
    start = 1
    try:
        file = pq.ParquetFile(path)
        for batch in file.iter_batches(BATCH):
            batch.validate(full=True)  # the texts of a damaged file need not be texts
            table = _as_table(batch)
            table = table.reset_index() if table.index.name else table.reset_index(drop=True)
            table.index = pd.RangeIndex(start, start + len(table), name=POSITION)
            start += len(table)
            yield table if only is None else table[table.index.isin(list(only))]
        if start == 1:
            yield _as_table(file.schema_arrow.empty_table())
    except (pa.ArrowException, OSError, ValueError):
        raise InputError(
            f"{path}: not a Parquet file, or cut short; write or copy it again"
        ) from None


def _as_table(part: Any) -> pd.DataFrame:
    """To pandas by what pandas noted of its own types; without it where the note makes no sense."""
    try:
        return part.to_pandas()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return part.replace_schema_metadata(None).to_pandas()


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a Parquet file whole.

    Raises
    ------
    InputError
        As `parquet_batches`.
    """
    return gathered(parquet_batches(path), path).reset_index(drop=True)


def count_json_lines(path: Path) -> int:
    """How many rows a JSON Lines file has."""
    with _opened(path) as stream:
        return sum(
            1 for line in io.TextIOWrapper(stream, "utf-8-sig", newline="\n") if line.strip()
        )


def count_parquet(path: Path) -> int:
    """How many rows a Parquet file has, by its footer; 0 where it cannot be read."""
    import pyarrow.parquet as pq

    try:
        return int(pq.ParquetFile(path).metadata.num_rows)
    except (pa.ArrowException, OSError, ValueError):
        return 0


def gathered(batches: Iterable[pd.DataFrame], path: Path) -> pd.DataFrame:
    """One table of all batches of a file, if this machine has the memory for it.

    Raises
    ------
    InputError
        It has not.
    """
    kept, size = [], 0
    for batch in batches:
        kept.append(batch)
        size += int(batch.memory_usage(index=False).sum())
        if size > most_bytes():
            raise InputError(
                f"{path}: more than {as_megabytes(most_bytes())} once decompressed, too much for "
                "the memory of this machine; split it, or draw from it (--sample)"
            )
    return join_batches(kept)


def join_batches(batches: list[pd.DataFrame]) -> pd.DataFrame:
    """One table of all batches, each column of one kind."""
    table = batches[0] if len(batches) == 1 else pd.concat(batches)
    table.attrs = dict(batches[0].attrs)
    return _typed(table)


def _opened(path: Path) -> Any:
    stream = path.open("rb")
    if stream.read(2) == GZIP:
        stream.close()
        return io.BufferedReader(gzip.open(path), _AHEAD)
    stream.seek(0)
    return stream


def _lines(stream: Any, path: Path) -> Iterator[str]:
    """The lines of a file, none of them longer than a whole file may be."""
    bound, mark = most_bytes(), codecs.BOM_UTF8
    while line := stream.readline(bound + 1):
        if len(line) > bound:
            raise InputError(f"{path}: a line of more than {as_megabytes(bound)}; split the file")
        yield line.removeprefix(mark).decode("utf-8")
        mark = b""


def _is_json_line(line: str) -> bool:
    if not line.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):  # ValueError: no JSON, or a number of thousands of digits
        return False


def _line_objects(text: str, path: Path) -> Iterator[Row]:
    # Not splitlines: U+2028 and its like stand inside JSON strings and end no line.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            value = _object(line, path, number)
            yield from unwrap(value, path) if is_wrapped(value) else (value,)


def _object(line: str, path: Path, number: int) -> Row:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):  # ValueError: no JSON, or a number of thousands of digits
        raise InputError(
            f"{path}: line {number} is not JSON; JSON Lines hold one whole article a line"
        ) from None
    if not isinstance(value, dict):
        raise InputError(f'{path}: line {number} is no object; write {{"text": "…", …}}')
    return value


def _broken(text: str, path: Path) -> InputError:
    """Where JSON breaks off: the line of an array or a long object, or the first bad line."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("{"):
            return InputError(f"{path}: line {error.lineno} is not JSON, or the file is cut short")
        return InputError(f"{path}: line {error.lineno}: the JSON is broken or cut short")
    except (ValueError, RecursionError):
        pass
    return InputError(f"{path}: the JSON is broken, nested too deeply or holds a number too long")


def _frame(rows: list[Row]) -> pd.DataFrame:
    return _typed(_batch(rows))


def _batch(rows: list[Row]) -> pd.DataFrame:
    """Objects to a table: texts as Arrow keeps them, all else as Python values for now.

    A column without a value is left out, if another has some: the next batch says what it is.
    """
    names = dict.fromkeys(chain.from_iterable(rows))
    columns = {str(name): _column([row.get(name) for row in rows]) for name in names}
    return pd.DataFrame(columns, index=range(len(rows)))


def _column(values: list[Any]) -> pd.Series:
    if set(map(type, values)) <= {str, type(None)}:
        # Half a character is no Arrow text; the check of the table tells it.
        with suppress(UnicodeEncodeError):
            return pd.Series(pa.array(values, pa.large_string()), dtype=STRING)
    # Not inferred: a date column of the form 20220511 must not turn into floats at a gap.
    return pd.Series(values, dtype=object)


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Numbers and truth values as such; a column of several kinds keeps its Python values."""
    for name in [name for name in table if table[name].dtype == object]:
        column = table[name]
        kinds = {type(value) for value in column if not is_missing(value)}
        if kinds and kinds <= {int, float, bool} and len(kinds) == 1:
            whole = column.notna().all()
            table[name] = column.infer_objects() if whole else column.convert_dtypes()
    return table
