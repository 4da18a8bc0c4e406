"""The words of the articles, counted article by article, for keyness."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from toolkit.errors import InputError


def count_terms(articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Count every folded word of every article's title and text.

    Returns
    -------
    DataFrame
        `article_id`, the `by` column, `term`, `count`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"],
    ...                          "title": ["أكّد"], "text": ["وأكد الوزير، أكد"]})
    >>> count_terms(articles)[["term", "count"]].values.tolist()
    [['اكد', 2], ['الوزير', 1], ['واكد', 1]]
    """
    from toolkit.arabic import fold, word_spans

    for column in ("article_id", by, "title", "text"):
        if column not in articles.columns:
            raise InputError(f"articles: there is no column '{column}' to count terms by")
    rows: list[tuple[object, object, str, int]] = []
    for article_id, group, title, text in zip(
        articles["article_id"], articles[by], articles["title"], articles["text"], strict=True
    ):
        folded = fold(f"{title if isinstance(title, str) else ''}\n{text}").text
        found = Counter(folded[start:end] for start, end in word_spans(folded))
        rows += [(article_id, group, term, found[term]) for term in sorted(found)]
    return pd.DataFrame(rows, columns=["article_id", by, "term", "count"])
