"""The models as plain data in the package: trees as arrays, linear models as JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from toolkit.measures.attribution.features.mentions import FEATURES
from toolkit.measures.attribution.model.bundle import Models, SpanModels
from toolkit.measures.attribution.model.linear import WordsModel
from toolkit.measures.attribution.model.sieve import Sieve
from toolkit.measures.attribution.model.trees import ObliviousTrees

SPANS = ("content", "source")
EDGES = ("start", "end")
WORDS = ("act_words", "whose", "kind", "source_type", "named")


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
        for span in SPANS
    }  # fmt: skip
    fields |= {name: _words_model(plain(name)) for name in WORDS}
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
