"""Groups of words that the readings of attribution look for, from data/word_groups.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from toolkit.arabic import fold
from toolkit.knowledge import read_yaml


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    path = resources.files("toolkit.measures.attribution") / "data" / "word_groups.yaml"
    found: Mapping[str, Any] = read_yaml(path.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, frozenset[str]]:
    return {
        name: frozenset(fold(words).text.split())
        for name, words in _data().items()
        if isinstance(words, str)
    }


def word_group(name: str) -> frozenset[str]:
    """The folded words of a group.

    Raises
    ------
    KeyError
        Where the file has no such group.

    Examples
    --------
    >>> "بانه" in word_group("clause")
    True
    """
    return _groups()[name]


@lru_cache(maxsize=16)
def phrases_of(name: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a group, each as its folded words.

    Examples
    --------
    >>> ("في", "اشاره") in phrases_of("asides")
    True
    """
    return frozenset(tuple(fold(phrase).text.split()) for phrase in _data()["phrases"][name])


@lru_cache(maxsize=16)
def cue_entries(name: str) -> frozenset[str]:
    """Entries of cues.yaml that a reading treats apart, as they are written there.

    Examples
    --------
    >>> sorted(cue_entries("relays"))
    ['نقل']
    """
    return frozenset(_data()["cue entries"][name].split())


def group_data(name: str) -> Mapping[str, str]:
    """A mapping of the file, as it is written there.

    Examples
    --------
    >>> sorted(group_data("letters"))
    ['alike', 'heard as', 'silent']
    """
    found: Mapping[str, str] = _data()[name]
    return found
