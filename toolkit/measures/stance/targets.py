"""Whom a hostile expression is said of.

A rival name tells its actor; a label with a name behind it is that name's; who is accused stands
first in what the act says; who is doubted is the doubted act's source. For the rest the ranking of
targets that was learnt for praise serves: who is meant by an evaluative word does not hang on
whether it flatters.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.candidates import Candidate, Hit
from toolkit.measures.praise.model import praise_model
from toolkit.measures.praise.phrases import is_actor, noun_phrase
from toolkit.measures.praise.targets.choice import choose_target, fullest_name, target_phrases
from toolkit.measures.praise.targets.features import describe_targets
from toolkit.measures.praise.targets.scene import Earlier, Shared, phrase_stems, share_counts
from toolkit.measures.stance.candidates import Hostile
from toolkit.measures.stance.words import stance_entries

_NEAR = 2


def targets_of(
    document: Document, found: Sequence[Hostile], acts: Sequence[Act]
) -> list[str | None]:
    """The target of every expression as text, None where none is found."""
    if not found:
        return []
    shared = share_counts(document)
    targets: list[str | None] = []
    earlier: list[Earlier] = []
    for hostile in found:
        target = _known(document, hostile, found[: len(targets)], targets, acts)
        if target is None:
            span = _ranked(document, hostile, shared, earlier)
            target = _text(document, *span)
        targets.append(target)
    return targets


def _known(
    document: Document,
    hostile: Hostile,
    before: Sequence[Hostile],
    targets: Sequence[str | None],
    acts: Sequence[Act],
) -> str | None:
    """What the expression itself, its act, or a rival name by the same holder shortly before tells."""
    attributes = stance_entries()[hostile.hit.entry].attributes
    if "target" in attributes:
        return str(attributes["target"])
    if hostile.kind == "label" and hostile.last > hostile.hit.last:
        return _text(document, hostile.hit.last, hostile.last)
    if hostile.kind == "doubt":
        return _doubted(document, hostile, acts)
    if hostile.kind == "blame" and hostile.act and hostile.act.content and _verbal(hostile):
        return _accused(document, *document.between(*hostile.act.content))
    sentence = document.sentence_of[hostile.first]
    for other, target in zip(reversed(before), reversed(targets), strict=True):
        if document.sentence_of[other.first] < sentence - _NEAR:
            break
        if "target" in stance_entries()[other.hit.entry].attributes and other.act == hostile.act:
            return target
    return None


def _verbal(hostile: Hostile) -> bool:
    return bool(stance_entries()[hostile.hit.entry].paradigm)


def _doubted(document: Document, hostile: Hostile, acts: Sequence[Act]) -> str | None:
    """The source of the act that is doubted: the one it lies in, else the last one before."""
    start = document.starts[hostile.first]
    act = hostile.act
    if act is None:
        earlier = [each for each in acts if each.cue and each.cue[0] <= start]
        act = max(earlier, key=lambda each: each.cue or (0, 0), default=None)
    span = act and (act.source or act.resolved)
    return document.text[slice(*span)] if span else None


def _accused(document: Document, first: int, last: int) -> str | None:
    """The first actor in what a blaming act says, up to what it is accused of (`ب…`)."""
    for word in range(first, last):
        if is_actor(document.words[word]):
            _, end = noun_phrase(document, word)
            stop = next((n for n in range(word + 1, end) if document.words[n][0] == "ب"), end)
            return _text(document, word, min(stop, last))
    return None


def _ranked(
    document: Document, hostile: Hostile, shared: Shared, earlier: list[Earlier]
) -> tuple[int, int]:
    """The phrase around that is likeliest meant."""
    first, last = hostile.first, hostile.last
    hit = Hit(first, last, hostile.hit.entry, hostile.hit.kind)
    candidate = Candidate(first, last, (hit,), hit, -1, False)
    act: Act | None = hostile.act
    phrases = target_phrases(document, candidate, act)
    features = describe_targets(document, candidate, act, phrases, shared, earlier)
    best = phrases[
        choose_target(document, phrases, features @ praise_model().target_weights, shared)
    ]
    stems = phrase_stems(document, best.first, best.last, shared)
    earlier.append(Earlier(stems, document.sentence_of[first]))
    return fullest_name(document, best, shared)


def _text(document: Document, first: int, last: int) -> str:
    return document.text[document.starts[first] : document.ends[last - 1]]
