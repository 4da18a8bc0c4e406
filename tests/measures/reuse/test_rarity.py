"""Sequences that are no text go; what is left is numbered as if they had never been."""

import numpy as np
import pandas as pd

from toolkit.measures.reuse import index_reuse, reuse_scores

# "The foreign minister said in Marrakesh that the meeting went well", then words of their own.
FORMULA = "قال وزير الخارجية في مراكش إن الاجتماع كان ناجحا"
OWN = [
    "وتمسك الصيادون بقواربهم القديمة رغم غلاء الوقود وقلة السمك هذا الموسم",
    "واقتنت البلدية حافلات جديدة تعمل بالغاز لنقل تلاميذ القرى البعيدة صباحا",
]


def test_groups_are_numbered_without_a_gap_where_formulas_went():
    texts = [f"{FORMULA}. {OWN[i % 2]}." if i < 4 else FORMULA + "." for i in range(12)]
    articles = pd.DataFrame(
        {"article_id": [f"a{i}" for i in range(12)], "outlet": [f"o{i}" for i in range(12)],
         "published": pd.date_range("2022-05-11T10:00Z", periods=12), "title": "خبر", "text": texts}
    )  # fmt: skip
    index = index_reuse(articles)
    groups = index.grams.groups
    assert len(groups)
    assert np.array_equal(np.unique(groups), np.arange(groups.max() + 1))
    shares = reuse_scores(index)["shared_copy_share"]
    assert (shares[:4] > 0).all()
