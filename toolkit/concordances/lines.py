"""The words around a place: a window to either side, and the order that neighbours give.

`left` is what stands before the hit and `right` what stands behind it, as in every concordance
program; on a page that runs right to left, what stands before is read first, at the right.
"""

from __future__ import annotations

import pandas as pd

from toolkit.arabic.document import Document
from toolkit.arabic.folding import fold
from toolkit.errors import InputError

SORTS = ("text", "left", "right", "hit")
WINDOW = 7


def check_window(window: int, call: str) -> None:
    """Refuse a window that is no number of words."""
    if not isinstance(window, int) or isinstance(window, bool) or window < 0:
        raise InputError(f"{call}: window is {window!r}; give a number of words, 0 or more")


def around(document: Document, start: int, end: int, window: int) -> tuple[str, str, str]:
    """What stands before a span, the span, and what stands behind it, on one line each.

    Examples
    --------
    >>> from toolkit.arabic.document import read_document
    >>> around(read_document("", "أشاد الوزير بالدَّور الكبير."), 13, 21, 1)
    ('الوزير', 'بالدَّور', 'الكبير')
    """
    first, stop = document.between(start, end)
    begin = document.starts[first - window] if first >= window else 0
    last = stop + window - 1
    finish = document.ends[last] if last < len(document.ends) else len(document.text)
    text = document.text
    begin, finish = min(begin, start), max(finish, end)
    if not window:
        begin, finish = start, end
    parts = (text[begin:start], text[start:end], text[end:finish])
    left, hit, right = (" ".join(part.split()) for part in parts)
    return left, hit, right


def sorted_lines(table: pd.DataFrame, sort: str, call: str) -> pd.DataFrame:
    """Put lines in the order of the text, or of the words beside the hit, the nearest first.

    Raises
    ------
    InputError
        Where there is no such order.
    """
    if sort not in SORTS:
        raise InputError(f"{call}: sort is {sort!r}; choose one of {', '.join(SORTS)}")
    if sort == "text" or table.empty:
        return table.reset_index(drop=True)
    outward = -1 if sort == "left" else 1
    keys = [_key(text, outward) for text in table[sort].tolist()]
    order = sorted(range(len(table)), key=lambda place: keys[place])
    return table.iloc[order].reset_index(drop=True)


def _key(text: str, outward: int) -> list[str]:
    words = "".join(c if c.isalnum() else " " for c in fold(text).text).split()
    return words[::outward]
