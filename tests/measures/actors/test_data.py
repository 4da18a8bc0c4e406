"""The gazetteers keep to their form: a slip in a data file is told here, by file and row."""

import re
from importlib.util import find_spec
from itertools import pairwise

import pytest

from toolkit.lexicons import load_lexicon
from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.gazetteer.offices import holders_by_office
from toolkit.measures.actors.gazetteer.tables import adjective_forms, read_table, state_names
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.tokens import bare_words, tokens_of
from toolkit.measures.actors.words import read_data
from toolkit.measures.codes import SOURCE_TYPES

CODES = {*read_table("states")["code"]}
TERM = re.compile(r"\d{4}(-\d\d){0,2}\.\.(\d{4}(-\d\d){0,2})?")


@pytest.mark.parametrize("name", ["states", "persons", "bodies"])
def test_every_name_stands_once(name):
    table = read_table(name)
    column = "code" if name == "states" else "name"
    assert table[column].is_unique
    assert (table[column].str.strip() == table[column]).all()


def test_persons_have_a_state_a_type_and_a_gender():
    table = read_table("persons")
    assert set(table["state"]) <= CODES | {"INT", "none"}
    assert set(table["type"]) <= set(SOURCE_TYPES)
    assert set(table["gender"]) == {"m", "f"}


def test_offices_are_known_and_their_years_run_forward():
    offices = {*read_data("words")["offices"], *read_data("words")["departments"]}
    for row in read_table("persons").itertuples():
        for held in filter(None, row.offices.split(";")):
            office, term = held.rsplit(" ", 1)
            office, _, state = office.partition("@")
            assert set(office.split(":")) <= offices, (row.name, office)
            assert not state or state in CODES
            assert TERM.fullmatch(term), (row.name, term)
            start, end = term.split("..")
            assert not end or start[:4] <= end[:4], (row.name, term)


def test_bodies_have_a_kind_a_type_and_a_state():
    table = read_table("bodies")
    assert set(table["kind"]) == {"body", "group"}
    assert set(table["type"]) <= set(SOURCE_TYPES)
    assert set(table["state"]) <= CODES | {"INT", "none"}
    assert set(table["claims"]) <= CODES | {""}


def test_every_states_own_name_finds_it():
    for row in read_table("states").itertuples():
        tokens = tokens_of(row.names.split("|")[0])
        assert find_known(tokens, 0).known.state == row.code, row.names


def test_adjectives_are_relative_or_plural():
    for row in read_table("states").itertuples():
        for adjective in filter(None, row.adjectives.split("|")):
            assert adjective_forms(adjective), row.code


@pytest.mark.skipif(find_spec("babel") is None, reason="babel, which has CLDR's names, is not here")
def test_cldr_has_most_of_the_arabic_names():
    from babel import Locale

    names = Locale("ar").territories
    own = {row.code: row.names.split("|") for row in read_table("states").itertuples()}
    known = {code for code, forms in own.items() if names.get(code)
             and bare_words(names[code]) in {bare_words(form) for form in forms}}  # fmt: skip
    assert len(known) > 0.85 * len(own), sorted(set(own) - known)


def test_figures_have_every_states_name():
    assert state_names()["INT"][0] == "several states"
    assert all(english and arabic for english, arabic in state_names().values())


def test_figures_call_a_territory_in_dispute_by_no_partys_name():
    assert state_names()["EH"] == ("Western Sahara", "الصحراء الغربية")
    rival = load_lexicon("rival_names")
    sided = {
        bare_words(form)
        for entry in rival.entries
        if entry.class_ != "neutral"
        for form in (entry.entry, *entry.forms)
    }
    assert bare_words("الجمهورية الصحراوية") in sided
    shown = {code: arabic for code, (_, arabic) in state_names().items()}
    assert {code for code, name in shown.items() if bare_words(name) in sided} == set()


def test_no_first_name_is_of_both_lists():
    both = word_list("female_names") & word_list("male_names")
    assert both == set(), "gender_of would take none of them"


def test_an_office_has_one_holder_at_a_time():
    month = 31.0
    for (state, office), holders in holders_by_office().items():
        for one, other in pairwise(holders):
            assert one.end <= other.start + month, (state, office, one.name, other.name)
