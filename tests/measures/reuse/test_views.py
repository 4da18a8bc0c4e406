"""Sums over the table of reuse: by outlet, and by what is quoted."""

import pandas as pd

from toolkit.measures.reuse.find import find_reuse
from toolkit.measures.reuse.views import quoted_words, sharing_graph

SPEECH = "أشاد الوزير بالدور الذي تقوم به المملكة في محاربة الإرهاب"  # ten words


def corpus(*texts: str) -> pd.DataFrame:
    n = len(texts)
    return pd.DataFrame(
        {
            "article_id": [f"a{i}" for i in range(n)],
            "outlet": ["الوكالة", "الموقع", "الموقع"][:n],
            "published": [f"2022-05-{11 + i}" for i in range(n)],
            "title": ["عنوان"] * n,
            "text": list(texts),
        }
    )


def test_the_graph_counts_articles_runs_and_words() -> None:
    articles = corpus(SPEECH, SPEECH, f"{SPEECH} ثم غادر")
    graph = sharing_graph(find_reuse(articles), articles)
    assert graph.values.tolist() == [["الموقع", "الوكالة", 2, 2, 20]]


def test_no_reuse_gives_an_empty_graph() -> None:
    articles = corpus(SPEECH)
    assert sharing_graph(find_reuse(articles), articles).empty


def test_words_in_quotation_marks_are_counted_apart() -> None:
    # The last four words stand in quotation marks in the copy.
    words = SPEECH.split()
    copy = " ".join(words[:6]) + " «" + " ".join(words[6:]) + "»."
    articles = corpus(SPEECH, copy)
    reuse = find_reuse(articles)
    assert reuse["words"].tolist() == [10]
    assert quoted_words(reuse, articles).tolist() == [4]
