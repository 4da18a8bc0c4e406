"""Which texts of a table are in Arabic beyond doubt, told from the bytes of whole columns at once.

Reading asks of every article whether it is in Arabic (languages.py), which would cost more than all
else that reading does. Most texts are so plainly in Arabic that it follows from counts that can
only fall short of those of `is_arabic`. They are counted in the UTF-8 that Arrow keeps, where a
letter of the Arabic script is a pair of bytes. Of a text that is not plain nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from toolkit.articles.schema import STRING

_PIECE = 2**17
"""Bytes that are looked at in one go, for the sake of the processor's cache."""

_PAD = 8
# Pairs of bytes; between the two of a range stand none but letters of the script.
_RANGES = (("\u0620", "\u064a"), ("\u066e", "\u06d3"), ("\u06d5", "\u06d5"))
_ALEF, _LAM = "\u0627", "\u0644"
_WITH_HAMZA = ("\u0623", "\u0625")
_AT, _HASH, _FIRST = b"@#a"
_LETTERS = 26


def surely_arabic(
    articles: pd.DataFrame, *, longest: int, least_share: float, certain: float
) -> NDArray[np.bool_]:
    """Of each row, whether its title and text are in Arabic beyond doubt.

    Parameters
    ----------
    articles
        ``text`` and, where there is one, ``title``.
    longest
        The characters of a text that `is_arabic` looks at; nothing is said of a longer one.
    least_share
        Of the characters that must be of the script.
    certain
        The share of the words that must open with the article or with an alef that has its hamza.

    Returns
    -------
    ndarray of bool, shape (articles,)
        False where it is not sure, and for columns that are not kept by Arrow.

    Examples
    --------
    >>> table = pd.DataFrame({"text": ["أشاد الوزير بالدور المغربي أمس.", "Il salua."]}, dtype=STRING)
    >>> surely_arabic(table, longest=20_000, least_share=0.5, certain=0.2).tolist()
    [True, False]
    """
    columns = [articles[name] for name in ("title", "text") if name in articles]
    if any(column.dtype != STRING for column in columns):
        return np.zeros(len(articles), dtype=bool)
    size = np.full(len(articles), 1, dtype=np.int64)  # the line break between the two
    letters, words, own = (np.zeros(len(articles), dtype=np.int64) for _ in range(3))
    addressed = np.zeros(len(articles), dtype=bool)
    for column in columns:
        cells = pc.fill_null(pa.chunked_array(column.array.__arrow_array__()), "")
        size += pc.binary_length(cells).to_numpy()
        start = 0
        for found in _counted(cells):
            rows = slice(start, start := start + found.shape[1])
            letters[rows] += found[0]
            words[rows] += found[1]
            # Of the last word, the letters of the next row may have been taken for its own.
            own[rows] += np.maximum(found[2] - 1, 0)
            addressed[rows] |= found[3] > 0
    size -= letters  # no fewer than the characters: each of the letters has two bytes
    return (
        ~addressed
        & (size <= longest)
        & (letters >= least_share * size)
        & (own >= np.maximum(certain * words, 2))
    )


def _counted(cells: pa.ChunkedArray) -> Iterator[NDArray[np.int64]]:
    """Some rows at a time: letters, words, words that are Arabic's own, signs of an address."""
    for chunk in cells.cast(pa.large_string()).chunks:
        _, places, data = chunk.buffers()
        if not len(chunk):
            continue
        ends = np.frombuffer(places, np.int64)[chunk.offset : chunk.offset + len(chunk) + 1]
        letters = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
        first = 0
        while first < len(chunk):
            last = int(np.searchsorted(ends, ends[first] + _PIECE, side="right")) - 1
            last = min(max(last, first + 1), len(chunk))
            yield _count_rows(
                letters[ends[first] : ends[last]], ends[first : last + 1] - ends[first]
            )
            first = last


def _count_rows(text: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The counts of the rows of one piece, whose bytes begin and end at `ends`."""
    padded = np.zeros(len(text) + 2 * _PAD, np.uint8)
    padded[_PAD : _PAD + len(text)] = text
    pairs = padded[:-1].astype(np.uint16) << 8
    pairs |= padded[1:]
    is_letter = np.zeros(len(pairs), dtype=bool)
    for low, high in _RANGES:
        is_letter |= (pairs - _pair(low)) <= _pair(high) - _pair(low)
    is_start = is_letter.copy()
    is_start[2:] &= ~is_letter[:-2]
    rows = ends[:-1][np.diff(ends) > 0] + _PAD
    is_start[rows] = is_letter[rows]
    is_own = (pairs == _pair(_ALEF))[:-2] & (pairs == _pair(_LAM))[2:]
    for letter in _WITH_HAMZA:
        is_own |= (pairs == _pair(letter))[:-2]
    is_own &= is_start[:-2]
    counts = np.zeros((4, len(ends) - 1), dtype=np.int64)
    for row, (start, end) in enumerate(zip(ends[:-1] + _PAD, ends[1:] + _PAD, strict=True)):
        for kind, mask in enumerate((is_letter, is_start, is_own)):
            counts[kind, row] = np.count_nonzero(mask[start:end])
    signs = np.flatnonzero((text == _AT) | (text == _HASH))
    after = padded[signs + _PAD + 1] | 0x20  # letters of ASCII, small
    signs = signs[(text[signs] == _AT) | (after - _FIRST < _LETTERS)]
    counts[3, np.searchsorted(ends, signs, side="right") - 1] = 1
    return counts


def _pair(letter: str) -> np.uint16:
    high, low = letter.encode()
    return np.uint16(high << 8 | low)
