"""Collocates: counted once, on the side where they stand, within the line."""

import pytest

import toolkit
from toolkit import collocates
from toolkit.errors import InputError

# "The minister praised Morocco's leading role. / The delegation visited the old market in Rabat."
LINES = "أشاد الوزير بدور المغرب الرائد\nوزار الوفد السوق القديم في الرباط"


def found(text=LINES, term="المغرب", **options):
    settings = {"min_count": 1, "resamples": 50, **options}
    table = collocates([text] * 4, term, **settings)
    return {row["term"]: row for row in table.to_dict("records")}


def test_words_within_the_window_are_counted_by_side():
    rows = found(window=2)
    assert {term: (r["count"], r["left"], r["right"]) for term, r in rows.items()} == {
        "الوزير": (4, 4, 0),
        "بدور": (4, 4, 0),
        "الرايد": (4, 0, 4),
    }
    assert rows["الرايد"]["written"] == "الرائد"
    assert rows["الرايد"]["articles"] == 4


def test_the_window_ends_with_the_line():
    assert "وزار" not in found(window=5)


def test_a_word_between_two_places_counts_once_and_the_word_itself_never():
    rows = found("المغرب بلد المغرب اليوم وغدا مع كل الناس في المدينة", window=1)
    assert {t: r["count"] for t, r in rows.items()} == {"بلد": 4, "اليوم": 4}


def test_association_is_positive_where_a_word_stands_near_alone():
    rows = found(window=2)
    assert all(row["log_odds"] > 0 and row["g2"] > 0 for row in rows.values())


def test_what_is_not_there_is_told():
    with pytest.raises(InputError, match="تونس: no such word"):
        found(term="تونس")
    with pytest.raises(InputError, match="window is 0"):
        found(window=0)


def test_the_same_seed_gives_the_same_table():
    articles = toolkit.examples.marrakesh()
    first, again = (collocates(articles, "المغرب", resamples=50, seed=3) for _ in range(2))
    assert first.equals(again)
