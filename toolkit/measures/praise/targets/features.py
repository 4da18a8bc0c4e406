"""What is seen of a phrase that may be the target of praise: rule, place, head, salience.

The features are those of mention ranking for antecedents (Denis and Baldridge 2008) and of opinion
targets (Ruppenhofer, Somasundaran and Wiebe 2008): which rules name it, where it stands, whether it
agrees with a pronoun, how often the article names it, whether it was praised right before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import Act
from toolkit.measures.attribution.words.vectors import DIMENSIONS, word_vector
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.targets.heads import AGREEMENT, describe_head
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
_BASE = (
    *(f"rule_{name}" for name in (*RULES, *CLAUSE_RULES)),
    *(f"not_act_{name}" for name in CLAUSE_RULES),
    *_PLAIN,
    *(f"{agrees}_{name}" for name in AGREEMENT for agrees in ("agrees", "clashes")),
    *(f"act_{name}" for name in ("complement", "own", *_BY_ACT)),
    *("noun_behind_actor", "predicate_first"),
    *(f"names_{name}" for name in ENTITIES),
)
_RULES = tuple((f"rule_{name}", name) for name in (*RULES, *CLAUSE_RULES))
_BY_RULE = (
    *((f"not_act_{name}", f"rule_{name}", False) for name in CLAUSE_RULES),
    *((f"act_{name}", f"rule_{name}", True) for name in ("complement", "own")),
    *((f"act_{name}", name, True) for name in _BY_ACT),
)
_in_order = itemgetter(*_BASE)
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
    stems = [phrase_stems(reading, p.first, p.last, shared) for p in phrases]
    scene = scene_of(reading, candidate, act, phrases, stems, shared, earlier)
    rows = []
    for number, (phrase, own) in enumerate(zip(phrases, stems, strict=True)):
        row = {key: float(name in phrase.rules) for key, name in _RULES}
        row |= _place(reading, candidate, phrase, scene)
        row |= describe_head(reading, candidate, phrase, shared, scene)
        row |= _salience(reading, candidate, phrase, own, shared, scene)
        row["mentions"] = float(np.log1p(scene.mentions[number]))
        _interactions(row, candidate)
        rows.append(_in_order(row))
    plain = np.array(rows, dtype=float)
    kind = target_kind(reading, candidate)
    meanings = np.array([_meaning(tuple(reading.words[p.first : p.last])) for p in phrases])
    return np.hstack([plain, *(plain * (kind == name) for name in TARGET_KINDS), meanings])


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
) -> dict[str, float]:
    sentence, own = reading.sentence_of[candidate.first], reading.sentence_of[phrase.first]
    distance = candidate.first - phrase.first
    same, begins = own == sentence, not _earlier(reading, phrase)

    def between(firsts: list[int]) -> float:
        count = bisect_left(firsts, candidate.first) - bisect_right(firsts, phrase.first)
        return float(np.log1p(max(count, 0))) if distance > 0 else 0.0

    return {
        "same": float(same),
        "sentence_1": float(own == sentence - 1),
        "sentence_2": float(own == sentence - 2 and own > 0),
        "title": float(own == 0 and sentence != 0),
        "behind": float(distance < 0),
        "distance": float(np.log1p(abs(distance))) if same else 0.0,
        "between": between(scene.firsts),
        "actors_between": between(scene.actors),
        "nearest": float(phrase.first == scene.nearest),
        "nearest_same": float(phrase.first == scene.nearest and same),
        "next": float(phrase.first == scene.next),
        "adjacent": float(phrase.first == candidate.last),
        "first": float(same and begins),
        "first_other": float(not same and begins),
        "source": float(any(w in scene.source for w in range(phrase.first, phrase.last))),
        "in_content": float(scene.content[0] <= phrase.first < scene.content[1]),
        "content_first": float(scene.content[0] <= phrase.first <= scene.content[0] + 2),
        "quotation_first": float(_opens_quotation(reading, phrase.first)),
    }


def _salience(
    reading: Document,
    candidate: Candidate,
    phrase: Phrase,
    own: frozenset[str],
    shared: Shared,
    scene: Scene,
) -> dict[str, float]:
    stems = shared.stems[phrase.first : phrase.last]
    named = [shared.stems[w] for w in range(phrase.first, phrase.last) if shared.actors[w]]
    last = scene.earlier[-1] if scene.earlier else Earlier(frozenset(), -9)
    again, sentence = bool(own & last.stems), reading.sentence_of[candidate.first]
    return {
        "frequency": float(np.log1p(max(shared.counts[base] for base in stems))),
        "actor_frequency": float(np.log1p(max((shared.counts[b] for b in named), default=0))),
        "top": float(any(base in shared.top for base in named)),
        "in_title": float(bool(own & shared.title)),
        "source_words": float(bool(own & scene.source_stems)),
        "praised": float(again),
        "praised_same": float(again and last.sentence == sentence),
        "praised_near": float(again and last.sentence == sentence - 1),
        "praised_any": float(bool(own & scene.praised)),
        **{f"names_{name}": float(bool(own & scene.entities[name])) for name in ENTITIES},
    }


def _interactions(row: dict[str, float], candidate: Candidate) -> None:
    """Features that count otherwise for acts of praising than for evaluative words."""
    act = float(candidate.act)
    row |= {key: row[name] * (act if acts else 1 - act) for key, name, acts in _BY_RULE}
    row["noun_behind_actor"] = row["behind_actor"] * (candidate.noun >= 0)
    row["predicate_first"] = row["first"] * (candidate.noun < 0 and not candidate.act)


def _opens_quotation(reading: Document, word: int) -> bool:
    quotation = reading.quotation_of[word]
    return quotation >= 0 and (word < 2 or reading.quotation_of[word - 2] != quotation)


def _earlier(reading: Document, phrase: Phrase) -> bool:
    first = phrase.first
    return first > 1 and reading.sentence_of[first - 2] == reading.sentence_of[first]
