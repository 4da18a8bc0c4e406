"""Shared runs: equal word sequences joined to the longest stretches that two articles share.

Occurrences of one sequence come in the order of their articles (source before copy); each is
linked to the first ones before it, links on one diagonal are joined, and the ends are pushed out
word by word as far as the words are equal. The longest runs are kept first, each word once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.reuse.corpus import CorpusWords
from toolkit.measures.reuse.grams import Grams

MOST_LINKS = 16
"""How many sources one sequence is linked to: the first in order.

A formula in thousands of articles would else cost all pairs. No word loses its run by this, since
one source is enough to cover it, and runs are pushed out beyond the links; only the choice of the
longest run is then made among sixteen sources and not among all.
"""


@dataclass(frozen=True)
class Runs:
    """Stretches of equal words, as word positions: ``[start, start + words)`` and its source."""

    start: NDArray[np.int64]
    source: NDArray[np.int64]
    words: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start)

    def take(self, chosen: NDArray[np.int64]) -> Runs:
        """The runs at these rows."""
        return Runs(self.start[chosen], self.source[chosen], self.words[chosen])


def link(grams: Grams, articles: NDArray[np.int32], n: int, *, inside: bool = False) -> Runs:
    """Link each occurrence to earlier ones of its group and join the links on one diagonal.

    Parameters
    ----------
    grams
        Repeated sequences, in each group by article rank.
    articles
        Article of each word.
    n
        Words of a sequence.
    inside
        Link inside an article (its repeats) instead of to other articles.
    """
    own = articles[grams.positions]
    index = np.arange(len(own))
    fresh = np.diff(own, prepend=-1) != 0
    fresh |= np.diff(grams.groups, prepend=-1) != 0
    # Occurrences of one article stand together in a group: sources lie before the first of them.
    own_first = np.maximum.accumulate(np.where(fresh, index, 0))
    low, high = (own_first, index) if inside else (grams.first, own_first)
    counts = np.minimum(high - low, MOST_LINKS)
    copies = np.repeat(index, counts)
    nth = np.arange(len(copies)) - np.repeat(np.cumsum(counts) - counts, counts)
    sources = low[copies] + nth
    return _joined(grams.positions[copies], grams.positions[sources], articles, n)


def _joined(
    copies: NDArray[np.int64], sources: NDArray[np.int64], articles: NDArray[np.int32], n: int
) -> Runs:
    """Join links of consecutive words on one diagonal into runs."""
    diagonal = copies - sources
    sorting = np.lexsort((copies, diagonal))
    copies, diagonal = copies[sorting], diagonal[sorting]
    opens = np.ones(len(copies), dtype=bool)
    opens[1:] = (np.diff(diagonal) != 0) | (np.diff(copies) != 1)
    # Single words stand next to each other over an article's border too.
    for side in (articles[copies], articles[copies - diagonal]):
        opens[1:] |= np.diff(side) != 0
    begin = np.flatnonzero(opens)
    sizes = np.diff(np.append(begin, len(copies)))
    return Runs(copies[begin], copies[begin] - diagonal[begin], sizes + n - 1)


def extend(runs: Runs, words: CorpusWords, articles: NDArray[np.int32]) -> Runs:
    """Push both ends of every run out as far as the words are equal, and drop doubles."""
    before = _equal_words(runs.start - 1, runs.source - 1, -1, words, articles)
    behind = _equal_words(runs.start + runs.words, runs.source + runs.words, 1, words, articles)
    table = np.stack(
        [runs.start - before, runs.source - before, runs.words + before + behind], axis=1
    )
    table = np.unique(table, axis=0)
    return Runs(table[:, 0], table[:, 1], table[:, 2])


def _equal_words(
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    step: int,
    words: CorpusWords,
    articles: NDArray[np.int32],
) -> NDArray[np.int64]:
    """How many words from here on are equal, in both articles, up to their borders."""
    counts = np.zeros(len(left), dtype=np.int64)
    alive = np.arange(len(left))
    # The article of the run itself, one word back inside it.
    home_left, home_right = articles[left - step], articles[right - step]
    total = len(articles)
    while len(alive):
        one, two = left[alive] + step * counts[alive], right[alive] + step * counts[alive]
        inside = (one >= 0) & (two >= 0) & (one < total) & (two < total)
        alive, one, two = alive[inside], one[inside], two[inside]
        equal = (
            (words.ids[one] == words.ids[two])
            & (articles[one] == home_left[alive])
            & (articles[two] == home_right[alive])
        )
        alive = alive[equal]
        counts[alive] += 1
    return counts


def once(runs: Runs, total: int, preference: tuple[NDArray[np.int64], ...]) -> Runs:
    """Report each word once: the best run keeps its words, later ones give only their rest.

    Parameters
    ----------
    runs
        Maximal runs, overlapping.
    total
        Words of the corpus.
    preference
        Keys by run, ascending, the weightiest first; after the first come length and place.
    """
    weightiest, *others = preference
    keys = (runs.start, *reversed(others), -runs.words, weightiest)
    best = runs.take(np.lexsort(keys))
    taken = bytearray(total)
    kept: list[tuple[int, int, int]] = []
    triples = zip(best.start.tolist(), best.source.tolist(), best.words.tolist(), strict=True)
    for start, source, words in triples:
        end = start + words
        free = taken.find(0, start, end)
        while free >= 0:
            stop = taken.find(1, free, end)
            stop = end if stop < 0 else stop
            taken[free:stop] = b"\x01" * (stop - free)
            kept.append((free, source + free - start, stop - free))
            free = taken.find(0, stop, end)
    table = np.asarray(sorted(kept), dtype=np.int64).reshape(-1, 3)
    return Runs(table[:, 0], table[:, 1], table[:, 2])
