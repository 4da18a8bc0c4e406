"""Cells of spreadsheets that stay text.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. In Excel files such
a cell is written as text outright. CSV knows no types: there one apostrophe is put before it, and
before what begins with an apostrophe and would be taken for one so marked; `read_cell` takes it off
again, so that every text comes back as it was.
"""

from __future__ import annotations

import re

import pandas as pd

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What XML 1.0 has no way to write; a sheet is for reading, so it may go.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXCEL_CELL = 32_000


def csv_cell(text: str) -> str:
    """Mark a cell of a CSV file that a spreadsheet would compute.

    Examples
    --------
    >>> csv_cell("=1+1"), csv_cell("قال: نعم"), read_cell(csv_cell("'=1"))
    ("'=1+1", 'قال: نعم', "'=1")
    """
    return "'" + text if _FORMULA.match(text) else text


def csv_table(table: pd.DataFrame) -> pd.DataFrame:
    """A table with every text and name marked that a spreadsheet would compute; numbers stay.

    Examples
    --------
    >>> csv_table(pd.DataFrame({"عنوان": ["=1+1", "خبر"], "فرق": [-1, 2]})).values.tolist()
    [["'=1+1", -1], ['خبر', 2]]
    """
    marked = {
        name: table[name].map(lambda cell: csv_cell(cell) if isinstance(cell, str) else cell)
        for name in table
        if table[name].dtype == object or isinstance(table[name].dtype, pd.StringDtype)
    }
    return table.assign(**{str(n): c for n, c in marked.items()}).rename(
        columns=lambda name: csv_cell(name) if isinstance(name, str) else name
    )


def read_cell(text: str) -> str:
    """Give a marked cell's text back."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def excel_cell(text: str) -> str:
    """Leave out what an Excel cell cannot hold: control characters, and what is over its length.

    Examples
    --------
    >>> excel_cell("\\x0bقال\\uffff")
    'قال'
    """
    return _NO_XML.sub("", text)[:_EXCEL_CELL]


def xml_text(text: str) -> str:
    """A text whose characters all have a place in XML; U+FFFD stands for the others.

    Examples
    --------
    >>> xml_text("قال\\uffff")
    'قال\ufffd'
    """
    return _NO_XML.sub("\ufffd", text)
