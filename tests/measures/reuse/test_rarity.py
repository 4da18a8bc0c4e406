"""Sequences that are no text go; what is left is numbered as if they had never been."""

import numpy as np
import pandas as pd
import pytest

import toolkit
from toolkit.articles import cut_sentences
from toolkit.measures.reuse import find_reuse, index_reuse, reuse_scores


def test_groups_are_numbered_without_a_gap_where_formulas_went():
    articles = toolkit.read_articles("data/sample")
    index = index_reuse(articles, sentences=cut_sentences(articles))
    groups = index.grams.groups
    assert np.array_equal(np.unique(groups), np.arange(groups.max() + 1))
    shares = reuse_scores(index)["shared_copy_share"]
    assert shares.between(0, 1).all()
    assert (shares > 0.5).any()


def _pair(one: str, two: str) -> pd.DataFrame:
    days = ["2022-05-08", "2022-05-11"]
    return pd.DataFrame({"article_id": ["a", "b"], "outlet": ["أ", "ب"], "title": "",
                         "text": [one, two], "published": days})  # fmt: skip


@pytest.mark.parametrize(
    "shared",
    [
        # the minister's title and name · the meeting's name · the king's title
        "وزير الشؤون الخارجية والتعاون الإفريقي والمغاربة المقيمين بالخارج ناصر بوريطة",
        "الاجتماع الوزاري للتحالف الدولي ضد تنظيم داعش الإرهابي",
        "جلالة الملك عبد الله الثاني ابن الحسين المعظم القائد الأعلى",
    ],
)
def test_a_title_or_a_meeting_s_name_in_two_articles_is_no_copy(shared):
    assert find_reuse(_pair(f"استقبل أمس {shared} ضيفا", f"غادر {shared} مطار العاصمة")).empty


def test_words_of_somebody_s_own_are_a_copy_in_two_articles_too():
    shared = "تساقطت الثلوج على مرتفعات الجنوب طوال الليل فقطعت الطرق عن ثلاثين قرية"
    assert len(find_reuse(_pair(f"{shared}.", f"في نشرتنا {shared} اليوم"))) == 1
