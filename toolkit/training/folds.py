"""Articles dealt to folds, and the intervals of figures measured out of fold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.voice.model import VOICES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

RESAMPLES = 2000


def splits(
    groups: Ints, folds: int, seed: int, *, measured: int | None = None
) -> Iterator[tuple[Mask, Mask]]:
    """Masks of training and held-out rows, a fold at a time, whole articles apart.

    Parameters
    ----------
    groups : ndarray of int
        The article of each row, numbered from 0.
    folds : int
    seed : int
    measured : int, optional
        Only the articles below this number are ever held out; all where left out.

    Examples
    --------
    >>> [held.tolist() for _, held in splits(np.array([0, 0, 1]), 2, 0)]
    [[True, True, False], [False, False, True]]
    """
    articles = int(groups.max()) + 1
    fold = np.full(articles, -1)
    own = articles if measured is None else measured
    fold[:own] = np.random.default_rng(seed).permutation(own) % folds
    for number in range(folds):
        held = fold[groups] == number
        yield ~held, held


def interval(
    count: int, statistic: Callable[[Ints], Any], *, resamples: int = RESAMPLES, seed: int = 0
) -> Any:
    """The bootstrap's 95 % percentile interval of a statistic, articles drawn again.

    Parameters
    ----------
    count : int
        How many articles there are.
    statistic : callable
        From the numbers of the articles drawn to a figure, or to several.

    Returns
    -------
    list
        ``[low, high]``; of several figures two lists, the lows and the highs.

    Examples
    --------
    >>> interval(3, lambda drawn: 1.0, resamples=10)
    [1.0, 1.0]
    """
    random = np.random.default_rng(seed)
    values = [statistic(random.integers(0, count, count)) for _ in range(resamples)]
    return np.quantile(values, [0.025, 0.975], axis=0).round(3).tolist()


def f1_scores(gold: Ints, found: Ints) -> list[float]:
    """F1 of each voice."""
    hits = [int(((gold == v) & (found == v)).sum()) for v in range(len(VOICES))]
    sizes = [int((gold == v).sum() + (found == v).sum()) for v in range(len(VOICES))]
    return [2 * hit / size if size else 0.0 for hit, size in zip(hits, sizes, strict=True)]


def macro_f1(gold: Ints, found: Ints) -> float:
    """Mean F1 of the four voices.

    Examples
    --------
    >>> macro_f1(np.array([0, 1, 2, 3]), np.array([0, 1, 2, 2]))
    0.66...
    """
    return float(np.mean(f1_scores(gold, found)))


def voice_intervals(
    labels: Ints, found: Ints, groups: Ints, *, resamples: int = 1000, seed: int = 0
) -> dict[str, list[float]]:
    """Intervals of macro F1 and accuracy of the voices, articles resampled."""
    rows = [np.flatnonzero(groups == group) for group in np.unique(groups)]

    def figures(articles: Ints) -> tuple[float, float]:
        drawn = np.concatenate([rows[i] for i in articles])
        return macro_f1(labels[drawn], found[drawn]), float((labels[drawn] == found[drawn]).mean())

    low, high = interval(len(rows), figures, resamples=resamples, seed=seed)
    return {"macro_f1": [low[0], high[0]], "accuracy": [low[1], high[1]]}
