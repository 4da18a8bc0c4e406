"""The gender of a named person, where name or title tells it.

A known person's stands in the gazetteer; another's is told by a feminine title (`الباحثة`,
`رئيسة`), else by a first name that one gender has. Titles of men are used of women, too, so a
masculine one tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.measures.actors.gazetteer.tables import genders
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.tokens import plain_words, tokens_of
from toolkit.measures.actors.words import forms


def gender_of(name: str, printed: Iterable[str]) -> str:
    """Tell ``f``, ``m`` or '' of a person.

    Parameters
    ----------
    name : str
        The person's name.
    printed : iterable of str
        The phrases that name the person, titles included.

    Examples
    --------
    >>> gender_of("فيكتوريا نولاند", []), gender_of("هند البقالي", ["الباحثة هند البقالي"])
    ('f', 'f')
    >>> gender_of("فارس الدليمي", ["الخبير فارس الدليمي"]), gender_of("مونتانييه", [])
    ('m', '')
    """
    known = genders().get(name)
    if known:
        return known
    first = (plain_words(name) or ("",))[0]
    for phrase in printed:
        words = tokens_of(phrase)
        head = (
            next((f for f in forms(words[0].word) if f in word_list("persons")), "")
            if words
            else ""
        )
        if head.endswith("ه") and head[:-1] in word_list("persons") and head != first:
            return "f"
    if first in word_list("female_names") and first not in word_list("male_names"):
        return "f"
    return "m" if first in word_list("male_names") else ""
