"""Train the framing model on coded articles and write data/framing_model.json.

``python -m toolkit.training.framing GOLD [--also FOLDER ...] [--attributions FILE]
[--sentences PARQUET]``: further golds are trained on, never measured on;
the sentences' voices and the acts should be ones found out of fold (`voice_training --sentences`
writes the first), so that the model learns from what it will see in use. The model is McCullagh's
proportional-odds regression (1980) with a ridge penalty and signed weights, fitted by maximum
likelihood; agreement is measured out of fold by article.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.measures.framing.features import DIRECTIONS, PARTS, framing_parts
from toolkit.measures.framing.model import GRADES, FramingModel
from toolkit.training.folds import interval, splits
from toolkit.training.gold import join_gold, read_acts, read_also, read_gold, with_noise
from toolkit.validation.reliability import ordinal_alpha

LOG = logging.getLogger(__name__)

FOLDS = 10
REPEATS = 5
PENALTY = 1.0
# What a coded page counts, as against an edited article: few of them stand for the many that the
# toolkit is for. Chosen by cross-validation over both.
PAGE = 3.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def fit(
    parts: Floats,
    grades: Ints,
    *,
    weights: Floats | None = None,
    penalty: float = PENALTY,
    directions: Sequence[int] = tuple(DIRECTIONS.values()),
) -> FramingModel:
    """Fit the ordinal regression.

    Parameters
    ----------
    parts : ndarray, shape (articles, parts)
    grades : ndarray of int, shape (articles,)
        0 to 3.
    weights : ndarray, shape (articles,), optional
        How much each article counts; 1 where left out.
    penalty : float
        Of the squared weights, on scaled parts.
    directions : sequence of int
        1 where a part can only raise the grade, -1 where it can only lower it.

    Examples
    --------
    >>> shares = np.array([[0.0], [0.3], [0.6], [1.0]] * 10)
    >>> model = fit(shares, np.array([0, 1, 2, 3] * 10), directions=[1])
    >>> model.grades(np.array([[0.0], [1.0]])).tolist()
    [0, 3]
    """
    from scipy.optimize import minimize

    mean, scale = parts.mean(axis=0), parts.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    scaled = (parts - mean) / scale
    rows = np.arange(len(grades))
    counts = np.ones(len(grades)) if weights is None else weights
    size = parts.shape[1]

    def loss(point: Floats) -> float:
        slopes, cuts = point[:size], _cuts(point[size:])
        below = 1 / (1 + np.exp(-(cuts[None, :] - (scaled @ slopes)[:, None])))
        edges = np.hstack([np.zeros((len(grades), 1)), below, np.ones((len(grades), 1))])
        likelihood = np.maximum(edges[rows, grades + 1] - edges[rows, grades], 1e-9)
        return float(-(counts * np.log(likelihood)).sum() + penalty * (slopes @ slopes) / 2)

    start = np.concatenate([np.zeros(size), [-1.0, 0.0, 0.0]])
    bounds = [(0, None) if sign > 0 else (None, 0) for sign in directions] + [(None, None)] * 3
    found = minimize(loss, start, method="L-BFGS-B", bounds=bounds).x
    return FramingModel(mean, scale, found[:size], _cuts(found[size:]))


def _cuts(free: Floats) -> Floats:
    """Ordered cuts from free numbers: the first, then the logarithms of the steps."""
    return np.cumsum(np.concatenate([free[:1], np.exp(free[1:])]))


def out_of_fold(
    parts: Floats, grades: Ints, seed: int, *, measured: int, weights: Floats | None = None
) -> Ints:
    """Grade the first `measured` articles by models that never saw them.

    The others are in every training part.
    """
    found = np.zeros(len(grades), dtype=np.int64)
    for train, held in splits(np.arange(len(grades)), FOLDS, seed, measured=measured):
        own = None if weights is None else weights[train]
        found[held] = fit(parts[train], grades[train], weights=own).grades(parts[held])
    return found[:measured]


def alpha(first: Ints, second: Ints) -> float:
    """Krippendorff's alpha, ordinal."""
    return ordinal_alpha(list(zip(first.tolist(), second.tolist(), strict=True)))


def train(
    parts: pd.DataFrame, grades: Ints, weights: Floats, *, measured: int | None = None
) -> dict:
    """Train on all articles, measure the first `measured` out of fold; the card to write."""
    table = parts[list(PARTS)].to_numpy(dtype=float)
    articles = len(grades)
    measured = measured or articles
    repeats = [
        out_of_fold(table, grades, seed, measured=measured, weights=weights)
        for seed in range(REPEATS)
    ]
    model = fit(table, grades, weights=weights)
    found, grades = repeats[0], grades[:measured]
    return {
        "articles": articles,
        "measured_articles": measured,
        "coded_by": "machine readers by the codebook, no human yet",
        "out_of_fold": {
            "alpha": round(float(np.mean([alpha(grades, each) for each in repeats])), 3),
            "interval": interval(
                measured, lambda drawn: alpha(grades[drawn], found[drawn]), resamples=1000
            ),
            "accuracy": round(float(np.mean([(each == grades).mean() for each in repeats])), 3),
            "coded_by_found": [
                [int(((grades == coded) & (found == grade)).sum()) for grade in GRADES]
                for coded in GRADES
            ],
        },
        "cuts": [round(float(cut), 4) for cut in model.cuts],
        "columns": ["mean", "scale", "weight"],
        "parts": {
            name: [round(float(v), 4) for v in (model.mean[i], model.scale[i], model.weights[i])]
            for i, name in enumerate(PARTS)
        },
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="folders to train on, too")
    parser.add_argument("--attributions", type=Path, help="acts found out of fold")
    parser.add_argument("--sentences", type=Path, help="voices labelled out of fold, Parquet")
    parser.add_argument(
        "--out", type=Path, default=Path("toolkit/measures/framing/data/framing_model.json")
    )
    options = parser.parse_args(arguments)
    own = read_gold(options.gold)
    gold = join_gold(own, *read_also(options.also))
    acts = (
        read_acts(options.attributions) if options.attributions else with_noise(gold.attributions)
    )
    sentences = pd.read_parquet(options.sentences) if options.sentences else gold.sentences
    parts = framing_parts(gold.articles, sentences, acts)
    origin = {
        "attributions": "found out of fold" if options.attributions else "coded, with noise",
        "sentences": "labelled out of fold" if options.sentences else "coded",
    }
    card = origin | train(
        parts,
        gold.articles["official_framing"].to_numpy(dtype=np.int64),
        np.where(gold.articles["stratum"] == "pages", PAGE, 1.0),
        measured=len(own.articles),
    )
    options.out.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
    LOG.info("%s", json.dumps(card["out_of_fold"]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
