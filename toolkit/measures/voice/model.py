"""The shipped model of voices, and the choice of a label from its probabilities."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.voice.features import FEATURES

VOICES = ("official", "other_source", "narrator", "narrator_official")


BOILERPLATE = "boilerplate"


@dataclass(frozen=True)
class VoiceModel:
    """Weights of the multinomial logistic regression, and the cut for the rare class.

    Attributes
    ----------
    mean, scale : ndarray, shape (features,)
        Features are centred and scaled by these.
    weights : ndarray, shape (features, 4)
        One column a voice, in the order of `VOICES`.
    intercepts : ndarray, shape (4,)
    threshold : float
        `narrator_official` is chosen where its probability is above this: it is rare, and the
        likeliest label would hardly ever be it. Set for macro F1 within the training articles.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercepts: NDArray[np.float64]
    threshold: float

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of each voice, shape (sentences, 4)."""
        scores = ((features - self.mean) / self.scale) @ self.weights + self.intercepts
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)


@lru_cache(maxsize=1)
def voice_model() -> VoiceModel:
    """Read data/voice_model.json, once.

    Examples
    --------
    >>> voice_model().weights.shape == (len(FEATURES), len(VOICES))
    True
    """
    text = (files("toolkit.measures.voice") / "data" / "voice_model.json").read_text("utf-8")
    data = json.loads(text)
    rows = np.array([data["features"][name] for name in FEATURES])
    return VoiceModel(
        mean=rows[:, 0],
        scale=rows[:, 1],
        weights=rows[:, 2:],
        intercepts=np.array(data["intercepts"]),
        threshold=data["threshold"],
    )


def choose(
    probabilities: NDArray[np.float64], threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Choose a voice for each row of probabilities, and say how probable the choice is.

    Examples
    --------
    >>> chosen, confidence = choose(np.array([[0.1, 0.1, 0.5, 0.3], [0.6, 0.2, 0.1, 0.1]]), 0.25)
    >>> [VOICES[c] for c in chosen], confidence.tolist()
    (['narrator_official', 'official'], [0.3, 0.6])
    """
    rare = len(VOICES) - 1
    chosen = probabilities[:, :rare].argmax(axis=1)
    chosen = np.where(probabilities[:, rare] > threshold, rare, chosen)
    return chosen, probabilities[np.arange(len(chosen)), chosen]
