"""Hand-coded articles beside the scored ones: matched by `article_id`, checked, weighted."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.columns import measure_values
from toolkit.comparison.estimating import Drawn
from toolkit.comparison.moments import Floats
from toolkit.errors import InputError

PROBABILITY = "sampling_probability"
_MOST_OFF = 0.05


class SamplingWarning(UserWarning):
    """The sampling probabilities do not fit the articles."""


@dataclass(frozen=True)
class CodedTable:
    """Hand-coded values in the rows of the scored articles, NaN where none.

    Attributes
    ----------
    values : dict of str to array (n,)
    drawn : Drawn
    """

    values: dict[str, Floats]
    drawn: Drawn

    def rows(self, chosen: NDArray[np.bool_]) -> CodedTable:
        """Give some articles alone."""
        values = {name: column[chosen] for name, column in self.values.items()}
        own = self.drawn
        return CodedTable(
            values, Drawn(own.coded[chosen], own.probability[chosen], own.stratum[chosen])
        )


def match_coded(scores: pd.DataFrame, coded: pd.DataFrame, measures: Sequence[str]) -> CodedTable:
    """Lay hand-coded values beside the scores.

    Parameters
    ----------
    scores : DataFrame
        One row an article.
    coded : DataFrame
        `article_id`, the measures, `sampling_probability`, optionally `stratum`.

    Raises
    ------
    InputError
        Where a column is missing, an article is coded twice or was not scored, or a probability
        is not above zero and at most one.
    """
    _check(scores, coded, measures)
    own = coded.set_axis(coded["article_id"].astype(str), axis="index")
    ids = scores["article_id"].astype(str)
    beside = own.reindex(ids)
    is_coded = ids.isin(own.index).to_numpy(dtype=bool)
    numbers = measure_values(coded, measures, reserved=())
    whole = pd.DataFrame(numbers, index=own.index, columns=list(measures)).reindex(ids)
    stratum = beside[PROBABILITY].round(9) if "stratum" not in beside else beside["stratum"]
    codes, _ = pd.factorize(stratum.astype("str"), sort=True)
    probability = beside[PROBABILITY].to_numpy(dtype=float, na_value=np.nan)
    values = {name: whole[name].to_numpy(dtype=float) for name in measures}
    return CodedTable(values, Drawn(is_coded, probability, codes.astype(np.intp)))


def warn_of_probabilities(drawn: Drawn) -> None:
    """Warn where the coded articles stand for another number of articles than were scored.

    Each stands for one over its probability; drawn as said, and all coded, they add up to the
    articles but for chance. The estimates are scaled to the articles there are, which is right where
    codings are missing at random.
    """
    probability = drawn.probability[drawn.coded]
    articles, found = len(drawn.coded), float((1 / probability).sum())
    chance = float(np.sqrt(((1 - probability) / probability**2).sum()))
    if abs(found - articles) > max(_MOST_OFF * articles, 2 * chance):
        warnings.warn(
            f"coded: by their {PROBABILITY} the {len(probability)} coded articles stand for "
            f"{found:.0f} articles, but {articles} were scored. Are codings missing, or is the "
            "sample one of other articles? Estimates are scaled to the articles scored",
            SamplingWarning,
            stacklevel=3,
        )


def _check(scores: pd.DataFrame, coded: pd.DataFrame, measures: Sequence[str]) -> None:
    if "article_id" not in scores:
        raise InputError("scores: there is no column 'article_id' to find coded articles by")
    for name in ("article_id", PROBABILITY, *measures):
        if name not in coded:
            found = ", ".join(map(str, coded.columns))
            raise InputError(f"coded: there is no column '{name}'; found: {found}")
    ids, known_ids = coded["article_id"].astype(str), scores["article_id"].astype(str)
    if ids.duplicated().any():
        twice = ids[ids.duplicated()].iloc[0]
        raise InputError(f"coded: article '{twice}' is there twice; keep one coding of each")
    if known_ids.duplicated().any():
        twice = known_ids[known_ids.duplicated()].iloc[0]
        raise InputError(f"scores: article '{twice}' is there twice")
    if not (known := ids.isin(known_ids)).all():
        raise InputError(f"coded: article '{ids[~known].iloc[0]}' is not among the scored ones")
    probability = pd.to_numeric(coded[PROBABILITY], errors="coerce")
    if not (fits := (probability > 0) & (probability <= 1)).all():
        article = ids[~fits].iloc[0]
        raise InputError(
            f"coded: article '{article}' has {PROBABILITY} {coded.loc[~fits, PROBABILITY].iloc[0]}; "
            "it must be above 0 and at most 1"
        )
