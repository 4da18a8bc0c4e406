"""The word groups of the voices, from data/voice_words.yaml, and the groups that a stem is in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from toolkit.arabic import fold
from toolkit.arabic.stems import stem
from toolkit.knowledge import read_yaml


@lru_cache(maxsize=1)
def voice_words() -> Mapping[str, frozenset[str]]:
    """Read and fold the word groups of data/voice_words.yaml, once.

    Examples
    --------
    >>> "تعزيز" in voice_words()["aims"]
    True
    """
    text = (files("toolkit.measures.voice") / "data" / "voice_words.yaml").read_text("utf-8")
    return {
        name: frozenset(stem(fold(word).text) for word in group["words"].split())
        for name, group in read_yaml(text)["groups"].items()
    }


# `label` and `insult` are told by the lexicon of stance alone.
GROUPS = (
    *("programme", "aims", "honour", "praise", "loaded", "hedge"),
    *("reflects", "patronage", "scorn", "ours", "label", "insult"),
)


def group_bits(words: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
    """The groups of every stem as bits, the first of `GROUPS` the lowest."""
    return _shipped_bits() if words is voice_words() else _bits_of(words)


@lru_cache(maxsize=1)
def _shipped_bits() -> Mapping[str, int]:
    return _bits_of(voice_words())


def _bits_of(words: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
    bits: dict[str, int] = {}
    for number, name in enumerate(GROUPS):
        for base in words.get(name, ()):
            bits[base] = bits.get(base, 0) | 1 << number
    return bits
