"""Similarity: what speaks for two contents being the same words, for many pairs at once.

Containment counts, the weight of the shared stems in that of the shorter content, since one outlet
often prints more of a statement than another; how much is shared in order, since the same words on
one subject are not the same statement; who speaks; how the words are printed; and how far apart in
time. toolkit.measures.quotations.matching.decision weighs these against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from toolkit.measures.quotations.matching.blocking import Ints
from toolkit.measures.quotations.matching.index import Floats, Index, Part
from toolkit.measures.quotations.speakers import Speaker, agree

_MOST_GAP = 3.0
_BATCH = 100_000


@dataclass(frozen=True)
class Evidence:
    """What speaks for each pair of contents being the same words.

    Attributes
    ----------
    contain, content : ndarray, shape (pairs,)
        Weight of the shared stems over that of the lighter content, 0–1: all, and those of words
        with content.
    order, rare_order : ndarray, shape (pairs,)
        Shared neighbouring stems over those of the shorter content, 0–1: as they are, and weighted.
    ordered : ndarray, shape (pairs,)
        Weight of the shared pairs of stems in order, up to three words apart, in nats.
    weight : ndarray, shape (pairs,)
        Weight of the shared stems, in nats.
    ratio : ndarray, shape (pairs,)
        Weight of all stems of the heavier content over that of the lighter, as a logarithm.
    speaker : ndarray of int, shape (pairs,)
        `SAME`, `UNKNOWN` or `DIFFERENT`.
    direct, mixed, unclaimed : ndarray of bool, shape (pairs,)
        Whether both print it as the speaker's own words, in part at least; whether one only does;
        whether one stands between quotation marks that no act claims.
    gap : ndarray, shape (pairs,)
        Days between the articles, at most 3; 0 where a date is unknown.
    """

    contain: Floats
    content: Floats
    order: Floats
    rare_order: Floats
    ordered: Floats
    weight: Floats
    ratio: Floats
    speaker: Ints
    direct: NDArray[np.bool_]
    mixed: NDArray[np.bool_]
    unclaimed: NDArray[np.bool_]
    gap: Floats


def weigh(index: Index, pairs: Ints) -> Evidence:
    """Collect the evidence on each pair of contents, given as rows, shape (pairs, 2)."""
    weight = _shared(index.stems.units, pairs, index.stems.weights)
    content = _shared(index.words.units, pairs, index.words.weights)
    count = np.ones(index.neighbours.units.shape[1])
    order = _shared(index.neighbours.units, pairs, count)
    rare = _shared(index.neighbours.units, pairs, index.neighbours.weights)
    plain = Part(index.neighbours.units, count, index.neighbours.units @ count)
    gap = np.abs(index.days[pairs[:, 0]] - index.days[pairs[:, 1]])
    total = np.maximum(index.stems.total, 1e-9)
    direct = index.direct[pairs].sum(axis=1)
    return Evidence(
        contain=_part_of(weight, index.stems, pairs),
        content=_part_of(content, index.words, pairs),
        order=_part_of(order, plain, pairs),
        rare_order=_part_of(rare, index.neighbours, pairs),
        ordered=_shared(index.ordered.units, pairs, index.ordered.weights),
        weight=weight,
        ratio=np.abs(np.log(total[pairs[:, 0]] / total[pairs[:, 1]])),
        speaker=_agreement(pairs, index.speakers),
        direct=direct == 2,
        mixed=direct == 1,
        unclaimed=np.asarray(index.unclaimed[pairs].any(axis=1)),
        gap=np.minimum(np.nan_to_num(gap, nan=0.0), _MOST_GAP),
    )


def likeness(evidence: Evidence) -> Floats:
    """How alike each pair is, 0–1: the mean of containment and order."""
    return (evidence.contain + evidence.order) / 2


def _shared(units: sparse.csr_array, pairs: Ints, weights: Floats) -> Floats:
    """Weight of what both of each pair have."""
    shared = np.zeros(len(pairs))
    for start in range(0, len(pairs), _BATCH):
        one, two = pairs[start : start + _BATCH].T
        shared[start : start + _BATCH] = units[one].multiply(units[two]) @ weights
    return shared


def _part_of(shared: Floats, part: Part, pairs: Ints) -> Floats:
    """What is shared as a part of the lighter one's weight."""
    lighter = np.minimum(part.total[pairs[:, 0]], part.total[pairs[:, 1]])
    return np.divide(shared, lighter, out=np.zeros(len(pairs)), where=lighter > 0)


def _agreement(pairs: Ints, speakers: list[Speaker]) -> Ints:
    numbers: dict[Speaker, int] = {}
    number = np.array([numbers.setdefault(s, len(numbers)) for s in speakers], dtype=np.int64)
    known = list(numbers)
    codes = number[pairs[:, 0]] * max(len(known), 1) + number[pairs[:, 1]]
    unique, inverse = np.unique(codes, return_inverse=True)
    found = [agree(known[code // len(known)], known[code % len(known)]) for code in unique.tolist()]
    return np.array(found, dtype=np.int64)[inverse] if found else np.zeros(0, dtype=np.int64)
