"""What a call takes in place of an article table, and what it says to all else."""

from pathlib import Path

import pandas as pd
import pytest

from toolkit.articles.given import NO_OUTLET, given_articles
from toolkit.errors import InputError

# "The road is open."
TEXT = "الطريق مفتوح."


def test_an_article_table_is_given_back_untouched():
    table = pd.DataFrame({"outlet": ["م"], "text": [TEXT]})
    assert given_articles(table) is table


def test_a_frame_without_outlet_gets_one_and_stays_itself_unchanged():
    table = pd.DataFrame({"text": [TEXT]})
    assert given_articles(table)["outlet"].tolist() == [NO_OUTLET]
    assert list(table) == ["text"]


def test_a_series_index_of_ones_own_names_the_articles():
    named = given_articles(pd.Series([TEXT, TEXT], index=["أ", "ب"]))
    assert named["article_id"].tolist() == ["أ", "ب"]
    counted = given_articles(pd.Series([TEXT, TEXT]))
    assert counted["article_id"].tolist() == ["texts-1", "texts-2"]
    twice = given_articles(pd.Series([TEXT, TEXT], index=["أ", "أ"]))
    assert twice["article_id"].is_unique


def test_a_missing_text_among_others_is_an_empty_article():
    assert given_articles([TEXT, None])["text"].tolist() == [TEXT, ""]


@pytest.mark.parametrize("given", ["", "  ", [], [""], [None], pd.Series([], dtype=str)], ids=repr)
def test_no_text_at_all_is_refused(given):
    with pytest.raises(InputError, match=r"empty|no text"):
        given_articles(given)


def test_a_path_is_not_scored_as_a_text(tmp_path: Path):
    file = tmp_path / "مقالات.csv"
    file.write_text("text\n", "utf-8")
    for given in (file, str(file)):
        with pytest.raises(InputError, match=r"read it first: toolkit\.read_articles"):
            given_articles(given)


def test_the_cure_for_a_column_of_another_name_is_one_that_works():
    table = pd.DataFrame({"body": [TEXT], "outlet": ["م"]})
    with pytest.raises(InputError, match=r'articles\.rename\(columns=\{"body": "text"\}\)'):
        given_articles(table)
    assert given_articles(table.rename(columns={"body": "text"}))["text"].tolist() == [TEXT]
