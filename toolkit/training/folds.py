"""Articles dealt to folds, and the intervals of figures measured out of fold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.voice.model import VOICES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


RESAMPLES = 2000


def folds(count: int, number: int, seed: int) -> Iterator[NDArray[np.bool_]]:
    """Masks of held-out articles."""
    order = np.random.default_rng(seed).permutation(count) % number
    for held in range(number):
        yield order == held


def interval(rows: Floats, statistic: Callable[[Floats], float], seed: int = 0) -> list[float]:
    """The bootstrap's 95 % interval of a statistic of summed rows, articles drawn again."""
    random = np.random.default_rng(seed)
    values = [
        statistic(rows[random.integers(0, len(rows), len(rows))].sum(axis=0))
        for _ in range(RESAMPLES)
    ]
    return [round(float(v), 3) for v in np.quantile(values, [0.025, 0.975])]


def folds_of(
    groups: Ints, count: int, seed: int
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Masks of training and held-out rows, whole articles apart."""
    order = np.random.default_rng(seed).permutation(int(groups.max()) + 1) % count
    for fold in range(count):
        held = order[groups] == fold
        yield ~held, held


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


def intervals(
    labels: Ints, found: Ints, groups: Ints, *, resamples: int = 1000, seed: int = 0
) -> dict[str, list[float]]:
    """Percentile intervals (95 %) of macro F1 and accuracy, articles resampled."""
    generator = np.random.default_rng(seed)
    rows = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    values = []
    for _ in range(resamples):
        drawn = np.concatenate([rows[i] for i in generator.integers(len(rows), size=len(rows))])
        values.append(
            (macro_f1(labels[drawn], found[drawn]), (labels[drawn] == found[drawn]).mean())
        )
    low, high = np.percentile(values, [2.5, 97.5], axis=0).round(3).tolist()
    return {"macro_f1": [low[0], high[0]], "accuracy": [low[1], high[1]]}
