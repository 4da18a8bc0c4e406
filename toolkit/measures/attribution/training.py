"""Train the attribution models on hand-coded articles and say how good they are out of fold.

    python -m toolkit.measures.attribution.training GOLD ARTICLES [--out FOLDER] [--predictions FILE]

Every figure printed is of articles that the models scoring them have not seen.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.antecedents import Spoken, fit_ranking
from toolkit.measures.attribution.candidates import (
    Candidates,
    View,
    candidate_features,
    propose,
    view,
)
from toolkit.measures.attribution.distant import Examples, read_examples
from toolkit.measures.attribution.extract import (
    LONGEST_SOURCE,
    Acts,
    Spans,
    end_pairs,
    extract,
    source_view,
    spoken_of,
    start_pairs,
)
from toolkit.measures.attribution.lexical import lexical_features
from toolkit.measures.attribution.models import (
    Models,
    SpanModels,
    act_dense,
    act_names,
    count_rates,
    keys_of,
    kind_features,
    whose_features,
)
from toolkit.measures.attribution.oblivious import fit_trees
from toolkit.measures.attribution.offsets import cue_span, span_of
from toolkit.measures.attribution.pairs import (
    end_features,
    end_relation,
    pair_features,
    pair_relation,
    tail,
    window,
)
from toolkit.measures.attribution.phrases import Mention
from toolkit.measures.attribution.sieve import fit_sieve
from toolkit.measures.attribution.tokens import Ints, tokenize
from toolkit.measures.attribution.words_model import fit_words_model

LOG = logging.getLogger(__name__)
Record = Mapping[str, Any]
# What a source of a known phrase weighs beside a coded one.
_EXAMPLE = 0.3
EXAMPLE_ARTICLES = 8000


@dataclass(frozen=True)
class Labelled:
    """Coded articles as columns: which candidate is which record, and its spans in words."""

    seen: View
    found: Candidates
    label: NDArray[np.int64]
    row: Ints
    record: list[Record]
    content: tuple[Ints, Ints]
    source: tuple[Ints, Ints]
    antecedent: tuple[Ints, Ints]


def labelled(
    gold: Sequence[Record], documents: Sequence[str], title_ends: Sequence[int]
) -> Labelled:
    """Line coded records up with the candidates."""
    from toolkit.arabic import sentence_spans

    spans = [sentence_spans(d, e) for d, e in zip(documents, title_ends, strict=True)]
    noise = [_boilerplate(g, s) for g, s in zip(gold, spans, strict=True)]
    tokens = tokenize(documents, spans, noise)
    seen = view(tokens, lexical_features(tokens.types))
    found = propose(seen)
    label = np.zeros(len(found.token), np.int64)
    rows, records, content = [], [], []
    source: list[tuple[int, int] | None] = []
    antecedent: list[tuple[int, int] | None] = []
    article = tokens.article[found.token]
    for number, coded in enumerate(gold):
        own = np.flatnonzero(article == number)
        bounds = np.searchsorted(tokens.article, [number, number + 1])
        for record in coded["attributions"]:
            if record["cue"] is None:  # a quotation without a cue
                continue
            match = next(
                (r for r in own if not label[r] and _overlaps(seen, found, int(r), record["cue"])),
                None,
            )
            words = _words(tokens, bounds, record["content"])
            if match is None or words is None:
                continue
            label[match] = 1
            rows.append(match)
            records.append({**record, "article": number})
            content.append(words)
            for spans_of, name in ((source, "source"), (antecedent, "source_resolved")):
                spans_of.append(_words(tokens, bounds, record[name]) if record[name] else None)
    order = np.argsort(rows, kind="stable")

    def side(spans: Sequence[tuple[int, int] | None], which: int) -> Ints:
        picked = [spans[i] for i in order]
        return np.asarray([p[which] if p else -1 for p in picked], dtype=np.int64)

    return Labelled(
        seen, found, label, np.asarray(rows)[order], [records[i] for i in order],
        (side(content, 0), side(content, 1)), (side(source, 0), side(source, 1)),
        (side(antecedent, 0), side(antecedent, 1)),
    )  # fmt: skip


def _boilerplate(coded: Record, spans: Sequence[tuple[int, int]]) -> list[bool]:
    out = []
    for start, end in spans:
        best = max(coded["sentences"], key=lambda s: min(end, s["end"]) - max(start, s["start"]))
        out.append(best["voice"] == "boilerplate")
    return out


def _overlaps(seen: View, found: Candidates, row: int, span: Sequence[int]) -> bool:
    start, end = cue_span(seen, found, row)
    return min(end, span[1]) > max(start, span[0])


def _words(tokens: Any, bounds: NDArray[np.int64], span: Sequence[int]) -> tuple[int, int] | None:
    low, high = int(bounds[0]), int(bounds[1])
    first = low + int(np.searchsorted(tokens.end[low:high], span[0], "right"))
    last = low + int(np.searchsorted(tokens.start[low:high], span[1], "left")) - 1
    return (first, last) if first <= last else None


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


def out_of_fold(
    data: Labelled,
    groups: Sequence[Any],
    *,
    examples: Examples | None = None,
    measured: int | None = None,
    folds: int = 6,
    seed: int = 0,
) -> list[list[Record]]:
    """Code every article with models fitted on the others; records in the gold's form.

    Parameters
    ----------
    groups : sequence
        The group of every article; articles of a group are left out together.
    examples : Examples, optional
        Further examples of source types, from articles that are not among these.
    measured : int, optional
        How many of the articles, the first, are coded; those behind are only trained on.
    """
    from sklearn.model_selection import GroupKFold

    names = np.asarray(groups)
    own = names[:measured]
    splits = GroupKFold(folds, shuffle=True, random_state=seed).split(own, groups=own)
    coded: dict[int, list[Record]] = {}
    for number, (_, test) in enumerate(splits):
        train = np.flatnonzero(~np.isin(names, own[test]))
        models = fit(data, train.tolist(), examples, seed=seed)
        group = data.seen.tokens.article[data.found.token]
        keep = np.isin(group, test)
        part = Candidates(data.found.token[keep], data.found.kind[keep], data.found.last[keep])
        acts = extract(data.seen, part, models)
        for article in test.tolist():
            coded[article] = records(data.seen, part, acts, article)
        LOG.info("fold %d of %d", number + 1, folds)
    return [coded[i] for i in range(len(own))]


def records(seen: View, found: Candidates, acts: Acts, article: int) -> list[Record]:
    """The acts of one article as records of the gold's form."""
    own = np.flatnonzero(seen.tokens.article[found.token[acts.row]] == article)
    out: list[Record] = []
    for i in own.tolist():
        out.append({
            "sentence": int(seen.tokens.sentence_number[seen.tokens.sentence[found.token[acts.row[i]]]]),
            "cue": list(cue_span(seen, found, int(acts.row[i]))),
            "source": span_of(seen, acts.source[i]),
            "source_resolved": span_of(seen, acts.resolved[i]),
            "content": span_of(seen, Mention(int(acts.content_first[i]), int(acts.content_last[i]))),
            "kind": acts.kind[i], "source_type": acts.source_type[i], "named": acts.named[i],
            "confidence": round(float(acts.probability[i]), 4),
            "official_probability": round(float(acts.official[i]), 4),
        })  # fmt: skip
    return out


def read_labelled(
    gold_path: Path, articles_path: Path, also: Sequence[Path] = ()
) -> tuple[Labelled, list[Record], int]:
    """Read coded articles, then those of the folders `also`; and how many are the first."""
    pairs = [(gold_path, articles_path)]
    pairs += [(folder / "gold.jsonl", folder / "articles.jsonl") for folder in also]
    gold: list[Record] = []
    articles: dict[str, Record] = {}
    counts = []
    for codes, texts in pairs:
        gold += [json.loads(line) for line in codes.read_text(encoding="utf-8").splitlines()]
        lines = texts.read_text(encoding="utf-8").splitlines()
        articles |= {a["article_id"]: a for a in map(json.loads, lines)}
        counts.append(len(gold))
    own = [articles[g["article_id"]] for g in gold]
    documents = [f"{a['title'] or ''}\n{a['text']}" for a in own]
    return labelled(gold, documents, [len(a["title"] or "") for a in own]), gold, counts[0]


def examples_of(corpora: Sequence[Path], gold: Sequence[Record]) -> Examples | None:
    """Examples of source types from corpora, the coded articles left out."""
    if not corpora:
        return None
    examples = read_examples(
        corpora, count=EXAMPLE_ARTICLES, without={g["article_id"] for g in gold}
    )
    LOG.info("%d sources of known type in the corpora", len(examples.types))
    return examples


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, report, ship."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument(
        "--also",
        type=Path,
        nargs="*",
        default=(),
        help="folders of coded articles, only trained on",
    )
    parser.add_argument(
        "--corpora", type=Path, nargs="*", default=(),
        help="where known sources are learnt from, gzipped JSON Lines",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, help="write the models, fitted on all articles, here")
    parser.add_argument(
        "--predictions", type=Path, help="write the out-of-fold codings of all articles here"
    )
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data, gold, _ = read_labelled(options.gold, options.articles, options.also)
    LOG.info(
        "%d acts of %d found among the candidates",
        len(data.record),
        sum(len(g["attributions"]) for g in gold),
    )
    examples = examples_of(options.corpora, gold)
    if options.predictions:
        coded = out_of_fold(
            data, list(range(len(gold))), examples=examples, folds=options.folds, seed=options.seed
        )
        lines = [
            json.dumps({**g, "attributions": a, "praise": []}, ensure_ascii=False)
            for g, a in zip(gold, coded, strict=True)
        ]
        options.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.out:
        from toolkit.measures.attribution.storage import save_models

        save_models(fit(data, list(range(len(gold))), examples, seed=options.seed), options.out)


if __name__ == "__main__":
    main()
