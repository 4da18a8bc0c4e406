"""What the head of a phrase that may be the target tells: its kind, what stands before it, agreement.

Part of the features of `toolkit.measures.praise.targets.features`.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from toolkit.arabic.document import Document
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.arabic.stems import has_pronoun, is_definite, stem_alef
from toolkit.measures.attribution.words.gazetteer import head_type
from toolkit.measures.praise.candidates import Candidate, praise_entries
from toolkit.measures.praise.phrases import NOTHING_BEHIND, clause_words, is_open
from toolkit.measures.praise.targets.scene import Phrase, Scene, Shared
from toolkit.measures.praise.words import groups_of

AGREEMENT = ("feminine", "plural", "masculine")
_HARM = frozenset({"harm", "quantity"})


def describe_head(
    reading: Document, candidate: Candidate, phrase: Phrase, shared: Shared, scene: Scene
) -> tuple[float, ...]:
    """What a head tells, in the order in which `features` names it."""
    first, words = phrase.first, clause_words()
    head, actor = reading.words[first], shared.actors[first]
    groups, definite, number = groups_of(head), is_definite(head), _number(head)
    inside = first and reading.sentence_of[first - 1] == reading.sentence_of[first]
    before = reading.words[first - 1] if inside else ""
    joined = bool(before) and is_open(reading, first - 1)
    own, pronoun = "own" in phrase.rules, scene.pronoun
    agreement: list[float] = []
    for name in AGREEMENT:
        agreement += (pronoun == name == number, pronoun == name != number)
    return (
        *agreement,
        actor,
        head_type(head) >= 20,
        min(sum(shared.actors[first : phrase.last]), 3) / 3,
        definite,
        before in words["demonstratives"],
        before in words["noun_clause"],
        (head.startswith(("ب", "ل")) and not actor) or head.startswith(("لل", "بال")),
        before in words["prepositions"],
        joined and not groups_of(before) & NOTHING_BEHIND,
        bool(groups & _HARM),
        "deed" in groups,
        "quality" in groups,
        head[:1] in "يت" and not definite and not actor,
        log1p(phrase.last - first),
        own and "actor" in groups,
        own and candidate.main.entry in _honorifics(),
        first > candidate.first and actor,
        has_pronoun(head) and head.endswith(("ها", "هم", "هما")),
        pronoun == "ours" and head.endswith("نا"),
        pronoun in AGREEMENT and first < candidate.first and actor,
        # `صديق مخلص لإسرائيل`: behind an indefinite predicate ل gives the one who gains.
        "owner" in phrase.rules and not is_definite(reading.words[candidate.first]),
    )


@lru_cache(maxsize=10_000)
def log1p(count: int) -> float:
    """The logarithm of a count and one."""
    return float(np.log1p(count))


@lru_cache(maxsize=KEPT_WORDS)
def _number(head: str) -> str:
    if head.endswith(("ون", "ين", "ات")) or stem_alef(head) in clause_words()["plurals"]:
        return "plural"
    return "feminine" if head.endswith("ه") else "masculine"


@lru_cache(maxsize=1)
def _honorifics() -> frozenset[str]:
    return frozenset(e for e, entry in praise_entries().items() if entry.class_ == "honorific")
