"""What a lexicon holds: entries with their part of speech, forms and strength."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

POS = ("verb", "noun", "adjective", "participle", "phrase", "particle")


MAX_STRENGTH = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a lexicon.

    Attributes
    ----------
    entry : str
        The headword, unique in its lexicon; a bracket at its end tells two senses apart.
    class_ : str
        The entry's class in its lexicon, a word of the author's own.
    forms : tuple of str
        Spellings beside those that the headword and the paradigm give.
    paradigm : mapping of str to tuple of str
        Stems by slot, as in data/paradigms.yaml: ``{"perfect": ("أشاد",)}``.
    fixed : bool
        No forms but the headword and `forms`.
    written : bool
        As `fixed`, and what stands between the words of a form is as it writes it: points,
        hyphens, brackets and marks count (`أ.ف.ب`, `Agence France-Presse`).
    pos : str
        One of `POS`; decides how the headword inflects and what may be joined to it.
    strength : int
        1 to 3.
    avoid : tuple of str
        Phrases that hold a form in another sense; a hit inside one does not count.
    negatable : bool
        Whether a negation undoes the entry.
    lemma : str
        A lemma whose forms camel-tools' morphology adds, where its data is installed.
    example, note : str
        A sentence that holds the entry; a remark.
    attributes : mapping
        What else the file says of the entry (``state``, ``frame``, …).
    """

    entry: str
    class_: str = ""
    forms: tuple[str, ...] = ()
    paradigm: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    fixed: bool = False
    written: bool = False
    pos: str = "noun"
    strength: int = 1
    avoid: tuple[str, ...] = ()
    negatable: bool = True
    example: str = ""
    note: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict, hash=False)
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A word list of one construct: its name, entries and where they come from.

    Of hits that meet, the leftmost and longest counts; where a lexicon is `overlapping`, all do.
    """

    name: str
    construct: str
    entries: tuple[Entry, ...]
    sources: tuple[str, ...] = ()
    overlapping: bool = False
