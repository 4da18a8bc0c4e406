"""Sheets to code in, as files: an Excel workbook, or a table as CSV.

A workbook opens from right to left; columns and drop-down lists stand in Arabic and English, with
the codebook's hints, and a guide to all values at its end. CSV is UTF-8, marked as such for Excel.
What the tables hold is the matter of `sheet_tables`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.cells import csv_cell, excel_cell, read_cell
from toolkit.output.whole import whole_file
from toolkit.validation.codebook import codebook, offered, shown, shown_name, shown_value, values

ENDINGS = (".csv", ".xlsx")
_HIDDEN = ("stratum", "sampling_probability", "sha256")
_WIDE = ("text", "words", "content", "context")
_LISTS = "lists"
_ROWS_TO_FILL = 2000
_PROMPT = 250

Tables = Mapping[str, pd.DataFrame]


def write_sheet(
    tables: Tables, file: str | Path, *, choices: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Write tables with the codebook's columns: all of them as a workbook, or one as CSV.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        By the sheet's name in the codebook.
    file : path
        `.xlsx` or `.csv`.
    choices : mapping, optional
        Drop-down lists of further columns, which take other values too.

    Raises
    ------
    InputError
        Where the file's name ends otherwise, or several tables are to go into one CSV.
    """
    file = _checked(file)
    if file.suffix == ".csv":
        if len(tables) != 1:
            raise InputError(f"{file}: a CSV holds one table, not {len(tables)}; write .xlsx")
        (table,) = tables.values()
        named = table.rename(columns=shown_name)
        plain = named.map(lambda v: csv_cell(v) if isinstance(v, str) else v)
        with whole_file(file) as part:
            plain.to_csv(part, index=False, encoding="utf-8-sig", lineterminator="\r\n")
        return
    book = _workbook(tables, choices or {})
    with whole_file(file) as part:
        book.save(part)


def read_sheet(file: str | Path) -> dict[str, pd.DataFrame]:
    """Read tables of a sheet as text, columns by the codebook's keys.

    A column of `row` numbers tells where each row stands in the file.

    Raises
    ------
    InputError
        Where there is no such file, or it is no sheet of the toolkit's.
    """
    file = _checked(file)
    if not file.is_file():
        raise InputError(f"{file}: no such file")
    raw = {"": _read_csv(file)} if file.suffix == ".csv" else _read_excel(file)
    tables = {}
    for title, table in raw.items():
        name = _sheet_names().get(_plain(title), title)
        if name in ("guide", _LISTS):
            continue
        keyed = table.rename(columns=lambda c: _column_names().get(_plain(c), str(c)))
        if keyed.columns.duplicated().any():
            twice = keyed.columns[keyed.columns.duplicated()][0]
            raise InputError(f"{file}: column {twice} is there twice; keep one")
        keyed.insert(0, "row", range(2, len(keyed) + 2))
        cells = keyed.drop(columns="row")
        tables[name] = keyed[cells.notna().any(axis="columns")].reset_index(drop=True)
    return tables


def _checked(file: str | Path) -> Path:
    file = Path(file)
    if file.suffix not in ENDINGS:
        raise InputError(f"{file}: give a name that ends in {' or '.join(ENDINGS)}")
    return file


def _plain(name: object) -> str:
    return " ".join(str(name).split()).casefold()


def _column_names() -> dict[str, str]:
    book = codebook()
    names: dict[str, str] = {}
    # Codes last: where a code and a plain column share a word, the code is meant.
    for key, entry in [*book["columns"].items(), *book["codes"].items()]:
        names |= {_plain(name): key for name in (entry["en"], entry["ar"], shown(entry))}
    keys = [*book["columns"], *book["codes"]]
    return names | {key: key for key in keys}


def _sheet_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for key, entry in codebook()["sheets"].items():
        names |= {_plain(name): key for name in (key, entry["ar"], shown(entry))}
    return names


def _workbook(tables: Tables, choices: Mapping[str, Sequence[str]]) -> Any:
    try:
        from openpyxl import Workbook
    except ImportError:
        raise InputError("Excel sheets need openpyxl: install it, or write .csv") from None
    book = Workbook()
    book.remove(book.active)
    for name, table in tables.items():
        _fill(book.create_sheet(shown(codebook()["sheets"][name])), name, table)
    _fill(book.create_sheet(shown(codebook()["sheets"]["guide"])), "guide", _guide(tables))
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    for place, name in enumerate(tables):
        _lay_lists(book.worksheets[place], lists, tables[name], choices)
    return book


def _fill(sheet: Any, name: str, table: pd.DataFrame) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "A2"
    look = Alignment(wrap_text=True, vertical="top", readingOrder=2)
    for at, column in enumerate(table.columns, start=1):
        head = _text(sheet.cell(1, at), shown_name(column))
        head.font, head.alignment = Font(bold=True), look
        wide = column in _WIDE or column in ("arabic", "english")
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 60 if wide else 18
        sheet.column_dimensions[letter].hidden = column in _HIDDEN
        for row, value in enumerate(table[column].tolist(), start=2):
            cell = sheet.cell(row, at)
            if isinstance(value, str):
                _text(cell, value)
            elif pd.notna(value):
                cell.value = value
            cell.alignment = look


def _text(cell: Any, text: str) -> Any:
    """Put text into a cell as text, whatever it begins with."""
    cell.value = excel_cell(text)
    cell.data_type = "s"
    return cell


def _lay_lists(
    sheet: Any, lists: Any, table: pd.DataFrame, choices: Mapping[str, Sequence[str]]
) -> None:
    """Give each column of codes its drop-down list and its hint."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for at, column in enumerate(table.columns, start=1):
        hint = codebook()["codes"].get(column, {}).get("hint")
        allowed = list(choices.get(column, offered(column) if hint else ()))
        if not hint and not allowed:
            continue
        rule = DataValidation(allow_blank=True, showInputMessage=True)
        if hint:
            rule.prompt = f"{hint['ar']}\n{hint['en']}"[:_PROMPT]
        if allowed:
            place = lists.max_column + 1
            for row, value in enumerate(allowed, start=1):
                _text(lists.cell(row, place), value)
            letter = get_column_letter(place)
            rule.type = "list"
            rule.formula1 = f"{_LISTS}!${letter}$1:${letter}${len(allowed)}"
            rule.showErrorMessage = column not in choices and bool(values(column))
            rule.error = "اختر من القائمة · choose from the list"
        own = get_column_letter(at)
        rule.add(f"{own}2:{own}{max(_ROWS_TO_FILL, len(table) + 1)}")
        sheet.add_data_validation(rule)


def _guide(tables: Tables) -> pd.DataFrame:
    book = codebook()
    rows = [
        (shown(book["sheets"][name]), "", "", book["guide"][name]["ar"], book["guide"][name]["en"])
        for name in tables
        if name in book["guide"]
    ]
    there = {column for table in tables.values() for column in table.columns}
    for code, entry in book["codes"].items():
        if code not in there:
            continue
        layer = shown(book["layers"][entry["layer"]])
        rows.append((layer, shown(entry), "", entry["hint"]["ar"], entry["hint"]["en"]))
        rows += [
            (layer, shown(entry), shown_value(code, value), text["ar"], text["en"])
            for value, text in entry.get("values", {}).items()
        ]
    return pd.DataFrame(rows, columns=["layer", "code", "value", "arabic", "english"])


def _read_excel(file: Path) -> dict[str, pd.DataFrame]:
    from zipfile import BadZipFile

    try:
        return pd.read_excel(file, dtype=str, engine="openpyxl", sheet_name=None,
                             keep_default_na=False, na_values=[""])  # fmt: skip
    except ImportError:
        raise InputError("Excel sheets need openpyxl: install it, or save as CSV UTF-8") from None
    except (BadZipFile, ValueError, KeyError, OSError) as error:
        raise InputError(f"{file}: cannot be read as an Excel workbook ({error})") from None


def _read_csv(file: Path) -> pd.DataFrame:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{file}: not UTF-8; save it as 'CSV UTF-8'") from None
    first = text.partition("\n")[0]
    # Excel writes what the computer's language takes for a separator.
    separator = max(",;\t", key=first.count)
    try:
        table = pd.read_csv(StringIO(text), sep=separator, dtype=str, keep_default_na=False,
                            na_values=[""])  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(f"{file}: cannot be read as CSV ({error})") from None
    return table.map(lambda v: read_cell(v) if isinstance(v, str) else v)
