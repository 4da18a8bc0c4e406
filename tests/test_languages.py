"""The English and French articles of the repository."""

import json
from collections import Counter
from pathlib import Path

import pytest

from toolkit.validation.coding import read_coded, read_texts

FOLDER = Path(__file__).parents[1] / "data" / "languages"


@pytest.fixture(scope="module")
def coded() -> list[dict]:
    gold = FOLDER / "gold.jsonl"
    return read_coded(gold, read_texts(gold))


def test_half_of_each_language_is_kept_for_measuring(coded: list[dict]) -> None:
    halves = Counter((row["article_id"][:2], row["split"]) for row in coded)
    assert halves == {(lang, half): 12 for lang in ("EN", "FR") for half in ("dev", "test")}


def test_only_attributions_are_coded(coded: list[dict]) -> None:
    assert sum(len(row["attributions"]) for row in coded) == 200
    assert all(row["praise"] is None and row["sentences"] is None for row in coded)


def test_spans_begin_and_end_at_words_and_leave_quotation_marks_out(coded: list[dict]) -> None:
    texts = read_texts(FOLDER / "gold.jsonl")
    for row in coded:
        text = texts[row["article_id"]]
        for act in row["attributions"]:
            for name in ("cue", "source", "source_resolved", "content"):
                if act[name] is None:
                    continue
                start, end = act[name]
                words = text[start:end]
                assert words == words.strip(), (row["article_id"], words)
                around = text[start - 1 : start + 1], text[end - 1 : end + 1]
                assert not any(two.isalnum() and len(two) == 2 for two in around), words
            content = text[slice(*act["content"])]
            if act["kind"] == "direct" and act["cue"][0] not in range(*act["content"]):
                assert content[0] not in '"«', (row["article_id"], content)


def test_every_act_has_whom_it_is_of(coded: list[dict]) -> None:
    assert all(a["source"] or a["source_resolved"] for row in coded for a in row["attributions"])


def test_languages_are_told() -> None:
    rows = [
        json.loads(line) for line in (FOLDER / "articles.jsonl").read_text("utf-8").splitlines()
    ]
    assert all(row["article_id"].startswith(row["language"].upper()) for row in rows)
