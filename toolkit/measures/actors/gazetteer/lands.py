"""Words that name a state by themselves, and towns."""

from __future__ import annotations

from functools import cache

from toolkit.knowledge import Compiled, kept
from toolkit.measures.actors.gazetteer.tables import state_phrases
from toolkit.measures.actors.tokens import bare_words
from toolkit.measures.actors.words import forms


@kept
def state_words() -> dict[str, str]:
    """Single words that name a state, a town aside, with its code: to see what a text is about.

    Examples
    --------
    >>> state_words()["مغربيه"], state_words()["واشنطن"]
    ('MA', 'US')
    """
    return _COMPILED.read()


def _state_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for phrase, known in state_phrases():
        words = bare_words(phrase)
        if len(words) == 1 or known.how == "name":
            key = words[0] if len(words) == 1 else " ".join(words)
            found.setdefault(key, known.state)
    return found


_COMPILED = Compiled(
    "state-words",
    (
        *("arabic/folding.py", "arabic/data/folding.tsv", "arabic/stems.py"),
        *(
            "measures/actors/words.py",
            "measures/actors/tokens.py",
            "measures/actors/data/words.yaml",
        ),
        *("measures/actors/gazetteer/lands.py", "measures/actors/gazetteer/tables.py"),
        "measures/actors/data/states.tsv",
    ),
    _state_words,
)


@cache
def towns() -> dict[str, tuple[str, bool]]:
    """Towns of one word, folded, with their name and whether a state may be meant by it."""
    found: dict[str, tuple[str, bool]] = {}
    for phrase, known in state_phrases():
        words = bare_words(phrase)
        if len(words) == 1 and known.how in ("place", "seat"):
            found.setdefault(words[0], (phrase, known.how == "seat"))
    return found


@cache
def state_of_town(town: str) -> str:
    """The state of a town or capital by its name, '' for another word.

    Examples
    --------
    >>> state_of_town("مراكش")
    'MA'
    """
    return next(
        (k.state for p, k in state_phrases() if p == town and k.how in ("place", "seat")), ""
    )


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
