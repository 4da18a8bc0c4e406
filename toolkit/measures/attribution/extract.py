"""From candidates to acts: keep, find source and content, name kind, type and speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.antecedents import fullest, resolve
from toolkit.measures.attribution.documents import with_their_authors_types
from toolkit.measures.attribution.features.acts import (
    act_dense,
    act_names,
    keys_of,
    kind_features,
    look_up_rates,
    whose_features,
)
from toolkit.measures.attribution.features.candidates import (
    Candidates,
    View,
    candidate_features,
    speakers_in_titles,
)
from toolkit.measures.attribution.features.darija import reports_in_darija
from toolkit.measures.attribution.features.groups import sure_type
from toolkit.measures.attribution.features.mentions import Spoken
from toolkit.measures.attribution.features.pairs import (
    end_features,
    end_relation,
    pair_features,
    pair_relation,
    reach,
    tail,
    window,
)
from toolkit.measures.attribution.features.phrases import Mention, phrase_words
from toolkit.measures.attribution.features.sources import first_places, source_features, typed
from toolkit.measures.attribution.features.spans import Spans
from toolkit.measures.attribution.features.speeches import find_speeches
from toolkit.measures.attribution.model.bundle import Models, SpanModels
from toolkit.measures.attribution.model.sieve import Sieve, best_of
from toolkit.measures.attribution.readings import anothers_content, settle
from toolkit.measures.attribution.subjects import behind_their_verbs, certain_source
from toolkit.measures.attribution.words.tokens import Ints

_STARTS = 3
# So many pairs of an act and a word are looked at together: a hundred articles have fewer.
_PAIRS = 100_000
KEPT_STARTS, KEPT_ENDS = 10, 8
LONGEST_SOURCE = 25
_SURE = 0.06
_CERTAIN = 0.95
# How far the words around a cue weigh beside the trees where a source is looked for, and from which
# probability on an act without one is nobody's: chosen by cross-validation.
_WORDS_WEIGHT = 0.5
_NOBODY = 0.4


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
    official: NDArray[np.float64]  # how likely its source is an official one
    named: list[bool]


def act_probabilities(seen: View, found: Candidates, models: Models) -> NDArray[np.float64]:
    """How likely each candidate is an act; words are looked at only where the trees are unsure."""
    if not len(found.token):
        return np.zeros(0)
    keys = keys_of(seen, found)
    features = candidate_features(seen, found, look_up_rates(keys, models.rates, models.prior))
    probability = models.act.probabilities(features)
    rows = np.flatnonzero((probability > _SURE) & (probability < 1 - _SURE))
    words = models.act_words.probabilities(
        act_names(seen, found, keys, rows), act_dense(seen, found, features, rows)
    )
    probability[rows] = (probability[rows] + words[:, 1]) / 2
    return probability


def extract(seen: View, found: Candidates, models: Models) -> Acts:
    """Find the acts of a batch of articles."""
    return describe(seen, found, find_spans(seen, found, models), models)


def find_spans(seen: View, found: Candidates, models: Models) -> Spans:
    """Find the acts among the candidates, their sources in the text and their contents."""
    probability = act_probabilities(seen, found, models)
    strength = np.zeros(len(seen.kind), np.float32)
    np.maximum.at(strength, found.token, probability.astype(np.float32))
    speeches = find_speeches(seen, found)
    certain = {
        *speeches, *speakers_in_titles(seen, found), *reports_in_darija(seen, found),
    }  # fmt: skip
    probability[sorted(certain)] = np.maximum(probability[sorted(certain)], _CERTAIN)
    rows = np.flatnonzero(probability >= models.act_threshold)
    content, _ = spans_of(seen, found, rows, models.content, strength)
    again = anothers_content(seen, found, rows, content)
    if len(again):
        bound = found.token[rows[again + 1]]
        nearer, _ = spans_of(seen, found, rows[again], models.content, strength, before=bound)
        for edge, new in zip(content, nearer, strict=True):
            edge[again] = new
    source, best = spans_of(seen, found, rows, models.source, strength, longest=LONGEST_SOURCE)
    mentions, nobody = who_speaks(seen, found, rows, source, best, models)
    spans = Spans(rows, probability[rows], mentions, nobody, content, [False] * len(rows))
    return settle(seen, found, spans, speeches)


def who_speaks(
    seen: View, found: Candidates, rows: Ints, source: tuple[Ints, Ints],
    odds: NDArray[np.float64], models: Models,
) -> tuple[list[Mention | None], list[bool]]:  # fmt: skip
    """The likeliest source of each act where one is believed; whether nobody is meant."""
    whose = models.whose.probabilities(*whose_features(seen, found, rows)) + 1e-6
    explicit, implied, nobody = (
        whose[:, models.whose.classes.index(name)] for name in ("explicit", "implied", "nobody")
    )
    odds = odds + _WORDS_WEIGHT * np.log(explicit / (implied + nobody))
    has_source = odds >= np.log(models.source_threshold / (1 - models.source_threshold))
    has_source |= behind_their_verbs(seen, found, rows, source[0])
    mentions = [
        certain_source(seen, found, row, Mention(int(a), int(b)) if has else None)
        for row, a, b, has in zip(rows.tolist(), *source, has_source, strict=True)
    ]
    has_source = np.asarray([mention is not None for mention in mentions], dtype=bool)
    return mentions, (~has_source & (nobody / (implied + nobody) >= _NOBODY)).tolist()


def describe(seen: View, found: Candidates, spans: Spans, models: Models) -> Acts:
    """Resolve, type and name the sources of acts whose spans are known."""
    rows, content = spans.row, spans.content
    view_of = source_view(seen, found, spans, models.antecedent)
    names, dense = view_of.names, view_of.dense
    direct = models.kind.classes.index("direct")
    kind = models.kind.probabilities(*kind_features(seen, found, rows, *content)).argmax(axis=1)
    kind[np.asarray(spans.verbatim, dtype=bool)] = direct
    types, official = typed(
        models.source_type.probabilities(names, dense), models.source_type.classes, view_of.speakers,
        view_of.sure,
    )  # fmt: skip
    heard = [r or m for r, m in zip(view_of.resolved, spans.source, strict=True)]
    articles = seen.tokens.article[found.token[rows]].tolist()
    types, official = with_their_authors_types(seen, heard, articles, types, official)
    named = models.named.probabilities(names, dense)[:, 1] >= 0.5
    return Acts(
        rows, spans.probability, list(spans.source), view_of.resolved, view_of.fullest, *content,
        [models.kind.classes[k] for k in kind], types, official, named.tolist(),
    )  # fmt: skip


@dataclass
class SourceView:
    """What is known of every act's source: a row each."""

    resolved: list[Mention | None]
    fullest: list[Mention | None]
    speakers: list[int]
    names: list[list[str]]
    sure: list[int]  # the type that the phrase tells for certain, -1 for none
    dense: NDArray[np.float32]


def source_view(
    seen: View, found: Candidates, spans: Spans, weights: NDArray[np.float32],
    told: Sequence[Mention | None] | None = None,
) -> SourceView:  # fmt: skip
    """Antecedents, speakers and the features of every act's source, article by article.

    `told` gives the antecedents where they are known (the gold's).
    """
    tokens = seen.tokens
    article = tokens.article[found.token[spans.row]]
    out = SourceView([], [], [], [], [], np.zeros((0, 0), np.float32))
    dense: list[NDArray[np.float32]] = []
    base = 0
    for number in np.unique(article).tolist():
        own = np.flatnonzero(article == number)
        spoken = spoken_of(found, spans, own)
        known = None if told is None else [told[i] for i in own.tolist()]
        resolved, speakers = resolve(seen, spoken, weights, known)
        full = fullest(seen, spoken, speakers)
        bounds = np.searchsorted(tokens.article, [number, number + 1])
        places = first_places(seen, (int(bounds[0]), int(bounds[1]) - 1))
        about = {tokens.types[code] for code in places}
        for position, cue in enumerate(spoken.cue):
            mention = resolved[position] or spoken.mentions[position]
            words, vector = source_features(seen, mention, full[position], places)
            entry = seen.cue_at(cue)
            act = entry.speech_act if entry else ":"
            out.names.append([*words, f"act={act}", f"implied={spoken.mentions[position] is None}"])
            out.sure.append(sure_type(phrase_words(seen, mention), about) if mention else -1)
            dense.append(vector)
        out.resolved += resolved
        out.fullest += [f or r for f, r in zip(full, resolved, strict=True)]
        out.speakers += [s + base if s >= 0 else -1 for s in speakers]
        base += len(speakers)
    shape = (len(dense), -1) if dense else (0, 0)
    out.dense = np.asarray(dense, dtype=np.float32).reshape(shape)
    return out


def spoken_of(found: Candidates, spans: Spans, own: Ints) -> Spoken:
    """The acts of one article, of which `own` are the rows."""
    rows = spans.row[own]
    return Spoken(
        found.token[rows].tolist(), found.kind[rows].tolist(),
        spans.content[0][own].tolist(), spans.content[1][own].tolist(),
        [spans.source[i] for i in own.tolist()], [spans.nobody[i] for i in own.tolist()],
    )  # fmt: skip


def spans_of(
    seen: View, found: Candidates, rows: Ints, models: SpanModels, strength: NDArray[np.float32],
    *, longest: int | None = None, before: Ints | None = None,
) -> tuple[tuple[Ints, Ints], NDArray[np.float64]]:  # fmt: skip
    """The likeliest span of every act: a start of the best few, and an end given it.

    `before` gives a word for each act that its span ends before. Returns the spans' first and last
    words, and the log odds of the best start.
    """
    parts = []
    for block in _blocks(seen, found.token[rows]):
        bound = None if before is None else before[block]
        parts.append(
            _spans_of_block(
                seen, found, rows[block], models, strength, longest=longest, before=bound
            )
        )
    first, last = (np.concatenate([span[side] for span, _ in parts]) for side in (0, 1))
    return (first, last), np.concatenate([odds for _, odds in parts])


def _blocks(seen: View, token: Ints) -> list[Ints]:
    """Places of the acts by so many as have few enough pairs with words: one block, mostly.

    Each act is looked at by itself, so the cut changes nothing.
    """
    pairs = np.cumsum(reach(seen, seen.last[token]) - seen.first[token] + 1)
    return np.split(np.arange(len(token)), np.flatnonzero(np.diff(pairs // _PAIRS)) + 1)


def _spans_of_block(
    seen: View, found: Candidates, rows: Ints, models: SpanModels, strength: NDArray[np.float32],
    *, longest: int | None = None, before: Ints | None = None,
) -> tuple[tuple[Ints, Ints], NDArray[np.float64]]:  # fmt: skip
    owner, word = start_pairs(seen, found, rows, models.start_sieve, before)
    score = models.start.scores(pair_features(seen, found, rows, owner, word))
    odds = np.full(len(rows), -np.inf)
    np.maximum.at(odds, owner, score)
    start_score = score - _log_sum(score, owner, len(rows))[owner]
    picked = best_of(score.astype(np.float32), owner, _STARTS)
    start, start_owner = word[picked], owner[picked]
    bound = None if before is None else before[start_owner]
    pair, end = end_pairs(
        seen, found, rows[start_owner], start, models.end_sieve, strength,
        longest=longest, before=bound,
    )  # fmt: skip
    features = end_features(seen, found, rows[start_owner], pair, start, end, strength)
    end_score = models.end.scores(features)
    total = start_score[picked][pair] + end_score - _log_sum(end_score, pair, len(start))[pair]
    act = start_owner[pair]
    ranked = np.lexsort((-total, act))
    winner = ranked[np.searchsorted(act[ranked], np.arange(len(rows)))] if len(rows) else ranked
    return (start[pair[winner]], end[winner]), odds


def start_pairs(
    seen: View, found: Candidates, rows: Ints, sieve: Sieve, before: Ints | None = None
) -> tuple[Ints, Ints]:
    """Pairs of every cue with the words of its sentence that the sieve lets through."""
    owner, word = window(seen, found.token[rows])
    if before is not None:
        inside = (word < before[owner]) & (word > found.token[rows][owner])
        owner, word = owner[inside], word[inside]
    relation = pair_relation(seen, found, rows, owner, word)
    quick = sieve.scores(
        seen, word, found.kind[rows][owner], relation, word - found.last[rows][owner]
    )
    kept = best_of(quick, owner, KEPT_STARTS)
    return owner[kept], word[kept]


def end_pairs(
    seen: View, found: Candidates, rows: Ints, start: Ints, sieve: Sieve,
    strength: NDArray[np.float32], *, longest: int | None, before: Ints | None = None,
) -> tuple[Ints, Ints]:  # fmt: skip
    """Pairs of every start with the words behind it that the sieve lets through."""
    pair, end = tail(seen, start)
    if before is not None:
        inside = end < before[pair]
        pair, end = pair[inside], end[inside]
    if longest is not None:
        near = end - start[pair] < longest
        pair, end = pair[near], end[near]
    relation = end_relation(seen, found, rows, pair, start, end, strength)
    quick = sieve.scores(seen, end, found.kind[rows][pair], relation, end - start[pair])
    kept = best_of(quick, pair, KEPT_ENDS)
    return pair[kept], end[kept]


def _log_sum(score: NDArray[np.float64], owner: Ints, count: int) -> NDArray[np.float64]:
    top = np.full(count, -np.inf)
    np.maximum.at(top, owner, score)
    total = np.zeros(count)
    np.add.at(total, owner, np.exp(score - top[owner]))
    return top + np.log(np.maximum(total, 1e-300))
