"""What can be seen of a sentence's voice: coverage, neighbours, words.

Each sentence is described by how much of it the acts of attribution cover and of what type their
sources are, by what stands around it, by its place, and by the words that are nobody's but the
article's own. All of it is visible in the tables; nothing here is learnt. `toolkit.measures.voice.find`
weighs the features, `toolkit.training.voice` learns the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.stems import stem
from toolkit.measures.voice.speakers import Speakers
from toolkit.measures.voice.words import GROUPS, group_bits, voice_words

SHARES = ("official", "other", "own")
_FAR = 5
_FEW_WORDS = 5
_SHORT_ARTICLE = 20
FEATURES = (
    *SHARES,
    *("both", "quoted_own"),
    *(f"{share}_{how}" for share in SHARES for how in ("most", "any")),
    *("words_log", "own_words_log", "title", "lead", "position", "last"),
    *(
        f"{side}{step}_{share}"
        for side in ("before", "after")
        for step in (1, 2)
        for share in SHARES
    ),
    *(
        "likely_official",
        "likely_other",
        "likely_both",
        "likely_more",
        "likely_most",
        "likely_other_most",
    ),
    *(
        f"{side}{step}_likely_{s}"
        for side in ("before", "after")
        for step in (1, 2)
        for s in SHARES[:2]
    ),
    *("rest_official", "rest_other", "running_official", "running_other", "gap"),
    *(f"{where}_{group}" for group in GROUPS for where in ("own", "count", "article")),
    *("formulas", "article_formulas"),
)


def describe(
    speakers: Speakers,
    spans: NDArray[np.int64],
    boilerplate: NDArray[np.bool_],
    formulas: NDArray[np.int64] | None = None,
    *,
    words: Mapping[str, frozenset[str]] | None = None,
    marked: Mapping[str, NDArray[np.bool_]] | None = None,
) -> NDArray[np.float64]:
    """Describe every sentence of one article by numbers that its tables show.

    Parameters
    ----------
    speakers : Speakers
        Of the article.
    spans : ndarray of int, shape (sentences, 2)
        Offsets of the sentences; the first is the title.
    boilerplate : ndarray of bool, shape (sentences,)
        What is not article text.
    formulas : ndarray of int, shape (n, 2), optional
        Offsets of formulas of protocol and state self-description.
    words : mapping of str to frozenset of str, optional
        Other word groups than `voice_words`.
    marked : mapping of str to ndarray of bool, shape (words,), optional
        By group, words of the article that a lexicon has; they count with the group's own.

    Returns
    -------
    ndarray of float, shape (sentences, len(FEATURES))
        In the order of `FEATURES`: shares of words, counts (as logarithms) and yes or no.

    Examples
    --------
    >>> from toolkit.arabic.document import read_document
    >>> from toolkit.measures.voice.speakers import read_speakers
    >>> speakers = read_speakers(read_document("عنوان", "وصل الوفد."), [])
    >>> table = describe(speakers, np.array([[0, 5], [6, 16]]), np.array([False, False]))
    >>> table[:, FEATURES.index("own")].tolist()
    [1.0, 1.0]
    """
    slices = [speakers.between(start, end) for start, end in spans]
    own = ~(speakers.official | speakers.other)
    in_formula = _mark_formulas(speakers, formulas) & own
    sizes = np.array([s.stop - s.start for s in slices], dtype=float)
    count = _counter(slices)
    shares = (
        np.column_stack(
            [count(speakers.official), count(speakers.other & ~speakers.official), count(own)]
        )
        / np.maximum(sizes, 1)[:, None]
    )
    own_words = count(own)
    likely = (
        np.column_stack([count(speakers.likely_official), count(speakers.likely_other)])
        / np.maximum(sizes, 1)[:, None]
    )
    columns = [
        shares,
        count(speakers.official & speakers.other) / np.maximum(sizes, 1),
        count(speakers.quoted & own) / np.maximum(sizes, 1),
        *(part for share in shares.T for part in (share > 0.5, share > 0)),
        np.log1p(sizes),
        np.log1p(own_words),
        _place(len(spans)),
        _neighbours(shares),
        _likely(likely),
        _neighbours(likely),
        _rest(shares, np.where(boilerplate, 0, sizes)),
        _running(shares),
        _groups(speakers, own, words or voice_words(), count, marked or {}),
        count(in_formula) / np.maximum(own_words, _FEW_WORDS),
        np.full(len(spans), in_formula.sum() / max(int(own.sum()), _SHORT_ARTICLE)),
    ]
    return np.column_stack([np.asarray(column, dtype=float) for column in columns])


def _counter(slices: list[slice]) -> Callable[[NDArray[Any]], NDArray[np.float64]]:
    """A function that counts the marked words of every sentence, or adds their likelihoods up."""
    firsts = np.array([s.start for s in slices], dtype=np.int64)
    stops = np.array([s.stop for s in slices], dtype=np.int64)

    def count(marked: NDArray[Any]) -> NDArray[np.float64]:
        total = np.concatenate([[0], np.cumsum(marked)])
        return (total[stops] - total[firsts]).astype(float)

    return count


def _mark_formulas(speakers: Speakers, formulas: NDArray[np.int64] | None) -> NDArray[np.bool_]:
    marked = np.zeros(len(speakers.words), dtype=bool)
    for start, end in formulas if formulas is not None else ():
        marked[speakers.between(start, end)] = True
    return marked


def _place(n: int) -> NDArray[np.float64]:
    """Title, lead, place between 0 and 1, last."""
    index = np.arange(n)
    return np.column_stack([index == 0, index == 1, index / max(n - 1, 1), index == n - 1])


def _likely(likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much is likely officials' and others', both, and which of them and the article leads."""
    official, other = likely.T
    own = 1 - official - other
    return np.column_stack(
        [official, other, official * other, official > other, official > own, other > own]
    )


def _neighbours(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """The shares of the two sentences before and behind; zeros where there is none."""
    padded = np.pad(shares, ((2, 2), (0, 0)))
    n = len(shares)
    return np.hstack([padded[2 + step : 2 + step + n] for step in (-1, -2, 1, 2)])


def _rest(shares: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of the rest of the article is officials' and others' words."""
    words = shares[:, :2] * sizes[:, None]
    rest = np.maximum(sizes.sum() - sizes, 1)[:, None]
    return np.clip((words.sum(axis=0) - words) / rest, 0, 1)


def _running(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Who spoke last before each sentence, and how many sentences ago (at most `_FAR`)."""
    rows = []
    official = other = 0
    gap = _FAR
    for official_share, other_share, _ in shares:
        rows.append((official, other, gap))
        if official_share or other_share:
            official, other, gap = (
                int(official_share >= other_share),
                int(other_share > official_share),
                1,
            )
        else:
            gap = min(gap + 1, _FAR)
    return np.array(rows, dtype=float).reshape(-1, 3)


def _groups(
    speakers: Speakers,
    own: NDArray[np.bool_],
    words: Mapping[str, frozenset[str]],
    count: Callable[[NDArray[np.bool_]], NDArray[np.float64]],
    marks: Mapping[str, NDArray[np.bool_]],
) -> NDArray[np.float64]:
    """For each word group its share and count among a sentence's own words and the article's."""
    bits = group_bits(words)
    in_groups = np.array([bits.get(stem(word), 0) for word in speakers.words], dtype=np.int64)
    own_words = count(own)
    columns = []
    for number, name in enumerate(GROUPS):
        marked = (in_groups & (1 << number)) > 0
        if name in marks:
            marked |= marks[name]
        marked &= own
        found = count(marked)
        columns.append(found / np.maximum(own_words, _FEW_WORDS))
        columns.append(np.log1p(found))
        columns.append(np.full(len(found), marked.sum() / max(int(own.sum()), _SHORT_ARTICLE)))
    return np.column_stack(columns)
