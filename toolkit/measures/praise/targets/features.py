"""What is seen of a phrase that may be the target of praise: rule, place, head, salience.

The features are those of mention ranking for antecedents (Denis and Baldridge 2008) and of opinion
targets (Ruppenhofer, Somasundaran and Wiebe 2008): which rules name it, where it stands, whether it
agrees with a pronoun, how often the article names it, whether it was praised right before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import Act
from toolkit.measures.attribution.words.vectors import DIMENSIONS, word_vector
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.targets.heads import AGREEMENT, describe_head, log1p
from toolkit.measures.praise.targets.rules import RULES
from toolkit.measures.praise.targets.scene import (
    ENTITIES,
    Earlier,
    Phrase,
    Scene,
    Shared,
    phrase_stems,
    scene_of,
)
from toolkit.measures.praise.words import groups_of

CLAUSE_RULES = (
    *("that0", "that1", "that2", "relative0", "start0", "start1", "start2", "copula0"),
    *("verb0", "verb1", "inner0", "inner1", "whole"),
)
_PLAIN = (
    *("same", "sentence_1", "sentence_2", "title", "behind", "distance", "between"),
    *("actors_between", "nearest", "nearest_same", "next", "adjacent", "actor", "name", "actors"),
    *("definite", "pointed", "frequency", "actor_frequency", "top", "in_title", "after_that"),
    *("first", "first_other", "source", "source_words", "in_content", "content_first"),
    *("quotation_first", "with_preposition", "after_preposition", "second", "harm", "deed"),
    *("quality", "verbal", "words", "own_actor", "own_honorific", "behind_actor", "pronoun"),
    *("pronoun_before", "ours", "praised", "praised_same", "praised_near", "praised_any"),
    *("mentions", "owner_indefinite"),
)
_BY_ACT = (
    *("behind", "distance", "actor", "after_preposition", "source", "first", "nearest", "next"),
    *("actor_frequency", "same"),
)
TARGET_KINDS = ("act", "actor", "noun", "bare")
_NOBODY = Earlier(frozenset(), -9)
_BASE = (
    *(f"rule_{name}" for name in (*RULES, *CLAUSE_RULES)),
    *(f"not_act_{name}" for name in CLAUSE_RULES),
    *_PLAIN,
    *(f"{agrees}_{name}" for name in AGREEMENT for agrees in ("agrees", "clashes")),
    *(f"act_{name}" for name in ("complement", "own", *_BY_ACT)),
    *("noun_behind_actor", "predicate_first"),
    *(f"names_{name}" for name in ENTITIES),
)
# What is seen of each phrase, in the order in which it is looked at; the rest is made of these.
_SEEN = (
    *(f"rule_{name}" for name in (*RULES, *CLAUSE_RULES)),
    *("same", "sentence_1", "sentence_2", "title", "behind", "distance", "between"),
    *("actors_between", "nearest", "nearest_same", "next", "adjacent", "first", "first_other"),
    *("source", "in_content", "content_first", "quotation_first"),
    *(f"{agrees}_{name}" for name in AGREEMENT for agrees in ("agrees", "clashes")),
    *("actor", "name", "actors", "definite", "pointed", "after_that", "with_preposition"),
    *("after_preposition", "second", "harm", "deed", "quality", "verbal", "words", "own_actor"),
    *("own_honorific", "behind_actor", "pronoun", "ours", "pronoun_before", "owner_indefinite"),
    *("frequency", "actor_frequency", "top", "in_title", "source_words", "praised"),
    *("praised_same", "praised_near", "praised_any", *(f"names_{name}" for name in ENTITIES)),
    "mentions",
)
# Features that count otherwise for acts of praising than for evaluative words: what each is made
# of, and for which of the two it counts.
_MADE = {
    **{f"not_act_{name}": (f"rule_{name}", "not_act") for name in CLAUSE_RULES},
    **{f"act_{name}": (f"rule_{name}", "act") for name in ("complement", "own")},
    **{f"act_{name}": (name, "act") for name in _BY_ACT},
    "noun_behind_actor": ("behind_actor", "noun"),
    "predicate_first": ("first", "predicate"),
}
_FACTORS = ("all", "act", "not_act", "noun", "predicate")
_FROM = np.array([_SEEN.index(_MADE.get(name, (name,))[0]) for name in _BASE])
_BY = np.array([_FACTORS.index(_MADE.get(name, (name, "all"))[1]) for name in _BASE])
_RULE_NAMES = (*RULES, *CLAUSE_RULES)
# Every feature once for all expressions and once for each kind of them (Daumé 2007): what is learnt
# of one kind serves the others as far as it holds there.
_MEANINGS = tuple(f"{part}_{n}" for part in ("head", "phrase") for n in range(DIMENSIONS))
TARGET_FEATURES = (
    *_BASE,
    *(f"{kind}:{name}" for kind in TARGET_KINDS for name in _BASE),
    *_MEANINGS,
)


def describe_targets(
    reading: Document,
    candidate: Candidate,
    act: Act | None,
    phrases: Sequence[Phrase],
    shared: Shared,
    earlier: Sequence[Earlier] = (),
) -> NDArray[np.float64]:
    """Describe phrases by where they stand, shape (phrases, len(TARGET_FEATURES))."""
    stems = [phrase_stems(p.first, p.last, shared) for p in phrases]
    scene = scene_of(reading, candidate, act, phrases, stems, shared, earlier)
    seen = np.array(
        [
            (
                *[name in phrase.rules for name in _RULE_NAMES],
                *_place(reading, candidate, phrase, scene),
                *describe_head(reading, candidate, phrase, shared, scene),
                *_salience(reading, candidate, phrase, own, shared, scene),
                log1p(mentions),
            )
            for phrase, own, mentions in zip(phrases, stems, scene.mentions, strict=True)
        ],
        dtype=float,
    ).reshape(len(phrases), len(_SEEN))
    plain = seen[:, _FROM] * _factors(candidate)[_BY]
    kind = target_kind(reading, candidate)
    meanings = np.array([_meaning(tuple(reading.words[p.first : p.last])) for p in phrases])
    return np.hstack([plain, *(plain * (kind == name) for name in TARGET_KINDS), meanings])


def _factors(candidate: Candidate) -> NDArray[np.float64]:
    """Which of `_FACTORS` count for an expression."""
    act, noun = candidate.act, candidate.noun >= 0
    return np.array([True, act, not act, noun, not noun and not act], dtype=float)


# The phrases around one expression stand around the next, too.
@lru_cache(maxsize=5000)
def _meaning(words: tuple[str, ...]) -> NDArray[np.float64]:
    """The vector of a phrase's head and the mean of its words': what no gazetteer names."""
    vectors = [word_vector(word) for word in words]
    return np.concatenate([vectors[0], np.mean(vectors, axis=0)]).astype(float)


def target_kind(reading: Document, candidate: Candidate) -> str:
    """What an expression is for its target: an act, or what noun, if any, it qualifies.

    Examples
    --------
    >>> from toolkit.measures.praise.candidates import Hit
    >>> from toolkit.arabic.document import Document
    >>> reading = Document("\\nالقيادة الحكيمة", [(0, 0), (1, 16)], [False, False])
    >>> hit = Hit(1, 2, "حكيم")
    >>> target_kind(reading, Candidate(0, 2, (hit,), hit, 0, False))
    'actor'
    """
    if candidate.act:
        return "act"
    if candidate.noun < 0:
        return "bare"
    return "actor" if "actor" in groups_of(reading.words[candidate.noun]) else "noun"


def _place(
    reading: Document, candidate: Candidate, phrase: Phrase, scene: Scene
) -> tuple[float, ...]:
    sentence, own = reading.sentence_of[candidate.first], reading.sentence_of[phrase.first]
    first = phrase.first
    distance = candidate.first - first
    same, begins, nearest = own == sentence, not _earlier(reading, phrase), first == scene.nearest
    opens, ends = scene.content

    def between(firsts: list[int]) -> float:
        if distance <= 0:
            return 0.0
        count = bisect_left(firsts, candidate.first) - bisect_right(firsts, first)
        return log1p(max(count, 0))

    return (
        same,
        own == sentence - 1,
        own == sentence - 2 and own > 0,
        own == 0 and sentence != 0,
        distance < 0,
        log1p(abs(distance)) if same else 0.0,
        between(scene.firsts),
        between(scene.actors),
        nearest,
        nearest and same,
        first == scene.next,
        first == candidate.last,
        same and begins,
        not same and begins,
        not scene.source.isdisjoint(range(first, phrase.last)),
        opens <= first < ends,
        opens <= first <= opens + 2,
        _opens_quotation(reading, first),
    )


def _salience(
    reading: Document,
    candidate: Candidate,
    phrase: Phrase,
    own: frozenset[str],
    shared: Shared,
    scene: Scene,
) -> tuple[float, ...]:
    counts, entities = shared.counts, scene.entities
    stems = shared.stems[phrase.first : phrase.last]
    actors = shared.actors[phrase.first : phrase.last]
    named = [base for base, actor in zip(stems, actors, strict=True) if actor]
    last = scene.earlier[-1] if scene.earlier else _NOBODY
    again, sentence = not own.isdisjoint(last.stems), reading.sentence_of[candidate.first]
    return (
        log1p(max([counts[base] for base in stems])),
        log1p(max([counts[base] for base in named], default=0)),
        not shared.top.isdisjoint(named),
        not own.isdisjoint(shared.title),
        not own.isdisjoint(scene.source_stems),
        again,
        again and last.sentence == sentence,
        again and last.sentence == sentence - 1,
        not own.isdisjoint(scene.praised),
        *[not own.isdisjoint(entities[name]) for name in ENTITIES],
    )


def _opens_quotation(reading: Document, word: int) -> bool:
    quotation = reading.quotation_of[word]
    return quotation >= 0 and (word < 2 or reading.quotation_of[word - 2] != quotation)


def _earlier(reading: Document, phrase: Phrase) -> bool:
    first = phrase.first
    return first > 1 and reading.sentence_of[first - 2] == reading.sentence_of[first]
