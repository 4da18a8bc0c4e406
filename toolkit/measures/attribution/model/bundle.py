"""The models of attribution, kept together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.features.acts import Rates
from toolkit.measures.attribution.model.linear import WordsModel
from toolkit.measures.attribution.model.sieve import Sieve
from toolkit.measures.attribution.model.trees import ObliviousTrees


@dataclass(frozen=True)
class SpanModels:
    """What finds a span: a sieve and trees for its start, the same for its end given the start."""

    start_sieve: Sieve
    start: ObliviousTrees
    end_sieve: Sieve
    end: ObliviousTrees


@dataclass(frozen=True)
class Models:
    """Everything learnt. `rates` tells how often an entry or a form is an act, and how often seen."""

    rates: Rates
    prior: float
    act: ObliviousTrees
    act_words: WordsModel
    content: SpanModels
    source: SpanModels
    whose: WordsModel
    kind: WordsModel
    source_type: WordsModel
    named: WordsModel
    antecedent: NDArray[np.float32]
    act_threshold: float
    source_threshold: float
