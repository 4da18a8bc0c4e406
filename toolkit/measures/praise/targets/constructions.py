"""Constructions that name whom an expression is said of at a place of their own.

`وصف الجيش بأنه مؤسسة محترفة`, `لا يرى حليفا أوفى من المملكة`, `المصداقية التي يتمتع بها المغرب`,
`الثقة التي يضعها الشركاء في المغرب`, `نثمن دوره`, `ما راكمته الدبلوماسية مدعاة فخر` (Ryding 2005,
chapters 8, 9 and 14). The words stand in praise_words.yaml.
"""

from __future__ import annotations

from toolkit.arabic.document import Document
from toolkit.arabic.stems import has_pronoun, is_definite
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.candidates import Candidate, is_relational
from toolkit.measures.praise.phrases import (
    Span,
    clause_words,
    is_actor,
    is_edge,
    is_open,
    noun_phrase,
)
from toolkit.measures.praise.targets.complements import what_clause
from toolkit.measures.praise.targets.reach import CLAUSE_REACH
from toolkit.measures.praise.targets.subjects import antecedent, words_behind
from toolkit.measures.praise.words import groups_of

_SEEN_REACH = 4
_NEGATION_REACH = 8
_WHAT_REACH = 16


def described(reading: Document, candidate: Candidate) -> Span | None:
    """The noun phrase before `بأنه`, `بوصفه`, `باعتبارها`: of two noun phrases the second.

    Examples
    --------
    >>> from toolkit.measures.praise.candidates import Hit
    >>> text = "\\nوصف المبعوث الجيش اللبناني بأنه قوة محترفة"
    >>> hit = Hit(6, 7, "محترف")
    >>> reading = Document(text, [(0, 0), (1, len(text))], [False, False])
    >>> first, last = described(reading, Candidate(5, 7, (hit,), hit, 5, False))
    >>> reading.words[first:last]
    ('الجيش', 'اللبناني')
    """
    sentence = reading.sentence_of[candidate.first]
    for word in range(candidate.first - 1, max(candidate.first - 1 - _SEEN_REACH, 0), -1):
        if reading.sentence_of[word] != sentence:
            return None
        if reading.words[word] in clause_words()["seen_as"]:
            return _last_phrase(reading, word)
    return None


def _last_phrase(reading: Document, end: int) -> Span | None:
    """The shortest noun phrase that ends before a word: its noun with adjectives and construct."""
    first = end - 1
    if first < 0 or reading.sentence_of[first] != reading.sentence_of[end]:
        return None
    if is_edge(reading.words[first]) or not is_open(reading, first):
        return None
    while first and is_open(reading, first - 1) and _goes_back(reading, first):
        first -= 1
    return first, end


def _goes_back(reading: Document, first: int) -> bool:
    text, before = reading.words[first], reading.words[first - 1]
    if is_edge(before) or reading.sentence_of[first - 1] != reading.sentence_of[first]:
        return False
    return is_relational(text) or (is_actor(before) and not is_definite(before))


def surpassed_by(reading: Document, candidate: Candidate) -> Span | None:
    """What stands behind `من` of a comparison that is denied: nobody is better than it."""
    sentence, behind = reading.sentence_of[candidate.first], candidate.last
    if behind + 1 >= len(reading.words) or reading.words[behind] != "من":
        return None
    before = range(max(candidate.first - _NEGATION_REACH, 0), candidate.first)
    denied = any(
        reading.sentence_of[word] == sentence and "negation" in groups_of(reading.words[word])
        for word in before
    )
    return noun_phrase(reading, behind + 1) if denied else None


def held_by(reading: Document, candidate: Candidate) -> Span | None:
    """Whose the good name is where the expression ends inside a relative clause.

    Of `المصداقية التي يتمتع بها المغرب` the subject; of `الثقة التي يضعها الشركاء في المغرب` not the
    subject but what stands behind `في`.
    """
    words = reading.words[candidate.first : candidate.last]
    relative = any(word in clause_words()["who"] for word in words[1:])
    if not relative or candidate.last >= len(reading.words):
        return None
    if words[-1] in clause_words()["returning"]:
        return (
            None if is_edge(reading.words[candidate.last]) else noun_phrase(reading, candidate.last)
        )
    if not words[-1].endswith("ها"):
        return None
    for word in words_behind(reading, candidate.last, CLAUSE_REACH):
        if reading.words[word] in clause_words()["given_to"] and word + 1 < len(reading.words):
            return noun_phrase(reading, word + 1)
    return None


def whose(
    reading: Document, candidate: Candidate, complement: Span | None, skipped: frozenset[int]
) -> Span | None:
    """What the pronoun on a praised deed points back to: of `نثمن دوره` not the deed."""
    if complement is None or not owns(reading, complement[0]):
        return None
    return antecedent(reading, candidate.first, skipped)


def owns(reading: Document, word: int) -> bool:
    """Whether a noun that names no actor carries a pronoun."""
    return not is_actor(reading.words[word]) and carries_pronoun(reading, word)


def carries_pronoun(reading: Document, word: int) -> bool:
    """Whether a pronoun stands on a noun; ه and ة fold alike, the document tells them."""
    text = reading.words[word]
    if is_definite(text):
        return False
    his = has_pronoun(text) and text.endswith("ه") and reading.text[reading.ends[word] - 1] == "ه"
    return his or (len(text) > 4 and text.endswith(("ها", "هم", "هما")))


def done_by(reading: Document, candidate: Candidate, act: Act | None) -> Span | None:
    """The actor of a clause with `ما` that is the subject: `ما حققته الجمعية مدعاة فخر`."""
    if candidate.act and candidate.main.kind:
        return None
    sentence = reading.sentence_of[candidate.first]
    for word in range(candidate.first - 2, max(candidate.first - _WHAT_REACH, 0), -1):
        if reading.sentence_of[word] != sentence:
            return None
        opens = reading.words[word - 1] in clause_words()["that"] or not is_open(reading, word - 1)
        if reading.words[word] in clause_words()["what_subject"] and opens:
            return what_clause(reading, word, candidate, act)
    return None


def by_adjective(reading: Document, candidate: Candidate) -> Span | None:
    """The praised deed itself where an adjective tells whose it is: `الرؤية الملكية الحكيمة`."""
    if candidate.noun < 0:
        return None
    hits = {word for hit in candidate.hits for word in range(hit.first, hit.last)}
    told = any(
        is_relational(reading.words[word]) and word not in hits
        for word in range(candidate.noun + 1, candidate.last)
    )
    behind = candidate.last
    if not told and behind < len(reading.words) and is_open(reading, behind - 1):
        same = reading.sentence_of[behind] == reading.sentence_of[candidate.first]
        text = reading.words[behind]
        agree = is_definite(text) == is_definite(reading.words[candidate.noun])
        told = same and is_relational(text) and agree
    return noun_phrase(reading, candidate.noun) if told else None
