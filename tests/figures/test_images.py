"""The figures as pictures, against those that were looked at: `pytest --mpl-generate-path` draws anew.

Letters that come apart, labels on top of each other or a lost axis change the picture, where bytes
and numbers may stay plausible.
"""

import pandas as pd
import pytest

from toolkit import figures

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
# Antialiasing differs a little between machines; moved or missing letters differ by far more.
LOOKED_AT = pytest.mark.mpl_image_compare(
    baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 80}
)


@LANGUAGES
@LOOKED_AT
def test_outlets_on_one_measure(scores, language):
    return figures.by_outlet(scores, "praise_per_1000", language=language)


@LANGUAGES
@LOOKED_AT
def test_source_mix(attributions, articles, language):
    return figures.source_mix(attributions, articles, language=language)


@LANGUAGES
@LOOKED_AT
def test_course_of_voices(sentences, articles, language):
    return figures.voice_course(sentences, articles, language=language)


@LANGUAGES
@LOOKED_AT
def test_praise_by_holder_and_target(praise, attributions, articles, language):
    return figures.praise_flows(praise, attributions, articles, language=language)


@LANGUAGES
@LOOKED_AT
def test_course_of_a_measure(scores, language):
    moments = ["eve", "opening", "after"] * 12
    return figures.course(
        scores.assign(moment=moments), "direct_share", by="outlet", language=language
    )


@LANGUAGES
@LOOKED_AT
def test_praise_by_states(honoured, attributions, articles, language):
    return figures.praise_flows(honoured, attributions, articles, targets=3, language=language)


@LANGUAGES
@LOOKED_AT
def test_who_is_given_words(spoken, printed, actors, language):
    return figures.speakers(spoken, printed, actors, language=language)


@LANGUAGES
@LOOKED_AT
def test_whose_states_speak(spoken, printed, language):
    return figures.states(spoken, printed, most=3, language=language)


@LANGUAGES
@LOOKED_AT
def test_who_quotes_whom(spoken, printed, actors, language):
    return figures.voices_network(spoken, printed, actors, language=language)


@LANGUAGES
@LOOKED_AT
def test_reliability_curve(language):
    table = pd.DataFrame(
        {"n": [90, 90, 90], "confidence": [0.55, 0.8, 0.96], "right": [0.5, 0.83, 0.98]}
    )
    return figures.reliability(table, language=language)


@LANGUAGES
@LOOKED_AT
def test_corrected_beside_naive(language):
    table = pd.DataFrame(
        [("أ", "naive", 0.62, 0.58, 0.66), ("أ", "corrected", 0.55, 0.46, 0.64)],
        columns=["group", "method", "estimate", "low", "high"],
    )
    return figures.corrected(table, measure="official_source_share", language=language)
