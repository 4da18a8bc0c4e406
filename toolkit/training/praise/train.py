"""Train the praise model on coded articles, measure it out of fold, write data/praise_model.json.

``python -m toolkit.training.praise.train --gold GOLD [--also FOLDER ...] [--attributions FOUND]``:
candidates that share a character with a coded expression, one to one, are praise, all others are
not; a logistic regression learns to keep a candidate, a conditional logit to rank its targets. Folds
are by article of GOLD, the threshold is chosen on inner folds, intervals are the bootstrap's over
articles; the articles of FOLDER are only learnt from. The lexicon and the word groups were written
by people who had read the development articles, which no fold undoes.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from toolkit.measures.attribution.acts import NARRATOR, holder_of
from toolkit.measures.praise.candidates import main_entries, praise_entries
from toolkit.measures.praise.find import span_of, targets_of
from toolkit.measures.praise.model import OTHERS, PraiseModel
from toolkit.training.folds import Floats, interval, splits
from toolkit.training.gold import read_acts, read_pairs
from toolkit.training.praise.gold import (
    Coded,
    Ints,
    Targets,
    list_targets,
    match,
    read_coded,
    words_of,
)
from toolkit.training.praise.gold import fit as fit_of
from toolkit.training.praise.ranking import fit_ranking

LOG = logging.getLogger(__name__)

FOLDS, INNER_FOLDS = 10, 5
STRENGTH = 0.01  # inverse of the L2 penalty
ENTRY_SCALE = 6.0  # how much less the effects of entries are held than the weights
TARGET_PENALTY = 200.0
THRESHOLDS = np.arange(0.20, 0.61, 0.02)
FLAT = 0.01


def fit_regression(coded: Sequence[Coded]) -> tuple[Floats, dict[str, float], float]:
    """Logistic regression on standardised features, with an effect for each entry.

    An entry's effect is held near 0 by the same penalty (a random effect, Gelman and Hill 2007,
    chapter 12), so that one which was seldom coded keeps what its class and its context tell. Those
    that stand in one article are the best guess for those that stand in none.

    Returns the weights and the intercept for the features as they are, and the effects.
    """
    from sklearn.linear_model import LogisticRegression

    features = np.vstack([c.features[c.known] for c in coded])
    goal = np.concatenate([(c.matched >= 0)[c.known] for c in coded])
    entries = np.concatenate([np.array(_entries(c), dtype=object)[c.known] for c in coded])
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    names, number = np.unique(entries, return_inverse=True)
    effects = np.zeros((len(goal), len(names)))
    effects[np.arange(len(goal)), number] = ENTRY_SCALE
    regression = LogisticRegression(C=STRENGTH, max_iter=2000)
    regression.fit(np.hstack([(features - mean) / scale, effects]), goal)
    weights = regression.coef_[0][: len(mean)] / scale
    own = regression.coef_[0][len(mean) :] * ENTRY_SCALE
    by_name = dict(zip(names.tolist(), own.tolist(), strict=True))
    articles = Counter(entry for c in coded for entry in set(_entries(c)))
    rare = [effect for name, effect in by_name.items() if articles[name] == 1]
    by_name[OTHERS] = float(np.mean(rare)) if rare else 0.0
    return weights, by_name, float(regression.intercept_[0] - weights @ mean)


def _entries(article: Coded) -> list[str]:
    return main_entries(article.read.candidates)


def fit(coded: Sequence[Coded], targets: Sequence[Targets], threshold: float) -> PraiseModel:
    """Fit both regressions."""
    weights, entries, intercept = fit_regression(coded)
    return PraiseModel(weights, entries, intercept, threshold, fit_targets(targets))


def fit_targets(targets: Sequence[Targets]) -> Floats:
    """The weights by which the phrases that may be a target are ranked."""
    return fit_ranking([t.features for t in targets], [t.fit for t in targets], TARGET_PENALTY)


def chances(coded: Sequence[Coded], more: Sequence[Coded], number: int, seed: int) -> list[Floats]:
    """Probabilities of all candidates, by models that never saw their article."""
    found: list[Floats] = [np.zeros(0)] * len(coded)
    for _, held in splits(np.arange(len(coded)), number, seed):
        train = [c for c, out in zip(coded, held, strict=True) if not out] + list(more)
        model = PraiseModel(*fit_regression(train), 0.0, np.zeros(0))
        for index in np.flatnonzero(held).tolist():
            found[index] = model.probabilities(coded[index].features, _entries(coded[index]))
    return found


def choose_threshold(coded: Sequence[Coded], found: Sequence[Floats]) -> float:
    """The lowest threshold whose F1 is within `FLAT` of the best, neighbours averaged.

    F1 hardly changes over a wide range of thresholds, while articles of another kind have words
    that were never coded, whose chances are lower: there recall is lost first.
    """
    scores = [f1(counts(coded, found, t).sum(axis=0)) for t in THRESHOLDS]
    smooth = np.convolve(np.pad(scores, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return round(float(THRESHOLDS[int(np.argmax(smooth >= smooth.max() - FLAT))]), 3)


def counts(coded: Sequence[Coded], found: Sequence[Floats], threshold: float) -> Ints:
    """Right, predicted and coded expressions of every article, shape (articles, 3)."""
    rows = []
    for article, chance in zip(coded, found, strict=True):
        kept = chance >= threshold
        spans = [
            span_of(article.read.reading, c)
            for c, keep in zip(article.read.candidates, kept, strict=True)
            if keep
        ]
        right = int((match(spans, [p["span"] for p in article.praise]) >= 0).sum())
        rows.append((right, len(spans), len(article.praise)))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def f1(total: Ints | Floats) -> float:
    """F1 of (right, predicted, coded)."""
    return 2 * float(total[0]) / max(float(total[1] + total[2]), 1.0)


def measure(
    coded: Sequence[Coded], found: Sequence[Floats], threshold: Sequence[float]
) -> dict[str, Any]:
    """Precision, recall and F1 with intervals; holders; precision by class."""
    rows = np.vstack([counts([c], [p], t) for c, p, t in zip(coded, found, threshold, strict=True)])
    total = rows.sum(axis=0)
    holders: list[tuple[int, int]] = []
    classes: dict[str, tuple[int, int]] = {}
    for article, chance, cut in zip(coded, found, threshold, strict=True):
        right = judged = 0
        for candidate, act, which, p in zip(
            article.read.candidates, article.read.acts, article.matched, chance, strict=True
        ):
            if p >= cut:
                name = praise_entries()[candidate.main.entry].class_
                hit, all_ = classes.get(name, (0, 0))
                classes[name] = (hit + int(which >= 0), all_ + 1)
            if p >= cut and which >= 0 and article.praise[which]["holder"]:
                said = holder_of(article.read.reading.text, act) == NARRATOR
                right += said == (article.praise[which]["holder"] == NARRATOR)
                judged += 1
        holders.append((right, judged))
    held = np.array(holders, dtype=float)
    return {
        "coded": int(total[2]),
        "predicted": int(total[1]),
        "precision": round(float(total[0] / max(total[1], 1)), 3),
        "recall": round(float(total[0] / max(total[2], 1)), 3),
        "f1": round(f1(total), 3),
        "f1_interval": interval(len(rows), lambda drawn: f1(rows[drawn].sum(axis=0))),
        "holder": round(float(held[:, 0].sum() / held[:, 1].sum()), 3) if held.any() else None,
        "precision_by_class": {
            name: {"precision": round(hit / all_, 2), "predicted": all_}
            for name, (hit, all_) in sorted(classes.items())
        },
    }


def measure_targets(
    coded: Sequence[Coded],
    targets: Sequence[Targets],
    more: Sequence[Targets],
    found: Sequence[Floats],
    cuts: Sequence[float],
) -> dict[str, Any]:
    """Targets out of fold, of the praise found: how many share a word with the coded one.

    Those of `more` are only learnt from. ``words`` is the mean share of words in common, which a
    long phrase does not raise.
    """
    rows = np.zeros((len(coded), 3))
    for _, held in splits(np.arange(len(coded)), FOLDS, 0):
        weights = fit_targets([*(t for t in targets if not held[t.article]), *more])
        for index in np.flatnonzero(held).tolist():
            article = coded[index]
            kept = (found[index] >= cuts[index]).tolist()
            for which, span in zip(
                article.matched, targets_of(article.read, kept, weights), strict=True
            ):
                if span is not None and which >= 0 and article.praise[which]["target"]:
                    text = words_of(article.read.reading, *span)
                    share = fit_of(text, article.praise[which]["target"])
                    rows[index] += (share > 0, 1, share)
    total = rows.sum(axis=0)
    return {
        "shared": round(_share(total), 3),
        "interval": interval(len(rows), lambda drawn: _share(rows[drawn].sum(axis=0))),
        "words": round(float(total[2] / max(total[1], 1)), 3),
        "judged": int(total[1]),
    }


def _share(total: Floats) -> float:
    return float(total[0] / max(total[1], 1.0))


def train(coded: Sequence[Coded], more: Sequence[Coded]) -> dict[str, Any]:
    """Train on everything, measure out of fold on the first; what is written to the model file."""
    outer = chances(coded, more, FOLDS, 0)
    whole = [c for c in more if c.whole]
    partly = [c for c in more if not c.whole]
    cuts = [0.0] * len(coded)
    for _, held in splits(np.arange(len(coded)), FOLDS, 0):
        # All articles coded whole choose: the best threshold of a few hundred expressions is a
        # jagged one.
        inner = [c for c, out in zip(coded, held, strict=True) if not out] + whole
        cut = choose_threshold(inner, chances(inner, partly, INNER_FOLDS, 1))
        for index in np.flatnonzero(held).tolist():
            cuts[index] = cut
    targets, further = list_targets(coded), list_targets(more)
    every = [*coded, *whole]
    threshold = choose_threshold(every, chances(every, partly, INNER_FOLDS, 1))
    model = fit([*coded, *more], [*targets, *further], threshold)
    card: dict[str, Any] = {
        "articles": len(coded),
        "coded_by": "machine readers by the codebook, no human yet",
        "out_of_fold": measure(coded, outer, cuts),
        "lexicon_alone": measure(coded, outer, [0.0] * len(coded)),
        "target": measure_targets(coded, targets, further, outer, cuts),
    }
    if whole:
        alone = fit(coded, targets, model.threshold)
        found = [alone.probabilities(c.features, _entries(c)) for c in whole]
        card["later_articles"] = {
            "articles": len(whole),
            **measure(whole, found, [model.threshold] * len(whole)),
        }
        card["candidates_judged_more"] = int(sum(c.known.sum() for c in more))
    return card | model.as_data()


def read_also(folder: Path, acts: pd.DataFrame | None) -> list[Coded]:
    """Further coded articles, as `toolkit.training.standoff` joins them with their texts.

    Their own coded acts serve where `acts` has none of theirs.
    """
    gold = folder / "gold.jsonl"
    if acts is not None:
        ids = [row["article_id"] for row, _ in read_pairs(gold)]
        acts = acts if acts["article_id"].isin(ids).any() else None
    return read_coded(gold, None, acts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=Path, help="their texts, beside the gold where left out")
    parser.add_argument(
        "--also", type=Path, nargs="*", default=[],
        help="folders of further coded articles, gold.jsonl and articles.jsonl, only learnt from",
    )  # fmt: skip
    parser.add_argument("--attributions", type=Path, help="acts found out of fold, JSON Lines")
    parser.add_argument(
        "--out", type=Path, default=Path("toolkit/measures/praise/data/praise_model.json")
    )
    options = parser.parse_args(arguments)
    acts = read_acts(options.attributions) if options.attributions else None
    coded = read_coded(options.gold, options.articles, acts)
    more = [article for folder in options.also for article in read_also(folder, acts)]
    origin = str(options.attributions.name) if options.attributions else "coded"
    card = {"attributions": origin, **train(coded, more)}
    options.out.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for name in ("out_of_fold", "lexicon_alone", "target", "later_articles"):
        if name in card:
            LOG.info("%s: %s", name, json.dumps(card[name], ensure_ascii=False))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
