"""Whom a hostile expression is said of.

In this order: a rival name tells its actor; a label with a name behind it is that name's; whom a
verb accuses stands behind it; who is doubted is the doubted act's source; whose wrong it is stands
behind its noun (`تعنت الوزارة`). Else it is whom the same holder was hostile to shortly before, or
whom the article calls by a rival name time and again. For the rest the ranking of targets that was
learnt for praise serves, without the phrases that name the holder: nobody is hostile to himself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.arabic.document import Document
from toolkit.arabic.stems import is_definite
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.candidates import Candidate, Hit
from toolkit.measures.praise.model import praise_model
from toolkit.measures.praise.phrases import Span, is_actor, is_open, noun_phrase
from toolkit.measures.praise.targets.choice import choose_target, fullest_name, target_phrases
from toolkit.measures.praise.targets.features import describe_targets
from toolkit.measures.praise.targets.scene import (
    Earlier,
    Phrase,
    Shared,
    phrase_stems,
    share_counts,
)
from toolkit.measures.stance.candidates import Hostile
from toolkit.measures.stance.words import stance_entries

_NEAR = 2
_OFTEN = 2


@dataclass
class _Reading:
    """An article while its targets are found one by one.

    `often` is whom the narrator calls by rival names most often, `labelled` whom the first word of a
    label meant last.
    """

    document: Document
    found: Sequence[Hostile]
    acts: Sequence[Act]
    shared: Shared
    often: str | None
    targets: list[str | None] = field(default_factory=list)
    labelled: dict[str, str] = field(default_factory=dict)
    earlier: list[Earlier] = field(default_factory=list)


def targets_of(
    document: Document, found: Sequence[Hostile], acts: Sequence[Act]
) -> list[str | None]:
    """The target of every expression as text, None where none is found."""
    if not found:
        return []
    reading = _Reading(document, found, acts, share_counts(document), _often_named(found))
    for hostile in found:
        told = (rule(reading, hostile) for rule in _RULES)
        target = next((each for each in told if each is not None), None)
        reading.targets.append(target or _ranked(reading, hostile))
        if hostile.kind == "label" and (rival := rival_of(hostile)) is not None:
            reading.labelled[reading.shared.stems[hostile.first]] = rival
    return reading.targets


def _often_named(found: Sequence[Hostile]) -> str | None:
    named = Counter(filter(None, (rival_of(h) for h in found if h.act is None)))
    for target, times in named.most_common(1):
        return target if times >= _OFTEN else None
    return None


def _by_entry(reading: _Reading, hostile: Hostile) -> str | None:
    return rival_of(hostile)


def _by_name_behind(reading: _Reading, hostile: Hostile) -> str | None:
    """The name behind a label (`مرتزقة داعش`)."""
    if hostile.kind != "label" or hostile.last <= hostile.hit.last:
        return None
    words = reading.document.words[hostile.hit.last : hostile.last]
    named = any(is_actor(word) for word in words)
    return _text(reading.document, hostile.hit.last, hostile.last) if named else None


def _by_doubted_act(reading: _Reading, hostile: Hostile) -> str | None:
    """The source of the act that is doubted: the one it lies in, else the last one before."""
    if hostile.kind != "doubt":
        return None
    document, act = reading.document, hostile.act
    start = document.starts[hostile.first]
    if act is None:
        if (near := _by_same_sentence(reading, hostile)) is not None:
            return near
        earlier = [each for each in reading.acts if each.cue and each.cue[0] <= start]
        act = max(earlier, key=lambda each: each.cue or (0, 0), default=None)
    span = act and (act.source or act.resolved)
    return document.text[slice(*span)] if span else None


def _by_accusation(reading: _Reading, hostile: Hostile) -> str | None:
    """Whom a verb accuses: the first actor behind it that is not its source, up to the wrong (`ب…`)."""
    verb = hostile.hit
    if hostile.kind != "blame" or not stance_entries()[verb.entry].paradigm:
        return None
    document, act = reading.document, hostile.act
    if "with" in stance_entries()[verb.entry].attributes:
        last = hostile.last - 1
    elif act is not None and act.content is not None:
        last = max(hostile.last, document.between(*act.content)[1])
    else:
        last = hostile.last
    own = _holder_words(document, act)
    for word in range(verb.last, last):
        if word in own:
            continue
        if document.words[word][0] == "ب":
            return None
        if not is_actor(document.words[word]):
            continue
        end = noun_phrase(document, word)[1]
        stop = next((n for n in range(word + 1, end) if document.words[n][0] == "ب"), end)
        return _text(document, word, min(stop, last))
    return None


def _by_owner(reading: _Reading, hostile: Hostile) -> str | None:
    """Whose wrong or folly it is: the actor behind its noun."""
    document, word = reading.document, hostile.last
    if hostile.kind == "label" or word >= len(document.words) or not is_open(document, word - 1):
        return None
    if document.sentence_of[word] != document.sentence_of[word - 1]:
        return None
    named = is_actor(document.words[word]) and is_definite(document.words[word])
    if not named or word in _holder_words(document, hostile.act):
        return None
    first, end = noun_phrase(document, word)
    return _text(document, first, end)


def _by_same_sentence(reading: _Reading, hostile: Hostile) -> str | None:
    return _before(reading, hostile, 0, lambda other: True)


def _by_rival_before(reading: _Reading, hostile: Hostile) -> str | None:
    """The actor of a rival name that the same holder used up to two sentences before."""
    return _before(reading, hostile, _NEAR, lambda other: rival_of(other) is not None)


def _before(
    reading: _Reading, hostile: Hostile, back: int, counts: Callable[[Hostile], bool]
) -> str | None:
    """Whom the same holder was hostile to in this sentence or so many before."""
    sentence = reading.document.sentence_of[hostile.first]
    for number in reversed(range(len(reading.targets))):
        other, target = reading.found[number], reading.targets[number]
        if reading.document.sentence_of[other.first] < sentence - back:
            break
        if target is not None and other.act == hostile.act and counts(other):
            return target
    return None


def _by_same_label(reading: _Reading, hostile: Hostile) -> str | None:
    """Whom the label meant that the article used before in full (`ميليشيات الحوثي`, `الميليشيات`)."""
    if hostile.kind != "label":
        return None
    return reading.labelled.get(reading.shared.stems[hostile.first])


def _by_itself(reading: _Reading, hostile: Hostile) -> str | None:
    """A label that names nobody else: its own words (`انفصاليو الداخل`)."""
    if hostile.kind != "label":
        return None
    return _text(reading.document, hostile.first, hostile.last)


def _by_rival_of_the_article(reading: _Reading, hostile: Hostile) -> str | None:
    """The actor that the narrator calls by rival names most often, where the narrator is hostile."""
    return reading.often if hostile.act is None else None


_RULES: tuple[Callable[[_Reading, Hostile], str | None], ...] = (
    _by_entry,
    _by_name_behind,
    _by_doubted_act,
    _by_accusation,
    _by_owner,
    _by_same_label,
    _by_same_sentence,
    _by_rival_before,
    _by_itself,
    _by_rival_of_the_article,
)


def rival_of(hostile: Hostile) -> str | None:
    """The actor whom a rival name always means, None for other expressions."""
    target = stance_entries()[hostile.hit.entry].attributes.get("target")
    return None if target is None else str(target)


def _ranked(reading: _Reading, hostile: Hostile) -> str | None:
    """The phrase around that is likeliest meant, the holder's own left out."""
    document, shared, act = reading.document, reading.shared, hostile.act
    first, last = hostile.first, hostile.last
    hit = Hit(first, last, hostile.hit.entry, hostile.hit.kind)
    candidate = Candidate(first, last, (hit,), hit, -1, False)
    phrases = list(_not_holders(reading, target_phrases(document, candidate, act), act))
    if hostile.kind == "blame" and stance_entries()[hit.entry].paradigm:
        # Whom a verb accuses without naming him was named before.
        phrases = [p for p in phrases if p.first < hostile.hit.first] or phrases
    actors = [p for p in phrases if any(shared.actors[w] for w in range(p.first, p.last))]
    phrases = actors or phrases
    if not phrases:
        return None
    features = describe_targets(document, candidate, act, phrases, shared, reading.earlier)
    scores = features @ praise_model().target_weights
    best = phrases[choose_target(document, phrases, scores, shared)]
    stems = phrase_stems(best.first, best.last, shared)
    reading.earlier.append(Earlier(stems, document.sentence_of[first]))
    return _text(document, *fullest_name(document, best, shared))


def _not_holders(reading: _Reading, phrases: Sequence[Phrase], act: Act | None) -> Iterator[Phrase]:
    document, shared = reading.document, reading.shared
    own = _holder_words(document, act)
    stems = {shared.stems[word] for word in own if is_actor(document.words[word])}
    for phrase in phrases:
        words = range(phrase.first, phrase.last)
        heads = {shared.stems[word] for word in words if is_actor(document.words[word])}
        if own.isdisjoint(words) and not (heads and heads <= stems):
            yield phrase


def _holder_words(document: Document, act: Act | None) -> frozenset[int]:
    """The places of the words that name an act's source, there or where it was named before."""
    spans: list[Span] = [s for s in (act.source, act.resolved) if s] if act else []
    return frozenset(word for span in spans for word in range(*document.between(*span)))


def _text(document: Document, first: int, last: int) -> str:
    return document.text[document.starts[first] : document.ends[last - 1]]
