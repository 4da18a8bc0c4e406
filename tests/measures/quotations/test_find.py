"""Finding quotations: edges of the input, and what must not be joined."""

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.measures.quotations import (
    find_differences,
    find_quotations,
    read_cluster,
    read_clusters,
)

WORDS = "التهديد الذي يمثله التنظيم لم يتراجع بعد سنوات طويلة من الحرب"


def corpus(*texts, days=None):
    ids = [f"a{k}" for k in range(len(texts))]
    dates = pd.to_datetime(days or ["2022-05-11"] * len(texts), utc=True)
    articles = pd.DataFrame(
        {"article_id": ids, "outlet": ids, "title": "", "text": texts, "published": dates}
    )
    columns = ["article_id", "attribution", "content_start", "content_end", "kind", "speaker"]
    return articles, pd.DataFrame(columns=columns)


def test_quotation_marks_alone_are_enough():
    found = find_quotations(*corpus(f"قال: «{WORDS}».", f'وأضاف: "{WORDS}".'))
    assert found["article_id"].tolist() == ["a0", "a1"]
    assert found["attribution"].isna().all()


def test_words_of_another_week_are_another_occasion():
    found = find_quotations(*corpus(f"«{WORDS}»", f"«{WORDS}»", days=["2022-05-11", "2022-06-11"]))
    assert found.empty


def test_one_article_alone_gives_an_empty_table_with_its_columns():
    found = find_quotations(*corpus(f"«{WORDS}» و«{WORDS}»"))
    assert found.empty
    assert "quotation" in found


def test_no_words_at_all():
    assert find_quotations(*corpus("", " ")).empty


def test_a_missing_column_is_named():
    articles, acts = corpus("")
    with pytest.raises(InputError, match="outlet"):
        find_quotations(articles.drop(columns="outlet"), acts)


def test_a_quotation_that_is_not_there():
    articles, acts = corpus(f"«{WORDS}»", f"«{WORDS}»")
    table = find_quotations(articles, acts)
    with pytest.raises(InputError, match="quotation 7"):
        read_cluster(articles, acts, table, 7)
    with pytest.raises(InputError, match="a1"):
        read_clusters(articles[:1], acts, table)


OFFICIAL = "جدد الوزراء عزمهم على ملاحقة التنظيم مع احترام سيادة الدول في كل مناطق نشاطه دون هوادة"
CUT = "جدد الوزراء عزمهم على ملاحقة التنظيم في كل مناطق نشاطه دون هوادة"


def test_an_official_text_decides_and_not_the_majority():
    articles, acts = corpus(f"«{CUT}»", f"«{CUT}»", f"«{OFFICIAL}»")
    table = find_quotations(articles, acts)

    def told(**options):
        found = find_differences(read_clusters(articles, acts, table, **options))
        return [(r.article_id, r.operation, r.kind, r.base_words, r.words) for r in found.itertuples()
                if r.kind not in ("spelling", "extent")]  # fmt: skip

    clause = "مع احترام سيادة الدول"
    assert told() == [("a2", "added", "clause", "", clause)]
    lost = [(name, "dropped", "clause", clause, "") for name in ("a0", "a1")]
    assert told(reference="a2") == lost
    assert told(reference=f"البيان الختامي. {OFFICIAL}. حرر في مراكش.")[:2] == lost
    # Words that do not stand in it are compared as before.
    assert told(reference="نص آخر لا يقول شيئا من ذلك كله") == told()


def test_a_reference_that_is_neither_article_nor_text_is_told():
    articles, acts = corpus(f"«{WORDS}»", f"«{WORDS}»")
    table = find_quotations(articles, acts)
    with pytest.raises(InputError, match="'a9' is no article_id"):
        read_clusters(articles, acts, table, reference="a9")
