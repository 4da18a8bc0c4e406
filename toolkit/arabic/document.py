"""An article read once: the one string that every offset points into, folded and cut.

A title and a text are joined by a single newline, and neither is changed, so that
``document[start:end]`` is always the evidence exactly as it was read; a missing title is an empty
one. What the measures look at (folded words and the gaps behind them, sentences, quotation marks)
is worked out when first asked for and kept, so that no measure folds or cuts an article again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.folding import Folded, fold
from toolkit.arabic.gluing import part_glued
from toolkit.arabic.quotations import Quotation, quotation_spans
from toolkit.arabic.sentences import sentence_spans
from toolkit.arabic.words import word_spans

Ints = NDArray[np.int64]
_WORD_AND_GAP = re.compile(r"([^\W_]+)([\W_]*)")


def join_document(title: Any, text: Any) -> str:
    """Join a title and a text into the string that all offsets point into.

    Parameters
    ----------
    title, text
        As read; what is no text (None, a missing value) counts as empty.

    Returns
    -------
    str
        ``title + "\\n" + text``. The title ends at ``len(title)``; the text starts one later.

    Examples
    --------
    >>> join_document("اجتماع مراكش", "أشاد الوزير بالمغرب.")[13:17]
    'أشاد'
    >>> join_document(None, "خبر")
    '\\nخبر'
    """
    return f"{title if isinstance(title, str) else ''}\n{text if isinstance(text, str) else ''}"


@dataclass(frozen=True, eq=False)
class Document:
    """One article, read once; make it with `read_document`.

    Attributes
    ----------
    text : str
        Title, line break, text, as read.
    spans : sequence of (start, end)
        The sentences; the first is the title.
    boilerplate : frozenset of int
        Numbers of the sentences that are no article text.
    """

    text: str
    spans: Sequence[tuple[int, int]]
    boilerplate: frozenset[int] = frozenset()

    @cached_property
    def folded(self) -> Folded:
        """The text with spelling variants folded and glued words parted, and its way back."""
        return part_glued(fold(self.text), self.text)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """What stands in quotation marks."""
        return quotation_spans(self.text)

    @cached_property
    def _pairs(self) -> tuple[Sequence[str], Sequence[str]]:
        pairs = _WORD_AND_GAP.findall(self.folded.text)
        words, gaps = zip(*pairs, strict=True) if pairs else ((), ())
        return words, gaps

    @property
    def words(self) -> Sequence[str]:
        """The folded words."""
        return self._pairs[0]

    @property
    def gaps(self) -> Sequence[str]:
        """What stands behind each word, up to the next."""
        return self._pairs[1]

    @cached_property
    def bounds(self) -> tuple[Ints, Ints, Ints]:
        """Of each word: its place in the folded text, and where it starts and ends in `text`.

        Marks behind the last letter are deleted by folding; they belong to the word.
        """
        words, gaps = self._pairs
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        steps = lengths + np.fromiter(map(len, gaps), np.int64, len(gaps))
        lead = len(self.folded.text) - int(steps.sum())
        positions = lead + np.concatenate([[0], np.cumsum(steps)[:-1]]) if len(words) else steps
        offsets = self.folded.offsets
        starts = offsets[positions]
        return positions, starts, np.maximum(offsets[positions + lengths], starts + 1)

    @cached_property
    def positions(self) -> list[int]:
        """Where the words begin in the folded text."""
        return self.bounds[0].tolist()

    @cached_property
    def starts(self) -> list[int]:
        """Where the words begin in `text`."""
        return self.bounds[1].tolist()

    @cached_property
    def ends(self) -> list[int]:
        """Where the words end in `text`."""
        return self.bounds[2].tolist()

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each word's sentence.

        An empty title begins where the first sentence does: the later one takes the words.
        """
        first = np.array([start for start, _ in self.spans], dtype=np.int64)
        return np.maximum(np.searchsorted(first, self.bounds[1], "right") - 1, 0).tolist()

    @cached_property
    def quotation_of(self) -> list[int]:
        """The number of the quotation that each word stands in, -1 for none."""
        found = np.full(len(self.words), -1, np.int64)
        for number, quotation in enumerate(self.quotations):
            first, stop = np.searchsorted(self.bounds[1], (quotation.start, quotation.end))
            found[first:stop] = number
        return found.tolist()

    @cached_property
    def word_starts(self) -> Ints:
        """Where the words begin that are counted: those of `text` as read, not of the folded one."""
        return np.array([start for start, _ in word_spans(self.text)], dtype=np.int64)

    def with_boilerplate(self, flags: Iterable[bool]) -> Document:
        """The same article with its boilerplate told; what was read of it is kept."""
        noise = frozenset(number for number, flag in enumerate(flags) if flag)
        told = Document(self.text, self.spans, noise)
        told.__dict__.update({k: v for k, v in self.__dict__.items() if k != "boilerplate"})
        return told

    def fold_of(self, start: int, end: int) -> str:
        """The folded form of ``text[start:end]``."""
        first, stop = np.searchsorted(self.folded.offsets[:-1], (start, end))
        return self.folded.text[first:stop]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that a place in `text` lies in, or behind."""
        return max(bisect_right(self._firsts, place) - 1, 0)

    @cached_property
    def _firsts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """First and behind-last of the words that overlap ``text[start:end]``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def read_document(
    title: Any,
    text: Any,
    *,
    spans: Sequence[tuple[int, int]] | None = None,
    boilerplate: Sequence[bool] = (),
) -> Document:
    """Read an article: join it, and cut it into sentences where their spans are not given.

    Parameters
    ----------
    title, text
        As read; a missing title is an empty one.
    spans : sequence of (start, end), optional
        The sentences, if they have been cut; the first is the title.
    boilerplate : sequence of bool
        Which of them are no article text; none where left out.

    Examples
    --------
    >>> document = read_document("لقاء", 'أشاد بالدَّور "الكبير".')
    >>> document.words, document.sentence_of, document.quotation_of
    (('لقاء', 'اشاد', 'بالدور', 'الكبير'), [0, 1, 1, 1], [-1, -1, -1, 0])
    """
    joined = join_document(title, text)
    if spans is None:
        spans = sentence_spans(joined, len(title) if isinstance(title, str) else 0)
    noise = frozenset(number for number, flag in enumerate(boilerplate) if flag)
    return Document(joined, spans, noise)
