"""Which phrase is the target: the phrases that may be, the choice, and its fullest name.

Rules (`praise_target_rules`, `praise_clauses`) name some phrases, the noun phrases around are the
rest; a regression scores them by what `praise_target_features` sees. Of the phrases the one is
chosen that shares most with what is likely right (minimum Bayes risk, Kumar and Byrne 2004), since
several phrases name one actor; a bare noun (`الوزارة`) is then resolved to the article's fullest
earlier name for it (`وزارة الصحة`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.document import Document
from toolkit.arabic.stems import is_definite
from toolkit.measures.attribution.acts import Act
from toolkit.measures.attribution.words.gazetteer import is_name
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import (
    WINDOW,
    Span,
    clause_words,
    is_actor,
    is_edge,
    is_open,
    noun_phrase,
    source_words,
)
from toolkit.measures.praise.targets.clauses import clause_subjects
from toolkit.measures.praise.targets.features import CLAUSE_RULES
from toolkit.measures.praise.targets.rules import rule_targets
from toolkit.measures.praise.targets.scene import Phrase, Shared, phrase_stems

_SENTENCES_BACK = 2
# What one shared word counts beside the share of words in common.
_ANY = 0.3
_LONGEST = 12
_NAME_WORDS = 4
_MENTIONS = 40
# The most in 1,700 articles of the corpora is 112.
_MOST_PHRASES = 160


def target_phrases(reading: Document, candidate: Candidate, act: Act | None) -> list[Phrase]:
    """Noun phrases that may be the target: what the rules name, then the phrases around.

    Examples
    --------
    >>> from toolkit.measures.praise.candidates import Hit
    >>> from toolkit.arabic.document import Document
    >>> reading = Document("\\nأشاد الوزير بدور المغرب.", [(0, 0), (1, 25)], [False, False])
    >>> hit = Hit(0, 1, "أشاد", "perfect")
    >>> act = Act(0, (1, 5), (6, 12), None, (13, 24), "government")
    >>> [" ".join(reading.words[p.first:p.last])
    ...     for p in target_phrases(reading, Candidate(0, 1, (hit,), hit, -1, True), act)][0]
    'بدور المغرب'
    """
    found: dict[Span, set[str]] = {}
    for name, span in rule_targets(reading, candidate, act):
        if span is not None:
            found.setdefault(span, set()).add(name)
    starts = {span[0] for span in found}
    for span in _around(reading, candidate):
        if span[0] not in starts:
            found.setdefault(span, set())
    for span, names in _by_clause(reading, candidate, act, found).items():
        found.setdefault(span, set())
        for other, rules in found.items():
            if other[0] == span[0]:
                rules |= names
    return _nearest([Phrase(*span, frozenset(names)) for span, names in found.items()], candidate)


def _nearest(phrases: list[Phrase], candidate: Candidate) -> list[Phrase]:
    """The phrases nearest to the candidate, in their order, where there are very many.

    Those that a rule names stay. No article of a newspaper has so many.
    """
    if len(phrases) <= _MOST_PHRASES:
        return phrases

    def far(number: int) -> tuple[bool, int]:
        return not phrases[number].rules, abs(phrases[number].first - candidate.first)

    kept = sorted(sorted(range(len(phrases)), key=far)[:_MOST_PHRASES])
    return [phrases[number] for number in kept]


def _by_clause(
    reading: Document, candidate: Candidate, act: Act | None, found: dict[Span, set[str]]
) -> dict[Span, set[str]]:
    """Subjects of the clauses around, numbered outwards, and the complement at its full length."""
    named: dict[Span, set[str]] = {}
    counts: dict[str, int] = {}
    subjects = clause_subjects(reading, candidate, source_words(reading, act))
    for place, (kind, span) in enumerate(subjects):
        number = counts.get(kind, 0)
        counts[kind] = number + 1
        names = {f"{kind}{min(number, 2)}", f"inner{place}"} & set(CLAUSE_RULES)
        named.setdefault(span, set()).update(names)
    for span, rules in found.items():
        if "complement" in rules:
            named.setdefault(_whole(reading, span), set()).add("whole")
    return named


def _whole(reading: Document, span: Span) -> Span:
    """A complement with what is joined to it by prepositions and relative clauses."""
    first, end = span
    sentence = reading.sentence_of[first]
    while (
        end < len(reading.words)
        and end - first < _LONGEST
        and reading.sentence_of[end] == sentence
        and is_open(reading, end - 1)
    ):
        end += 1
    return first, end


def choose_target(
    reading: Document, phrases: Sequence[Phrase], scores: NDArray[np.float64], shared: Shared
) -> int:
    """The phrase that shares most with the phrases that are likely right; its number.

    Parameters
    ----------
    scores : ndarray, shape (phrases,)
        What the regression gives.
    """
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    stems = [phrase_stems(p.first, p.last, shared) for p in phrases]
    numbers = {base: n for n, base in enumerate(sorted(frozenset().union(*stems)))}
    # Phrases of the same words share alike: one row for all of them keeps long articles small.
    alike = {own: row for row, own in enumerate(dict.fromkeys(stems))}
    place = np.array([alike[own] for own in stems])
    held = np.zeros((len(alike), len(numbers)))
    for own, row in alike.items():
        held[row, [numbers[base] for base in own]] = 1
    common = held @ held.T
    sizes = held.sum(axis=1)
    dice = 2 * common / np.maximum(sizes[:, None] + sizes, 1)
    summed = np.bincount(place, weights=chances, minlength=len(alike))
    gain = ((dice + _ANY * (common > 0)) @ summed)[place] + 1e-3 * chances
    return int(np.argmax(gain))


def fullest_name(reading: Document, phrase: Phrase, shared: Shared) -> Span:
    """The longest earlier phrase with the same head, where the phrase is a bare noun.

    Examples
    --------
    >>> from toolkit.arabic.document import Document
    >>> from toolkit.measures.praise.targets.scene import share_counts
    >>> reading = Document("\\nجمعية الصحة قالت. الجمعية ناجحة", [(0, 0), (1, 32)], [False] * 2)
    >>> first, last = fullest_name(reading, Phrase(3, 4, frozenset()), share_counts(reading))
    >>> " ".join(reading.words[first:last])
    'جمعيه الصحه'
    """
    best = phrase.first, phrase.last
    head = reading.words[phrase.first]
    if phrase.last - phrase.first > 1 or not shared.actors[phrase.first] or is_name(head):
        return best
    for place in shared.places[shared.stems[phrase.first]][:_MENTIONS]:
        if place >= phrase.first:
            break
        first, last = noun_phrase(reading, place)
        last = min(last, first + _NAME_WORDS)
        if last - first > best[1] - best[0]:
            best = first, last
    return best


def _around(reading: Document, candidate: Candidate) -> Iterator[Span]:
    """Noun phrases of the sentence, of the two before it and of the title."""
    sentence = reading.sentence_of[candidate.first]
    first = last = candidate.first
    low, high = max(candidate.first - WINDOW, 0), min(candidate.last + WINDOW, len(reading.words))
    while first > low and reading.sentence_of[first - 1] >= sentence - _SENTENCES_BACK:
        first -= 1
    while last < high and reading.sentence_of[last] == sentence:
        last += 1
    title = [w for w in range(min(first, 30)) if reading.sentence_of[w] == 0]
    position = 0
    words = [*title, *range(first, last)]
    while position < len(words):
        word = words[position]
        inside = candidate.first <= word < candidate.last
        if (
            inside
            or is_edge(reading.words[word])
            or reading.words[word] in clause_words()["demonstratives"]
            or len(reading.words[word]) < 3
        ):
            position += 1
            continue
        end = noun_phrase(reading, word)[1]
        head = next((w for w in range(word, end) if is_actor(reading.words[w])), None)
        if head is None:
            head = next((w for w in range(word, end) if is_definite(reading.words[w])), word)
        yield head, end
        position += end - word
