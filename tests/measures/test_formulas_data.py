"""The list of formulas: sound, by state, each with an example that holds it."""

from collections import Counter
from importlib.resources import files

import pandas as pd
import pytest
import yaml

from toolkit.arabic import fold
from toolkit.articles.sentence_table import cut_sentences
from toolkit.measures.formulas import find_formulas

CLASSES = {"honorific", "protocol", "self_description", "programme", "loaded"}
STATES = {
    *("Morocco", "Saudi Arabia", "United Arab Emirates", "Qatar", "Kuwait", "Bahrain", "Oman"),
    *("Gulf states", "Jordan", "Egypt", "Algeria", "Syria", "Iraq", "Yemen", "Arab states"),
    *("Russia", "Iran", "Israel", "United States"),
}


@pytest.fixture(scope="module")
def entries() -> list[dict[str, str]]:
    source = files("toolkit.lexicons") / "data" / "formulas.yaml"
    return yaml.safe_load(source.read_text("utf-8"))["entries"]


def test_every_entry_has_a_class_and_a_state(entries) -> None:
    assert len(entries) >= 150
    assert {entry["class"] for entry in entries} == CLASSES
    assert {entry["state"] for entry in entries} == STATES


def test_no_entry_stands_twice(entries) -> None:
    counts = Counter(fold(entry["entry"]).text for entry in entries)
    assert [entry for entry, n in counts.items() if n > 1] == []


def test_every_example_holds_its_entry(entries) -> None:
    def bare(text: str) -> str:
        return " ".join(fold(text).text.replace("-", " ").replace("لل", "ل ال").split())

    assert [e["entry"] for e in entries if bare(e["entry"]) not in bare(e["example"])] == []


def test_every_state_studied_has_enough(entries) -> None:
    counts = Counter(entry["state"] for entry in entries)
    gulf = {"Saudi Arabia", "United Arab Emirates", "Qatar", "Kuwait", "Bahrain", "Oman"}
    arab = {"Morocco", "Egypt", "Algeria", "Syria", "Iraq", "Yemen"}
    for state in gulf | arab | {"Russia", "Iran", "Israel", "United States"}:
        assert counts[state] >= 15, state


@pytest.mark.parametrize(
    ("text", "entry", "state"),
    [
        # "the Emir, the Father, attended", "a message to the Crown Prince, Deputy Supreme Commander"
        ("حضر سمو الأمير الوالد العرض.", "سمو الأمير الوالد", "Qatar"),
        ("بعث رسالة لولي العهد نائب القائد الأعلى.", "ولي العهد نائب القائد الأعلى", "Bahrain"),
        ("يخدم الطريق أهداف رؤية عمان 2040.", "رؤية عمان 2040", "Oman"),
        ("نعى الديوان أمير الإنسانية.", "أمير الإنسانية", "Kuwait"),
        ("انقلبت الجماعة على السلطة الشرعية.", "السلطة الشرعية", "Yemen"),
        # The longer formula stands, not the shorter one inside it.
        ("تحققت مئوية الإمارات 2071.", "مئوية الإمارات 2071", "United Arab Emirates"),
    ],
)
def test_formulas_are_found_through_clitics(text, entry, state) -> None:
    found = find_formulas(*_cut(text))
    assert found[["entry", "state"]].values.tolist() == [[entry, state]]


@pytest.mark.parametrize(
    "text",
    [
        "لا يمكن للمملكة التعايش مع الخطر.",  # "the kingdom cannot live with the danger"
        "منح الفريق البحرين فرصة اللعب.",  # "the team gave Bahrain the chance to play"
        "قال وسمو نائبه الأمير يستمع.",  # "while His Highness his deputy, the prince, listened"
        "ناقش البرلمان البرنامج الحكومي.",  # any government's programme
        "زار القائد العام للقوات المسلحة الليبية القاعدة.",  # Libya's commander
    ],
)
def test_what_the_corpora_showed_to_be_other_words_is_no_formula(text) -> None:
    assert find_formulas(*_cut(text)).empty


def _cut(text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = pd.DataFrame({"article_id": ["a"], "title": [""], "text": [text]})
    return articles, cut_sentences(articles)
