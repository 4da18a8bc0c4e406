"""Coded stance is whole, lies in its article, and its file holds no text of others."""

import hashlib
import json
from pathlib import Path

import pytest

from toolkit.arabic.document import join_document
from toolkit.measures.stance.words import KINDS

DATA = Path(__file__).parents[1] / "data"
FILES = ("pages/gold.jsonl", "gold/stance.jsonl")


def coded(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_every_record_says_what_it_is_and_of_whom(name):
    records = [record for row in coded(name) for record in row["stance"]]
    assert len(records) > 50
    for record in records:
        assert record["kind"] in KINDS
        assert record["target_actor"]
        assert record["holder"]
        assert record["kind"] != "doubt" or record["holder"] == "narrator"
        start, end = record["span"]
        assert 0 <= start < end


@pytest.mark.parametrize("name", FILES)
def test_both_halves_have_some(name):
    assert {row["split"] for row in coded(name) if row["stance"]} == {"dev", "test"}


def test_codes_of_development_articles_fit_their_texts_and_hold_none(shared):
    lines = (shared / "gold" / "dev_articles.jsonl").read_text("utf-8").splitlines()
    texts = {a["article_id"]: join_document(a["title"], a["text"]) for a in map(json.loads, lines)}
    for row in coded("gold/stance.jsonl"):
        assert set(row) == {"article_id", "split", "sha256", "stance"}
        text = texts[row["article_id"]]
        assert row["sha256"] == hashlib.sha256(text.encode()).hexdigest()
        for record in row["stance"]:
            words = text[slice(*record["span"])]
            assert words == words.strip()
            assert words
