"""Articles that stand in the table twice, word for word or nearly.

Near duplicates are found by MinHash (Broder 1997) over runs of four words with banding
(Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3): only articles that share a band
of their signatures are compared, by the Jaccard similarity of their runs, so that the work grows
with the articles and not with their pairs. The hash functions are fixed, hence the same flags on
every machine.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold, word_spans
from toolkit.articles.door import need_table
from toolkit.articles.schema import STRING
from toolkit.errors import InputError

THRESHOLD = 0.8
RUN = 4
"""Words in a run (a shingle)."""

_BANDS, _ROWS = 32, 4  # a pair at 0.8 shares a band with probability 0.9999999, at 0.3 with 0.23
_PRIME = np.uint64(2**31 - 1)  # products of two numbers below it fit into 64 bits

_MOST_COMPARED = 50  # earlier articles of one bucket that a new one is compared with


def flag_duplicates(articles: pd.DataFrame, *, threshold: float = THRESHOLD) -> pd.DataFrame:
    """Flag the articles that repeat an earlier row of the table.

    Parameters
    ----------
    articles
        The article table: ``article_id``, ``title``, ``text``.
    threshold
        The least Jaccard similarity of two texts' runs of four words that makes them near
        duplicates, above 0 and at most 1.

    Returns
    -------
    pandas.DataFrame
        A copy with ``duplicate_of`` (the ``article_id`` of the first such row, or missing) and
        ``duplicate_kind``: ``exact`` (same words in the text after folding) or ``near``. No article
        is a duplicate of a duplicate: the rows are gone through in order, each compared with those
        kept before it, so that no two kept articles are as similar as the threshold. Articles
        without words are never flagged.

    Raises
    ------
    InputError
        No table, or the threshold lies outside (0, 1].

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "article_id": ["a", "b"], "title": "", "text": ["أشاد الوزير.", "اشاد  الوزير"],
    ... })
    >>> flag_duplicates(table)["duplicate_kind"].tolist()
    [nan, 'exact']
    """
    need_table(articles, "articles")
    if not 0 < threshold <= 1:
        raise InputError(f"threshold: {threshold} is not above 0 and at most 1")
    found = duplicates_among([text_runs(articles)], threshold=threshold)
    return articles.assign(**{str(name): found[name].array for name in found})


class TextRuns(NamedTuple):
    """What duplicates of some articles are told by, each article by itself.

    `exact` is a hash of an article's words, empty where it has none; `runs` are the sorted hashes
    of its runs of words.
    """

    ids: list[str]
    exact: list[bytes]
    runs: list[NDArray[np.uint64]]


def text_runs(articles: pd.DataFrame) -> TextRuns:
    """The words of articles hashed, for `duplicates_among`."""
    words = [folded_words(text) for text in articles["text"]]
    exact = [
        hashlib.blake2b(" ".join(text).encode(), digest_size=16).digest() if text else b""
        for text in words
    ]
    return TextRuns(articles["article_id"].tolist(), exact, _hashed_runs(words))


def duplicates_among(parts: Iterable[TextRuns], *, threshold: float = THRESHOLD) -> pd.DataFrame:
    """Flag duplicates across the parts of a corpus: the reduce of `text_runs`.

    Returns
    -------
    pandas.DataFrame
        ``duplicate_of`` and ``duplicate_kind`` as `flag_duplicates` gives them of the whole, in the
        order of the parts.
    """
    parts = list(parts)
    ids = [name for part in parts for name in part.ids]
    exact = [digest for part in parts for digest in part.exact]
    runs = [own for part in parts for own in part.runs]
    original = [-1] * len(ids)
    kind: list[str | None] = [None] * len(ids)
    for row, first in _exact(exact):
        original[row], kind[row] = first, "exact"
    kept = [row for row, digest in enumerate(exact) if original[row] < 0 and digest]
    for row, first in _near([runs[row] for row in kept], threshold):
        original[kept[row]], kind[kept[row]] = kept[first], "near"
    firsts = [_first(row, original) for row in range(len(ids))]
    of = [None if first == row else ids[first] for row, first in enumerate(firsts)]
    return pd.DataFrame(
        {
            "duplicate_of": pd.array(of, dtype=STRING),
            "duplicate_kind": pd.array(kind, dtype=STRING),
        }
    )


def folded_words(text: str) -> list[str]:
    """The words of a text, folded.

    Examples
    --------
    >>> folded_words("أشادَ الوزيرُ، أمس")
    ['اشاد', 'الوزير', 'امس']
    """
    folded = fold(text).text
    return [folded[start:end] for start, end in word_spans(folded)]


def _first(row: int, original: list[int]) -> int:
    while original[row] >= 0:
        row = original[row]
    return row


def _exact(digests: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    seen: dict[bytes, int] = {}
    for row, digest in enumerate(digests):
        if digest:
            first = seen.setdefault(digest, row)
            if first != row:
                yield row, first


def _near(runs: list[NDArray[np.uint64]], threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs (row, earlier row) at or above the threshold, each row once, with its most similar."""
    buckets: dict[tuple[int, int], list[int]] = {}
    for row, hashes in enumerate(runs):
        keys = list(enumerate(_band_keys(hashes)))
        rivals = sorted({rival for key in keys for rival in buckets.get(key, ())})
        best, best_rival = 0.0, -1
        for rival in rivals:
            similarity = _jaccard(hashes, runs[rival], threshold)
            if similarity > best:
                best, best_rival = similarity, rival
        if best >= threshold:
            yield row, best_rival
            continue  # its original stands in the buckets already
        for key in keys:
            bucket = buckets.setdefault(key, [])
            if len(bucket) < _MOST_COMPARED:
                bucket.append(row)


def _hashed_runs(words: list[list[str]]) -> list[NDArray[np.uint64]]:
    """For each text the sorted hashes of its runs of words; a shorter text is one run."""
    codes: dict[str, int] = {}
    return [_hash_runs(text, codes) for text in words]


def _hash_runs(text: list[str], codes: dict[str, int]) -> NDArray[np.uint64]:
    numbers = np.array([codes.get(word) or _code(word, codes) for word in text], dtype=np.uint64)
    length = min(RUN, len(numbers))
    with np.errstate(over="ignore"):
        total = np.zeros(len(numbers) - length + 1, dtype=np.uint64)
        for offset in range(length):
            total = total * np.uint64(0x9E3779B97F4A7C15) + numbers[offset : offset + len(total)]
            total ^= total >> np.uint64(29)
    return np.unique(total)


def _code(word: str, codes: dict[str, int]) -> int:
    code = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little") | 1
    codes[word] = code
    return code


def _coefficients() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    generator = np.random.Generator(np.random.PCG64(20220511))
    size = (_BANDS * _ROWS, 1)
    multipliers = generator.integers(1, 2**31 - 1, size=size, dtype=np.uint64)
    return multipliers, generator.integers(0, 2**31 - 1, size=size, dtype=np.uint64)


_MULTIPLIERS, _OFFSETS = _coefficients()


def _band_keys(hashes: NDArray[np.uint64]) -> list[int]:
    """One number a band of the MinHash signature."""
    folded = (hashes ^ (hashes >> np.uint64(33))) % _PRIME
    signature = ((_MULTIPLIERS * folded + _OFFSETS) % _PRIME).min(axis=1)
    bands = signature.reshape(_BANDS, _ROWS)
    with np.errstate(over="ignore"):
        key = np.zeros(_BANDS, dtype=np.uint64)
        for column in range(_ROWS):
            key = key * np.uint64(0x100000001B3) + bands[:, column]
    return [int(value) for value in key]


def _jaccard(a: NDArray[np.uint64], b: NDArray[np.uint64], threshold: float) -> float:
    if min(len(a), len(b)) < threshold * max(len(a), len(b)):
        return 0.0
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / (len(a) + len(b) - shared)
