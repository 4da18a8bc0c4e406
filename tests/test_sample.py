"""The sample corpus and its gold keep what the data card says."""

import json
from collections import Counter

import pytest

from toolkit.arabic import count_words, sentence_spans


@pytest.fixture(scope="module")
def articles(sample_folder):
    lines = (sample_folder / "articles.jsonl").read_text("utf-8").splitlines()
    return {a["article_id"]: a for a in map(json.loads, lines)}


def coded(folder, name):
    return [json.loads(x) for x in (folder / name).read_text("utf-8").splitlines()]


def test_six_outlets_on_six_moments(articles):
    assert len(articles) == 36
    assert set(Counter(a["outlet_kind"] for a in articles.values()).values()) == {6}
    assert set(Counter(a["moment"] for a in articles.values()).values()) == {6}


def test_lengths(articles):
    for article in articles.values():
        assert 150 <= count_words(article["text"]) <= 350, article["article_id"]


@pytest.mark.parametrize("name", ["gold.jsonl", "second_coder.jsonl"])
def test_codes_point_into_the_documents(articles, sample_folder, name):
    for record in coded(sample_folder, name):
        article = articles[record["article_id"]]
        document = f"{article['title']}\n{article['text']}"
        spans = sentence_spans(document, len(article["title"]))
        assert [(s["start"], s["end"]) for s in record["sentences"]] == spans
        for act in record["attributions"]:
            for part in ("cue", "source", "source_resolved", "content"):
                if act[part]:
                    start, end = act[part]
                    assert document[start:end].strip(), (record["article_id"], part)


def test_planted_alterations_stand_where_they_are_said_to(articles, sample_folder):
    planted = coded(sample_folder, "planted.jsonl")
    kinds = {p["kind"] for p in planted}
    assert kinds >= {
        "word_swapped",
        "negation_lost",
        "number_changed",
        "label_added",
        "clause_dropped",
    }
    for case in planted:
        assert case["original"] in articles[case["original_article"]]["text"]
        assert case["altered"] in articles[case["altered_article"]]["text"]


def test_the_card_says_first_that_this_is_no_evidence(sample_folder):
    assert "no evidence" in (sample_folder / "README.md").read_text("utf-8").splitlines()[0]
