"""The word groups of praise, from data/praise_words.yaml, and the groups that a word is in.

All of it depends on a word alone, so it is worked out once per word type and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from toolkit.arabic import fold
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.arabic.stems import stem_alef, without_ending
from toolkit.knowledge import read_yaml

WHOLE = frozenset({"negation", "hypothesis", "particles", "intensifiers", "thanks_god"})
GROUPS = (
    *("negation", "hypothesis", "particles", "intensifiers", "thanks_god"),
    *("deed", "quality", "actor", "harm", "quantity", "play", "office", "occasion"),
)


@lru_cache(maxsize=1)
def context_words() -> Mapping[str, frozenset[str]]:
    """The word groups of data/praise_words.yaml, folded.

    Examples
    --------
    >>> "دور" in context_words()["deed"], "لم" in context_words()["negation"]
    (True, True)
    """
    text = (files("toolkit.measures.praise") / "data" / "praise_words.yaml").read_text("utf-8")
    groups = read_yaml(text)["groups"]
    return {
        name: frozenset(
            word if name in WHOLE else stem_alef(word)
            for word in fold(groups[name]["words"]).text.split()
        )
        for name in GROUPS
    }


@lru_cache(maxsize=1)
def unprefixed() -> frozenset[str]:
    """Words that begin like a preposition and a noun but govern nothing, folded.

    Examples
    --------
    >>> "بعد" in unprefixed(), "برد" in unprefixed()
    (True, False)
    """
    text = (files("toolkit.measures.praise") / "data" / "praise_words.yaml").read_text("utf-8")
    return frozenset(fold(read_yaml(text)["unprefixed"]["words"]).text.split())


@lru_cache(maxsize=KEPT_WORDS)
def groups_of(word: str) -> frozenset[str]:
    """The context groups that a folded word belongs to.

    Examples
    --------
    >>> sorted(groups_of("بجهود"))
    ['deed']
    """
    groups = context_words()
    # A first و or ب may be the word's own: `وطني` is not `و` and `طني`.
    bases = {stem_alef(word), without_ending(word)}
    if word.endswith("نا") and len(word) > 4:
        bases.add(stem_alef(word[:-2]))
    return frozenset(
        name for name in GROUPS if (word in groups[name] if name in WHOLE else bases & groups[name])
    )


@lru_cache(maxsize=KEPT_WORDS)
def governs(text: str, frame: tuple[str, ...]) -> bool:
    """Whether a folded word begins with, or is, one of the prepositions of a frame.

    Examples
    --------
    >>> governs("بالدور", ("ب",)), governs("بعد", ("ب",)), governs("علي", ("على",))
    (True, False, True)
    """
    if text in unprefixed():
        return False
    for preposition in frame:
        folded = fold(preposition).text
        if text == folded:
            return True
        attached = folded in ("ب", "ل") and len(text) > 2 and text.startswith(folded)
        if attached and "particles" not in groups_of(text):
            return True
    return False
