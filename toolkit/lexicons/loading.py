"""Word lists as data: a lexicon, its entries, and the YAML that they are read from.

A lexicon measures one construct (praise, reporting cues, formulas of official speech, or a
researcher's own). The file may be as short as a name and a list of strings; everything that an
entry may say more is in `Entry`; `schema` checks it.
"""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.knowledge import Compiled
from toolkit.lexicons.entries import Entry, Lexicon


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
        return _shipped(str(source))
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


# Several measures look into one list.
@cache
def _shipped(name: str) -> Lexicon:
    given = _COMPILED[name].read()
    entries = tuple(map(_entry, given["entries"]))
    sources = tuple(given["sources"])
    return Lexicon(given["name"], given["construct"], entries, sources, given["overlapping"])


def _entry(fields: list[Any]) -> Entry:
    """An entry of its fields in their order; JSON has no tuples."""
    given = dict(zip(Entry.__slots__, fields, strict=True))
    given |= {key: tuple(given[key]) for key in ("forms", "avoid")}
    given["paradigm"] = {slot: tuple(stems) for slot, stems in given["paradigm"].items()}
    if "frame" in given["attributes"]:
        given["attributes"]["frame"] = tuple(given["attributes"]["frame"])
    return Entry(**given)


def _packed(name: str) -> dict[str, Any]:
    """A lexicon that ships, read and checked, as strings, numbers, lists and mappings."""
    from toolkit.lexicons.schema import parse_lexicon

    file = files("toolkit.lexicons") / "data" / f"{name}.yaml"
    lexicon = parse_lexicon(file.read_text("utf-8"), where=f"{name}.yaml")
    fields = [[getattr(entry, key) for key in Entry.__slots__] for entry in lexicon.entries]
    return {
        "name": lexicon.name,
        "construct": lexicon.construct,
        "sources": list(lexicon.sources),
        "overlapping": lexicon.overlapping,
        "entries": fields,
    }


_READING = ("lexicons/entries.py", "lexicons/schema.py", "lexicons/paradigms.py", "lexicons/data/paradigms.yaml")  # fmt: skip
_COMPILED = {
    name: Compiled(
        f"lexicon-{name}", (*_READING, f"lexicons/data/{name}.yaml"), partial(_packed, name)
    )
    for name in shipped_lexicons()
}
