"""Permutation tests: could chance alone have dealt the units to the groups like this?

The labels of two groups are dealt anew over their units (articles, or whole clusters), within
strata where articles are matched; a cluster that both groups share has its two parts swapped or
left. The statistic is the difference, or the mean of the strata's differences, over its standard
error, which keeps the test's size near nominal even where the groups differ in spread and number
(Janssen 1997, doi:10.1016/S0167-7152(97)00043-6; Chung and Romano 2013, doi:10.1214/13-AOS1090).
Where there are few deals all of them are gone through; of many so many are drawn, and the observed
one counts as one of them (+1 above and below; Phipson and Smyth 2010,
doi:10.2202/1544-6115.1585), so p is never below what the deals can give.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.dealing import deals
from toolkit.comparison.moments import Floats, moments, precision, ratios, tolerance

# So many deals are gone through one by one even where fewer resamples are asked for.
FEW_DEALS = 10_000


@dataclass(frozen=True)
class DealtSet:
    """Units among which labels are dealt: rows of the table, and how many are of the first group."""

    rows: NDArray[np.intp]
    chosen: int

    @property
    def count(self) -> int:
        """How many deals there are."""
        return comb(len(self.rows), self.chosen)


def dealt_sets(
    first: NDArray[np.bool_], strata: NDArray[np.intp], partner: NDArray[np.intp]
) -> list[list[DealtSet]]:
    """Cut the units into sets by stratum: each pair of partners, and all that have none."""
    result = []
    for code in np.unique(strata):
        here = np.flatnonzero(strata == code)
        alone = here[partner[here] < 0]
        sets = [DealtSet(np.array([row, partner[row]]), 1)
                for row in here if first[row] and partner[row] >= 0]  # fmt: skip
        if alone.size:
            sets.append(DealtSet(alone, int(first[alone].sum())))
        result.append(sets)
    return result


def permutation_p(
    values: Floats,
    weights: Floats | None,
    first: NDArray[np.bool_],
    resamples: int,
    rng: np.random.Generator,
    *,
    strata: NDArray[np.intp] | None = None,
    partner: NDArray[np.intp] | None = None,
) -> Floats:
    """Test two groups for a difference of means, two-sided.

    Parameters
    ----------
    values : array (n, m)
        n units of both groups, m measures.
    weights : array (n,) or None
    first : array (n,) of bool
        Which units are of the first group.
    strata : array (n,) of int, optional
        Each unit's stratum, every one with units of both groups: the mean over strata of the
        groups' differences is tested.
    partner : array (n,) of int, optional
        The row of the same cluster's unit in the other group, -1 where there is none.

    Returns
    -------
    array (m,)

    Examples
    --------
    Six articles against six, all of the first above all of the second: 2 of the 924 deals.

    >>> values, first = np.arange(12.0)[:, None], np.arange(12) < 6
    >>> p = permutation_p(values, None, first, 2000, np.random.default_rng(0))
    >>> float((p * 924).round(6)[0])
    2.0
    """
    n = len(values)
    strata = np.zeros(n, dtype=np.intp) if strata is None else strata
    partner = np.full(n, -1, dtype=np.intp) if partner is None else partner
    sets = dealt_sets(first, strata, partner)
    parts = [_Stratum.of(values, weights, partner, own) for own in sets]
    within = all(part.has_spread for part in parts)
    columns = [(own, part.columns[np.searchsorted(part.rows, own.rows)])
               for stratum, part in zip(sets, parts, strict=True) for own in stratum]  # fmt: skip

    def statistic(sums: Sequence[NDArray[Any]]) -> Floats:
        found, place = [], 0
        for stratum, part in zip(sets, parts, strict=True):
            found.append(part.difference(sum(sums[place : place + len(stratum)])))
            place += len(stratum)
        return _over_error(np.stack([d for d, _ in found]), np.stack([v for _, v in found]), within)

    return p_of_deals(columns, first, statistic, resamples, rng, tolerance(n))


def p_of_deals(
    columns: Sequence[tuple[DealtSet, NDArray[Any]]],
    first: NDArray[np.bool_],
    statistic: Callable[[Sequence[NDArray[Any]]], Floats],
    resamples: int,
    rng: np.random.Generator,
    slack: float,
) -> Floats:
    """Give p of a statistic of sums over the first group's units.

    Parameters
    ----------
    columns : sequence of (DealtSet, array (units of the set, columns))
        What is summed.
    statistic : callable
        From the sums, one array (deals, columns) a set, to an array (deals, m).
    slack : float
        Relative difference below which two statistics are taken for equal.
    """
    observed = statistic([(first[own.rows][None, :].astype(c.dtype) @ c) for own, c in columns])[0]
    threshold = np.abs(observed) * (1 - slack)
    counts = [own.count for own, _ in columns]
    if prod(counts) <= max(FEW_DEALS, 2 * (resamples + 1)):
        whole = [_all_deals(own, c) for own, c in columns]
        places = np.unravel_index(np.arange(prod(counts)), counts)
        found = statistic([sums[place] for sums, place in zip(whole, places, strict=True)])
        return np.asarray((np.abs(found) >= threshold).mean(axis=0))
    drawn = [_drawn_deals(own, c, resamples, rng) for own, c in columns]
    exceeding = (np.abs(statistic(drawn)) >= threshold).sum(axis=0)
    return np.asarray((1 + exceeding) / (resamples + 1))


@dataclass(frozen=True)
class _Stratum:
    """One stratum's units as columns to be summed, and what a difference is made of."""

    rows: NDArray[np.intp]
    columns: NDArray[Any]
    total: NDArray[Any]
    size: int
    chosen: int
    measures: int
    pairs: tuple[Floats, float] | None

    @staticmethod
    def of(
        values: Floats, weights: Floats | None, partner: NDArray[np.intp], sets: list[DealtSet]
    ) -> _Stratum:
        rows = np.sort(np.concatenate([own.rows for own in sets]))
        columns, _ = moments(values[rows], None if weights is None else weights[rows])
        n, m = len(rows), values.shape[1]
        own_partner = partner[rows]
        pairs = None
        if (shared := own_partner >= 0).any():
            scale = np.ones(n) if weights is None else weights[rows] / weights[rows].mean()
            centred = columns[:, :m] / scale[:, None]
            other = np.where(shared, np.searchsorted(rows, own_partner), 0)
            both = np.where(shared, scale * scale[other], 0.0)
            products = (both[:, None] * centred * centred[other]).sum(axis=0) / 2
            pairs = (products, float(both.sum()) / 2)
            columns = np.hstack([columns, both[:, None] * centred]).astype(precision(n), copy=False)
        total = columns.sum(axis=0, dtype=np.float64)
        chosen = sum(own.chosen for own in sets)
        return _Stratum(rows, columns, total, n, chosen, m, pairs)

    @property
    def has_spread(self) -> bool:
        return min(self.chosen, self.size - self.chosen) >= 2

    def difference(self, sums: Any) -> tuple[Floats, Floats]:
        """Give the difference and its variance; less the covariance that shared clusters make."""
        m, sums = self.measures, np.asarray(sums, dtype=np.float64)
        rest = self.total - sums
        end = sums.shape[-1] - (m if self.pairs is not None else 0)
        a, own_a = ratios(sums[..., :end], self.chosen, m)
        b, own_b = ratios(rest[..., :end], self.size - self.chosen, m)
        variance = own_a + own_b
        if self.pairs is not None and self.has_spread:
            products, both = self.pairs
            joint = products - b * sums[..., end:] - a * rest[..., end:] + a * b * both
            factor = [k / (k - 1) for k in (self.chosen, self.size - self.chosen)]
            weight = _weight(sums, self.chosen, end, m) * _weight(
                rest, self.size - self.chosen, end, m
            )
            less = variance - 2 * joint / weight * np.sqrt(factor[0] * factor[1])
            variance = np.where(less <= 1e-9 * variance, 0.0, less)
        return a - b, variance


def _weight(sums: Floats, n: int, end: int, m: int) -> Any:
    return float(n) if end == 2 * m else sums[..., end - 2 : end - 1]


def _over_error(differences: Floats, variances: Floats, within: bool) -> Floats:
    """Studentise the mean of the strata's differences.

    Where a stratum has a single unit of a group there is no spread within, and that between the
    strata's differences must do; where there is one stratum, the difference itself.
    """
    strata = len(differences)
    mean = differences.mean(axis=0)
    if within:
        variance = variances.sum(axis=0) / strata**2
    elif strata >= 2:
        variance = differences.var(axis=0, ddof=1) / strata
        variance = np.where(variance <= 1e-18 * mean**2, 0.0, variance)
    else:
        return mean
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = mean / np.sqrt(variance)
    return np.where(np.isnan(statistic), 0.0, statistic)


def _all_deals(own: DealtSet, columns: NDArray[Any]) -> NDArray[Any]:
    n = len(own.rows)
    chosen = np.array(list(combinations(range(n), own.chosen)), dtype=np.intp)
    dealt = np.zeros((len(chosen), n))
    np.put_along_axis(dealt, chosen.reshape(len(chosen), own.chosen), 1.0, axis=1)
    return np.asarray(dealt @ columns)


def _drawn_deals(
    own: DealtSet, columns: NDArray[Any], resamples: int, rng: np.random.Generator
) -> NDArray[Any]:
    sums = np.empty((resamples, columns.shape[1]))
    for rows, dealt in deals(len(own.rows), own.chosen, resamples, rng):
        sums[rows] = dealt @ columns
    return sums
