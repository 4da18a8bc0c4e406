"""The key by which phrases of one actor are joined across articles."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.measures.actors.gazetteer.offices import holder_of
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.reading.offices import organ_of
from toolkit.measures.actors.reading.record import Reading


def name_size(words: Sequence[str]) -> int:
    """How many names a name has: `عبد الكريم` and `بن سحيم` are one.

    Examples
    --------
    >>> name_size(("عبد", "كريم")), name_size(("فيصل", "بن", "تركي"))
    (1, 2)
    """
    return sum(word not in word_list("name_links") for word in words)


def key_of(reading: Reading, article_id: str, day: float) -> str:
    """The key by which phrases of one actor are joined across articles; '' where there is none.

    Examples
    --------
    >>> from toolkit.measures.actors.reading.mentions import read_mention
    >>> key_of(read_mention("وزير الخارجية المغربي"), "a", 19123.0)
    'person|ناصر بوريطة'
    >>> key_of(read_mention("مسؤول أميركي"), "a", 19123.0)
    'unnamed|a|مسوول'
    """
    kind, words = reading.kind, " ".join(reading.words)
    if kind in ("person", "group", "body", "state") and reading.known:
        return _known_key(reading)
    if kind == "person":
        return f"name|{words}|{article_id if name_size(reading.words) < 2 else ''}"
    if reading.office in ("communique", "meeting"):
        month = pd.Timestamp(day, unit="D").strftime("%Y-%m") if day == day else ""
        return f"{kind}|{words} {month}"
    if reading.office and kind == "office":
        holder = holder_of(reading.state, reading.office, day)
        return f"person|{holder}" if holder else f"office|{reading.state}|{reading.office}"
    if reading.office == "government" and reading.state:
        return f"state|{reading.state}"
    if reading.office:
        return f"organ|{reading.state or article_id}|{reading.office}"
    return _nameless_key(reading, article_id)


def _known_key(reading: Reading) -> str:
    """The key of what the gazetteer has: a state's organs are joined under the state."""
    kind = reading.kind
    organ = organ_of(reading.name) if kind == "body" else ""
    if organ == "government":
        return f"state|{reading.state}"
    if organ:
        return f"organ|{reading.state}|{organ}"
    return f"{kind}|{reading.state if kind == 'state' else reading.name}"


def _nameless_key(reading: Reading, article_id: str) -> str:
    """The key by the words alone: within the article, unless they say whose actor it is."""
    kind, words = reading.kind, " ".join(reading.words)
    if kind == "document":
        # Papers without an author are one elsewhere only where they have a name of their own.
        named = reading.definite and len(reading.words) > 2
        return f"document|{'' if named else article_id}|{words}"
    if kind in ("office", "body", "group"):
        # A plural is the same group elsewhere only where it says whose: `وزراء التحالف الدولي`.
        if kind == "group" and not any(" " in word for word in reading.words):
            return f"group|{article_id}|{words}"
        local = "" if len(reading.words) > 1 or reading.state else article_id
        # `محكمة تركية` and `محكمة أسترالية` are two: what a kind of body is called by is its state.
        plain = kind != "body" or len(reading.words) == 1
        return f"{kind}|{reading.state if plain else ''}{local}|{words}"
    if kind == "unnamed":
        return f"unnamed|{article_id}|{words or reading.state}"
    return ""
