"""The words of the articles, counted article by article, for keyness."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.articles.door import need_table
from toolkit.comparison.clustering import AUTO, find_clusters
from toolkit.errors import InputError

# Short vowels and other combining marks, tatweel, joiners and direction marks.
_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def count_terms(
    articles: pd.DataFrame, *, by: str = "outlet", cluster: str | None = AUTO
) -> pd.DataFrame:
    """Count every folded word of every article's title and text.

    Parameters
    ----------
    cluster : str or None
        Which articles hang together, as in `toolkit.compare`.

    Returns
    -------
    DataFrame
        `article_id`, the `by` column, `term` (folded), `written` (as the articles spell it most
        often, without marks: what a reader should see), `count`, and `cluster` where articles hang
        together.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"],
    ...                          "title": ["أكّد"], "text": ["وأكد الوزير، أكد"]})
    >>> count_terms(articles)[["term", "count"]].values.tolist()
    [['اكد', 2], ['الوزير', 1], ['واكد', 1]]
    >>> count_terms(articles)["written"].tolist()
    ['أكد', 'الوزير', 'وأكد']
    """
    from toolkit.arabic import fold, word_spans

    need_table(articles, "articles")
    for column in ("article_id", by, "title", "text"):
        if column not in articles.columns:
            raise InputError(f"articles: there is no column '{column}' to count terms by")
    rows: list[tuple[object, object, str, int]] = []
    spellings: Counter[tuple[str, str]] = Counter()
    for article_id, group, title, text in zip(
        articles["article_id"], articles[by], articles["title"], articles["text"], strict=True
    ):
        document = join_document(title, text)
        folded = fold(document)
        found: Counter[str] = Counter()
        for start, end in word_spans(folded.text):
            term = folded.text[start:end]
            found[term] += 1
            begin, stop = folded.span(start, end)
            spellings[term, document[begin:stop]] += 1
        rows += [(article_id, group, term, found[term]) for term in sorted(found)]
    table = pd.DataFrame(rows, columns=["article_id", by, "term", "count"])
    table.insert(3, "written", table["term"].map(_commonest(spellings)))
    codes = find_clusters(articles, cluster, grouped_by=(by,)).codes
    if codes is not None:
        of_article = dict(zip(articles["article_id"], codes.tolist(), strict=True))
        table["cluster"] = table["article_id"].map(of_article)
    return table


def _commonest(spellings: Counter[tuple[str, str]]) -> dict[str, str]:
    """Give each term's most frequent spelling, marks and tatweel taken out."""
    bare: Counter[tuple[str, str]] = Counter()
    for (term, spelling), count in spellings.items():
        # A number stays folded, for its digits would else be of two kinds in one table.
        bare[term, term if term.isdigit() else _MARKS.sub("", spelling)] += count
    # The more frequent come later and stay; of two alike, the first in the alphabet.
    ordered = sorted(sorted(bare, reverse=True), key=lambda pair: bare[pair])
    return dict(ordered)
