"""Word vectors: 32 dimensions for the types that news uses most (the model card says of what)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.knowledge import kept

DIMENSIONS = 32  # of the word vectors


@kept
def word_vectors() -> tuple[NDArray[np.float32], Mapping[str, int]]:
    """The shipped vectors (types x dimensions) and the row of every type."""
    path = resources.files("toolkit.measures.attribution") / "data" / "word_vectors.npz"
    with resources.as_file(path) as file, np.load(file, allow_pickle=False) as data:
        vectors = data["vectors"].astype(np.float32) / 127.0
        words = bytes(data["words"]).decode("utf-8").split("\n")
    return vectors, {word: row for row, word in enumerate(words)}


def _row(word: str) -> int:
    return vector_row(word, word_vectors()[1])


@lru_cache(maxsize=KEPT_WORDS)
def word_vector(word: str) -> NDArray[np.float32]:
    """The vector of a folded word, zeros where it is unknown, shape (DIMENSIONS,).

    Examples
    --------
    >>> word_vector("المغرب").shape, bool(word_vector("ظظظظ").any())
    ((32,), False)
    """
    row = _row(word)
    return word_vectors()[0][row] if row >= 0 else np.zeros(DIMENSIONS, np.float32)


def vector_row(word: str, index: Mapping[str, int]) -> int:
    """The row of a word, with or without a clitic or the article before it; -1 where there is none."""
    row = index.get(word, -1)
    if row >= 0:
        return row
    for prefix in ("و", "ف", "ب", "ل", "ال", "وال"):
        if word.startswith(prefix):
            row = index.get(word[len(prefix) :], -1)
            if row >= 0:
                return row
    return -1
