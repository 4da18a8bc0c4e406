"""Which words of a corpus stand in a title or a name, told by how it is built.

A minister's title of eight words or a meeting's name is printed alike by pages that never saw each
other. It begins with a noun of office, body or meeting and goes on with definite words and known
names (data/names.yaml): that can be seen in two articles as well as in two thousand, where counting
words (rarity.py) tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic import fold
from toolkit.arabic.stems import bare, is_definite
from toolkit.knowledge import read_yaml
from toolkit.measures.attribution.words.gazetteer import is_name
from toolkit.measures.reuse.corpus import CorpusWords

_CLITICS = "وفبلك"


def name_words(words: CorpusWords) -> NDArray[np.bool_]:
    """For each word of the corpus whether it stands in a title or a name.

    Examples
    --------
    >>> import pandas as pd
    >>> from toolkit.measures.reuse.corpus import corpus_words
    >>> text = "أجرى وزير الشؤون الخارجية والتعاون ناصر بوريطة مباحثات"
    >>> words = corpus_words(pd.DataFrame({"title": [""], "text": [text]}))
    >>> name_words(words).astype(int).tolist()
    [0, 1, 1, 1, 1, 1, 1, 0]
    """
    if not len(words.ids):
        return np.zeros(0, dtype=bool)
    heads, goes_on = _kinds(words.vocabulary)
    begins, inside = heads[words.ids], (heads | goes_on)[words.ids]
    place = np.arange(len(words.ids))
    articles = words.articles
    fresh = np.diff(articles, prepend=-1) != 0
    # The last word before each at which a stretch ends, and the last head: the later one decides.
    stop = np.maximum.accumulate(np.where(~inside, place, np.where(fresh, place - 1, -1)))
    head = np.maximum.accumulate(np.where(begins, place, -1))
    return np.asarray(inside & (head > stop))


def _kinds(vocabulary: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words of a vocabulary begin a name, and which only go on with one."""
    heads = [_is_listed(word, "heads") for word in vocabulary]
    others = [
        is_definite(word) or is_name(word) or _is_listed(word, "goes_on") for word in vocabulary
    ]
    return np.array(heads, dtype=bool), np.array(others, dtype=bool)


def _is_listed(word: str, kind: str) -> bool:
    forms = {word, bare(word)}
    if word[0] in _CLITICS and len(word) > 3:
        forms |= {word[1:], bare(word[1:])}
    return bool(forms & _lists()[kind])


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = (files("toolkit.measures.reuse") / "data" / "names.yaml").read_text("utf-8")
    data: dict[str, Any] = read_yaml(text)
    listed = [word for group in data["heads"].values() for word in group]
    return {
        "heads": frozenset(bare(fold(word).text) for word in listed),
        "goes_on": frozenset(fold(word).text for word in (*data["links"], *data["given"])),
    }
