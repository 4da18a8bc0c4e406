"""Who speaks inside a body has its type: `مصدر دبلوماسي في الاتحاد الإفريقي`, `مدير صندوق النقد`.

The body stands right behind, or behind "in" or "in the name of". Behind "at" and "to" it is what a state
sends somebody to (`سفير المغرب لدى الأمم المتحدة`): he keeps his own type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from toolkit.arabic import fold
from toolkit.arabic.stems import bare
from toolkit.knowledge import read_yaml
from toolkit.measures.attribution.words.groups import word_group
from toolkit.measures.codes import SOURCE_TYPES

_REACH = 5
_LONGEST = 4
_SHORT = 3


@lru_cache(maxsize=1)
def _data() -> tuple[frozenset[str], Mapping[tuple[str, ...], int]]:
    path = resources.files("toolkit.measures.attribution") / "data" / "source_heads.yaml"
    data = read_yaml(path.read_text(encoding="utf-8"))["within"]
    bodies = {
        tuple(fold(body.strip()).text.split()): SOURCE_TYPES.index(source_type)
        for source_type, names in data["bodies"].items()
        for body in names.split("|")
    }
    return frozenset(bare(w) for w in fold(data["who"]).text.split()), bodies


def type_within(words: Sequence[str]) -> int:
    """Number of the type of the body that somebody speaks inside; -1 where none is told.

    Parameters
    ----------
    words : sequence of str
        The folded words of a source's phrase.

    Examples
    --------
    >>> SOURCE_TYPES[type_within(fold("مصدر دبلوماسي في الاتحاد الإفريقي").text.split())]
    'intergovernmental'
    >>> type_within(fold("نائب سفير المغرب لدى الأمم المتحدة").text.split())
    -1
    """
    who, bodies = _data()
    if not words or bare(words[0]) not in who:
        return -1
    for place in range(1, min(len(words), 1 + _REACH)):
        if words[place] in word_group("sent to"):
            return -1
        for size in range(_LONGEST, 0, -1):
            phrase = tuple(words[place : place + size])
            body = bodies.get(phrase, bodies.get(_without_in(phrase)))
            if body is not None:
                return body
    return -1


def _without_in(words: Sequence[str]) -> tuple[str, ...]:
    first, *rest = words
    if first.startswith("لل"):
        first = "ال" + first[2:]
    elif first.startswith("بال") or (first[0] in "بل" and len(first) > _SHORT):
        first = first[1:]
    return (first, *rest)
