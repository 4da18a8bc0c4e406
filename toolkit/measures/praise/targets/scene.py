"""What is known of an article while a target is chosen: its mentions, actors and shared words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.arabic.document import Document
from toolkit.arabic.stems import is_definite, stem_alef
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import (
    NOTHING_BEHIND,
    is_actor,
    source_words,
)
from toolkit.measures.praise.words import groups_of

ENTITIES = ("inner0", "inner1", "that0", "back", "owner", "relative", "complement")


_LONG = 2


class Phrase(NamedTuple):
    """A noun phrase that may be the target: words ``[first, last)`` and the rules that name it."""

    first: int
    last: int
    rules: frozenset[str]


class Earlier(NamedTuple):
    """A target chosen before in the article: the stems of its words, the sentence praising it."""

    stems: frozenset[str]
    sentence: int


@dataclass(frozen=True)
class Shared:
    """What all candidates of an article share.

    Attributes
    ----------
    stems, actors
        The stem of every word, and whether it names an actor.
    counts, places
        How often each stem occurs, and where.
    title, top
        The stems of the title, and the two most frequent ones of actors.
    meaningful
        Of every word, whether it has three letters or more and is no particle.
    """

    stems: Sequence[str]
    actors: Sequence[bool]
    counts: Mapping[str, int]
    places: Mapping[str, Sequence[int]]
    title: frozenset[str]
    top: frozenset[str]
    meaningful: Sequence[bool]


def share_counts(reading: Document) -> Shared:
    """Look an article's words up, once for all its candidates."""
    stems = [stem_alef(word) for word in reading.words]
    actors = [is_actor(word) for word in reading.words]
    places: dict[str, list[int]] = {}
    for place, base in enumerate(stems):
        places.setdefault(base, []).append(place)
    named = Counter(base for base, actor in zip(stems, actors, strict=True) if actor)
    return Shared(
        stems,
        actors,
        {base: len(found) for base, found in places.items()},
        places,
        frozenset(s for s, n in zip(stems, reading.sentence_of, strict=True) if n == 0),
        frozenset(base for base, _ in named.most_common(2)),
        [len(word) > _LONG and not groups_of(word) & NOTHING_BEHIND for word in reading.words],
    )


def phrase_stems(first: int, last: int, shared: Shared) -> frozenset[str]:
    """The stems of the words ``[first, last)`` of three letters and more, particles left out."""
    words = zip(shared.stems[first:last], shared.meaningful[first:last], strict=True)
    return frozenset([stem for stem, told in words if told])


@dataclass(frozen=True)
class Scene:
    """What all phrases of one candidate are seen against."""

    source: frozenset[int]
    source_stems: frozenset[str]
    content: tuple[int, int]
    firsts: list[int]
    actors: list[int]
    nearest: int
    next: int
    pronoun: str
    entities: Mapping[str, frozenset[str]]
    mentions: Sequence[int]
    earlier: Sequence[Earlier]
    praised: frozenset[str]


def scene_of(
    reading: Document,
    candidate: Candidate,
    act: Act | None,
    phrases: Sequence[Phrase],
    stems: Sequence[frozenset[str]],
    shared: Shared,
    earlier: Sequence[Earlier],
) -> Scene:
    """What the choice of a target sees of the article around one expression."""
    source = frozenset(source_words(reading, act))
    resolved = reading.between(*act.resolved) if act and act.resolved else (0, 0)
    actors = sorted(p.first for p in phrases if shared.actors[p.first])
    before = [word for word in actors if word < candidate.first and word not in source]
    after = [word for word in actors if word >= candidate.last]
    entities = {
        name: frozenset().union(
            *(own for p, own in zip(phrases, stems, strict=True) if name in p.rules)
        )
        for name in ENTITIES
    }
    return Scene(
        source=source,
        source_stems=frozenset(
            shared.stems[w]
            for w in (*source, *range(*resolved))
            if len(reading.words[w]) > _LONG or w not in source
        ),
        content=reading.between(*act.content) if act and act.content else (-1, -1),
        firsts=sorted(p.first for p in phrases),
        actors=actors,
        nearest=before[-1] if before else -1,
        next=after[0] if after else -1,
        pronoun=_pronoun(reading, candidate),
        entities=entities,
        mentions=_mentions(stems),
        earlier=earlier,
        praised=frozenset().union(*(target.stems for target in earlier[-20:])),
    )


def _mentions(stems: Sequence[frozenset[str]]) -> list[int]:
    """How many phrases share a word with each; phrases alike are counted once, in any length."""
    alike = Counter(stems)
    count = {
        own: sum(n for other, n in alike.items() if not own.isdisjoint(other)) for own in alike
    }
    return [count[own] for own in stems]


def _pronoun(reading: Document, candidate: Candidate) -> str:
    """Gender and number of the pronoun on an expression's noun, or of its verb."""
    word = candidate.noun if candidate.noun >= 0 else candidate.main.first
    text = reading.words[word]
    if candidate.act:
        return ""
    if candidate.main.kind in ("perfect", "imperfect"):
        if text.endswith(("وا", "ون")):
            return "plural"
        return "feminine" if text.endswith("ت") or text.lstrip("وف")[:1] == "ت" else "masculine"
    if is_definite(text) or len(text) < 4:
        return ""
    for endings, name in (
        (("هم", "هما", "هن"), "plural"),
        (("ها",), "feminine"),
        (("نا",), "ours"),
    ):
        if text.endswith(endings) and len(text) > 4:
            return name
    his = text.endswith("ه") and reading.text[reading.ends[word] - 1] == "ه"
    return "masculine" if his else ""
