"""The words by which articles name the outlet that they have their news from (data/origins.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from toolkit.arabic import fold
from toolkit.knowledge import read_yaml
from toolkit.lexicons import Matcher, compile_lexicons, parse_lexicon

RELAY = "relay"
SIGNATURE = "signature"
NOUN = "noun"


@dataclass(frozen=True)
class OriginWords:
    """The compiled list, its other words folded."""

    matcher: Matcher
    between: frozenset[str]
    not_a_name: frozenset[str]
    endings: frozenset[str]


@cache
def origin_words() -> OriginWords:
    """Read and compile the data file, once.

    Examples
    --------
    >>> sorted({entry.class_ for entry in origin_words().matcher.entries})
    ['cue', 'noun', 'relay', 'signature']
    """
    source = files("toolkit.measures.origins") / "data" / "origins.yaml"
    data: dict[str, Any] = read_yaml(source.read_text("utf-8"))
    lexicon = parse_lexicon(yaml.safe_dump(data["lexicon"], allow_unicode=True), where=source.name)
    groups = ("between", "not_a_name", "endings")
    folded = (frozenset(fold(word).text for word in data[group]) for group in groups)
    return OriginWords(compile_lexicons([lexicon]), *folded)
