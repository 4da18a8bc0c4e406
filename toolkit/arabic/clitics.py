"""Clitics: what Arabic writes joined to a word before and behind it.

A word as written is conjunction + preposition or particle + article + stem + pronoun. Without a
morphological catalogue the split is ambiguous; `clitic_analyses` lists every split whose parts
may stand together, and the lexicon decides which stem it knows (the proclitic and enclitic
inventory is that of Habash 2010, chapter 4).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from toolkit.arabic.kept import KEPT_WORDS

# Order of attachment: conjunction, then preposition or verbal particle, then the article.
_NOUN_PREFIXES = ("", "ال", "ب", "ل", "ك", "بال", "كال", "لل")
_VERB_PREFIXES = ("", "س", "ل", "لا")
_CONJUNCTIONS = ("", "و", "ف", "ا")
_ENCLITICS = ("", "ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "نا", "ني", "ي")
_MIN_STEM = 2


class Analysis(NamedTuple):
    """One way to split a folded word."""

    conjunction: str
    prefix: str
    stem: str
    enclitic: str


@lru_cache(maxsize=KEPT_WORDS)
def clitic_analyses(word: str) -> tuple[Analysis, ...]:
    """Every split of a folded word into conjunction, prefix, stem and pronoun.

    The word as it stands comes first, then splits with ever less left of it. A ``ت`` before a
    pronoun is read as the ``ه`` (teh marbuta) that it stands for as well.

    Examples
    --------
    >>> [a.stem for a in clitic_analyses("وبشراكته")][:2]
    ['وبشراكته', 'وبشراكت']
    >>> Analysis("و", "ب", "شراكه", "ه") in clitic_analyses("وبشراكته")
    True
    """
    prefixes = _NOUN_PREFIXES + tuple(p for p in _VERB_PREFIXES if p not in _NOUN_PREFIXES)
    found = []
    for conjunction in _CONJUNCTIONS:
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        for prefix in prefixes:
            if not rest.startswith(prefix):
                continue
            body = rest[len(prefix) :]
            for enclitic in _ENCLITICS:
                if not body.endswith(enclitic) or (enclitic and prefix.endswith(("ال", "لل"))):
                    continue
                stem = body[: len(body) - len(enclitic)] if enclitic else body
                if len(stem) < _MIN_STEM and (conjunction or prefix or enclitic):
                    continue
                found.append(Analysis(conjunction, prefix, stem, enclitic))
                if enclitic and stem.endswith("ت"):
                    found.append(Analysis(conjunction, prefix, stem[:-1] + "ه", enclitic))
    return tuple(sorted(set(found), key=lambda a: (-len(a.stem), a)))
