"""Texts cut into the encoder's pieces, each with the place where it stands.

A word is cut into the pieces whose scores add up to most (unigram language model, Kudo 2018,
arXiv:1804.10959); marks are cut off words before, so that a span never ends inside a piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from toolkit.training.reader.e5 import E5

_PIECE = "\u2581"  # opens a piece behind a space
_UNKNOWN = 10.0  # how much worse than the worst piece a character without one is
# Letters with the marks on them; any other sign by itself.
_UNITS = re.compile(
    r"[^\W_]+(?:[\u064B-\u065F\u0670\u0640]+[^\W_]*)*|[^\w\s]|_|[\u064B-\u065F\u0670\u0640]+"
)

Cut = list[tuple[int, int, int]]


@dataclass(eq=False)
class Pieces:
    """Cuts texts into pieces; words seen before are not cut again."""

    e5: E5
    _known: dict[tuple[str, bool], Cut] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._worst = float(self.e5.scores.min()) - _UNKNOWN
        self._longest = max(map(len, self.e5.pieces))

    def cut(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Numbers of a text's pieces, and where each starts and ends in the text."""
        numbers, spans = [], []
        for unit in _UNITS.finditer(text):
            start = unit.start()
            key = unit.group(), start == 0 or text[start - 1].isspace()
            if key not in self._known:
                self._known[key] = self._cut(*key)
            for number, first, end in self._known[key]:
                numbers.append(number)
                spans.append((start + first, start + end))
        return numbers, spans

    def _cut(self, word: str, leads: bool) -> Cut:
        """The best pieces of one word, as (number, start, end)."""
        signs, origin = ([_PIECE], [0]) if leads else ([], [])
        for place, sign in enumerate(word):
            for code in self.e5.normal.get(ord(sign), (ord(sign),)):
                signs.append(_PIECE if code == 32 else chr(code))
                origin.append(place)
        text, count = "".join(signs), len(signs)
        best = [0.0] + [-1e30] * count
        back: list[tuple[int, int]] = [(0, 0)] * (count + 1)
        for first in range(count):
            ways = [(self.e5.unknown, first + 1, self._worst)]
            for end in range(first + 1, min(count, first + self._longest) + 1):
                number = self.e5.pieces.get(text[first:end])
                if number is not None and number != self.e5.unknown:
                    ways.append((number, end, float(self.e5.scores[number])))
            for number, end, score in ways:
                if best[first] + score > best[end]:
                    best[end], back[end] = best[first] + score, (number, first)
        cut: Cut = []
        end = count
        while end:
            number, first = back[end]
            cut.append((number, origin[first], origin[end - 1] + 1))
            end = first
        return cut[::-1]
