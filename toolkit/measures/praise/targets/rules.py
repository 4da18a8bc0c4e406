"""Who is praised: the target of a praising expression, by rule.

The complement of a praising act (`أشاد بـ…`, `هنأ …`, `شكره لـ…`) by the frame that the lexicon gives;
of evaluative words what they are said of: the subject of a relative clause behind them, the second
part of their construct, the head of a relative clause before them, what their pronoun points back
to, or the subject of their clause (the argument positions of opinion targets, Ruppenhofer,
Somasundaran and Wiebe 2008). The answer is always words of the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import (
    Span,
    source_words,
)
from toolkit.measures.praise.targets.complements import complement_of, what_phrase
from toolkit.measures.praise.targets.constructions import (
    by_adjective,
    described,
    done_by,
    held_by,
    surpassed_by,
    whose,
)
from toolkit.measures.praise.targets.owners import owner_behind, owner_inside
from toolkit.measures.praise.targets.subjects import (
    antecedent,
    named_itself,
    points_back,
    predicate_subject,
    relative_head,
    subject_of,
)

RULES = (
    *(
        "complement",
        "owner",
        "what",
        "predicate",
        "inside",
        "relative",
        "itself",
        "back",
        "subject",
    ),
    *("antecedent", "own"),
    *("described", "surpassed", "held", "whose", "done", "adjective"),
)


def rule_targets(
    reading: Document, candidate: Candidate, act: Act | None
) -> Iterator[tuple[str, Span | None]]:
    """What each rule takes for the target."""
    skipped = frozenset(source_words(reading, act))
    complement = complement_of(reading, candidate, act) if candidate.act else None
    yield "complement", complement
    yield "owner", owner_behind(reading, candidate)
    yield "what", what_phrase(reading, candidate, act)
    yield "predicate", predicate_subject(reading, candidate)
    yield "inside", owner_inside(reading, candidate)
    yield "relative", relative_head(reading, candidate)
    yield "itself", named_itself(reading, candidate)
    yield "back", points_back(reading, candidate, skipped)
    yield "subject", subject_of(reading, candidate, skipped)
    yield "antecedent", antecedent(reading, candidate.first, skipped)
    yield "own", (candidate.noun if candidate.noun >= 0 else candidate.first, candidate.last)
    yield "described", described(reading, candidate)
    yield "surpassed", surpassed_by(reading, candidate)
    yield "held", held_by(reading, candidate)
    yield "whose", whose(reading, candidate, complement, skipped)
    yield "done", done_by(reading, candidate, act)
    yield "adjective", by_adjective(reading, candidate)
