"""What the gazetteer has of a phrase: by its words, a foreign name by its consonants."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.actors.gazetteer.index import Key, Keys, first_words, skeletons
from toolkit.measures.actors.gazetteer.tables import Known
from toolkit.measures.actors.tokens import Token
from toolkit.measures.actors.words import bare, forms, skeleton

_ARTICLES = (*(c + p + "ال" for c in ("", "و", "ف") for p in ("", "ب", "ك")), "لل", "ولل", "فلل")


# How alike (difflib's ratio) a word must be to a surname of the same consonants.
_ALIKE = 0.72


class Found(NamedTuple):
    """A match: words ``[first, last)`` of the phrase."""

    first: int
    last: int
    known: Known


def find_known(tokens: Sequence[Token], first: int) -> Found | None:
    """The longest phrase of the gazetteer that begins at a word.

    Examples
    --------
    >>> from toolkit.measures.actors.tokens import tokens_of
    >>> find_known(tokens_of("للولايات المتحدة الأميركية"), 0).known.state
    'US'
    >>> find_known(tokens_of("أنطوني بلينكين"), 0).known.name
    'أنتوني بلينكن'
    """
    word = tokens[first].word
    candidates, foreign_names = _candidates(word)
    if not candidates and not foreign_names:
        return None
    behind = bare(tokens[first + 1].word) if first + 1 < len(tokens) else ""
    best: Found | None = None
    for number, stem, keys in candidates:
        for key in (*keys.get(behind, ()), *keys.get("", ())):
            last = first + 1 + len(key.rest)
            if best is not None and last <= best.last:
                break
            if key.definite is not None and key.definite != _is_definite(word):
                continue
            if number and len(stem) < 4 and not key.rest and not _is_land(key.known):
                continue
            if last <= len(tokens) and _same(tokens, first + 1, key.rest):
                best = Found(first, last, key.known)
                break
        if best is not None and number == 0:
            break
    foreign = _find_foreign(tokens, first, foreign_names)
    if foreign is not None and (best is None or foreign.last > best.last):
        return foreign
    return best


@lru_cache(maxsize=KEPT_WORDS)
def _candidates(
    word: str,
) -> tuple[tuple[tuple[int, str, Keys], ...], tuple[tuple[str, tuple[Key, ...]], ...]]:
    """What may begin at a word: entries by the stem, then foreign names by the consonants."""
    stems = tuple(enumerate(forms(word)))
    entries = tuple((n, stem, first_words()[stem]) for n, stem in stems if stem in first_words())
    foreign = tuple(
        (stem, skeletons()[skeleton(stem)])
        for n, stem in stems
        if (not n or len(stem) > 3) and skeleton(stem) in skeletons()
    )
    return entries, foreign


def _same(tokens: Sequence[Token], first: int, rest: tuple[str, ...]) -> bool:
    return all(bare(tokens[first + i].word) == word for i, word in enumerate(rest))


def _is_land(known: Known) -> bool:
    """`بعدن`, `لمصر`: a land's name is short and has clitics all the same."""
    return known.kind == "state" and known.how in ("name", "seat", "place")


def _is_definite(word: str) -> bool:
    return word.startswith(_ARTICLES)


def _find_foreign(
    tokens: Sequence[Token], first: int, names: Sequence[tuple[str, tuple[Key, ...]]]
) -> Found | None:
    """A foreign person by the consonants of the name."""
    best: Found | None = None
    for stem, keys in names:
        for key in keys:
            if key.definite and not tokens[first].word.startswith("ال"):
                continue
            last = first + 1 + len(key.rest)
            if best is not None and last <= best.last:
                break
            if last > len(tokens) or (key.spelling and not _is_spelling(stem, key.spelling)):
                continue
            if all(
                skeleton(bare(tokens[first + 1 + i].word)) == word
                for i, word in enumerate(key.rest)
            ):
                best = Found(first, last, key.known)
                break
    return best


@lru_cache(maxsize=KEPT_WORDS)
def _is_spelling(word: str, name: str) -> bool:
    """Whether two words of the same consonants are alike as two spellings of a name are."""
    return word == name or SequenceMatcher(None, word, name).ratio() >= _ALIKE
