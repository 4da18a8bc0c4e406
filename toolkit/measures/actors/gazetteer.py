"""States, bodies, persons and offices on public record, looked up in the words of a phrase.

The tables stand in ``data/``: `states.tsv`, `bodies.tsv`, `persons.tsv`. A state is found by its
names, its relative adjectives in every form, the capitals and palaces that stand for it, its towns,
and the nicknames that opponents use. Foreign names match by their consonants, Arabic ones letter by
letter: `سلمان` and `سليمان` are two men, `بلينكن` and `بلنكين` one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import pandas as pd

from toolkit.arabic import fold
from toolkit.measures.actors.words import (
    Token,
    bare,
    bare_words,
    forms,
    read_data,
    skeleton,
)

_ARTICLES = (*(c + p + "ال" for c in ("", "و", "ف") for p in ("", "ب", "ك")), "لل", "ولل", "فلل")
_PACKAGE = "toolkit.measures.actors"
_LONGEST = 9
# A foreign name's consonants name it by themselves where there are so many.
_SURE_SKELETON = 3
_SURE_NAME = 6
# How alike (difflib's ratio) a word must be to a surname of the same consonants.
_ALIKE = 0.72
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


class Found(NamedTuple):
    """A match: words ``[first, last)`` of the phrase."""

    first: int
    last: int
    known: Known


@dataclass(frozen=True)
class Holder:
    """Who held an office, in days since 1970 as ``[start, end)``."""

    start: float
    end: float
    name: str


class _Key(NamedTuple):
    """The rest of a name behind its first word; whether one that stands alone has the article.

    `spelling` is that of a surname that is found by its consonants.
    """

    rest: tuple[str, ...]
    known: Known
    definite: bool | None
    spelling: str = ""


def read_table(name: str) -> pd.DataFrame:
    """A table of ``data/``, all columns text, what is empty as ''."""
    with files(_PACKAGE).joinpath("data", f"{name}.tsv").open(encoding="utf-8") as lines:
        return pd.read_csv(
            lines, sep="\t", comment="#", dtype=str, keep_default_na=False, quoting=3
        )


def find_known(tokens: Sequence[Token], first: int) -> Found | None:
    """The longest phrase of the gazetteer that begins at a word.

    Examples
    --------
    >>> from toolkit.measures.actors.words import tokens_of
    >>> find_known(tokens_of("للولايات المتحدة الأميركية"), 0).known.state
    'US'
    >>> find_known(tokens_of("أنطوني بلينكين"), 0).known.name
    'أنتوني بلينكن'
    """
    word = tokens[first].word
    candidates, foreign_names = _candidates(word)
    if not candidates and not foreign_names:
        return None
    behind = bare(tokens[first + 1].word) if first + 1 < len(tokens) else ""
    best: Found | None = None
    for number, stem, keys in candidates:
        for key in (*keys.get(behind, ()), *keys.get("", ())):
            last = first + 1 + len(key.rest)
            if best is not None and last <= best.last:
                break
            if key.definite is not None and key.definite != _is_definite(word):
                continue
            if number and len(stem) < 4 and not key.rest:
                continue
            if last <= len(tokens) and _same(tokens, first + 1, key.rest):
                best = Found(first, last, key.known)
                break
        if best is not None and number == 0:
            break
    foreign = _find_foreign(tokens, first, foreign_names)
    if foreign is not None and (best is None or foreign.last > best.last):
        return foreign
    return best


_Keys = dict[str, tuple[_Key, ...]]


@lru_cache(maxsize=200_000)
def _candidates(
    word: str,
) -> tuple[tuple[tuple[int, str, _Keys], ...], tuple[tuple[str, tuple[_Key, ...]], ...]]:
    """What may begin at a word: entries by the stem, then foreign names by the consonants."""
    stems = tuple(enumerate(forms(word)))
    entries = tuple((n, stem, _index()[stem]) for n, stem in stems if stem in _index())
    foreign = tuple(
        (stem, _skeletons()[skeleton(stem)])
        for n, stem in stems
        if (not n or len(stem) > 3) and skeleton(stem) in _skeletons()
    )
    return entries, foreign


def _same(tokens: Sequence[Token], first: int, rest: tuple[str, ...]) -> bool:
    return all(bare(tokens[first + i].word) == word for i, word in enumerate(rest))


def _is_definite(word: str) -> bool:
    return word.startswith(_ARTICLES)


def _find_foreign(
    tokens: Sequence[Token], first: int, names: Sequence[tuple[str, tuple[_Key, ...]]]
) -> Found | None:
    """A foreign person by the consonants of the name."""
    best: Found | None = None
    for stem, keys in names:
        for key in keys:
            if key.definite and not tokens[first].word.startswith("ال"):
                continue
            last = first + 1 + len(key.rest)
            if best is not None and last <= best.last:
                break
            if last > len(tokens) or (key.spelling and not _is_spelling(stem, key.spelling)):
                continue
            if all(
                skeleton(bare(tokens[first + 1 + i].word)) == word
                for i, word in enumerate(key.rest)
            ):
                best = Found(first, last, key.known)
                break
    return best


@lru_cache(maxsize=100_000)
def _is_spelling(word: str, name: str) -> bool:
    """Whether two words of the same consonants are alike as two spellings of a name are."""
    return word == name or SequenceMatcher(None, word, name).ratio() >= _ALIKE


@cache
def _index() -> dict[str, _Keys]:
    """Everything by its first word, then its second ('' where there is none), the longest first."""
    found: dict[str, dict[tuple[tuple[str, ...], bool | None], Known]] = {}

    def add(phrase: str, known: Known) -> None:
        words = bare_words(phrase)
        if not words:
            return
        # `الهند` is a state and هند a woman, `الجزيرة` a channel, `رئيسي` a man and الرئيسي an adjective.
        fixed = len(words) == 1 and known.how not in ("adjective", "plural")
        definite = fold(phrase).text.startswith("ال") if fixed else None
        found.setdefault(words[0], {}).setdefault((words[1:], definite), known)

    for known, names in (*_people(), *_bodies()):
        for name in names:
            add(name, known)
    for name, known in _state_phrases():
        add(name, known)
    index: dict[str, _Keys] = {}
    for word, entries in found.items():
        keys: dict[str, list[_Key]] = {}
        for (rest, definite), known in sorted(
            entries.items(), key=lambda e: (-len(e[0][0]), str(e[0]))
        ):
            keys.setdefault(rest[0] if rest else "", []).append(_Key(rest, known, definite))
        index[word] = {second: tuple(own) for second, own in keys.items()}
    return index


@cache
def _skeletons() -> dict[str, tuple[_Key, ...]]:
    """Foreign persons by the consonants of their first word, the longest name first."""
    arabic = frozenset(read_data("words")["arabic_states"])
    found: dict[str, dict[tuple[str, ...], _Key]] = {}
    for known, names in _people():
        if known.state in arabic or (known.state == "INT" and not _is_foreign(known.name)):
            continue
        for name in names:
            words = tuple(skeleton(word) for word in bare_words(name))
            # `ألباريس` begins as with an article, and باريس without it is a town.
            definite = len(words) == 1 and fold(name).text.startswith("ال")
            if (len(words) > 1 and all(words) and len("".join(words)) >= _SURE_NAME) or len(
                words[0]
            ) >= _SURE_SKELETON + (len(words) < 2):
                spelling = bare_words(name)[0] if len(words) == 1 else ""
                key = _Key(words[1:], known, definite, spelling)
                found.setdefault(words[0], {}).setdefault(words[1:], key)
    return {
        word: tuple(keys[rest] for rest in sorted(keys, key=lambda r: (-len(r), r)))
        for word, keys in found.items()
    }


def _is_foreign(name: str) -> bool:
    """Whether an international officer's name is no Arabic one: it has none of Arabic's names."""
    from toolkit.measures.actors.words import word_list

    return not set(bare_words(name)) & word_list("common_names") and "ال" not in name


@cache
def _people() -> tuple[tuple[Known, tuple[str, ...]], ...]:
    table = read_table("persons")
    return tuple(
        (
            Known("person", name, "" if state == "none" else state, kind),
            (name, *filter(None, also.split("|"))),
        )
        for name, state, kind, also in zip(
            table["name"], table["state"], table["type"], table["also"], strict=True
        )
    )


@cache
def _bodies() -> tuple[tuple[Known, tuple[str, ...]], ...]:
    table = read_table("bodies")
    return tuple(
        (
            Known(kind, name, "" if state == "none" else state, source_type),
            (name, *filter(None, also.split("|"))),
        )
        for name, kind, state, source_type, also in zip(
            table["name"], table["kind"], table["state"], table["type"], table["also"], strict=True
        )
    )


def _state_phrases() -> list[tuple[str, Known]]:
    """Every phrase that names a state, with what it is."""
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


@cache
def state_words() -> dict[str, str]:
    """Single words that name a state, a town aside, with its code: to see what a text is about.

    Examples
    --------
    >>> state_words()["مغربيه"], state_words()["واشنطن"]
    ('MA', 'US')
    """
    found: dict[str, str] = {}
    for phrase, known in _state_phrases():
        words = bare_words(phrase)
        if len(words) == 1 or known.how == "name":
            key = words[0] if len(words) == 1 else " ".join(words)
            found.setdefault(key, known.state)
    return found


@cache
def towns() -> dict[str, tuple[str, bool]]:
    """Towns of one word, folded, with their name and whether a state may be meant by it."""
    found: dict[str, tuple[str, bool]] = {}
    for phrase, known in _state_phrases():
        words = bare_words(phrase)
        if len(words) == 1 and known.how in ("place", "seat"):
            found.setdefault(words[0], (phrase, known.how == "seat"))
    return found


@lru_cache(maxsize=200_000)
def state_of_word(word: str) -> tuple[str, bool]:
    """The state that a folded word names by itself, and whether it may begin a name of several words.

    Examples
    --------
    >>> state_of_word("وبالمغرب"), state_of_word("كوريا")
    (('MA', False), ('KR', True))
    """
    known = state_words()
    state = next((known[form] for form in forms(word) if form in known), "")
    return state, any(form in _first_words() for form in forms(word))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in state_words() if " " in name)


@cache
def person_names() -> dict[str, frozenset[str]]:
    """The consonants of every word of each known person's names."""
    return {
        known.name: frozenset(skeleton(w) for name in names for w in bare_words(name))
        for known, names in _people()
    }


@cache
def person_words() -> frozenset[str]:
    """Every word of the known persons' names, the article off."""
    return frozenset(w for _, names in _people() for name in names for w in bare_words(name))


@cache
def short_names() -> dict[str, frozenset[str]]:
    """First words of each known person's full names, by consonants."""
    return {
        known.name: frozenset(skeleton(bare_words(name)[0]) for name in names if " " in name)
        for known, names in _people()
    }


@cache
def known_actors() -> dict[tuple[str, str], Known]:
    """Persons and bodies by kind and name."""
    return {(known.kind, known.name): known for known, _ in (*_people(), *_bodies())} | {
        ("state", known.state): known for _, known in _state_phrases() if known.how == "name"
    }


@cache
def genders() -> dict[str, str]:
    """The gender of every known person."""
    table = read_table("persons")
    return dict(zip(table["name"], table["gender"], strict=True))


@cache
def offices_of() -> dict[str, tuple[str, ...]]:
    """The offices that each known person has held: ``MA minister:foreign``."""
    found: dict[str, list[str]] = {}
    for (state, office), holders in _holders().items():
        for holder in holders:
            found.setdefault(holder.name, []).append(f"{state} {office}")
    return {name: tuple(sorted(set(held))) for name, held in found.items()}


def holder_of(state: str, office: str, day: float) -> str | None:
    """Who held an office of a state on a day, as days since 1970; None where it is not on record.

    Examples
    --------
    >>> holder_of("MA", "minister:foreign", 19123.0)
    'ناصر بوريطة'
    """
    for holder in _holders().get((state, office), ()):
        if holder.start <= day < holder.end:
            return holder.name
    return None


@cache
def _holders() -> dict[tuple[str, str], tuple[Holder, ...]]:
    table = read_table("persons")
    found: dict[tuple[str, str], list[Holder]] = {}
    for name, state, offices in zip(table["name"], table["state"], table["offices"], strict=True):
        for held in filter(None, offices.split(";")):
            office, term = held.rsplit(" ", 1)
            office, _, other = office.partition("@")
            start, end = term.split("..")
            found.setdefault((other or state, office), []).append(
                Holder(_day(start, -1e9), _day(end, 1e9), name)
            )
    return {key: tuple(sorted(rows, key=lambda h: h.start)) for key, rows in found.items()}


def _day(text: str, missing: float) -> float:
    """Days since 1970 of a year, month or day."""
    if not text:
        return missing
    return pd.Timestamp(text).timestamp() / 86_400


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
    return dict(zip(table["code"], named, strict=True)) | {"INT": ("several states", "دول عدة")}
