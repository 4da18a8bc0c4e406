"""Train the voice model on coded articles and write data/voice_model.json.

``python -m toolkit.training.voice GOLD [--also FOLDER ...] [--attributions FILE]``: the
articles of further golds are always in the training part, measured is GOLD alone. With a table of acts that were themselves found out of fold the model learns from what it will see in use;
without one the coded acts are used, a tenth of them dropped and 15 % mislabelled.

Everything is measured out of fold by article (ten folds; the threshold of the rare class is set on
five inner ones). The word groups of data/voice_words.yaml were written by people who had read the
development articles, which cross-validation cannot undo: what it says of `narrator_official` is
an upper bound. The same is measured without any word group: a lower one.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.measures.formulas import find_formulas
from toolkit.measures.voice.features import FEATURES, GROUPS
from toolkit.measures.voice.find import sentence_features
from toolkit.measures.voice.model import VOICES, VoiceModel, choose
from toolkit.training.folds import Ints, f1_scores, macro_f1, splits, voice_intervals
from toolkit.training.gold import Gold, join_gold, read_acts, read_also, read_gold, with_noise
from toolkit.training.invented import read_invented

LOG = logging.getLogger(__name__)

FOLDS = 10
INNER_FOLDS = 5
STRENGTH = 0.02  # inverse of the L2 penalty
THRESHOLDS = np.arange(0.10, 0.70, 0.02)

Floats = NDArray[np.float64]


def fit(features: Floats, labels: Ints) -> VoiceModel:
    """Fit the regression; the threshold is left at one half."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    regression = LogisticRegression(C=STRENGTH, max_iter=500)
    regression.fit((features - mean) / scale, labels)
    weights = np.zeros((features.shape[1], len(VOICES)))
    intercepts = np.full(len(VOICES), -20.0)  # a voice that the training articles lack
    weights[:, regression.classes_] = regression.coef_.T
    intercepts[regression.classes_] = regression.intercept_
    return VoiceModel(mean, scale, weights, intercepts, 0.5)


def fit_with_threshold(features: Floats, labels: Ints, groups: Ints) -> VoiceModel:
    """Fit, and set the threshold for macro F1 on inner folds."""
    inner = np.zeros((len(labels), len(VOICES)))
    for train, held in splits(groups, INNER_FOLDS, seed=1):
        if held.any():
            inner[held] = fit(features[train], labels[train]).probabilities(features[held])
    scores = [macro_f1(labels, choose(inner, threshold)[0]) for threshold in THRESHOLDS]
    best = float(THRESHOLDS[int(np.argmax(_smoothed(scores)))])
    model = fit(features, labels)
    return VoiceModel(model.mean, model.scale, model.weights, model.intercepts, round(best, 4))


def _smoothed(scores: Sequence[float]) -> Floats:
    """Neighbouring thresholds averaged: the maximum of thirty sentences is a jagged one."""
    return np.convolve(np.pad(scores, 2, mode="edge"), np.ones(5) / 5, mode="valid")


def out_of_fold(
    features: Floats,
    labels: Ints,
    groups: Ints,
    *,
    trainable: NDArray[np.bool_],
) -> tuple[Ints, Floats]:
    """Label every sentence by a model that never saw its article.

    `trainable` marks the rows to learn from.
    """
    chosen = np.zeros(len(groups), dtype=np.int64)
    probabilities = np.zeros((len(groups), len(VOICES)))
    for train, held in splits(groups, FOLDS, seed=0):
        train = train & trainable
        model = fit_with_threshold(features[train], labels[train], groups[train])
        probabilities[held] = model.probabilities(features[held])
        chosen[held], _ = choose(probabilities[held], model.threshold)
    return chosen, probabilities


def calibration(
    correct: NDArray[np.bool_], confidence: Floats, bins: int = 5
) -> list[dict[str, float]]:
    """How often labels of about one confidence are right: the points of the reliability curve."""
    edges = np.quantile(confidence, np.linspace(0, 1, bins + 1))
    index = np.clip(np.searchsorted(edges, confidence, side="right") - 1, 0, bins - 1)
    return [
        {
            "n": int((index == b).sum()),
            "confidence": round(float(confidence[index == b].mean()), 3),
            "right": round(float(correct[index == b].mean()), 3),
        }
        for b in range(bins)
        if (index == b).any()
    ]


def measure(
    gold: Gold, chosen: Ints, probabilities: Floats, *, rows: NDArray[np.bool_]
) -> dict[str, object]:
    """The figures of the card, over the rows that coders did not call boilerplate."""
    voices = gold.sentences["voice"].to_numpy(dtype=object)
    names = np.array(VOICES, dtype=object)
    coded = (voices != "boilerplate") & rows
    labels = np.array([VOICES.index(v) if v in VOICES else -1 for v in voices])
    flagged = gold.sentences["boilerplate"].to_numpy(dtype=bool)
    found = np.where(flagged, -1, chosen)
    right = (labels == found)[coded]
    confidence = probabilities[np.arange(len(chosen)), chosen][coded]
    f1 = f1_scores(labels[coded], found[coded])
    rare = VOICES.index("narrator_official")
    hits = int(((labels == rare) & (found == rare) & coded).sum())
    groups = pd.factorize(gold.sentences["article_id"])[0][coded]
    return {
        "sentences": int(coded.sum()),
        "macro_f1": round(float(np.mean(f1)), 3),
        "accuracy": round(float(right.mean()), 3),
        "intervals": voice_intervals(labels[coded], found[coded], groups),
        "f1": dict(zip(names.tolist(), [round(value, 3) for value in f1], strict=True)),
        "narrator_official": {
            "precision": round(hits / max(int((found[coded] == rare).sum()), 1), 3),
            "recall": round(hits / max(int((labels[coded] == rare).sum()), 1), 3),
        },
        "reliability": calibration(right, confidence),
    }


def train(
    gold: Gold, attributions: pd.DataFrame, *, measured: int | None = None
) -> tuple[dict, pd.DataFrame]:
    """Train on all articles, measure the first `measured` of them (or all) out of fold.

    Returns
    -------
    card : dict
        What is written to data/voice_model.json.
    sentences : DataFrame
        Sentences table labelled out of fold, for whatever is trained on it next.
    """
    formulas = find_formulas(gold.articles, gold.sentences)
    features = sentence_features(gold.articles, gold.sentences, attributions, formulas)
    voices = gold.sentences["voice"].to_numpy(dtype=object)
    labels = np.array([VOICES.index(v) if v in VOICES else 0 for v in voices])
    flagged = gold.sentences["boilerplate"].to_numpy(dtype=bool)
    trainable = (voices != "boilerplate") & ~flagged
    groups = pd.factorize(gold.sentences["article_id"])[0].astype(np.int64)
    chosen, probabilities = out_of_fold(features, labels, groups, trainable=trainable)

    nothing: dict[str, frozenset[str]] = dict.fromkeys(GROUPS, frozenset())
    plain = sentence_features(gold.articles, gold.sentences, attributions, words=nothing)
    lower = out_of_fold(plain, labels, groups, trainable=trainable)
    model = fit_with_threshold(features[trainable], labels[trainable], groups[trainable])
    first = groups < (measured or len(gold.articles))
    card = {
        "articles": len(gold.articles),
        "measured_articles": int(groups[first].max()) + 1,
        "coded_by": "machine readers by the codebook, no human yet",
        "out_of_fold": measure(gold, chosen, probabilities, rows=first),
        "out_of_fold_without_word_groups": measure(gold, *lower, rows=first),
        "voices": list(VOICES),
        "threshold": model.threshold,
        "intercepts": [round(float(value), 4) for value in model.intercepts],
        "columns": ["mean", "scale", *VOICES],
        "features": {
            name: [round(float(v), 4) for v in (model.mean[i], model.scale[i], *model.weights[i])]
            for i, name in enumerate(FEATURES)
        },
    }
    sentences = gold.sentences[["article_id", "sentence", "start", "end"]].copy()
    names = np.array(VOICES, dtype=object)[chosen]
    sentences["voice"] = np.where(flagged, "boilerplate", names)
    sentences["voice_confidence"] = probabilities[np.arange(len(chosen)), chosen].round(4)
    return card, sentences


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="folders to train on, too")
    parser.add_argument("--invented", type=Path, help="articles coded for voice alone, YAML")
    parser.add_argument("--attributions", type=Path, help="acts found out of fold")
    parser.add_argument("--coded", action="store_true", help="the coded acts as they are, no noise")
    parser.add_argument("--sentences", type=Path, help="write the out-of-fold labels here, Parquet")
    parser.add_argument(
        "--out", type=Path, default=Path("toolkit/measures/voice/data/voice_model.json")
    )
    options = parser.parse_args(arguments)
    own = read_gold(options.gold)
    invented = [read_invented(options.invented)] if options.invented else []
    gold = join_gold(own, *read_also(options.also), *invented)
    if options.attributions:
        acts, origin = read_acts(options.attributions), "found out of fold"
        acts = pd.concat([acts, *(each.attributions for each in invented)], ignore_index=True)
    elif options.coded:
        acts, origin = gold.attributions, "coded"
    else:
        acts, origin = with_noise(gold.attributions), "coded, 10 % dropped, 15 % mislabelled"
    card, sentences = train(gold, acts, measured=len(own.articles))
    card = {"attributions": origin, **card}
    options.out.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.sentences:
        # Nothing else is trained on the invented articles.
        names = [name for each in invented for name in each.articles["article_id"]]
        sentences = sentences[~sentences["article_id"].isin(names)]
        sentences.to_parquet(options.sentences, index=False)
    for name in ("out_of_fold", "out_of_fold_without_word_groups"):
        LOG.info("%s: %s", name, json.dumps(card[name]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
