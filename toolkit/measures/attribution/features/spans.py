"""The acts found in a batch as columns, before their sources are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.words.tokens import Ints


@dataclass(frozen=True)
class Spans:
    """Acts found in a batch, a row each: candidate, source in the text, content by its edges.

    `verbatim` tells that the content is printed whole behind its announcement.
    """

    row: Ints
    probability: NDArray[np.float64]
    source: Sequence[Mention | None]
    nobody: Sequence[bool]
    content: tuple[Ints, Ints]
    verbatim: Sequence[bool] = ()

    def only(self, rows: Ints) -> Spans:
        """Some of the acts."""
        picked = rows.tolist()
        return Spans(
            self.row[rows], self.probability[rows],
            [self.source[i] for i in picked], [self.nobody[i] for i in picked],
            (self.content[0][rows], self.content[1][rows]), [self.verbatim[i] for i in picked],
        )  # fmt: skip
