"""Accuracy of attribution out of fold, with intervals by article; by outlet and country left out.

    python benchmarks/attribution_accuracy.py GOLD ARTICLES EVALUATE [--leave-out outlet|country]
        [--also FOLDER …]

EVALUATE is the gold's own `evaluate.py`. Every article is scored by models that were fitted on the
others (six folds), or on other outlets or countries. Intervals: percentile bootstrap over articles.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from judging import judge_of

from toolkit.training.attribution.gold import read_labelled
from toolkit.training.attribution.train import examples_of, out_of_fold
from toolkit.validation.spans import iou, match

COUNTRIES = {
    "Ahdath.info": "Maghreb", "Febrayer": "Maghreb", "Elaph": "pan-Arab", "Asharq Al-Awsat": "pan-Arab",
    "Al Arabiya": "pan-Arab", "Sky News Arabia": "pan-Arab", "BBC Arabic": "international",
    "CNN Arabic": "international", "France 24 Arabic": "international",
}  # fmt: skip
MEASURES = ("cue", "content", "exact", "source", "type", "official_or_not", "kind", "named")


def figures(result: dict) -> list[float]:
    part = result["attribution"]
    return [part[m]["f1"] if isinstance(part[m], dict) else part[m] for m in MEASURES]


def print_overlaps(gold: list[dict], predictions: dict) -> None:
    """Contents at other overlaps, and of direct speech alone: the figures of other work."""
    for name, least, direct in (
        ("0.3", 0.3, False),
        ("0.8", 0.8, False),
        ("0.5, direct", 0.5, True),
    ):
        hits = n_gold = n_found = 0
        for record in gold:
            ours, theirs = (
                [a for a in part["attributions"] if not direct or a["kind"] == "direct"]
                for part in (record, predictions[record["article_id"]])
            )
            pairs = match(ours, theirs, lambda a, b: iou(a["content"], b["content"]))
            hits += sum(iou(ours[i]["content"], theirs[j]["content"]) >= least for i, j in pairs)
            n_gold, n_found = n_gold + len(ours), n_found + len(theirs)
        precision, recall = hits / n_found, hits / n_gold
        f1 = 2 * precision * recall / (precision + recall)
        print(f"contents at {name}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("evaluate", type=Path)
    parser.add_argument(
        "--also", type=Path, nargs="*", default=(), help="folders that are only trained on"
    )
    parser.add_argument(
        "--corpora", type=Path, nargs="*", default=(), help="where known sources are learnt from"
    )
    parser.add_argument("--leave-out", choices=("outlet", "country"))
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args()
    judge = judge_of(options.evaluate)
    data, gold, count = read_labelled(options.gold, options.articles, options.also)
    every, gold = gold, gold[:count]
    lines = options.articles.read_text("utf-8").splitlines()
    articles = {a["article_id"]: a for a in map(json.loads, lines)}
    own = [articles[g["article_id"]] for g in gold]
    texts = {a["article_id"]: f"{a['title'] or ''}\n{a['text']}" for a in own}
    groups, folds = list(range(len(every))), 6
    if options.leave_out:
        groups = [
            g["outlet"] if options.leave_out == "outlet" else COUNTRIES.get(g["outlet"], "Gulf")
            for g in every
        ]
        folds = len(set(groups[:count]))
    examples = examples_of(options.corpora, every)
    coded = out_of_fold(data, groups, examples=examples, measured=count, folds=folds)
    predictions = {
        g["article_id"]: {**g, "attributions": c, "praise": []}
        for g, c in zip(gold, coded, strict=True)
    }
    if options.predictions:
        lines = [json.dumps(predictions[g["article_id"]], ensure_ascii=False) for g in gold]
        options.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    whole = figures(judge.evaluate(gold, predictions, texts))
    rng = np.random.default_rng(0)
    draws = [
        figures(
            judge.evaluate(
                [gold[i] for i in rng.integers(len(gold), size=len(gold))], predictions, texts
            )
        )
        for _ in range(options.resamples)
    ]
    low, high = np.percentile(draws, [2.5, 97.5], axis=0)
    print("| measure | figure | 95 % interval |\n|---|---|---|")
    for name, value, a, b in zip(MEASURES, whole, low, high, strict=True):
        print(f"| {name} | {value:.3f} | {a:.3f}–{b:.3f} |")
    print_overlaps(gold, predictions)
    if options.leave_out:
        for name in sorted(set(groups[:count])):
            part = [g for g, n in zip(gold, groups, strict=False) if n == name]
            if sum(len(g["attributions"]) for g in part) >= 20:
                values = figures(judge.evaluate(part, predictions, texts))
                print(
                    name,
                    len(part),
                    " ".join(f"{m} {v:.3f}" for m, v in zip(MEASURES, values, strict=True)),
                )


if __name__ == "__main__":
    main()
