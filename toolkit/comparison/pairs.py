"""Two groups against each other: difference, interval, effect sizes and permutation p.

With strata only articles that share one (a moment, an event day) are set against each other: the
difference of the two means is taken in each stratum that both groups cover, and these differences
are averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.blocks import Block, Options, each, ends_of, note_of, sample_of
from toolkit.comparison.effects import cliffs_delta, hedges_g
from toolkit.comparison.moments import Floats
from toolkit.comparison.permutation import permutation_p, stratified_p
from toolkit.comparison.proportions import newcombe
from toolkit.comparison.resampling import Resampled, combine, generator, resample
from toolkit.comparison.result import PAIRS


@dataclass(frozen=True)
class _Pair:
    """Two groups' articles: rows of the block, which are the first group's, their strata."""

    two: tuple[str, str]
    rows: NDArray[np.intp]
    first: NDArray[np.bool_]
    codes: NDArray[np.intp]
    strata: int | None


def pair_rows(
    block: Block, samples: dict[str, Resampled], options: Options, *, matched: bool
) -> list[dict[str, object]]:
    """Compare every two groups of a block; one row a pair and measure."""
    found = (_matched(block, two) if matched else _plain(block, two)
             for two in combinations(samples, 2))  # fmt: skip
    pairs = [pair for pair in found if pair is not None]
    rows = each(lambda pair: _rows(block, pair, samples, options), pairs)
    return [row for of_pair in rows for row in of_pair]


def _plain(block: Block, two: tuple[str, str]) -> _Pair:
    a, b = (block.members(group) for group in two)
    rows = np.concatenate([a, b])
    return _Pair(two, rows, np.arange(len(rows)) < len(a), np.zeros(len(rows), np.intp), None)


def _matched(block: Block, two: tuple[str, str]) -> _Pair | None:
    plain = _plain(block, two)
    strata = block.stratum[plain.rows]
    common = sorted(set(strata[plain.first]) & set(strata[~plain.first]))
    if not common:
        return None
    kept = np.isin(strata, common)
    codes = np.searchsorted(np.array(common, dtype=object), strata[kept])
    return _Pair(two, plain.rows[kept], plain.first[kept], codes, len(common))


def _rows(
    block: Block, pair: _Pair, samples: dict[str, Resampled], options: Options
) -> list[dict[str, object]]:
    a, b = block.values[pair.rows[pair.first]], block.values[pair.rows[~pair.first]]
    difference, ends = _difference(block, pair, samples, options)
    p = _p(block, pair, options)
    result = []
    for j, name in enumerate(block.names):
        effects = (cliffs_delta(a[:, j], b[:, j]), hedges_g(a[:, j], b[:, j]))
        note = note_of(min(len(a), len(b)), without_interval=bool(np.isnan(ends[j, 0])))
        cells = (
            *(name, *pair.two, len(a), len(b), pair.strata, difference[j], *ends[j]),
            *(*effects, p[j], np.nan, note),
        )
        result.append(dict(zip(PAIRS, cells, strict=True)))
    return result


def _difference(
    block: Block, pair: _Pair, samples: dict[str, Resampled], options: Options
) -> tuple[Floats, Floats]:
    a, b = pair.two
    if pair.strata is not None:
        sample = _matched_difference(block, pair, options)
        return sample.estimate, ends_of(sample, options)
    sample = combine([(1.0, samples[a]), (-1.0, samples[b])])
    ends = ends_of(sample, options)
    if not options.weighted and block.truth.any():
        shares = samples[a].estimate[block.truth], samples[b].estimate[block.truth]
        n = int(pair.first.sum()), int((~pair.first).sum())
        ends[block.truth] = newcombe(
            shares[0], n[0], shares[1], n[1], confidence=options.confidence
        )
    return sample.estimate, ends


def _p(block: Block, pair: _Pair, options: Options) -> Floats:
    values = block.values[pair.rows]
    weights = block.weights[pair.rows] if options.weighted else None
    rng = generator(options.seed, "permutation", *pair.two)
    if pair.strata is None:
        return permutation_p(values, weights, pair.first, options.resamples, rng)
    return stratified_p(values, weights, pair.first, pair.codes, options.resamples, rng)


def _matched_difference(block: Block, pair: _Pair, options: Options) -> Resampled:
    """Resample articles within strata; whole strata where some have one article of a group.

    A single article tells nothing of its stratum's spread, but the strata's differences do.
    """
    cells = [
        tuple(pair.rows[side & (pair.codes == s)] for side in (pair.first, ~pair.first))
        for s in range(pair.codes.max() + 1)
    ]
    if min(min(len(x), len(y)) for x, y in cells) >= 2:
        return combine(
            (sign / len(cells), sample_of(block, cell, options, group, s))
            for s, both in enumerate(cells)
            for sign, group, cell in zip((1, -1), pair.two, both, strict=True)
        )
    means = [[np.average(block.values[c], axis=0, weights=block.weights[c]) for c in both]
             for both in cells]  # fmt: skip
    differences = np.array([x - y for x, y in means])
    rng = generator(options.seed, "bootstrap", *pair.two)
    return resample(differences, None, options.resamples, rng)
