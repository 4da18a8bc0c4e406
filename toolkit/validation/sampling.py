"""A sample of articles to code by hand, each with the probability that it was drawn.

The sample is stratified: every stratum (an outlet, as a rule) gives the same number as far as it
has so many, so that small outlets are seen. The probability travels with the article, since
estimates corrected by hand coding (Egami et al. 2023) need it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.articles.door import need_table
from toolkit.errors import InputError

PROBABILITY = "sampling_probability"


def draw_sample(
    articles: pd.DataFrame, *, n: int, by: str | Sequence[str] | None = "outlet", seed: int = 0
) -> pd.DataFrame:
    """Draw articles to code, without replacement.

    Parameters
    ----------
    articles : DataFrame
        The article table.
    n : int
        How many.
    by : str, list of str or None
        The column that makes the strata; None draws from all alike. With a list every
        combination is a stratum: `["outlet", "official_framing"]` on a scored table sees to it
        that grades which are rare in an outlet are coded, too.
    seed : int
        The same seed draws the same articles.

    Returns
    -------
    DataFrame
        The articles drawn, in their order, with ``stratum`` and ``sampling_probability``.

    Raises
    ------
    InputError
        Where there are fewer articles than asked for, or no such column.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": list("abcdef"), "outlet": ["الخبر"] * 4 + ["الرأي"] * 2})
    >>> sorted(set(draw_sample(table, n=3)["sampling_probability"]))
    [0.375, 0.75]
    """
    need_table(articles, "articles")
    if n < 1 or n > len(articles):
        raise InputError(f"n is {n}, and there are {len(articles)} articles; give 1 to that many")
    strata = _strata(articles, [] if by is None else [by] if isinstance(by, str) else list(by))
    sizes = strata.value_counts().sort_index()
    given, expected = _allocation(sizes, n, np.random.default_rng(seed))
    generator = np.random.default_rng([seed, 1])
    rows: list[int] = []
    for name, size in given.items():
        members = np.flatnonzero((strata == name).to_numpy())
        rows += generator.choice(members, size=size, replace=False).tolist()
    drawn = articles.iloc[sorted(rows)].reset_index(drop=True)
    stratum = strata.iloc[sorted(rows)].reset_index(drop=True)
    probability = stratum.map({name: expected[name] / sizes[name] for name in given})
    return drawn.assign(stratum=stratum, **{PROBABILITY: probability.astype(float).round(6)})


def _strata(articles: pd.DataFrame, columns: list[str]) -> pd.Series:
    if absent := [name for name in columns if name not in articles]:
        there = ", ".join(articles.columns)
        raise InputError(f"column {absent[0]}: not in the table; there are {there}")
    if not columns:
        return pd.Series("all", index=range(len(articles)))
    texts = [articles[name].astype("string").fillna("").astype("str") for name in columns]
    return pd.Series([" | ".join(parts) for parts in zip(*texts, strict=True)])


def _allocation(
    sizes: pd.Series, n: int, generator: np.random.Generator
) -> tuple[dict[str, int], dict[str, float]]:
    """How many articles each stratum gives, and how many it would give on average.

    Round after round every stratum gives alike; where fewer places are left than strata with
    articles, lots decide, so that the average is a fraction.
    """
    given = {str(name): 0 for name in sizes.index}
    left = n
    while True:
        open_ = [name for name in given if given[name] < sizes[name]]
        if not open_ or left < len(open_):
            break
        share = left // len(open_)
        for name in open_:
            more = min(share, int(sizes[name]) - given[name])
            given[name] += more
            left -= more
    expected = {name: given[name] + (left / len(open_) if name in open_ else 0) for name in given}
    for name in generator.permutation(open_)[:left] if left else ():
        given[str(name)] += 1
    return given, expected


def draw_pilot(
    articles: pd.DataFrame, drawn: pd.DataFrame, *, n: int = 10, by: str | None = "outlet",
    seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """Draw articles to practise on, none of them in the sample.

    They have no probability, so that they never enter an estimate: coders are still learning.

    Parameters
    ----------
    articles : DataFrame
        All that the sample was drawn from.
    drawn : DataFrame
        The sample.
    n : int
        How many, or as many as are left.

    Raises
    ------
    InputError
        Where the sample leaves no article.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": list("abcdef"), "outlet": "الخبر"})
    >>> drawn = draw_sample(table, n=4)
    >>> len(draw_pilot(table, drawn))
    2
    """
    left = articles[~articles["article_id"].isin(drawn["article_id"])].reset_index(drop=True)
    if left.empty:
        raise InputError("the sample is all there is: no article is left for a pilot; draw fewer")
    pilot = draw_sample(left, n=min(n, len(left)), by=by, seed=seed)
    return pilot.drop(columns=[PROBABILITY, "stratum"])
