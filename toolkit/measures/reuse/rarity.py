"""Which repeated sequences are text, and which only names, titles and formulas.

A minister's title of eight words, the name of a meeting and a date line stand in pages that never
copied each other. Their words are those that the corpus expects: words that many of its articles
use, or that always stand behind the same word; and those that stand in a title or a name by the way
it is built (names.py), which tells in a corpus of two articles, too, where counting cannot. A
sequence is text where at least three of its words are neither, or where it lies in a repeated passage
too long for any title.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.reuse.corpus import CorpusWords
from toolkit.measures.reuse.grams import Grams, repeated_grams
from toolkit.measures.reuse.names import name_words

OWN_WORDS = 3
"""So many words of a sequence must not be expected."""

PASSAGE_WORDS = 16
"""A repeated sequence as long as this is no title: those of ministers have up to ten words."""

FEW = 6
"""What so many articles hold is not yet usual, however small the corpus."""

_USUAL_SHARE = 0.05  # of the articles, for a word
_USUAL_PAIR_SHARE = 0.001  # of the articles, for a word and the one before it
_BOUND = 0.3  # of the articles with the word before, where this one follows it


def text_grams(grams: Grams, words: CorpusWords, n: int, order: NDArray[np.int64]) -> Grams:
    """Keep the sequences of n words that are text.

    Parameters
    ----------
    grams
        Repeated sequences, as `toolkit.measures.reuse.grams.repeated_grams` gives them.
    words
        The corpus.
    n
        Words of a sequence.
    order
        Rank of each article.
    """
    if not len(grams.positions):
        return grams
    own = np.concatenate([[0], np.cumsum(~(expected_words(words) | name_words(words)))])
    enough = own[grams.positions + n] - own[grams.positions] >= min(OWN_WORDS, n)
    if n < PASSAGE_WORDS:
        enough |= _in_passage(grams.positions, words, n, order)
    groups = grams.groups[enough]
    # Groups are numbered without a gap, also where some have gone.
    return Grams(grams.positions[enough], np.cumsum(np.diff(groups, prepend=groups[:1]) != 0))


def expected_words(words: CorpusWords) -> NDArray[np.bool_]:
    """For each word of the corpus whether the corpus expects it there.

    Examples
    --------
    >>> import pandas as pd
    >>> from toolkit.measures.reuse.corpus import corpus_words
    >>> texts = [f"زار وزير الصحة مدينة{n}" for n in range(8)]
    >>> words = corpus_words(pd.DataFrame({"title": "", "text": texts}))
    >>> expected_words(words)[:4].tolist()
    [True, True, True, False]
    """
    total, articles = len(words.first) - 1, words.articles.astype(np.int64)
    ids = words.ids.astype(np.int64)
    size = int(ids.max(initial=0)) + 1
    holding = np.bincount(np.unique(articles * size + ids) % size, minlength=size)[ids]
    usual = holding > max(FEW, _USUAL_SHARE * total)
    if len(ids) < 2:
        return usual
    pair = np.unique(ids[:-1] * size + ids[1:], return_inverse=True)[1].astype(np.int64)
    inside = articles[:-1] == articles[1:]
    kinds = int(pair.max()) + 1
    pairs_in = np.unique(articles[:-1][inside] * kinds + pair[inside]) % kinds
    together = np.bincount(pairs_in, minlength=kinds)[pair]
    bound = inside & (together > max(FEW, _USUAL_PAIR_SHARE * total))
    bound &= together >= _BOUND * holding[:-1]
    usual[1:] |= bound
    return usual


def _in_passage(
    positions: NDArray[np.int64], words: CorpusWords, n: int, order: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether each sequence lies whole in a repeated passage."""
    passages = repeated_grams(words.ids, words.first, PASSAGE_WORDS, order).positions
    # A passage that begins at p holds the sequences from p to p + PASSAGE_WORDS - n.
    edges = np.zeros(len(words.ids) + PASSAGE_WORDS + 1, dtype=np.int32)
    np.add.at(edges, passages, 1)
    np.add.at(edges, passages + PASSAGE_WORDS - n + 1, -1)
    return np.asarray(np.cumsum(edges)[positions] > 0)
