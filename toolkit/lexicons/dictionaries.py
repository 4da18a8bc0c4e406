"""Dictionaries of other programs: LIWC's `.dic` and quanteda's YAML, read and written.

LIWC's format is a table of categories between two lines of `%`, then one word a line with the
numbers of its categories, `*` at a word's end for any ending (Pennebaker et al. 2015). quanteda's
is nested keys with lists of patterns, `*` and `?` inside words (Benoit et al. 2018). Each category
becomes a lexicon of its own, since its words are counted apart from the others'; their entries are
`fixed`: what these formats list is a form, not a stem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from toolkit.errors import InputError
from toolkit.lexicons.entries import Entry, Lexicon
from toolkit.lexicons.paradigms import entry_forms

_LEVELS = "/"
_CATEGORY = re.compile(r"(\d+)\s+(\S.*?)\s*")
_WORD = re.compile(r"(.*?\S)((?:[\t ]+\d+)+)\s*")


def read_liwc(path: str | Path) -> tuple[Lexicon, ...]:
    """Read a LIWC `.dic` file: one lexicon a category, in the file's order.

    Raises
    ------
    InputError
        Where the file is not one; the message names the line.
    """
    path = Path(path)
    lines = _read(path).splitlines()
    marks = [number for number, line in enumerate(lines) if line.strip() == "%"]
    if len(marks) < 2:
        raise InputError(f"{path}: no categories; a .dic file begins with them between two % lines")
    categories = dict(_categories(lines, marks[0] + 1, marks[1], path))
    words: dict[str, list[str]] = {number: [] for number in categories}
    for place, line in enumerate(lines[marks[1] + 1 :], marks[1] + 2):
        if not line.strip():
            continue
        match = _WORD.fullmatch(line)
        numbers = match.group(2).split() if match else []
        unknown = [number for number in numbers if number not in categories]
        if match is None or unknown:
            what = (
                f"category {unknown[0]} is not in the head" if unknown else "no word with numbers"
            )
            raise InputError(f"{path}, line {place}: {what}; write `word<tab>number`")
        for number in numbers:
            words[number].append(match.group(1).strip())
    return tuple(_lexicon(name, words[number], path) for number, name in categories.items())


def write_liwc(lexicons: Iterable[Lexicon], path: str | Path) -> None:
    """Write lexicons as a LIWC `.dic` file: every form of every entry, a lexicon a category.

    Raises
    ------
    InputError
        Where a form has a glob that LIWC lacks (anything but one `*` at the end).
    """
    lexicons = tuple(lexicons)
    numbers: dict[str, list[str]] = {}
    for number, lexicon in enumerate(lexicons, 1):
        for form in _forms(lexicon):
            if "?" in form or "*" in form[:-1]:
                raise InputError(f"{lexicon.name}: {form!r} has a pattern that .dic files lack")
            numbers.setdefault(form, []).append(str(number))
    head = [f"{number}\t{lexicon.name}" for number, lexicon in enumerate(lexicons, 1)]
    body = ["\t".join([form, *of]) for form, of in sorted(numbers.items())]
    _write(path, "\n".join(["%", *head, "%", *body]) + "\n")


def read_quanteda(path: str | Path) -> tuple[Lexicon, ...]:
    """Read a quanteda YAML dictionary: one lexicon a key with patterns, named `key/key`.

    Raises
    ------
    InputError
        Where the file is no mapping of keys to patterns; the message names the key.
    """
    path = Path(path)
    try:
        data = yaml.safe_load(_read(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise InputError(f"{path}{line}: not YAML; quote patterns with * or ?") from None
    if not isinstance(data, dict) or not data:
        raise InputError(f"{path}: no dictionary; it needs keys with lists of patterns")
    found: dict[str, list[str]] = {}
    for name, patterns in _leaves(data, (), path):
        found.setdefault(name, []).extend(patterns)
    return tuple(_lexicon(name, patterns, path) for name, patterns in found.items())


def write_quanteda(lexicons: Iterable[Lexicon], path: str | Path) -> None:
    """Write lexicons as a quanteda YAML dictionary; `/` in a name nests keys.

    Raises
    ------
    InputError
        Where a key would hold patterns and further keys at once.
    """
    tree: dict[str, Any] = {}
    for lexicon in lexicons:
        *parents, leaf = lexicon.name.split(_LEVELS)
        level = tree
        for parent in parents:
            level = level.setdefault(parent, {})
            if not isinstance(level, dict):
                raise InputError(f"{lexicon.name}: {parent!r} has patterns of its own; rename one")
        if leaf in level:
            raise InputError(f"{lexicon.name}: the key stands twice or has keys below; rename one")
        level[leaf] = list(_forms(lexicon))
    _write(path, yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10_000))


def _categories(lines: list[str], start: int, end: int, path: Path) -> Iterator[tuple[str, str]]:
    for place, line in enumerate(lines[start:end], start + 1):
        if not line.strip():
            continue
        match = _CATEGORY.fullmatch(line.strip())
        if match is None:
            raise InputError(f"{path}, line {place}: no category; write `number<tab>name`")
        yield match.group(1), match.group(2)


def _leaves(value: Any, keys: tuple[str, ...], path: Path) -> Iterator[tuple[str, list[str]]]:
    """Names and patterns below a key; a list may hold patterns and mappings together."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _leaves(below, (*keys, str(key)), path)
        return
    items = value if isinstance(value, list) else [value]
    patterns = [item for item in items if not isinstance(item, Mapping)]
    for pattern in patterns:
        if not isinstance(pattern, str) or not pattern.strip():
            raise InputError(f"{path}: {_LEVELS.join(keys)}: {pattern!r} is no pattern; quote it")
    if patterns:
        yield _LEVELS.join(keys), patterns
    for item in items:
        if isinstance(item, Mapping):
            yield from _leaves(item, keys, path)


def _lexicon(name: str, words: Iterable[str], path: Path) -> Lexicon:
    entries = tuple(
        Entry(word, pos="phrase" if " " in word else "noun", fixed=True)
        for word in dict.fromkeys(words)
    )
    return Lexicon(name, name, entries, (path.name,))


def _forms(lexicon: Lexicon) -> Iterator[str]:
    """Every spelling of a lexicon once, in its order."""
    yield from dict.fromkeys(form.text for entry in lexicon.entries for form in entry_forms(entry))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; save the dictionary as UTF-8") from None


def _write(path: str | Path, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8", newline="\n")
