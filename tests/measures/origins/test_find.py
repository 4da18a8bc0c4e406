"""Which outlet an article names as origin: its name, and nothing that is no outlet."""

import pandas as pd
import pytest

import toolkit
from toolkit.measures.origins import find_origins


def rows(*texts: str, outlet: str = "الشاطئ") -> pd.DataFrame:
    ids = [str(number) for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "title": "خبر", "text": texts, "outlet": outlet})


@pytest.mark.parametrize(
    ("text", "outlet", "written"),
    [
        ("نقلا عن موقع هسبريس، وصل الوفد.", "هسبريس", "نقلا عن موقع هسبريس"),
        ('وصل الوفد، وفق ما نقلته صحيفة "المنارة" أمس.', "المنارة", 'نقلته صحيفة "المنارة"'),
        ("وصل الوفد بحسب جريدة المَنارة.", "المَنارة", "بحسب جريدة المَنارة"),
        # whose the paper is describes it and is no part of its name
        ("وصل الوفد بحسب جريدة الميناء المغربية.", "الميناء", "بحسب جريدة الميناء"),
        ("وقالت صحيفة نيويورك تايمز الأمريكية إن", "نيويورك تايمز", "وقالت صحيفة نيويورك تايمز"),
        ("وفقا لموقع قمر نيوز فإن الوفد وصل.", "قمر نيوز", "وفقا لموقع قمر نيوز"),
        ("وكتب موقع صدى الجنوب أن الوفد وصل.", "صدى الجنوب", "وكتب موقع صدى الجنوب"),
        ("حسبما أوردت على موقعها جريدة بيان اليوم.", "بيان اليوم", None),
        ("ونقل موقع صحيفة «المنارة» الخبر.", "المنارة", None),  # the paper's site is the paper
        ('نقلا عن "القمر نيوز" وصل الوفد.', "القمر نيوز", 'نقلا عن "القمر نيوز"'),  # no noun
        ("وصل الوفد.\nالمصدر: هسبريس", "هسبريس", "المصدر: هسبريس"),
    ],
)
def test_the_outlet_is_named(text, outlet, written):
    found = find_origins(rows(text))
    assert found["outlet"].tolist() == [outlet]
    if written is not None:
        row = found.iloc[0]
        assert f"خبر\n{text}"[row["start"] : row["end"]] == written


@pytest.mark.parametrize(
    "text",
    [
        "وذكرت صحيفة محلية أن الوفد عاد.",  # described, not named
        "وذكر موقع إلكتروني أن الوفد عاد.",
        "وأفاد شهود في موقع الحادث بذلك.",  # the place of the accident
        "وذكرت قناة السويس أن الملاحة عادت.",  # the canal
        "وبحسب موقع وزارة الخارجية وصل الوفد.",  # a ministry's site
        "نقلا عن «رويترز» وصل الوفد.",  # an agency: credits have it
        'نقلا عن "مصادر مطلعة" وصل الوفد.',  # sources, in marks
        "وقالت الصحيفة إن الأمر مختلف.",
        "وأضاف المصدر: وصل الوفد.",  # "the source added", no signature
        "وصل الوفد وفق ما نشرته جريدة الشاطئ.",  # the outlet itself
    ],
)
def test_what_is_no_origin(text):
    assert find_origins(rows(text)).empty


def test_scoring_finds_them_in_parts_and_whole():
    articles = rows("نقلا عن موقع هسبريس، وصل الوفد.", "وصل الوفد.")
    articles = articles.assign(published="2022-05-11")
    whole = toolkit.score(articles).origins
    assert whole[["article_id", "outlet", "text"]].values.tolist() == [
        ["0", "هسبريس", "نقلا عن موقع هسبريس"]
    ]
    parts = [toolkit.score(articles.iloc[[place]]).origins for place in range(2)]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


def test_no_articles_and_empty_texts_name_nobody():
    assert find_origins(rows()).empty
    assert find_origins(rows("", None)).empty
