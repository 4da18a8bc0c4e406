"""Is a text in Arabic? By script, by its words' article and function words, and by letters it lacks.

The toolkit measures Arabic; a French page of a Moroccan outlet must not count as an article
without praise. Persian, Urdu and Kurdish share the script, hence the second and third sign.
"""

import logging
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pandas as pd
import yaml

from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

LEAST_SHARE = 0.5
"""Of a text's letters that must be of the Arabic script."""

_SAMPLE = 20_000
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5]+")
# Function words, and words with the article. In twelve thousand articles of the corpora the least
# share is 0.11, and one article in a hundred lies below 0.25; in Persian and Urdu nearly none is.
_LEAST_ARABIC_WORDS = 0.08
_CERTAIN = 0.2  # beyond it, letters of another keyboard (ھ for ه) tell nothing
_WITH_ARTICLE = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")
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
    words = _WORD.findall(text)
    own = sum(word in function_words or word.startswith(_WITH_ARTICLE) for word in words)
    if len(words) >= _FEW_WORDS and own >= _CERTAIN * len(words):
        return True
    if sum(character in foreign_letters for character in text) > _MOST_FOREIGN * arabic:
        return False
    # A headline may well do without.
    return len(words) < _FEW_WORDS or own >= _LEAST_ARABIC_WORDS * len(words)


def keep_arabic(articles: pd.DataFrame, *, file: str | Path = "articles") -> pd.DataFrame:
    """Leave out the articles that are in another language, and say how many in a warning.

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
    pairs = zip(articles["title"], articles["text"], strict=True)
    out = [not is_arabic(both) and bool(_LETTER.search(both)) for both in map("\n".join, pairs)]
    count = sum(out)
    if not count:
        return articles
    if count == len(out):
        raise InputError(
            f"{file}: none of its articles is in Arabic; --all-languages takes them all the same"
        )
    first = out.index(True)
    LOG.warning(
        "%s: %d articles not in Arabic left out, the first in row %d (%s); --all-languages keeps them",
        file, count, first + 1, articles["article_id"].iloc[first],
    )  # fmt: skip
    return articles[[not other for other in out]].reset_index(drop=True)


@lru_cache(maxsize=1)
def _knowledge() -> tuple[frozenset[str], frozenset[str]]:
    source = files("toolkit.articles") / "data" / "languages.yaml"
    data = yaml.safe_load(source.read_text("utf-8"))
    return frozenset(data["function_words"]), frozenset(data["foreign_letters"])
