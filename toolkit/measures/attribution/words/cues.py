"""Reporting cues: which words may report speech, and in what form.

The list is the lexicon `cues.yaml`, read like every other one: its entries give stems, spellings
(`forms`) or nothing but a headword, the paradigms of `toolkit.lexicons` spell them out, and what may
be joined to a form is what its licence allows. An entry may keep what it reports at a distance
(`attributes: {distance: doubt}`); `keeps_distance` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from toolkit.knowledge import Compiled, kept
from toolkit.lexicons import Entry, Form, entry_forms, load_lexicon
from toolkit.lexicons.licences import Joins, cores
from toolkit.lexicons.paradigms import headword
from toolkit.lexicons.shipped import SPELLING
from toolkit.lexicons.spelling import fold_all, folded

PERFECT, IMPERFECT, PARTICIPLE, MASDAR, ACCORDING = 1, 2, 3, 4, 5
_MASCULINE, _FEMININE, _PLURAL = 1, 2, 3
# The form that each slot of the paradigms is; a spelling given under `forms` has its entry's part
# of speech for a slot.
_KINDS = {
    **dict.fromkeys(("perfect", "short", "passive", "passive_short"), PERFECT),
    **dict.fromkeys(("imperfect", "jussive", "passive_imperfect", "passive_jussive"), IMPERFECT),
    **dict.fromkeys(("participle", "passive_participle"), PARTICIPLE),
    **dict.fromkeys(("masdar", "nouns", "noun", "adjective"), MASDAR),
    **dict.fromkeys(("according", "particle", "phrase"), ACCORDING),
}
_ORDER = (PERFECT, IMPERFECT, PARTICIPLE, ACCORDING, MASDAR)
_PREFORMATIVES = "يتن"
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن")


@dataclass(frozen=True)
class Cue:
    """One reading of a word as a reporting cue.

    `kind` is the form, `agreement` 0 unknown, 1 masculine, 2 feminine, 3 plural; `object` tells
    that a pronoun is attached.
    """

    entry: str
    speech_act: str
    kind: int
    agreement: int
    frame: tuple[str, ...]
    conjunction: bool = False
    object: bool = False


class _Middle(NamedTuple):
    """Numbers of what may stand around a form and of the cue that it is; a low rank wins."""

    joins: int
    rank: int
    cue: int


@dataclass(frozen=True)
class _Table:
    middles: Mapping[str, Sequence[_Middle]]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Cue]]]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    joins: Sequence[Joins]
    cues: Sequence[Cue]


@kept
def _table() -> _Table:
    """Every form of every cue; of two with the same letters the verb's, then the first entry's."""
    given = _COMPILED.read()
    joins = [frozenset(map(tuple, pairs)) for pairs in given["joins"]]
    cues = [
        Cue(entry, act, kind, agreement, tuple(frame))
        for entry, act, kind, agreement, frame in given["cues"]
    ]
    phrases = {
        first: [(tuple(rest), cues[number]) for rest, number in own]
        for first, own in given["phrases"].items()
    }
    pairs = {pair for known in joins for pair in known}
    return _Table(
        given["middles"], phrases, frozenset(before for before, _ in pairs),
        frozenset(behind for _, behind in pairs), joins, cues,
    )  # fmt: skip


def _spelled_out() -> dict[str, Any]:
    """The same as plain lists: what is shared, joins and cues, is numbered."""
    entries = load_lexicon("cues").entries
    spelled = [(entry, form) for entry in entries for form in entry_forms(entry)]
    fold_all(form.text for _, form in spelled)
    spelled.sort(key=lambda pair: _ORDER.index(_kind(pair[1])))
    cues: dict[tuple[Any, ...], int] = {}
    known_joins: dict[Joins, int] = {}
    middles: dict[str, list[_Middle]] = {}
    phrases: dict[str, list[tuple[Sequence[str], int]]] = {}
    for rank, (entry, form) in enumerate(spelled):
        cue = (
            entry.entry, entry.class_, _kind(form), _agreement(entry, form),
            tuple(entry.attributes.get("frame", ())),
        )  # fmt: skip
        number = cues.setdefault(cue, len(cues))
        words = folded(form.text).split()
        if len(words) > 1:
            phrases.setdefault(words[0], []).append((words[1:], number))
        elif words[0] not in {folded(other) for other in entry.avoid}:
            for text, joins in cores(form.text, form.licence):
                around = known_joins.setdefault(joins, len(known_joins))
                middles.setdefault(text, []).append(_Middle(around, rank, number))
    spelled_joins = [sorted(joins) for joins in known_joins]
    return {"middles": middles, "phrases": phrases, "joins": spelled_joins, "cues": list(cues)}


_COMPILED = Compiled(
    "cues",
    (*SPELLING, "lexicons/data/cues.yaml", "measures/attribution/words/cues.py"),
    _spelled_out,
)


def _kind(form: Form) -> int:
    if form.kind == "verb":
        return IMPERFECT if form.text[0] in _PREFORMATIVES else PERFECT
    return _KINDS[form.kind]


def _agreement(entry: Entry, form: Form) -> int:
    """Whom a form agrees with, by its ending or its first letter; first and second persons, none."""
    kind, text = _kind(form), form.text
    stems = entry.paradigm.get(form.kind, (headword(entry.entry),))
    if kind in (MASDAR, ACCORDING):
        return 0
    if text in stems or (kind == PARTICIPLE and text in {s + "ا" for s in stems}):
        return _MASCULINE
    if kind == PARTICIPLE:
        return _FEMININE if text.endswith("ة") else _PLURAL
    if kind == IMPERFECT:
        return _imperfect_agreement(text, stems)
    bases = {stem[:-1] if stem[-1] in "ىا" else stem for stem in stems}
    if text in {base + ending for base in bases for ending in ("ت", "تا")}:
        return _FEMININE
    return 0 if text.endswith("ت") else _PLURAL


def _imperfect_agreement(text: str, stems: Sequence[str]) -> int:
    if text[0] == "أ":
        return 0
    if text[0] == "ت":
        return _FEMININE
    plural = text[0] == "ن" or len(text) > max(map(len, stems)) or text.endswith(("ون", "وا"))
    return _PLURAL if plural else _MASCULINE


def read_cue(word: str) -> Cue | None:
    """Read a folded word as a cue, with its conjunction, particle, article and pronoun.

    Examples
    --------
    >>> read_cue("واضافت").entry, read_cue("قلنا").entry
    ('أضاف', 'قال')
    >>> read_cue("وصفته").object
    True
    >>> read_cue("كتاب") is None, read_cue("قالن") is None
    (True, True)
    """
    found = min(_readings(word), default=None)
    if found is None:
        return None
    _, _, before, behind, cue = found
    return replace(cue, conjunction=before[:1] in ("و", "ف"), object=bool(behind))


def _readings(word: str) -> Iterator[tuple[int, int, str, str, Cue]]:
    """Readings of a word, the one with the fewest letters cut off first."""
    table = _table()
    for start in range(min(len(word), 5)):
        if word[:start] not in table.prefixes:
            continue
        for stop in range(len(word), max(start, len(word) - 4), -1):
            around = (word[:start], word[stop:])
            if around[1] in table.suffixes:
                for joins, rank, cue in table.middles.get(word[start:stop], ()):
                    if around in table.joins[joins]:
                        yield len(word) - (stop - start), rank, *around, table.cues[cue]


def read_phrase(words: Sequence[str]) -> tuple[Cue, int] | None:
    """Read folded words as a cue of several words; the cue, and how many they are.

    Examples
    --------
    >>> cue, count = read_phrase(["علي", "حد", "قولها", "فان"])
    >>> cue.entry, cue.object, count
    ('على حد قول', True, 3)
    """
    first, phrases = words[0], _table().phrases
    joined = first not in phrases and first[0] in "وف"
    best: tuple[Cue, int] | None = None
    for rest, cue in phrases.get(first[joined:], ()):
        have = tuple(words[1 : len(rest) + 1])
        if len(have) < len(rest) or have[:-1] != rest[:-1] or (best and best[1] > len(rest)):
            continue
        pronoun = have[-1].removeprefix(rest[-1]) if have[-1].startswith(rest[-1]) else None
        if pronoun in _PRONOUNS:
            best = replace(cue, conjunction=joined, object=bool(pronoun)), len(rest) + 1
    return best


def opens_phrase(word: str) -> bool:
    """Whether a cue of several words may begin with a folded word."""
    phrases = _table().phrases
    return word in phrases or (word[0] in "وف" and word[1:] in phrases)


@lru_cache(maxsize=1)
def _distant() -> frozenset[str]:
    entries = load_lexicon("cues").entries
    return frozenset(e.entry for e in entries if e.attributes.get("distance"))


def keeps_distance(entry: str) -> bool:
    """Whether a cue (the column `cue` of the attributions) holds its words for doubtful.

    Examples
    --------
    >>> keeps_distance("زعم"), keeps_distance("قال")
    (True, False)
    """
    return entry in _distant()


def distancing_words() -> tuple[str, ...]:
    """The entries that `keeps_distance` tells of, in the order of the list."""
    return tuple(e.entry for e in load_lexicon("cues").entries if e.entry in _distant())
