"""Light stems: what is left of a word without the commonest clitics and endings.

The affixes are those of the light10 stemmer (Larkey, Ballesteros and Connell 2002), which was made
for finding the same news in other words; here on folded words, with the pronouns taken off too.
"""

from __future__ import annotations

from functools import cache

from toolkit.measures.quotations.wordlists import classes, stems

_PREFIXES = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال", "وب", "ول", "وس", "و", "ب", "ل", "ف", "س")  # fmt: skip
_SUFFIXES = ("هما", "ها", "هم", "نا", "ان", "ات", "ون", "ين", "يه", "ته", "تي", "ه", "ي", "ا")
_LEFT = 3


@cache
def light_stem(word: str) -> str:
    """The light stem of a folded word; at least three letters are left.

    Examples
    --------
    >>> light_stem("والمغربيه"), light_stem("بوعوده"), light_stem("210")
    ('مغرب', 'وعود', '210')
    """
    if not word or word[0].isdigit():
        return word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEFT:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEFT:
            return word[: -len(suffix)]
    return word


@cache
def meaning(word: str) -> str:
    """The light stem of a folded word, one for all words of a group of synonyms.

    Examples
    --------
    >>> meaning("وقضيه") == meaning("لملف"), meaning("والمغربيه")
    (True, 'مغرب')
    """
    of = classes("differences", "synonyms")
    found = {number for form in stems(word) for number in of.get(form, ())}
    return f"={min(found)}" if found else light_stem(word)
