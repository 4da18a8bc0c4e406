"""Bodies, groups, papers and unnamed sources read by the word that heads them."""

from __future__ import annotations

from toolkit.measures.actors.lists import head_word, word_list
from toolkit.measures.actors.reading.clauses import (
    Phrase,
    before_paper,
    clause_of,
    first_state,
    is_filler,
    keys_of,
    noun_phrase,
    printed_name,
)
from toolkit.measures.actors.reading.items import Item, is_definite
from toolkit.measures.actors.reading.names import name_run, person_reading
from toolkit.measures.actors.reading.offices import organ_in
from toolkit.measures.actors.reading.record import DISPUTED, Reading, known_reading, state_reading


def read_body(items: list[Item], phrase: Phrase) -> Reading | None:
    """A body: a state's organ by its words, any other by its own name."""
    clause = noun_phrase(clause_of(items))
    head = clause[0]
    state = first_state(clause)
    words = [i.word for i in clause if i.known is None and not i.has("stop", "honorifics")]
    inner = [
        i.known for i in clause[1:] if i.known is not None and i.known.kind in ("body", "group")
    ]
    if inner and head.has("body_kinds", "documents"):
        return known_reading(inner[0])
    known = [i.known for i in clause[1:] if i.known is not None and i.known.kind == "person"]
    if known and known[0] is not None and head.word in word_list("houses"):
        about = known[0]
        if head.word != head_word("office"):
            return state_reading(about.state)
        return Reading(
            "body", office="presidency", state=about.state, source_type="government", head=head.word
        )
    if state and words and words[0] in word_list("state_words") and all(map(is_filler, words[1:])):
        return state_reading(state)
    if head.word in word_list("delegations") and not is_definite(head) and state in ("", "INT"):
        return Reading("unnamed", words=keys_of(clause), state=state or DISPUTED, head=head.word)
    office = organ_in(words)
    if not state and any(i.has("owned") for i in clause[1:]):
        return Reading(
            "owned", printed_name(phrase, head.first, clause[-1].last), False, tuple(words),
            head=head.word, office="body",
        )  # fmt: skip
    if office == "government" and state and not inner:
        return state_reading(state)
    if head.word in word_list("administrations") and not state:
        office = ""  # any company has one
    if office and not inner:
        return Reading(
            "body", printed_name(phrase, head.first, clause[-1].last), words=tuple(words),
            state=state, source_type="government", office=office, head=head.word, definite=True,
        )  # fmt: skip
    bare_head = len(clause) == 1 or (len(words) == 1 and not inner and not head.has("documents"))
    if bare_head and (is_definite(head) or state):
        kind = "body" if state and not is_definite(head) else "pointing"
        return Reading(
            kind, printed_name(phrase, head.first, clause[-1].last), False, tuple(words),
            state, phrase.source_type, head=head.word, definite=True,
        )  # fmt: skip
    own = [w for i in clause if i.known is None and not i.has("stop", "honorifics", "body_kinds")
           for w in (i.word,)]  # fmt: skip
    own += [k.name for k in inner if k is not None]
    named = head.has("body_kinds")
    own += [
        i.known.name for i in clause if i.known is not None and i.known.kind == "state"
        and (i.known.how == "place" or (named and i.known.how in ("name", "seat")))
    ]  # fmt: skip
    if not own or all(is_filler(w) for w in own):
        own = words
    if (
        not state
        and not inner
        and not any(is_definite(i) or i.token.quoted for i in clause)
        and (all(is_filler(w) or w in word_list("body_kinds") or w == head.word for w in words))
    ):
        return Reading("unnamed", words=keys_of(clause), state=state, head=head.word)
    return Reading(
        "body", printed_name(phrase, head.first, clause[-1].last), False, tuple(own), state,
        phrase.source_type, head=head.word, definite=True,
    )  # fmt: skip


def read_group(items: list[Item], phrase: Phrase) -> Reading:
    """A plural: the state itself, one of its organs, papers, or a group."""
    clause = noun_phrase(clause_of(before_paper(items)))
    state = first_state(clause)
    words = keys_of(clause)
    if len(clause) > 1 and clause[0].word in word_list("some") and clause[1].has("documents"):
        # `بعض البلاغات` are papers.
        return Reading(
            "document", printed_name(phrase, items[0].first, clause[-1].last), False, words,
            state, phrase.source_type, head=clause[1].word,
        )  # fmt: skip
    if clause[0].has("state_words") and len(words) == 1 and state:
        return state_reading(state)
    office = organ_in(words)
    if office:
        return Reading(
            "body", printed_name(phrase, items[0].first, clause[-1].last), False, words, state,
            "government", office, items[0].word, True,
        )  # fmt: skip
    return Reading(
        "group", printed_name(phrase, items[0].first, clause[-1].last), False, words, state,
        phrase.source_type, head=items[0].word, definite=is_definite(items[0]),
    )  # fmt: skip


def read_unnamed(items: list[Item], phrase: Phrase) -> Reading:
    """A source that nobody can name, unless a name stands with it."""
    clause = clause_of(items)
    names = name_run(clause[1:])
    known = [i.known for i in clause if i.known is not None and i.known.kind == "person"]
    if known and known[-1] is not None and items[0].has("persons"):
        return known_reading(known[-1])
    if len(names) > 1 and items[0].has("persons"):
        return person_reading(names, phrase, first_state(clause), items[0].word)
    return Reading("unnamed", words=keys_of(clause), state=first_state(items), head=items[0].word)


def read_document(items: list[Item], phrase: Phrase) -> Reading | None:
    """A paper speaks for its author where one is told."""
    head = items[0]
    behind = items[1:]
    for position, item in enumerate(behind):
        if position and behind[position - 1].word == "في":
            continue
        if (
            head.has("unnamed")
            and item.known is None
            and item.has("generic")
            and not is_definite(item)
        ):
            # `مصادر دبلوماسية`: what they are, not whose.
            continue
        if item.known is not None and (
            item.known.kind != "state" or item.known.how in ("seat", "partisan", "name")
        ):
            return phrase.read(behind[position:], phrase)
        if item.has("persons", "bodies", "spokesmen") and not item.has("document_owners"):
            inner = phrase.read(behind[position:], phrase)
            if inner.kind in ("person", "office", "body", "state", "pointing"):
                return inner
            break
        if item.has("groups") and position:
            return phrase.read(behind[position:], phrase)
    names = name_run(behind)
    if len(names) > 1 and names[0].has("common_names"):
        return person_reading(names, phrase, first_state(behind), head.word)
    state = first_state(behind)
    if head.has("bodies", "groups") and not head.has("unnamed"):
        return None
    if head.has("unnamed"):
        return None
    if len(behind) == 0 and is_definite(head):
        return Reading("pointing", head=head.word, words=(head.word,), definite=True)
    return Reading(
        "document", printed_name(phrase, head.first, items[-1].last), False, keys_of(items), state,
        phrase.source_type, head=head.word, definite=is_definite(head),
    )  # fmt: skip
