"""Do coders agree? Krippendorff's alpha with its interval, and Spearman's rho.

Alpha (Krippendorff 2018, *Content Analysis*, chapter 12; the `krippendorff` package computes it) is
the agreement beyond chance of any number of coders, with values missing here and there. Its interval
is a percentile bootstrap over the units coded, which Zapf et al. (2016,
doi:10.1186/s12874-016-0200-9) found to cover as it should.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from toolkit.errors import InputError

LEVELS = ("nominal", "ordinal", "interval", "ratio")


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha, its interval, and what it rests on.

    Attributes
    ----------
    value, low, high : float
        NaN where all codes are one and the same: without variety alpha says nothing.
    units : int
        Units that two coders or more have coded.
    coders : int
    level : str
    """

    value: float
    low: float
    high: float
    units: int
    coders: int
    level: str


def alpha(
    codings: pd.DataFrame,
    *,
    level: str = "nominal",
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 0,
) -> Alpha:
    """Krippendorff's alpha of a table of codes.

    Parameters
    ----------
    codings : DataFrame
        One row a unit (an article), one column a coder; missing where a coder has not coded.
    level : str
        `nominal` (any codes), `ordinal`, `interval` or `ratio` (numbers).

    Raises
    ------
    InputError
        Where there are not two coders, no unit was coded twice, or codes are no numbers.

    Examples
    --------
    >>> codes = pd.DataFrame({"سلمى": ["رسمي", "راو", "رسمي"], "هدى": ["رسمي", "راو", "راو"]})
    >>> round(alpha(codes, resamples=100).value, 3)
    0.444
    """
    counts = _value_counts(codings, level)
    value = _alpha(*counts, level)
    rng = np.random.default_rng(seed)
    table, domain = counts
    drawn = np.array(
        [
            _alpha(table[rng.integers(0, len(table), len(table))], domain, level)
            for _ in range(resamples)
        ]
    )
    drawn = drawn[np.isfinite(drawn)]
    tail = (1 - confidence) / 2
    ends = np.quantile(drawn, [tail, 1 - tail]) if drawn.size else (np.nan, np.nan)
    if np.isnan(value):
        ends = (np.nan, np.nan)
    return Alpha(value, float(ends[0]), float(ends[1]), len(table), codings.shape[1], level)


def ordinal_alpha(pairs: Sequence[tuple[int, int]]) -> float:
    """Krippendorff's alpha of two coders' grades, ordinal metric; NaN where all are one grade.

    Examples
    --------
    >>> ordinal_alpha([(0, 0), (1, 1), (3, 3)])
    1.0
    """
    if not pairs:
        return float("nan")
    return _alpha(*_value_counts(pd.DataFrame(pairs), "ordinal"), "ordinal")


def spearman(pairs: Sequence[tuple[int, int]]) -> float:
    """Spearman's rank correlation; NaN where one coder gives all the same."""
    from scipy.stats import spearmanr

    first, second = zip(*pairs, strict=True)
    if len(set(first)) < 2 or len(set(second)) < 2:
        return float("nan")
    return float(spearmanr(first, second).statistic)


def _value_counts(codings: pd.DataFrame, level: str) -> tuple[np.ndarray, np.ndarray]:
    """Count, unit by unit, how many coders gave each code; units coded once say nothing."""
    if level not in LEVELS:
        raise InputError(f"level='{level}': allowed: {', '.join(LEVELS)}")
    if codings.shape[1] < 2:
        raise InputError("codings: two coders at least are needed, one column each")
    if level != "nominal":
        numbers = codings.apply(pd.to_numeric, errors="coerce")
        bad = numbers.isna() & codings.notna()
        if bad.to_numpy().any():
            code = codings.to_numpy(dtype=object)[bad.to_numpy()][0]
            raise InputError(f"codings: '{code}' is no number, which level='{level}' needs")
        codings = numbers
    long = codings.reset_index(drop=True).stack().dropna()
    codes, domain = pd.factorize(long.to_numpy(dtype=object), sort=True)
    table = np.zeros((len(codings), len(domain)), dtype=int)
    np.add.at(table, (long.index.get_level_values(0).to_numpy(), codes), 1)
    table = table[table.sum(axis=1) >= 2]
    if not len(table):
        raise InputError("codings: no unit was coded by two coders")
    return table, domain


def _alpha(table: np.ndarray, domain: np.ndarray, level: str) -> float:
    import krippendorff

    if (table.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    metric: Any = level
    values = list(domain) if level != "nominal" else list(range(len(domain)))
    found = krippendorff.alpha(value_counts=table, value_domain=values, level_of_measurement=metric)
    return float(found)
