"""Known sources behind reporting verbs as further examples of their type."""

import gzip
import json

import numpy as np
import pytest

from toolkit.training.attribution.distant import read_examples

# "The Kremlin said that the meeting is over." · "Reuters reported that the minister left."
TEXTS = ["قال الكرملين إن الاجتماع انتهى.", "ذكرت رويترز أن الوزير غادر.", "وصل الوفد إلى المدينة."]


@pytest.fixture
def corpus(tmp_path):
    file = tmp_path / "corpus.jsonl.gz"
    rows = [{"article_id": str(n), "title": "خبر", "text": text} for n, text in enumerate(TEXTS)]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_bytes(gzip.compress(lines.encode()))
    return file


def test_a_known_source_behind_a_verb_is_an_example(corpus):
    found = read_examples([corpus], count=3)
    assert sorted(found.types) == ["government", "news_agency"]
    assert found.dense.shape[0] == len(found.names) == 2


def test_what_is_known_of_the_phrase_is_kept_back(corpus):
    found = read_examples([corpus], count=3)
    assert not [name for names in found.names for name in names if name.startswith("g")]
    assert "w=رويترز" in found.names[found.types.index("news_agency")]


def test_coded_articles_are_never_drawn(corpus):
    assert read_examples([corpus], count=3, without={"0"}).types == ["news_agency"]


def test_one_seed_draws_the_same_articles(corpus):
    first, second = (read_examples([corpus], count=2, seed=4) for _ in range(2))
    assert first.types == second.types
    assert np.array_equal(first.dense, second.dense)


def test_articles_without_a_known_source_give_nothing(corpus):
    assert read_examples([corpus], count=3, without={"0", "1"}).types == []
