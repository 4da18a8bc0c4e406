"""Fitting each model of attribution; what is fitted is what `model/` applies."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from toolkit.measures.attribution.antecedents import describe, same_source
from toolkit.measures.attribution.features.acts import Rates, pair_features, smooth
from toolkit.measures.attribution.features.candidates import (
    GAP_BITS,
    View,
    gather,
)
from toolkit.measures.attribution.features.mentions import (
    FEATURES,
    Spoken,
    Story,
    candidates,
)
from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.model.bundle import Models
from toolkit.measures.attribution.model.files import EDGES, SPANS, WORDS
from toolkit.measures.attribution.model.linear import WordsModel, word_matrix
from toolkit.measures.attribution.model.sieve import (
    FIRM,
    KINDS,
    NEIGHBOURS,
    REACH,
    Sieve,
    gap_columns,
    type_columns,
)
from toolkit.measures.attribution.model.trees import ObliviousTrees
from toolkit.measures.attribution.words.tokens import Ints


def fit_ranking(
    seen: View,
    articles: Sequence[tuple[Spoken, Sequence[Mention | None]]],
    *,
    strength: float = 0.3,
) -> NDArray[np.float32]:
    """Weights by which the right antecedents stand above the others of their act.

    Parameters
    ----------
    articles : sequence of (Spoken, antecedents)
        Coded articles; an act's antecedent is None where its source stands in the text.
    strength : float
        Inverse regularisation.
    """
    from sklearn.linear_model import LogisticRegression

    better = []
    for spoken, told in articles:
        phrases, speakers = describe(seen, spoken)
        story = Story()
        for row, speaker in enumerate(speakers):
            right = told[row]
            if phrases[row] is not None:
                story.phrases.setdefault(speaker, []).append(row)
            elif right is not None:
                mentions, owners, features = candidates(seen, spoken, row, story, phrases)
                same = np.asarray([same_source(seen, m, right) for m in mentions], dtype=bool)
                for best in np.flatnonzero(same)[:2]:
                    better.append(features[best] - features[~same])
                speaker = next((o for o, s in zip(owners, same, strict=True) if s), -1)
            if speaker >= 0:
                story.tell(speaker, row)
    rows = np.concatenate(better)
    label = np.r_[np.ones(len(rows)), np.zeros(len(rows))]
    model = LogisticRegression(C=strength, max_iter=3000, fit_intercept=False)
    fitted: NDArray[np.float32] = model.fit(np.concatenate([rows, -rows]), label).coef_[0]
    return fitted.astype(np.float32)


def count_rates(
    keys: Sequence[tuple[str, str]], labels: NDArray[np.int64], groups: Ints
) -> tuple[Rates, float, NDArray[np.float32]]:
    """Rates of the training candidates; each row's own columns leave its article out."""
    seen: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    seen_in: Counter[tuple[str, int]] = Counter()
    acts_in: Counter[tuple[str, int]] = Counter()
    for pair, label, group in zip(keys, labels.tolist(), groups.tolist(), strict=True):
        for key in pair:
            seen[key] += 1
            acts[key] += label
            seen_in[key, group] += 1
            acts_in[key, group] += label
    prior = float(labels.mean())
    rates = {k: (smooth(acts[k], seen[k], prior), float(np.log1p(seen[k]))) for k in sorted(seen)}
    rows = [
        [
            v
            for key in pair
            for v in pair_features(acts[key] - acts_in[key, g], seen[key] - seen_in[key, g], prior)
        ]
        for pair, g in zip(keys, groups.tolist(), strict=True)
    ]
    return rates, prior, np.asarray(rows, dtype=np.float32).reshape(-1, 4)


def fit_trees(
    features: NDArray[np.float32], label: NDArray[Any], *, seed: int, iterations: int = 300
) -> ObliviousTrees:
    """Fit trees by CatBoost (an extra of the package: ``train``).

    Parameters
    ----------
    features : ndarray, shape (rows, features)
    label : ndarray of bool or int, shape (rows,)
    """
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(
        iterations=iterations, depth=5, learning_rate=0.1, l2_leaf_reg=5, rsm=0.3, border_count=64,
        bootstrap_type="No", loss_function="Logloss", random_seed=seed, thread_count=1,
        allow_writing_files=False, verbose=0,
    )  # fmt: skip
    return _plain(model.fit(np.asarray(features), np.asarray(label).astype(int)))


def _plain(model: Any) -> ObliviousTrees:
    """The arrays of a fitted model."""
    import json
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        raw = json.loads(file.read_text(encoding="utf-8"))
    trees = raw["oblivious_trees"]
    asked = sorted(
        {(s["float_feature_index"], s["border"]) for t in trees for s in t["splits"] or ()}
    )
    number = {pair: i for i, pair in enumerate(asked)}
    depth = max(len(t["splits"] or ()) for t in trees)
    question = np.zeros((len(trees), depth), np.int64)
    leaf = np.zeros((len(trees), 1 << depth), np.float32)
    for row, tree in enumerate(trees):
        own = [number[s["float_feature_index"], s["border"]] for s in tree["splits"] or ()]
        question[row, : len(own)] = own
        # A tree with fewer levels repeats its leaves for both answers of the missing ones.
        leaf[row] = np.tile(tree["leaf_values"], 1 << (depth - len(own)))
    scale, bias = raw["scale_and_bias"]
    return ObliviousTrees(
        np.asarray([f for f, _ in asked], np.int64),
        np.asarray([b for _, b in asked], np.float32),
        question, leaf * np.float32(scale), float(np.ravel(bias)[0]),
    )  # fmt: skip


def fit_sieve(
    seen: View, word: Ints, kind: Ints, relation: NDArray[np.float32], distance: Ints,
    label: NDArray[np.bool_],
) -> Sieve:  # fmt: skip
    """Fit a sieve on pairs of cue and word, some of which open (or close) a span."""
    from sklearn.linear_model import LogisticRegression

    columns = type_columns(seen)
    blocks = []
    for offset in NEIGHBOURS:
        target, inside = gather(seen, word, offset)
        near = np.concatenate(
            [columns[seen.tokens.word[target]], gap_columns(seen.tokens.gap[target])], axis=1
        )
        near[~inside] = 0
        blocks += [near, (~inside)[:, None].astype(np.float32)]
    scale = np.maximum(np.abs(relation).max(axis=0), 1).astype(np.float32)
    place = np.clip(distance, -REACH, REACH) + REACH
    count, width = len(word), relation.shape[1]
    # Relation and distance count apart for each form of the cue: sparse blocks, one a form.
    by_form = sparse.csr_matrix(
        (
            (relation / scale).ravel(),
            (np.repeat(np.arange(count), width), (kind[:, None] * width + np.arange(width)).ravel()),
        ),
        shape=(count, KINDS * width),
    )  # fmt: skip
    far = sparse.csr_matrix(
        (np.ones(count, np.float32), (np.arange(count), kind * (2 * REACH + 1) + place)),
        shape=(count, KINDS * (2 * REACH + 1)),
    )
    matrix = sparse.hstack(
        [sparse.csr_matrix(np.concatenate(blocks, axis=1)), by_form, far]
    ).tocsr()
    model = LogisticRegression(C=FIRM, max_iter=200, tol=1e-3).fit(matrix, label)
    weights = model.coef_[0].astype(np.float32)
    column = columns.shape[1] + len(GAP_BITS) + 1
    edge = column * len(NEIGHBOURS)
    middle = edge + KINDS * width
    return Sieve(
        weights[:edge].reshape(len(NEIGHBOURS), column),
        weights[edge:middle].reshape(KINDS, width) / scale,
        weights[middle:].reshape(KINDS, 2 * REACH + 1),
    )


def save_models(models: Models, folder: Path) -> None:
    """Write the models into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    trees = {"act": models.act}
    sieves = {}
    for span in SPANS:
        own = getattr(models, span)
        for edge in EDGES:
            trees[f"{span}_{edge}"] = getattr(own, edge)
            sieve = asdict(getattr(own, f"{edge}_sieve"))
            sieves[f"{span}_{edge}"] = {
                k: np.round(v.astype(float), 4).tolist() for k, v in sieve.items()
            }
    arrays = {f"{n}.{k}": v for n, t in trees.items() for k, v in asdict(t).items()}
    np.savez_compressed(folder / "trees.npz", **arrays)
    plain = {
        "rates": {k: [round(v, 4) for v in pair] for k, pair in models.rates.items()},
        "prior": models.prior,
        "act_threshold": models.act_threshold,
        "source_threshold": models.source_threshold,
        "antecedent": {
            n: round(float(w), 4) for n, w in zip(FEATURES, models.antecedent, strict=True)
        },
    }
    _write(plain, folder / "rates.json")
    _write(sieves, folder / "sieves.json")
    # Uncompressed: what every process reads is read ten times as fast.
    np.savez(folder / "words.npz", **_words_arrays(models))


def _words_arrays(models: Models) -> dict[str, Any]:
    """The models over words as arrays; strings as lines of UTF-8."""
    arrays: dict[str, Any] = {}
    for name in WORDS:
        model: WordsModel = getattr(models, name)
        words = sorted(model.vocabulary, key=model.vocabulary.__getitem__)
        for key, lines in (("classes", model.classes), ("vocabulary", words)):
            arrays[f"{name}.{key}"] = np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)
        for key in ("coefficients", "intercept"):
            rounded = np.round(getattr(model, key).astype(float), 4)
            arrays[f"{name}.{key}"] = rounded.astype(np.float32)
        arrays[f"{name}.scale"] = np.float64(model.scale)
    return arrays


def _write(data: Any, file: Path) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")


def fit_words_model(
    names: Sequence[Sequence[str]],
    dense: NDArray[np.float32],
    labels: Sequence[str],
    *,
    strength: float,
    minimum: int = 2,
    scale: float = 1.0,
    balanced: float = 0.0,
    weight: Sequence[float] | None = None,
) -> WordsModel:
    """Fit a regularised (multinomial) logistic regression.

    Parameters
    ----------
    strength : float
        Inverse regularisation.
    minimum : int
        Drop names seen in fewer rows.
    balanced : float
        How far rare classes are weighed up: 0 not at all, 1 to equal weight.
    weight : sequence of float, optional
        Of every row; one each where not given.
    """
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in names for name in set(row))
    vocabulary = {
        name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= minimum))
    }
    matrix = word_matrix(names, dense, vocabulary, scale)
    own = np.ones(len(labels)) if weight is None else np.asarray(weight)
    kinds, number = np.unique(list(labels), return_inverse=True)
    share = np.bincount(number, weights=own) / own.sum() * len(kinds)
    model = LogisticRegression(C=strength, max_iter=1000).fit(
        matrix, list(labels), sample_weight=own / share[number] ** balanced
    )
    return WordsModel(
        [str(c) for c in model.classes_],
        vocabulary,
        model.coef_.astype(np.float32),
        model.intercept_.astype(np.float32),
        scale,
    )
