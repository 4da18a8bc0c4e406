"""Stance: hard sentences, holders and targets, what is none."""

import pandas as pd
import pytest

from toolkit.articles.sentence_table import cut_sentences
from toolkit.measures.stance import find_stance, stance_scores
from toolkit.measures.stance.words import KINDS, reliability, rival_names, stance_entries


def stance_of(text: str, acts: pd.DataFrame | None = None, title: str = "") -> pd.DataFrame:
    articles = pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text]})
    return find_stance(articles, cut_sentences(articles), acts)


def act_of(text: str, cue: str, source: str, content: str) -> pd.DataFrame:
    row = {"article_id": "a", "attribution": 0, "source_type": "government"}
    for name, words in (("cue", cue), ("source", source), ("content", content)):
        start = text.index(words) + 1
        row |= {f"{name}_start": start, f"{name}_end": start + len(words)}
    return pd.DataFrame([row])


@pytest.mark.parametrize(
    ("text", "kind", "words", "target"),
    [
        ("وصلت ميليشيات الحوثي الانقلابية إلى الوادي.", "label", "ميليشيات الحوثي الانقلابية", "جماعة الحوثي"),
        ("وقال الكابرانات شيئا.", "label", "الكابرانات", "الجزائر"),
        ("بقيت مرتزقة داعش في القرية.", "label", "مرتزقة داعش", "تنظيم داعش"),
        ("كان عملا جبانا.", "insult", "جبانا", None),
    ],
)  # fmt: skip
def test_a_hostile_word_is_found_with_whom_it_means(text, kind, words, target) -> None:
    found = stance_of(text)
    assert found[["kind", "text"]].values.tolist() == [[kind, words]]
    if target is not None:
        assert found["target"].tolist() == [target]


def test_words_inside_an_act_are_its_source_s() -> None:
    text = "قال الوزير إن المرتزقة عادوا."
    found = stance_of(text, act_of(text, "قال", "الوزير", "المرتزقة عادوا"))
    assert found[["kind", "holder", "attribution"]].values.tolist() == [["label", "الوزير", 0]]


def test_an_accusation_blames_whom_it_accuses() -> None:
    text = "اتهم الوزير الشركة بتلويث النهر."
    found = stance_of(text, act_of(text, "اتهم", "الوزير", "الشركة بتلويث النهر"))
    assert found[["kind", "text", "target", "holder"]].values.tolist() == [
        ["blame", "الشركة بتلويث النهر", "الشركة", "الوزير"]
    ]


def test_an_accusing_verb_without_an_act_blames_nobody() -> None:
    assert stance_of("اتهم الوزير الشركة بتلويث النهر.").empty


def test_doubt_is_the_narrator_s_and_of_the_act_s_source() -> None:
    text = "زعم الوزير أن النهر نظيف."
    found = stance_of(text, act_of(text, "زعم", "الوزير", "النهر نظيف"))
    assert found[["kind", "target", "holder"]].values.tolist() == [["doubt", "الوزير", "narrator"]]


@pytest.mark.parametrize(
    "text",
    [
        "قاتل الجيش تنظيم داعش.",  # a name that all sides use
        "طلب الادعاء العام حبس المتهم.",  # the prosecution
        "افتتحت البلدية دار الأيتام.",  # an orphanage
        "رفضت الحكومة المقترح.",  # disagreement in matter
        "جرت مناورات عسكرية في البحر.",  # manoeuvres
    ],
)
def test_other_senses_are_none(text: str) -> None:
    assert stance_of(text).empty


def test_no_article_gives_an_empty_table_of_the_same_types() -> None:
    whole, empty = stance_of("عاد الكابرانات."), stance_of("عاد الناس.")
    assert empty.empty
    assert whole.dtypes.to_dict() == empty.dtypes.to_dict()


def test_scores_count_hostility_and_leave_doubt_out() -> None:
    found = stance_of("زعم الكابرانات أن الخونة كثر.")
    scores = stance_scores(found, pd.Series({"a": 5, "b": 10}))
    assert scores["hostile_per_1000"].tolist() == [400.0, 0.0]
    assert scores.loc["a", "narrator_hostile_share"] == 1.0
    assert pd.isna(scores.loc["b", "narrator_hostile_share"])


def test_every_kind_and_strength_has_its_reliability() -> None:
    entries = stance_entries().values()
    assert {entry.class_ for entry in entries} == set(KINDS)
    assert all(0 < reliability()[e.class_][str(e.strength)] < 1 for e in entries)


def test_a_rival_name_means_one_actor() -> None:
    forms = [form for e in stance_entries().values() if "target" in e.attributes
             for form in (e.entry, *e.forms)]  # fmt: skip
    assert len(forms) == len(set(forms)) == len(rival_names())
