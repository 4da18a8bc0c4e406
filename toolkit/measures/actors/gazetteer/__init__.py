"""States, bodies, persons and offices on public record, looked up in the words of a phrase.

The tables stand in ``data/``: `states.tsv`, `bodies.tsv`, `persons.tsv`. A state is found by its
names, its relative adjectives in every form, the capitals and palaces that stand for it, its towns,
and the nicknames that opponents use. Foreign names match by their consonants, Arabic ones letter by
letter: `سلمان` and `سليمان` are two men, `بلينكن` and `بلنكين` one.
"""

from toolkit.measures.actors.gazetteer.lands import state_of_word, state_words, towns
from toolkit.measures.actors.gazetteer.lookup import Found, find_known
from toolkit.measures.actors.gazetteer.offices import holder_of, offices_of
from toolkit.measures.actors.gazetteer.tables import (
    Known,
    adjective_forms,
    genders,
    known_actors,
    person_names,
    person_words,
    read_table,
    short_names,
    state_names,
)

__all__ = [
    "Found",
    "Known",
    "adjective_forms",
    "find_known",
    "genders",
    "holder_of",
    "known_actors",
    "offices_of",
    "person_names",
    "person_words",
    "read_table",
    "short_names",
    "state_names",
    "state_of_word",
    "state_words",
    "towns",
]
