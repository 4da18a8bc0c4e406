"""A linear sieve before the trees: which few words of a sentence may open or close a span.

A logistic regression over what is known of the word and its neighbours and of its place against the
cue. The word's part is worked out once per word type and spread over the text, so that a sentence
costs a few sums; the trees then look only at the best words of each cue.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.features.candidates import GAP_BITS, View, gather
from toolkit.measures.attribution.words.tokens import Ints

NEIGHBOURS = (-2, -1, 0, 1, 2)
KINDS, _HEADS = 8, 12
REACH = 40
FIRM = 0.5


@dataclass(frozen=True)
class Sieve:
    """Weights of a word's neighbourhood, and of relation and distance for each form of the cue.

    Attributes
    ----------
    word : ndarray, neighbours by columns
    relation, distance : ndarray, forms of the cue by columns
    """

    word: NDArray[np.float32]
    relation: NDArray[np.float32]
    distance: NDArray[np.float32]

    def scores(
        self, seen: View, word: Ints, kind: Ints, relation: NDArray[np.float32], distance: Ints
    ) -> NDArray[np.float32]:
        """Log odds, up to a constant, of the pairs' words; `kind` is the form of each pair's cue."""
        by_form = relation @ self.relation.T
        rows = np.arange(len(word))
        return (
            word_scores(seen, self.word)[word]
            + by_form[rows, kind]
            + self.distance[kind, np.clip(distance, -REACH, REACH) + REACH]
        )


def type_columns(seen: View) -> NDArray[np.float32]:
    """What a word type tells: flags, vector, form as a cue, type as a head."""
    lexical = seen.lexical
    heads = np.where(lexical.heads < 0, _HEADS - 1, lexical.heads % 20)
    return np.concatenate([
        lexical.flags, lexical.vectors, np.eye(KINDS, dtype=np.float32)[lexical.kind],
        np.eye(_HEADS, dtype=np.float32)[heads], (lexical.heads >= 20)[:, None].astype(np.float32),
    ], axis=1)  # fmt: skip


def gap_columns(gap: Ints) -> NDArray[np.float32]:
    """What stands in the gap before a word, a column a sign."""
    return np.stack([(gap & bit) > 0 for bit in GAP_BITS], axis=1).astype(np.float32)


def word_scores(seen: View, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The neighbourhood's part of the score of every word of a batch."""
    rows = np.arange(len(seen.kind))
    total = np.zeros(len(rows), np.float32)
    columns = type_columns(seen)
    codes = np.arange(1 << len(GAP_BITS))
    gaps = gap_columns(codes)
    for offset, own in zip(NEIGHBOURS, weights, strict=True):
        by_type = columns @ own[: columns.shape[1]]
        by_gap = gaps @ own[columns.shape[1] : -1]
        target, inside = gather(seen, rows, offset)
        near = by_type[seen.tokens.word[target]] + by_gap[seen.tokens.gap[target]]
        total += np.where(inside, near, own[-1])
    return total


def best_of(score: NDArray[np.float32], owner: Ints, keep: int) -> Ints:
    """Rows of the `keep` best scores of every owner, in their old order; `owner` is sorted."""
    order = np.lexsort((-score, owner))
    rank = np.arange(len(order)) - np.searchsorted(owner[order], owner[order], "left")
    return np.sort(order[rank < keep])
