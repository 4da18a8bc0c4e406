"""Whose an outlet is: its state, and whether it is one for all Arab states."""

from __future__ import annotations

from functools import cache

import pandas as pd

from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.tokens import tokens_of
from toolkit.measures.actors.words import read_data


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


@cache
def is_pan_arab(outlet: str) -> bool:
    """Whether an outlet is one for all Arab states, whose own state weighs no more than others.

    Examples
    --------
    >>> is_pan_arab("Sky News Arabia"), is_pan_arab("هسبريس")
    (True, False)
    """
    tokens = tokens_of(outlet)
    found = find_known(tokens, 0) if tokens else None
    return found is not None and found.known.name in read_data("words")["pan_outlets"]
