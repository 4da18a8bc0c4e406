"""Two groups against each other: difference, interval, effect sizes and permutation p.

With strata only articles that share one (a moment, an event day) are set against each other: the
difference of the two means is taken in each stratum that both groups cover, and these differences
are averaged, in effect sizes and tests too. Clusters are drawn and dealt as wholes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.blocks import (
    Block,
    Options,
    each,
    ends_of,
    note_of,
    sample_of,
    share_size,
    within_bounds,
)
from toolkit.comparison.effects import Two, cliffs_delta, hedges_g
from toolkit.comparison.equivalence import equivalence_p
from toolkit.comparison.intervals import studentised_p
from toolkit.comparison.joint import resample_pair
from toolkit.comparison.moments import Floats
from toolkit.comparison.ordinal import ordinal_p
from toolkit.comparison.permutation import permutation_p
from toolkit.comparison.proportions import newcombe
from toolkit.comparison.resampling import Resampled, combine, generator, resample
from toolkit.comparison.units import partners

Ends = Callable[[float], Floats]


@dataclass(frozen=True)
class Side:
    """Rows of two groups, which are the first group's, and their strata."""

    rows: NDArray[np.intp]
    first: NDArray[np.bool_]
    codes: NDArray[np.intp]

    def sizes(self) -> tuple[int, int]:
        """How many rows each group has."""
        return int(self.first.sum()), int((~self.first).sum())


@dataclass(frozen=True)
class _Pair:
    """Two groups' articles and units; `strata` counts those matched in, None where not matched."""

    two: tuple[str, str]
    articles: Side
    units: Side
    partner: NDArray[np.intp]
    strata: int | None


@dataclass(frozen=True)
class _Difference:
    """Estimates of a difference, their interval at any confidence, and its name by measure."""

    estimate: Floats
    ends: Ends
    kinds: list[str]
    sample: Resampled


def pair_rows(
    block: Block, samples: dict[str, Resampled], options: Options, *, matched: bool
) -> list[dict[str, object]]:
    """Compare every two groups of a block; one row a pair and measure."""
    found = (_pair(block, two, matched=matched) for two in combinations(samples, 2))
    pairs = [pair for pair in found if pair is not None]
    rows = each(lambda pair: _rows(block, pair, samples, options), pairs)
    return [row for of_pair in rows for row in of_pair]


def _pair(block: Block, two: tuple[str, str], *, matched: bool) -> _Pair | None:
    common = None
    if matched:
        strata = [set(block.stratum[block.members(group)]) for group in two]
        common = sorted(strata[0] & strata[1])
        if not common:
            return None
    articles = _side(block.group, block.stratum, two, common)
    units = _side(block.units.group, block.units.stratum, two, common)
    partner = partners(block.units.cluster[units.rows], units.first)
    return _Pair(two, articles, units, partner, None if common is None else len(common))


def _side(
    group: NDArray[np.object_],
    stratum: NDArray[np.object_],
    two: tuple[str, str],
    common: list[str] | None,
) -> Side:
    rows = np.concatenate([np.flatnonzero(group == name) for name in two])
    first = group[rows] == two[0]
    if common is None:
        return Side(rows, first, np.zeros(len(rows), dtype=np.intp))
    kept = np.isin(stratum[rows], common)
    codes = np.searchsorted(np.array(common, dtype=object), stratum[rows[kept]])
    return Side(rows[kept], first[kept], codes)


def _rows(
    block: Block, pair: _Pair, samples: dict[str, Resampled], options: Options
) -> list[dict[str, object]]:
    found = _difference(block, pair, samples, options)
    ends = found.ends(options.confidence)
    p = _p(block, pair, options)
    if pair.strata is not None:
        # Where a stratum has few articles of a group with a long tail the deals alone reject too
        # often; p is not below the level at which the studentised interval reaches zero.
        p = np.fmax(p, studentised_p(found.sample))
    n, clusters = pair.articles.sizes(), pair.units.sizes()
    result = []
    for j, (name, declared) in enumerate(zip(block.names, block.declared, strict=True)):
        two = _articles_of(block, pair, j)
        still = _without_variation(block, pair, j) if not block.truth[j] else ""
        low, high = (np.nan, np.nan) if still else ends[j]
        delta = cliffs_delta(two, confidence=options.confidence)
        g = hedges_g(two, confidence=options.confidence)
        row: dict[str, object] = {"measure": name, "group_a": pair.two[0], "group_b": pair.two[1]}
        row |= {"n_a": n[0], "n_b": n[1], "strata": pair.strata}
        if options.clustered:
            row |= {"clusters_a": clusters[0], "clusters_b": clusters[1]}
        row |= {"difference": found.estimate[j], "low": low, "high": high, "p": p[j]}
        row |= {"interval": found.kinds[j] if np.isfinite(low) else ""}
        row |= {"cliffs_delta": delta.value, "delta_low": delta.low, "delta_high": delta.high}
        row |= {"hedges_g": g.value, "g_low": g.low, "g_high": g.high}
        row["p_ordinal"] = _ordinal_p(block, pair, j, options) if declared.ordinal else np.nan
        # How far an error of the scorer on one group alone would have to go to undo the finding.
        row["undone_by"] = max(low, -high) if low > 0 or high < 0 else np.nan
        if name in options.smallest and not still:
            least = options.smallest[name]
            p_equivalent = equivalence_p(found.estimate[j], partial(_end, found, j), least)
            row["p_equivalent"] = max(p_equivalent, 1 / (options.resamples + 1))
        reason = still or ("" if np.isfinite(low) else _reason(clusters))
        few = min(clusters) if options.clustered else None
        row["note"] = note_of(min(n), declared, clusters=few, no_interval=reason)
        result.append(row)
    return result


def _end(found: _Difference, j: int, confidence: float) -> Floats:
    return np.asarray(found.ends(confidence)[j])


def _reason(clusters: tuple[int, int]) -> str:
    return "one article or cluster" if min(clusters) == 1 else "no variation"


def _without_variation(block: Block, pair: _Pair, j: int) -> str:
    """Name the group whose articles are all alike: its mean is not known exactly for that."""
    for group, own in zip(pair.two, (pair.articles.first, ~pair.articles.first), strict=True):
        values = block.values[pair.articles.rows[own], j]
        if len(values) > 1 and np.ptp(values) <= 1e-12 * np.abs(values).max():
            return f"no variation in {group}"
    return ""


def _difference(
    block: Block, pair: _Pair, samples: dict[str, Resampled], options: Options
) -> _Difference:
    wide = (block.bounds[:, 1] - block.bounds[:, 0])[:, None]
    bounds = np.hstack([-wide, wide])
    kinds = [options.method] * len(block.names)
    if pair.strata is not None:
        sample = _matched_difference(block, pair, options)
    elif (pair.partner >= 0).any():
        sample = _joint(block, pair, np.arange(len(pair.units.rows)), options)
    else:
        a, b = pair.two
        sample = combine([(1.0, samples[a]), (-1.0, samples[b])])
    score = block.truth if pair.strata is None and not options.weighted else block.truth & False
    kinds = ["Newcombe" if own else kind for own, kind in zip(score, kinds, strict=True)]

    def ends(confidence: float) -> Floats:
        found = ends_of(sample, options, confidence)
        if score.any():
            found[score] = _score_ends(
                pair, samples, sample, score, confidence, clustered=options.clustered
            )
        return within_bounds(found, bounds)

    return _Difference(sample.estimate, ends, kinds, sample)


def _score_ends(
    pair: _Pair,
    samples: dict[str, Resampled],
    difference: Resampled,
    score: NDArray[np.bool_],
    confidence: float,
    *,
    clustered: bool,
) -> Floats:
    own = [samples[group] for group in pair.two]
    shares = [sample.estimate[score] for sample in own]
    variances = [np.nan_to_num(sample.variance[score]) for sample in own]
    units = pair.units.sizes()
    sizes = [share_size(s, v, u) if clustered else np.full(s.shape, float(u))
             for s, v, u in zip(shares, variances, units, strict=True)]  # fmt: skip
    together = np.sqrt(variances[0] * variances[1])
    joint = (variances[0] + variances[1] - np.nan_to_num(difference.variance[score])) / 2
    shared = (together > 0) & bool((pair.partner >= 0).any())
    correlation = np.where(shared, joint / np.where(together > 0, together, 1.0), 0.0)
    return newcombe(shares[0], sizes[0], shares[1], sizes[1], confidence=confidence,
                    correlation=np.clip(correlation, -1, 1))  # fmt: skip


def _p(block: Block, pair: _Pair, options: Options) -> Floats:
    rows = pair.units.rows
    rng = generator(options.seed, "permutation", *pair.two)
    return permutation_p(
        block.units.values[rows],
        block.units.weights_of(rows),
        pair.units.first,
        options.resamples,
        rng,
        strata=pair.units.codes,
        partner=pair.partner,
    )


def _articles_of(block: Block, pair: _Pair, j: int) -> Two:
    rows = pair.articles.rows
    return Two(
        block.values[rows, j],
        block.weights[rows],
        pair.articles.first,
        pair.articles.codes,
        block.cluster[rows],
    )


def _ordinal_p(block: Block, pair: _Pair, j: int, options: Options) -> float:
    rng = generator(options.seed, "ordinal", *pair.two)
    return ordinal_p(_articles_of(block, pair, j), options.resamples, rng)


def _joint(block: Block, pair: _Pair, chosen: NDArray[np.intp], options: Options) -> Resampled:
    rows = pair.units.rows[chosen]
    rng = generator(options.seed, "bootstrap", *pair.two, *np.unique(pair.units.codes[chosen]))
    return resample_pair(
        block.units.values[rows],
        block.units.weights_of(rows),
        pair.units.first[chosen],
        block.units.cluster[rows],
        options.resamples,
        rng,
    )


def _matched_difference(block: Block, pair: _Pair, options: Options) -> Resampled:
    """Resample units within strata; whole strata where some have one unit of a group.

    A single unit tells nothing of its stratum's spread, but the strata's differences do.
    """
    units = pair.units
    places = [np.flatnonzero(units.codes == s) for s in range(int(units.codes.max()) + 1)]
    count = len(places)
    smallest = min(min(int(own.sum()), int((~own).sum()))
                   for own in (units.first[place] for place in places))  # fmt: skip
    if smallest >= 2:
        parts: list[tuple[float, Resampled]] = []
        for s, place in enumerate(places):
            if (pair.partner[place] >= 0).any():
                parts.append((1 / count, _joint(block, pair, place, options)))
                continue
            for sign, group, own in ((1, pair.two[0], True), (-1, pair.two[1], False)):
                rows = units.rows[place[units.first[place] == own]]
                parts.append((sign / count, sample_of(block.units, rows, options, group, s)))
        return combine(parts)
    weights = (
        np.ones(len(block.units.values)) if block.units.weights is None else block.units.weights
    )
    differences = np.array([_means(block, units, place, weights) for place in places])
    rng = generator(options.seed, "bootstrap", *pair.two)
    return resample(differences, None, options.resamples, rng)


def _means(block: Block, units: Side, place: NDArray[np.intp], weights: Floats) -> Floats:
    a, b = (units.rows[place[units.first[place] == own]] for own in (True, False))
    first, second = (np.average(block.units.values[r], axis=0, weights=weights[r]) for r in (a, b))
    return np.asarray(first - second)
