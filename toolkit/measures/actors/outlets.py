"""Whose an outlet is: its state, and whether it is one for all Arab states."""

from __future__ import annotations

from functools import cache, lru_cache

import pandas as pd

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.tokens import bare_words, tokens_of
from toolkit.measures.actors.words import read_data

# Kinds of outlets (`outlet_kind`) that write for readers of many states.
PAN_KINDS = frozenset(("pan_arab", "international_agency"))


def own_states(articles: pd.DataFrame) -> list[str]:
    """The state of every article's outlet: `country`, else the outlet's in the gazetteer."""
    none = [""] * len(articles)
    countries = articles["country"].tolist() if "country" in articles else none
    outlets = articles["outlet"].tolist() if "outlet" in articles else none
    return [
        country if isinstance(country, str) and country else outlet_state(str(outlet))
        for country, outlet in zip(countries, outlets, strict=True)
    ]


def outlet_states(articles: pd.DataFrame) -> pd.Series:
    """The state of every article's outlet: its ``country``, else the outlet's on record.

    Examples
    --------
    >>> outlet_states(pd.DataFrame({"outlet": ["هسبريس", "؟"], "country": [None, "EG"]})).tolist()
    ['MA', 'EG']
    """
    told = [state or None for state in own_states(articles)]
    return pd.Series(told, index=articles.index, dtype="str")


@cache
def outlet_state(outlet: str) -> str:
    """The state of an outlet that the gazetteer knows, else ''.

    Examples
    --------
    >>> outlet_state("هسبريس"), outlet_state("جريدة لا يعرفها أحد")
    ('MA', '')
    """
    tokens = tokens_of(outlet)
    found = find_known(tokens, 0) if tokens else None
    if found is None or found.known.kind != "body" or found.known.state == "INT":
        return ""
    return found.known.state


def is_outlet(phrase: str, outlet: str) -> bool:
    """Whether a phrase is an outlet's own name: the whole, its first words, or all but its kind.

    Examples
    --------
    >>> is_outlet("وكالة جرجرة", "وكالة جرجرة للأنباء"), is_outlet("صحيفة الشرق", "الشرق الأوسط")
    (True, False)
    """
    return not outlet_keys(outlet).isdisjoint(phrase_keys(phrase))


@lru_cache(maxsize=4096)
def outlet_keys(outlet: str) -> frozenset[tuple[str, ...]]:
    """The words that name an outlet: its first two or more, and all but its kind."""
    words = bare_words(outlet)
    prefixes = [words[:size] for size in range(2, len(words) + 1)]
    return frozenset([*prefixes, *_core(words)])


@lru_cache(maxsize=KEPT_WORDS)
def phrase_keys(phrase: str) -> frozenset[tuple[str, ...]]:
    """The words by which a phrase may be an outlet's name."""
    words = bare_words(phrase)
    return frozenset([words, *_core(words)])


def _core(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    own = tuple(word for word in words if word not in word_list("body_kinds"))
    return [("", *own)] if own else []


@cache
def is_pan_arab(outlet: str, kind: str = "") -> bool:
    """Whether an outlet is one for all Arab states, whose own state weighs no more than others.

    `kind` is what the article table says of it (``outlet_kind``).

    Examples
    --------
    >>> is_pan_arab("Sky News Arabia"), is_pan_arab("هسبريس")
    (True, False)
    """
    if kind in PAN_KINDS:
        return True
    tokens = tokens_of(outlet)
    found = find_known(tokens, 0) if tokens else None
    return found is not None and found.known.name in read_data("words")["pan_outlets"]
