"""What may be joined to a form: the pairs of proclitic and pronoun that each licence allows.

A word as written is conjunction + particle + article + form + pronoun. The inventory stands in
data/paradigms.yaml; here it is spelled out once as strings (`وبال`, `لل`), so that reading a word
is a matter of cutting a known string off either end and looking the middle up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.lexicons.paradigms import paradigm_table
from toolkit.lexicons.spelling import folded

Joins = frozenset[tuple[str, str]]
"""Pairs (proclitic, pronoun), either of which may be empty."""

_ARTICLE = "ال"
_TO_THE = "لل"
_MIN_SPLIT_STEM = 2


class Core(NamedTuple):
    """A folded string that stands in the middle of a word, and what may stand around it."""

    text: str
    joins: Joins


@cache
def joins(licence: str) -> Joins:
    """The pairs that a licence allows.

    Examples
    --------
    >>> ("وس", "ها") in joins("imperfect"), ("ال", "ها") in joins("nominal")
    (True, False)
    """
    given = paradigm_table()["licences"][licence]
    pronouns = ["", *_clitics(given["after"])] if "after" in given else [""]
    pairs: set[tuple[str, str]] = set()
    for conjunction in ["", *_clitics("conjunction")]:
        if conjunction and "conjunction" not in given["before"]:
            continue
        for particle in _particles(given["before"]):
            pairs.update((conjunction + particle, pronoun) for pronoun in pronouns)
        if "article" in given["before"]:
            pairs.update((conjunction + p, "") for p in _articles(given["before"]))
    return frozenset(pairs)


def _clitics(kind: str) -> list[str]:
    clitics: list[str] = paradigm_table()["clitics"][kind]
    return clitics


def _particles(before: list[str]) -> list[str]:
    found = [""]
    for kind in ("preposition", "future", "command"):
        found += _clitics(kind) if kind in before else []
    return list(dict.fromkeys(found))


def _articles(before: list[str]) -> list[str]:
    found = [_ARTICLE]
    if "preposition" in before:
        found += [_TO_THE if p == "ل" else p + _ARTICLE for p in _clitics("preposition")]
    return found


def cores(form: str, licence: str) -> Iterator[Core]:
    """The strings to look for in the middle of a word, for one form as written.

    Before a pronoun ة turns to ت, ى to ا, -وا to -و and a last hamza to its seats; before the
    article ل swallows its alef.

    Examples
    --------
    >>> [core.text for core in cores("إشادة", "nominal")]
    ['اشاده', 'اشادت']
    """
    text = folded(form)
    allowed = joins(licence)
    if len(text) < _MIN_SPLIT_STEM:
        allowed = frozenset((p, s) for p, s in allowed if not s and len(p) <= 1)
    yield Core(text, allowed)
    if _bound(allowed):
        yield from _before_pronouns(form.rstrip("ًٌٍَُِّْ"), text, allowed)
    if text.startswith(_ARTICLE) and len(text) > len(_ARTICLE) + 1:
        to_the = _to_the(allowed)
        rest = text[len(_ARTICLE) :]
        if to_the:
            yield Core(rest[1:] if rest[0] == "ل" else rest, to_the)


def _before_pronouns(form: str, text: str, allowed: Joins) -> Iterator[Core]:
    bound = _bound(allowed)
    object_of_verb = ("", "ني") in allowed
    if form.endswith("ة"):
        yield Core(text[:-1] + "ت", _bound_of_feminine(allowed))
    elif form.endswith("ى"):
        yield Core(text[:-1] + "ا", bound)
    elif object_of_verb and text.endswith("وا"):
        yield Core(text[:-1], bound)
    elif not object_of_verb and text.endswith("اء"):
        yield Core(text[:-1] + "و", bound)
        yield Core(text[:-1] + "ي", bound)


@cache
def _bound(allowed: Joins) -> Joins:
    """The pairs with a pronoun."""
    return frozenset((proclitic, pronoun) for proclitic, pronoun in allowed if pronoun)


@cache
def _bound_of_feminine(allowed: Joins) -> Joins:
    """The same behind the ت that ة turns to, where "my" is read, too."""
    proclitics = {proclitic for proclitic, _ in _bound(allowed)}
    pronouns = _clitics("possessive_of_feminine")
    return frozenset((proclitic, pronoun) for proclitic in proclitics for pronoun in pronouns)


@cache
def _to_the(allowed: Joins) -> Joins:
    """`لل` with its conjunctions, where ل may stand before."""
    return frozenset((c + _TO_THE, "") for c in ("", "و", "ف") if (c + "ل", "") in allowed)
