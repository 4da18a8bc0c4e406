"""Workbooks: Excel's .xlsx, and .xls, .xlsb and .ods where python-calamine is installed.

Every sheet that has the columns of the first one with texts is read; the others are named in the
account of the reading. The names of the columns may stand below a heading. Cells are read as
values: no formula is run and no macro opened. A workbook is a ZIP of XML, hence the bounds: what
it says it unpacks to, and how many cells are taken.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit.articles.account import count_left_out, count_noted, count_read
from toolkit.articles.bounds import as_megabytes, most_bytes
from toolkit.articles.columns import count_usual, usual_names
from toolkit.articles.formats.extras import wanted
from toolkit.errors import InputError

MAX_UNPACKED = 500_000_000
MAX_COLUMNS = 500
MAX_ROWS = 2**20
ROW = "row"
"""The name of an index that holds the rows' numbers as the spreadsheet program shows them."""

_ADVICE = "save the sheet as CSV (UTF-8)"
_MOST_ABOVE = 10
_OLD = b"\xd0\xcf\x11\xe0"
_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!")
_FORMULA = re.compile(rb"<f[ >/]")


class _Sheet(NamedTuple):
    name: str
    hidden: bool
    rows: list[tuple[int, list[Any]]]


def read_spreadsheet(
    raw: bytes, path: Path, *, sheet: str | None = None, names: Collection[str] = ()
) -> pd.DataFrame:
    """Read a workbook's sheets of articles; an empty cell is missing, dates stay dates.

    Parameters
    ----------
    raw, path
        The file's bytes, and what error messages call it.
    sheet
        The one to read; all with the columns of the first that has texts, if not given. Where
        several are read, a column ``sheet`` names the one that a row is from.
    names
        The user's own column names.

    Returns
    -------
    pandas.DataFrame
        Its index is the rows' numbers in the sheet, as the user's program shows them.

    Raises
    ------
    InputError
        Not a workbook, damaged, locked by a password, too large, or without a row; no such sheet.

    Examples
    --------
    >>> from openpyxl import Workbook
    >>> book, out = Workbook(), io.BytesIO()
    >>> for row in (["تغطية الاجتماع"], ["الجريدة", "النص"], ["هسبريس", "أشاد الوزير."]):
    ...     book.active.append(row)
    >>> book.save(out)
    >>> read_spreadsheet(out.getvalue(), Path("a.xlsx"))
        الجريدة          النص
    row
    3    هسبريس  أشاد الوزير.
    """
    sheets = list(_sheets(raw, path))
    filled = [one for one in sheets if one.rows]
    if not filled:
        raise InputError(f"{path}: every sheet of the workbook is empty")
    if sheet is not None:
        return _chosen(filled, sheet, path, names)
    for kind, out in (("sheet_empty", [s for s in sheets if not s.rows]),
                      ("sheet_hidden", [s for s in filled if s.hidden])):  # fmt: skip
        count_left_out(kind, len(out), first=out[0].name if out else "")
    shown = [one for one in filled if not one.hidden] or filled
    return _joined([(one.name, _table(one, path, names)) for one in shown], path, names)


def _chosen(sheets: list[_Sheet], name: str, path: Path, names: Collection[str]) -> pd.DataFrame:
    found = [one for one in sheets if one.name.strip() == name.strip()]
    if not found:
        known = ", ".join(one.name for one in sheets)
        raise InputError(f"{path}: no filled sheet {name} (the sheets are: {known})")
    others = [one.name for one in sheets if one.name != found[0].name]
    count_left_out("sheet_not_chosen", len(others), first=others[0] if others else "")
    count_read("sheet")
    return _table(found[0], path, names)


def _joined(
    tables: list[tuple[str, pd.DataFrame]], path: Path, names: Collection[str]
) -> pd.DataFrame:
    """The sheets that are alike as one table; the others are counted."""
    texts = [one for one in tables if _has_text(one[1], names)] or tables[:1]
    _, first = texts[0]
    alike = [one for one in texts if _named(one[1]) == _named(first)]
    kept = {name for name, _ in alike}
    other = [name for name, _ in texts if name not in kept]
    without = [name for name, _ in tables if name not in kept and name not in other]
    count_left_out("sheet_of_other_columns", len(other), first=other[0] if other else "")
    count_left_out("sheet_without_text", len(without), first=without[0] if without else "")
    count_read("sheet", len(alike))
    if len(alike) == 1:
        return first if "sheet" not in names else first.assign(sheet=alike[0][0])
    parts = [
        table.set_axis(list(map(str, first.columns)), axis="columns").assign(sheet=name)
        if [*map(str, table.columns)] == [*map(str, first.columns)]
        else table.rename(columns=_same_names(table, first)).assign(sheet=name)
        for name, table in alike
    ]
    return pd.concat(parts)


def _same_names(table: pd.DataFrame, first: pd.DataFrame) -> dict[str, str]:
    """One sheet's names for what another calls otherwise: ``النص`` and ``Text``."""
    theirs = {name: own for own, name in usual_names(first.columns).items()}
    return {
        own: theirs[name]
        for own, name in usual_names(table.columns).items()
        if name in theirs and theirs[name] not in table
    }


def _named(table: pd.DataFrame) -> set[str]:
    usual = usual_names(table.columns)
    return {usual.get(name, name) for name in map(str, table.columns)}


def _has_text(table: pd.DataFrame, names: Collection[str]) -> bool:
    own = {name for name in names if name in table}
    return len(table) > 0 and bool({"text", "url"} & _named(table) or own)


def _table(sheet: _Sheet, path: Path, own: Collection[str]) -> pd.DataFrame:
    rows = sheet.rows
    known = [count_usual(cells, own=own) for _, cells in rows[:_MOST_ABOVE]]
    at = 0
    if known[0] == 0 or len(rows[0][1]) == 1:
        at = next((row for row, count in enumerate(known) if count >= 2), 0)
    if at:
        heading = " ".join(str(cell) for cell in rows[0][1] if cell is not None)
        count_left_out("row_above_names", at, first=heading[:40])
    width = max(len(cells) for _, cells in rows[at:])
    names = [_name(value) for value in _filled(rows[at][1], width)]
    index = pd.Index([number for number, _ in rows[at + 1 :]], name=ROW)
    body = [_filled(cells, width) for _, cells in rows[at + 1 :]]
    table = pd.DataFrame(body, columns=names, dtype=object, index=index)
    used = [bool(name) or bool(table.iloc[:, at].notna().any()) for at, name in enumerate(names)]
    unnamed = [at for at, name in enumerate(names) if used[at] and not name]
    if unnamed:
        raise InputError(
            f"{path}: sheet {sheet.name}, column {unnamed[0] + 1} has cells but no name in row "
            f"{rows[at][0]}; give that row one name a column: split merged cells, remove what "
            "stands above the names"
        )
    return table.loc[:, used]


def _sheets(raw: bytes, path: Path) -> Iterator[_Sheet]:
    if raw.startswith(_OLD) or not _is_xlsx(raw, path):
        yield from _other_sheets(raw, path)
        return
    from openpyxl import load_workbook  # only workbooks need it

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet may claim sixteen thousand columns
            rows = list(_cells(sheet.iter_rows(values_only=True), path))
            yield _Sheet(sheet.title, sheet.sheet_state != "visible", rows)
        _count_formulas(raw)
    except InputError:
        raise
    except Exception as error:
        # A damaged workbook makes openpyxl raise nearly anything.
        text = " ".join(str(error).split())[:100]
        raise InputError(f"{path}: a workbook that cannot be read ({text}); {_ADVICE}") from None


def _other_sheets(raw: bytes, path: Path) -> Iterator[_Sheet]:
    """The sheets of .xls, .xlsb and .ods."""
    calamine = wanted("python_calamine", path, "workbooks of this kind", _ADVICE)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for about in book.sheets_metadata:
            if "work" not in str(about.typ).lower():
                continue
            rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            hidden = "visible" not in str(about.visible).lower().replace("invisible", "")
            yield _Sheet(about.name, hidden, list(_cells(rows, path)))
    except InputError:
        raise
    except BaseException as error:  # its panics are no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        what = "an old or locked Excel file" if raw.startswith(_OLD) else "a damaged workbook"
        raise InputError(f"{path}: {what}; {_ADVICE}") from None


def _is_xlsx(raw: bytes, path: Path) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{path}: not an Excel workbook, or cut short; {_ADVICE}") from None
    bound = min(MAX_UNPACKED, most_bytes())
    if size > bound:
        raise InputError(f"{path}: unpacks to more than {as_megabytes(bound)}; {_ADVICE}")
    return not names & {"content.xml", "xl/workbook.bin"}


def _cells(rows: Any, path: Path) -> Iterator[tuple[int, list[Any]]]:
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS:  # a cell that claims to stand in row two thousand million
            raise InputError(f"{path}: more than {MAX_ROWS:,} rows, Excel's most; {_ADVICE}")
        cells = [_value(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise InputError(f"{path}: row {number} has more than {MAX_COLUMNS} cells; {_ADVICE}")
        if cells:
            yield number, cells


def _value(cell: Any) -> Any:
    if isinstance(cell, str):
        if not cell.strip():
            return None
        if cell in _ERRORS:
            count_noted("cell_error", first=cell)
            return None
    return cell


def _count_formulas(raw: bytes) -> None:
    """Formulas whose value no program has worked out yet come as empty cells: count them."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        if not any(_FORMULA.search(archive.read(name)) for name in sheets):
            return
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(raw), read_only=True)
    for sheet, other in zip(values.worksheets, formulas.worksheets, strict=True):
        pairs = zip(sheet.iter_rows(), other.iter_rows(), strict=False)
        for cells, written in pairs:
            for cell, formula in zip(cells, written, strict=False):
                if cell.value is None and getattr(formula, "data_type", "") == "f":
                    count_noted(
                        "formula_without_value", first=f"{sheet.title}!{formula.coordinate}"
                    )


def _filled(row: list[Any], width: int) -> list[Any]:
    return [*row, *[None] * (width - len(row))]


def _name(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
