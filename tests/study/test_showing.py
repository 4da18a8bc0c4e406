"""A notebook shows what was found in a study."""

import pandas as pd

import toolkit
from toolkit.study.showing import study_html

# "The minister said <b> that the role is leading."
TEXT = "قال الوزير <b> إن الدور الرائد للمغرب مهم."


def test_each_kind_is_counted_with_words_as_printed():
    page = toolkit.score(TEXT)._repr_html_()
    assert "<b>1 article</b> · <bdi>no outlet</bdi>" in page
    assert '<th scope="row">attributions</th><td>1</td><td>1</td>' in page
    assert "<bdi>قال</bdi>" in page
    assert '<th scope="row">credits</th><td>0</td><td></td>' in page
    assert "toolkit.show(study, &#x27;texts-1&#x27;)" in page


def test_what_is_printed_is_escaped():
    study = toolkit.score(pd.DataFrame({"text": [TEXT], "outlet": ["<script>"]}))
    assert "<script>" not in study_html(study)
    assert "&lt;script&gt;" in study_html(study)


def test_outlets_and_days_are_told():
    articles = pd.DataFrame(
        {"text": [TEXT] * 2, "outlet": ["أ", "ب"], "published": ["2022-05-11", "2022-05-13"]}
    )
    assert "2 outlets</bdi> · 2022-05-11 – 2022-05-13" in study_html(toolkit.score(articles))
