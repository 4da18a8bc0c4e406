"""A head that no list knows: a name, or nothing that can be told."""

from __future__ import annotations

from functools import cache

from toolkit.measures.actors.gazetteer.tables import Known, person_words
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.reading.clauses import (
    Phrase,
    clause_of,
    first_state,
    keys_of,
    printed_name,
)
from toolkit.measures.actors.reading.items import Item, is_name
from toolkit.measures.actors.reading.names import (
    MOST_NAMES,
    before_verb,
    name_run,
    person_reading,
    trim,
)
from toolkit.measures.actors.reading.offices import office_in
from toolkit.measures.actors.reading.record import Reading, known_reading

# Types whose nameless unknown words are a body's name rather than a person's.
_BODY_TYPES = frozenset(("media", "news_agency", "business", "intergovernmental"))


# A single unknown word that ends so is somebody's thing, no name: `تأسيسها`.
_OWNED = ("ها", "هما", "هم", "هن")


def read_unknown(items: list[Item], whole: list[Item], phrase: Phrase) -> Reading:
    """A head that no list knows: a name, or nothing that can be told."""
    head = items[0]
    clause = clause_of(items)
    run, known = _first_run(clause)
    if known is not None:
        return known_reading(known)
    if run and run[0].word.isdigit():
        return Reading(
            "group", printed_name(phrase, head.first, clause[-1].last), False, keys_of(clause),
            first_state(clause), phrase.source_type, head=head.word,
        )  # fmt: skip
    if not run or (len(run) == 1 and _is_owned(run[0], phrase)):
        return Reading("nothing", words=keys_of(clause), state=first_state(clause), head=head.word)
    rest = [item for item in clause if item.first >= run[-1].last]
    state = first_state(rest)
    if len(run) == 1 and head.token.word.startswith("ال"):
        full = name_run(rest)
        if len(full) > 1:
            return person_reading(full, phrase, state, head.word)
    titled = any(i.known is None and i.has("persons", "spokesmen") for i in rest[:3]) or (
        whole[0].first < head.first
    )
    known = next((i.known for i in rest if i.known is not None and i.known.kind == "person"), None)
    if known is not None and not titled and len(run) == 1:
        return known_reading(known)
    if phrase.source_type in _BODY_TYPES and not titled and not _looks_personal(run, phrase):
        return Reading(
            "body", printed_name(phrase, run[0].first, run[-1].last), False,
            tuple(i.word for i in run), state, phrase.source_type, head=head.word,
        )  # fmt: skip
    office, _ = office_in(rest) if rest else ("", 0)
    return person_reading(run[:MOST_NAMES], phrase, state,
                   rest[0].word if rest else "", office)  # fmt: skip


def _first_run(clause: list[Item]) -> tuple[list[Item], Known | None]:
    """The words at the head that may be a name, and the known person whom they lead to."""
    run: list[Item] = []
    for item in clause:
        if not (is_name(item) or item.word in word_list("name_particles")) or (
            run and item.token.breaks
        ):
            break
        if item.known is not None and run:
            return run, item.known
        run.append(item)
    run = before_verb(run)
    return (trim(run) if len(run) > 2 else run), None


def _looks_personal(run: list[Item], phrase: Phrase) -> bool:
    """Whether unknown words are a person's name whatever the type of the source."""
    if len(run) == 1:
        return phrase.source_type != "media" and run[0].word in person_words()
    # A first name and another word: `بول سكولز`.
    return run[0].word in _first_names()


@cache
def _first_names() -> frozenset[str]:
    return word_list("male_names") | word_list("female_names") | word_list("common_names")


def _is_owned(item: Item, phrase: Phrase) -> bool:
    """Whether an unknown word is somebody's thing and no name: `تأسيسها`, `تمسكه`."""
    if item.known is not None or item.classes:
        return False
    return item.word.endswith(_OWNED) or phrase.text[item.token.end - 1] == "ه"
