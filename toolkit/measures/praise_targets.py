"""Which phrase is the target: the phrases that may be, and what is seen of each.

The rules of `toolkit.measures.praise_target_rules` name some, the noun phrases around are the rest;
a regression ranks them by rule, place, frequency in the article and kind of head, as mention
ranking does for antecedents (Denis and Baldridge 2008).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.praise_candidates import Candidate, praise_entries
from toolkit.measures.praise_holders import Act
from toolkit.measures.praise_reading import Reading, groups_of, is_definite, stem
from toolkit.measures.praise_target_rules import (
    CLAUSE,
    NOTHING_BEHIND,
    RULES,
    Span,
    is_actor,
    noun_phrase,
    rule_targets,
    source_words,
)

TARGET_FEATURES = (
    *(f"rule_{name}" for name in RULES),
    *("act_complement", "same_sentence", "sentence_before", "title", "behind", "distance"),
    *("between", "actor_head", "actors", "definite", "frequency", "actor_frequency", "in_title"),
    *("after_that", "first", "source", "in_content", "preposition", "harm", "deed", "verbal"),
    *("words", "content_first", "quotation_first", "own_actor", "own_honorific", "behind_actor"),
)
_SENTENCES_BACK = 2


class Phrase(NamedTuple):
    """A noun phrase that may be the target: words ``[first, last)`` and the rules that name it."""

    first: int
    last: int
    rules: frozenset[str]


def target_phrases(reading: Reading, candidate: Candidate, act: Act | None) -> list[Phrase]:
    """Noun phrases that may be the target: what the rules name, then the phrases around.

    Examples
    --------
    >>> from toolkit.measures.praise_candidates import Hit
    >>> from toolkit.measures.praise_reading import read_article
    >>> reading = read_article("\\nأشاد الوزير بدور المغرب.", [(0, 0), (1, 25)], [False, False])
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
    return [Phrase(*span, frozenset(names)) for span, names in found.items()]


class Shared(NamedTuple):
    """What all candidates of an article share: how often each stem occurs, those of the title."""

    counts: Counter[str]
    title: frozenset[str]


def share_counts(reading: Reading) -> Shared:
    """Count an article's stems, once for all its candidates."""
    title = zip(reading.words, reading.sentences, strict=True)
    return Shared(
        Counter(map(stem, reading.words)),
        frozenset(stem(word) for word, sentence in title if sentence == 0),
    )


def describe_targets(
    reading: Reading,
    candidate: Candidate,
    act: Act | None,
    phrases: Sequence[Phrase],
    shared: Shared | None = None,
) -> NDArray[np.float64]:
    """Describe phrases by where they stand, shape (phrases, len(TARGET_FEATURES))."""
    source = source_words(reading, act)
    content = reading.between(*act.content) if act and act.content else (-1, -1)
    counts, title = shared or share_counts(reading)
    sentence = reading.sentences[candidate.first]
    firsts = sorted(phrase.first for phrase in phrases)
    rows = []
    for phrase in phrases:
        words = reading.words[phrase.first : phrase.last]
        head = words[0]
        own = reading.sentences[phrase.first]
        distance = candidate.first - phrase.first
        between = bisect_left(firsts, candidate.first) - bisect_right(firsts, phrase.first)
        before = reading.words[phrase.first - 1] if phrase.first else ""
        actors = sum(is_actor(word) for word in words)
        rows.append(
            [
                *(float(name in phrase.rules) for name in RULES),
                *(float(name in phrase.rules and candidate.act) for name in ("complement",)),
                float(own == sentence),
                float(own == sentence - 1),
                float(own == 0 and sentence != 0),
                float(distance < 0),
                np.log1p(abs(distance)) if own == sentence else 0.0,
                np.log1p(max(between, 0)),
                float(is_actor(head)),
                min(actors, 3) / 3,
                float(is_definite(head)),
                np.log1p(max(counts[stem(word)] for word in words)),
                np.log1p(max((counts[stem(w)] for w in words if is_actor(w)), default=0)),
                float(any(stem(word) in title for word in words if len(word) > 3)),
                float(before in CLAUSE),
                float(own == sentence and not _earlier(reading, phrase)),
                float(bool(source & set(range(phrase.first, phrase.last)))),
                float(content[0] <= phrase.first < content[1]),
                float(head.startswith(("ب", "ل", "في"))),
                float(bool(groups_of(head) & {"harm", "quantity"})),
                float("deed" in groups_of(head)),
                float(head[:1] in "يت" and not is_definite(head) and not is_actor(head)),
                np.log1p(len(words)),
                float(content[0] <= phrase.first <= content[0] + 2),
                float(_opens_quotation(reading, phrase.first)),
                float("own" in phrase.rules and "actor" in groups_of(head)),
                float("own" in phrase.rules and candidate.main.entry in _honorifics()),
                float(distance < 0 and is_actor(head)),
            ]
        )
    return np.array(rows, dtype=float)


@lru_cache(maxsize=1)
def _honorifics() -> frozenset[str]:
    return frozenset(e for e, entry in praise_entries().items() if entry.class_ == "honorific")


def _opens_quotation(reading: Reading, word: int) -> bool:
    quotation = reading.quotations[word]
    return quotation >= 0 and (word < 2 or reading.quotations[word - 2] != quotation)


def _earlier(reading: Reading, phrase: Phrase) -> bool:
    first = phrase.first
    return first > 1 and reading.sentences[first - 2] == reading.sentences[first]


def _around(reading: Reading, candidate: Candidate) -> Iterator[Span]:
    """Noun phrases of the sentence, of the two before it and of the title."""
    sentence = reading.sentences[candidate.first]
    first = last = candidate.first
    while first > 0 and reading.sentences[first - 1] >= sentence - _SENTENCES_BACK:
        first -= 1
    while last < len(reading.words) and reading.sentences[last] == sentence:
        last += 1
    title = [w for w in range(min(first, 30)) if reading.sentences[w] == 0]
    position = 0
    words = [*title, *range(first, last)]
    while position < len(words):
        word = words[position]
        inside = candidate.first <= word < candidate.last
        if (
            inside
            or groups_of(reading.words[word]) & NOTHING_BEHIND
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
