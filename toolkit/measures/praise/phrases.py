"""Noun phrases without a parser: where one begins and ends, and which words name an actor.

Arabic news text gives the edges away: stops, particles and relative pronouns, verbs in the
imperfect, and words with an attached preposition behind a definite one (Ryding 2005, chapters 4
and 10). The words stand in praise_words.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.arabic.stems import is_definite
from toolkit.knowledge import Compiled, kept, read_yaml
from toolkit.lexicons.loading import load_lexicon
from toolkit.lexicons.paradigms import entry_forms
from toolkit.lexicons.shipped import SPELLING
from toolkit.lexicons.spelling import fold_all, folded
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.words import groups_of

Span = tuple[int, int]

_MAX_PHRASE = 9
# No target is looked for further away, in words: a line of a megabyte has one sentence only.
WINDOW = 400
_STOPS = "،,.؛;:!؟?()[]\n-–—"
NOTHING_BEHIND = frozenset({"particles", "negation"})


@lru_cache(maxsize=1)
def clause_words() -> Mapping[str, frozenset[str]]:
    """The lists under `clauses` in data/praise_words.yaml, folded.

    Examples
    --------
    >>> "لان" in clause_words()["that"]
    True
    """
    text = (files("toolkit.measures.praise") / "data" / "praise_words.yaml").read_text("utf-8")
    lists = read_yaml(text)["clauses"]
    return {name: frozenset(fold(part["words"]).text.split()) for name, part in lists.items()}


@lru_cache(maxsize=KEPT_WORDS)
def is_imperfect(word: str) -> bool:
    """Whether a folded word looks like a verb in ي-.

    Examples
    --------
    >>> is_imperfect("وسيواصل"), is_imperfect("يوم"), is_imperfect("اليمن")
    (True, False, False)
    """
    bare = word[1:] if word[0] in "وف" and len(word) > 4 else word
    bare = bare[1:] if bare.startswith("سي") else bare
    known = bare in clause_words()["nouns"] or is_definite(word) or is_actor(word)
    return len(bare) > 3 and bare[0] == "ي" and not known


@lru_cache(maxsize=KEPT_WORDS)
def is_actor(word: str) -> bool:
    """Whether a word names an actor: a head of sources, a name of the gazetteer, a group's word."""
    from toolkit.measures.attribution.words.gazetteer import head_type

    groups = groups_of(word)
    if groups & {"particles", "negation"} or len(word) < 3:
        return False
    return "actor" in groups or head_type(word) >= 0


def source_words(reading: Document, act: Act | None) -> set[int]:
    """The places of the words of an act's source; none where it has none."""
    if act is None or act.source is None:
        return set()
    return set(range(*reading.between(*act.source)))


@kept
def spelled_verbs() -> frozenset[str]:
    """Forms of the verbs of reporting and praising that no noun is spelled like, folded.

    Examples
    --------
    >>> "نشيد" in spelled_verbs(), "اكدت" in spelled_verbs(), "شكر" in spelled_verbs()
    (True, True, False)
    """
    return frozenset(_COMPILED.read())


def _spell_verbs() -> list[str]:
    spelled = {
        form.text
        for name in ("cues", "praise")
        for entry in load_lexicon(name).entries
        for form in entry_forms(entry)
        if form.kind == "imperfect"
        or (form.kind == "perfect" and form.text.endswith(("ت", "وا", "نا")))
    }
    fold_all(sorted(spelled))
    forms = {folded(text) for text in spelled}
    return sorted(form for form in forms if len(form) > 3 and " " not in form)


_COMPILED = Compiled(
    "praise-verbs",
    (
        *(*SPELLING, "measures/praise/phrases.py"),
        *("lexicons/data/cues.yaml", "lexicons/data/praise.yaml"),
    ),
    _spell_verbs,
)


@lru_cache(maxsize=KEPT_WORDS)
def is_edge(word: str) -> bool:
    """Whether no noun phrase goes on over a folded word: a particle, a link or a verb.

    Examples
    --------
    >>> is_edge("بما"), is_edge("يواصلون"), is_edge("ونشيد"), is_edge("المغرب")
    (True, True, True, False)
    """
    if groups_of(word) & NOTHING_BEHIND or is_imperfect(word):
        return True
    if word in clause_words()["links"] or word in clause_words()["verbs"]:
        return True
    bare = word[1:] if word[0] in "وف" else word
    return (word in spelled_verbs() or bare in spelled_verbs()) and not is_actor(word)


def noun_phrase(reading: Document, word: int) -> Span:
    """A noun phrase from a word on: up to a stop, a particle or a clause."""
    end = word + 1
    while (
        end < len(reading.words)
        and end - word < _MAX_PHRASE
        and is_open(reading, end - 1)
        and not is_edge(reading.words[end])
    ):
        end += 1
    return word, end


def phrase_before(reading: Document, end: int) -> Span | None:
    """A noun phrase that ends before a word."""
    start = end
    while (
        start > 0
        and end - start < _MAX_PHRASE
        and is_open(reading, start - 1)
        and not is_edge(reading.words[start - 1])
    ):
        start -= 1
    return (start, end) if start < end else None


def is_open(reading: Document, word: int) -> bool:
    """Whether no stop stands behind a word."""
    return not any(sign in _STOPS for sign in reading.gaps[word])
