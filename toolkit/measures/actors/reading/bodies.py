"""Bodies, groups, papers and unnamed sources read by the word that heads them."""

from __future__ import annotations

from toolkit.measures.actors.gazetteer.tables import Known
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
    words = [i.word for i in clause if i.known is None and not i.has("stop", "honorifics")]
    inner = [k for i in clause[1:] if (k := i.known) is not None and k.kind in ("body", "group")]
    return (
        _body_of_known(clause, inner)
        or _nobodys_own(clause, words, phrase)
        or _state_organ(clause, words, inner, phrase)
        or _bare_head(clause, words, inner, phrase)
        or _body_by_name(clause, words, inner, phrase)
    )


def _body_of_known(clause: list[Item], inner: list[Known]) -> Reading | None:
    """The body that the clause only classifies, or the house of a person whom it names."""
    head = clause[0]
    if inner and head.has("body_kinds", "documents"):
        return known_reading(inner[0])
    about = next((k for i in clause[1:] if (k := i.known) is not None and k.kind == "person"), None)
    if about is None or head.word not in word_list("houses"):
        return None
    if head.word != head_word("office"):
        return state_reading(about.state)
    return Reading(
        "body", office="presidency", state=about.state, source_type="government", head=head.word
    )


def _nobodys_own(clause: list[Item], words: list[str], phrase: Phrase) -> Reading | None:
    """What has no name of its own: the state itself, a delegation, a body that a pronoun owns."""
    head, state = clause[0], first_state(clause)
    if state and words and words[0] in word_list("state_words") and all(map(is_filler, words[1:])):
        return state_reading(state)
    if head.word in word_list("delegations") and not is_definite(head) and state in ("", "INT"):
        return Reading("unnamed", words=keys_of(clause), state=state or DISPUTED, head=head.word)
    if not state and any(i.has("owned") for i in clause[1:]):
        return Reading(
            "owned", printed_name(phrase, head.first, clause[-1].last), False, tuple(words),
            head=head.word, office="body",
        )  # fmt: skip
    return None


def _state_organ(
    clause: list[Item], words: list[str], inner: list[Known], phrase: Phrase
) -> Reading | None:
    """The organ of a state that the words name, its government as the state."""
    head, state = clause[0], first_state(clause)
    office = organ_in(words)
    if not office or inner:
        return None
    if office == "government" and state:
        return state_reading(state)
    if head.word in word_list("administrations") and not state:
        return None  # any company has one
    return Reading(
        "body", printed_name(phrase, head.first, clause[-1].last), words=tuple(words),
        state=state, source_type="government", office=office, head=head.word, definite=True,
    )  # fmt: skip


def _bare_head(
    clause: list[Item], words: list[str], inner: list[Known], phrase: Phrase
) -> Reading | None:
    """A kind of body by itself: the article says which, unless a state does."""
    head, state = clause[0], first_state(clause)
    alone = len(clause) == 1 or (len(words) == 1 and not inner and not head.has("documents"))
    if not alone or not (is_definite(head) or state):
        return None
    kind = "body" if state and not is_definite(head) else "pointing"
    return Reading(
        kind, printed_name(phrase, head.first, clause[-1].last), False, tuple(words),
        state, phrase.source_type, head=head.word, definite=True,
    )  # fmt: skip


def _body_by_name(
    clause: list[Item], words: list[str], inner: list[Known], phrase: Phrase
) -> Reading:
    """A body by its own name; unnamed where its words only describe it."""
    head, state = clause[0], first_state(clause)
    marked = any(is_definite(i) or i.token.quoted for i in clause)
    if not state and not inner and not marked and (
        all(is_filler(w) or w in word_list("body_kinds") or w == head.word for w in words)
    ):  # fmt: skip
        return Reading("unnamed", words=keys_of(clause), state=state, head=head.word)
    own = _own_words(clause, inner)
    if not own or all(is_filler(w) for w in own):
        own = words
    return Reading(
        "body", printed_name(phrase, head.first, clause[-1].last), False, tuple(own), state,
        phrase.source_type, head=head.word, definite=True,
    )  # fmt: skip


def _own_words(clause: list[Item], inner: list[Known]) -> list[str]:
    """The words that tell a body from another of its kind."""
    own = [
        i.word for i in clause if i.known is None and not i.has("stop", "honorifics", "body_kinds")
    ]
    own += [known.name for known in inner]
    # A land is part of a body's name where the head is only its kind.
    hows = ("place", "name", "seat") if clause[0].has("body_kinds") else ("place",)
    own += [
        k.name for i in clause if (k := i.known) is not None and k.kind == "state" and k.how in hows
    ]
    return own


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
    head, behind = items[0], items[1:]
    author = _author(head, behind, phrase)
    if author is not None:
        return author
    names = name_run(behind)
    state = first_state(behind)
    if len(names) > 1 and names[0].has("common_names"):
        return person_reading(names, phrase, state, head.word)
    if head.has("bodies", "groups", "unnamed"):
        return None
    if len(behind) == 0 and is_definite(head):
        return Reading("pointing", head=head.word, words=(head.word,), definite=True)
    return Reading(
        "document", printed_name(phrase, head.first, items[-1].last), False, keys_of(items), state,
        phrase.source_type, head=head.word, definite=is_definite(head),
    )  # fmt: skip


def _author(head: Item, behind: list[Item], phrase: Phrase) -> Reading | None:
    """The first actor behind a paper's head; None where what stands there is none."""
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
            told = inner.kind in ("person", "office", "body", "state", "pointing")
            return inner if told else None
        if item.has("groups") and position:
            return phrase.read(behind[position:], phrase)
    return None
