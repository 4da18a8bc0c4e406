"""Every measure runs over the same hard texts and keeps the contracts of its tables."""

import unicodedata

import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles

SENTENCE = "قال وزير الخارجية المغربي إن بلاده «شريك رائد» للتحالف، وأشاد بجهود الأمم المتحدة."
POINTED = "قَالَ وَزِيرُ الخَارِجِيَّةِ إِنَّ بِلادَهُ «شَرِيكٌ رَائِدٌ»، وَأَشَادَ بِجُهُودِ الأُمَمِ المُتَّحِدَةِ."
HARD = {
    "empty": "",
    "one_word": "نعم",
    "punctuation": '... «»"“ :؟!',
    "diacritics": POINTED,
    "tatweel": SENTENCE.replace("ا", "ــا"),
    "mixed_latin": "قال Antony Blinken (@SecBlinken) إن NATO قوي 100% https://example.org/x?y=1",
    "unbalanced": 'قال: "لن نتراجع\nوأضاف « نعم " ثم » سكت',
    "nul": "قال الوزير\0 إن الأمر\0انتهى",
    "nfd": unicodedata.normalize("NFD", SENTENCE),
    "presentation_forms": "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻻﺟﺘﻤﺎﻉ ﻧﺎﺟﺢ ﷲ",
    "emoji": "قال الوزير 👍🏽 إن «الأمر 🇲🇦 انتهى» ✅",
    "bidi": "\u202bقال الوزير\u202c إن \u200fالأمر\u200e انتهى",
    "many_acts": (SENTENCE + " ") * 150,
    "one_long_line": "كلمة " * 60_000 + SENTENCE,
}


def table(names):
    columns = {"article_id": list(names), "outlet": "o", "title": "عنوان", "text": "نص"}
    # A table without any text is refused at the door; a single article may still be empty.
    return check_articles(pd.DataFrame(columns)).assign(text=[HARD[n] for n in names])


@pytest.fixture(scope="module")
def studies():
    return {name: toolkit.score(table([name])) for name in HARD}


@pytest.mark.parametrize("name", HARD)
def test_every_span_lies_in_the_document(studies, name):
    study = studies[name]
    length = len("عنوان\n" + HARD[name])
    for part in ("sentences", "attributions", "praise", "formulas", "credits"):
        frame = getattr(study, part)
        for column in [c for c in frame if c.endswith("start")]:
            stop = frame[column.replace("start", "end")]
            known = frame[column].notna()
            assert (frame.loc[known, column] >= 0).all()
            assert (stop[known] >= frame.loc[known, column]).all()
            assert (stop[known] <= length).all()


@pytest.mark.parametrize("name", HARD)
def test_scores_are_one_row_with_shares_in_range(studies, name):
    scores = studies[name].scores
    assert len(scores) == 1
    for column in [c for c in scores if c.endswith("_share")]:
        value = scores[column].iloc[0]
        assert pd.isna(value) or 0 <= value <= 1


def test_a_chunk_and_the_whole_give_the_same_rows(studies):
    names = [n for n in HARD if n != "one_long_line"]
    whole = toolkit.score(table(names))
    for name in names:
        own = whole.scores[whole.scores["article_id"] == name].reset_index(drop=True)
        pd.testing.assert_frame_equal(own, studies[name].scores)


def test_the_articles_are_not_changed():
    articles = table(["diacritics", "unbalanced"])
    before = articles.copy(deep=True)
    toolkit.score(articles)
    pd.testing.assert_frame_equal(articles, before)
