"""Is a text in Arabic? By script, by its words' article and function words, and by letters it lacks.

The toolkit measures Arabic; a French page of a Moroccan outlet must not count as an article
without praise. Persian, Urdu and Kurdish share the script, hence the second and third sign.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pandas as pd
import yaml

from toolkit.articles.account import count_left_out
from toolkit.articles.schema import is_missing
from toolkit.errors import InputError

LEAST_SHARE = 0.5
"""Of a text's letters that must be of the Arabic script."""

_SAMPLE = 20_000
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
# Letters that are not Arabic's: addresses, mentions and hashtags of a network are no words.
_LATIN = re.compile(r"[^\W\d_\u0600-\u06ff]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\u0600-\u06ff]+|[\w.+-]+@[\w.-]+|[@#][A-Za-z]\w*|pic\.twitter\.com/\w+"
)
_WORD = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5]+")
# Words that are Arabic's own: function words, words with the article, and words with a letter that
# the other languages of the script hardly write. In twelve thousand articles of the corpora the
# least share of the first two is 0.11; in Persian and Urdu nearly none is.
_LEAST_ARABIC_WORDS = 0.08
_CERTAIN = 0.2  # beyond it, letters of another keyboard (ھ for ه, ڭ of Darija) tell nothing
_OWN_LETTERS = frozenset("ةأإىؤ")
_WITH_ARTICLE = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")
_MOST_FOREIGN = 0.02
_FEW_WORDS = 12
_LEAST_MIXED = 0.3  # of a post in Arabic and another language: this share, and some words
_LEAST_WORDS_MIXED = 4


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
    text = _ADDRESS.sub(" ", text[:_SAMPLE])
    arabic = len(_ARABIC.findall(text))
    letters = arabic + len(_LATIN.findall(text))
    if not arabic or arabic < _LEAST_MIXED * letters:
        return False
    function_words, foreign_letters = _knowledge()
    words = _WORD.findall(text)
    own = sum(
        word in function_words
        or word.startswith(_WITH_ARTICLE)
        or not _OWN_LETTERS.isdisjoint(word)
        for word in words
    )
    is_certain = own >= max(_CERTAIN * len(words), 2)
    if arabic < LEAST_SHARE * letters:
        return is_certain and len(words) >= _LEAST_WORDS_MIXED
    if is_certain:
        return True
    if sum(map(text.count, foreign_letters)) > _MOST_FOREIGN * arabic:
        return False
    # A headline may well do without.
    return len(words) < _FEW_WORDS or own >= _LEAST_ARABIC_WORDS * len(words)


def keep_arabic(articles: pd.DataFrame, *, file: str | Path = "articles") -> pd.DataFrame:
    """Leave out the articles that are in another language, and count them.

    Parameters
    ----------
    articles
        The article table. What has no letters at all is in no language, and is kept.
    file
        What messages call the table.

    Raises
    ------
    InputError
        None of them is in Arabic.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a", "b"], "title": "", "text": ["أشاد.", "Il salua."]})
    >>> keep_arabic(table)["article_id"].tolist()
    ['a']
    """
    kept = arabic_rows(articles)
    if all(kept):
        return articles
    count_other_languages(file, kept, first=lambda row: articles["article_id"].iloc[row])
    return articles[kept]


def arabic_rows(articles: pd.DataFrame) -> list[bool]:
    """Of each row, whether it is in Arabic or in no language at all."""
    titles = articles["title"] if "title" in articles else [""] * len(articles)
    pairs = (
        f"{'' if is_missing(title) else title}\n{'' if is_missing(text) else text}"
        for title, text in zip(titles, articles["text"], strict=True)
    )
    return [is_arabic(both) or not _LETTER.search(_ADDRESS.sub(" ", both)) for both in pairs]


def count_other_languages(
    file: str | Path, kept: list[bool], *, first: Callable[[int], object]
) -> None:
    """Count the rows that are left out; `first` names a row by its place.

    Raises
    ------
    InputError
        None is kept.
    """
    if kept and not any(kept):
        raise InputError(
            f"{file}: none of its articles is in Arabic; --all-languages takes them all the same"
        )
    if not all(kept):
        count_left_out("other_language", kept.count(False), first=first(kept.index(False)))


@lru_cache(maxsize=1)
def _knowledge() -> tuple[frozenset[str], frozenset[str]]:
    source = files("toolkit.articles") / "data" / "languages.yaml"
    data = yaml.safe_load(source.read_text("utf-8"))
    return frozenset((*data["function_words"], *data["spoken_words"])), frozenset(
        data["foreign_letters"]
    )
