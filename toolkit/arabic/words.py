"""Words: maximal runs of letters and digits, with their marks inside.

The definition is that of reuse (docs/methods/reuse.md): diacritics and tatweel belong to the word
that they stand in, punctuation and spaces part words.
"""

from __future__ import annotations

import re

# Combining marks, tatweel and joiners do not part a word; "_" does.
_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f])*"
)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the words of a text.

    Examples
    --------
    >>> text = "قال الـوَزير: (نعم)"
    >>> [text[start:end] for start, end in word_spans(text)]
    ['قال', 'الـوَزير', 'نعم']
    """
    return [match.span() for match in _WORD.finditer(text)]


def count_words(text: str) -> int:
    """How many words a text has.

    Examples
    --------
    >>> count_words("أشاد الوزير بالمغرب، ثم غادر.")
    5
    """
    return len(_WORD.findall(text))
