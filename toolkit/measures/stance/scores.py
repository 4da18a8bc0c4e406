"""The scores of stance: how hostile an article is, and how much of it is its narrator's."""

from __future__ import annotations

import pandas as pd

from toolkit.measures.attribution.acts import NARRATOR

HOSTILE = ("label", "insult", "blame")


def stance_scores(stance: pd.DataFrame, words: pd.Series) -> pd.DataFrame:
    """Aggregate the stance table, one row an article.

    Parameters
    ----------
    stance : DataFrame
        As `find_stance` returns it.
    words : Series of int
        Words of each article, by ``article_id``, as the score ``words`` counts them.

    Returns
    -------
    DataFrame
        By ``article_id``: ``hostile_per_1000``, labels, insults and blame in a thousand words
        (doubt is distance, not hostility; missing where an article has no words), and
        ``narrator_hostile_share``, the share of them that the narrator holds, 0 to 1 (missing
        where there are none).

    Examples
    --------
    >>> stance = pd.DataFrame({"article_id": ["a", "a", "a"],
    ...     "kind": ["label", "blame", "doubt"], "holder": ["narrator", "الوزير", "narrator"]})
    >>> scores = stance_scores(stance, pd.Series({"a": 200, "b": 0}))
    >>> scores.loc["a"].tolist()
    [10.0, 0.5]
    >>> bool(scores.loc["b"].isna().all())
    True
    """
    hostile = stance[stance["kind"].isin(HOSTILE)]
    counts = hostile.groupby("article_id").size().reindex(words.index, fill_value=0)
    own = hostile[hostile["holder"] == NARRATOR].groupby("article_id").size()
    own = own.reindex(words.index, fill_value=0)
    table = pd.DataFrame(
        {
            "hostile_per_1000": 1000 * counts / words.where(words > 0),
            "narrator_hostile_share": own / counts.where(counts > 0),
        }
    ).astype("float64")
    table.index.name = "article_id"
    return table
