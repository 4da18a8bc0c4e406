"""Offsets counted in UTF-16 units, as Java and JavaScript tools do, against code points, as here.

Arabic letters and marks are one of each; an emoji is one code point and two units.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate


class Utf16:
    """One text's offsets both ways.

    Examples
    --------
    >>> text = Utf16("مرحبا 🇲🇦 بكم")
    >>> text.from_points(9), text.to_points(11)
    (11, 9)
    """

    def __init__(self, text: str) -> None:
        sizes = (2 if ord(character) > 0xFFFF else 1 for character in text)
        self._units = [0, *accumulate(sizes)]

    def from_points(self, offset: int) -> int:
        """Code points to units."""
        return self._units[offset]

    def to_points(self, offset: int) -> int:
        """Units to code points; the middle of a pair counts as its end.

        Raises
        ------
        IndexError
            Beyond the text.
        """
        if not 0 <= offset <= self._units[-1]:
            raise IndexError(offset)
        return bisect_left(self._units, offset)
