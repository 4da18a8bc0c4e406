"""Targets of praise: what each rule names in a hard sentence, and the ranking."""

import time

import numpy as np
import pandas as pd
import pytest

from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import cut_sentences
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.candidates import Candidate, Hit
from toolkit.measures.praise.find import find_praise
from toolkit.measures.praise.phrases import noun_phrase
from toolkit.measures.praise.targets.rules import rule_targets
from toolkit.training.praise.gold import in_words
from toolkit.training.praise.ranking import fit_ranking


def read(text: str) -> Document:
    return Document(f"\n{text}", [(0, 0), (1, len(text) + 1)], [False, False])


def named(rule: str, text: str, words: str, entry: str, **options: str) -> str | None:
    """What a rule names for the expression `words`; `kind` and `source` may be given."""
    reading = read(text)
    first, last = place(reading, words)
    start, end = first, last
    hit = Hit(start, end, entry, options.get("kind", ""))
    act = None
    if "source" in options:
        spans = [reading.text.index(part) for part in (words, options["source"])]
        cue, source = (
            (at, at + len(part)) for at, part in zip(spans, (words, options["source"]), strict=True)
        )
        act = Act(0, cue, source, None, None, "government")
    is_act = rule == "complement"
    candidate = Candidate(first, last, (hit,), hit, -1 if is_act else first, is_act)
    span = dict(rule_targets(reading, candidate, act))[rule]
    return reading.text[reading.starts[span[0]] : reading.ends[span[1] - 1]] if span else None


def place(reading: Document, words: str) -> tuple[int, int]:
    start = reading.text.index(words)
    return reading.between(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "entry", "source", "target"),
    [
        # The found source swallows the complement: praised the army / the Council noted the steps.
        ("أشادت المديرة بالجيش في مقابلة.", "أشادت", "أشاد", "المديرة بالجيش", "بالجيش"),
        (
            "نوه المجلس بالخطوات التي قام بها المغرب.", "نوه", "نوه", "المجلس بالخطوات", "المغرب",
        ),
        # He thanked his colleague for his support: what was taken for the subject is the object.
        ("شكر زميله على دعمه.", "شكر", "شكر", "زميله", "زميله"),
        # The actor of a clause with "what": what the kingdom offers, what Korea has come to.
        ("أشاد الوزير بما تقدمه المملكة من دعم.", "أشاد", "أشاد", "الوزير", "المملكة"),
        ("أشاد المدير بما وصلت إليه كوريا من تقدم.", "أشاد", "أشاد", "المدير", "كوريا"),
        # The object stands behind an apposition.
        ("ثمنت اللاعبة، بطلة الملاكمة، تنظيم هذا التجمع.", "ثمنت", "ثمن", "اللاعبة", "تنظيم"),
        # The speed of the inquiry on the part of the government.
        (
            "مدح الرئيس سرعة التحقيقات من جانب الحكومة.", "مدح", "مدح", "الرئيس", "الحكومة",
        ),
        # The spirit of responsibility among the staff.
        ("أشاد المدير بروح المسؤولية لدى الموظفين.", "أشاد", "أشاد", "المدير", "الموظفين"),
    ],
)  # fmt: skip
def test_the_complement_of_an_act(text, words, entry, source, target) -> None:
    found = named("complement", text, words, entry, source=source, kind="perfect")
    assert found is not None
    assert found.startswith(target)


def test_a_pronoun_on_the_act_points_back_over_the_speaker() -> None:
    # The president won; Brussels congratulated him on his victory.
    text = "فاز الرئيس في الاقتراع، وقالت المفوضية إنها هنأته على فوزه."
    assert named("complement", text, "هنأته", "هنأ", source="المفوضية", kind="perfect") == "الرئيس"


@pytest.mark.parametrize(
    ("rule", "text", "words", "entry", "target"),
    [
        # The courage of the policemen; a leading stance "of" the president's.
        ("owner", "حيا الناس شجاعة رجال الشرطة.", "شجاعة", "شجاع", "رجال الشرطة"),
        ("owner", "هذا موقف رائع» للمحكمة العليا.", "موقف رائع", "رائع", "للمحكمة العليا"),
        # The continuous support that it was given by the leadership.
        (
            "owner",
            "نوهوا بالدعم الكبير الذي حظيت به من القيادة.",
            "بالدعم الكبير",
            "كبير",
            "القيادة",
        ),
        # The forces which played a decisive role; the port that will have a great effect.
        ("relative", "وصلت القوات التي لعبت دورا حاسما.", "دورا حاسما", "حاسم", "القوات"),
        ("relative", "دخلوا إلى الميناء الذي سيكون له أثر كبير.", "أثر كبير", "كبير", "الميناء"),
        # The subject of a predicate, before the copula or behind it.
        ("predicate", "قال إن المؤتمر كان إنجازا تاريخيا.", "إنجازا تاريخيا", "إنجاز", "المؤتمر"),
        ("predicate", "كان اللاعب رائعا.", "رائعا", "رائع", "اللاعب"),
        # The heroic duty that the forces do.
        ("what", "إن ما تقوم به القوات من واجب بطولي كبير.", "واجب بطولي", "بطولي", "القوات"),
        # The discipline of the players, held by the expression itself.
        ("inside", "سره انضباط اللاعبين.", "انضباط اللاعبين", "انضباط", "اللاعبين"),
    ],
)
def test_whom_evaluative_words_are_said_of(rule, text, words, entry, target) -> None:
    found = named(rule, text, words, entry)
    assert found is not None
    assert found.startswith(target)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("رجال القرية يواصلون العمل", "رجال القرية"),  # "the village's men go on"
        ("رئيس الشركة بما وصلت إليه", "رئيس الشركة"),  # "the head of the company, with what …"
        ("فصائل الشمال لعبت دورا", "فصائل الشمال"),  # "factions of the north played a role"
    ],
)
def test_a_noun_phrase_ends_before_verbs_and_links(text, phrase) -> None:
    reading = read(text)
    first, last = noun_phrase(reading, 0)
    assert reading.text[reading.starts[first] : reading.ends[last - 1]] == phrase


def test_coded_targets_may_be_offsets_text_or_missing() -> None:
    document = "أشاد الوزير بالمغرب"
    assert in_words({"target": [12, 19], "holder": [5, 11]}, document) == {
        "target": "بالمغرب",
        "holder": "الوزير",
    }
    assert in_words({"target": None, "holder": "narrator"}, document)["target"] is None


def test_the_ranking_learns_which_phrase_fits_and_leaves_hopeless_expressions_out() -> None:
    rng = np.random.default_rng(0)
    features = [rng.normal(size=(5, 3)) for _ in range(60)]
    fits = [(rows[:, 1] == rows[:, 1].max()).astype(float) for rows in features]
    weights = fit_ranking(features, fits, 1.0)
    assert int(np.argmax(weights)) == 1
    hopeless = fit_ranking([*features, np.ones((2, 3))], [*fits, np.zeros(2)], 1.0)
    assert np.allclose(weights, hopeless, atol=1e-3)


def test_one_line_of_a_megabyte_takes_seconds() -> None:
    """Nothing about one expression is looked for through a whole line."""
    # "The minister praised the leading role of Morocco", behind 200,000 times "word"
    text = "كلمة " * 200_000 + "أشاد الوزير بالدور الريادي للمغرب. "
    articles = pd.DataFrame({"article_id": ["a"], "title": [""], "text": [text]})
    spans = {"sentence": [0, 1], "start": [0, 1], "end": [0, len(text) + 1]}
    sentences = pd.DataFrame({"article_id": "a", **spans, "boilerplate": False})
    before = time.process_time()
    assert len(find_praise(articles, sentences)) > 0
    assert time.process_time() - before < 10
    # Cut as an article is, the line keeps both.
    cut = find_praise(articles, cut_sentences(articles))
    assert cut["entry"].tolist() == ["أشاد", "دور ريادي"]
