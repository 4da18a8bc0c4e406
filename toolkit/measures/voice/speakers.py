"""Who speaks each word of an article, and how likely an official does.

Every word that an act covers by its cue, its source or its content is the act's speaker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import Act


@dataclass(frozen=True)
class Speakers:
    """One article's words, and who speaks each.

    Attributes
    ----------
    words : sequence of str
        Folded words of title and text.
    starts : ndarray of int, shape (words,)
        Where each begins in the document as read.
    official, other, quoted : ndarray of bool, shape (words,)
        Whether an official's act, another source's act, quotation marks cover the word.
    likely_official, likely_other : ndarray of float, shape (words,)
        How likely, from 0 to 1, an official's act covers it, another source's.
    """

    words: Sequence[str]
    starts: NDArray[np.int64]
    official: NDArray[np.bool_]
    other: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    likely_official: NDArray[np.float64]
    likely_other: NDArray[np.float64]

    def between(self, start: int, end: int) -> slice:
        """The words that begin in ``document[start:end]``."""
        first, last = np.searchsorted(self.starts, (start, end))
        return slice(int(first), int(last))


def read_speakers(document: Document, acts: Sequence[Act]) -> Speakers:
    """Mark every word that an act covers by its cue, source or content.

    Examples
    --------
    >>> from toolkit.arabic.document import read_document
    >>> document = read_document("عنوان", "\\n وقال الوزير إن كل شيء بخير")
    >>> acts = [Act(0, (8, 11), (12, 18), None, (22, 30), "government")]
    >>> found = read_speakers(document, acts)
    >>> [word for word, official in zip(found.words, found.official) if official]
    ['وقال', 'الوزير', 'كل', 'شيء']
    """
    starts = document.bounds[1]
    official, other = np.zeros((2, len(document.text) + 1), dtype=bool)
    likely = np.zeros((2, len(document.text) + 1))
    for act in acts:
        chances = act.chances(document.text)
        for start, end in act.covered():
            (official if act.is_official(document.text) else other)[start:end] = True
            for row, chance in zip(likely, chances, strict=True):
                np.maximum(row[start:end], chance, out=row[start:end])
    quoted = np.zeros(len(document.text) + 1, dtype=bool)
    for quotation in document.quotations:
        quoted[quotation.start : quotation.end] = True
    marks = (official[starts], other[starts], quoted[starts])
    return Speakers(document.words, starts, *marks, *likely[:, starts])
