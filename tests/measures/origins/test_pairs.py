"""Who copies whom: by name, by shared words, by both."""

import pandas as pd
import pytest

import toolkit
from toolkit.errors import InputError
from toolkit.measures.origins import copy_pairs

RUN = "أعلنت اللجنة المنظمة مساء الأحد أن المعرض السنوي للخزف سيفتح أبوابه في ساحة الميناء القديم"


def study():
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b", "c", "d"],
            "outlet": ["المنارة", "الميناء", "الميناء", "الشاطئ"],
            "published": ["2022-05-10", "2022-05-11", "2022-05-12", "2022-05-12"],
            "title": ["معرض", "افتتاح", "زيارة", "خزف"],
            "text": [
                f"{RUN}.",
                f"{RUN}، نقلا عن جريدة المنارة.",
                "وصل الوفد مساء أمس، بحسب صحيفة «المنارة».",
                f"{RUN}.",
            ],
        }
    )
    return toolkit.score(articles, reuse=True)


def test_naming_and_sharing_are_counted_by_pair():
    found = study()
    pairs = copy_pairs(found.articles, found.origins, found.reuse)
    rows = {(r.copier, r.copied): r for r in pairs.itertuples(index=False)}
    named = rows["الميناء", "المنارة"]
    assert (named.named, named.shared, named.both) == (2, 1, 1)
    silent = rows["الشاطئ", "المنارة"]
    assert (silent.named, silent.shared, silent.both) == (0, 1, 0)
    assert silent.words == len(RUN.split())
    assert set(rows) == {("الميناء", "المنارة"), ("الشاطئ", "المنارة")}


def test_without_reuse_there_are_the_names():
    found = study()
    pairs = copy_pairs(found.articles, found.origins, found.reuse.iloc[:0])
    assert pairs[["copier", "copied", "named", "shared"]].values.tolist() == [
        ["الميناء", "المنارة", 2, 0]
    ]


def test_nothing_found_gives_an_empty_table():
    found = study()
    pairs = copy_pairs(found.articles, found.origins.iloc[:0], found.reuse.iloc[:0])
    assert pairs.empty
    assert pairs["named"].dtype == "int64"


def test_a_row_of_another_study_is_told():
    found = study()
    with pytest.raises(InputError, match="article_id 'a' is not among the articles"):
        copy_pairs(found.articles[1:], found.origins, found.reuse)


def test_two_spellings_of_an_outlet_that_is_not_in_the_study_are_one():
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "الميناء"})
    origins = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["الأصداء", "جريدة الاصداء"]})
    reuse = pd.DataFrame({"article_id": [], "source_article_id": [], "words": []})
    pairs = copy_pairs(articles, origins, reuse)
    assert pairs[["copied", "named"]].values.tolist() == [["الأصداء", 2]]
