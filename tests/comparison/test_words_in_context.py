import pandas as pd
import pytest

from toolkit.comparison import contexts, count_terms, keyness
from toolkit.errors import InputError

# "The minister praised the wise leadership" / "a witness said that the road is closed"
ARTICLES = pd.DataFrame(
    {
        "article_id": [f"{i:02d}" for i in range(24)],
        "outlet": ["الرسمي"] * 12 + ["المستقل"] * 12,
        "title": ["خبر"] * 23 + [None],
        "text": ["أشاد الوزير بالقيادة الرَّشـيدة، ثم بالقيادة الرشيدة <b>"] * 12
        + ["قال شاهدُ عيان إن الطريق مغلق"] * 12,
    }
)


def test_the_words_stand_where_the_offsets_say_with_their_marks():
    table = contexts(ARTICLES, ["الرشيدة"], width=2).to_frame()
    for row in table.itertuples():
        article = ARTICLES.set_index("article_id").loc[row.article_id]
        assert f"{article['title']}\n{article['text']}"[row.start : row.end] == row.match
    assert set(table["match"]) == {"الرَّشـيدة"}, "an article gives its first place first"
    assert set(table["before"]) == {"الوزير بالقيادة"}


def test_words_and_phrases_that_a_reader_asks_for_are_found_through_clitics():
    every = contexts(ARTICLES, ["القيادة", "القيادة الرشيدة"], per_term=None).to_frame()
    counts = every.groupby("term").size().to_dict()
    assert counts == {"القياده": 24, "القياده الرشيده": 24}
    assert set(every["match"]) >= {"بالقيادة", "بالقيادة الرَّشـيدة"}
    one = contexts(ARTICLES, "عيان", per_term=None).to_frame()
    assert one["group"].tolist() == ["المستقل"] * 12


def test_articles_take_turns():
    one = contexts(ARTICLES.head(1), ["الرشيدة"], per_term=5).to_frame()
    assert one["match"].tolist() == ["الرَّشـيدة", "الرشيدة"]
    many = contexts(ARTICLES, ["الرشيدة"], per_term=5).to_frame()
    assert many["article_id"].nunique() == 5


def test_a_keyness_tables_terms_are_shown_in_their_own_group():
    found = keyness(count_terms(ARTICLES.fillna("")), resamples=200)
    table = contexts(ARTICLES, found, per_group=2, per_term=3).to_frame()
    assert table.groupby("group")["term"].nunique().to_dict() == {"الرسمي": 2, "المستقل": 2}
    assert not set(table.loc[table["group"] == "المستقل", "term"]) & {"الرشيده", "بالقياده"}
    assert table.groupby(["group", "term"]).size().max() == 3


def test_the_page_runs_right_to_left_and_escapes_what_it_shows():
    page = contexts(ARTICLES, ["الرشيدة"], width=9)._repr_html_()
    assert page.startswith('<div dir="rtl" lang="ar">')
    assert "<b>الرشيده</b>" in page
    assert page.count("<b") == 1
    assert "&lt;b" in page
    assert page.index("بالقيادة") < page.index("الرَّشـيدة") < page.index("ثم بالقيادة")


def test_the_same_seed_shows_the_same_places():
    first, again, other = (contexts(ARTICLES, ["شاهد"], seed=s).table for s in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)
    assert contexts(ARTICLES, ["زلزال"]).table.empty


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="no column 'kind'"):
        contexts(ARTICLES, ["قال"], by="kind")
