"""Both languages say the same things, and unknown codes are shown as they are."""

import pytest

from toolkit.errors import InputError
from toolkit.report.wording import wording
from toolkit.study.scores import COLUMNS


def _keys(words, path=""):
    if not isinstance(words, dict):
        return {path}
    return {key for name, part in words.items() for key in _keys(part, f"{path}/{name}")}


def test_arabic_and_english_have_the_same_keys():
    assert _keys(wording("ar").words) == _keys(wording("en").words)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_score_has_a_label_and_a_unit(language):
    words = wording(language)
    for name in COLUMNS:
        assert words.measure(name) != name
        assert words.number(name, 0.5)


def test_every_code_of_the_codebook_has_a_label():
    kinds = {"direct", "indirect", "mixed"}
    assert kinds == set(wording("ar").words["kind"])
    assert len(wording("ar").words["source_type"]) == 11
    assert len(wording("ar").words["voice"]) == 5


def test_an_unknown_language_is_refused_with_those_known():
    with pytest.raises(InputError, match="'fr' is not known; allowed: en, ar"):
        wording("fr")


def test_a_value_cannot_turn_its_line_round():
    # A right-to-left override inside a speaker's name would mirror the rest of the line.
    line = wording("en").line("source", ("speaker", "وزير\u202e الخارجية\n"))
    assert "\u202e" not in line
    assert "\u2068وزير الخارجية\u2069" in line


def test_missing_values_are_passed_over():
    line = wording("en").line("praise", ("target", None), ("holder", float("nan")), ("entry", " "))
    assert line.strip("\u2066\u2069") == "Praise"


@pytest.mark.parametrize(
    ("language", "points"), [("en", "percentage points"), ("ar", "نقطة مئوية")]
)
def test_a_difference_of_shares_is_no_share(language, points):
    words = wording(language)
    assert words.difference("direct_share", -0.256) == f"\u2066-26\u2069 {points}"
    assert words.difference("direct_share", 0.256, bare=True) == "\u2066+26\u2069"
    assert words.difference("praise_per_1000", 1.25) == "\u2066+1.2\u2069"
    assert words.difference("direct_share", None) == ""
