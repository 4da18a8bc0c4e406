"""Accuracy of praise out of fold, with intervals by article; precision of the lexicon by class.

    python benchmarks/praise_accuracy.py ../shared/gold/dev.jsonl [--attributions FOUND.jsonl] \
        [--also build/further]

Folders given by --also are coded articles that are learnt from and never measured. FOUND.jsonl are acts found out of fold (`toolkit.training.attribution.train --predictions`);
without it the coded acts serve, with which the holder is right almost by construction. Nothing is
written. Intervals: percentile bootstrap over articles.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from toolkit.training.gold import read_acts
from toolkit.training.praise.gold import read_coded
from toolkit.training.praise.train import read_also, train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--articles", type=Path, help="their texts, beside the gold where left out")
    parser.add_argument("--attributions", type=Path)
    parser.add_argument("--also", type=Path, action="append", default=[])
    options = parser.parse_args()
    acts = read_acts(options.attributions) if options.attributions else None
    also = [article for folder in options.also for article in read_also(folder, acts)]
    card = train(read_coded(options.gold, options.articles, acts), also)
    found, alone, target = card["out_of_fold"], card["lexicon_alone"], card["target"]
    low, high = found["f1_interval"]
    print(f"praise F1           {found['f1']:.3f} ({low:.3f}-{high:.3f})")
    print(f"precision, recall   {found['precision']:.3f}, {found['recall']:.3f}")
    print(f"holder              {found['holder']:.3f}")
    low, high = target["interval"]
    print(
        f"target overlap      {target['shared']:.3f} ({low:.3f}-{high:.3f}), n {target['judged']}"
    )
    print(f"target words shared {target['words']:.3f}")
    print(f"lexicon alone, F1   {alone['f1']:.3f}\n")
    print(f"{'class':12}{'lexicon alone':>22}{'with the model':>22}")
    for name, own in alone["precision_by_class"].items():
        kept = found["precision_by_class"].get(name, {"precision": float("nan"), "predicted": 0})
        left = f"{own['precision']:.2f} of {own['predicted']}"
        right = f"{kept['precision']:.2f} of {kept['predicted']}"
        print(f"{name:12}{left:>22}{right:>22}")


if __name__ == "__main__":
    main()
