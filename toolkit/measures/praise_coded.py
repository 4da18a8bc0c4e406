"""Coded articles as the praise model sees them: candidates, what coders marked, and targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold
from toolkit.measures.coded import Gold, read_gold, read_lines
from toolkit.measures.praise import Read, read_candidates, span_of
from toolkit.measures.praise_features import describe
from toolkit.measures.praise_reading import stem
from toolkit.measures.praise_targets import describe_targets, target_phrases

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Coded:
    """One coded article: its candidates, their features, and what the coders marked.

    Attributes
    ----------
    features : ndarray, shape (candidates, features)
    matched : ndarray of int, shape (candidates,)
        The coded expression that each candidate is, -1 for none.
    known : ndarray of bool, shape (candidates,)
        Whether coders judged the candidate (all of them, in an article coded whole).
    praise : sequence of dict
        The coded expressions.
    whole : bool
        Whether the article was coded whole, not only some candidates judged.
    """

    read: Read
    features: Floats
    matched: Ints
    known: NDArray[np.bool_]
    praise: Sequence[dict[str, Any]]
    whole: bool = True


@dataclass(frozen=True, eq=False)
class Targets:
    """The phrases that may be the target of one coded expression, and how well each fits."""

    article: int
    features: Floats
    fit: Floats


def read_coded(
    gold: Path, articles: Path | None, attributions: pd.DataFrame | None = None
) -> list[Coded]:
    """Read coded articles and propose candidates in them.

    A record's ``judged`` (a list of ``[start, end, is praise]``) says that only these candidates
    were judged; otherwise the article was coded whole.
    """
    tables: Gold = read_gold(gold, articles)
    acts = tables.attributions if attributions is None else attributions
    records = sorted(read_lines(gold), key=lambda row: row["article_id"])
    reads = read_candidates(tables.articles, tables.sentences, acts)
    return [_coded(read, record) for read, record in zip(reads, records, strict=True)]


def _coded(read: Read, record: dict[str, Any]) -> Coded:
    spans = [span_of(read.reading, candidate) for candidate in read.candidates]
    features = describe(read.reading, read.candidates, read.acts)
    judged = record.get("judged")
    if judged is None:
        matched = match(spans, [praise["span"] for praise in record["praise"]])
        return Coded(read, features, matched, np.ones(len(spans), bool), record["praise"])
    matched = np.full(len(spans), -1, np.int64)
    known = np.zeros(len(spans), bool)
    for number, span in enumerate(spans):
        said = [is_praise for *other, is_praise in judged if _shared(span, other) > 0]
        known[number] = bool(said)
        matched[number] = 0 if any(said) else -1
    return Coded(read, features, matched, known, [], whole=False)


def match(spans: Sequence[Sequence[int]], gold: Sequence[Sequence[int]]) -> Ints:
    """Match spans to coded ones that share a character, one to one, most shared first.

    Examples
    --------
    >>> match([(0, 4), (2, 9), (20, 24)], [(3, 9)]).tolist()
    [-1, 0, -1]
    """
    pairs = sorted(
        ((_shared(a, b), -i, -j) for i, a in enumerate(spans) for j, b in enumerate(gold)),
        reverse=True,
    )
    matched = np.full(len(spans), -1, np.int64)
    used: set[int] = set()
    for shared, i, j in pairs:
        if shared > 0 and matched[-i] < 0 and -j not in used:
            matched[-i] = -j
            used.add(-j)
    return matched


def _shared(a: Sequence[int], b: Sequence[int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def list_targets(coded: Sequence[Coded]) -> list[Targets]:
    """The phrases of every expression found, each with its fit to the coded target."""
    found = []
    for number, article in enumerate(coded):
        for candidate, act, which in zip(
            article.read.candidates, article.read.acts, article.matched, strict=True
        ):
            if which < 0 or not article.praise or not article.praise[which]["target"]:
                continue
            reading = article.read.reading
            phrases = target_phrases(reading, candidate, act)
            gold = words(article.praise[which]["target"])
            texts = [
                words(reading.document[reading.starts[p.first] : reading.ends[p.last - 1]])
                for p in phrases
            ]
            fits = [2 * len(t & gold) / max(len(t) + len(gold), 1) for t in texts]
            features = describe_targets(reading, candidate, act, phrases)
            found.append(Targets(number, features, np.array(fits)))
    return found


def words(text: str) -> frozenset[str]:
    """The stems of a text's words of three letters and more.

    Examples
    --------
    >>> sorted(words("بالدور المغربي"))
    ['دور', 'مغربي']
    """
    found = fold(text).text.split()
    return frozenset(stem(word.strip('،,.؛:"«»()“”')) for word in found if len(word) > 2)
