"""Coded articles as the praise model sees them: candidates, what coders marked, and targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.arabic.stems import stem_alef
from toolkit.measures.praise.features import describe
from toolkit.measures.praise.find import Read, read_candidates, span_of
from toolkit.measures.praise.targets.excluded import possible_targets
from toolkit.measures.praise.targets.features import describe_targets
from toolkit.measures.praise.targets.scene import Earlier, phrase_stems, share_counts
from toolkit.measures.praise.words import groups_of
from toolkit.training.folds import Floats
from toolkit.training.gold import Gold, read_gold, read_pairs

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
    were judged; otherwise the article was coded whole. Targets and holders may be text or, as
    `toolkit.training.standoff` joins them, offsets.
    """
    tables: Gold = read_gold(gold, articles)
    acts = tables.attributions if attributions is None else attributions
    records = sorted((row for row, _ in read_pairs(gold, articles)), key=itemgetter("article_id"))
    reads = read_candidates(tables.articles, tables.sentences, acts)
    return [_coded(read, record) for read, record in zip(reads, records, strict=True)]


def _coded(read: Read, record: dict[str, Any]) -> Coded:
    spans = [span_of(read.reading, candidate) for candidate in read.candidates]
    features = describe(read.reading, read.candidates, read.acts)
    judged = record.get("judged")
    if judged is None:
        praise = [in_words(each, read.reading.text) for each in record["praise"]]
        matched = match(spans, [each["span"] for each in praise])
        return Coded(read, features, matched, np.ones(len(spans), bool), praise)
    matched = np.full(len(spans), -1, np.int64)
    known = np.zeros(len(spans), bool)
    for number, span in enumerate(spans):
        said = [is_praise for *other, is_praise in judged if _shared(span, other) > 0]
        known[number] = bool(said)
        matched[number] = 0 if any(said) else -1
    return Coded(read, features, matched, known, [], whole=False)


def in_words(praise: dict[str, Any], document: str) -> dict[str, Any]:
    """A coded expression with its target and its holder as text, where they are offsets.

    Examples
    --------
    >>> in_words({"span": [0, 4], "target": [6, 12], "holder": "narrator"}, "أشاد بالمغرب")
    {'span': [0, 4], 'target': 'المغرب', 'holder': 'narrator'}
    """
    words = {
        name: document[slice(*praise[name])]
        for name in ("target", "holder")
        if isinstance(praise.get(name), list)
    }
    return praise | words


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
    """The phrases of every expression found, each with its fit to the coded target.

    What was praised before is taken from the coding here; `targets_of` takes what it has chosen.
    """
    found = []
    for number, article in enumerate(coded):
        if not article.praise:
            continue
        reading = article.read.reading
        shared, earlier = share_counts(reading), list[Earlier]()
        for candidate, act, which in zip(
            article.read.candidates, article.read.acts, article.matched, strict=True
        ):
            if which < 0 or not article.praise[which]["target"]:
                continue
            phrases = possible_targets(reading, candidate, act)
            gold = article.praise[which]["target"]
            fits = np.array([fit(words_of(reading, p.first, p.last), gold) for p in phrases])
            features = describe_targets(reading, candidate, act, phrases, shared, earlier)
            found.append(Targets(number, features, fits))
            if fits.max() > 0:
                best = phrases[int(np.argmax(fits))]
                stems = phrase_stems(best.first, best.last, shared)
                earlier.append(Earlier(stems, reading.sentence_of[candidate.first]))
    return found


def words_of(reading: Document, first: int, last: int) -> str:
    """The words of a reading as they stand in the document."""
    return reading.text[reading.starts[first] : reading.ends[last - 1]]


def fit(one: str, other: str) -> float:
    """How far two phrases name the same: the share of their words that the other has too.

    Words of three letters and more, particles left out; they are equal where they are with clitics,
    the article and endings taken off.

    Examples
    --------
    >>> fit("بالوزارة", "وزارة الصحة"), fit("منتخبنا", "المنتخب المغربي"), fit("الجيش", "مصر")
    (0.6666666666666666, 0.6666666666666666, 0.0)
    """
    a, b = _bases(one), _bases(other)
    if not a or not b:
        return 0.0
    shared = sum(any(x & y for y in b) for x in a) + sum(any(x & y for x in a) for y in b)
    return shared / (len(a) + len(b))


@lru_cache(maxsize=20_000)
def _bases(text: str) -> tuple[frozenset[str], ...]:
    """What each word of a phrase may be without clitics: a first و or ب may be its own letter."""
    found = []
    for word in re.findall(r"[^\W_]+", fold(text).text):
        if len(word) > 2 and "particles" not in groups_of(word):
            forms = {word, word[:-2]} if word.endswith("نا") and len(word) > 4 else {word}
            bases = {stem_alef(form) for form in forms} | {stem_alef("ال" + form) for form in forms}
            found.append(frozenset(base for base in bases if len(base) > 2))
    return tuple(found)
