"""From candidates to acts: keep, find source and content, name kind, type and speaker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.candidates import Candidates, View, candidate_features
from toolkit.measures.attribution.models import (
    Models,
    act_dense,
    act_names,
    keys_of,
    kind_features,
    look_up_rates,
)  # fmt: skip
from toolkit.measures.attribution.pairs import end_features, pair_features, tail, window
from toolkit.measures.attribution.sources import (
    Mention,
    first_places,
    resolve,
    source_features,
    speakers,
    typed,
)
from toolkit.measures.attribution.tokens import Ints

_STARTS = 3
_LONGEST_SOURCE = 25
_SURE = 0.06


@dataclass(frozen=True)
class Acts:
    """The acts of a batch, a row each; words by number, -1 where there is none."""

    row: Ints  # of the candidate
    probability: NDArray[np.float64]
    source: list[Mention | None]
    resolved: list[Mention | None]
    fullest: list[Mention | None]
    content_first: Ints
    content_last: Ints
    kind: list[str]
    source_type: list[str]
    named: list[bool]


def act_probabilities(seen: View, found: Candidates, models: Models) -> NDArray[np.float64]:
    """How likely each candidate is an act; words are looked at only where the trees are unsure."""
    if not len(found.token):
        return np.zeros(0)
    keys = keys_of(seen, found)
    features = candidate_features(seen, found, look_up_rates(keys, models.rates, models.prior))
    probability = models.act.predict_proba(features)[:, 1]
    rows = np.flatnonzero((probability > _SURE) & (probability < 1 - _SURE))
    words = models.act_words.probabilities(
        act_names(seen, found, keys, rows), act_dense(seen, found, features, rows)
    )
    probability[rows] = (probability[rows] + words[:, 1]) / 2
    return probability


def extract(seen: View, found: Candidates, models: Models) -> Acts:
    """Find the acts of a batch of articles."""
    probability = act_probabilities(seen, found, models)
    strength = np.zeros(len(seen.kind), np.float32)
    np.maximum.at(strength, found.token, probability.astype(np.float32))
    rows = np.flatnonzero(probability >= models.act_threshold)
    owner, word = window(seen, found.token[rows])
    features = pair_features(seen, found, rows, owner, word)
    content = best_spans(
        seen,
        found,
        rows,
        owner,
        word,
        _logit(models.content_start, features),
        models.content_end,
        strength,
    )
    starts = _logit(models.source_start, features)
    source = best_spans(
        seen, found, rows, owner, word, starts, models.source_end, strength, longest=_LONGEST_SOURCE
    )
    best = np.full(len(rows), -np.inf)
    np.maximum.at(best, owner, starts)
    has_source = best >= np.log(models.source_threshold / (1 - models.source_threshold))
    mentions: list[Mention | None] = [
        Mention(int(a), int(b)) if has else None
        for a, b, has in zip(*source, has_source, strict=True)
    ]
    return describe(seen, found, rows, probability[rows], mentions, content, models)


def describe(
    seen: View, found: Candidates, rows: Ints, probability: NDArray[np.float64],
    mentions: list[Mention | None], content: tuple[Ints, Ints], models: Models,
) -> Acts:  # fmt: skip
    """Resolve, type and name the sources of acts whose spans are known."""
    resolved, fullest, names, dense = source_view(seen, found, rows, mentions)
    kind = models.kind.probabilities(*kind_features(seen, found, rows, *content)).argmax(axis=1)
    types = typed(models.source_type.probabilities(names, dense), models.source_type.classes, dense)
    named = models.named.probabilities(names, dense)[:, 1] >= 0.5
    return Acts(
        rows, probability, mentions, resolved, fullest, *content,
        [models.kind.classes[k] for k in kind], types, named.tolist(),
    )  # fmt: skip


def source_view(
    seen: View, found: Candidates, rows: Ints, mentions: list[Mention | None]
) -> tuple[list[Mention | None], list[Mention | None], list[list[str]], NDArray[np.float32]]:
    """Antecedents, fullest mentions and the features of every act's source, article by article."""
    tokens = seen.tokens
    article = tokens.article[found.token[rows]]
    resolved: list[Mention | None] = []
    fullest: list[Mention | None] = []
    names: list[list[str]] = []
    dense: list[NDArray[np.float32]] = []
    for number in np.unique(article).tolist():
        own = np.flatnonzero(article == number)
        cue = found.token[rows[own]].tolist()
        kinds = found.kind[rows[own]].tolist()
        sources = [mentions[i] for i in own]
        antecedents = resolve(seen, cue, kinds, sources)
        known = [a or s for a, s in zip(antecedents, sources, strict=True)]
        full = speakers(seen, known)
        bounds = np.searchsorted(tokens.article, [number, number + 1])
        places = first_places(seen, (int(bounds[0]), int(bounds[1]) - 1))
        for position, mention in enumerate(known):
            words, vector = source_features(seen, mention, full[position], places)
            entry = seen.lexical.cues[tokens.word[cue[position]]]
            names.append(
                [
                    *words,
                    f"act={entry.speech_act if entry else ':'}",
                    f"implied={sources[position] is None}",
                ]
            )
            dense.append(vector)
        resolved += antecedents
        fullest += full
    shape = (len(dense), -1) if dense else (0, 0)
    return resolved, fullest, names, np.asarray(dense, dtype=np.float32).reshape(shape)


def best_spans(
    seen: View, found: Candidates, rows: Ints, owner: Ints, word: Ints, score: NDArray[np.float64],
    end_model: object, strength: NDArray[np.float32], *, longest: int | None = None,
) -> tuple[Ints, Ints]:  # fmt: skip
    """The likeliest span of every act: a start of the best few, and an end given it."""
    start_score = score - _log_sum(score, owner, len(rows))[owner]
    order = np.lexsort((-score, owner))
    first = np.searchsorted(owner[order], np.arange(len(rows)))
    rank = np.arange(len(order)) - first[owner[order]]
    picked = order[rank < _STARTS]
    start, start_owner = word[picked], owner[picked]
    pair, end = tail(seen, start)
    if longest is not None:
        near = end - start[pair] < longest
        pair, end = pair[near], end[near]
    features = end_features(seen, found, rows[start_owner], pair, start, end, strength)
    end_score = _logit(end_model, features)
    total = start_score[picked][pair] + end_score - _log_sum(end_score, pair, len(start))[pair]
    act = start_owner[pair]
    ranked = np.lexsort((-total, act))
    winner = ranked[np.searchsorted(act[ranked], np.arange(len(rows)))] if len(rows) else ranked
    return start[pair[winner]], end[winner]


def _log_sum(score: NDArray[np.float64], owner: Ints, count: int) -> NDArray[np.float64]:
    top = np.full(count, -np.inf)
    np.maximum.at(top, owner, score)
    total = np.zeros(count)
    np.add.at(total, owner, np.exp(score - top[owner]))
    return top + np.log(np.maximum(total, 1e-300))


def _logit(model: object, features: NDArray[np.float32]) -> NDArray[np.float64]:
    if not len(features):
        return np.zeros(0)
    return np.asarray(model.decision_function(features))  # type: ignore[attr-defined]
