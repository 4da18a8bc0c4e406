"""Clusters: the versions of one quotation, gathered round the most complete of them.

Pairs that are the same words join contents into components; in each the most complete version is
the one that shares most with all others, and those that are not the same words as it (joined by a
long version that holds two statements) are gathered once more among themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from toolkit.measures.quotations.matching.blocking import Ints, propose_pairs
from toolkit.measures.quotations.matching.contents import Contents
from toolkit.measures.quotations.matching.decision import Company, keep_company, same_score
from toolkit.measures.quotations.matching.index import Floats, Index, index_contents
from toolkit.measures.quotations.matching.similarity import likeness, weigh
from toolkit.measures.quotations.speakers import Speaker, reconcile

_SLACK = 0.5  # in log odds; a short version may miss the threshold with the whole by so much
_ROUNDS = 4


@dataclass(frozen=True)
class Clusters:
    """Which contents are versions of one quotation.

    Attributes
    ----------
    number : ndarray of int, shape (contents,)
        The cluster of each content, in the order of the corpus; -1 for those that stand alone.
    complete : ndarray of int, shape (clusters,)
        Row of the most complete version of each cluster.
    similarity : ndarray of float, shape (contents,)
        Likeness to the most complete version; NaN for those that stand alone.
    speakers : list of Speaker
        The reconciled speaker of each content.
    """

    number: Ints
    complete: Ints
    similarity: Floats
    speakers: list[Speaker]


def cluster_contents(contents: Contents, *, days: float) -> Clusters:
    """Cluster contents across articles."""
    speakers = reconcile(contents.table["speaker"].tolist(), contents.days)
    pairs = propose_pairs(contents, days=days)
    index = index_contents(contents, speakers)
    evidence = weigh(index, pairs)
    company = keep_company(index, pairs, evidence)
    same = same_score(evidence, company.others(index, pairs, evidence)) >= 0
    edges, shared = pairs[same], evidence.weight[same]
    centre = np.full(len(contents), -1, dtype=np.int64)
    for _ in range(_ROUNDS):
        if not len(edges):
            break
        centre = _gathered(contents, index, company, edges, shared, centre)
        free = (centre[edges] < 0).all(axis=1)
        edges, shared = edges[free], shared[free]
    return _numbered(contents, index, centre)


def _gathered(
    contents: Contents, index: Index, company: Company, edges: Ints, shared: Floats, centre: Ints
) -> Ints:
    """One round: give each content of a component its centre, where it is the same words."""
    count = len(contents)
    ones = np.ones(len(edges))
    graph = sparse.coo_array((ones, (edges[:, 0], edges[:, 1])), shape=(count, count))
    component = connected_components(graph, directed=False)[1]
    members = np.unique(edges)
    mass = np.zeros(count)
    np.add.at(mass, edges.ravel(), np.repeat(shared, 2))
    words = contents.words.lengths
    # The most complete first in each component; ties go to the longer, then the earlier one.
    order = members[
        np.lexsort((members, -words[members], -np.round(mass[members], 6), component[members]))
    ]
    opens = np.flatnonzero(np.diff(component[order], prepend=-1))
    heads = np.repeat(order[opens], np.diff(np.append(opens, len(order))))
    to_head = np.stack([order, heads], axis=1)
    evidence = weigh(index, to_head)
    score = same_score(evidence, company.others(index, to_head, evidence))
    near = (score >= -_SLACK) | (order == heads)
    found = centre.copy()
    found[order[near]] = heads[near]
    return found


def _numbered(contents: Contents, index: Index, centre: Ints) -> Clusters:
    """Number the clusters that hold two articles or more."""
    article = contents.table["article_id"].factorize()[0]
    rows = np.flatnonzero(centre >= 0)
    apart = np.zeros(len(centre), dtype=bool)
    apart[centre[rows[article[rows] != article[centre[rows]]]]] = True
    rows = rows[apart[centre[rows]]]
    heads, first = np.unique(centre[rows], return_index=True)
    order = np.argsort(first)
    heads = heads[order]
    number = np.full(len(centre), -1, dtype=np.int64)
    place: NDArray[np.int64] = np.full(len(centre), -1, dtype=np.int64)
    place[heads] = np.arange(len(heads))
    number[rows] = place[centre[rows]]
    similarity = np.full(len(centre), np.nan)
    evidence = weigh(index, np.stack([rows, centre[rows]], axis=1))
    similarity[rows] = np.round(likeness(evidence), 4)
    return Clusters(number, heads, similarity, index.speakers)
