"""Who copies whom: outlets that others name as origin, and outlets whose words they share."""

from __future__ import annotations

import pandas as pd

from toolkit.errors import InputError
from toolkit.measures.origins.names import outlet_key

COLUMNS = {
    "copier": "str",
    "copied": "str",
    "named": "int64",
    "shared": "int64",
    "both": "int64",
    "words": "int64",
}


def copy_pairs(articles: pd.DataFrame, origins: pd.DataFrame, reuse: pd.DataFrame) -> pd.DataFrame:
    """Count, for two outlets, the articles of one that name or share the words of the other.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``outlet``.
    origins, reuse : DataFrame
        As `toolkit.score` gives them; where reuse was not asked for, nothing is shared.

    Returns
    -------
    DataFrame
        ``copier``, ``copied`` (an outlet of the study by its name there, another as first
        named), ``named`` (articles of the copier that name the copied), ``shared`` (that share a run of
        words with an earlier article of it), ``both`` (that do both) and ``words`` (shared words);
        the most articles first. Two spellings of a name are one outlet where the gazetteer knows
        them, or where they differ in nothing but the noun and what folding takes away.

    Raises
    ------
    InputError
        Where a row is of an article that is not among the articles.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["المنارة", "الميناء"]})
    >>> origins = pd.DataFrame({"article_id": ["b"], "outlet": ["جريدة المنارة"]})
    >>> reuse = pd.DataFrame({"article_id": ["b"], "source_article_id": ["a"], "words": [12]})
    >>> copy_pairs(articles, origins, reuse).values.tolist()
    [['الميناء', 'المنارة', 1, 1, 1, 12]]
    """
    own = dict(zip(articles["article_id"], articles["outlet"].fillna(""), strict=True))
    for table, name in (
        (origins, "article_id"),
        (reuse, "article_id"),
        (reuse, "source_article_id"),
    ):
        if missing := set(table[name]) - set(own):
            raise InputError(f"{name} {min(missing)!r} is not among the articles")
    names = {outlet_key(outlet): outlet for outlet in own.values() if outlet}
    named = pd.DataFrame(
        {
            "article_id": origins["article_id"],
            "copied": [
                names.setdefault(outlet_key(outlet), outlet) for outlet in origins["outlet"]
            ],
            "named": True,
        }
    ).drop_duplicates()
    runs = pd.DataFrame(
        {
            "article_id": reuse["article_id"],
            "copied": [own[source] for source in reuse["source_article_id"]],
            "words": reuse["words"],
        }
    )
    shared = runs.groupby(["article_id", "copied"])[["words"]].sum().reset_index()
    whole = named.merge(shared.assign(shared=True), on=["article_id", "copied"], how="outer")
    whole["copier"] = [own[article] for article in whole["article_id"]]
    whole = whole[(whole["copier"] != whole["copied"]) & (whole["copied"] != "")]
    whole = whole.assign(
        named=whole["named"].notna(), shared=whole["shared"].notna(), words=whole["words"].fillna(0)
    )
    whole["both"] = whole["named"] & whole["shared"]
    counts = whole.groupby(["copier", "copied"], as_index=False)[list(COLUMNS)[2:]].sum()
    counts["articles"] = counts["named"] + counts["shared"] - counts["both"]
    counts = counts.sort_values(["articles", "copier", "copied"], ascending=[False, True, True])
    return counts[list(COLUMNS)].astype(COLUMNS).reset_index(drop=True)
