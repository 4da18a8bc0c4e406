"""The praise model: which candidates are praise, and which phrase is its target.

Two logistic regressions with plain weights in data/praise_model.json: one keeps or drops a
candidate, with an effect of its own for each entry of the lexicon that was coded often enough to
show one; one ranks the phrases that may be its target. `toolkit.training.praise.train` learns
both; docs/models/praise.md is the card.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.praise.features import FEATURES
from toolkit.measures.praise.targets.features import TARGET_FEATURES

Floats = NDArray[np.float64]
OTHERS = ""  # no headword


@dataclass(frozen=True, eq=False)
class PraiseModel:
    """Weights of the two regressions.

    Attributes
    ----------
    weights : ndarray, shape (len(FEATURES),)
    entries : mapping of str to float
        How far an entry of the lexicon is praise more often than its features tell, by headword;
        under `OTHERS` what holds of all that were seldom coded or never.
    intercept, threshold : float
        A candidate is praise where its probability is at least the threshold, the one best for F1
        out of fold.
    target_weights : ndarray, shape (len(TARGET_FEATURES),)
    """

    weights: Floats
    entries: Mapping[str, float]
    intercept: float
    threshold: float
    target_weights: Floats

    def probabilities(self, features: Floats, entries: Sequence[str]) -> Floats:
        """How likely each candidate is praise, shape (candidates,).

        Parameters
        ----------
        features : ndarray, shape (candidates, len(FEATURES))
        entries : sequence of str, length candidates
            The entry that carries each, as `main_entries` gives them.
        """
        others = self.entries.get(OTHERS, 0.0)
        own = np.array([self.entries.get(entry, others) for entry in entries], dtype=float)
        return np.asarray(1 / (1 + np.exp(-(features @ self.weights + own + self.intercept))))

    def as_data(self) -> dict[str, Any]:
        """The model as it is written to JSON, weights by the names of their features."""
        return {
            "intercept": round(self.intercept, 5),
            "threshold": round(self.threshold, 3),
            "weights": _named(FEATURES, self.weights),
            "entries": {name: round(value, 5) for name, value in sorted(self.entries.items())},
            "target_weights": _named(TARGET_FEATURES, self.target_weights),
        }


def model_from(data: Mapping[str, Any]) -> PraiseModel:
    """A model from data as `PraiseModel.as_data` gives them; other keys are passed over."""
    return PraiseModel(
        weights=np.array([data["weights"][name] for name in FEATURES]),
        entries={name: float(value) for name, value in data["entries"].items()},
        intercept=float(data["intercept"]),
        threshold=float(data["threshold"]),
        target_weights=np.array([data["target_weights"][name] for name in TARGET_FEATURES]),
    )


@lru_cache(maxsize=1)
def praise_model() -> PraiseModel:
    """The model that ships, read once.

    Examples
    --------
    >>> 0 < praise_model().threshold < 1
    True
    """
    source = files("toolkit.measures.praise") / "data" / "praise_model.json"
    return model_from(json.loads(source.read_text("utf-8")))


def _named(names: Sequence[str], values: Floats) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(names, values, strict=True)}
