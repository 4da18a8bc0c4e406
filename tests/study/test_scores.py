import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.tables import typed_table
from toolkit.study.scores import COLUMNS, score_articles, shannon_bits

TITLE = "خبر قصير"
# "The minister said all is well. The deputy denied it. Read also."
TEXT = "قال الوزير إن كل شيء بخير. ونفى النائب ذلك. اقرأ أيضا"
DOCUMENT = f"{TITLE}\n{TEXT}"


def span(words: str) -> tuple[int, int]:
    start = DOCUMENT.index(words)
    return start, start + len(words)


def sentence(number: int, words: str, voice: str) -> dict:
    start, end = span(words)
    row = {"article_id": "a", "sentence": number, "start": start, "end": end}
    return row | {"voice": voice, "voice_confidence": 1.0}


def act(number: int, content: str, kind: str, source_type: str, named: bool, speaker: str) -> dict:
    start, end = span(content)
    row = {"article_id": "a", "attribution": number, "sentence": 1, "kind": kind}
    codes = {"source_type": source_type, "named": named, "speaker": speaker, "cue": "قال"}
    return row | codes | {"content_start": start, "content_end": end}


@pytest.fixture
def scores() -> pd.Series:
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "outlet": ["الخبر", "الرأي"],
            "title": [TITLE, ""],
            "text": [TEXT, ""],
        }
    )
    table = score_articles(
        articles,
        sentences=typed_table("sentences", [
            sentence(0, TITLE, "narrator_official"),
            sentence(1, "قال الوزير إن كل شيء بخير.", "official"),
            sentence(2, "ونفى النائب ذلك.", "other_source"),
            sentence(3, "اقرأ أيضا", "boilerplate"),
        ]),
        attributions=typed_table("attributions", [
            act(0, "كل شيء بخير", "direct", "government", True, "الوزير"),
            act(1, "ذلك", "indirect", "party", False, "النائب"),
        ]),
        praise=typed_table("praise", [
            {"article_id": "a", "praise": 0, "sentence": 1, "start": 9, "end": 12, "holder": h}
            for h in ("narrator", "الوزير", "الوزير", "الوزير")
        ]),
        formulas=typed_table("formulas"),
        credits=typed_table("credits", [
            {"article_id": "a", "sentence": 1, "start": 9, "end": 12, "agency": "MAP", "agency_kind": "state"}
        ]),
        further=pd.DataFrame({"official_framing": [2]}, index=["a"]),
    )  # fmt: skip
    assert table["article_id"].tolist() == ["a", "b"]
    return table


def test_every_score_is_what_one_counts_by_hand(scores):
    row = scores.iloc[0]
    words = 2 + 6 + 3  # title, first and second sentence; the boilerplate is left out
    expected = {
        "words": words,
        "attributions": 2,
        "attributed_share": 4 / words,
        "direct_share": 1 / 2,
        "named_share": 1 / 2,
        "official_source_share": 1 / 2,
        "speakers": 2,
        "source_diversity": 1.0,
        "praise_per_1000": 4000 / words,
        "narrator_praise_share": 1 / 4,
        "official_voice_share": 6 / words,
        "narrator_official_share": 2 / words,
        "formulas_per_1000": 0,
        "agency_credited": True,
        "official_framing": 2,
    }
    assert {name: row[name] for name in expected} == pytest.approx(expected)


def test_an_article_without_words_has_no_shares(scores):
    row = scores.iloc[1]
    assert row["words"] == 0
    assert row["attributions"] == 0
    assert not row["agency_credited"]
    for name in ("attributed_share", "direct_share", "praise_per_1000", "official_voice_share"):
        assert math.isnan(row[name])
    assert pd.isna(row["official_framing"])


def test_the_columns_are_those_of_the_contract(scores):
    assert tuple(scores.columns[-len(COLUMNS) :]) == COLUMNS


def test_columns_of_the_users_own_are_carried(scores):
    assert scores["outlet"].tolist() == ["الخبر", "الرأي"]


@given(st.lists(st.sampled_from(["government", "party", "expert", "media"]), min_size=1))
def test_diversity_lies_between_none_and_all_alike(types):
    bits = shannon_bits(types)
    assert 0 <= bits <= math.log2(len(set(types))) + 1e-9
    assert (bits == 0) == (len(set(types)) == 1)


def test_what_is_said_of_a_text_is_missing_where_it_is_in_another_language():
    french = "Le ministre a salué le rôle du Maroc dans la coalition."
    articles = pd.DataFrame(
        {"article_id": ["a"], "outlet": "Le Quotidien", "title": "", "text": french}
    )
    nothing = {n: typed_table(n) for n in ("attributions", "praise", "formulas", "credits")}
    sentences = typed_table("sentences", [{"article_id": "a", "sentence": 1, "start": 1,
                            "end": len(french) + 1, "voice": "narrator", "voice_confidence": 1.0}])  # fmt: skip
    row = score_articles(
        articles,
        sentences=sentences,
        further=pd.DataFrame({"official_framing": [0]}, index=["a"]),
        **nothing,
    ).iloc[0]
    assert row["words"] == 11
    for name in (
        "official_framing",
        "official_voice_share",
        "narrator_official_share",
        "praise_per_1000",
    ):
        assert pd.isna(row[name])
