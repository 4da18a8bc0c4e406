"""The subjects of the clauses that a praising expression stands in, the innermost first.

Arabic marks where a clause begins (`أن`, a relative pronoun, `كان`, an opening quotation mark), and
its subject stands right there, or behind the verb (Ryding 2005, chapters 4, 19 and 36): enough to
name what an evaluative word is said of without a parser. The words stand in praise_words.yaml.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.arabic.document import Document
from toolkit.arabic.stems import is_definite
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import (
    WINDOW,
    Span,
    clause_words,
    is_actor,
    is_edge,
    is_imperfect,
    is_open,
    phrase_before,
)
from toolkit.measures.praise.words import groups_of

CLAUSES = ("that", "relative", "start", "copula", "verb")
_VERB_REACH = 4
_LONGEST = 9
_MOST = 8


def clause_subjects(
    reading: Document, candidate: Candidate, skipped: Collection[int]
) -> Iterator[tuple[str, Span]]:
    """What begins each clause around an expression, and the noun phrase that is its subject.

    Examples
    --------
    >>> from toolkit.measures.praise.candidates import Hit
    >>> from toolkit.arabic.document import Document
    >>> reading = Document("\\nأكد أن المغرب شريك رائد", [(0, 0), (1, 24)], [False, False])
    >>> hit = Hit(4, 5, "رائد")
    >>> [(kind, reading.words[first]) for kind, (first, _) in
    ...     clause_subjects(reading, Candidate(3, 5, (hit,), hit, 3, False), ())]
    [('that', 'المغرب'), ('start', 'المغرب')]
    """
    sentence = reading.sentence_of[candidate.first]
    found = 0
    for word in range(candidate.first - 1, max(candidate.first - WINDOW, 0) - 1, -1):
        if reading.sentence_of[word] != sentence or found == _MOST:
            return
        kind = _opening(reading, word)
        span = _subject(reading, word, candidate.first, kind) if kind else None
        if kind and span and span[0] not in skipped:
            found += 1
            yield kind, span


def _opening(reading: Document, word: int) -> str:
    """What kind of clause begins at a word; nothing where none does."""
    text, lists = reading.words[word], clause_words()
    if text in lists["that"]:
        return "that"
    if text in clause_words()["relatives"] and text != "من":
        return "relative"
    if _starts(reading, word):
        return "start"
    if text in lists["copulas"]:
        return "copula"
    return "verb" if is_imperfect(text) else ""


def _subject(reading: Document, word: int, limit: int, kind: str) -> Span | None:
    if kind == "relative":
        return phrase_before(reading, word)
    if kind != "verb":
        return _phrase_at(reading, word + (kind == "that"), limit)
    behind = word + 1
    if behind >= limit or not _nominal(reading.words[behind]):
        return None
    return _phrase_at(reading, behind, limit)


def _starts(reading: Document, word: int) -> bool:
    """Whether a sentence, a quotation or what follows a colon starts with a word."""
    if word == 0 or reading.sentence_of[word - 1] != reading.sentence_of[word]:
        return True
    quotation = reading.quotation_of[word]
    opens = quotation >= 0 and reading.quotation_of[word - 1] != quotation
    return opens or ":" in reading.gaps[word - 1]


def _phrase_at(reading: Document, word: int, limit: int) -> Span | None:
    """The noun phrase at a word or behind the verb there, up to `limit`."""
    first = word
    while first < min(limit, word + _VERB_REACH) and _passed_over(reading, first, word, limit):
        first += 1
    if first >= min(limit, word + _VERB_REACH):
        return None
    if first > word and reading.words[first - 1] in clause_words()["prepositions"]:
        return None
    end = first + 1
    while end < min(limit, first + _LONGEST) and _goes_on(reading, end):
        end += 1
    return first, end


def _passed_over(reading: Document, word: int, begin: int, limit: int) -> bool:
    """Whether a word before a subject is a particle or a verb."""
    text = reading.words[word]
    if is_edge(text) or len(text) < 3 or text in clause_words()["demonstratives"]:
        return True
    if text in clause_words()["copulas"]:
        return True
    nominal = _nominal(text) or text.endswith("ه") or groups_of(text) & {"deed", "quality"}
    # A word that is no noun for sure, right before one that is: `أشاد الوزير`.
    return word == begin and not nominal and word + 1 < limit and _nominal(reading.words[word + 1])


def _nominal(text: str) -> bool:
    return is_definite(text) or is_actor(text)


def _goes_on(reading: Document, word: int) -> bool:
    text = reading.words[word]
    return is_open(reading, word - 1) and not is_edge(text)
