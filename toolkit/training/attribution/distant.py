"""Sources of the corpora that are known by their phrase, as further examples of their type.

Distant supervision (Mintz, Bills, Snow and Jurafsky 2009): where a known source stands right behind
a reporting verb, the words around it and its introduction elsewhere in the article are learnt
as signs of its type. What is known of the phrase itself is kept from the model, which thereby
learns to type phrases that nobody knows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.document import Document, read_document
from toolkit.measures.attribution.extract import source_view
from toolkit.measures.attribution.features.candidates import Candidates, View, propose, view
from toolkit.measures.attribution.features.phrases import Mention, phrase_words
from toolkit.measures.attribution.features.spans import Spans
from toolkit.measures.attribution.words.cues import IMPERFECT
from toolkit.measures.attribution.words.known import known_type
from toolkit.measures.attribution.words.lexical import CLASS_NAMES, lexical_features
from toolkit.measures.attribution.words.tokens import tokenize
from toolkit.training.gold import read_lines

_LONGEST = 6
_BATCH = 500


@dataclass(frozen=True)
class Examples:
    """Sources of known type: named features, dense ones, the type."""

    names: list[list[str]]
    dense: NDArray[np.float32]
    types: list[str]


def read_examples(
    corpora: Sequence[Path], *, count: int, without: Collection[str] = (), seed: int = 0
) -> Examples:
    """Examples from articles drawn at random from corpora (gzipped JSON Lines).

    Parameters
    ----------
    count : int
        How many articles to draw in all.
    without : collection of str
        Articles (``article_id``) that are coded: never drawn.
    """
    articles = [a for path in corpora for a in read_lines(path) if a["article_id"] not in without]
    rows = np.random.default_rng(seed).permutation(len(articles))[:count]
    names: list[list[str]] = []
    dense: list[NDArray[np.float32]] = []
    types: list[str] = []
    for low in range(0, len(rows), _BATCH):
        batch = [articles[i] for i in rows[low : low + _BATCH].tolist()]
        part = _examples([read_document(a["title"], a["text"]) for a in batch])
        if part.types:
            names += part.names
            dense.append(part.dense)
            types += part.types
    return Examples(names, np.concatenate(dense) if dense else np.zeros((0, 0), np.float32), types)


def _examples(documents: Sequence[Document]) -> Examples:
    tokens = tokenize(documents)
    seen = view(tokens, lexical_features(tokens.types))
    found = propose(seen)
    rows: list[int] = []
    mentions: list[Mention | None] = []
    types: list[str] = []
    for row in np.flatnonzero(found.kind <= IMPERFECT).tolist():
        known_one = _known_behind(seen, found, row)
        if known_one is not None:
            rows.append(row)
            mentions.append(known_one[0])
            types.append(known_one[1])
    own = np.asarray(rows, dtype=np.int64)
    spoken = Spans(
        own, np.ones(len(own)), mentions, [False] * len(own), (found.token[own], found.last[own])
    )
    # Nothing is implied here, so the antecedents' weights are never asked.
    known = source_view(seen, found, spoken, np.zeros(0, np.float32))
    names = [[name for name in own if not name.startswith("g")] for own in known.names]
    return Examples(names, known.dense, types)


def _known_behind(seen: View, found: Candidates, row: int) -> tuple[Mention, str] | None:
    """The longest known source right behind a cue and its type, if the sentence goes on with something else."""
    first = int(found.last[row]) + 1
    end = int(seen.last[found.token[row]])
    for last in range(min(first + _LONGEST - 1, end), first - 1, -1):
        gap = seen.tokens.gap[first - 1 : last]
        if gap.any() or not (
            last == end or seen.tokens.gap[last] or seen.flags[last + 1, : len(CLASS_NAMES)].any()
        ):
            continue
        mention = Mention(first, last)
        source_type = known_type(" ".join(phrase_words(seen, mention)))
        if source_type:
            return mention, source_type
    return None
