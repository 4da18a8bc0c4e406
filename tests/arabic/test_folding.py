"""Folding keeps a map back to the text as read."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from toolkit.arabic import fold

ARABIC = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFDFF),
        st.characters(min_codepoint=0xFE70, max_codepoint=0xFEFF),
        st.characters(max_codepoint=0x24F),
        st.characters(min_codepoint=0x300, max_codepoint=0x36F),
        st.characters(min_codepoint=0x2000, max_codepoint=0x206F),
    ),
    max_size=60,
)


def test_variants_fold_together():
    # the minister, spelt in six ways
    forms = ("أكّد", "اكد", "أَكَّدَ", "أكـــد", "أ\u200fكد", unicodedata.normalize("NFD", "أكد"))
    assert {fold(f).text for f in forms} == {"اكد"}


def test_teh_marbuta_and_maksura():
    assert fold("مستشفى الحكومة").text == "مستشفي الحكومه"


def test_digits_and_latin():
    assert fold("CNN ٢٠٢٢ ۲۲").text == "cnn 2022 22"


def test_presentation_forms_and_ligatures_expand():
    folded = fold("ﻻ ﷲ")
    assert folded.text.replace("ا", "").startswith("ل")
    assert len(folded.offsets) == len(folded.text) + 1
    assert folded.span(0, 2) == (0, 1)


def test_span_holds_the_marks_behind_the_last_letter():
    text = "قالَ مُحَمَّدٌ نعم"
    folded = fold(text)
    start = folded.text.index("محمد")
    assert text[slice(*folded.span(start, start + 4))] == "مُحَمَّدٌ"


def test_nul_and_empty():
    assert fold("").text == ""
    assert fold("ا\0ب").text == "ا ب"


@given(ARABIC)
def test_offsets_rise_and_stay_inside(text):
    folded = fold(text)
    offsets = folded.offsets.tolist()
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


@given(ARABIC)
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@given(ARABIC)
def test_normal_forms_fold_alike(text):
    assert (
        fold(unicodedata.normalize("NFC", text)).text
        == fold(unicodedata.normalize("NFD", text)).text
    )


def test_every_arabic_letter_folds_alike_composed_and_decomposed():
    for point in (*range(0x600, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x900)):
        letter = chr(point)
        assert fold(letter).text == fold(unicodedata.normalize("NFD", letter)).text, hex(point)


def test_every_accented_letter_of_other_scripts_folds_alike_composed_and_decomposed():
    for point in (*range(0x80, 0x600), *range(0x1E00, 0x2000)):
        letter = unicodedata.normalize("NFC", chr(point))
        assert fold(letter).text == fold(unicodedata.normalize("NFD", letter)).text, hex(point)


@given(ARABIC)
def test_a_short_text_folds_as_the_beginning_of_a_long_one(text):
    short, long = fold(text), fold(text + "ا" * 100)
    assert long.text == short.text + "ا" * 100
    assert long.offsets[: len(short.offsets)].tolist() == short.offsets.tolist()
    assert short.offsets.dtype == long.offsets.dtype
    nul = fold("\0" + text)
    assert nul.text == fold("\0" + text + "ا" * 100).text[: len(nul.text)]
