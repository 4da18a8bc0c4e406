"""The tables of `data/`: persons, bodies and states with all names that mean them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import pandas as pd

from toolkit.knowledge import Compiled, kept
from toolkit.measures.actors.tokens import bare_words
from toolkit.measures.actors.words import read_data, skeleton

_PACKAGE = "toolkit.measures.actors"
_TABLES = ("persons", "bodies", "states")


# Endings of a relative adjective: `مغربي`, `مغربية`, `مغربيون`, `مغربيين`, `مغربيات`, `مغربيان`.
_ENDINGS = ("", "ه", "ون", "ين", "ات", "ان", "ا", "تين")


class Known(NamedTuple):
    """What the gazetteer knows of a phrase: `kind` is ``person``, ``body``, ``group`` or ``state``.

    `how` tells by what a state is named: ``name``, ``adjective``, ``plural``, ``seat``, ``place`` or
    ``partisan``.
    """

    kind: str
    name: str
    state: str
    source_type: str
    how: str = "name"


def read_table(name: str) -> pd.DataFrame:
    """A table of ``data/``, all columns text, what is empty as ''."""
    with files(_PACKAGE).joinpath("data", f"{name}.tsv").open(encoding="utf-8") as lines:
        return pd.read_csv(
            lines, sep="\t", comment="#", dtype=str, keep_default_na=False, quoting=3
        )


@kept
def people() -> tuple[tuple[Known, tuple[str, ...]], ...]:
    """Every known person with all names."""
    return tuple((Known(*known), tuple(names)) for known, names in _shipped()["people"])


@kept
def bodies() -> tuple[tuple[Known, tuple[str, ...]], ...]:
    """Every known body and group with all names."""
    return tuple((Known(*known), tuple(names)) for known, names in _shipped()["bodies"])


@kept
def state_phrases() -> tuple[tuple[str, Known], ...]:
    """Every phrase that names a state, with what it is."""
    return tuple((phrase, Known(*known)) for phrase, known in _shipped()["states"])


@kept
def _shipped() -> dict[str, Any]:
    return _COMPILED.read()


def _read_tables() -> dict[str, Any]:
    return {"people": _read_people(), "bodies": _read_bodies(), "states": _spell_states()}


def _read_people() -> list[tuple[Known, list[str]]]:
    table = read_table("persons")
    return [
        (Known("person", name, "" if state == "none" else state, kind), [name, *_also(also)])
        for name, state, kind, also in zip(
            table["name"], table["state"], table["type"], table["also"], strict=True
        )
    ]


def _read_bodies() -> list[tuple[Known, list[str]]]:
    table = read_table("bodies")
    return [
        (Known(kind, name, "" if state == "none" else state, source_type), [name, *_also(also)])
        for name, kind, state, source_type, also in zip(
            table["name"], table["kind"], table["state"], table["type"], table["also"], strict=True
        )
    ]


def _also(names: str) -> list[str]:
    return [name for name in names.split("|") if name]


def _spell_states() -> list[tuple[str, Known]]:
    rows = []
    for row in read_table("states").itertuples():
        name = str(row.names).split("|")[0]
        known = Known("state", name, str(row.code), "government")
        for how, column in (
            ("name", row.names), ("seat", row.seats), ("partisan", row.partisan),
            ("place", row.places),
        ):  # fmt: skip
            rows += [(p, known._replace(how=how)) for p in str(column).split("|") if p]
        for adjective in filter(None, str(row.adjectives).split("|")):
            rows += [(form, known._replace(how=how)) for form, how in adjective_forms(adjective)]
    # A name goes before an adjective of the same letters, a capital before a town.
    order = ("name", "adjective", "plural", "seat", "partisan", "place")
    return sorted(rows, key=lambda r: order.index(r[1].how))


def adjective_forms(adjective: str) -> list[tuple[str, str]]:
    """A relative adjective in every form, with whether it is one's or several people's.

    Examples
    --------
    >>> [form for form, _ in adjective_forms("مغربي")][:4]
    ['مغربي', 'مغربية', 'مغربيون', 'مغربيين']
    >>> adjective_forms("كوري شمالي")[1]
    ('كورية شمالية', 'adjective')
    >>> adjective_forms("مغاربة")
    [('مغاربة', 'plural')]
    """
    words = adjective.split()
    if not words[0].endswith("ي"):
        return [(adjective, "plural")]
    endings = [e.replace("ه", "ة") for e in _ENDINGS]
    return [
        (
            " ".join(word + ending if word.endswith("ي") else word for word in words),
            "plural" if ending in ("ون", "ين", "ات") else "adjective",
        )
        for ending in endings
    ]


@kept
def known_actors() -> dict[tuple[str, str], Known]:
    """Persons and bodies by kind and name."""
    return {(known.kind, known.name): known for known, _ in (*people(), *bodies())} | {
        ("state", known.state): known for _, known in state_phrases() if known.how == "name"
    }


@cache
def person_names() -> dict[str, frozenset[str]]:
    """The consonants of every word of each known person's names."""
    return {
        known.name: frozenset(skeleton(w) for name in names for w in bare_words(name))
        for known, names in people()
    }


@cache
def person_words() -> frozenset[str]:
    """Every word of the known persons' names, the article off."""
    return frozenset(w for _, names in people() for name in names for w in bare_words(name))


@cache
def short_names() -> dict[str, frozenset[str]]:
    """First words of each known person's full names, by consonants."""
    return {
        known.name: frozenset(skeleton(bare_words(name)[0]) for name in names if " " in name)
        for known, names in people()
    }


@cache
def genders() -> dict[str, str]:
    """The gender of every known person."""
    table = read_table("persons")
    return dict(zip(table["name"], table["gender"], strict=True))


@cache
def state_names() -> dict[str, tuple[str, str]]:
    """Every state's English and Arabic name by its code, ``INT`` among them.

    Examples
    --------
    >>> state_names()["MA"]
    ('Morocco', 'المغرب')
    """
    table = read_table("states")
    arabic = [names.split("|")[0] for names in table["names"]]
    named = zip(table["english"], arabic, strict=True)
    return dict(zip(table["code"], named, strict=True)) | {
        "INT": tuple(read_data("words")["several_states"])
    }


_COMPILED = Compiled(
    "actor-tables",
    ("measures/actors/gazetteer/tables.py", *(f"measures/actors/data/{n}.tsv" for n in _TABLES)),
    _read_tables,
)
