"""Texts that were once read in a wrong encoding (mojibake): noticed always, undone where asked.

UTF-8 read as Windows-1256 gives ``ط§ظ„ظ…ط؛ط±ط¨`` for المغرب, read as Windows-1252 ``Ø§Ù„Ù…ØºØ±Ø¨``. Both
are undone by writing the letters in the wrong encoding and reading the bytes as what they are; a
line that does not go that way whole stays as it is. (ftfy does the second, not the first.)
"""

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from toolkit.articles.account import count_noted
from toolkit.articles.schema import STRING, text_column

# ال and و before it, and ية, in both dresses: hardly a sentence is without all of them.
_SIGNS = "ط§ظ„|ظˆط|ظٹط|Ø§Ù"
# One of these stands in each, told by its bytes: a first look that costs a tenth.
_RARE = (rb"\xc2\xa7", rb"\xcb\x86", rb"\xb8\xd9\xb9\xd8")
_ARABIC = re.compile("[\u0621-\u064a]")
_COLUMNS = ("title", "text", "outlet", "author")
_WRONG = ("cp1256", "cp1252")


def note_or_mend(table: pd.DataFrame, file: str | Path, *, mend: bool) -> pd.DataFrame:
    """Count the garbled titles and texts, or undo them.

    Examples
    --------
    >>> table = pd.DataFrame({"text": ["ط§ظ„ظ…ط؛ط±ط¨", "المغرب"]})
    >>> note_or_mend(table, "a.csv", mend=True)["text"].tolist()
    ['المغرب', 'المغرب']
    """
    table = table.copy(deep=False)
    for name in (name for name in _COLUMNS if name in table):
        column = text_column(table[name], file)
        cells = pa.chunked_array(column.array.__arrow_array__())
        rows = np.flatnonzero(_are_garbled(cells))
        mended = {int(row): mended_text(column.iloc[row]) for row in rows}
        rows_changed = [row for row, text in mended.items() if text != column.iloc[row]]
        if not rows_changed:
            continue
        kind = "mended" if mend else "mojibake"
        count_noted(kind, len(rows_changed), first=f"row {table.index[rows_changed[0]]}")
        if mend:
            values = column.tolist()
            for row in rows_changed:
                values[row] = mended[row]
            table[name] = pd.Series(values, index=table.index, dtype=STRING)
    return table


def _are_garbled(cells: pa.ChunkedArray) -> NDArray[np.bool_]:
    raw = cells.cast(pa.large_binary())
    if not any(pc.any(pc.match_substring_regex(raw, sign)).as_py() for sign in _RARE):
        return np.zeros(len(cells), dtype=bool)
    return pc.fill_null(pc.match_substring_regex(cells, _SIGNS), False).to_numpy()


def mended_text(text: str) -> str:
    """A text with its garbled lines undone.

    Examples
    --------
    >>> mended_text("Ù‚Ø§Ù„ Ø§Ù„ÙˆØ²ÙŠØ±")
    'قال الوزير'
    """
    return "\n".join(_mended_line(line) for line in text.split("\n"))


def _mended_line(line: str) -> str:
    for encoding in _WRONG:
        codes = _codes(encoding)
        try:
            found = bytes(codes[character] for character in line).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            continue
        if _ARABIC.search(found):
            return found
    return line


@lru_cache(maxsize=2)
def _codes(encoding: str) -> dict[str, int]:
    """Each character's byte; those that the code page leaves open are read as Latin-1."""
    codes = {chr(code): code for code in range(256)}
    for code in range(256):
        try:
            codes[bytes([code]).decode(encoding)] = code
        except UnicodeDecodeError:
            continue
    return codes
