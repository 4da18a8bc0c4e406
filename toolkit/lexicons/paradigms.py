"""The forms of a word: from the stems that an entry gives to the spellings that a text has.

The table stands in data/paradigms.yaml. A slot (`perfect`, `masdar`, …) has rules, tried in order,
that spell the forms of a stem out; a form carries a licence, which says what may be joined to it.
There is no guessing of roots: hollow and weak verbs are told apart by the letters of the two stems
given, and what letters do not tell (`short`, `jussive`) an entry gives itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.knowledge import read_yaml

if TYPE_CHECKING:
    from toolkit.lexicons.entries import Entry

FIXED = "fixed"
WRITTEN = "written"
_BRACKET = re.compile(r"\s*\([^)]*\)\s*$")
_REFERENCE = re.compile(r"\\(\d)")
_SLOTS = {"verb": "perfect", "noun": "noun", "adjective": "adjective", "participle": "participle"}
_LICENCES = ("indefinite", "construct", "jussive")
# What a literal spelling may be joined to; a verb's may be of any tense.
_LITERAL = {
    "verb": "imperfect",
    "noun": "nominal",
    "adjective": "adjective",
    "participle": "nominal",
    "particle": "particle",
}


class Form(NamedTuple):
    """One spelling of an entry.

    `kind` is the slot that it comes from (`perfect`, `masdar`, `noun`, `phrase`, …), `licence`
    names what may be joined to it (data/paradigms.yaml).
    """

    text: str
    kind: str
    licence: str


class _Rule(NamedTuple):
    match: re.Pattern[str]
    forms: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]


class _Slot(NamedTuple):
    licence: str
    rules: tuple[_Rule, ...]


@lru_cache(maxsize=1)
def paradigm_table() -> Mapping[str, Any]:
    """The data file as read."""
    source = files("toolkit.lexicons") / "data" / "paradigms.yaml"
    table: Mapping[str, Any] = read_yaml(source.read_text("utf-8"))
    return table


@lru_cache(maxsize=1)
def slots() -> Mapping[str, _Slot]:
    """The slots that an entry may fill, with their rules."""
    given = paradigm_table()["slots"]
    found = {}
    for name, slot in given.items():
        source = given[slot["like"]] if "like" in slot else slot
        rules = tuple(
            _Rule(
                re.compile(rule["match"]),
                tuple(rule["forms"].split()),
                tuple((name, tuple(rule[name].split())) for name in _LICENCES if name in rule),
            )
            for rule in source["rules"]
        )
        found[name] = _Slot(source["licence"], rules)
    return found


def spell(slot: str, stem: str) -> tuple[Form, ...]:
    """Every form of a stem in a slot, in the order of the table.

    Raises
    ------
    KeyError
        Where there is no such slot.

    Examples
    --------
    >>> [form.text for form in spell("perfect", "أشاد")]
    ['أشاد', 'أشادت', 'أشادوا', 'أشادتا', 'أشادا', 'أشدت', 'أشدنا', 'أشدن']
    >>> [form.text for form in spell("imperfect", "يثني")][:6]
    ['يثني', 'تثني', 'نثني', 'أثني', 'يثنون', 'يثنوا']
    """
    licence, rules = slots()[slot]
    for rule in rules:
        match = rule.match.fullmatch(stem)
        if match is None:
            continue
        forms = [Form(_expanded(match, form), slot, licence) for form in rule.forms]
        for name, templates in rule.others:
            forms += [Form(_expanded(match, form), slot, name) for form in templates]
        return tuple(dict.fromkeys(forms))
    return (Form(stem, slot, licence),)


def _expanded(match: re.Match[str], form: str) -> str:
    """A form with the groups of the match put in; `Match.expand` parses it anew each time."""
    return "".join([
        (match[int(part)] or "") if number % 2 else part for number, part in enumerate(_split(form))
    ])  # fmt: skip


@lru_cache(maxsize=1000)
def _split(form: str) -> tuple[str, ...]:
    """What stands before each reference (`\\1`), its number, and what stands behind the last."""
    return tuple(_REFERENCE.split(form))


def headword(entry: str) -> str:
    """The word of an entry's id: a bracket at its end only tells two senses apart.

    Examples
    --------
    >>> headword("ثمن (noun)")
    'ثمن'
    """
    return _BRACKET.sub("", entry)


def entry_forms(entry: Entry) -> tuple[Form, ...]:
    """Every form of an entry, as written, each spelling and kind once.

    Examples
    --------
    >>> from toolkit.lexicons import Entry
    >>> entry = Entry("أقر", pos="verb", paradigm={"perfect": ("أقر",), "short": ("أقرر",)})
    >>> [form.text for form in entry_forms(entry)][-3:]
    ['أقررت', 'أقررنا', 'أقررن']
    """
    return tuple(dict.fromkeys(_forms(entry)))


def _forms(entry: Entry) -> Iterator[Form]:
    word = headword(entry.entry)
    if entry.written:
        yield from (Form(text, entry.pos, WRITTEN) for text in (word, *entry.forms))
        return
    if entry.pos == "phrase":
        licence = FIXED if entry.fixed else "phrase"
        texts = [written for text in (word, *entry.forms) for written in alternatives(text)]
        yield from (Form(text, "phrase", licence) for text in texts)
    elif not entry.paradigm:
        yield from _headword_forms(entry, word)
    for slot, stems in entry.paradigm.items():
        for stem in stems:
            yield from _spell_any(slot, stem)
    if entry.pos != "phrase":
        yield from _literal_forms(entry)
        yield from _lemma_forms(entry)


def _headword_forms(entry: Entry, word: str) -> Iterator[Form]:
    for text in alternatives(word):
        if entry.fixed or entry.pos == "particle":
            yield Form(text, entry.pos, _LITERAL[entry.pos])
        else:
            yield from _spell_any(_SLOTS[entry.pos], text)


def _spell_any(slot: str, stem: str) -> Iterator[Form]:
    """Forms of a stem; a glob or a stem of several words stays itself."""
    if "*" in stem or "?" in stem or " " in stem:
        licence = "phrase" if " " in stem else slots()[slot].licence
        yield Form(stem, slot, licence)
    else:
        yield from spell(slot, stem)


def _literal_forms(entry: Entry) -> Iterator[Form]:
    for text in entry.forms:
        for written in alternatives(text):
            licence = "phrase" if " " in written else _LITERAL[entry.pos]
            yield Form(written, entry.pos, licence)


def _lemma_forms(entry: Entry) -> Iterator[Form]:
    """What the user's morphology data adds for the entry's lemma."""
    if entry.lemma:
        from toolkit.lexicons.lemmas import lemma_forms

        for text in lemma_forms(entry.lemma):
            yield Form(text, entry.pos, _LITERAL[entry.pos])


def alternatives(text: str) -> list[str]:
    """A phrase with `/` between words that may stand for each other, spelled out.

    Examples
    --------
    >>> alternatives("دور ريادي/محوري")
    ['دور ريادي', 'دور محوري']
    """
    return [" ".join(words) for words in product(*(word.split("/") for word in text.split()))]
