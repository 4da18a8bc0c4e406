"""An article's words, cut once, with what is asked of them: breaks, places, the words as printed."""

from __future__ import annotations

from functools import cached_property

from toolkit.arabic import Folded, fold
from toolkit.measures.actors.tokens import breaks_between, word_spans
from toolkit.measures.actors.words import bare, skeleton

# What ends a title wherever it stands.
_ENDS = frozenset(':.!?؟\n"«“')


class Text:
    """A folded document with its words by number.

    Examples
    --------
    >>> text = Text("قال بوريطة، الوزير")
    >>> text.words, text.breaks(2), text.printed(1, 2), text.start(1)
    (['قال', 'بوريطه', 'الوزير'], True, 'بوريطة', 4)
    """

    def __init__(self, document: str, folded: Folded | None = None) -> None:
        self.document = document
        folded = folded or fold(document)
        self.plain = folded.text
        self._offsets = folded.offsets
        self.folded = folded
        found = word_spans(self.plain)
        self.words = [word for word, _, _ in found]
        self._starts = [start for _, start, _ in found]
        self._ends = [end for _, _, end in found]

    def __len__(self) -> int:
        return len(self.words)

    def start(self, number: int) -> int:
        """Where a word begins in the document as read."""
        return int(self._offsets[self._starts[number]])

    def breaks(self, number: int) -> bool:
        """Whether a mark that ends a phrase stands before a word."""
        first = self._ends[number - 1] if number else 0
        return breaks_between(self.plain[first : self._starts[number]])

    def ends(self, number: int) -> bool:
        """Whether a sentence ends or words of somebody begin before a word."""
        first = self._ends[number - 1] if number else 0
        return not _ENDS.isdisjoint(self.plain[first : self._starts[number]])

    def printed(self, first: int, last: int) -> str:
        """Words ``[first, last)`` as read."""
        end = self._ends[last - 1]
        stop = max(int(self._offsets[end]), int(self._offsets[end - 1]) + 1)
        return self.document[self.start(first) : stop]

    @cached_property
    def bare(self) -> list[str]:
        """Every word without its article."""
        return [bare(word) for word in self.words]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of every word without its article."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.bare):
            found.setdefault(word, []).append(number)
        return found

    @cached_property
    def skeletons(self) -> list[str]:
        """The consonants of every word."""
        return [skeleton(word) for word in self.bare]

    def ending_in(self, stem: str) -> list[int]:
        """Numbers of the words that end in a stem: those that may be it with clitics before it."""
        if stem not in self.plain:
            return []
        return [number for number, word in enumerate(self.words) if word.endswith(stem)]
