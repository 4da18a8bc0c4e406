"""Trees, second reader and both on articles that none of them saw.

    python benchmarks/reader_accuracy.py EVALUATE GOLD [GOLD …] --trees build/acts.jsonl
        --second FOLDER/acts.jsonl [FOLDER/acts.jsonl …] [--folds 6] [--resamples 1000]

EVALUATE is the gold's own `evaluate.py`; each GOLD has its articles beside it. Acts of the trees are
those that `make train` writes out of fold, acts of the second reader those of
`toolkit.training.reader.train`. Measured are the articles that both have read. What is kept and whom
to follow (`toolkit.training.reader.combining`) is chosen on the other folds, by article.
Intervals: percentile bootstrap over articles.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from judging import judge_of

from toolkit.training.folds import interval, splits
from toolkit.training.gold import read_lines, read_pairs
from toolkit.training.reader.combining import combine, fit_rules, told

MEASURES = ("cue", "content", "exact", "source", "type", "official or not", "kind")
Coded = dict[str, Any]


def figures(result: dict) -> list[float]:
    acts = result["attribution"]
    named = ("source", "type", "official_or_not", "kind")
    return [*(acts[m]["f1"] for m in ("cue", "content", "exact")), *(acts[m] for m in named)]


def out_of_fold(
    gold: list[Coded], trees: list[list[Coded]], second: list[list[Coded]], folds: int
) -> list[list[Coded]]:
    """The acts of both readers by rules that were chosen on the other articles."""
    kept: list[list[Coded]] = [[] for _ in gold]
    for number, (learnt, held) in enumerate(splits(np.arange(len(gold)), folds, 0)):
        own = [[of[i] for i in np.flatnonzero(learnt)] for of in (trees, second)]
        rules = fit_rules(*own, [gold[i]["attributions"] for i in np.flatnonzero(learnt)])
        print(f"<!-- fold {number + 1}: {told(rules)} -->")
        for i in np.flatnonzero(held):
            kept[i] = combine(trees[i], second[i], rules)
    return kept


def print_rows(
    part: str, gold: list[Coded], texts: dict, readings: dict, judge: ModuleType, resamples: int
) -> None:
    """A row a reader: its figures with intervals, and what it adds to the trees."""
    found = {
        name: {
            g["article_id"]: {**g, "attributions": own, "praise": []}
            for g, own in zip(gold, acts, strict=True)
        }
        for name, acts in readings.items()
    }

    def all_figures(drawn: np.ndarray) -> np.ndarray:
        some = [gold[i] for i in drawn]
        rows = np.array([figures(judge.evaluate(some, own, texts)) for own in found.values()])
        return np.concatenate([rows, rows[1:] - rows[0]])

    values = all_figures(np.arange(len(gold)))
    low, high = interval(len(gold), all_figures, resamples=resamples)
    names = [*found, *(f"{name} − trees" for name in list(found)[1:])]
    for name, *row in zip(names, values.tolist(), low, high, strict=True):
        sign = "+" if "−" in name else ""
        cells = [
            f"{v:{sign}.3f} ({a:{sign}.3f}–{b:{sign}.3f})" for v, a, b in zip(*row, strict=True)
        ]
        print(f"| {part} | {name} | {len(gold)} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluate", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--trees", type=Path, required=True)
    parser.add_argument("--second", type=Path, nargs="+", required=True)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--resamples", type=int, default=1000)
    options = parser.parse_args()
    trees = {row["article_id"]: row["attributions"] for row in read_lines(options.trees)}
    second = {
        row["article_id"]: row["attributions"]
        for path in options.second
        for row in read_lines(path)
    }
    gold, part_of, texts = [], [], {}
    for path in options.gold:
        for row, article in read_pairs(path):
            name = row["article_id"]
            if name in second and name in trees:
                gold.append(row)
                part_of.append(f"{path.parent.name}/{path.stem}")
                texts[name] = f"{article['title'] or ''}\n{article['text']}"
    judge = judge_of(options.evaluate)
    ids = [row["article_id"] for row in gold]
    own, theirs = [trees[i] for i in ids], [second[i] for i in ids]
    readings = {
        "trees": own,
        "second": out_of_fold(gold, [[] for _ in ids], theirs, options.folds),
        "both": out_of_fold(gold, own, theirs, options.folds),
    }
    print(
        f"| articles | reader | n | {' | '.join(MEASURES)} |\n|---|---|---|{'---|' * len(MEASURES)}"
    )
    for part in dict.fromkeys(part_of):
        rows = [i for i, name in enumerate(part_of) if name == part]
        print_rows(part, [gold[i] for i in rows], texts,
                   {name: [acts[i] for i in rows] for name, acts in readings.items()},
                   judge, options.resamples)  # fmt: skip


if __name__ == "__main__":
    main()
