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

from toolkit.measures.attribution.candidates import (
    Candidates,
    View,
    candidate_features,
    propose,
    view,
)
from toolkit.measures.attribution.extract import Acts, extract, source_view
from toolkit.measures.attribution.lexical import lexical_features
from toolkit.measures.attribution.models import (
    Models,
    act_dense,
    act_names,
    count_rates,
    keys_of,
    kind_features,
)
from toolkit.measures.attribution.offsets import cue_span, span_of
from toolkit.measures.attribution.pairs import end_features, pair_features, tail, window
from toolkit.measures.attribution.sources import Mention
from toolkit.measures.attribution.tokens import Ints, tokenize
from toolkit.measures.attribution.words_model import fit_words_model

LOG = logging.getLogger(__name__)
Record = Mapping[str, Any]


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
    rows, records, content, source = [], [], [], []
    article = tokens.article[found.token]
    for number, coded in enumerate(gold):
        own = np.flatnonzero(article == number)
        bounds = np.searchsorted(tokens.article, [number, number + 1])
        for record in coded["attributions"]:
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
            source.append(_words(tokens, bounds, record["source"]) if record["source"] else None)
    order = np.argsort(rows, kind="stable")

    def side(spans: Sequence[tuple[int, int] | None], which: int) -> Ints:
        picked = [spans[i] for i in order]
        return np.asarray([p[which] if p else -1 for p in picked], dtype=np.int64)

    return Labelled(
        seen, found, label, np.asarray(rows)[order], [records[i] for i in order],
        (side(content, 0), side(content, 1)), (side(source, 0), side(source, 1)),
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


def _trees(seed: int, iterations: int = 160) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        max_iter=iterations, learning_rate=0.07, max_leaf_nodes=12, min_samples_leaf=10,
        l2_regularization=5, max_features=0.25, random_state=seed, early_stopping=False,
    )  # fmt: skip


def fit(data: Labelled, articles: Sequence[int], *, seed: int = 0) -> Models:
    """Fit every model on some of the coded articles."""
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
    act = _trees(seed).fit(features, label)
    texts = [str(v) for v in label]
    words = fit_words_model(names, dense, texts, strength=0.15)
    strength = _inner_strength(seen, part, features, names, dense, label, group[train], seed)
    own = np.flatnonzero(np.isin([r["article"] for r in data.record], articles))
    rows = data.row[own]
    owner, word = window(seen, found.token[rows])
    pairs = pair_features(seen, found, rows, owner, word)
    starts, ends = [], []
    for (first, last), longest in ((data.content, None), (data.source, 25)):
        starts.append(_trees(seed).fit(pairs, word == first[own][owner]))
        has = own[first[own] >= 0]
        pair, end = tail(seen, first[has])
        if longest:
            near = end - first[has][pair] < longest
            pair, end = pair[near], end[near]
        block = end_features(seen, found, data.row[has], pair, first[has], end, strength)
        ends.append(_trees(seed).fit(block, end == last[has][pair]))
    mentions = [
        Mention(int(a), int(b)) if a >= 0 else None
        for a, b in zip(data.source[0][own], data.source[1][own], strict=True)
    ]
    _, _, source_names, source_dense = source_view(seen, found, rows, mentions)
    records = [data.record[i] for i in own]
    kind = kind_features(seen, found, rows, data.content[0][own], data.content[1][own])
    return Models(
        rates=rates, prior=prior, act=act, act_words=words,
        content_start=starts[0], content_end=ends[0], source_start=starts[1], source_end=ends[1],
        kind=fit_words_model(*kind, [r["kind"] for r in records], strength=1.0),
        source_type=fit_words_model(source_names, source_dense, [r["source_type"] for r in records], strength=0.5, balanced=0.3),
        named=fit_words_model(source_names, source_dense, [str(r["named"]) for r in records], strength=0.5),
        act_threshold=0.42, source_threshold=0.3,
    )  # fmt: skip


def _inner_strength(
    seen: View, part: Candidates, features: NDArray[np.float32], names: list[list[str]], dense: NDArray[np.float32],
    label: NDArray[np.int64], group: Ints, seed: int,
) -> NDArray[np.float32]:  # fmt: skip
    """How likely each word is a cue, judged by models that have not seen its article."""
    from sklearn.model_selection import GroupKFold

    probability = np.zeros(len(label))
    for train, test in GroupKFold(4, shuffle=True, random_state=seed).split(features, label, group):
        trees = _trees(seed, 80).fit(features[train], label[train])
        probability[test] = trees.predict_proba(features[test])[:, 1]
    strength = np.zeros(len(seen.kind), np.float32)
    np.maximum.at(strength, part.token, probability.astype(np.float32))
    return strength


def out_of_fold(
    data: Labelled, groups: Sequence[Any], *, folds: int = 6, seed: int = 0
) -> list[list[Record]]:
    """Code every article with models fitted on the others; records in the gold's form.

    `groups` may be shorter than the articles: those behind it are only trained on.
    """
    from sklearn.model_selection import GroupKFold

    count = len(groups)
    extra = list(range(count, len(data.seen.tokens.documents)))
    splits = GroupKFold(folds, shuffle=True, random_state=seed).split(range(count), groups=groups)
    coded: dict[int, list[Record]] = {}
    for number, (train, test) in enumerate(splits):
        models = fit(data, [*train.tolist(), *extra], seed=seed)
        group = data.seen.tokens.article[data.found.token]
        keep = np.isin(group, test)
        part = Candidates(data.found.token[keep], data.found.kind[keep], data.found.last[keep])
        acts = extract(data.seen, part, models)
        for article in test.tolist():
            coded[article] = records(data.seen, part, acts, article)
        LOG.info("fold %d of %d", number + 1, folds)
    return [coded[i] for i in range(count)]


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
        })  # fmt: skip
    return out


def read_labelled(
    gold_path: Path, articles_path: Path, also: Path | None = None
) -> tuple[Labelled, list[Record], int]:
    """Read coded articles, then those of the folder `also`; and how many are the first."""
    pairs = [(gold_path, articles_path)]
    if also is not None:
        pairs.append((also / "gold.jsonl", also / "articles.jsonl"))
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, report, ship."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--also", type=Path, help="a folder of coded articles, only trained on")
    parser.add_argument("--out", type=Path, help="write the models, fitted on all articles, here")
    parser.add_argument("--predictions", type=Path, help="write the out-of-fold codings here")
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data, gold, count = read_labelled(options.gold, options.articles, options.also)
    LOG.info(
        "%d acts of %d found among the candidates",
        len(data.record),
        sum(len(g["attributions"]) for g in gold),
    )
    if options.predictions:
        coded = out_of_fold(data, list(range(count)), folds=options.folds, seed=options.seed)
        lines = [
            json.dumps({**g, "attributions": a, "praise": []}, ensure_ascii=False)
            for g, a in zip(gold[:count], coded, strict=True)
        ]
        options.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.out:
        from toolkit.measures.attribution.storage import save_models

        save_models(fit(data, list(range(len(gold))), seed=options.seed), options.out)


if __name__ == "__main__":
    main()
