"""Which phrases are no target: the enemy that praise is said against, and predicates.

`أشاد الوزير بتضحيات القوات في حربها على داعش` praises the forces and not Daesh. The words stand in
praise_words.yaml.
"""

from __future__ import annotations

from toolkit.arabic.document import Document
from toolkit.arabic.stems import bare, is_definite
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.holders import giver_behind
from toolkit.measures.praise.phrases import (
    Span,
    clause_words,
    is_actor,
    is_imperfect,
    spelled_verbs,
)
from toolkit.measures.praise.targets.choice import target_phrases
from toolkit.measures.praise.targets.constructions import carries_pronoun, owns
from toolkit.measures.praise.targets.scene import Phrase
from toolkit.measures.praise.words import governs


def possible_targets(reading: Document, candidate: Candidate, act: Act | None) -> list[Phrase]:
    """The phrases that praise may honour; all phrases around where none would be left."""
    whole: dict[Span, Phrase] = {}
    for phrase in target_phrases(reading, candidate, act):
        first, last = without_predicate(reading, (phrase.first, phrase.last))
        rules = whole[first, last].rules if (first, last) in whole else frozenset()
        whole[first, last] = Phrase(first, last, phrase.rules | rules)
    phrases = list(whole.values())
    giver = range(*(giver_behind(reading, candidate) or (0, 0)))
    kept = [p for p in phrases if p.first not in giver and not _is_enemy(reading, p)]
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
        if not _breaks(reading, first, word):
            continue
        named = any(is_actor(part) or is_definite(part) for part in reading.words[first:word])
        # Of `ما بذلته القوات` the verb is no predicate of what stands before it.
        return (first, word) if named else span
    return span


def _breaks(reading: Document, first: int, word: int) -> bool:
    """Whether a verb, an adverbial or another praised thing begins at a word of a phrase."""
    text = reading.words[word]
    if _is_verb(text) or text in clause_words()["phrase_ends"]:
        return True
    if text.startswith("بال") and governs(text, ("ب",)):
        return True
    if not owns(reading, word):
        return False
    # `للملك لدعمه القضية`, `للمملكة وحكمتها`; but `رجاله ونسائه`.
    owned_before = any(carries_pronoun(reading, part) for part in range(first, word))
    return text.startswith("ل") or (text.startswith("و") and not owned_before)


def _is_verb(text: str) -> bool:
    bared = text[1:] if text[0] in "وف" else text
    known = (clause_words()["verbs"], spelled_verbs())
    return is_imperfect(text) or any(text in verbs or bared in verbs for verbs in known)
