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


def test_responsibility_is_laid_on_who_stands_between_verb_and_noun() -> None:
    # "The minister held the company responsible for the fire."
    found = stance_of("حمل الوزير الشركة مسؤولية الحريق.", act_of(
        "حمل الوزير الشركة مسؤولية الحريق.", "حمل", "الوزير", "الشركة مسؤولية الحريق"))  # fmt: skip
    assert found[["kind", "text", "target", "holder"]].values.tolist() == [
        ["blame", "حمل الوزير الشركة مسؤولية", "الشركة", "الوزير"]
    ]
    assert stance_of("حمل الوزير حقيبته إلى الشركة.").empty  # "carried his bag"


def test_a_wrong_is_blamed_in_what_a_source_says_and_not_in_a_report() -> None:
    text = "قال النائب إن السبب تعنت الوزارة."
    found = stance_of(text, act_of(text, "قال", "النائب", "السبب تعنت الوزارة"))
    assert found[["kind", "text", "target", "holder"]].values.tolist() == [
        ["blame", "تعنت", "الوزارة", "النائب"]
    ]
    assert stance_of("طال تعنت الوزارة.").empty


def test_a_wrong_that_is_denied_is_not_blamed() -> None:
    # "The minister denied any complicity of the company."
    text = "قال الوزير إنه ينفي أي تواطؤ للشركة."
    assert stance_of(text, act_of(text, "قال", "الوزير", "ينفي أي تواطؤ للشركة")).empty


def test_an_accusation_without_its_object_is_not_aimed_at_what_it_is_about() -> None:
    # "accused them of robbing the company": the company is the victim
    text = "غادر سكان القرية. اتهمهم الوزير بنهب الشركة."
    found = stance_of(text, act_of(text, "اتهمهم", "الوزير", "بنهب الشركة"))
    assert found["kind"].tolist() == ["blame"]
    assert "الشركة" not in found["target"].tolist()


def test_nobody_is_hostile_to_himself() -> None:
    text = "قالت الوزارة إن كلام النقابة هراء."
    found = stance_of(text, act_of(text, "قالت", "الوزارة", "كلام النقابة هراء"))
    assert found["kind"].tolist() == ["insult"]
    assert "الوزارة" not in str(found["target"].tolist())


def test_neighbours_are_one_and_two_names_are_two() -> None:
    assert stance_of("كان موقفا سخيفا وتافها. محاولة صبيانية بئيسة.")["text"].tolist() == [
        "سخيفا وتافها",
        "صبيانية بئيسة",
    ]
    assert stance_of("عاد الكابرانات والانفصاليون.")["text"].tolist() == [
        "الكابرانات",
        "والانفصاليون",
    ]


def test_a_short_label_means_whom_the_full_one_named() -> None:
    found = stance_of("دخلت ميليشيات الحوثي المدينة. ثم أغلقت الميليشيات الطريق.")
    assert found[["text", "target"]].values.tolist() == [
        ["ميليشيات الحوثي", "جماعة الحوثي"],
        ["الميليشيات", "جماعة الحوثي"],
    ]


def test_a_label_that_names_nobody_else_is_its_own_target() -> None:
    found = stance_of("عاد انفصاليو الداخل.")
    assert found[["text", "target"]].values.tolist() == [["انفصاليو الداخل"] * 2]


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
        "كانت تزعم الحملة في المدينة.",  # "led the campaign": nothing is claimed
        "زار الضفة الغربية المحتلة.",  # occupied, a fact of law
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
