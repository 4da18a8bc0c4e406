"""The stance lexicon that ships, its rival names, and how often each kind of entry is right.

A hostile name and the name that outsiders use for the same actor are a pair (`الكابرانات`,
`الجزائر`). Such pairs stand in the lexicon `rival_names`, which quotations read, too: of its names
stance takes the labels, each with its actor as the attribute `target`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from toolkit.arabic import fold
from toolkit.knowledge import kept, read_yaml
from toolkit.lexicons.loading import load_lexicon
from toolkit.lexicons.shipped import compiled_matcher, shipped_matcher

if TYPE_CHECKING:
    from toolkit.lexicons import Matcher
    from toolkit.lexicons.entries import Entry, Lexicon

LEXICON = "stance"
RIVAL_NAMES = "rival_names"
KINDS = ("label", "insult", "blame", "doubt")


@kept
def stance_lexicon() -> Lexicon:
    """The lexicon `stance` with the labels among the rival names.

    Examples
    --------
    >>> stance_lexicon().name
    'stance'
    """
    own = load_lexicon(LEXICON)
    labels = [e for e in load_lexicon(RIVAL_NAMES).entries if e.class_ == "label"]
    return replace(own, entries=(*own.entries, *labels))


_COMPILED = compiled_matcher(
    LEXICON,
    stance_lexicon,
    ["measures/stance/words.py", *(f"lexicons/data/{n}.yaml" for n in (LEXICON, RIVAL_NAMES))],
)


@lru_cache(maxsize=1)
def stance_entries() -> Mapping[str, Entry]:
    """The entries of that lexicon, by headword.

    Examples
    --------
    >>> stance_entries()["جبهة الوهم"].class_
    'label'
    """
    return {entry.entry: entry for entry in stance_lexicon().entries}


@kept
def stance_matcher() -> Matcher:
    """The compiled lexicon that ships."""
    return shipped_matcher(_COMPILED, stance_lexicon())


def rival_names() -> dict[str, str]:
    """Hostile names that always mean one actor, with the name that outsiders use for it.

    Examples
    --------
    >>> rival_names()["الكابرانات"]
    'الجزائر'
    """
    pairs: dict[str, str] = {}
    for entry in stance_entries().values():
        if "target" in entry.attributes:
            pairs |= dict.fromkeys((entry.entry, *entry.forms), str(entry.attributes["target"]))
    return pairs


@lru_cache(maxsize=1)
def reliability() -> Mapping[str, Mapping[str, float]]:
    """How often entries of a kind and a strength were right in articles that were not read for them."""
    source = files("toolkit.measures.stance") / "data" / "reliability.json"
    return json.loads(source.read_text("utf-8"))["right"]


@lru_cache(maxsize=1)
def stance_words() -> Mapping[str, frozenset[str]]:
    """The lists of data/stance_words.yaml, folded.

    Examples
    --------
    >>> "مكافحه" in stance_words()["denied"]
    True
    """
    text = (files("toolkit.measures.stance") / "data" / "stance_words.yaml").read_text("utf-8")
    lists = read_yaml(text)
    return {name: frozenset(fold(part["words"]).text.split()) for name, part in lists.items()}
