"""Reporting cues by word type: which words may report speech, and in what form.

The lexicon `cues.yaml` gives each verb by its perfect, imperfect, participle and masdar; this
module spells the forms out once and reads a folded word, through its clitics, as one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from toolkit.arabic import fold

PERFECT, IMPERFECT, PARTICIPLE, MASDAR, ACCORDING, RELATIVE = 1, 2, 3, 4, 5, 6


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


_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم", "ني")
_PREPOSITIONS = ("ب", "ل", "ك", "ال", "بال", "لل", "كال")


@lru_cache(maxsize=1)
def cue_forms() -> Mapping[str, Cue]:
    """Every form of every cue, folded; a verb's form wins over a noun's of the same letters."""
    path = resources.files("toolkit.lexicons") / "data" / "cues.yaml"
    entries: Sequence[Mapping[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))[
        "entries"
    ]
    forms: dict[str, Cue] = {}
    for kind in (PERFECT, IMPERFECT, PARTICIPLE, ACCORDING, MASDAR):
        for entry in entries:
            for form, agreement in _spell(entry, kind):
                cue = Cue(
                    entry["entry"], entry["class"], kind, agreement, tuple(entry.get("frame", ()))
                )
                forms.setdefault(fold(form).text, cue)
    return forms


def _spell(entry: Mapping[str, Any], kind: int) -> Iterator[tuple[str, int]]:
    if kind == ACCORDING:
        for form in entry.get("according", ()):
            yield form, 0
    elif kind == PERFECT and "perfect" in entry:
        yield from _perfect(entry["perfect"])
    elif kind == IMPERFECT and "imperfect" in entry:
        yield from _imperfect(entry["imperfect"])
    elif kind == PARTICIPLE and "participle" in entry:
        yield from _participle(entry["participle"])
    elif kind == MASDAR:
        for form in (
            (entry["masdar"], *entry.get("nouns", ()))
            if "masdar" in entry
            else entry.get("nouns", ())
        ):
            yield from _masdar(form)


def _perfect(stem: str) -> Iterator[tuple[str, int]]:
    yield stem, 1
    base = stem[:-1] if stem[-1] in "ىا" else stem
    yield base + "ت", 2
    yield base + "وا", 3
    yield base + "تا", 2
    if stem[-1] in "ىا":
        yield base + "يا", 3
        yield base + ("ينا" if stem[-1] == "ى" else "ونا"), 3
    else:
        yield stem + "ا", 3
        yield stem + "ن", 3
        yield stem + "نا", 3


def _imperfect(form: str) -> Iterator[tuple[str, int]]:
    body = form[1:]
    yield form, 1
    yield "ت" + body, 2
    yield "ن" + body, 3
    yield "أ" + body, 0
    base = body[:-1] if body[-1] in "يوى" else body
    yield "ي" + base + "ون", 3
    yield "ي" + base + "وا", 3
    yield "ي" + body + "ان", 3
    yield "ت" + body + "ان", 2


def _participle(form: str) -> Iterator[tuple[str, int]]:
    yield form, 1
    yield form + "ا", 1
    yield form + "ة", 2
    base = form[:-1] if form[-1] == "ي" else form
    yield base + "ين", 3
    yield base + "ون", 3
    yield form + "ات", 3


def _masdar(form: str) -> Iterator[tuple[str, int]]:
    yield form, 0
    if form.endswith("ة"):
        yield form[:-1] + "ات", 0
    else:
        yield form + "ات", 0
        yield form + "ا", 0


def read_cue(word: str) -> Cue | None:
    """Read a folded word as a cue, with its conjunction, particle, article and pronoun.

    Examples
    --------
    >>> read_cue("واضافت").entry
    'أضاف'
    >>> read_cue("وصفته").object
    True
    >>> read_cue("كتاب") is None
    True
    """
    found = _read(word)
    if found is None and word[0] in "وف" and len(word) > 2:
        found = _read(word[1:])
        if found is not None:
            return Cue(
                found.entry,
                found.speech_act,
                found.kind,
                found.agreement,
                found.frame,
                True,
                found.object,
            )
    return found


def _read(word: str) -> Cue | None:
    forms = cue_forms()
    found = forms.get(word)
    if found is not None:
        return found
    if word[0] in "سل" and len(word) > 4:
        found = forms.get(word[1:])
        if found is not None and found.kind == IMPERFECT:
            return found
    for prefix in _PREPOSITIONS:
        if word.startswith(prefix):
            found = forms.get(word[len(prefix) :])
            if found is not None and found.kind in (MASDAR, PARTICIPLE):
                return found
    return _with_pronoun(word, forms)


def _with_pronoun(word: str, forms: Mapping[str, Cue]) -> Cue | None:
    for pronoun in _OBJECTS:
        if not word.endswith(pronoun) or len(word) - len(pronoun) < 2:
            continue
        stem = word[: -len(pronoun)]
        for spelled in (
            stem,
            stem + "ا",
            stem[:-1] + "ه" if stem.endswith("ت") else "",
            stem[:-1] + "ي" if stem.endswith("ا") else "",
        ):
            found = forms.get(spelled)
            if found is None and spelled and spelled[0] in "بل":
                found = forms.get(spelled[1:])
                found = found if found is not None and found.kind == MASDAR else None
            if found is not None and found.kind != ACCORDING:
                return Cue(
                    found.entry,
                    found.speech_act,
                    found.kind,
                    found.agreement,
                    found.frame,
                    False,
                    True,
                )
    return None
