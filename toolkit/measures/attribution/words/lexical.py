"""What a word type tells by itself: cue reading, grammar class, source head, word vector.

Computed once per distinct folded word. The word vectors are positional co-occurrence vectors
(shifted PPMI, truncated SVD; Levy, Goldberg and Dagan 2015) of a corpus of Arabic news; see the
model card for how they were made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.attribution.words.cues import Cue, read_cue
from toolkit.measures.attribution.words.gazetteer import head_type
from toolkit.measures.attribution.words.groups import word_group
from toolkit.measures.attribution.words.vectors import vector_row, word_vectors

CLASS_NAMES = (
    "particle", "preposition", "negation", "relative", "auxiliary", "linker", "pronoun",
    "demonstrative",
)  # fmt: skip


@dataclass(frozen=True)
class Lexical:
    """Per word type: cue readings, flags (types x classes), head and name types, vectors."""

    cues: list[Cue | None]
    kind: NDArray[np.int64]
    agreement: NDArray[np.int64]
    flags: NDArray[np.float32]
    heads: NDArray[np.int64]
    vectors: NDArray[np.float32]


FLAG_NAMES = (
    *CLASS_NAMES, "definite", "digit", "latin", "conjunction", "with_b", "with_l", "feminine",
    "plural", "verbal", "tanwin", "short",
)  # fmt: skip


def lexical_features(types: Sequence[str]) -> Lexical:
    """Look every word type up."""
    cues = [_cue(t) for t in types]
    vectors, index = word_vectors()
    rows = np.fromiter((vector_row(t, index) for t in types), np.int64, len(types))
    found = vectors[np.maximum(rows, 0)] * (rows >= 0)[:, None]
    return Lexical(
        cues=cues,
        kind=np.asarray([c.kind if c else 0 for c in cues], dtype=np.int64),
        agreement=np.asarray([c.agreement if c else 0 for c in cues], dtype=np.int64),
        flags=np.frombuffer(b"".join(map(_flags, types)), np.uint8)
        .reshape(len(types), len(FLAG_NAMES))
        .astype(np.float32),
        heads=np.fromiter((head_type(t) for t in types), np.int64, len(types)),
        vectors=found,
    )


@lru_cache(maxsize=KEPT_WORDS)
def _cue(word: str) -> Cue | None:
    return read_cue(word)


@lru_cache(maxsize=KEPT_WORDS)
def _flags(word: str) -> bytes:
    bare = word[1:] if len(word) > 4 and word[0] in "وف" else word
    # A byte a flag: as numbers of Python's own they were a third of all that the look-ups kept.
    flags = (
        *(word in word_group(name) for name in CLASS_NAMES),
        bare.startswith(("ال", "لل", "بال")),
        word[0].isdigit(),
        word[0].isascii() and word[0].isalpha(),
        len(word) > 3 and word[0] == "و",
        len(word) > 3 and bare[0] == "ب",
        len(word) > 3 and bare[0] == "ل",
        word.endswith(("ه", "ت")),
        word.endswith(("ون", "ين", "ات", "وا")),
        len(word) > 3 and bare[0] in "يتسن",
        len(word) > 3 and word.endswith("ا"),
        len(word) <= 2,
    )
    return bytes(flags)
