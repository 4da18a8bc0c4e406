"""From lexicons to look-up tables: the middles of words, the globs and the tree of phrases.

A target is what a word may be: an entry found (`Single`), or a word of a phrase (an atom). Words
are read through one table, so a thousand entries cost no more than ten; phrases form one prefix
tree over atoms, and contexts to avoid are phrases that forbid instead of find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.arabic import fold
from toolkit.lexicons.entries import POS, Entry, Lexicon
from toolkit.lexicons.licences import Core, Joins, cores, joins
from toolkit.lexicons.paradigms import FIXED, WRITTEN, Form, entry_forms, slots
from toolkit.lexicons.spelling import fold_all, folded

_PHRASE_WORD = re.compile(r"[\w*?]+")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_NO_ACCUSATIVE = ("ا", "ه", "ي", "ء")
_MIN_ACCUSATIVE = 3
_ATTACHED = ("ب", "ل", "ك")


class Single(NamedTuple):
    """A word that is an entry by itself: numbers of the entry and of the form's kind."""

    entry: int
    kind: int


class Ending(NamedTuple):
    """A phrase that ends at a node: the entry found, or (avoid) the entry forbidden."""

    entry: int
    kind: int
    avoid: bool


@dataclass(slots=True)
class Node:
    """A node of the tree of phrases.

    `children` by the next word, whatever spaces and marks stand before it; `written` by what stands
    before it, to the letter, and the word.
    """

    children: dict[int, Node] = field(default_factory=dict)
    written: dict[tuple[str, int], Node] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)


def _kinds() -> dict[str, int]:
    """Numbers of the kinds of forms, in the table's order: a word of two kinds is the first."""
    names = dict.fromkeys((*slots(), *POS))
    return {name: number for number, name in enumerate(names)}


Target = Single | int
Allowed = tuple[Joins, Target]


@dataclass
class Tables:
    """What the compiler fills: targets by middle of word, by beginning, by pattern; phrases."""

    middles: dict[str, list[Allowed]] = field(default_factory=dict)
    beginnings: dict[str, list[Allowed]] = field(default_factory=dict)
    patterns: list[tuple[re.Pattern[str], Joins, Target]] = field(default_factory=list)
    phrases: Node = field(default_factory=Node)
    atoms: dict[tuple[str, str], int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=_kinds)


def compile_tables(lexicons: Iterable[Lexicon]) -> Tables:
    """Fill the tables from every form of every entry, in order."""
    tables = Tables()
    entries = [entry for lexicon in lexicons for entry in lexicon.entries]
    forms = [entry_forms(entry) for entry in entries]
    fold_all(form.text for own in forms for form in own)
    for number, (entry, own) in enumerate(zip(entries, forms, strict=True)):
        _add_entry(tables, entry, own, number)
    return tables


def _add_entry(tables: Tables, entry: Entry, forms: Iterable[Form], number: int) -> None:
    for text, name, licence in forms:
        kind = tables.kinds[name]
        if licence == WRITTEN:
            _add_written(tables, folded(text), Single(number, kind))
        elif licence in ("phrase", FIXED) or len(_PHRASE_WORD.findall(folded(text))) > 1:
            fixed = entry.fixed or licence == FIXED
            _add_phrase(tables, text, Ending(number, kind, avoid=False), fixed)
        else:
            _add_word(tables, text, licence, Single(number, kind))
    for text in entry.avoid:
        _add_phrase(tables, text, Ending(number, -1, avoid=True), fixed=False)


def _add_phrase(tables: Tables, text: str, ending: Ending, fixed: bool) -> None:
    words = _words_as_written(text)
    if ending.avoid and len(words) > 1 and words[-1] in _ATTACHED:
        words[-1] += "*"  # `تقدر ب`: the next word, whatever it is, joined to its preposition
    node = tables.phrases
    for place, word in enumerate(words):
        if len(words) == 1:
            licence = "nominal"
        else:
            licence = ("fixed_" if fixed else "phrase_") + ("word" if place else "first")
        node = node.children.setdefault(_atom(tables, word, licence), Node())
    if words and ending not in node.endings:
        node.endings.append(ending)


def _add_written(tables: Tables, text: str, single: Single) -> None:
    """Add a folded form whose gaps count as much as its words."""
    spans = [match.span() for match in _PLAIN_WORD.finditer(text)]
    first, *others = [text[slice(*span)] for span in spans]
    if not others:
        _add_word(tables, first, "name_first", single)
        return
    node = tables.phrases.children.setdefault(_atom(tables, first, "name_first"), Node())
    for word, (_, end), (start, _) in zip(others, spans, spans[1:], strict=False):
        key = text[end:start], _atom(tables, word, "fixed_word")
        node = node.written.setdefault(key, Node())
    ending = Ending(*single, avoid=False)
    if ending not in node.endings:
        node.endings.append(ending)


def _words_as_written(text: str) -> list[str]:
    """The words of a phrase, ة and ى kept; punctuation between them does not count."""
    whole = fold(text)
    spans = [match.span() for match in _PHRASE_WORD.finditer(whole.text)]
    return [text[slice(*whole.span(*span))].strip("ـ") for span in spans]


def _atom(tables: Tables, word: str, licence: str) -> int:
    """The atom of a word of a phrase, made where it is new."""
    key = (folded(word), licence)
    atom = tables.atoms.get(key)
    if atom is None:
        atom = tables.atoms[key] = len(tables.atoms)
        _add_word(tables, word, licence, atom)
        if licence.startswith("phrase") and _takes_accusative(key[0]):
            bare = "indefinite" if licence == "phrase_first" else "fixed_word"
            _add_word(tables, word + "ا", bare, atom)
    return atom


def _takes_accusative(word: str) -> bool:
    # The nisba (إقليمي) does, prepositions and finite forms in ي are words of no accusative sense.
    long_enough = len(word) >= _MIN_ACCUSATIVE and "*" not in word and "?" not in word
    return long_enough and (
        not word.endswith(_NO_ACCUSATIVE) or (word[-1] == "ي" and len(word) > 3)
    )


def _add_word(tables: Tables, text: str, licence: str, target: Target) -> None:
    spelling = folded(text)
    if "*" in spelling or "?" in spelling:
        _add_glob(tables, spelling, licence, target)
        return
    core: Core
    for core in cores(text, licence):
        allowed = tables.middles.setdefault(core.text, [])
        if (core.joins, target) not in allowed:
            allowed.append((core.joins, target))


def _add_glob(tables: Tables, spelling: str, licence: str, target: Target) -> None:
    # The star takes the pronoun in; what stands before the word is still read off.
    before = frozenset((prefix, "") for prefix, _ in joins(licence))
    literal = spelling.removesuffix("*")
    if spelling.endswith("*") and literal and "*" not in literal and "?" not in literal:
        tables.beginnings.setdefault(literal, []).append((before, target))
        return
    pattern = re.escape(spelling).replace(r"\*", ".*").replace(r"\?", ".")
    tables.patterns.append((re.compile(pattern), before, target))
