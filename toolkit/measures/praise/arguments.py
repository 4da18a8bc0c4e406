"""Where an expression stands in its clause: whose words, beside what names, said of what.

Part of the features of `toolkit.measures.praise.features`: the argument positions of opinion
targets (Ruppenhofer, Somasundaran and Wiebe 2008) show whether there is anybody to be praised, and
names and wishes tell senses apart that one word has (`الأمير مشعل`, `أدام الله نعمة الأمن`).
"""

from __future__ import annotations

from collections.abc import Callable

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import Act
from toolkit.measures.attribution.words.gazetteer import is_name
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import clause_words, is_actor, source_words
from toolkit.measures.praise.targets.rules import rule_targets
from toolkit.measures.praise.words import groups_of

# `antecedent` and `own` always name something.
_POSITIONS = (
    *("complement", "owner", "what", "predicate", "inside", "relative", "itself", "back"),
    "subject",
)
ARGUMENTS = (
    *("name", "name_before", "name_near", "name_behind", "son_behind"),
    *("in_source", "beside_act", "wish", "enemy_behind", "hypothetical_far"),
    *("copula", "that", "preposition_before", "with_b", "with_l"),
    *(f"{part}_{name}" for name in _POSITIONS for part in ("has", "actor")),
)
_WISH_REACH = 5
_ENEMY_REACH = 5
_FAR = 6
_THAT_REACH = 4
_COPULA_REACH = 3


def describe_arguments(reading: Document, candidate: Candidate, act: Act | None) -> list[float]:
    """The features of one candidate by the names of `ARGUMENTS`, each 0 or 1.

    Examples
    --------
    >>> from toolkit.measures.praise.candidates import Hit
    >>> reading = Document("\\nأن المغرب شريك رائد", [(0, 0), (1, 20)], [False, False])
    >>> hit = Hit(3, 4, "رائد")
    >>> row = describe_arguments(reading, Candidate(2, 4, (hit,), hit, 2, False), None)
    >>> row[ARGUMENTS.index("that")], row[ARGUMENTS.index("actor_subject")]
    (1.0, 1.0)
    """
    sentence = reading.sentence_of[candidate.first]

    def word(position: int) -> str:
        inside = 0 <= position < len(reading.words)
        return (
            reading.words[position] if inside and reading.sentence_of[position] == sentence else ""
        )

    return [
        *map(float, _names(word, candidate)),
        *map(float, _in_act(reading, candidate, act)),
        *map(float, _clause(word, candidate)),
        *_positions(reading, candidate, act),
    ]


def _names(word: Callable[[int], str], candidate: Candidate) -> tuple[bool, ...]:
    first, last = candidate.first, candidate.last
    before, behind = word(first - 1), word(last)
    return (
        is_name(word(candidate.main.first)),
        bool(before) and is_name(before),
        any(is_name(text) for text in (before, word(first - 2)) if text),
        bool(behind) and is_name(behind),
        behind in clause_words()["sons"],
    )


def _in_act(reading: Document, candidate: Candidate, act: Act | None) -> tuple[bool, bool]:
    """Whether an expression stands in an act's source; in an act, but in neither cue nor content."""
    if act is None:
        return False, False
    content = range(*reading.between(*act.content)) if act.content else range(0)
    start, end = reading.starts[candidate.first], reading.ends[candidate.last - 1]
    in_cue = bool(act.cue and act.cue[0] < end and start < act.cue[1])
    beside = bool(act.cue) and candidate.first not in content and not in_cue
    return candidate.first in source_words(reading, act), beside


def _clause(word: Callable[[int], str], candidate: Candidate) -> tuple[bool, ...]:
    lists, first, last = clause_words(), candidate.first, candidate.last

    def among(name: str, low: int, high: int) -> bool:
        return any(word(place) in lists[name] for place in range(low, high))

    return (
        among("wishes", first - _WISH_REACH, first),
        any(
            word(place).lstrip("و") in lists["enemies"]
            for place in range(last, last + _ENEMY_REACH)
        ),
        any(
            "hypothesis" in groups_of(text)
            for place in range(first - _FAR, first)
            if (text := word(place))
        ),
        among("copulas", first - _COPULA_REACH, first),
        among("that", first - _THAT_REACH, first),
        word(first - 1) in lists["prepositions"],
        word(first).startswith("ب"),
        word(first).startswith("ل"),
    )


def _positions(reading: Document, candidate: Candidate, act: Act | None) -> list[float]:
    """Whether each argument position holds a phrase, and whether that names an actor."""
    spans = dict(rule_targets(reading, candidate, act))
    row = []
    for name in _POSITIONS:
        span = spans[name]
        actor = span is not None and any(is_actor(reading.words[w]) for w in range(*span))
        row += [float(span is not None), float(actor)]
    return row
