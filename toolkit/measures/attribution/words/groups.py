"""Groups of words that the readings of attribution look for, from data/word_groups.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from toolkit.arabic import fold
from toolkit.measures.knowledge import read_yaml


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, frozenset[str]]:
    path = resources.files("toolkit.measures.attribution") / "data" / "word_groups.yaml"
    data: Mapping[str, str] = read_yaml(path.read_text(encoding="utf-8"))
    return {name: frozenset(fold(words).text.split()) for name, words in data.items()}


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
