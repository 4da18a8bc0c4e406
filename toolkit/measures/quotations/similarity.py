"""Similarity: how far two contents are the same words, for many pairs at once.

Stems are weighted by how few contents they stand in (Spärck Jones 1972). What decides is
containment, the weight of the shared stems in that of the shorter content, since one outlet often
prints more of a statement than another; how many neighbouring pairs of stems are shared, since the
same words on one subject are not the same statement; who speaks; and how far apart in time. A
logistic regression over these, fitted on pairs that were read (data/same.json says which), weighs
them against each other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from toolkit.measures.quotations.blocking import Ints
from toolkit.measures.quotations.contents import Contents
from toolkit.measures.quotations.speakers import DIFFERENT, SAME, Speaker, agree

Floats = NDArray[np.float64]

FEATURES = (
    "contain", "order", "weight", "same_speaker", "other_speaker", "direct", "gap", "ratio",
)  # fmt: skip
"""What the decision weighs; `features` says how each is measured."""

_MOST_GAP = 3.0
_SMALL_CORPUS = 5_000
_BATCH = 100_000


@dataclass(frozen=True)
class Evidence:
    """What speaks for each pair of contents being the same words.

    Attributes
    ----------
    contain : ndarray, shape (pairs,)
        Weight of the shared stems over that of the lighter content, 0–1.
    order : ndarray, shape (pairs,)
        Shared neighbouring stems over those of the shorter content, 0–1.
    weight : ndarray, shape (pairs,)
        Weight of the shared stems, in nats.
    speaker : ndarray of int, shape (pairs,)
        `SAME`, `UNKNOWN` or `DIFFERENT`.
    direct : ndarray of bool, shape (pairs,)
        Whether both print it as the speaker's own words, in part at least.
    gap : ndarray, shape (pairs,)
        Days between the articles, at most 3; 0 where a date is unknown.
    ratio : ndarray, shape (pairs,)
        Weight of all stems of the heavier content over that of the lighter, as a logarithm.
    """

    contain: Floats
    order: Floats
    weight: Floats
    speaker: Ints
    direct: NDArray[np.bool_]
    gap: Floats
    ratio: Floats


@dataclass(frozen=True)
class Index:
    """Which stems and neighbouring stems each content has, made once by `index_contents`."""

    stems: sparse.csr_array
    weights: Floats
    neighbours: sparse.csr_array
    direct: NDArray[np.bool_]
    speakers: list[Speaker]
    days: Floats


def index_contents(contents: Contents, speakers: list[Speaker]) -> Index:
    """Index contents for `weigh`; `speakers` are the reconciled ones, a content each."""
    stems = _incidence(contents.words.articles, contents.stems.astype(np.int64), len(contents))
    direct = (contents.table["kind"] != "indirect").to_numpy(dtype=bool)
    return Index(stems, _weights(stems), _neighbours(contents), direct, speakers, contents.days)


def weigh(index: Index, pairs: Ints) -> Evidence:
    """Collect the evidence on each pair of contents, given as rows, shape (pairs, 2)."""
    weight, contain = _shared(index.stems, index.weights, pairs)
    _, order = _shared(index.neighbours, np.ones(index.neighbours.shape[1]), pairs)
    both = index.direct[pairs[:, 0]] & index.direct[pairs[:, 1]]
    gap = np.abs(index.days[pairs[:, 0]] - index.days[pairs[:, 1]])
    gap = np.minimum(np.nan_to_num(gap, nan=0.0), _MOST_GAP)
    total = np.maximum(index.stems @ index.weights, 1e-9)
    ratio = np.abs(np.log(total[pairs[:, 0]] / total[pairs[:, 1]]))
    speaker = _agreement(pairs, index.speakers)
    return Evidence(contain, order, weight, speaker, both, gap, ratio)


def likeness(evidence: Evidence) -> Floats:
    """How alike each pair is, 0–1: the mean of containment and order."""
    return (evidence.contain + evidence.order) / 2


def features(evidence: Evidence) -> Floats:
    """What the decision weighs, shape (pairs, len(FEATURES)), each on its own scale."""
    return np.column_stack(
        [
            evidence.contain,
            evidence.order,
            np.log1p(evidence.weight),
            evidence.speaker == SAME,
            evidence.speaker == DIFFERENT,
            evidence.direct,
            evidence.gap,
            evidence.ratio,
        ]
    ).astype(np.float64)


def same_score(evidence: Evidence) -> Floats:
    """How far each pair lies beyond the threshold, in log odds; 0 is on it.

    A pair at or above 0 is the same words of one occasion.
    """
    weights, threshold = _decision()
    return features(evidence) @ weights - threshold


@cache
def _decision() -> tuple[Floats, float]:
    """Weights of the features and what their sum must reach (data/same.json)."""
    text = files("toolkit.measures.quotations").joinpath("data", "same.json").read_text("utf-8")
    fitted = json.loads(text)
    weights = np.array([fitted["weights"][name] for name in FEATURES], dtype=np.float64)
    return weights, float(fitted["threshold"]) - float(fitted["intercept"])


def _incidence(rows: NDArray[np.int32], columns: Ints, count: int) -> sparse.csr_array:
    size = int(columns.max(initial=0)) + 1
    codes = np.unique(rows * np.int64(size) + columns)
    shape = (count, size)
    return sparse.csr_array(
        (np.ones(len(codes)), (codes // size, codes % size)), shape=shape, dtype=np.float64
    )


def _weights(stems: sparse.csr_array) -> Floats:
    often = np.bincount(stems.indices, minlength=stems.shape[1])
    # In a handful of contents every word is common; the weights are then those of a small corpus.
    return np.log(max(stems.shape[0], _SMALL_CORPUS) / np.maximum(often, 1) + 1)


def _neighbours(contents: Contents) -> sparse.csr_array:
    """Which pairs of neighbouring stems each content has."""
    owner = contents.words.articles
    inside = owner[1:] == owner[:-1]
    size = int(contents.stems.max(initial=0)) + 1
    codes = contents.stems[:-1].astype(np.int64)[inside] * size + contents.stems[1:][inside]
    numbers = pd.factorize(codes)[0].astype(np.int64)
    return _incidence(owner[1:][inside], numbers, len(contents))


def _shared(matrix: sparse.csr_array, weights: Floats, pairs: Ints) -> tuple[Floats, Floats]:
    """Weight that both of each pair share, and its part of the lighter one's weight."""
    total = matrix @ weights
    shared = np.zeros(len(pairs))
    for start in range(0, len(pairs), _BATCH):
        one, two = pairs[start : start + _BATCH].T
        shared[start : start + _BATCH] = matrix[one].multiply(matrix[two]) @ weights
    lighter = np.minimum(total[pairs[:, 0]], total[pairs[:, 1]])
    return shared, np.divide(shared, lighter, out=np.zeros(len(pairs)), where=lighter > 0)


def _agreement(pairs: Ints, speakers: list[Speaker]) -> Ints:
    numbers: dict[Speaker, int] = {}
    number = np.array([numbers.setdefault(s, len(numbers)) for s in speakers], dtype=np.int64)
    known = list(numbers)
    codes = number[pairs[:, 0]] * max(len(known), 1) + number[pairs[:, 1]]
    unique, inverse = np.unique(codes, return_inverse=True)
    found = [agree(known[code // len(known)], known[code % len(known)]) for code in unique.tolist()]
    return np.array(found, dtype=np.int64)[inverse] if found else np.zeros(0, dtype=np.int64)
