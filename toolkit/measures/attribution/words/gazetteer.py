"""What kind of source a word or a name is, from data/source_heads.yaml and the known sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from ahocorasick_rs import AhoCorasick

from toolkit.arabic import fold
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.arabic.stems import bare
from toolkit.knowledge import Compiled, kept, read_yaml
from toolkit.measures.attribution.words.entities import skeleton
from toolkit.measures.attribution.words.known import known_names
from toolkit.measures.attribution.words.vectors import word_vectors
from toolkit.measures.codes import SOURCE_TYPES

# Consonants that a name in another spelling must share.
_BONES = 4


@kept
def _head_table() -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]:
    """Heads, one-word names and names of several words, folded, with the row of their type."""
    heads, names, phrases = _shipped()["heads"]
    return heads, names, phrases


@kept
def _shipped() -> dict[str, Any]:
    return _COMPILED.read()


def _read_heads() -> list[dict[str, int]]:
    data = _data()
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
    return [heads, names, phrases]


def _data() -> Mapping[str, Any]:
    path = resources.files("toolkit.measures.attribution") / "data" / "source_heads.yaml"
    return read_yaml(path.read_text(encoding="utf-8"))


def _genders(word: str) -> tuple[str, str]:
    """A word as it stands, and in the other gender."""
    return word, word[:-1] if word.endswith("ه") else word + "ه"


@lru_cache(maxsize=KEPT_WORDS)
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
    return _by_skeleton(word)


def _by_skeleton(word: str) -> int:
    """The type of a name in another spelling (`نولند` for `نولاند`), of words that news lacks."""
    bones = skeleton(bare(word))
    if len(bones) < _BONES or word in word_vectors()[1]:
        return -1
    return _skeletons().get((word[0], bones), -1)


@lru_cache(maxsize=1)
def _skeletons() -> Mapping[tuple[str, str], int]:
    """Types of names by first letter and skeleton, of those that stand for one type alone."""
    types: dict[tuple[str, str], set[int]] = {}
    for name, number in _head_table()[1].items():
        bones = skeleton(bare(name))
        if len(bones) >= _BONES:
            types.setdefault((name[0], bones), set()).add(20 + number)
    return {key: own.pop() for key, own in types.items() if len(own) == 1}


@lru_cache(maxsize=KEPT_WORDS)
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


@lru_cache(maxsize=2)
def _patterns(section: str = "patterns") -> tuple[AhoCorasick, list[int], list[int]]:
    """The patterns of a section as one automaton, with the length and the type of each."""
    spelled = _shipped()[section]
    return AhoCorasick(list(spelled)), [len(p) for p in spelled], list(spelled.values())


def _read_patterns(section: str) -> dict[str, int]:
    spelled: dict[str, int] = {}
    for source_type, phrases in _data()[section].items():
        for phrase in filter(None, map(str.strip, phrases.split("|"))):
            words = " ".join(bare(w) for w in fold(phrase).text.split())
            spelled.setdefault(f" {words} ", SOURCE_TYPES.index(source_type))
    return spelled


def _read_all() -> dict[str, Any]:
    sections = {section: _read_patterns(section) for section in ("patterns", "certain")}
    return {"heads": _read_heads(), **sections}


_COMPILED = Compiled(
    "source-heads",
    (
        *("arabic/folding.py", "arabic/data/folding.tsv", "arabic/stems.py", "measures/codes.py"),
        *("measures/attribution/words/gazetteer.py", "measures/attribution/words/known.py"),
        *(f"measures/attribution/data/{n}" for n in ("source_heads.yaml", "known_sources.tsv")),
    ),
    _read_all,
)


@lru_cache(maxsize=KEPT_WORDS)
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


@lru_cache(maxsize=KEPT_WORDS)
def certain_type(text: str) -> int:
    """Number of the type that the first words of a folded phrase tell for certain; -1 for none.

    Examples
    --------
    >>> SOURCE_TYPES[certain_type("الامين العام المساعد لجامعه الدول العربيه")]
    'intergovernmental'
    """
    automaton, lengths, types = _patterns("certain")
    padded = f" {' '.join(bare(w) for w in text.split())} "
    found = automaton.find_matches_as_indexes(padded, overlapping=True)
    begin = [number for number, start, _ in found if start == 0]
    return types[max(begin, key=lambda number: lengths[number])] if begin else -1
