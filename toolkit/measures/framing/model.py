"""The shipped model of official framing: an ordinal regression, its weights and their effects."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.measures.framing.features import PARTS
from toolkit.measures.framing.words import framing_data

GRADES = (0, 1, 2, 3)


@dataclass(frozen=True)
class FramingModel:
    """Weights of the parts, and the cuts between the four grades on the weighted sum."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    cuts: NDArray[np.float64]

    def sums(self, parts: NDArray[np.float64]) -> NDArray[np.float64]:
        """The weighted sum of each article's parts."""
        return ((parts - self.mean) / self.scale) @ self.weights

    def grades(self, parts: NDArray[np.float64]) -> NDArray[np.int64]:
        """The grade of each article: how many cuts its sum passes."""
        return np.searchsorted(self.cuts, self.sums(parts)).astype(np.int64)


@lru_cache(maxsize=1)
def framing_model() -> FramingModel:
    """Read data/framing_model.json, once."""
    data = json.loads(framing_data("framing_model.json"))
    rows = np.array([data["parts"][name] for name in PARTS])
    return FramingModel(rows[:, 0], rows[:, 1], rows[:, 2], np.array(data["cuts"]))


def framing_effects(parts: pd.DataFrame, *, model: FramingModel | None = None) -> pd.DataFrame:
    """What each part adds to an article's sum, against the average article's."""
    model = model or framing_model()
    table = parts[list(PARTS)]
    effects = (table.to_numpy(dtype=float) - model.mean) / model.scale * model.weights
    return pd.DataFrame(effects, index=table.index, columns=list(PARTS))
