"""The words of a phrase with their places, and what parts each from the one before."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.arabic import Folded, fold
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.actors.words import bare, plain, read_data

_QUOTES = '"«“”»″'
_BREAKS = "،,:;؛.!?؟()[]\n|"
_WORD = re.compile(r"[^\W_]+")
# Two words are glued where an article stands behind so many letters.
_SHORTEST = 3


class Token(NamedTuple):
    """A word of a phrase: folded, its offsets, and what parts it from the word before."""

    word: str
    start: int
    end: int
    breaks: bool
    quoted: bool


@lru_cache(maxsize=KEPT_WORDS)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a phrase in their order, two that are glued parted.

    Examples
    --------
    >>> [t.word for t in tokens_of("#ترمب و«الحكومة_البريطانية»")]
    ['ترمب', 'و', 'الحكومه', 'البريطانيه']
    >>> [t.word for t in tokens_of("عبدالله والولاياتالمتحدة")]
    ['عبد', 'الله', 'والولايات', 'المتحده']
    """
    return tuple(cut_tokens(fold(text)))


def cut_tokens(folded: Folded) -> list[Token]:
    """The words of a folded text, their offsets those of the text as read."""
    plain, offsets = folded.text, folded.offsets.tolist()
    found = []
    last = 0
    inside = breaks = False
    for word, first, end in word_spans(plain):
        between = plain[last:first]
        if between != " ":
            inside ^= sum(between.count(mark) for mark in _QUOTES) % 2 == 1
            breaks = breaks_between(between)
        stop = max(offsets[end], offsets[end - 1] + 1)
        found.append(Token(word, offsets[first], stop, breaks, inside))
        last, breaks = end, False
    return found


def word_spans(plain: str) -> list[tuple[str, int, int]]:
    """Every word of a folded text in lower case with its edges, glued ones parted.

    Examples
    --------
    >>> word_spans("وزير المملكهالمغربيه")
    [('وزير', 0, 4), ('المملكه', 5, 12), ('المغربيه', 12, 20)]
    """
    lowered = plain.lower()
    # A letter whose lower case is two would move what is behind it.
    text = lowered if len(lowered) == len(plain) else plain
    found = []
    for match in _WORD.finditer(text):
        word, (first, end) = match.group(), match.span()
        if word.find("ال", _SHORTEST) < 0:
            found.append((word, first, end))
            continue
        for part in _parted().finditer(word):
            found.append((part.group(), first + part.start(), first + part.end()))
    return found if text is lowered else [(w.lower(), first, end) for w, first, end in found]


def breaks_between(marks: str) -> bool:
    """Whether the marks between two words end a phrase."""
    return marks != " " and any(mark in _BREAKS for mark in marks)


@cache
def _parted() -> re.Pattern[str]:
    """A word, or the first of two that a page has glued."""
    glued = "|".join(fold(first).text for first in read_data("words")["glued"])
    return re.compile(rf"[^\W_]{{0,3}}?(?:{glued})(?=ال[^\W_]{{2}})|[^\W_]+")


@lru_cache(maxsize=KEPT_WORDS)
def bare_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, folded, the article off.

    Examples
    --------
    >>> bare_words("وزير الخارجية")
    ('وزير', 'خارجيه')
    """
    return tuple(bare(token.word) for token in tokens_of(phrase))


def plain_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, folded, without article and a conjunction before it."""
    return tuple(plain(token.word) for token in tokens_of(phrase))
