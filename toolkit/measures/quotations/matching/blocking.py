"""Blocking: which pairs of contents are worth comparing, without comparing all.

Two roads lead to a pair, both within some days. A run of three light stems that both contain
(found exactly by toolkit.measures.reuse.grams); and two or more of the rarest stems of each,
which finds translations and paraphrases that share no run. Each occurrence is tied to a bounded
number of those before it in time, so that the work is near linear in the number of contents
(prefix filtering, Chaudhuri, Ganti and Kaushik 2006, bounded as in toolkit.measures.reuse.runs).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.quotations.matching.contents import Contents
from toolkit.measures.reuse.grams import Grams, repeated_grams

DAYS = 3.0
"""How far apart in days two articles may print the same words of one occasion."""

RUN_WORDS = 3
RARE_STEMS = 8
MOST_LINKS = 24

Ints = NDArray[np.int64]


def propose_pairs(contents: Contents, *, days: float = DAYS) -> Ints:
    """Propose pairs of contents that may be the same words.

    Parameters
    ----------
    contents
        As `collect_contents` gives them.
    days
        The widest distance in time; contents without a date are compared with each other.

    Returns
    -------
    ndarray of int64, shape (pairs, 2)
        Rows of the contents, the smaller first; sorted, each pair once, never of one article.
    """
    if not len(contents):
        return np.zeros((0, 2), dtype=np.int64)
    time = np.where(np.isfinite(contents.days), contents.days, -1e6)
    rank = np.empty(len(contents), dtype=np.int64)
    rank[np.argsort(time, kind="stable")] = np.arange(len(contents))
    owner = contents.words.articles.astype(np.int64)
    grams = repeated_grams(contents.stems, contents.words.first, RUN_WORDS, rank)
    by_run = _linked(grams, owner[grams.positions], time, days)
    stem_owner, stem = _rare_stems(contents, owner)
    order = np.lexsort((rank[stem_owner], stem))
    rare = Grams(order, np.cumsum(np.diff(stem[order], prepend=stem[order][:1]) != 0))
    by_rare = _linked(rare, stem_owner[order], time, days, least=2)
    codes = np.unique(np.concatenate([by_run, by_rare]))
    pairs = np.stack([codes // len(contents), codes % len(contents)], axis=1)
    article = contents.table["article_id"].factorize()[0]
    return pairs[article[pairs[:, 0]] != article[pairs[:, 1]]]


def _rare_stems(contents: Contents, owner: Ints) -> tuple[Ints, Ints]:
    """The rarest stems of each content that stand in another one too: contents and stems."""
    size = int(contents.stems.max(initial=0)) + 1
    codes = np.unique(owner * size + contents.stems)
    rows, stems = codes // size, codes % size
    often = np.bincount(stems, minlength=size)
    shared = often[stems] > 1
    rows, stems = rows[shared], stems[shared]
    order = np.lexsort((stems, often[stems], rows))
    rows, stems = rows[order], stems[order]
    place = np.arange(len(rows)) - np.searchsorted(rows, rows, "left")
    kept = place < RARE_STEMS
    return rows[kept], stems[kept]


def _linked(
    grams: Grams, owner: Ints, time: NDArray[np.float64], days: float, least: int = 1
) -> Ints:
    """Codes of the pairs that stand together in `least` groups, each tied to those just before."""
    total = len(time)
    group, when = grams.groups, time[owner]
    codes = []
    alive = np.arange(len(owner))
    for step in range(1, MOST_LINKS + 1):
        alive = alive[alive >= step]
        before = alive - step
        near = (group[alive] == group[before]) & (when[alive] - when[before] <= days)
        alive, before = alive[near], before[near]
        if not len(alive):
            break
        one, two = owner[alive], owner[before]
        apart = one != two
        low, high = np.minimum(one, two)[apart], np.maximum(one, two)[apart]
        codes.append(low * total + high)
    if not codes:
        return np.zeros(0, dtype=np.int64)
    found, counts = np.unique(np.concatenate(codes), return_counts=True)
    return found[counts >= least]
