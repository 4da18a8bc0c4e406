"""Which praising expressions each outlet prefers, and for whom: the counts that keyness rests on.

One row an expression (or target, or both) in an article, as `toolkit.comparison.keyness` takes it:
the rates are then out of all praise, not out of all words, so that an outlet that praises more does
not prefer everything.
"""

from __future__ import annotations

import pandas as pd

from toolkit.arabic import fold
from toolkit.errors import InputError
from toolkit.study.study import Study

TERMS = ("entry", "target", "entry and target")


def praise_terms(
    study: Study, *, term: str = "entry", by: str = "outlet", holder: str | None = None
) -> pd.DataFrame:
    """Count praise by article.

    Parameters
    ----------
    study : Study
    term : {"entry", "target", "entry and target"}
        The lexicon's entry, the target as folded words, or both, joined by an arrow.
    by : str
        A column of the articles.
    holder : {"narrator", "source"}, optional
        Only what the article itself says, or only what its sources say.

    Returns
    -------
    DataFrame
        ``article_id``, the `by` column, ``term``, ``count``.

    Raises
    ------
    InputError
        Where `term`, `by` or `holder` is none of those.

    Examples
    --------
    >>> import toolkit
    >>> from toolkit.articles import check_articles
    >>> table = check_articles(pd.DataFrame({"outlet": ["الخبر"], "title": [""],
    ...     "text": ["أشاد الوزير بجهود المتطوعين، وأشاد بصبرهم."]}))
    >>> praise_terms(toolkit.score(table))[["term", "count"]].values.tolist()
    [['أشاد', 2]]
    """
    if term not in TERMS:
        raise InputError(f"term is {term!r}; choose one of {', '.join(TERMS)}")
    if by not in study.articles:
        raise InputError(f"articles: there is no column '{by}' to count praise by")
    if holder not in (None, "narrator", "source"):
        raise InputError(f"holder is {holder!r}; choose narrator or source, or leave it out")
    praise = study.praise
    if holder:
        praise = praise[(praise["holder"] == "narrator") == (holder == "narrator")]
    rows = pd.DataFrame({"article_id": praise["article_id"], "term": _terms(praise, term)})
    rows = rows.merge(study.articles[["article_id", by]], on="article_id", how="left")
    counts = rows.groupby(["article_id", by, "term"], sort=True).size()
    return counts.reset_index(name="count")


def _terms(praise: pd.DataFrame, term: str) -> pd.Series:
    targets = praise["target"].map(lambda text: " ".join(fold(text).text.split()))
    if term == "target":
        return targets
    return praise["entry"] if term == "entry" else praise["entry"] + " ← " + targets
