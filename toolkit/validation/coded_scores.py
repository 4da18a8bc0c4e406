"""The scores that hand coding gives, made by the very code that makes the scorer's.

With them beside `study.scores` the scorer's error is known measure by measure, and comparisons can
be corrected for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from toolkit.errors import InputError
from toolkit.study.registry import scores
from toolkit.study.scores import score_articles
from toolkit.validation.coding import Coded

MEASURES = tuple(score.name for score in scores().values() if score.coded)
"""The scores of what the codebook codes."""

# What each layer's measures are: without the layer they are missing.
_OF_LAYER = {
    "sentences": ("official_voice_share", "narrator_official_share"),
    "attributions": ("attributions", "attributed_share", "direct_share", "named_share",
                     "official_source_share", "source_diversity"),
    "praise": ("praise_per_1000", "narrator_praise_share"),
    "agencies": ("agency_credited",),
}  # fmt: skip


def coded_scores(coded: Iterable[Coded], articles: pd.DataFrame) -> pd.DataFrame:
    """Aggregate hand-coded articles into scores.

    Parameters
    ----------
    coded : iterable of coded articles
        In the gold's form.
    articles : DataFrame
        The article table; articles that were not coded are left out.

    Returns
    -------
    DataFrame
        One row a coded article: `article_id`, `outlet`, `sampling_probability` and `stratum` as
        far as the coding has them, and `MEASURES`, missing where their layer was not coded.

    Raises
    ------
    InputError
        Where a coded article's text is not there.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["الخبر"], "title": ["خبر"],
    ...                          "text": ["أشاد الوزير بالبلاد."]})
    >>> coded = {"article_id": "a", "sentences": [{"start": 4, "end": 24, "voice": "official"}],
    ...          "attributions": [], "praise": [{"span": [4, 8], "holder": "الوزير"}],
    ...          "official_framing": 2, "sampling_probability": 0.5}
    >>> coded_scores([coded], articles)[["sampling_probability", "praise_per_1000"]].values.tolist()
    [[0.5, 333.3333333333333]]
    """
    rows = {str(row["article_id"]): row for row in coded}
    known = articles["article_id"].astype(str)
    if missing := [article_id for article_id in rows if article_id not in set(known)]:
        raise InputError(f"article '{missing[0]}' is coded, but not in the article table")
    own = articles[known.isin(list(rows))]
    tables: dict[str, Any] = _tables(rows)
    scored = score_articles(own, **tables)
    in_order = [rows[str(article_id)] for article_id in scored["article_id"]]
    grades = [np.nan if r.get("official_framing") is None else r["official_framing"]
              for r in in_order]  # fmt: skip
    scored["official_framing"] = pd.array(grades, dtype="Float64")
    for layer, measures in _OF_LAYER.items():
        absent = [row.get(layer) is None for row in in_order]
        for name in measures if any(absent) else ():
            scored[name] = scored[name].astype("Float64").mask(np.array(absent))
    carried = ["article_id", *(["outlet"] if "outlet" in scored else [])]
    for name in ("sampling_probability", "stratum"):
        if all(row.get(name) is not None for row in in_order):
            scored[name] = [row[name] for row in in_order]
            carried.append(name)
    return scored[[*carried, *MEASURES]]


def _tables(rows: dict[str, Any]) -> dict[str, pd.DataFrame]:
    sentences, acts, praise, credits = [], [], [], []
    for article_id, row in rows.items():
        key = {"article_id": article_id}
        sentences += [{**key, **{n: s[n] for n in ("start", "end", "voice")}}
                      for s in row["sentences"] or ()]  # fmt: skip
        for act in row["attributions"] or ():
            start, end = act["content"] or (np.nan, np.nan)
            codes = {n: act[n] for n in ("kind", "named", "source_type")}
            acts.append(
                {**key, "content_start": start, "content_end": end, "speaker": None, **codes}
            )
        praise += [{**key, "holder": p["holder"]} for p in row["praise"] or ()]
        credits += [key for _ in row.get("agencies") or ()]
    columns = {
        "sentences": (sentences, ["start", "end", "voice"]),
        "attributions": (acts, ["content_start", "content_end", "speaker", "kind", "named",
                                "source_type"]),
        "praise": (praise, ["holder"]),
        "formulas": ([], []),
        "credits": (credits, []),
    }  # fmt: skip
    return {
        name: pd.DataFrame(found, columns=["article_id", *own])
        for name, (found, own) in columns.items()
    }
