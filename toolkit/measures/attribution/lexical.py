"""What a word type tells by itself: cue reading, grammar class, source head, word vector.

Computed once per distinct folded word. The word vectors are positional co-occurrence vectors
(shifted PPMI, truncated SVD; Levy, Goldberg and Dagan 2015) of a corpus of Arabic news; see the
model card for how they were made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import yaml
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from toolkit.arabic import fold
from toolkit.measures.attribution.clitics import bare
from toolkit.measures.attribution.cues import Cue, read_cue
from toolkit.measures.attribution.known import known_names

DIMENSIONS = 32  # of the word vectors
SOURCE_TYPES = (
    "government", "intergovernmental", "party", "armed_group", "news_agency", "media",
    "expert", "civil_society", "business", "citizen", "unknown",
)  # fmt: skip

OFFICIAL_TYPES = frozenset({"government", "intergovernmental"})

_CLASSES: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "particle": "ان بان انه انها انهم انهما انني اننا انا بانه بانها بانهم بانهما بان وان وانه وانها لان ان",
        "preposition": "الي علي عن من في مع ضد بين حول بشان لدي عبر نحو خلال بعد قبل منذ حتي فوق تحت امام",
        "negation": "لم لن لا ليس ليست غير ولم ولن ولا دون عدم ما",
        "relative": "الذي التي الذين اللذين اللتين اللذان ممن",
        "auxiliary": "كان كانت قد وقد وكان وكانت فقد يكون سوف كانوا وكانوا",
        "linker": "كما فيما بينما حيث وذلك لكن ولكن الا غير اذ عندما اذا وفي وفيما ومن وعن وبينما وحيث واذ",
        "pronoun": "هو هي هم هما وهو وهي وهم نحن انا انت",
        "demonstrative": "هذا هذه ذلك تلك هولاء وهذا وهذه",
    }.items()
}
CLASS_NAMES = tuple(_CLASSES)


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
    rows = np.fromiter((_vector_row(t, index) for t in types), np.int64, len(types))
    found = vectors[np.maximum(rows, 0)] * (rows >= 0)[:, None]
    return Lexical(
        cues=cues,
        kind=np.asarray([c.kind if c else 0 for c in cues], dtype=np.int64),
        agreement=np.asarray([c.agreement if c else 0 for c in cues], dtype=np.int64),
        flags=np.asarray([_flags(t) for t in types], dtype=np.float32).reshape(
            len(types), len(FLAG_NAMES)
        ),
        heads=np.fromiter((head_type(t) for t in types), np.int64, len(types)),
        vectors=found,
    )


@lru_cache(maxsize=200_000)
def _cue(word: str) -> Cue | None:
    return read_cue(word)


@lru_cache(maxsize=200_000)
def _flags(word: str) -> tuple[float, ...]:
    bare = word[1:] if len(word) > 4 and word[0] in "وف" else word
    return (
        *(float(word in words) for words in _CLASSES.values()),
        float(bare.startswith(("ال", "لل", "بال"))),
        float(word[0].isdigit()),
        float(word[0].isascii() and word[0].isalpha()),
        float(len(word) > 3 and word[0] == "و"),
        float(len(word) > 3 and bare[0] == "ب"),
        float(len(word) > 3 and bare[0] == "ل"),
        float(word.endswith(("ه", "ت"))),
        float(word.endswith(("ون", "ين", "ات", "وا"))),
        float(len(word) > 3 and bare[0] in "يتسن"),
        float(len(word) > 3 and word.endswith("ا")),
        float(len(word) <= 2),
    )


@lru_cache(maxsize=1)
def word_vectors() -> tuple[NDArray[np.float32], Mapping[str, int]]:
    """The shipped vectors (types x dimensions) and the row of every type."""
    path = resources.files("toolkit.measures.attribution") / "data" / "word_vectors.npz"
    with resources.as_file(path) as file, np.load(file, allow_pickle=False) as data:
        vectors = data["vectors"].astype(np.float32) / 127.0
        words = bytes(data["words"]).decode("utf-8").split("\n")
    return vectors, {word: row for row, word in enumerate(words)}


@lru_cache(maxsize=200_000)
def _row(word: str) -> int:
    return _vector_row(word, word_vectors()[1])


@lru_cache(maxsize=100_000)
def word_vector(word: str) -> NDArray[np.float32]:
    """The vector of a folded word, zeros where it is unknown, shape (DIMENSIONS,).

    Examples
    --------
    >>> word_vector("المغرب").shape, bool(word_vector("ظظظظ").any())
    ((32,), False)
    """
    row = _row(word)
    return word_vectors()[0][row] if row >= 0 else np.zeros(DIMENSIONS, np.float32)


def _vector_row(word: str, index: Mapping[str, int]) -> int:
    row = index.get(word, -1)
    if row >= 0:
        return row
    for prefix in ("و", "ف", "ب", "ل", "ال", "وال"):
        if word.startswith(prefix):
            row = index.get(word[len(prefix) :], -1)
            if row >= 0:
                return row
    return -1


@lru_cache(maxsize=1)
def _head_table() -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]:
    """Heads, one-word names and names of several words, folded, with the row of their type."""
    path = resources.files("toolkit.measures.attribution") / "data" / "source_heads.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    heads: dict[str, int] = {}
    names: dict[str, int] = {}
    phrases: dict[str, int] = {}
    for number, source_type in enumerate(SOURCE_TYPES):
        for word in data["heads"].get(source_type, "").split():
            heads.setdefault(bare(fold(word).text), number)
        for name in data["names"].get(source_type, "").split("|"):
            folded = fold(name.strip()).text
            (phrases if " " in folded else names).setdefault(folded, number)
    for name, source_type in known_names().items():
        if not any(form in heads for form in _genders(bare(name))):
            names.setdefault(name, SOURCE_TYPES.index(source_type))
    return heads, names, phrases


def _genders(word: str) -> tuple[str, str]:
    """A word as it stands, and in the other gender."""
    return word, word[:-1] if word.endswith("ه") else word + "ه"


@lru_cache(maxsize=200_000)
def head_type(word: str) -> int:
    """Number of the source type that a word heads, plus 20 where it is a name; -1 for none.

    Examples
    --------
    >>> SOURCE_TYPES[head_type("الوزيره")]
    'government'
    """
    heads, names, _ = _head_table()
    for form in (word, word[1:] if word[0] in "وفبل" and len(word) > 4 else word):
        if form in names:
            return 20 + names[form]
        for candidate in _genders(bare(form)):
            if candidate in heads:
                return heads[candidate]
    return -1


@lru_cache(maxsize=200_000)
def is_name(word: str) -> bool:
    """Whether a folded word is a name as it stands, no clitic taken off.

    Examples
    --------
    >>> is_name("بوتين"), is_name("لبوتين")
    (True, False)
    """
    return word in _head_table()[1]


@lru_cache(maxsize=1)
def _long_names() -> tuple[AhoCorasick, list[int]]:
    phrases = _head_table()[2]
    return AhoCorasick([f" {name} " for name in phrases]), list(phrases.values())


def name_types(text: str) -> list[int]:
    """Types of the names of several words that a folded text holds."""
    automaton, types = _long_names()
    found = automaton.find_matches_as_indexes(f" {text} ", overlapping=True)
    return [types[number] for number, _, _ in found]


@lru_cache(maxsize=1)
def _patterns() -> tuple[AhoCorasick, list[int], list[int]]:
    """The patterns as one automaton, with the length and the type of each."""
    path = resources.files("toolkit.measures.attribution") / "data" / "source_heads.yaml"
    data: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))["patterns"]
    spelled: dict[str, int] = {}
    for source_type, phrases in data.items():
        for phrase in phrases.split("|"):
            words = " ".join(bare(w) for w in fold(phrase.strip()).text.split())
            spelled.setdefault(f" {words} ", SOURCE_TYPES.index(source_type))
    return AhoCorasick(list(spelled)), [len(p) for p in spelled], list(spelled.values())


@lru_cache(maxsize=50_000)
def pattern_type(text: str) -> int:
    """Number of the type whose pattern a folded phrase holds first; -1 for none.

    Of the patterns that match, the one that begins earliest decides, then the longest.

    Examples
    --------
    >>> SOURCE_TYPES[pattern_type("رييس مجلس اداره الشركه")]
    'business'
    """
    automaton, lengths, types = _patterns()
    padded = f" {' '.join(bare(w) for w in text.split())} "
    found = automaton.find_matches_as_indexes(padded, overlapping=True)
    if not found:
        return -1
    return types[min(found, key=lambda m: (m[1], -lengths[m[0]]))[0]]
