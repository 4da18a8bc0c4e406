"""The lists and phrases of ``data/words.yaml`` as the readings ask for them, folded."""

from __future__ import annotations

from functools import cache, lru_cache

from toolkit.arabic import fold
from toolkit.measures.actors.tokens import plain_words
from toolkit.measures.actors.words import bare, read_data


@cache
def word_list(key: str) -> frozenset[str]:
    """A list of ``words.yaml``, folded, the article off.

    Examples
    --------
    >>> "وزير" in word_list("persons"), "الوزير" in word_list("persons")
    (True, False)
    """
    found = read_data("words")[key]
    words = found.split() if isinstance(found, str) else found
    return frozenset(bare(fold(str(word)).text) for word in words)


@cache
def head_word(key: str) -> str:
    """The folded word that heads a reading whose phrase has no head of its own.

    Examples
    --------
    >>> head_word("ministry")
    'وزاره'
    """
    return fold(str(read_data("words")["head_words"][key])).text


@cache
def phrase_codes(key: str) -> dict[tuple[str, ...], str]:
    """The phrases of a mapping of ``words.yaml``, as folded words, with the code of each.

    Examples
    --------
    >>> phrase_codes("departments")["شوون", "خارجيه"]
    'foreign'
    """
    return {
        plain_words(str(phrase)): str(code)
        for code, phrases in read_data("words")[key].items()
        for phrase in phrases
    }


@lru_cache(maxsize=4096)
def department_lands(words: tuple[str, ...]) -> tuple[str, ...]:
    """The states whose ministries alone are called so.

    Examples
    --------
    >>> department_lands(("وزاره", "شوون", "خارجيه", "جاليه", "وطنيه", "بالخارج"))
    ('DZ',)
    """
    own = set(words)
    return next(
        (states for named, states in _department_lands() if named <= own),
        (),
    )


@cache
def _department_lands() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    found = [
        (frozenset(plain_words(str(phrase))), tuple(str(states).split()))
        for states, phrases in read_data("words")["department_lands"].items()
        for phrase in phrases
    ]
    return tuple(sorted(found, key=lambda row: (-len(row[0]), sorted(row[0]))))


@cache
def phrase_list(key: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a list of ``words.yaml`` as folded words, the article off."""
    return frozenset(plain_words(str(phrase)) for phrase in read_data("words")[key])
