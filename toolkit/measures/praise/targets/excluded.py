"""Which phrases are no target: the enemy that praise is said against, and predicates.

`أشاد الوزير بتضحيات القوات في حربها على داعش` praises the forces and not Daesh. The words stand in
praise_words.yaml.
"""

from __future__ import annotations

from toolkit.arabic.document import Document
from toolkit.arabic.stems import bare
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import (
    Span,
    clause_words,
    is_imperfect,
    spelled_verbs,
)
from toolkit.measures.praise.targets.choice import target_phrases
from toolkit.measures.praise.targets.scene import Phrase
from toolkit.measures.praise.words import governs


def possible_targets(reading: Document, candidate: Candidate, act: Act | None) -> list[Phrase]:
    """The phrases that praise may honour; all phrases around where none would be left."""
    phrases = target_phrases(reading, candidate, act)
    kept = [p for p in phrases if not _is_enemy(reading, p)]
    return kept or phrases


def _is_enemy(reading: Document, phrase: Phrase) -> bool:
    enemies = clause_words()["enemies"]
    head = reading.words[phrase.first]
    if head.endswith(tuple(clause_words()["organisations"])) and phrase.first + 1 < len(
        reading.words
    ):
        head = reading.words[phrase.first + 1]
    return bool({head, bare(head), bare(head[1:])} & enemies)


def without_predicate(reading: Document, span: Span) -> Span:
    """A target up to where a predicate begins: a verb, or `بال…` behind a name.

    Examples
    --------
    >>> from toolkit.arabic.document import Document
    >>> reading = Document("\\nرجاله ونسائه ونشيد بقواته", [(0, 0), (1, 27)], [False, False])
    >>> without_predicate(reading, (0, 4))
    (0, 2)
    """
    first, last = span
    for word in range(first + 1, last):
        text = reading.words[word]
        if _is_verb(text):
            return first, word
        if text.startswith("بال") and governs(text, ("ب",)):
            return first, word
    return span


def _is_verb(text: str) -> bool:
    bared = text[1:] if text[0] in "وف" else text
    known = (clause_words()["verbs"], spelled_verbs())
    return is_imperfect(text) or any(text in verbs or bared in verbs for verbs in known)
