"""Fit the second reader on coded articles, and let it read those that it did not see.

    python -m toolkit.training.reader.train --measure GOLD [--learn GOLD ...] --out FOLDER
        [--folds 2 --fold 0] [--epochs 6]

The articles of `--measure` are dealt to `--folds`; those of fold `--fold` are held out and read in
the end, the others are learnt from beside all of `--learn`. With one fold all are held out; without
`--measure` none. Writes ``acts.jsonl`` (what it found in the articles held out) and ``reader.pt``.
Needs the extra `train-reader`. One seed, one result, up to the processor's own rounding.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from toolkit.training.folds import splits
from toolkit.training.gold import read_pairs
from toolkit.training.reader.coded import Window, coded_windows, read_article
from toolkit.training.reader.e5 import E5, read_e5
from toolkit.training.reader.loss import window_loss
from toolkit.training.reader.network import LAYERS, Reader
from toolkit.training.reader.pieces import Pieces
from toolkit.training.reader.reading import read, states_of

LOG = logging.getLogger(__name__)

BATCH = 1500  # pieces a step
RATE, HEADS_RATE, DECAY = 1.5e-4, 1e-3, 0.9
WARM_UP = 0.06  # the share of the steps in which rates rise
LIMIT = 1.0  # of the gradient's length

Pair = tuple[dict[str, Any], dict[str, Any]]


def rates(reader: Reader) -> list[dict[str, Any]]:
    """Learning rates: each layer's a tenth less than the one above, the heads' the highest."""
    encoder = reader.encoder
    top = len(encoder.layers)
    below = [encoder.places, *encoder.norm.parameters()]
    stages = [below, *(list(layer.parameters()) for layer in encoder.layers)]
    groups = [{"params": own, "lr": RATE * DECAY ** (top - n)} for n, own in enumerate(stages)]
    known = {id(parameter) for own in stages for parameter in own}
    heads = [parameter for parameter in reader.parameters() if id(parameter) not in known]
    return [*groups, {"params": heads, "lr": HEADS_RATE}]


def batches(parts: Sequence[Window], random_: random.Random) -> list[list[Window]]:
    """Windows in a new order, so many a step that their pieces come to about `BATCH`."""
    order = random_.sample(list(parts), len(parts))
    dealt: list[list[Window]] = [[]]
    size = 0
    for part in order:
        if size >= BATCH:
            dealt.append([])
            size = 0
        dealt[-1].append(part)
        size += part.last - part.first
    return dealt


def fit(e5: E5, parts: Sequence[Window], *, epochs: int, seed: int, layers: int = LAYERS) -> Reader:
    """Fit a reader on the windows of coded articles."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    reader = Reader(e5, layers)
    plan = [batch for _ in range(epochs) for batch in batches(parts, shuffle)]
    optimizer = torch.optim.AdamW(rates(reader), weight_decay=0.01)
    warm, falls = int(WARM_UP * len(plan)) + 1, len(plan) * (1 - WARM_UP)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(plan) - step) / falls)
    )
    began, told = time.monotonic(), Told()
    reader.train()
    LOG.info("%d windows, %d steps", len(parts), len(plan))
    for step, batch in enumerate(plan, start=1):
        states = states_of(reader, e5, batch)
        losses = [window_loss(reader, s, part) for s, part in zip(states, batch, strict=True)]
        total = torch.stack([loss for own in losses for loss in own.values()]).sum() / len(batch)
        optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), LIMIT)
        optimizer.step()
        schedule.step()
        told.add(losses)
        if step % 40 == 0 or step == len(plan):
            LOG.info("%d of %d, %.0f s: %s", step, len(plan), time.monotonic() - began, told)
            told = Told()
    return reader


class Told:
    """Mean losses since they were last told."""

    def __init__(self) -> None:
        self.seen: dict[str, list[float]] = {}

    def add(self, losses: Sequence[Mapping[str, torch.Tensor]]) -> None:
        """Count the losses of some windows in."""
        for own in losses:
            for name, loss in own.items():
                self.seen.setdefault(name, []).append(float(loss.detach()))

    def __str__(self) -> str:
        return " ".join(f"{name} {np.mean(values):.2f}" for name, values in self.seen.items())


def dealt(pairs: Sequence[Pair], folds: int, fold: int) -> tuple[list[Pair], list[Pair]]:
    """Articles to learn from and articles held out."""
    if not pairs:
        return [], []
    _, held = list(splits(np.arange(len(pairs)), folds, 0))[fold]
    return [p for p, h in zip(pairs, held, strict=True) if not h], [
        p for p, h in zip(pairs, held, strict=True) if h
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, read, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--measure", type=Path, nargs="*", default=())
    parser.add_argument("--learn", type=Path, nargs="*", default=())
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=1)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=LAYERS, help="of the encoder, from below")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    measured = [pair for path in options.measure for pair in read_pairs(path)]
    learnt, held = dealt(measured, options.folds, options.fold)
    learnt += [pair for path in options.learn for pair in read_pairs(path)]
    e5 = read_e5()
    pieces = Pieces(e5)
    parts = [
        w for row, article in learnt for w in coded_windows(row, read_article(article, pieces))
    ]
    LOG.info("%d articles to learn from, %d held out", len(learnt), len(held))
    reader = fit(e5, parts, epochs=options.epochs, seed=options.seed, layers=options.layers)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), options.out / "reader.pt")
    with (options.out / "acts.jsonl").open("w", encoding="utf-8") as file:
        for _, article in held:
            found = read(reader, e5, read_article(article, pieces))
            file.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
