"""The stance lexicon that ships, its rival names, and how often each kind of entry is right.

A hostile name and the name that outsiders use for the same actor are a pair (`الكابرانات`,
`الجزائر`); the lexicon keeps the second as the entry's attribute `target`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.lexicons import Matcher
    from toolkit.lexicons.entries import Entry

LEXICON = "stance"
KINDS = ("label", "insult", "blame", "doubt")


@lru_cache(maxsize=1)
def stance_entries() -> Mapping[str, Entry]:
    """The entries of the stance lexicon that ships, by headword.

    Examples
    --------
    >>> stance_entries()["جبهة الوهم"].class_
    'label'
    """
    from toolkit.lexicons import load_lexicon

    return {entry.entry: entry for entry in load_lexicon(LEXICON).entries}


@lru_cache(maxsize=1)
def stance_matcher() -> Matcher:
    """The compiled lexicon that ships."""
    from toolkit.lexicons import compile_lexicons, load_lexicon

    return compile_lexicons([load_lexicon(LEXICON)])


def rival_names() -> dict[str, str]:
    """Hostile names that always mean one actor, with the name that outsiders use for it.

    Examples
    --------
    >>> rival_names()["الكابرانات"]
    'الجزائر'
    """
    pairs = {}
    for entry in stance_entries().values():
        if "target" in entry.attributes:
            pairs |= dict.fromkeys((entry.entry, *entry.forms), str(entry.attributes["target"]))
    return pairs


@lru_cache(maxsize=1)
def reliability() -> Mapping[str, Mapping[str, float]]:
    """How often entries of a kind and a strength were right in the articles developed on."""
    source = files("toolkit.measures.stance") / "data" / "reliability.json"
    return json.loads(source.read_text("utf-8"))["right"]
