"""The models as plain data in the package: trees as arrays, linear models as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.measures.attribution.antecedent_features import FEATURES
from toolkit.measures.attribution.models import Models, SpanModels
from toolkit.measures.attribution.oblivious import ObliviousTrees
from toolkit.measures.attribution.sieve import Sieve
from toolkit.measures.attribution.words_model import WordsModel

_SPANS = ("content", "source")
_EDGES = ("start", "end")
_WORDS = ("act_words", "whose", "kind", "source_type", "named")


def save_models(models: Models, folder: Path) -> None:
    """Write the models into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    trees = {"act": models.act}
    sieves = {}
    for span in _SPANS:
        own = getattr(models, span)
        for edge in _EDGES:
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
    for name in _WORDS:
        model = asdict(getattr(models, name))
        model["coefficients"] = np.round(model["coefficients"].astype(float), 4).tolist()
        model["intercept"] = np.round(model["intercept"].astype(float), 4).tolist()
        model["vocabulary"] = sorted(model["vocabulary"], key=model["vocabulary"].__getitem__)
        _write(model, folder / f"{name}.json")


def _write(data: Any, file: Path) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")


@lru_cache(maxsize=1)
def load_models() -> Models:
    """The models that ship with the package."""
    folder = resources.files("toolkit.measures.attribution") / "data" / "models"

    with resources.as_file(folder / "trees.npz") as file, np.load(file, allow_pickle=False) as data:
        arrays = dict(data)

    def trees(name: str) -> ObliviousTrees:
        own = {k.split(".")[1]: v for k, v in arrays.items() if k.startswith(f"{name}.")}
        return ObliviousTrees(**(own | {"bias": float(own["bias"])}))

    def plain(name: str) -> Any:
        return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))

    sieves = {
        name: Sieve(**{k: np.asarray(v, np.float32) for k, v in weights.items()})
        for name, weights in plain("sieves").items()
    }
    fields: dict[str, Any] = {
        span: SpanModels(
            sieves[f"{span}_start"], trees(f"{span}_start"), sieves[f"{span}_end"], trees(f"{span}_end")
        )
        for span in _SPANS
    }  # fmt: skip
    fields |= {name: _words_model(plain(name)) for name in _WORDS}
    rates = plain("rates")
    return Models(
        rates={k: (a, b) for k, (a, b) in rates["rates"].items()}, prior=rates["prior"],
        antecedent=np.asarray([rates["antecedent"][name] for name in FEATURES], np.float32),
        act_threshold=rates["act_threshold"], source_threshold=rates["source_threshold"],
        act=trees("act"), **fields,
    )  # fmt: skip


def _words_model(raw: dict[str, Any]) -> WordsModel:
    return WordsModel(
        raw["classes"], {w: i for i, w in enumerate(raw["vocabulary"])},
        np.asarray(raw["coefficients"], np.float32), np.asarray(raw["intercept"], np.float32),
        raw["scale"],
    )  # fmt: skip
