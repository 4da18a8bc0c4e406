"""Words as actors' names are compared by: without clitics and article, and by their consonants.

What decides about a word is always a list of ``data/words.yaml``, never a list in the code.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from toolkit.arabic import Folded, fold
from toolkit.measures.knowledge import read_yaml

_PACKAGE = "toolkit.measures.actors"
_QUOTES = '"«“”»″'
_BREAKS = "،,:;؛.!?؟()[]\n|"
# A clitic is taken off only where so many letters stay: shorter words are words of their own.
_SHORTEST = 3
# Words whose first letters only look like an article.
_WHOLE = frozenset(("الله", "لله", "اله"))


class Token(NamedTuple):
    """A word of a phrase: folded, its offsets, and what parts it from the word before."""

    word: str
    start: int
    end: int
    breaks: bool
    quoted: bool


@cache
def read_data(name: str) -> Any:
    """A YAML file of ``data/``."""
    return read_yaml(files(_PACKAGE).joinpath("data", f"{name}.yaml").read_text("utf-8"))


@cache
def word_list(key: str) -> frozenset[str]:
    """A list of ``words.yaml``, folded, the article off.

    Examples
    --------
    >>> "وزير" in word_list("persons"), "الوزير" in word_list("persons")
    (True, False)
    """
    found = read_data("words")[key]
    words = found.split() if isinstance(found, str) else found
    return frozenset(bare(fold(str(word)).text) for word in words)


@cache
def phrase_codes(key: str) -> dict[tuple[str, ...], str]:
    """The phrases of a mapping of ``words.yaml``, as folded words, with the code of each.

    Examples
    --------
    >>> phrase_codes("departments")["شوون", "خارجيه"]
    'foreign'
    """
    return {
        plain_words(str(phrase)): str(code)
        for code, phrases in read_data("words")[key].items()
        for phrase in phrases
    }


@lru_cache(maxsize=4096)
def department_lands(words: tuple[str, ...]) -> tuple[str, ...]:
    """The states whose ministries alone are called so.

    Examples
    --------
    >>> department_lands(("وزاره", "شوون", "خارجيه", "جاليه", "وطنيه", "بالخارج"))
    ('DZ',)
    """
    own = set(words)
    return next(
        (states for named, states in _department_lands() if named <= own),
        (),
    )


@cache
def _department_lands() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    found = [
        (frozenset(plain_words(str(phrase))), tuple(str(states).split()))
        for states, phrases in read_data("words")["department_lands"].items()
        for phrase in phrases
    ]
    return tuple(sorted(found, key=lambda row: (-len(row[0]), sorted(row[0]))))


@cache
def phrase_list(key: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a list of ``words.yaml`` as folded words, the article off."""
    return frozenset(plain_words(str(phrase)) for phrase in read_data("words")[key])


@lru_cache(maxsize=200_000)
def bare(word: str) -> str:
    """A folded word without its article.

    Examples
    --------
    >>> bare("الوزير"), bare("للوزير"), bare("الا")
    ('وزير', 'وزير', 'الا')
    """
    if word in _WHOLE:
        return word
    for article in ("لل", "ال"):
        if word.startswith(article) and len(word) >= len(article) + 2:
            return word[len(article) :]
    return word


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """A folded word without article, a conjunction before the article taken off too.

    Examples
    --------
    >>> plain("والتعاون"), plain("والد")
    ('تعاون', 'والد')
    """
    if word.startswith("وال") and len(word) > 5:
        return word[3:]
    return bare(word)


@lru_cache(maxsize=200_000)
def forms(word: str) -> tuple[str, ...]:
    """The stems that a folded word may have once article, conjunction and preposition are off.

    Examples
    --------
    >>> forms("وبالمغرب")[-1], forms("بوريطه")[0]
    ('مغرب', 'بوريطه')
    """
    found = [bare(word)]
    rest = word
    for letters in ("وف", "بلك"):
        if rest[:1] in tuple(letters) and len(rest) > _SHORTEST:
            rest = rest[1:]
            found.append(bare(rest))
    if word[:1] in tuple("بلك") and len(word) > _SHORTEST:
        found.append(bare(word[1:]))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The consonants of a folded word, those that transliterations exchange made one.

    Examples
    --------
    >>> skeleton("بلينكن") == skeleton("بلنكين"), skeleton("لاندبرغ") == skeleton("لاندبرج")
    (True, True)
    """
    return word.translate(_letters())


@cache
def _letters() -> dict[int, int | None]:
    source, target = read_data("words")["alike_letters"]
    return str.maketrans(source, target, read_data("words")["silent_letters"])


@lru_cache(maxsize=50_000)
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


_WORD = re.compile(r"[^\W_]+")


@cache
def _parted() -> re.Pattern[str]:
    """A word, or the first of two that a page has glued."""
    glued = "|".join(fold(first).text for first in read_data("words")["glued"])
    return re.compile(rf"[^\W_]{{0,3}}?(?:{glued})(?=ال[^\W_]{{2}})|[^\W_]+")


@lru_cache(maxsize=100_000)
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
