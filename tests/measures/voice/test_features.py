import numpy as np
import pandas as pd
import pytest

from toolkit.arabic.document import Document
from toolkit.arabic.stems import stem
from toolkit.measures.attribution.acts import is_official, read_acts
from toolkit.measures.voice.features import FEATURES, GROUPS, describe
from toolkit.measures.voice.speakers import read_speakers

# "Title", then: The minister said that the country is safe. Life goes on.
TITLE = "عنوان"
DOCUMENT = f"{TITLE}\nقال الوزير إن البلاد آمنة. وتستمر الحياة."


def acts(document: str, **words: str | None) -> pd.DataFrame:
    """One act whose spans are given by their words."""
    row: dict[str, object] = {"source_type": words.pop("source_type")}
    for name in ("cue", "source", "source_resolved", "content"):
        text = words.get(name)
        start = document.index(text) if text else np.nan
        row[f"{name}_start"] = start
        row[f"{name}_end"] = start + len(text) if text else np.nan
    return pd.DataFrame([row])


def feature(table: np.ndarray, sentence: int, name: str) -> float:
    return float(table[sentence, FEATURES.index(name)])


def described(document: str, found: pd.DataFrame, spans: list[tuple[int, int]]) -> np.ndarray:
    flags = np.zeros(len(spans), dtype=bool)
    return describe(
        read_speakers(Document(document, spans), read_acts(found)), np.array(spans), flags
    )


@pytest.fixture
def sentences() -> list[tuple[int, int]]:
    stop = DOCUMENT.index(".") + 1
    return [(0, 5), (6, stop), (stop + 1, len(DOCUMENT))]


def test_cue_source_and_content_count_as_the_officials_words(sentences):
    found = acts(
        DOCUMENT, source_type="government", cue="قال", source="الوزير", content="البلاد آمنة"
    )
    table = described(DOCUMENT, found, sentences)
    assert feature(table, 1, "official") == pytest.approx(4 / 5)  # all but the particle
    assert feature(table, 1, "official_most") == 1
    assert feature(table, 2, "own") == 1


def test_a_sentence_knows_who_spoke_before_it(sentences):
    found = acts(DOCUMENT, source_type="party", cue="قال", source="الوزير", content="البلاد آمنة")
    table = described(DOCUMENT, found, sentences)
    assert feature(table, 2, "before1_other") == pytest.approx(4 / 5)
    assert feature(table, 2, "running_other") == 1
    assert feature(table, 2, "running_official") == 0
    assert feature(table, 0, "gap") == 5


def test_a_quotation_over_sentences_covers_them_all():
    # "The minister said: «The country is safe. Life goes on.»"
    document = f"{TITLE}\nقال الوزير: «البلاد آمنة. وتستمر الحياة.»"
    content = "البلاد آمنة. وتستمر الحياة."
    found = acts(document, source_type="government", cue="قال", source="الوزير", content=content)
    stop = document.index(".") + 1
    table = described(document, found, [(0, 5), (6, stop), (stop + 1, len(document))])
    assert feature(table, 2, "official") == 1


def test_an_unsure_act_counts_by_how_likely_an_official_speaks(sentences):
    found = acts(
        DOCUMENT, source_type="government", cue="قال", source="الوزير", content="البلاد آمنة"
    )
    unsure = found.assign(confidence=0.5, official_probability=0.6)
    table = described(DOCUMENT, unsure, sentences)
    assert feature(table, 1, "official") == pytest.approx(4 / 5)
    assert feature(table, 1, "likely_official") == pytest.approx(4 / 5 * 0.3)
    assert feature(table, 1, "likely_other") == pytest.approx(4 / 5 * 0.2)
    plain = described(DOCUMENT, found, sentences)
    assert feature(plain, 1, "likely_official") == pytest.approx(4 / 5)
    assert feature(plain, 1, "likely_other") == 0


def test_diacritics_and_tatweel_do_not_move_the_spans():
    document = f"{TITLE}\nقَـالَ الـوَزيرُ إنَّ كلَّ شيءٍ بخيرٍ."
    found = acts(document, source_type="government", cue="قَـالَ", source="الـوَزيرُ", content="بخيرٍ")
    reading = read_speakers(Document(document, []), read_acts(found))
    spoken = [w for w, marked in zip(reading.words, reading.official, strict=True) if marked]
    assert spoken == ["قال", "الوزير", "بخير"]


def test_a_states_agency_speaks_officially_and_an_international_one_does_not():
    assert is_official("news_agency", "وكالة الأنباء السعودية")
    assert not is_official("news_agency", "وكالة فرانس برس")
    assert not is_official("media", "وكالة الأنباء السعودية")


def test_every_feature_has_a_column_and_a_number(sentences):
    table = described(DOCUMENT, acts(DOCUMENT, source_type="expert", cue="قال"), sentences)
    assert table.shape == (3, len(FEATURES))
    assert np.isfinite(table).all()


def test_the_stem_keeps_three_letters():
    assert stem("وال") == "وال"
    assert stem("بالمشاريع") == "مشاريع"


def test_a_stem_of_two_groups_counts_in_both(sentences):
    base = stem("الحياه")
    words = dict.fromkeys(GROUPS, frozenset()) | {"aims": {base}, "hedge": {base}}
    speakers = read_speakers(Document(DOCUMENT, sentences), [])
    table = describe(speakers, np.array(sentences), np.zeros(3, dtype=bool), words=words)
    counts = {name: feature(table, 2, f"count_{name}") for name in GROUPS}
    assert counts == dict.fromkeys(GROUPS, 0) | {"aims": np.log(2), "hedge": np.log(2)}
