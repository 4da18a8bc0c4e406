"""Articles in which the scorer is least sure, drawn more often, with probabilities kept.

Where the scorer errs most, coding teaches most. Within each stratum the third of the articles that
the scorer is least sure of gets two thirds of the places; the rest, one third. That is stratified
sampling with unequal shares (Cochran 1977, chapter 5): probabilities are known and alike within a
stratum, so that corrected estimates and their variance stay as they are.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.errors import InputError
from toolkit.study.study import Study
from toolkit.validation.sampling import PROBABILITY, draw_sample

_UNSURE, _SURE = "unsure", "sure"
_THIRD = 1 / 3


def uncertainty(study: Study) -> pd.Series:
    """How unsure the scorer is of each article, from 0 to 1, by `article_id`.

    One less the mean confidence of its voices (by words of the sentence) and of its acts, averaged;
    missing where an article has neither.

    Examples
    --------
    >>> import toolkit
    >>> study = toolkit.score(pd.DataFrame({"article_id": ["م"], "outlet": ["الخبر"], "title": [""],
    ...                                     "text": ["قال الوزير إن البلد آمن."]}))
    >>> bool(uncertainty(study).between(0, 1).all())
    True
    """
    sentences = study.sentences[study.sentences["voice_confidence"].notna()]
    length = (sentences["end"] - sentences["start"]).clip(lower=1)
    of_voices = _mean(sentences["article_id"], sentences["voice_confidence"], length)
    acts = study.attributions[study.attributions["confidence"].notna()]
    of_acts = _mean(acts["article_id"], acts["confidence"], pd.Series(1.0, index=acts.index))
    ids = study.scores["article_id"].astype(str)
    both = pd.concat([of_voices.reindex(ids), of_acts.reindex(ids)], axis="columns")
    return (1 - both.mean(axis="columns")).rename("uncertainty")


def draw_uncertain(
    articles: pd.DataFrame, unsure: pd.Series, *, n: int, by: str = "outlet", seed: int = 0
) -> pd.DataFrame:
    """Draw articles to code, more of those that the scorer is unsure of.

    Parameters
    ----------
    articles : DataFrame
        The article table.
    unsure : Series
        From `uncertainty`.
    n : int
        How many.
    by : str
        The column that makes the strata, each of which is parted in two.
    seed : int

    Returns
    -------
    DataFrame
        As `draw_sample`.

    Raises
    ------
    InputError
        Where n is more than there are, or fewer than two for each part of each stratum.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": [str(i) for i in range(30)], "outlet": "الخبر"})
    >>> unsure = pd.Series(range(30), index=table["article_id"]) / 30
    >>> draw_uncertain(table, unsure, n=12)["stratum"].value_counts().to_dict()
    {'الخبر | unsure': 8, 'الخبر | sure': 4}
    """
    if not 1 <= n <= len(articles):
        raise InputError(f"n is {n}, and there are {len(articles)} articles; give 1 to that many")
    if by not in articles:
        raise InputError(f"column {by}: not in the table; there are {', '.join(articles.columns)}")
    level = articles["article_id"].astype(str).map(unsure).fillna(unsure.mean())
    groups = articles[by].astype("string").fillna("").astype("str")
    rank = level.groupby(groups).rank(method="first", pct=True)
    part = pd.Series(np.where(rank > 1 - _THIRD, _UNSURE, _SURE), index=articles.index)
    whole = draw_sample(articles.assign(_group=groups), n=n, by="_group", seed=seed)
    drawn = []
    for group, places in whole["_group"].value_counts().sort_index().items():
        own = articles[groups == group]
        drawn += _of_group(own, part[own.index], str(group), int(places), seed)
    return pd.concat(drawn).sort_index().reset_index(drop=True)


def _of_group(
    own: pd.DataFrame, part: pd.Series, group: str, places: int, seed: int
) -> list[pd.DataFrame]:
    sizes = part.value_counts()
    room = {name: int(sizes.get(name, 0)) for name in (_UNSURE, _SURE)}
    most = min(room[_UNSURE], max(round(2 * places / 3), places - room[_SURE]))
    # Both parts must be seen: what is never drawn cannot be corrected.
    most = max(min(most, places - min(2, room[_SURE])), min(2, room[_UNSURE]))
    given = {_UNSURE: most, _SURE: places - most}
    if any(given[name] < min(2, room[name]) for name in given):
        raise InputError(f"{group}: {places} articles are too few to draw the unsure apart; give "
                         "a larger n, so that each outlet has four")  # fmt: skip
    drawn = []
    for name, number in given.items():
        if number:
            rows = own[part == name].copy()
            chosen = draw_sample(rows.assign(_at=rows.index), n=number, by=None, seed=seed)
            chosen.index = pd.Index(chosen.pop("_at"))
            drawn.append(chosen.assign(stratum=f"{group} | {name}",
                                       **{PROBABILITY: round(number / room[name], 6)}))  # fmt: skip
    return drawn


def _mean(ids: pd.Series, values: pd.Series, weights: pd.Series) -> pd.Series:
    keys = ids.astype(str)
    total = (values.astype(float) * weights).groupby(keys).sum()
    return total / weights.groupby(keys).sum()
