"""Is a text in Arabic? By script, by function words, and by letters that Arabic lacks.

The toolkit measures Arabic; a French page of a Moroccan outlet must not count as an article
without praise. Persian, Urdu and Kurdish share the script, hence the second and third sign.
"""

import re
from functools import lru_cache
from importlib.resources import files

import yaml

LEAST_SHARE = 0.5
"""Of a text's letters that must be of the Arabic script."""

_SAMPLE = 20_000
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5]+")
# One word in forty is a function word in any Arabic news text; in Persian nearly none is.
_LEAST_FUNCTION = 0.025
_MOST_FOREIGN = 0.02
_FEW_WORDS = 12


def is_arabic(text: str) -> bool:
    """Say whether a text is mostly in Arabic; one without letters is not.

    Examples
    --------
    >>> is_arabic("أشاد الوزير بدور المغرب في محاربة الإرهاب.")
    True
    >>> is_arabic("Le ministre a salué le rôle du Maroc.")
    False
    >>> is_arabic("وزیر امور خارجه گفت که این نشست پس از چند روز برگزار می‌شود.")
    False
    """
    text = text[:_SAMPLE]
    letters = len(_LETTER.findall(text))
    arabic = len(_ARABIC.findall(text))
    if not letters or arabic < LEAST_SHARE * letters:
        return False
    function_words, foreign_letters = _knowledge()
    foreign = sum(character in foreign_letters for character in text)
    if foreign > _MOST_FOREIGN * arabic:
        return False
    words = _WORD.findall(text)
    if len(words) < _FEW_WORDS:
        return True  # a headline may well do without
    return sum(word in function_words for word in words) >= _LEAST_FUNCTION * len(words)


@lru_cache(maxsize=1)
def _knowledge() -> tuple[frozenset[str], frozenset[str]]:
    source = files("toolkit.articles") / "data" / "languages.yaml"
    data = yaml.safe_load(source.read_text("utf-8"))
    return frozenset(data["function_words"]), frozenset(data["foreign_letters"])
