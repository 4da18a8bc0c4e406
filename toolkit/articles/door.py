"""The one door for tables that are handed over in Python: what is sound goes through untouched.

A table that `check_articles` has made is told by its types and by what may not be missing in it, in
milliseconds; every other is checked anew, with all that this says of rows and columns.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from toolkit.articles.schema import check_articles, is_sound
from toolkit.errors import InputError

_ARTICLES = "what toolkit.read_articles(path) returns, or a DataFrame with text and outlet"


def sound_articles(articles: Any, *, what: str = "articles") -> pd.DataFrame:
    """An article table that all parts may rely on, with rows numbered from 0.

    Parameters
    ----------
    articles : DataFrame
        Any table of articles; it is left as it is.
    what : str
        What errors call it.

    Raises
    ------
    InputError
        It is no table, has no rows, or `check_articles` refuses it.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": [7], "outlet": ["هسبريس"], "text": ["أشاد الوزير."]})
    >>> sound_articles(table)["article_id"].tolist()
    ['7']
    """
    table = need_table(articles, what, _ARTICLES)
    if not table.empty and is_sound(table):
        return table.reset_index(drop=True)
    if table.empty:
        raise InputError(f"{what}: the table has no rows, so there is nothing to score")
    return check_articles(table, file=what)


def need_table(given: Any, what: str, instead: str = _ARTICLES) -> pd.DataFrame:
    """The table that was given.

    Parameters
    ----------
    given
        What the caller has passed.
    what, instead
        The name of the argument, and what to pass.

    Raises
    ------
    InputError
        It is no DataFrame.

    Examples
    --------
    >>> need_table("مقالات.csv", "articles")
    Traceback (most recent call last):
    ...
    toolkit.errors.InputError: articles is of type str and no DataFrame; pass what
    toolkit.read_articles(path) returns, or a DataFrame with text and outlet
    """
    if not isinstance(given, pd.DataFrame):
        kind = type(given).__name__
        raise InputError(f"{what} is of type {kind} and no DataFrame; pass {instead}")
    return given
