"""Similarity: how far two contents are the same words, for many pairs at once.

Stems are weighted by how few contents they stand in (Spärck Jones 1972). What decides is
containment, the weight of the shared stems in that of the shorter content, since one outlet often
prints more of a statement than another; how many neighbouring pairs of stems are shared, since the
same words on one subject are not the same statement; and who speaks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from toolkit.measures.quotations.alignment import SYNONYM, align
from toolkit.measures.quotations.blocking import Ints
from toolkit.measures.quotations.contents import Contents
from toolkit.measures.quotations.speakers import SAME, Speaker, agree

Floats = NDArray[np.float64]

# Thresholds of likeness; chosen on pairs read from the ANT corpus of 13–16 May and 15–18 July 2018,
# none of which is among the pairs that measure the accuracy.
_SAME_DIRECT, _SAME_SPEAKER, _UNKNOWN_SPEAKER, _OTHER_SPEAKER = 0.38, 0.48, 0.68, 0.78
_LEAST_WEIGHT = (35.0, 22.0, 15.0)  # of the shared stems: other, unknown, same speaker
_LEAST_LIKENESS, _REWORDED_WORDS, _REWORDED_DAYS = 0.28, 8, 2.0
_REWORDED_SAME, _REWORDED_UNKNOWN = 0.6, 0.7
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
    """

    contain: Floats
    order: Floats
    weight: Floats
    speaker: Ints
    direct: NDArray[np.bool_]


@dataclass(frozen=True)
class Index:
    """Which stems and neighbouring stems each content has, made once by `index_contents`."""

    stems: sparse.csr_array
    weights: Floats
    neighbours: sparse.csr_array
    direct: NDArray[np.bool_]
    speakers: list[Speaker]


def index_contents(contents: Contents, speakers: list[Speaker]) -> Index:
    """Index contents for `weigh`; `speakers` are the reconciled ones, a content each."""
    stems = _incidence(contents.words.articles, contents.stems.astype(np.int64), len(contents))
    direct = (contents.table["kind"] != "indirect").to_numpy(dtype=bool)
    return Index(stems, _weights(stems), _neighbours(contents), direct, speakers)


def weigh(index: Index, pairs: Ints) -> Evidence:
    """Collect the evidence on each pair of contents, given as rows, shape (pairs, 2)."""
    weight, contain = _shared(index.stems, index.weights, pairs)
    _, order = _shared(index.neighbours, np.ones(index.neighbours.shape[1]), pairs)
    both = index.direct[pairs[:, 0]] & index.direct[pairs[:, 1]]
    return Evidence(contain, order, weight, _agreement(pairs, index.speakers), both)


def likeness(evidence: Evidence) -> Floats:
    """How alike each pair is, 0–1: the mean of containment and order."""
    return (evidence.contain + evidence.order) / 2


def same_score(evidence: Evidence) -> Floats:
    """How far each pair lies beyond the threshold that its speakers ask for; 0 is on it.

    A pair at or above 0 is the same words of one occasion.
    """
    found = likeness(evidence)
    needed = np.choose(evidence.speaker + 1, (_OTHER_SPEAKER, _UNKNOWN_SPEAKER, _SAME_SPEAKER))
    light = evidence.weight < np.choose(evidence.speaker + 1, _LEAST_WEIGHT)
    score = found - np.where((evidence.speaker == SAME) & evidence.direct, _SAME_DIRECT, needed)
    return np.where(light, np.minimum(score, -1.0), score)


def reworded(contents: Contents, pairs: Ints, evidence: Evidence) -> NDArray[np.bool_]:
    """Which pairs just below the threshold are one statement in other words.

    Direct speech, at most two days apart, no two named speakers: such pairs are aligned word by
    word, through forms and synonyms, and most words of the shorter must find their place.
    """
    found = likeness(evidence)
    lengths, days = contents.words.lengths, contents.days
    near = (same_score(evidence) < 0) & evidence.direct & (found >= _LEAST_LIKENESS)
    near &= (evidence.speaker >= 0) & (evidence.weight >= _LEAST_WEIGHT[2])
    near &= lengths[pairs].min(axis=1) >= _REWORDED_WORDS
    near &= ~(np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]) > _REWORDED_DAYS)
    result = np.zeros(len(pairs), dtype=bool)
    for k in np.flatnonzero(near).tolist():
        one, two = contents.folded(pairs[k, 0]), contents.folded(pairs[k, 1])
        kept = sum(column.alike >= SYNONYM for column in align(one, two))
        needed = _REWORDED_SAME if evidence.speaker[k] == SAME else _REWORDED_UNKNOWN
        result[k] = kept >= needed * min(len(one), len(two))
    return result


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
