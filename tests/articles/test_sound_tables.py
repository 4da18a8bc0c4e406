"""Tables that are handed over in Python: the sound ones pass untouched, all others are checked."""

import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles, flag_duplicates
from toolkit.articles.door import sound_articles
from toolkit.comparison import compare, contexts
from toolkit.comparison.vocabulary import count_terms
from toolkit.errors import InputError
from toolkit.measures.reuse.index import index_reuse

# "The minister said that the meeting succeeded."
TEXT = "قال الوزير إن اللقاء نجح."


def table(**columns):
    whole = {"article_id": ["a", "b"], "outlet": "الخبر", "published": pd.NaT, "title": "لقاء", "text": TEXT}  # fmt: skip
    return pd.DataFrame({**whole, **columns})


def test_a_checked_table_is_not_checked_again(monkeypatch):
    sound = check_articles(table())
    monkeypatch.setattr("toolkit.articles.door.check_articles", None)
    pd.testing.assert_frame_equal(sound_articles(sound.iloc[1:]), sound.iloc[1:].reset_index(drop=True))  # fmt: skip


@pytest.mark.parametrize("ids", [[1, 2], [1.0, 2.0], [None, "b"], [None, 7], ["", "b"]])
def test_identifiers_of_any_kind_are_scored(ids):
    given = table(article_id=ids)
    study = toolkit.score(given)
    assert study.scores["words"].tolist() == [6, 6]
    assert study.scores["article_id"].is_unique
    assert given["article_id"].tolist() == pd.DataFrame({"i": ids})["i"].tolist() or None in ids


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"published": "garbage"}, "'garbage' is not a date"),
        ({"article_id": ["a", "a"]}, "already stands in row 1"),
        ({"outlet": [None, "الخبر"]}, "row 1, column outlet: empty"),
        ({"text": None}, "column text: empty in every row"),
    ],
)
def test_what_is_wrong_in_a_table_is_told(columns, says):
    with pytest.raises(InputError, match=says):
        toolkit.score(table(**columns))


@pytest.mark.parametrize("wrong", ["a.csv", None, [TEXT], {"text": TEXT}, 3], ids=repr)
@pytest.mark.parametrize(
    "call",
    [
        check_articles,
        sound_articles,
        flag_duplicates,
        index_reuse,
        count_terms,
        lambda given: contexts(given, ["لقاء"]),
        lambda given: compare(given, "words"),
        lambda given: toolkit.draw_sample(given, n=1),
    ],
)
def test_an_argument_of_the_wrong_type_is_told_what_to_pass(call, wrong):
    with pytest.raises(InputError, match=r"pass (what|a DataFrame|the scores)"):
        call(wrong)
