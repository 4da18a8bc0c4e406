"""What is said to be surely in Arabic is so to `is_arabic`, whatever stands beside and around it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.articles import sure_arabic
from toolkit.articles.languages import arabic_rows, article_languages, is_arabic, language_of
from toolkit.articles.schema import STRING
from toolkit.articles.sure_arabic import surely_arabic

KNOWN = {"longest": 20_000, "least_share": 0.5, "certain": 0.2}
ARABIC = "أشاد الوزير بالدور المغربي في الاجتماع الذي انعقد أمس في العاصمة."
PERSIAN = "وزیر امور خارجه گفت که این نشست پس از چند روز برگزار می‌شود."
PARTS = (
    "ال", "ا", "ل", "لل", "أ", "إن", "وزير", "الوزير", "ة", "ـ", "َ", "،", "۔", "ە", "ے", "ۿ", "پ", "ک",
    " ", "\n", "a", "é", "—", "😀", "@", "#", "#a", "@الا", "http://a.b/", "www.", "pic.twitter.com/ال",
    "5", "٥", "\u200f", "الالال", "word ",
)  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


def table(titles: list, texts: list) -> pd.DataFrame:
    return pd.DataFrame({"title": titles, "text": texts}).astype(STRING)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
@example([("ا", "لال الال الال"), ("", "")])
@example([("", "الوزير الوزير #aالوزير الوزير")])
@example([("", "وا"), ("ل", "وا"), ("", "ل")])
def test_nothing_is_sure_that_is_not_arabic(rows: list[tuple[str, str]]) -> None:
    articles = table([title for title, _ in rows], [text for _, text in rows])
    sure = surely_arabic(articles, **KNOWN)
    told = [is_arabic(f"{title}\n{text}") for title, text in rows]
    assert not np.any(sure & ~np.array(told))


def test_plain_news_is_sure() -> None:
    assert surely_arabic(table(["لقاء", None], [ARABIC, ARABIC]), **KNOWN).tolist() == [True, True]


@pytest.mark.parametrize("other", [PERSIAN, "Il salua le rôle du Maroc.", "", "؟؟؟", "٢٠٢٢"])
def test_of_another_language_nothing_is_sure(other: str) -> None:
    assert not surely_arabic(table([""], [other]), **KNOWN).any()


def test_a_text_beyond_what_is_looked_at_is_not_sure() -> None:
    assert surely_arabic(table([""], [ARABIC * 200]), **KNOWN).all()
    assert not surely_arabic(table([""], [ARABIC * 400]), **KNOWN).any()


@pytest.mark.parametrize("piece", [1, 50, 1000])
def test_rows_are_told_alike_however_they_are_cut(
    piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = table(["لقاء", "", None, "a"] * 5, [ARABIC, PERSIAN, ARABIC, ""] * 5)
    whole = surely_arabic(articles, **KNOWN)
    monkeypatch.setattr(sure_arabic, "_PIECE", piece)
    assert surely_arabic(articles, **KNOWN).tolist() == whole.tolist()
    assert surely_arabic(articles[3:9], **KNOWN).tolist() == whole[3:9].tolist()
    joined = pd.concat([articles[7:], articles[:7]])
    assert surely_arabic(joined, **KNOWN).tolist() == [*whole[7:], *whole[:7]]


def test_columns_of_python_objects_are_told_row_by_row() -> None:
    articles = pd.DataFrame({"title": "", "text": [ARABIC, "Il salua.", None]}, dtype=object)
    assert not surely_arabic(articles, **KNOWN).any()
    assert arabic_rows(articles) == arabic_rows(articles.astype(STRING)) == [True, False, True]


def test_languages_are_those_of_each_text() -> None:
    both = [ARABIC, PERSIAN, "Il salua le rôle du Maroc dans la région et le pays.", "12"]
    articles = table([""] * 4, both).assign(language=["fr", "fa", None, "de-AT"])
    wanted = [
        language_of(text, said)
        for text, said in zip(both, articles["language"].tolist(), strict=True)
    ]
    assert article_languages(articles) == wanted == ["ar", "fa", "fr", "de"]
