"""Coded actors are whole, one actor is one thing in all articles, and no text of others is in them."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from toolkit.measures.actors.gazetteer.lands import state_words

DATA = Path(__file__).parents[1] / "data"
FILES = ("pages/gold.jsonl", "sample/actors.jsonl", "gold/actors.jsonl")
# Of other events, named by another coder: one actor may be called otherwise there.
FRESH = tuple(f"gold/{path.name}" for path in (DATA / "gold").glob("actors_fresh.jsonl"))
KINDS = {"person", "office", "body", "state", "group", "document", "unnamed"}


def coded(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def codes(row):
    """Name, kind and state of every source and target."""
    for act in row["attributions"]:
        yield act["actor"], act["actor_kind"], act["state"]
    for praise in row["praise"]:
        yield praise["target_actor"], praise["target_kind"], praise["target_state"]


@pytest.mark.parametrize("name", FILES + FRESH)
def test_every_source_and_target_has_an_actor_and_a_state_that_there_is(name):
    states = {None, "INT", *state_words().values()}
    for row in coded(name):
        for actor, kind, state in codes(row):
            assert kind in KINDS, row["article_id"]
            assert state in states, row["article_id"]
            assert actor or (kind, state) == ("unnamed", None), row["article_id"]


def test_one_actor_has_one_kind_and_one_state_in_all_sets():
    found = defaultdict(set)
    for row in (row for name in FILES for row in coded(name)):
        for actor, kind, state in codes(row):
            found[actor].add((kind, state))
    assert {actor: told for actor, told in found.items() if len(told) > 1} == {}


@pytest.mark.parametrize("name", FILES + FRESH)
def test_the_unnamed_are_joined_in_their_own_article_only(name):
    for row in coded(name):
        for actor, kind, _ in codes(row):
            if actor and (kind == "unnamed" or actor.startswith("unnamed:")):
                assert actor.startswith(f"unnamed:{row['article_id']}:")


@pytest.mark.parametrize("name", FILES + FRESH)
def test_a_holder_is_the_narrator_or_a_coded_source(name):
    for row in coded(name):
        sources = {(act["actor"], act["state"]) for act in row["attributions"]}
        for praise in row["praise"]:
            holder = (praise["holder_actor"], praise["holder_state"])
            assert holder in sources | {("narrator", None)}, row["article_id"]


def test_halves_of_the_sample_share_no_whole_reprint():
    halves = {row["article_id"]: row["split"] for row in coded("sample/actors.jsonl")}
    assert sorted(halves.values()) == ["dev"] * 18 + ["test"] * 18
    assert all(halves[f"S-{moment}-1"] == halves[f"S-{moment}-2"] for moment in range(1, 7))


def test_development_articles_go_to_the_halves_in_turn():
    assert [row["split"] for row in coded("gold/actors.jsonl")] == ["dev", "test"] * 17


@pytest.mark.parametrize("name", FILES[1:] + FRESH)
def test_actors_apart_from_their_acts_hold_offsets_and_names_alone(name):
    for row in coded(name):
        assert set(row) == {"article_id", "split", "sha256", "attributions", "praise"}
        for act in row["attributions"]:
            assert set(act) == {"cue", "actor", "actor_kind", "state"}
        for praise in row["praise"]:
            assert set(praise) == {"span", "holder_actor", "holder_state",
                                   "target_actor", "target_kind", "target_state"}  # fmt: skip


def assert_they_follow(rows, acts):
    for row in rows:
        for part, key in (("attributions", "cue"), ("praise", "span")):
            mine = [record[key] for record in row[part]]
            assert mine == [record[key] for record in acts[row["article_id"]][part]]


def test_actors_of_the_sample_follow_its_acts():
    acts = {row["article_id"]: row for row in coded("sample/gold.jsonl")}
    rows = coded("sample/actors.jsonl")
    assert [row["article_id"] for row in rows] == list(acts)
    assert_they_follow(rows, acts)


def test_actors_of_development_articles_follow_their_acts(shared):
    lines = (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    acts = {row["article_id"]: row for row in map(json.loads, lines)}
    rows = coded("gold/actors.jsonl")
    assert [row["article_id"] for row in rows] == sorted(acts)[::5]
    assert_they_follow(rows, acts)
