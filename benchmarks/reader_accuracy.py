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
from typing import Any

import numpy as np
from judging import judge_of
from reader_counting import counts, print_head, print_rows

from toolkit.training.folds import splits
from toolkit.training.gold import read_lines, read_pairs
from toolkit.training.reader.combining import combine, fit_rules, told

Coded = dict[str, Any]


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
    counted = {
        name: np.array([
            counts(judge, row, found, texts[row["article_id"]])
            for row, found in zip(gold, acts, strict=True)
        ])
        for name, acts in readings.items()
    }  # fmt: skip
    print_head()
    for part in dict.fromkeys(part_of):
        rows = np.flatnonzero([name == part for name in part_of])
        print_rows(part, {name: own[rows] for name, own in counted.items()}, options.resamples)


if __name__ == "__main__":
    main()
