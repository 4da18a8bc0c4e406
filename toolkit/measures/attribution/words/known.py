"""Sources known by their phrases: what kind of source each of some 12,000 phrases is.

A gazetteer in the sense of Mikheev, Moens and Grover (1999): names, titles and organisations that
Arabic news quotes again and again, typed once (data/known_sources.tsv says by whom and from what).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.arabic.stems import bare
from toolkit.knowledge import Compiled, kept

_LONGEST = 6
_LETTERS = 4


def _rows() -> list[list[str]]:
    """Phrase, source type and mark of every line of the data file."""
    path = resources.files("toolkit.measures.attribution") / "data" / "known_sources.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@kept
def known_names() -> Mapping[str, str]:
    """Single words that are mostly written of sources, and their types.

    Examples
    --------
    >>> known_names()["رويترز"]
    'news_agency'
    """
    return _shipped()[2]


@kept
def known_sources() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Source types by folded phrase, and by its words without conjunction and article.

    Examples
    --------
    >>> known_sources()[0]["الكرملين"], known_sources()[1]["كرملين"]
    ('government', 'government')
    """
    phrases, bared, _ = _shipped()
    return phrases, bared


@kept
def _shipped() -> list[dict[str, str]]:
    return [
        {phrase: kind for kind, lines in known.items() for phrase in lines.split("\n")}
        for known in _COMPILED.read()
    ]


def _by_type() -> list[dict[str, str]]:
    """Phrases, the same bared, and single words that are names, as lines, by source type."""
    rows = _rows()
    phrases = {phrase: source_type for phrase, source_type, _ in rows}
    bared: dict[str, str] = {}
    for phrase, source_type in phrases.items():
        bared.setdefault(" ".join(map(bare, phrase.split())), source_type)
    names = {phrase: source_type for phrase, source_type, name in rows if name}
    return [
        {
            kind: "\n".join(p for p, own in known.items() if own == kind)
            for kind in dict.fromkeys(known.values())
        }
        for known in (phrases, bared, names)
    ]


_COMPILED = Compiled(
    "known-sources",
    (
        *("arabic/stems.py", "measures/attribution/words/known.py"),
        "measures/attribution/data/known_sources.tsv",
    ),
    _by_type,
)


@lru_cache(maxsize=KEPT_WORDS)
def known_type(phrase: str) -> str | None:
    """The type of a source whose folded phrase is known as a whole, a glued particle aside.

    Examples
    --------
    >>> known_type("رويترز"), known_type("لرويترز"), known_type("قال")
    ('news_agency', 'news_agency', None)
    """
    phrases, bared = known_sources()
    for form in (phrase, phrase[1:] if phrase[:1] in tuple("وفلب") else ""):
        words = form.split()
        if not words or (form is not phrase and len(words[0]) < _LETTERS):
            continue
        found = phrases.get(form) or bared.get(" ".join(map(bare, words)))
        if found:
            return found
    return None


@lru_cache(maxsize=KEPT_WORDS)
def known_within(phrase: str) -> tuple[str | None, int]:
    """The type of the longest known source inside a folded phrase, and its number of words.

    The first of equally long ones; a single word only where it is the last, as a name is, or the
    first, as an office is.

    Examples
    --------
    >>> known_within("المتحدث الرسمي باسم الرييس التركي رجب طيب اردوغان")
    ('government', 5)
    """
    bared = known_sources()[1]
    words = [bare(word) for word in phrase.split()]
    for length in range(min(_LONGEST, len(words)), 1, -1):
        for start in range(len(words) - length + 1):
            found = bared.get(" ".join(words[start : start + length]))
            if found:
                return found, length
    for word in (*words[-1:], *words[:1]):
        if word in bared:
            return bared[word], 1
    return None, 0
