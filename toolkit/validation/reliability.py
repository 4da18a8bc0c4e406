"""Do coders agree? Krippendorff's alpha with its interval, and Spearman's rho.

Alpha (Krippendorff 2018, *Content Analysis*, chapter 12) is the agreement beyond chance of any
number of coders, with values missing here and there: one less the disagreement observed within units
over that expected by chance, both from the table of coincidences. Its interval is a percentile
bootstrap over the units coded, which Zapf et al. (2016, doi:10.1186/s12874-016-0200-9) found to
cover as it should, or over clusters of units that hang together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.errors import InputError

LEVELS = ("nominal", "ordinal", "interval", "ratio")
FEWEST = 10
Distances = Callable[[np.ndarray], np.ndarray]


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
    clusters : int, or None where every unit stands by itself
    note : str
        What a reader must know of it.
    """

    value: float
    low: float
    high: float
    units: int
    coders: int
    level: str
    clusters: int | None = None
    note: str = ""


def alpha(
    codings: pd.DataFrame,
    *,
    level: str = "nominal",
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 0,
    cluster: pd.Series | Sequence[object] | None = None,
) -> Alpha:
    """Krippendorff's alpha of a table of codes.

    Parameters
    ----------
    codings : DataFrame
        One row a unit (an article), one column a coder; missing where a coder has not coded.
    level : str
        `nominal` (any codes), `ordinal`, `interval` or `ratio` (numbers).
    cluster : Series or sequence, optional
        Each row's cluster (its event, its article): units of one cluster are resampled together.

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
    table, domain, kept = _value_counts(codings, level)
    distances = _distances(domain, level)
    of_unit = np.unique(_clusters(cluster, codings)[kept], return_inverse=True)[1]
    size = int(of_unit.max()) + 1
    pairs = np.zeros((size, len(domain) ** 2))
    np.add.at(pairs, of_unit, _pairs(table).reshape(len(table), -1))
    value = _alpha(pairs.sum(axis=0), distances)
    rng = np.random.default_rng(seed)
    drawn = np.array(
        [
            _alpha(np.bincount(rng.integers(0, size, size), minlength=size) @ pairs, distances)
            for _ in range(resamples)
        ]
    )
    drawn = drawn[np.isfinite(drawn)]
    tail = (1 - confidence) / 2
    ends = np.quantile(drawn, [tail, 1 - tail]) if drawn.size else (np.nan, np.nan)
    if np.isnan(value):
        ends = (np.nan, np.nan)
    what = "units" if cluster is None else "clusters"
    return Alpha(
        value, float(ends[0]), float(ends[1]), len(table), codings.shape[1], level,
        None if cluster is None else size,
        f"fewer than {FEWEST} {what}: alpha and its interval are hardly more than a guess"
        if size < FEWEST else "",
    )  # fmt: skip


def ordinal_alpha(pairs: Sequence[tuple[int, int]]) -> float:
    """Krippendorff's alpha of two coders' grades, ordinal metric; NaN where all are one grade.

    Examples
    --------
    >>> ordinal_alpha([(0, 0), (1, 1), (3, 3)])
    1.0
    """
    if not pairs:
        return float("nan")
    table, domain, _ = _value_counts(pd.DataFrame(pairs), "ordinal")
    return _alpha(_pairs(table).sum(axis=0).ravel(), _distances(domain, "ordinal"))


def spearman(pairs: Sequence[tuple[int, int]]) -> float:
    """Spearman's rank correlation; NaN where one coder gives all the same."""
    from scipy.stats import spearmanr

    first, second = zip(*pairs, strict=True)
    if len(set(first)) < 2 or len(set(second)) < 2:
        return float("nan")
    return float(spearmanr(first, second).statistic)


def _value_counts(codings: pd.DataFrame, level: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
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
    kept = table.sum(axis=1) >= 2
    if not kept.any():
        raise InputError("codings: no unit was coded by two coders")
    return table[kept], domain, kept


def _clusters(cluster: pd.Series | Sequence[object] | None, codings: pd.DataFrame) -> np.ndarray:
    if cluster is None:
        return np.arange(len(codings))
    if isinstance(cluster, pd.Series) and cluster.index.equals(codings.index):
        cluster = cluster.to_numpy()
    if len(cluster) != len(codings):
        raise InputError(f"cluster: {len(cluster)} values for {len(codings)} units; give one each")
    codes, names = pd.factorize(pd.Series(list(cluster)).astype("string"))
    return np.where(codes < 0, len(names) + np.arange(len(codes)), codes)


def _pairs(table: np.ndarray) -> np.ndarray:
    """Give each unit's coincidences: its pairs of codes, over its number of codes less one."""
    counts = table.astype(float)
    pairs = counts[:, :, None] * counts[:, None, :]
    places = np.arange(counts.shape[1])
    pairs[:, places, places] -= counts
    return pairs / (counts.sum(axis=1) - 1)[:, None, None]


def _distances(domain: np.ndarray, level: str) -> Distances:
    """Say how far apart any two codes are, from how often each was given (of `ordinal` alone)."""
    if level == "nominal":
        fixed = 1.0 - np.eye(len(domain))
    elif level in ("interval", "ratio"):
        numbers = domain.astype(float)
        fixed = (numbers[:, None] - numbers[None, :]) ** 2
        if level == "ratio":
            sums = (numbers[:, None] + numbers[None, :]) ** 2
            fixed = np.divide(fixed, sums, out=np.zeros_like(fixed), where=sums > 0)
    else:
        return _ordinal_distances
    return lambda given: fixed


def _ordinal_distances(given: np.ndarray) -> np.ndarray:
    """Codes are as far apart as the number of codes given from the one to the other."""
    middle = np.cumsum(given) - given / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


def _alpha(pairs: np.ndarray, distances: Distances) -> float:
    """Give alpha of a flattened table of coincidences; NaN without two different codes."""
    side = round(len(pairs) ** 0.5)
    coincidences = pairs.reshape(side, side)
    given = coincidences.sum(axis=1)
    if (given > 0).sum() < 2:
        return float("nan")
    apart = distances(given)
    observed = (coincidences * apart).sum()
    expected = (given[:, None] * given[None, :] * apart).sum() / (given.sum() - 1)
    return float(1 - observed / expected)
