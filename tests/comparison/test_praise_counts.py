"""Counts of praise by article, for keyness."""

import pandas as pd
import pytest

from toolkit.comparison.praise_counts import praise_terms
from toolkit.errors import InputError
from toolkit.measures.tables import typed_table
from toolkit.study.study import TABLES, Study


@pytest.fixture
def study() -> Study:
    articles = pd.DataFrame(
        {"article_id": ["a", "b"], "outlet": ["الخبر", "الرأي"], "title": "", "text": "نص"}
    )
    rows = [
        {"article_id": "a", "entry": "أشاد", "target": "المغرب", "holder": "narrator"},
        {"article_id": "a", "entry": "أشاد", "target": "الفريق", "holder": "الوزير"},
        {"article_id": "b", "entry": "رائد", "target": "المغرب", "holder": "الوزير"},
    ]
    places = {"praise": 0, "sentence": 1, "start": 0, "end": 2}
    tables = {name: typed_table(name) for name in TABLES if name not in ("articles", "scores")}
    tables["praise"] = typed_table("praise", [row | places for row in rows])
    return Study(articles=articles, scores=articles[["article_id"]], **tables)


def test_entries_are_counted_by_article_and_outlet(study):
    assert praise_terms(study).values.tolist() == [
        ["a", "الخبر", "أشاد", 2],
        ["b", "الرأي", "رائد", 1],
    ]


def test_an_entry_is_told_by_its_target(study):
    found = praise_terms(study, term="entry and target")["term"].tolist()
    assert found == ["أشاد ← الفريق", "أشاد ← المغرب", "رائد ← المغرب"]


def test_the_articles_own_praise_is_told_from_its_sources(study):
    assert praise_terms(study, holder="narrator")["count"].tolist() == [1]
    assert praise_terms(study, term="target", holder="source")["term"].tolist() == [
        "الفريق",
        "المغرب",
    ]


@pytest.mark.parametrize("wrong", [{"term": "word"}, {"by": "paper"}, {"holder": "nobody"}])
def test_what_is_not_there_is_refused(study, wrong):
    with pytest.raises(InputError):
        praise_terms(study, **wrong)
