"""The article table as every other part of the toolkit may rely on it."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles import check_articles, document
from toolkit.articles.schema import STRING, TIME
from toolkit.errors import InputError


def table(**columns):
    return pd.DataFrame({"outlet": ["أ", "ب"], "text": ["نص أول", "نص ثان"], **columns})


def test_types_and_order_of_columns():
    checked = check_articles(table(mine=[1, 2], url=["u", None], title=[None, "ع"]))
    assert checked.columns.tolist() == [
        "article_id",
        "outlet",
        "published",
        "title",
        "text",
        "url",
        "mine",
    ]
    assert checked.dtypes["published"] == TIME
    for name in ("article_id", "outlet", "title", "text", "url"):
        assert checked.dtypes[name] == STRING
        assert checked[name].dtype.storage == "pyarrow"
    assert checked["mine"].tolist() == [1, 2]
    assert checked["title"].tolist() == ["", "ع"]


def test_checking_twice_changes_nothing():
    once = check_articles(table(published=["2022-05-11", None], mine=[1.5, None]))
    pd.testing.assert_frame_equal(check_articles(once), once)


def test_the_users_table_is_not_changed():
    given_table = table()
    before = given_table.copy()
    check_articles(given_table)
    pd.testing.assert_frame_equal(given_table, before)


def test_numbers_as_identifiers_become_text_without_a_decimal_point():
    checked = check_articles(table(article_id=[17.0, None]))
    assert checked["article_id"].tolist() == ["17", "articles-2"]


def test_a_made_identifier_that_is_taken_is_an_error():
    with pytest.raises(InputError, match="row 2, column article_id"):
        check_articles(table(article_id=["articles-2", None]))


def test_naive_and_aware_times_become_utc():
    naive = check_articles(table(published=pd.to_datetime(["2022-05-11 10:00", None])))
    assert naive["published"].iloc[0] == pd.Timestamp("2022-05-11 10:00", tz="UTC")
    aware = pd.to_datetime(["2022-05-11 10:00", None]).tz_localize("Africa/Casablanca")
    checked = check_articles(table(published=aware))
    assert checked["published"].iloc[0] == pd.Timestamp("2022-05-11 09:00", tz="UTC")


def test_a_category_column_is_text():
    checked = check_articles(table(outlet_kind=pd.Categorical(["private", "state_agency"])))
    assert checked["outlet_kind"].tolist() == ["private", "state_agency"]


def test_some_empty_texts_are_kept_and_reported(caplog):
    checked = check_articles(table(title=["ع", "ع"]).assign(text=["نص", None]))
    assert checked["text"].tolist() == ["نص", ""]
    assert "articles without a text 1 (row 2)" in caplog.text


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_document_holds_title_and_text_at_known_offsets(title, text):
    page = document(title, text)
    assert page[: len(title)] == title
    assert page[len(title) + 1 :] == text


def test_a_missing_date_among_whole_numbers_is_missing():
    published = pd.array([20220511, None], dtype="Int64")
    table = pd.DataFrame({"outlet": "م", "text": ["أ", "ب"], "published": published})
    assert check_articles(table)["published"].isna().tolist() == [False, True]


def test_floats_too_large_to_be_whole_numbers_stay_as_they_are_written():
    table = pd.DataFrame({"outlet": "م", "text": ["أ"], "author": [8e22]})
    assert check_articles(table)["author"].tolist() == ["8e+22"]


@pytest.mark.parametrize("cell", [["قال نعم.", "ثم مضى."], {"a": "قال نعم."}, "قال نعم.".encode()])
@pytest.mark.parametrize("column", ["title", "text"])
def test_a_cell_that_is_no_single_text_is_refused_and_not_scored_by_its_notation(cell, column):
    row = {"outlet": "الخبر", "title": "لقاء", "text": "قال نعم."}
    table = pd.DataFrame([row, {**row, column: cell}])
    with pytest.raises(InputError, match=f"column {column}: is of type .*, no text"):
        check_articles(table)
