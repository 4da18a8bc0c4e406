"""Word lists as data: a lexicon, its entries, and the YAML that they are read from.

A lexicon measures one construct (praise, reporting cues, formulas of official speech, or a
researcher's own). The file may be as short as a name and a list of strings; everything that an
entry may say more is in `Entry`; `schema` checks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from toolkit.errors import InputError

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
    """A word list of one construct: its name, entries and where they come from."""

    name: str
    construct: str
    entries: tuple[Entry, ...]
    sources: tuple[str, ...] = ()


def shipped_lexicons() -> tuple[str, ...]:
    """Names of the lexicons inside the package, sorted.

    Examples
    --------
    >>> "cues" in shipped_lexicons()
    True
    """
    folder = files("toolkit.lexicons") / "data"
    names = (Path(item.name) for item in folder.iterdir() if item.name.endswith(".yaml"))
    return tuple(sorted(path.stem for path in names if path.stem != "paradigms"))


def load_lexicon(source: str | Path) -> Lexicon:
    """Read a lexicon from a YAML file, or one that ships by its name.

    Raises
    ------
    InputError
        Where there is no such file or lexicon, or the file is not one; the message names the
        entry and the key.

    Examples
    --------
    >>> load_lexicon("cues").entries[0].paradigm["imperfect"]
    ('يقول',)
    """
    from toolkit.lexicons.schema import parse_lexicon

    if str(source) in shipped_lexicons():
        file = files("toolkit.lexicons") / "data" / f"{source}.yaml"
        return parse_lexicon(file.read_text("utf-8"), where=f"{source}.yaml")
    path = Path(source)
    if not path.is_file():
        raise InputError(
            f"{source}: no such file, and no lexicon of that name ships; "
            f"there are {', '.join(shipped_lexicons())}"
        )
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; save the lexicon as UTF-8") from None
    return parse_lexicon(text, where=str(path))
