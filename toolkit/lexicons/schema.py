"""Reading a lexicon from YAML, with every slip told by file, entry and key.

The checks are written out, not left to a schema language: a researcher who misspells a key is
told which key was meant, and where.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import yaml

from toolkit.errors import InputError
from toolkit.lexicons.entries import MAX_STRENGTH, POS, Entry, Lexicon
from toolkit.lexicons.paradigms import FIXED, WRITTEN, headword, slots

_LEXICON_KEYS = {"name", "construct", "sources", "note", "entries", "overlapping"}
_PLAIN_KEYS = {
    "entry",
    "class",
    "pos",
    "strength",
    "example",
    "note",
    "negatable",
    "paradigm",
    "lemma",
}
_LIST_KEYS = {"forms", "avoid"}
_EXTRA_KEYS = {"state", "frame", "attributes"}


def parse_lexicon(text: str, *, where: str = "lexicon") -> Lexicon:
    """Read a lexicon from YAML text; `where` names it in errors.

    Examples
    --------
    >>> lexicon = parse_lexicon("name: blame\\nentries: [كارثة, فشل ذريع]")
    >>> [(entry.entry, entry.pos) for entry in lexicon.entries]
    [('كارثة', 'noun'), ('فشل ذريع', 'phrase')]
    """
    data = _read_yaml(text, where)
    unknown = set(data) - _LEXICON_KEYS
    if unknown:
        raise InputError(f"{where}: {_unknown(unknown, _LEXICON_KEYS)}")
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{where}: no name; begin the file with a line such as `name: blame`")
    items = data.get("entries")
    if not isinstance(items, list) or not items:
        raise InputError(f"{where}: no entries; give a list of words under `entries:`")
    entries = tuple(_entry(item, f"{where}: entry {i}") for i, item in enumerate(items, 1))
    _check_unique(entries, where)
    construct = data.get("construct", name)
    if not isinstance(construct, str):
        raise InputError(f"{where}: construct is not a word")
    return Lexicon(
        name,
        construct,
        entries,
        _strings(data.get("sources", ()), f"{where}: sources"),
        _boolean(data, "overlapping", where, otherwise=False),
    )


def _read_yaml(text: str, where: str) -> dict[str, Any]:
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "cannot be read"
        raise InputError(
            f"{where}{line}: not YAML ({problem}); quote words with : # * or ? in them"
        ) from None
    if not isinstance(data, dict):
        raise InputError(f"{where}: not a lexicon; it needs `name:` and `entries:`")
    return data


def _entry(item: Any, where: str) -> Entry:
    if isinstance(item, str):
        item = {"entry": item}
    if not isinstance(item, dict):
        raise InputError(
            f"{where}: {item!r} is neither a word nor a mapping; quote numbers, yes, no"
        )
    word = item.get("entry")
    if not isinstance(word, str) or not headword(word).strip():
        raise InputError(f"{where}: no headword; give `entry: word`")
    where = f"{where} ({word})"
    allowed = _PLAIN_KEYS | _LIST_KEYS | _EXTRA_KEYS | set(slots())
    if unknown := set(item) - allowed:
        raise InputError(f"{where}: {_unknown(unknown, allowed)}")
    paradigm = {key: _strings(item[key], f"{where}: {key}") for key in item if key in slots()}
    if item.get("paradigm", FIXED) not in (FIXED, WRITTEN):
        raise InputError(
            f"{where}: paradigm is {item['paradigm']!r}; only `fixed` or `written` can be given"
        )
    return Entry(
        entry=word,
        class_=_string(item, "class", where),
        forms=_strings(item.get("forms", ()), f"{where}: forms"),
        paradigm=paradigm,
        fixed=item.get("paradigm") == FIXED,
        written=item.get("paradigm") == WRITTEN,
        pos=_pos(item, paradigm, where),
        strength=_strength(item, where),
        avoid=_strings(item.get("avoid", ()), f"{where}: avoid"),
        negatable=_boolean(item, "negatable", where),
        example=_string(item, "example", where),
        note=_string(item, "note", where),
        attributes=_attributes(item, where),
        lemma=_string(item, "lemma", where),
    )


def _pos(item: dict[str, Any], paradigm: Mapping[str, Any], where: str) -> str:
    pos = item.get("pos")
    if pos is None:
        if "perfect" in paradigm or "imperfect" in paradigm:
            return "verb"
        if "according" in paradigm:
            return "particle"
        return "phrase" if " " in headword(item["entry"]) else "noun"
    if pos not in POS:
        raise InputError(f"{where}: pos is {pos!r}; choose one of {', '.join(POS)}")
    if " " in headword(item["entry"]).strip() and pos != "phrase":
        raise InputError(f"{where}: pos is {pos}, but the headword has a space; make it `phrase`")
    return str(pos)


def _strength(item: dict[str, Any], where: str) -> int:
    strength = item.get("strength", 1)
    if strength not in range(1, MAX_STRENGTH + 1) or isinstance(strength, bool):
        raise InputError(f"{where}: strength is {strength!r}; give 1, 2 or 3")
    return int(strength)


def _attributes(item: dict[str, Any], where: str) -> dict[str, Any]:
    attributes = item.get("attributes", {})
    if not isinstance(attributes, dict):
        raise InputError(f"{where}: attributes is not a mapping")
    found = dict(attributes)
    if "state" in item:
        found["state"] = _string(item, "state", where)
    if "frame" in item:
        found["frame"] = _strings(item["frame"], f"{where}: frame")
    return found


def _string(item: dict[str, Any], key: str, where: str) -> str:
    value = item.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"{where}: {key} is {value!r}, no text; put it between quotation marks")
    return value


def _boolean(item: dict[str, Any], key: str, where: str, *, otherwise: bool = True) -> bool:
    value = item.get(key, otherwise)
    if not isinstance(value, bool):
        raise InputError(f"{where}: {key} is {value!r}; give true or false")
    return value


def _strings(value: Any, where: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or any(
        not isinstance(text, str) or not text.strip() for text in values
    ):
        raise InputError(f"{where} is {value!r}; give a text or a list of texts")
    return tuple(values)


def _unknown(unknown: set[Any], allowed: set[str]) -> str:
    key = sorted(map(str, unknown))[0]
    close = get_close_matches(key, sorted(allowed), n=1)
    meant = f"; did you mean {close[0]!r}?" if close else f"; allowed: {', '.join(sorted(allowed))}"
    return f"unknown key {key!r}{meant}"


def _check_unique(entries: tuple[Entry, ...], where: str) -> None:
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        first = seen.setdefault(entry.entry, number)
        if first != number:
            raise InputError(
                f"{where}: entry {number} ({entry.entry}) stands already as entry {first}; tell "
                f"two senses apart by a bracket: `{entry.entry} (noun)`"
            )
