"""Light stems: a folded word without its clitics and endings, in named variants.

All are light stemmers after Larkey, Ballesteros and Connell (2002): affixes are taken off by form
alone and at least two or three letters stay. They differ in what they leave, and each is read by
models that were trained on it:

- `without_article` takes off the article alone, with the ل before it: made for names;
- `bare` takes off conjunction and article, nothing at the end;
- `stem` takes off endings of number, gender and possession, and leaves the ي of relation, which
  tells a putschist (انقلابي) from a bus that overturned;
- `stem_alef` takes off a final alef, too (`انجازا`);
- `light_stem` is light10 itself, with the pronouns: made for finding the same news in other words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from toolkit.arabic.kept import KEPT_WORDS

_PROCLITICS = re.compile(r"^[وف]?(?:[بلك]?ال|لل|[بل](?=.{4}))?(?=.{3})")
_ENDINGS = re.compile(r"(?<=.{3})(?:ها|هم|ان|ات|ون|ين|ته|ه)$")
_ENDINGS_AND_ALEF = re.compile(r"(?<=.{3})(?:ها|هم|ان|ات|ون|ين|ته|ه|ا)$")
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=.{2})")
_PRONOUN = re.compile(r"(?<=.{3})(?:ها|هم|هما|هن|نا|ه|ي)$")
_WITH_ARTICLE = ("وال", "فال", "بال", "كال", "لل", "ال")
_LIGHT_PREFIXES = (
    *("وال", "بال", "كال", "فال", "ولل", "لل", "ال"),
    *("وب", "ول", "وس", "و", "ب", "ل", "ف", "س"),
)
_LIGHT_SUFFIXES = (
    *("هما", "ها", "هم", "نا", "ان", "ات", "ون", "ين", "يه", "ته", "تي"),
    *("ه", "ي", "ا"),
)
_LEFT = 3
_LEFT_BARE = 2


def without_article(word: str) -> str:
    """A folded word without its article, where two letters stay.

    Examples
    --------
    >>> without_article("الوزير"), without_article("للوزير"), without_article("الا")
    ('وزير', 'وزير', 'الا')
    """
    for article in ("لل", "ال"):
        if word.startswith(article) and len(word) >= len(article) + 2:
            return word[len(article) :]
    return word


@lru_cache(maxsize=KEPT_WORDS)
def bare(word: str) -> str:
    """A folded word without conjunction and article, where more than two letters stay.

    Examples
    --------
    >>> bare("والوزير"), bare("للامم"), bare("الي")
    ('وزير', 'امم', 'الي')
    """
    for prefix in _WITH_ARTICLE:
        if word.startswith(prefix) and len(word) - len(prefix) > _LEFT_BARE:
            return word[len(prefix) :]
    return word


@lru_cache(maxsize=KEPT_WORDS)
def stem(word: str) -> str:
    """Take clitics, the article and endings of number and gender off a folded word.

    Examples
    --------
    >>> stem("والمقاربه"), stem("لتعزيزها"), stem("وقال"), stem("المشاريع")
    ('مقارب', 'تعزيز', 'قال', 'مشاريع')
    """
    return _ENDINGS.sub("", _PROCLITICS.sub("", word))


@lru_cache(maxsize=KEPT_WORDS)
def stem_alef(word: str) -> str:
    """As `stem`, and take off a final alef, too.

    Examples
    --------
    >>> stem_alef("والجهود"), stem_alef("بدوره"), stem_alef("انجازا")
    ('جهود', 'دور', 'انجاز')
    """
    return without_ending(_PROCLITICS.sub("", word))


def without_ending(word: str) -> str:
    """A folded word without the ending that `stem_alef` takes off, its clitics left on.

    Examples
    --------
    >>> without_ending("وطنيين")
    'وطني'
    """
    return _ENDINGS_AND_ALEF.sub("", word)


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
    for prefix in _LIGHT_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEFT:
            word = word[len(prefix) :]
            break
    for suffix in _LIGHT_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEFT:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=KEPT_WORDS)
def is_definite(word: str) -> bool:
    """Whether a folded word carries the article.

    Examples
    --------
    >>> is_definite("بالدور"), is_definite("بدور")
    (True, False)
    """
    return _ARTICLE.match(word) is not None


@lru_cache(maxsize=KEPT_WORDS)
def has_pronoun(word: str) -> bool:
    """Whether a folded word may carry a pronoun; ``ه`` may be a teh marbuta as well.

    Examples
    --------
    >>> has_pronoun("جهودها"), has_pronoun("الجهود")
    (True, False)
    """
    return not is_definite(word) and _PRONOUN.search(word) is not None
