"""A word without its conjunction and its article."""

from __future__ import annotations

from functools import lru_cache

_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ال")
_LETTERS = 2


@lru_cache(maxsize=200_000)
def bare(word: str) -> str:
    """A folded word without conjunction and article, where more than two letters stay.

    Examples
    --------
    >>> bare("والوزير"), bare("للامم"), bare("الي")
    ('وزير', 'امم', 'الي')
    """
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) > _LETTERS:
            return word[len(prefix) :]
    return word
