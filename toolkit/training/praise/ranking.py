"""Learn to rank the phrases that may be the target of one praising expression.

A conditional logit (McFadden 1974; as a mention ranker Denis and Baldridge 2008): the phrases of one
expression compete, and the weights make likely those that fit the coded target, in proportion to
how well they do. One expression counts as much as another, however many phrases stand around it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fit_ranking(features: Sequence[Floats], fits: Sequence[Floats], penalty: float) -> Floats:
    """Weights of a conditional logit with an L2 penalty on standardised features.

    Parameters
    ----------
    features : sequence of ndarray, shape (phrases, features)
        One array an expression.
    fits : sequence of ndarray, shape (phrases,)
        How well each phrase fits; expressions that no phrase fits are left out.
    penalty : float
        Half of it is taken for every squared weight.

    Returns
    -------
    ndarray, shape (features,)
        Weights for the features as they are; only differences within an expression count.

    Examples
    --------
    >>> features, fits = [np.eye(2), np.eye(2)], [np.array([1.0, 0.0]), np.array([1.0, 0.0])]
    >>> weights = fit_ranking(features, fits, 0.1)
    >>> bool(weights[0] > 0 > weights[1])
    True
    """
    from scipy.optimize import minimize

    kept = [number for number, fit in enumerate(fits) if fit.max() > 0]
    rows = np.vstack([features[number] for number in kept])
    scale = rows.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    rows = rows / scale
    goal = np.concatenate([fits[number] / fits[number].sum() for number in kept])
    sizes = np.array([len(fits[number]) for number in kept])
    starts = np.cumsum(sizes) - sizes

    def loss(weights: Floats) -> tuple[float, Floats]:
        logs = _log_chances(rows @ weights, starts, sizes)
        value = -float(goal @ logs) + penalty * float(weights @ weights) / 2
        return value, rows.T @ (np.exp(logs) - goal) + penalty * weights

    found = minimize(
        loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return np.asarray(found.x / scale)


def _log_chances(scores: Floats, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Floats:
    """The logarithm of every phrase's share among those of its expression."""
    scores = scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)
    return scores - np.repeat(np.log(np.add.reduceat(np.exp(scores), starts)), sizes)
