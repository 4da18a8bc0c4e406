"""Folded spellings of single forms, many at once.

Folding is made for long texts and costs the same few steps for a word; a lexicon has ten thousand
forms, so they are folded in one text and looked up.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.arabic import fold

_MOST = 500_000
_KNOWN: dict[str, str] = {}


def fold_all(texts: Iterable[str]) -> None:
    """Fold many forms in one go, for `folded` to find.

    Examples
    --------
    >>> fold_all(["إشادة", "رائد"])
    >>> folded("إشادة")
    'اشاده'
    """
    if len(_KNOWN) > _MOST:
        _KNOWN.clear()
    new = [text for text in dict.fromkeys(texts) if text not in _KNOWN and "\n" not in text]
    lines = fold("\n".join(new)).text.split("\n")
    if len(lines) == len(new):  # else a form holds a line break of another kind: one by one
        _KNOWN.update(zip(new, lines, strict=True))


def folded(text: str) -> str:
    """A form folded."""
    found = _KNOWN.get(text)
    if found is None:
        found = _KNOWN[text] = fold(text).text
    return found
