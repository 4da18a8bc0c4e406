"""The decision: which pairs of contents are the same words of one occasion.

Two logistic regressions, fitted on pairs that were read (data/same.json says which). The first
sees each pair alone. The second sees besides how many other statements the two articles share, by
the first: two articles on one press conference print several of its sentences, two on one subject
do not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from toolkit.measures.quotations.matching.blocking import Ints
from toolkit.measures.quotations.matching.index import Floats, Index
from toolkit.measures.quotations.matching.similarity import Evidence
from toolkit.measures.quotations.speakers import DIFFERENT, SAME

ALONE = (
    "contain", "order", "weight", "same_speaker", "other_speaker", "direct", "gap", "ratio",
)  # fmt: skip
"""What the first regression weighs."""

FEATURES = (
    "content", "rare_order", "ordered", "ratio", "same_speaker", "other_speaker", "direct", "mixed",
    "unclaimed", "gap", "others",
)  # fmt: skip
"""What the second weighs: `Evidence` says how each is measured; ``others`` is `Company.others`."""

_LOGGED = ("weight", "ordered", "others")


@dataclass(frozen=True)
class Company:
    """How many pairs of contents of two articles are the same, expected by the first regression.

    Attributes
    ----------
    codes : ndarray of int
        Two articles as one number, ascending.
    expected : ndarray of float
        The sum of their pairs' probabilities.
    """

    codes: Ints
    expected: Floats

    def others(self, index: Index, pairs: Ints, evidence: Evidence) -> Floats:
        """Expected number of the other pairs of the articles of each pair."""
        codes = _articles(index, pairs)
        place = np.minimum(np.searchsorted(self.codes, codes), max(len(self.codes) - 1, 0))
        if not len(self.codes):
            return np.zeros(len(pairs))
        found = np.where(self.codes[place] == codes, self.expected[place], 0.0)
        return np.maximum(found - _chance(evidence), 0.0)


def keep_company(index: Index, pairs: Ints, evidence: Evidence) -> Company:
    """Sum the probabilities of the proposed pairs by the articles that they are of."""
    codes, inverse = np.unique(_articles(index, pairs), return_inverse=True)
    expected = np.zeros(len(codes))
    np.add.at(expected, inverse, _chance(evidence))
    return Company(codes, expected)


def features(evidence: Evidence, others: Floats, names: tuple[str, ...] = FEATURES) -> Floats:
    """What a regression weighs, shape (pairs, names), each on its own scale."""
    known = {
        "same_speaker": evidence.speaker == SAME,
        "other_speaker": evidence.speaker == DIFFERENT,
        "others": others,
    }
    columns = [known[name] if name in known else getattr(evidence, name) for name in names]
    return np.column_stack(
        [np.log1p(c) if n in _LOGGED else c for n, c in zip(names, columns, strict=True)]
    ).astype(np.float64)


def same_score(evidence: Evidence, others: Floats) -> Floats:
    """How far each pair lies beyond the threshold, in log odds; 0 is on it.

    A pair at or above 0 is the same words of one occasion.
    """
    weights, intercept = _weights("together", FEATURES)
    return features(evidence, others) @ weights + intercept - float(_fitted()["threshold"])


def _chance(evidence: Evidence) -> Floats:
    """The probability of each pair by the first regression."""
    weights, intercept = _weights("alone", ALONE)
    odds = features(evidence, np.zeros(len(evidence.contain)), ALONE) @ weights + intercept
    return 1 / (1 + np.exp(-odds))


def _articles(index: Index, pairs: Ints) -> Ints:
    one, two = np.sort(index.article[pairs], axis=1).T
    return one * (int(index.article.max(initial=0)) + 1) + two


def _weights(name: str, names: tuple[str, ...]) -> tuple[Floats, float]:
    fitted = _fitted()[name]
    return np.array([fitted["weights"][n] for n in names]), float(fitted["intercept"])


@cache
def _fitted() -> dict[str, Any]:
    text = files("toolkit.measures.quotations").joinpath("data", "same.json").read_text("utf-8")
    fitted: dict[str, Any] = json.loads(text)
    return fitted
