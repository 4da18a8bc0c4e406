"""A phrase that begins with what the gazetteer knows."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.gazetteer.tables import Known
from toolkit.measures.actors.reading.clauses import Phrase, keys_of, printed_name
from toolkit.measures.actors.reading.items import Item, is_definite
from toolkit.measures.actors.reading.names import name_run, person_reading
from toolkit.measures.actors.reading.persons import read_person
from toolkit.measures.actors.reading.record import (
    Reading,
    common_state,
    known_reading,
    land_reading,
)
from toolkit.measures.actors.tokens import bare_words
from toolkit.measures.actors.words import bare


def read_known(items: list[Item], phrase: Phrase) -> Reading:
    """Read a phrase by the entry that it begins with."""
    head = items[0]
    known = head.known
    assert known is not None
    joint = _joint(items)
    if joint is not None:
        return joint
    if known.kind in ("person", "body", "group"):
        return _read_actor(items, known, phrase)
    if known.how == "plural":
        return Reading(
            "group", printed_name(phrase, head.first, items[-1].last), False,
            (known.name, *keys_of(items[1:])), known.state, phrase.source_type, head=head.word,
            definite=is_definite(head),
        )  # fmt: skip
    if known.how == "adjective":
        return _read_adjective(items, known, phrase)
    rest = [i for i in items[1:] if i.known is None and i.has("persons")]
    if known.how == "seat" and rest and not rest[0].token.breaks and head.last == rest[0].first:
        return phrase.read(items[1:], phrase)
    return land_reading(known)


def _read_actor(items: list[Item], known: Known, phrase: Phrase) -> Reading:
    """A person, body or group; a body that another state's adjective follows is another body."""
    head = items[0]
    if known.kind != "person" and (other := _other_state(items, known)):
        words = tuple(bare(t.word) for t in phrase.tokens[head.first : head.last])
        return Reading(
            "body", printed_name(phrase, head.first, head.last), False, words, other,
            known.source_type, head=words[0],
        )  # fmt: skip
    organ = known.kind == "body" and known.source_type == "government"
    if organ and len(items) > 1 and items[1].has("persons"):
        return read_person(items[1:], phrase) or known_reading(known)
    return known_reading(known)


def _read_adjective(items: list[Item], known: Known, phrase: Phrase) -> Reading:
    """A nationality at the head: of the title or person behind it, else of somebody unnamed."""
    if len(items) > 1 and items[1].has("persons"):
        return phrase.read(items[1:], phrase)
    named = items[1].known if len(items) > 1 and not items[1].token.breaks else None
    if named is not None and named.kind == "person":
        return known_reading(named)
    names = name_run(items[1:])
    if names:
        return person_reading(names, phrase, state=known.state)
    return Reading("unnamed", words=keys_of(items), state=known.state, head=items[0].word)


def _joint(items: Sequence[Item]) -> Reading | None:
    """Two known actors joined by `و` speak, or are praised, as one group."""
    if len(items) < 2 or items[1].known is None or items[0].known is None:
        return None
    one, two = items[0].known, items[1].known
    kinds = ("adjective", "plural", "place")
    lands = all(k.kind == "state" and k.how in ("name", "seat") for k in (one, two))
    if one.name == two.name or not items[1].token.word.startswith(("و", "ب") if lands else "و"):
        return None
    if any(k.kind == "state" and k.how in kinds for k in (one, two)):
        return None
    if find_known([items[1].token], 0) is None and items[1].last - items[1].first == 1:
        return None
    state = common_state(one.state, two.state)
    names = sorted((one.name, two.name))
    return Reading(
        "group", f"{one.name} و{two.name}", True, tuple(names), state, one.source_type,
        head=bare_words(one.name)[0],
    )  # fmt: skip


def _other_state(items: Sequence[Item], known: Known) -> str:
    """The state that an adjective right behind a body's name tells against the gazetteer."""
    if len(items) < 2 or items[1].token.breaks:
        return ""
    other = items[1].known
    if other is None or other.kind != "state" or other.how != "adjective":
        return ""
    if known.source_type not in ("government", "party") or other.state == known.state:
        return ""
    return other.state
