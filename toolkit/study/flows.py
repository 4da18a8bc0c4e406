"""Who praises whom, by actor and state, in long form."""

from __future__ import annotations

import pandas as pd

from toolkit.errors import InputError
from toolkit.study.arguments import expect_study
from toolkit.study.study import Study

NARRATOR = "narrator"
COLUMNS = (
    "outlet", "holder_actor", "holder_state", "target_actor", "target_state", "praise", "articles",
)  # fmt: skip


def flows(study: Study, *, by: str = "outlet") -> pd.DataFrame:
    """Give the praise of a study by holder and target, and the state of each.

    Parameters
    ----------
    study : Study
        As `toolkit.score` gives it.
    by : str
        A column of the articles whose values are kept apart.

    Returns
    -------
    DataFrame
        One row a cell: `by`, ``holder_actor`` (``narrator`` where the article itself praises),
        ``holder_state``, ``target_actor``, ``target_state``, ``praise`` (how many expressions),
        ``articles`` (how many articles, each counted once). What is not told is missing.

    Raises
    ------
    InputError
        Where the articles have no such column.

    Examples
    --------
    >>> import toolkit
    >>> articles = pd.DataFrame({"outlet": ["الخبر"], "title": [""],
    ...     "text": ["أشاد الوزير ناصر بوريطة بالدور الريادي لفرنسا."]})
    >>> study = toolkit.score(articles)
    >>> toolkit.flows(study)[["holder_state", "target_state", "articles"]].drop_duplicates().values
    array([['MA', 'FR', 1]], dtype=object)
    """
    expect_study(study, "flows")
    if by not in study.articles:
        raise InputError(
            f"articles: no column {by}; there are {', '.join(map(str, study.articles))}"
        )
    groups = study.articles.set_index("article_id")[by]
    praise = study.praise.assign(**{by: study.praise["article_id"].map(groups)})
    narrator = praise["holder"] == NARRATOR
    praise["holder_actor"] = praise["holder_actor"].mask(narrator, NARRATOR)
    columns = [by, *(c for c in COLUMNS[1:5])]
    grouped = praise.groupby(columns, dropna=False)["article_id"]
    table = grouped.agg(praise="size", articles="nunique").reset_index()
    order = ["articles", "praise", *columns]
    return table.sort_values(
        order, ascending=[False, False, *[True] * len(columns)], ignore_index=True
    )
