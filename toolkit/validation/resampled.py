"""Precision, recall and F1 of a set of articles, with percentile intervals over the articles.

The article is the unit: what is resampled is whole articles with all their acts and sentences.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.validation.agreement import VOICES, ArticleCounts

Floats = NDArray[np.float64]
COLUMNS = ("task", "metric", "value", "low", "high", "n")
_FEWEST = 3
_SPANS = {
    "cue": ("cue", "found", "gold"),
    "content": ("content", "found", "gold"),
    "praise": ("praise", "praise_found", "praise_gold"),
}


def interval(row: Mapping[Hashable, Any], form: str = ".3f") -> str:
    """The interval of a row as lines of text tell it; too few articles have none.

    Examples
    --------
    >>> interval({"low": 0.25, "high": 0.5}), interval({"low": np.nan, "high": np.nan})
    ('[0.250, 0.500]', 'no interval')
    """
    low, high = row["low"], row["high"]
    return "no interval" if low != low or high != high else f"[{low:{form}}, {high:{form}}]"


def resampled_rates(
    articles: Sequence[ArticleCounts],
    *,
    weights: Floats | None = None,
    resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Rates over articles with their intervals.

    Parameters
    ----------
    articles : list of ArticleCounts
    weights : array, optional
        One over each article's probability of being drawn.

    Returns
    -------
    DataFrame
        `task, metric, value, low, high, n`: precision, recall and F1 of cue, content and praise;
        macro F1 and accuracy of voice. NaN where nothing was coded, and intervals under three
        articles.

    Examples
    --------
    >>> from collections import Counter
    >>> one = ArticleCounts(Counter(cue=1, found=2, gold=1))
    >>> resampled_rates([one] * 4)[["metric", "value", "low", "high"]].values.tolist()[0]
    ['precision', 0.5, 0.5, 0.5]
    """
    weights = np.ones(len(articles)) if weights is None else weights
    generator = np.random.default_rng(seed)
    draws = generator.multinomial(len(articles), np.full(len(articles), 1 / len(articles)),
                                  size=resamples)  # fmt: skip
    shares = np.vstack([weights, draws * weights])
    tail = (1 - confidence) / 2
    rows = []
    for task, metric, values, n in _rates(articles, shares):
        drawn = values[1:][np.isfinite(values[1:])]
        enough = len(articles) >= _FEWEST and drawn.size
        low, high = np.quantile(drawn, [tail, 1 - tail]) if enough else (np.nan, np.nan)
        rows.append((task, metric, values[0], low, high, n))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rates(articles: Sequence[ArticleCounts], shares: Floats) -> list[tuple[str, str, Floats, int]]:
    rows = []
    for task, names in _SPANS.items():
        counted = np.array([[a.counts[name] for name in names] for a in articles], dtype=float)
        hits, found, gold = (shares @ counted).T
        n = int(counted[:, 2].sum())
        rows += [
            (task, "precision", _share(hits, found), n),
            (task, "recall", _share(hits, gold), n),
            (task, "f1", _share(2 * hits, found + gold), n),
        ]
    pairs = {
        (coded, got): shares @ np.array([a.voices[coded, got] for a in articles], dtype=float)
        for coded, got in {pair for a in articles for pair in a.voices}
    }
    nothing = np.zeros(len(shares))
    of_voices, hits = [], nothing
    for voice in VOICES:
        hit = pairs.get((voice, voice), nothing)
        gold = sum((v for (coded, _), v in pairs.items() if coded == voice), nothing)
        found = sum((v for (_, got), v in pairs.items() if got == voice), nothing)
        of_voices.append(_share(2 * hit, gold + found))
        hits = hits + hit
    n = sum(a.voices.total() for a in articles)
    there = np.isfinite(of_voices)
    macro = _share(np.nansum(of_voices, axis=0), there.sum(axis=0).astype(float))
    rows.append(("voice", "f1", macro, n))
    rows.append(("voice", "accuracy", _share(hits, sum(pairs.values(), nothing)), n))
    return rows


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)
