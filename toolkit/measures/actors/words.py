"""Words as actors' names are compared by: without clitics and article, and by their consonants.

What decides about a word is always a list of ``data/words.yaml``, never a list in the code.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from toolkit.arabic import fold
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.arabic.stems import without_article
from toolkit.knowledge import read_yaml

_PACKAGE = "toolkit.measures.actors"
# A clitic is taken off only where so many letters stay: shorter words are words of their own.
_SHORTEST = 3


@cache
def read_data(name: str) -> Any:
    """A YAML file of ``data/``."""
    return read_yaml(files(_PACKAGE).joinpath("data", f"{name}.yaml").read_text("utf-8"))


@lru_cache(maxsize=KEPT_WORDS)
def bare(word: str) -> str:
    """A folded word without its article.

    Examples
    --------
    >>> bare("الوزير"), bare("للوزير"), bare("الا")
    ('وزير', 'وزير', 'الا')
    """
    return word if word in _whole() else without_article(word)


@cache
def _whole() -> frozenset[str]:
    return frozenset(fold(word).text for word in read_data("words")["whole"])


@lru_cache(maxsize=KEPT_WORDS)
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


@lru_cache(maxsize=KEPT_WORDS)
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


@lru_cache(maxsize=KEPT_WORDS)
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
