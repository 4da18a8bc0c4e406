"""How the attribution models are fitted on coded articles."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.extract import (
    LONGEST_SOURCE,
    end_pairs,
    source_view,
    spoken_of,
    start_pairs,
)
from toolkit.measures.attribution.features.acts import (
    act_dense,
    act_names,
    keys_of,
    kind_features,
    whose_features,
)
from toolkit.measures.attribution.features.candidates import Candidates, View, candidate_features
from toolkit.measures.attribution.features.mentions import Spoken
from toolkit.measures.attribution.features.pairs import (
    end_features,
    end_relation,
    pair_features,
    pair_relation,
    tail,
    window,
)
from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.features.spans import Spans
from toolkit.measures.attribution.model.bundle import Models, SpanModels
from toolkit.measures.attribution.words.tokens import Ints
from toolkit.training.attribution.distant import Examples
from toolkit.training.attribution.fits import (
    count_rates,
    fit_ranking,
    fit_sieve,
    fit_trees,
    fit_words_model,
)
from toolkit.training.attribution.gold import Labelled

LOG = logging.getLogger(__name__)
# What a source of a known phrase weighs beside a coded one.
_EXAMPLE = 0.3


def fit(
    data: Labelled, articles: Sequence[int], examples: Examples | None = None, *, seed: int = 0
) -> Models:
    """Fit every model on some of the coded articles, and on examples of source types."""
    return Models(**fit_spans(data, articles, seed=seed), **fit_sources(data, articles, examples))


def fit_spans(data: Labelled, articles: Sequence[int], *, seed: int = 0) -> dict[str, Any]:
    """Fit what finds acts, their sources and their contents: the fields of `Models` so filled."""
    seen, found = data.seen, data.found
    group = seen.tokens.article[found.token]
    train = np.flatnonzero(np.isin(group, articles))
    part = Candidates(found.token[train], found.kind[train], found.last[train])
    keys = keys_of(seen, part)
    label = data.label[train]
    rates, prior, columns = count_rates(keys, label, group[train])
    features = candidate_features(seen, part, columns)
    all_rows = np.arange(len(train))
    names, dense = act_names(seen, part, keys, all_rows), act_dense(seen, part, features, all_rows)
    strength = _inner_strength(seen, part, features, label, group[train], seed)
    own = np.flatnonzero(np.isin([r["article"] for r in data.record], articles))
    fitted: dict[str, Any] = {
        name: _fit_span(data, own, spans, strength, seed, longest)
        for name, spans, longest in (
            ("content", data.content, None), ("source", data.source, LONGEST_SOURCE)
        )
    }  # fmt: skip
    return fitted | {
        "rates": rates, "prior": prior, "act": fit_trees(features, label, seed=seed),
        "act_words": fit_words_model(names, dense, [str(v) for v in label], strength=0.15),
        "act_threshold": 0.42, "source_threshold": 0.3,
    }  # fmt: skip


def _fit_span(
    data: Labelled, own: Ints, spans: tuple[Ints, Ints], strength: NDArray[np.float32], seed: int,
    longest: int | None,
) -> SpanModels:  # fmt: skip
    """Fit sieve and trees for the start and the end of contents, or of sources."""
    seen, found, rows = data.seen, data.found, data.row[own]
    first, last = spans[0][own], spans[1][own]
    owner, word = window(seen, found.token[rows])
    relation = pair_relation(seen, found, rows, owner, word)
    distance = word - found.last[rows][owner]
    start_sieve = fit_sieve(
        seen, word, found.kind[rows][owner], relation, distance, word == first[owner]
    )
    owner, word = start_pairs(seen, found, rows, start_sieve)
    LOG.info("starts let through: %.4f", _share(first, owner, word == first[owner]))
    start = fit_trees(
        pair_features(seen, found, rows, owner, word), word == first[owner], seed=seed
    )
    has = np.flatnonzero(first >= 0)
    rows, first, last = rows[has], first[has], last[has]
    pair, end = tail(seen, first)
    if longest:
        near = end - first[pair] < longest
        pair, end = pair[near], end[near]
    relation = end_relation(seen, found, rows, pair, first, end, strength)
    end_sieve = fit_sieve(
        seen, end, found.kind[rows][pair], relation, end - first[pair], end == last[pair]
    )
    pair, end = end_pairs(seen, found, rows, first, end_sieve, strength, longest=longest)
    LOG.info("ends let through: %.4f", _share(last, pair, end == last[pair]))
    features = end_features(seen, found, rows, pair, first, end, strength)
    last_of = fit_trees(features, end == last[pair], seed=seed)
    return SpanModels(start_sieve, start, end_sieve, last_of)


def _share(edge: Ints, owner: Ints, hit: NDArray[np.bool_]) -> float:
    """Share of the edges that there are which stand among the pairs."""
    return len(np.unique(owner[hit])) / max(int((edge >= 0).sum()), 1)


def fit_sources(
    data: Labelled, articles: Sequence[int], examples: Examples | None = None
) -> dict[str, Any]:
    """Fit what is told of acts whose spans are known: kind, antecedent, type, named."""
    seen, found = data.seen, data.found
    own = np.flatnonzero(np.isin([r["article"] for r in data.record], articles))
    rows, records = data.row[own], [data.record[i] for i in own]
    mentions, told = _mentions(data.source, own), _mentions(data.antecedent, own)
    nobody = [m is None and t is None for m, t in zip(mentions, told, strict=True)]
    contents = (data.content[0][own], data.content[1][own])
    spans = Spans(rows, np.ones(len(rows)), mentions, nobody, contents)
    weights = fit_ranking(seen, _stories(seen, found, spans, told))
    known = source_view(seen, found, spans, weights, told)
    kind = kind_features(seen, found, rows, *contents)
    whose = [
        "explicit" if m else "nobody" if n else "implied"
        for m, n in zip(mentions, nobody, strict=True)
    ]

    types = [str(r["source_type"]) for r in records]
    more = examples if examples and examples.types else Examples([], known.dense[:0], [])
    return {
        "whose": fit_words_model(*whose_features(seen, found, rows), whose, strength=0.15),
        "kind": fit_words_model(*kind, [r["kind"] for r in records], strength=1.0),
        "source_type": fit_words_model(
            [*known.names, *more.names], np.concatenate([known.dense, more.dense]),
            [*types, *more.types], strength=1.0, minimum=3, balanced=0.3,
            weight=[1.0] * len(types) + [_EXAMPLE] * len(more.types),
        ),
        "named": fit_words_model(
            known.names, known.dense, [str(r["named"]) for r in records], strength=0.5
        ),
        "antecedent": weights,
    }  # fmt: skip


def _mentions(spans: tuple[Ints, Ints], rows: Ints) -> list[Mention | None]:
    first, last = spans[0][rows].tolist(), spans[1][rows].tolist()
    return [Mention(a, b) if a >= 0 else None for a, b in zip(first, last, strict=True)]


def _stories(
    seen: View, found: Candidates, spans: Spans, told: Sequence[Mention | None]
) -> list[tuple[Spoken, list[Mention | None]]]:
    """The coded acts of every article, with the antecedents that the coder gave."""
    article = seen.tokens.article[found.token[spans.row]]
    rows = [np.flatnonzero(article == number) for number in np.unique(article)]
    return [(spoken_of(found, spans, own), [told[i] for i in own.tolist()]) for own in rows]


def _inner_strength(
    seen: View, part: Candidates, features: NDArray[np.float32],
    label: NDArray[np.int64], group: Ints, seed: int,
) -> NDArray[np.float32]:  # fmt: skip
    """How likely each word is a cue, judged by models that have not seen its article."""
    from sklearn.model_selection import GroupKFold

    probability = np.zeros(len(label))
    for train, test in GroupKFold(4, shuffle=True, random_state=seed).split(features, label, group):
        trees = fit_trees(features[train], label[train], seed=seed, iterations=150)
        probability[test] = trees.probabilities(features[test])
    strength = np.zeros(len(seen.kind), np.float32)
    np.maximum.at(strength, part.token, probability.astype(np.float32))
    return strength
