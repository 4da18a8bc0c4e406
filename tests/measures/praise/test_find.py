"""Praise: hard sentences, holders and targets, row locality, the lexicon's own examples."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import cut_sentences
from toolkit.lexicons import Lexicon, compile_lexicons, load_lexicon
from toolkit.measures.attribution.acts import Act, holder_of, innermost_act
from toolkit.measures.praise.candidates import Hit, find_candidates, main_entries
from toolkit.measures.praise.features import FEATURES
from toolkit.measures.praise.find import COLUMNS, find_praise, praise_matcher
from toolkit.measures.praise.model import model_from, praise_model

SPANS = ("cue", "source", "source_resolved", "content")


def table(*texts: str, titles: tuple[str, ...] = ()) -> pd.DataFrame:
    titles = titles or ("",) * len(texts)
    ids = [f"a{number}" for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "title": titles, "text": texts})


def act(text: str, number: int = 0, **words: str) -> dict[str, object]:
    """An act of the article a0 whose spans are given by their words (the title is empty)."""
    row: dict[str, object] = {"article_id": "a0", "attribution": number, "sentence": 1}
    for name in SPANS:
        start = text.index(words[name]) + 1 if name in words else None
        row |= {f"{name}_start": start, f"{name}_end": start and start + len(words[name])}
    return row | {"source_type": words.get("source_type", "government")}


def praised(text: str, *acts: dict[str, object]) -> list[tuple[str, str, str]]:
    """(span, holder, target) of all praise in a text."""
    articles = table(text)
    found = find_praise(
        articles, cut_sentences(articles), pd.DataFrame(list(acts)) if acts else None
    )
    document = "\n" + text
    return [(document[row.start : row.end], row.holder, row.target) for row in found.itertuples()]


def spans(text: str, *acts: dict[str, object]) -> list[str]:
    return [span for span, _, _ in praised(text, *acts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The minister praised the efforts of the volunteers.
        ("أشاد الوزير بجهود المتطوعين.", "أشاد"),
        # with a conjunction, in the feminine, in the imperfect, with diacritics
        ("وأشادت المديرة بجهود المتطوعين.", "وأشادت"),
        ("وتُشيدُ الجمعيةُ بجهود المتطوعين.", "وتُشيدُ"),
        # She expressed her deep gratitude to the nurses.
        ("أعربت عن امتنانها العميق للممرضات.", "امتنانها العميق"),
        # Morocco plays a leading role in solar energy: the adjective takes its noun with it.
        ("يضطلع المغرب بدور ريادي في الطاقة الشمسية.", "بدور ريادي"),
        # quotation marks between a noun and its adjective
        ('نوه السفير بالشراكة "الممتازة" مع الجامعة.', 'بالشراكة "الممتازة'),
        # the intensifier belongs to it
        ("قدمت الفرقة عرضا رائعا جدا في المهرجان.", "عرضا رائعا جدا"),
        # two adjectives joined are one expression
        ("المغرب رائد إقليمي وعالمي في هذا المجال.", "رائد"),
    ],
)
def test_praise_is_found(text: str, expected: str) -> None:
    assert expected in spans(text) or any(expected in span for span in spans(text))


@pytest.mark.parametrize(
    "text",
    [
        "دفع المواطنون ثمن الأزمة.",  # Citizens paid the price (ثمن) of the crisis.
        "وصل العقيد رائد شكري إلى المطار.",  # names: Raed, Shukri
        "هناك خلاف بين البلدين.",  # there is (هناك), not "he congratulated you"
        "تعادل الفريقان في الدوري الإنجليزي الممتاز.",  # the Premier League
        "وقع انفجار كبير وأضرار كبيرة في السوق.",  # a big explosion, great damage
        "بلغ عدد السكان رقما كبيرا.",  # a big number
        "رواد الفضاء عادوا إلى الأرض.",  # astronauts
        "حذر الأطباء من مرض خطير.",  # no word of praise at all
    ],
)
def test_other_senses_are_no_praise(text: str) -> None:
    assert spans(text) == []


def test_negated_praise_scores_lower_than_the_same_without() -> None:
    """Negation undoes praise (was not successful)."""
    from toolkit.measures.praise.features import describe
    from toolkit.measures.praise.find import read_candidates

    chances = []
    for text in ("كانت التجربة ناجحة.", "لم تكن ناجحة."):
        articles = table(text)
        [read] = read_candidates(articles, cut_sentences(articles))
        features = describe(read.reading, read.candidates, read.acts)
        chances.append(praise_model().probabilities(features, main_entries(read.candidates))[0])
    assert chances[1] < chances[0]


def test_the_source_of_the_praising_verb_holds_it() -> None:
    # Foreign minister Nasser Bourita praised the Spanish government's efforts.
    text = "أشاد وزير الخارجية ناصر بوريطة بجهود الحكومة الإسبانية."
    said = act(
        text, cue="أشاد", source="وزير الخارجية ناصر بوريطة", content="بجهود الحكومة الإسبانية"
    )
    [(span, holder, target)] = praised(text, said)
    assert (span, holder) == ("أشاد", "وزير الخارجية ناصر بوريطة")
    assert "الحكومة الإسبانية" in target


def test_the_innermost_act_holds_what_is_quoted_in_it() -> None:
    # The agency said that the ambassador had described the school as excellent.
    text = "قالت الوكالة إن السفير وصف المدرسة بأنها ممتازة."
    outer = act(text, 0, cue="قالت", source="الوكالة", content="السفير وصف المدرسة بأنها ممتازة")
    inner = act(text, 1, cue="وصف", source="السفير", content="المدرسة بأنها ممتازة")
    found = praised(text, outer, inner)
    assert [holder for _, holder, _ in found] == ["السفير"]


def test_praise_outside_every_act_is_the_narrators() -> None:
    [(_, holder, _)] = praised("تحظى المدينة بمكانة مرموقة في العالم.")
    assert holder == "narrator"


def test_an_implied_source_is_resolved_and_an_unknown_one_is_not_the_narrator() -> None:
    known = Act(0, (0, 4), None, (20, 26), (5, 15), "government")
    assert holder_of("وأشاد بالمغرب كثيرا الوزير", known) == "الوزير"
    unknown = Act(0, (0, 4), None, None, (5, 15), "government")
    assert holder_of("وأشاد بالمغرب كثيرا", unknown) != "narrator"
    assert innermost_act([], 0, 4) is None


def test_offsets_point_into_the_document_as_read() -> None:
    """Diacritics, tatweel and a title with another length when folded."""
    articles = table("أَشَـــادَ الوزيرُ بالمتطوّعين.", titles=("خـبـر",))
    found = find_praise(articles, cut_sentences(articles))
    document = "خـبـر\n" + articles["text"][0]
    assert document[found["start"][0] : found["end"][0]] == "أَشَـــادَ"
    assert found["sentence"].tolist() == [1]


def test_boilerplate_carries_no_praise() -> None:
    articles = table("أشاد الوزير بجهود المتطوعين.")
    sentences = cut_sentences(articles).assign(boilerplate=True)
    assert find_praise(articles, sentences).empty


def test_an_empty_table_keeps_its_columns() -> None:
    articles = table("لا شيء هنا.")
    found = find_praise(articles, cut_sentences(articles))
    assert tuple(found.columns) == COLUMNS
    assert str(found["attribution"].dtype) == "Int64"


TEXTS = (
    "أشاد الوزير بالدور الريادي للمغرب.",
    "قدمت الفرقة عرضا رائعا.",
    "انخفضت أسعار النفط.",
    "شكر الجيران رجال الإطفاء على شجاعتهم.",
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(TEXTS))), st.integers(1, len(TEXTS)))
def test_a_chunk_gives_the_rows_of_the_whole(order: list[int], size: int) -> None:
    articles = table(*TEXTS).iloc[order].reset_index(drop=True)
    sentences = cut_sentences(articles)
    whole = find_praise(articles, sentences)
    parts = []
    for start in range(0, len(articles), size):
        part = articles.iloc[start : start + size].reset_index(drop=True)
        parts.append(find_praise(part, sentences[sentences["article_id"].isin(part["article_id"])]))
    pd.testing.assert_frame_equal(whole, pd.concat(parts, ignore_index=True), check_dtype=False)


def test_hits_found_before_are_used() -> None:
    articles = table(*TEXTS)
    sentences = cut_sentences(articles)
    hits = praise_matcher().find_all([fold(f"\n{text}").text for text in TEXTS])
    assert find_praise(articles, sentences, hits=hits).equals(find_praise(articles, sentences))


def test_a_matcher_of_several_lexicons_gives_the_same_praise() -> None:
    matcher = compile_lexicons([load_lexicon("formulas"), load_lexicon("praise")])
    articles = table(*TEXTS)
    sentences = cut_sentences(articles)
    found = find_praise(articles, sentences, matcher=matcher)
    assert found.equals(find_praise(articles, sentences))


def test_a_word_that_folding_confounds_is_told_by_its_spelling() -> None:
    """`هنأ` (congratulated) and `هنا` (here) fold alike."""
    for text, count in (("هنأ الملك الفريق", 1), ("هنا قرب الفريق", 0)):
        reading = Document("\n" + text, [(0, 0), (1, len(text) + 1)], [False, False])
        assert len(find_candidates(reading, [Hit(0, 1, "هنأ", "perfect")])) == count


def test_the_model_survives_a_round_trip_and_names_every_feature() -> None:
    model = praise_model()
    again = model_from(json.loads(json.dumps(model.as_data())))
    assert len(model.weights) == len(FEATURES)
    assert np.allclose(again.weights, model.weights)
    assert again.entries == pytest.approx(model.entries, abs=1e-5)


LEXICON = load_lexicon("praise")


def test_the_lexicon_is_large_and_whole() -> None:
    assert len(LEXICON.entries) >= 400
    assert {entry.class_ for entry in LEXICON.entries} == {
        *("act", "gratitude", "adjective", "superlative", "role", "honorific"),
        *("virtue", "achievement", "metaphor", "diplomatic"),
    }


@pytest.mark.parametrize("entry", LEXICON.entries, ids=lambda entry: entry.entry)
def test_every_entry_is_found_in_its_example(entry) -> None:
    hits = compile_lexicons([Lexicon("praise", "praise", (entry,))]).find(fold(entry.example))
    assert hits, f"{entry.entry}: not in {entry.example!r}"


def test_the_shipped_model_does_on_the_gold_what_its_card_says(shared) -> None:
    """The figure in the model file is of models that never saw the article; this one is not."""
    from toolkit.training.praise.gold import read_coded
    from toolkit.training.praise.train import counts, f1

    coded = read_coded(shared / "gold" / "dev.jsonl", None)
    model = praise_model()
    found = [model.probabilities(a.features, main_entries(a.read.candidates)) for a in coded]
    assert f1(counts(coded, found, model.threshold).sum(axis=0)) > 0.7


def test_an_entry_counts_for_more_than_its_class_where_it_was_coded() -> None:
    """What an entry was coded as raises or lowers its candidates; unknown entries change nothing."""
    model = replace(praise_model(), entries={"رائع": 1.0})
    features = np.zeros((2, len(FEATURES)))
    known, unknown = model.probabilities(features, ["رائع", "لا مدخل له"])
    [plain] = replace(model, entries={}).probabilities(features[:1], ["رائع"])
    assert known > unknown == plain
