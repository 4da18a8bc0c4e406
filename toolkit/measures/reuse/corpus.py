"""The words of a corpus as numbers: what reuse, repeats and quotations compare.

A word is a maximal run of letters or digits of the folded text (toolkit.arabic.fold), so that
spelling variants meet; the title is left out. Each different word gets one number over the whole
corpus, and each word keeps its offsets in the document as read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class CorpusWords:
    """All words of a corpus, article by article.

    Attributes
    ----------
    ids : ndarray of int32, shape (words,)
        The number of each word; the same number is the same folded word.
    starts, ends : ndarray of int32, shape (words,)
        Offsets in the document (title, line break, text) as read.
    first : ndarray of int64, shape (articles + 1,)
        Where each article's words begin in the arrays above.
    vocabulary : tuple of str
        The folded word of each number; empty where nobody needs it.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    first: NDArray[np.int64]
    vocabulary: tuple[str, ...] = ()

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How many words each article has, title left out."""
        return np.diff(self.first)

    @property
    def articles(self) -> NDArray[np.int32]:
        """The row of the article that each word stands in."""
        return np.repeat(np.arange(len(self.first) - 1, dtype=np.int32), self.lengths)


def corpus_words(articles: pd.DataFrame) -> CorpusWords:
    """Number the words of all texts.

    Parameters
    ----------
    articles
        Needs ``title`` and ``text``; missing ones count as empty.

    Examples
    --------
    >>> table = pd.DataFrame({"title": ["خبر", "نبأ"], "text": ["أكَّد الوزير", "الوزير اكد (أكد)"]})
    >>> words = corpus_words(table)
    >>> words.ids.tolist(), words.lengths.tolist()
    ([0, 1, 1, 0, 0], [2, 3])
    >>> int(words.starts[0]), int(words.ends[0])
    (4, 9)
    """
    vocabulary: dict[str, int] = {}
    ids: list[NDArray[np.int32]] = []
    starts: list[NDArray[np.int32]] = []
    ends: list[NDArray[np.int32]] = []
    first = [0]
    for title, text in zip(articles["title"], articles["text"], strict=True):
        words, begin, end = _words(text if isinstance(text, str) else "")
        shift = (len(title) if isinstance(title, str) else 0) + 1
        numbers = [vocabulary.setdefault(word, len(vocabulary)) for word in words]
        ids.append(np.asarray(numbers, dtype=np.int32))
        starts.append((begin + shift).astype(np.int32))
        ends.append((end + shift).astype(np.int32))
        first.append(first[-1] + len(words))
    return CorpusWords(
        _joined(ids),
        _joined(starts),
        _joined(ends),
        np.asarray(first, dtype=np.int64),
        tuple(vocabulary),
    )


def join_words(parts: Iterable[CorpusWords]) -> CorpusWords:
    """The words of a corpus from those of its parts, numbered as `corpus_words` does the whole.

    Examples
    --------
    >>> table = pd.DataFrame({"title": ["خبر", "نبأ"], "text": ["أكَّد الوزير", "الوزير اكد (أكد)"]})
    >>> words = join_words(corpus_words(table.iloc[[row]]) for row in (0, 1))
    >>> words.ids.tolist(), words.first.tolist()
    ([0, 1, 1, 0, 0], [0, 2, 5])
    """
    vocabulary: dict[str, int] = {}
    ids: list[NDArray[np.int32]] = []
    starts: list[NDArray[np.int32]] = []
    ends: list[NDArray[np.int32]] = []
    lengths: list[NDArray[np.int64]] = []
    for part in parts:
        known = [vocabulary.setdefault(word, len(vocabulary)) for word in part.vocabulary]
        ids.append(np.array(known, dtype=np.int32)[part.ids])
        starts.append(part.starts)
        ends.append(part.ends)
        lengths.append(part.lengths)
    first = np.concatenate([[0], np.cumsum(np.concatenate([*lengths, []]))]).astype(np.int64)
    return CorpusWords(_joined(ids), _joined(starts), _joined(ends), first, tuple(vocabulary))


def without_spans(words: CorpusWords, articles: pd.DataFrame, spans: pd.DataFrame) -> CorpusWords:
    """The words that stand in none of some spans.

    Parameters
    ----------
    words, articles
        As given to and by `corpus_words`.
    spans
        ``article_id``, ``start``, ``end``, offsets in the documents.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "title": ["خبر"], "text": ["وصل الوفد. اقرأ أيضا"]})
    >>> spans = pd.DataFrame({"article_id": ["a"], "start": [15], "end": [24]})
    >>> without_spans(corpus_words(table), table, spans).lengths.tolist()
    [2]
    """
    row_of = {article_id: row for row, article_id in enumerate(articles["article_id"])}
    kept = np.ones(len(words.ids), dtype=bool)
    for article_id, start, end in spans[["article_id", "start", "end"]].itertuples(index=False):
        row = row_of.get(article_id)
        if row is None:
            continue  # a sentence of an article that is not compared
        first, last = words.first[row : row + 2]
        low, high = np.searchsorted(words.starts[first:last], (start, end))
        kept[first + low : first + high] = False
    left = np.concatenate([[0], np.cumsum(kept)])
    return CorpusWords(
        words.ids[kept],
        words.starts[kept],
        words.ends[kept],
        left[words.first],
        words.vocabulary,
    )


def _joined(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


def _words(text: str) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """Folded words of a text and their offsets in it; marks behind a last letter stay inside."""
    folded = fold(text)
    points = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    inside = np.zeros(len(points) + 2, dtype=np.int8)
    inside[1:-1] = _letters_and_digits()[points]
    edges = np.diff(inside)
    begin, end = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    last = folded.offsets[end - 1] + 1
    return _WORD.findall(folded.text), folded.offsets[begin], np.maximum(folded.offsets[end], last)


@lru_cache(maxsize=1)
def _letters_and_digits() -> NDArray[np.bool_]:
    """Which code points make up words: those that the pattern above takes."""
    return np.fromiter((chr(point).isalnum() for point in range(0x110000)), dtype=np.bool_)
