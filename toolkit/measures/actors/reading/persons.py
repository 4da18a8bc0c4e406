"""A title or calling read: the person with it, the spokesman's house, the king, else the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.measures.actors.gazetteer.offices import offices_of
from toolkit.measures.actors.gazetteer.tables import Known
from toolkit.measures.actors.lists import head_word, phrase_list, word_list
from toolkit.measures.actors.reading.clauses import (
    Phrase,
    before_place,
    behind_stop,
    clause_of,
    first_state,
    has_body,
    keys_of,
    printed_name,
    words_of,
)
from toolkit.measures.actors.reading.items import Item, is_definite, is_name
from toolkit.measures.actors.reading.names import name_run, person_reading
from toolkit.measures.actors.reading.offices import body_of_office, office_body, office_in
from toolkit.measures.actors.reading.record import Reading, common_state, known_reading
from toolkit.measures.actors.words import read_data


def read_person(
    items: list[Item], phrase: Phrase,
    *, named_only: bool = False,
) -> Reading | None:  # fmt: skip
    """A title or calling: the person with it, else the office."""
    clause = clause_of(items)
    two = _two_offices(clause, phrase)
    if two is not None:
        return two
    state, head = first_state(clause), items[0]
    known = [i for i in clause if i.known is not None and i.known.kind == "person"]
    if known:
        person = _bearer(clause, known, head)
        if person is not None:
            return replace(known_reading(person), head=head.word)
    elif named_only:
        names = name_run(clause[1:])
        if len(names) > 1:
            return person_reading(names, phrase, state, head.word)
    speaks = next((n for n, i in enumerate(clause[1:3], 1) if i.has("spokesmen")), 0)
    names = name_run(clause[1:], whole=has_body(clause))
    if speaks and not names and head.has("of_another"):
        # The deputy of a spokesman speaks for the same house.
        return read_spokesman(clause[speaks:], phrase)
    names = _borne(names, clause) or _names_behind(items, clause)
    if names:
        if known and head.has("of_another"):
            state = state or known[-1].known.state  # type: ignore[union-attr]
        return person_reading(names, phrase, state, head.word, office_in(clause)[0])
    return None if named_only else _read_office(clause, known, phrase)


def _borne(names: list[Item], clause: list[Item]) -> list[Item]:
    """The name in a title's clause; none where a single word rather describes the title."""
    head = clause[0]
    if len(names) != 1:
        return names
    name = names[0]
    agrees = head.word.endswith("ه") and name.word.endswith("ه")
    beside = is_definite(head) and name.first == head.last
    if name.token.word.startswith("ال") and (agrees or not beside):
        return []
    return [] if not name.classes and behind_stop(clause, name) else names


def _names_behind(items: list[Item], clause: list[Item]) -> list[Item]:
    """The name behind a title's clause: after its last comma, or at the end of the phrase."""
    if len(clause) == len(items):
        return []
    commas = [n for n, i in enumerate(items) if i.token.breaks and i.first >= clause[-1].last]
    behind = name_run(items[commas[-1] :]) if commas else []
    between = [i for i in items[commas[-1] :] if i.first < behind[0].first] if behind else []
    titled = all(i.has("honorifics", "persons") or i.known is not None for i in between)
    if len(behind) > 1 and titled:
        return behind
    last = name_run(items)
    at_end = len(last) > 1 and last[0].has("common_names") and last[-1] is items[-1]
    return last if at_end else []


def _read_office(clause: list[Item], known: list[Item], phrase: Phrase) -> Reading:
    """A title without a name: a deputy, an office, whom the article has named, or nobody."""
    head, state = clause[0], first_state(clause)
    office = office_in(clause)[0] or office_in(before_place(clause))[0]
    if known and known[0].first == head.last and head.word in word_list("deputies"):
        deputy = _deputy_of(known[0].known, head)
        if deputy is not None:
            return deputy
    if known and head.has("of_another"):
        about = known[-1].known
        return Reading(
            "unnamed", words=keys_of(clause), state=about.state if about else "", head=head.word
        )
    if office:
        return Reading(
            "office", words=keys_of(clause), state=state, source_type="government",
            office=office, head=head.word, definite=True,
        )  # fmt: skip
    own = [i for i in clause[1:] if i.known is None and not i.has("generic", "stop", "pointing")]
    if is_definite(head) and not own:
        return Reading(
            "pointing", words=keys_of(clause), state=state, head=head.word, definite=True,
            source_type=phrase.source_type,
        )  # fmt: skip
    unique = any(i.known is not None or is_definite(i) for i in clause[1:])
    if not unique or not (is_definite(head) or head.word in word_list("unique_offices")):
        return Reading("unnamed", words=keys_of(clause), state=state, head=head.word)
    seats = tuple(i.word for i in clause if i.known is not None and i.known.how == "seat")
    return Reading(
        "office", printed_name(phrase, head.first, clause[-1].last), False,
        (*keys_of(clause), *seats), state, phrase.source_type, "", head.word, True,
    )  # fmt: skip


def _deputy_of(ruler: Known | None, head: Item) -> Reading | None:
    """`نائب خادم الحرمين الشريفين` is the heir, `نائب ترامب` the vice president."""
    if ruler is None or f"{ruler.state} head" not in offices_of().get(ruler.name, ()):
        return None
    if head.word not in word_list("vice"):
        return None
    royal = any(ruler.state in states for states in read_data("words")["lands"].values())
    return Reading(
        "office", words=(head.word,), state=ruler.state, source_type="government",
        office="crown" if royal else "vp", head=head.word, definite=True,
    )  # fmt: skip


def _two_offices(clause: list[Item], phrase: Phrase) -> Reading | None:
    """Two that one phrase names, as a group: `الرئيس الأميركي والفرنسي`, `الملك وولي عهده`."""
    for position, item in enumerate(clause[1:], 1):
        if not item.token.word.startswith("و") or item.word == item.token.word:
            continue
        if item.known is None and item.has("persons"):
            first, second = clause[:position], clause[position:]
            one = read_person(first, phrase)
            other = read_person(second, phrase)
            if one is None or other is None or other.kind == "unnamed":
                return one
            apart = one.state and other.state and one.state != other.state
            if one.kind != "person" and not apart:
                # Two titles and one name are one man: `رئيس الأركان ووزير الدفاع فلان`.
                return other if other.kind == "person" else one
            names = [r.name or printed_name(phrase, part[0].first, part[-1].last)
                     for r, part in ((one, first), (other, second))]  # fmt: skip
            return Reading(
                "group", f"{names[0]} و{names[1]}", True, tuple(sorted(names)),
                common_state(one.state, other.state or one.state), one.source_type,
                head=one.head,
            )  # fmt: skip
        before = clause[position - 1].known
        if item.known is not None and before is not None and {item.known.how, before.how} == {
            "adjective"
        } and item.known.state != before.state:  # fmt: skip
            return Reading(
                "group", printed_name(phrase, clause[0].first, clause[-1].last), False,
                words_of(clause), "INT", phrase.source_type, head=clause[0].word,
            )  # fmt: skip
    return None


def _bearer(clause: list[Item], known: list[Item], head: Item) -> Known | None:
    """Which of the known persons behind a title bears it; None where they are another's."""
    last = known[-1]
    if not head.has("of_another"):
        return known[0].known
    between = [i for i in clause[1:] if i.first < last.first and i.known is None]
    if len(known) > 1 or (
        is_definite(head) and not any(i.has("spokes_links", "stop") for i in between)
    ):
        # `المستشارة ميركل` bears her title; `مستشارة ميركل` would be another.
        return last.known
    inner = [
        i for i in clause[1:]
        if i.first < last.first and i.known is None and not i.has("spokes_links", "stop")
    ]  # fmt: skip
    office, _ = office_in(inner) if inner else ("", 0)
    house = any(i.known is not None and i.known.kind != "person" for i in clause[1:-1])
    if last.token.breaks or (house and head.has("spokesmen")):
        return last.known
    assert last.known is not None
    held = {o.split(" ", 1)[1] for o in offices_of().get(last.known.name, ())}
    if office in held or (not inner and not office):
        return None
    return last.known


def read_spokesman(items: list[Item], phrase: Phrase) -> Reading | None:
    """A spokesman with a name, else whom he speaks for."""
    named = read_person(items, phrase, named_only=True)
    if named is not None:
        return named
    rest = [i for i in items[1:] if not (i.known is None and i.has("spokes_links", "stop"))]
    if rest and (rest[0].known is not None or rest[0].has("persons", "bodies", "honorifics")):
        inner = phrase.read(rest, phrase)
        if inner.kind == "person" and inner.known:
            return office_body(inner)
        if inner.kind == "office":
            return body_of_office(inner)
        if inner.kind in ("body", "state", "pointing"):
            return inner
    state = first_state(items)
    if len(items) <= 2 and is_definite(items[0]):
        return Reading(
            "pointing", head=items[0].word, words=keys_of(items), state=state, definite=True
        )
    return Reading("unnamed", words=keys_of(items), state=state, head=items[0].word)


def king_reading(items: Sequence[Item]) -> Reading | None:
    """`جلالة الملك`, `عاهل البلاد`: a king without a name."""
    words = tuple(i.word for i in items if i.known is None)
    state = next((i.known.state for i in items if i.known and i.known.kind == "state"), "")
    if any(i.known and i.known.kind == "person" for i in items):
        return None
    while words and words not in phrase_list("king_words"):
        words = words[:-1]
    if not words or (len(words) < len(items) and is_name(items[len(words)])):
        return None
    return Reading(
        "office", office="head", head=head_word("king"), definite=True, words=words, state=state
    )
