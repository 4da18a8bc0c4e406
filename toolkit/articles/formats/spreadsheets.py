"""Excel workbooks (.xlsx): the first sheet that holds anything, its first row the names.

openpyxl reads the cells, values only: no formula is run and no macro opened. A workbook is a ZIP of
XML, hence the bounds: what it says it unpacks to, and how many cells are taken.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError

MAX_UNPACKED = 500_000_000
MAX_COLUMNS = 500
_ADVICE = "save the sheet as CSV (UTF-8)"


def read_spreadsheet(raw: bytes, path: Path) -> pd.DataFrame:
    """Read a workbook's first filled sheet; an empty cell is missing, dates stay dates.

    Raises
    ------
    InputError
        Not a workbook, damaged, locked by a password, too large, or without a row.

    Examples
    --------
    >>> from openpyxl import Workbook
    >>> book, out = Workbook(), io.BytesIO()
    >>> book.active.append(["outlet", "text"])
    >>> book.active.append(["هسبريس", "أشاد الوزير."])
    >>> book.save(out)
    >>> read_spreadsheet(out.getvalue(), Path("a.xlsx"))["text"].tolist()
    ['أشاد الوزير.']
    """
    _check_size(raw, path)
    rows = _rows(raw, path)
    if not rows:
        raise InputError(f"{path}: every sheet of the workbook is empty")
    width = max(len(row) for row in rows)
    names = [_name(value) for value in _filled(rows[0], width)]
    table = pd.DataFrame([_filled(row, width) for row in rows[1:]], columns=names, dtype=object)
    used = [bool(name) or bool(table.iloc[:, at].notna().any()) for at, name in enumerate(names)]
    unnamed = [at for at, name in enumerate(names) if used[at] and not name]
    if unnamed:
        raise InputError(
            f"{path}: column {unnamed[0] + 1} has cells but no name in the first row; give that row "
            "one name a column: split merged cells, remove what stands above the names"
        )
    return table.loc[:, used]


def _check_size(raw: bytes, path: Path) -> None:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{path}: an old or locked Excel file; {_ADVICE}")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{path}: not an Excel workbook, or cut short; {_ADVICE}") from None
    if size > MAX_UNPACKED:
        raise InputError(f"{path}: unpacks to more than {MAX_UNPACKED:,} bytes; {_ADVICE}")


def _rows(raw: bytes, path: Path) -> list[list[Any]]:
    from openpyxl import load_workbook  # only workbooks need it

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet may claim sixteen thousand columns
            rows = list(_cells(sheet, path))
            if rows:
                return rows
    except InputError:
        raise
    except Exception as error:
        # A damaged workbook makes openpyxl raise nearly anything.
        text = " ".join(str(error).split())[:100]
        raise InputError(f"{path}: a workbook that cannot be read ({text}); {_ADVICE}") from None
    return []


def _cells(sheet: Any, path: Path) -> Iterator[list[Any]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise InputError(f"{path}: row {number} has more than {MAX_COLUMNS} cells; {_ADVICE}")
        if cells:
            yield cells


def _filled(row: list[Any], width: int) -> list[Any]:
    return [*row, *[None] * (width - len(row))]


def _name(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
