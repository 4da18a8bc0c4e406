"""What the table of reuse says in sum: who shares with whom, and how much of it is quotation.

A quotation in two papers shows that both heard one speaker; the same narration shows one text.
Hence shared words inside quotation marks are counted apart from those outside.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.arabic import count_words, quotation_spans
from toolkit.arabic.document import join_document

GRAPH_COLUMNS = ("outlet", "source_outlet", "articles", "runs", "words")


def sharing_graph(reuse: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Sum the runs by outlet and the outlet of the source.

    Parameters
    ----------
    reuse
        As `toolkit.measures.reuse.find.find_reuse` gives it.
    articles
        Needs ``article_id`` and ``outlet``.

    Returns
    -------
    DataFrame
        ``outlet``, ``source_outlet``, ``articles`` (how many take words from there), ``runs``
        and ``words``; most words first. An outlet may be its own source.

    Examples
    --------
    >>> reuse = pd.DataFrame({"article_id": ["b", "b"], "source_article_id": ["a", "a"],
    ...                       "words": [7, 9]})
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["واس", "عكاظ"]})
    >>> sharing_graph(reuse, articles).values.tolist()
    [['عكاظ', 'واس', 1, 2, 16]]
    """
    outlet = articles.set_index("article_id")["outlet"]
    table = pd.DataFrame(
        {
            "outlet": outlet.loc[reuse["article_id"]].to_numpy(),
            "source_outlet": outlet.loc[reuse["source_article_id"]].to_numpy(),
            "article_id": reuse["article_id"].to_numpy(),
            "words": reuse["words"].to_numpy(),
        }
    )
    grouped = table.groupby(["outlet", "source_outlet"], as_index=False)
    summed = grouped.agg(
        articles=("article_id", "nunique"), runs=("words", "size"), words=("words", "sum")
    )
    order = ["words", "outlet", "source_outlet"]
    summed = summed.sort_values(order, ascending=[False, True, True]).reset_index(drop=True)
    return summed[list(GRAPH_COLUMNS)]


def quoted_words(reuse: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Count the words of each run that stand inside quotation marks of its article.

    Returns
    -------
    Series
        Integers named ``quoted_words``, with the index of `reuse`; the rest of ``words`` is
        narration.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": ["ع"],
    ...                          "text": ['قال الوزير: "نحن هنا" ثم غادر']})
    >>> reuse = pd.DataFrame({"article_id": ["a"], "start": [2], "end": [31], "words": [6]})
    >>> quoted_words(reuse, articles).tolist()
    [2]
    """
    texts = articles.set_index("article_id")[["title", "text"]]
    counts = np.zeros(len(reuse), dtype=np.int64)
    places = pd.Series(range(len(reuse)), index=reuse["article_id"].to_numpy())
    starts, ends = reuse["start"].to_numpy(), reuse["end"].to_numpy()
    for article_id, rows in places.groupby(level=0):
        title, text = texts.loc[article_id]
        document = join_document(title, text)
        quotations = quotation_spans(document)
        for row in rows:
            for quotation in quotations:
                start, end = max(quotation.start, starts[row]), min(quotation.end, ends[row])
                if start < end:
                    counts[row] += count_words(document[start:end])
    return pd.Series(counts, index=reuse.index, name="quoted_words")
