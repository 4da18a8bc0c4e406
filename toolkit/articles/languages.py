"""In which language is a text, and first: is it in Arabic? By script, by its words' article and function words, and by letters it lacks.

The toolkit measures Arabic; a French page of a Moroccan outlet must not count as an article
without praise. Persian, Urdu and Kurdish share the script, hence the second and third sign.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.articles.account import count_left_out, was_noted
from toolkit.articles.schema import is_missing
from toolkit.articles.sure_arabic import surely_arabic
from toolkit.errors import InputError
from toolkit.knowledge import read_yaml

ARABIC = "ar"
LEAST_SHARE = 0.5
"""Of a text's letters that must be of the Arabic script."""

_SAMPLE = 20_000
_LETTER = re.compile(r"[^\W\d_]")
# Letters that are not Arabic's: addresses, mentions and hashtags of a network are no words.
_LATIN_WORD = re.compile(r"[^\W\d_\u0600-\u06ff]+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\u0600-\u06ff]+|[\w.+-]+@[\w.-]+|[@#][A-Za-z]\w*|pic\.twitter\.com/\w+"
)
_OF_ADDRESSES = ("http", "www.", "@", "#", "pic.")
_AT_ONCE = 64
_RARE = re.compile("[\u06fa-\u06ff]")
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
_LEAST_LATIN_WORDS = 0.12  # of a text's words, for its language to be told
UNTOLD = "und"
"""The language of a text that nobody can tell, as ISO 639-2 has it."""


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
    return _sample_is_arabic(text[:_SAMPLE])


# Scoring asks of each article more than once; a chunk of articles fits in.
@lru_cache(maxsize=256)
def _sample_is_arabic(sample: str) -> bool:
    text = _ADDRESS.sub(" ", sample) if any(s in sample for s in _OF_ADDRESSES) else sample
    words = _WORD.findall(text)
    arabic = sum(map(len, words)) + len(_RARE.findall(text))
    letters = arabic
    if arabic < LEAST_SHARE * len(text):  # else no other letters can outweigh it
        letters += sum(map(len, _LATIN_WORD.findall(text)))
    if not arabic or arabic < _LEAST_MIXED * letters:
        return False
    enough = max(_CERTAIN * len(words), 2)
    own = 0
    for start in range(0, len(words), _AT_ONCE):  # most texts are sure long before their end
        own += sum(map(_is_own, words[start : start + _AT_ONCE]))
        if own >= enough:
            break
    is_certain = own >= enough
    if arabic < LEAST_SHARE * letters:
        return is_certain and len(words) >= _LEAST_WORDS_MIXED
    if is_certain:
        return True
    if sum(map(text.count, _knowledge()[1])) > _MOST_FOREIGN * arabic:
        return False
    # A headline may well do without.
    return len(words) < _FEW_WORDS or own >= _LEAST_ARABIC_WORDS * len(words)


@lru_cache(maxsize=KEPT_WORDS)
def _is_own(word: str) -> bool:
    """Whether a word is hardly one of another language of the script."""
    return (
        word in _knowledge()[0]
        or word.startswith(_WITH_ARTICLE)
        or not _OWN_LETTERS.isdisjoint(word)
    )


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


def language_of(text: str, declared: object = None) -> str:
    """Tell a text's language by ISO 639-1; `und` where it cannot be told.

    Parameters
    ----------
    text
        Any.
    declared
        What somebody says that it is in; holds for what is not in Arabic.

    Examples
    --------
    >>> language_of("أشاد الوزير بدور المغرب."), language_of("Il salua le rôle du Maroc dans la région.")
    ('ar', 'fr')
    >>> language_of("12/5"), language_of("Ok", "en-GB")
    ('und', 'en')
    """
    if is_arabic(text):
        return ARABIC
    if isinstance(declared, str) and declared.strip():
        said = re.split(r"[-_]", declared.strip().lower())[0]
        if said != ARABIC:
            return said
    words = [word.lower() for word in _LATIN_WORD.findall(_ADDRESS.sub(" ", text[:_SAMPLE]))]
    counts = {code: sum(word in own for word in words) for code, own in _latin_words().items()}
    best = max(counts, key=lambda code: counts[code])
    return best if words and counts[best] >= _LEAST_LATIN_WORDS * len(words) else UNTOLD


def article_languages(articles: pd.DataFrame) -> list[str]:
    """Tell the language of each article; see `language_of`."""
    said = articles["language"].tolist() if "language" in articles else [None] * len(articles)
    told = [ARABIC] * len(articles)
    for row, both in _doubtful(articles):
        told[row] = language_of(both, None if is_missing(said[row]) else said[row])
    return told


def check_languages(languages: Sequence[str] | None) -> tuple[str, ...] | None:
    """Give the languages asked for, each once, small; None where nobody asks.

    Raises
    ------
    InputError
        Arabic is not among them, or one is no code of two or three letters.

    Examples
    --------
    >>> check_languages(["ar", "FR"])
    ('ar', 'fr')
    """
    if languages is None:
        return None
    codes = tuple(dict.fromkeys(code.strip().lower() for code in languages))
    wrong = [code for code in codes if not re.fullmatch("[a-z]{2,3}", code)]
    if wrong:
        raise InputError(f"languages: {wrong[0]!r} is no code of a language, such as ar or fr")
    if ARABIC not in codes:
        raise InputError(
            f"languages: {', '.join(codes) or 'none'}; ar must be among them, for it is Arabic that "
            "is measured"
        )
    return codes


def keep_languages(
    articles: pd.DataFrame, languages: Sequence[str], *, file: str | Path = "articles"
) -> pd.DataFrame:
    """Keep the articles of some languages, count the others, and tell each one's ``language``.

    Parameters
    ----------
    articles
        The article table. What has no letters at all is kept.
    languages
        As `check_languages` gives them.
    file
        What messages call the table.

    Raises
    ------
    InputError
        None of them is in one of the languages.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": list("abc"), "title": "", "text": [
    ...     "أشاد.", "Il salua le rôle du pays.", "Der Minister lobte die Rolle des Landes."]})
    >>> keep_languages(table, ["ar", "fr"])["language"].tolist()
    ['ar', 'fr']
    """
    told = article_languages(articles)
    kept = language_rows(articles, languages, told=told)
    if not all(kept):
        count_not_asked_for(
            file, kept, languages, first=lambda row: articles["article_id"].iloc[row]
        )
    return articles.assign(language=told)[kept]


def language_rows(
    articles: pd.DataFrame, languages: Sequence[str], *, told: Sequence[str] | None = None
) -> list[bool]:
    """Of each row, whether it is in one of the languages, or in no language at all."""
    found = article_languages(articles) if told is None else told
    return [
        code in languages or not _LETTER.search(_ADDRESS.sub(" ", text))
        for code, text in zip(found, _texts(articles), strict=True)
    ]


def count_not_asked_for(
    file: str | Path, kept: list[bool], languages: Sequence[str], *, first: Callable[[int], object]
) -> None:
    """Count the rows in other languages; `first` names a row by its place.

    Raises
    ------
    InputError
        None is kept.
    """
    if kept and not any(kept):
        raise InputError(f"{file}: none of its articles is in {', '.join(languages)}")
    if not all(kept):
        count_left_out("not_asked_for", kept.count(False), first=first(kept.index(False)))


def arabic_rows(articles: pd.DataFrame) -> list[bool]:
    """Of each row, whether it is in Arabic or in no language at all."""
    kept = [True] * len(articles)
    for row, both in _doubtful(articles):
        kept[row] = is_arabic(both) or not _LETTER.search(_ADDRESS.sub(" ", both))
    return kept


def _doubtful(articles: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Place, title and text of each article of which it must be looked up whether it is in Arabic."""
    sure = surely_arabic(articles, longest=_SAMPLE, least_share=LEAST_SHARE, certain=_CERTAIN)
    rows = np.flatnonzero(~sure)
    return zip(rows.tolist(), _texts(articles.iloc[rows]), strict=True)


def _texts(articles: pd.DataFrame) -> Iterator[str]:
    """Title and text of each article."""
    titles = articles["title"] if "title" in articles else [""] * len(articles)
    for title, text in zip(titles, articles["text"], strict=True):
        yield f"{'' if is_missing(title) else title}\n{'' if is_missing(text) else text}"


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
        instead = "--all-languages takes them all the same"
        if was_noted("mojibake"):
            instead = "they are garbled by a wrong encoding, which mend=True or --mend undoes"
        raise InputError(f"{file}: none of its articles is in Arabic; {instead}")
    if not all(kept):
        count_left_out("other_language", kept.count(False), first=first(kept.index(False)))


@lru_cache(maxsize=1)
def _knowledge() -> tuple[frozenset[str], frozenset[str]]:
    source = files("toolkit.articles") / "data" / "languages.yaml"
    data = read_yaml(source.read_text("utf-8"))
    return frozenset((*data["function_words"], *data["spoken_words"])), frozenset(
        data["foreign_letters"]
    )


@lru_cache(maxsize=1)
def _latin_words() -> dict[str, frozenset[str]]:
    source = files("toolkit.articles") / "data" / "languages.yaml"
    words = read_yaml(source.read_text("utf-8"))["latin_words"]
    return {code: frozenset(map(str, own)) for code, own in words.items()}
