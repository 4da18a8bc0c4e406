"""The word groups of data/framing_words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from toolkit.arabic import fold, word_spans
from toolkit.arabic.document import Document
from toolkit.arabic.stems import stem
from toolkit.knowledge import read_yaml


@lru_cache(maxsize=1)
def framing_words() -> dict[str, Mapping]:
    """Contest cues as a set, and for each word of a state's the sides that it names.

    Examples
    --------
    >>> framing_words()["states"]["روسي"]
    ('russia',)
    """
    data = read_yaml(framing_data("framing_words.yaml"))
    sides: dict[str, tuple[str, ...]] = {}
    for side, line in data["states"].items():
        for word in line.split() if side != "note" else ():
            word = stem(fold(word).text)
            if side not in sides.get(word, ()):
                sides[word] = (*sides.get(word, ()), side)
    contest = {stem(fold(word).text): True for word in data["contest"]["words"].split()}
    return {"contest": contest, "states": sides}


def stems(document: Document, span: tuple[int, int] | None) -> list[str]:
    """The stems of the words of a span; none where it is missing."""
    if span is None:
        return []
    folded = document.fold_of(*span)
    return [stem(folded[start:end]) for start, end in word_spans(folded)]


def framing_data(name: str) -> str:
    """The text of a data file of framing."""
    return (files("toolkit.measures.framing") / "data" / name).read_text("utf-8")
