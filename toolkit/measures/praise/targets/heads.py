"""What the head of a phrase that may be the target tells: its kind, what stands before it, agreement.

Part of the features of `toolkit.measures.praise.targets.features`.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from toolkit.arabic.document import Document
from toolkit.arabic.stems import has_pronoun, is_definite, stem_alef
from toolkit.measures.attribution.words.gazetteer import head_type
from toolkit.measures.praise.candidates import Candidate, praise_entries
from toolkit.measures.praise.phrases import NOTHING_BEHIND, clause_words, is_open
from toolkit.measures.praise.targets.scene import Phrase, Scene, Shared
from toolkit.measures.praise.words import groups_of

AGREEMENT = ("feminine", "plural", "masculine")


def describe_head(
    reading: Document, candidate: Candidate, phrase: Phrase, shared: Shared, scene: Scene
) -> dict[str, float]:
    """The features of a head, by name."""
    head, words = reading.words[phrase.first], clause_words()
    actor, groups = shared.actors[phrase.first], groups_of(head)
    inside = (
        phrase.first and reading.sentence_of[phrase.first - 1] == reading.sentence_of[phrase.first]
    )
    before = reading.words[phrase.first - 1] if inside else ""
    joined = bool(before) and is_open(reading, phrase.first - 1)
    with_preposition = head.startswith(("ب", "ل")) and not actor
    number, own = _number(head), "own" in phrase.rules
    agreement = {}
    for name in AGREEMENT:
        agreement[f"agrees_{name}"] = float(scene.pronoun == name == number)
        agreement[f"clashes_{name}"] = float(scene.pronoun == name != number)
    return agreement | {
        "actor": float(actor),
        "name": float(head_type(head) >= 20),
        "actors": min(sum(shared.actors[phrase.first : phrase.last]), 3) / 3,
        "definite": float(is_definite(head)),
        "pointed": float(before in words["demonstratives"]),
        "after_that": float(before in clause_words()["noun_clause"]),
        "with_preposition": float(with_preposition or head.startswith(("لل", "بال"))),
        "after_preposition": float(before in words["prepositions"]),
        "second": float(joined and not groups_of(before) & NOTHING_BEHIND),
        "harm": float(bool(groups & {"harm", "quantity"})),
        "deed": float("deed" in groups),
        "quality": float("quality" in groups),
        "verbal": float(head[:1] in "يت" and not is_definite(head) and not actor),
        "words": float(np.log1p(phrase.last - phrase.first)),
        "own_actor": float(own and "actor" in groups),
        "own_honorific": float(own and candidate.main.entry in _honorifics()),
        "behind_actor": float(phrase.first > candidate.first and actor),
        "pronoun": float(has_pronoun(head) and head.endswith(("ها", "هم", "هما"))),
        "ours": float(scene.pronoun == "ours" and head.endswith("نا")),
        "pronoun_before": float(
            scene.pronoun in AGREEMENT and phrase.first < candidate.first and actor
        ),
        # `صديق مخلص لإسرائيل`: behind an indefinite predicate ل gives the one who gains.
        "owner_indefinite": float(
            "owner" in phrase.rules and not is_definite(reading.words[candidate.first])
        ),
    }


@lru_cache(maxsize=50_000)
def _number(head: str) -> str:
    if head.endswith(("ون", "ين", "ات")) or stem_alef(head) in clause_words()["plurals"]:
        return "plural"
    return "feminine" if head.endswith("ه") else "masculine"


@lru_cache(maxsize=1)
def _honorifics() -> frozenset[str]:
    return frozenset(e for e, entry in praise_entries().items() if entry.class_ == "honorific")
