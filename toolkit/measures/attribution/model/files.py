"""The models as plain data in the package: trees and words as arrays, rates as JSON."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.knowledge import kept
from toolkit.measures.attribution.features.mentions import FEATURES
from toolkit.measures.attribution.model.bundle import Models, SpanModels
from toolkit.measures.attribution.model.linear import WordsModel
from toolkit.measures.attribution.model.sieve import Sieve
from toolkit.measures.attribution.model.trees import ObliviousTrees

SPANS = ("content", "source")
EDGES = ("start", "end")
WORDS = ("act_words", "whose", "kind", "source_type", "named")


@kept
def load_models() -> Models:
    """The models that ship with the package."""
    folder = resources.files("toolkit.measures.attribution") / "data" / "models"

    def arrays_of(name: str) -> dict[str, Any]:
        path = folder / f"{name}.npz"
        with resources.as_file(path) as file, np.load(file, allow_pickle=False) as data:
            return dict(data)

    arrays, words = arrays_of("trees"), arrays_of("words")

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
    fields |= {name: _words_model(words, name) for name in WORDS}
    rates = plain("rates")
    return Models(
        rates={k: (a, b) for k, (a, b) in rates["rates"].items()}, prior=rates["prior"],
        antecedent=np.asarray([rates["antecedent"][name] for name in FEATURES], np.float32),
        act_threshold=rates["act_threshold"], source_threshold=rates["source_threshold"],
        act=trees("act"), **fields,
    )  # fmt: skip


def _words_model(arrays: dict[str, Any], name: str) -> WordsModel:
    return WordsModel(
        _lines(arrays[f"{name}.classes"]),
        {word: number for number, word in enumerate(_lines(arrays[f"{name}.vocabulary"]))},
        arrays[f"{name}.coefficients"],
        arrays[f"{name}.intercept"],
        float(arrays[f"{name}.scale"]),
    )


def _lines(text: NDArray[np.uint8]) -> list[str]:
    return bytes(text).decode("utf-8").split("\n")
