"""What evaluative words are said of: the subject of their clause or what they point back to."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.arabic.document import Document
from toolkit.arabic.stems import has_pronoun, is_definite
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import (
    NOTHING_BEHIND,
    WINDOW,
    Span,
    clause_words,
    is_actor,
    is_edge,
    is_open,
    noun_phrase,
    phrase_before,
)
from toolkit.measures.praise.targets.reach import RELATIVE_REACH
from toolkit.measures.praise.words import groups_of


def relative_head(reading: Document, candidate: Candidate) -> Span | None:
    """The head of a relative clause in which nothing but its verb stands before the expression.

    `القوات التي لعبت دورا حاسما`, `الميناء الذي سيكون له الأثر الكبير`.
    """
    for word in range(candidate.first - 1, max(candidate.first - 1 - RELATIVE_REACH, 0), -1):
        text = reading.words[word]
        if text in clause_words()["relatives"] and text != "من":
            return phrase_before(reading, word)
        near = word >= candidate.first - 2
        if not is_open(reading, word) or (not near and (is_definite(text) or is_actor(text))):
            return None
    return None


def predicate_subject(reading: Document, candidate: Candidate) -> Span | None:
    """The subject of which an expression is the predicate: `المغرب هو شريك رائد`.

    It stands between where the clause begins and the copula, or between the copula and the
    expression (`كان اللاعب رائعا`).
    """
    copula = _copula_before(reading, candidate)
    if copula < 0:
        return None
    separates = reading.words[copula] in clause_words()["pronouns"]
    if copula + 1 < candidate.first and not separates and not is_edge(reading.words[copula + 1]):
        return copula + 1, min(noun_phrase(reading, copula + 1)[1], candidate.first)
    sentence, first = reading.sentence_of[candidate.first], copula
    while first > max(copula - WINDOW, 0) and reading.sentence_of[first - 1] == sentence:
        before = reading.words[first - 1]
        if (
            before in clause_words()["that"]
            or before in clause_words()["relatives"]
            or not is_open(reading, first - 1)
        ):
            break
        first -= 1
    while first < copula and is_edge(reading.words[first]):
        first += 1
    if first == copula:
        return None
    return first, min(noun_phrase(reading, first)[1], copula)


def _copula_before(reading: Document, candidate: Candidate) -> int:
    """The copula or separating pronoun before an expression, within four words; -1 for none."""
    sentence = reading.sentence_of[candidate.first]
    for word in range(candidate.first - 1, max(candidate.first - 5, -1), -1):
        if reading.sentence_of[word] != sentence or not is_open(reading, word):
            return -1
        text = reading.words[word]
        bare = text[1:] if text[0] in "وفسل" and len(text) > 3 else text
        if {text, bare} & (clause_words()["copulas"] | clause_words()["pronouns"]):
            return word
    return -1


def named_itself(reading: Document, candidate: Candidate) -> Span | None:
    """The noun qualified, where it is itself an actor that the text points at."""
    noun = candidate.noun
    if noun < 0 or "actor" not in groups_of(reading.words[noun]):
        return None
    if has_pronoun(reading.words[noun]):
        return None
    if is_definite(reading.words[noun]):
        return noun_phrase(reading, noun)
    return None


def points_back(reading: Document, candidate: Candidate, skipped: frozenset[int]) -> Span | None:
    """What a pronoun on the noun (`دورها`, `قيادته`) points back to."""
    word = candidate.noun if candidate.noun >= 0 else candidate.main.first
    text = reading.words[word]
    # ه and ة fold alike; the document tells `دوره` from `دورة`.
    his = text.endswith("ه") and len(text) > 3 and reading.text[reading.ends[word] - 1] == "ه"
    if is_definite(text) or not (his or text.endswith(("ها", "هم", "هما", "هن"))):
        return None
    return antecedent(reading, candidate.first, skipped)


def subject_of(reading: Document, candidate: Candidate, skipped: frozenset[int]) -> Span | None:
    """The subject of the clause: behind the nearest `أن`, else the nearest actor before."""
    sentence = reading.sentence_of[candidate.first]
    for word in range(candidate.first - 1, max(candidate.first - WINDOW, 0) - 1, -1):
        if reading.sentence_of[word] != sentence:
            break
        text = reading.words[word]
        if text in clause_words()["noun_clause"] and word + 1 < candidate.first:
            start, end = noun_phrase(reading, word + 1)
            if not groups_of(reading.words[start]) & NOTHING_BEHIND:
                return start, max(min(end, candidate.first), start + 1)
        if text in clause_words()["pronoun_clause"]:
            return antecedent(reading, word, skipped)
    return None


def antecedent(reading: Document, before: int, skipped: frozenset[int]) -> Span | None:
    """The nearest actor before a word, in its sentence or the two before that."""
    sentence = reading.sentence_of[before]
    for word in range(before - 1, max(before - WINDOW, 0) - 1, -1):
        if reading.sentence_of[word] < sentence - 2:
            break
        if word in skipped or not is_actor(reading.words[word]):
            continue
        first = word
        while (
            first > 0
            and first - 1 not in skipped
            and is_open(reading, first - 1)
            and is_actor(reading.words[first - 1])
        ):
            first -= 1
        start, end = noun_phrase(reading, first)
        return start, max(min(end, before), start + 1)
    return None


def words_behind(reading: Document, word: int, reach: int) -> Iterator[int]:
    """The next words of the same sentence."""
    if word >= len(reading.words) or not word:
        return
    sentence = reading.sentence_of[word - 1]
    for position in range(word, min(word + reach, len(reading.words))):
        if reading.sentence_of[position] != sentence:
            return
        yield position
