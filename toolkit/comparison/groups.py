"""Compare groups of articles (outlets, countries, months, …) on one score or many.

The article is the unit: intervals resample articles, tests deal articles anew. A plain score is
averaged over a group's articles; with `weight="words"` it becomes the share of the group's words.
With `within` only articles that share a stratum (a moment, an event day) are set against each
other: the difference of the two means is taken in each stratum that both groups cover, and these
differences are averaged. All pairs of all measures compared in one call are one family for
Benjamini and Hochberg's false discovery rate (1995, doi:10.1111/j.2517-6161.1995.tb02031.x).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.columns import group_labels, measure_values, weight_values
from toolkit.comparison.effects import cliffs_delta, hedges_g
from toolkit.comparison.permutation import permutation_p, stratified_p
from toolkit.comparison.resampling import Floats, Resampled, combine, generator, interval, resample
from toolkit.comparison.result import ESTIMATES, PAIRS, Comparison
from toolkit.errors import InputError

SMALL_SAMPLE = 10

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def compare(
    scores: pd.DataFrame,
    measure: str,
    *,
    by: str = "outlet",
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 0,
    weight: str | None = None,
    within: str | None = None,
    expand: bool = True,
) -> Comparison:
    """Compare groups of articles on one measure.

    Parameters
    ----------
    scores : DataFrame
        One row an article.
    measure : str
        A column of numbers or truth values.
    by : str
        The column that makes the groups; `month` or `day` are cut from `published`.
    resamples : int
        Bootstrap resamples, and deals of the permutation tests.
    confidence : float
        Nominal coverage of the intervals.
    seed : int
        The same seed gives the same numbers.
    weight : str, optional
        A column of weights above zero, `words` for shares of words.
    within : str, optional
        The column of strata in which articles are matched.
    expand : bool
        Widen intervals for small samples; False gives SciPy's BCa.

    Returns
    -------
    Comparison
        Without pairs where there is one group only.

    Raises
    ------
    InputError
        Where a column is not there (the message lists those that are) or an option makes no sense.

    Examples
    --------
    >>> scores = pd.DataFrame({"outlet": ["الخبر"] * 12 + ["الرأي"] * 12,
    ...                        "praise_per_1000": [0, 1, 2] * 4 + [6, 7, 8] * 4})
    >>> compare(scores, "praise_per_1000").pairs[["group_a", "group_b", "difference"]]
      group_a group_b  difference
    0   الخبر   الرأي        -6.0
    """
    return compare_all(
        scores,
        [measure],
        by=by,
        resamples=resamples,
        confidence=confidence,
        seed=seed,
        weight=weight,
        within=within,
        expand=expand,
    )


def compare_all(
    scores: pd.DataFrame,
    measures: Sequence[str],
    *,
    by: str = "outlet",
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 0,
    weight: str | None = None,
    within: str | None = None,
    expand: bool = True,
) -> Comparison:
    """Compare groups on a family of measures; p_adjusted covers the whole family.

    Parameters and errors are those of `compare`. Estimates, intervals and p are those that
    `compare` gives for each measure alone, but for the last digits.

    Examples
    --------
    >>> scores = pd.DataFrame({"outlet": ["الخبر", "الرأي"] * 12, "words": range(100, 124),
    ...                        "direct_share": [0.5, 0.25] * 12})
    >>> compare_all(scores, ["direct_share", "words"]).estimates["estimate"].tolist()
    [0.5, 0.25, 111.0, 112.0]
    """
    _check_options(measures, resamples, confidence)
    if "article_id" in scores.columns:
        # The draws go by position: a table in another order must give the same numbers.
        scores = scores.sort_values("article_id", kind="stable")
    labels, ungrouped = group_labels(scores, by, within)
    kept = scores.loc[labels.index]
    weights = weight_values(kept, weight)
    values = measure_values(kept, measures, reserved=(by, within))
    values = np.where(np.isfinite(weights)[:, None], values, np.nan)
    options = _Options(resamples, confidence, seed, weight is not None, expand)
    groups = sorted(labels["group"].unique())
    estimates: list[dict[str, object]] = []
    pairs: list[dict[str, object]] = []
    for pattern in _patterns(values):
        present = np.isfinite(values[:, pattern[0]])
        block = _Block(
            names=[measures[j] for j in pattern],
            values=values[present][:, pattern],
            weights=weights[present],
            group=labels["group"].to_numpy()[present],
            stratum=labels["stratum"].to_numpy()[present],
        )
        absent = labels["group"][~present].value_counts()
        estimates += _block_estimates(block, groups, absent, options, pairs, within is not None)
    return Comparison(
        estimates=_ordered(estimates, ESTIMATES, measures),
        pairs=_adjusted(_ordered(pairs, PAIRS, measures)),
        by=by,
        weight=weight,
        within=within,
        resamples=resamples,
        confidence=confidence,
        seed=seed,
        ungrouped=ungrouped,
    )


@dataclass(frozen=True)
class _Options:
    resamples: int
    confidence: float
    seed: int
    weighted: bool
    expand: bool


@dataclass(frozen=True)
class _Block:
    """Measures that have their values in the same articles, so that they share their draws."""

    names: list[str]
    values: Floats
    weights: Floats
    group: NDArray[np.object_]
    stratum: NDArray[np.object_]


def _check_options(measures: Sequence[str], resamples: int, confidence: float) -> None:
    if isinstance(measures, str) or not measures or len(set(measures)) < len(measures):
        raise InputError("measures: give a list of column names, each once")
    if resamples < 100:
        raise InputError(f"resamples={resamples}: at least 100 are needed for an interval")
    if not 0 < confidence < 1:
        raise InputError(f"confidence={confidence}: give a number between 0 and 1, such as 0.95")


def _patterns(values: Floats) -> list[list[int]]:
    found: dict[bytes, list[int]] = {}
    for j in range(values.shape[1]):
        found.setdefault(np.isfinite(values[:, j]).tobytes(), []).append(j)
    return list(found.values())


def _block_estimates(
    block: _Block,
    groups: list[str],
    absent: pd.Series[int],
    options: _Options,
    pairs: list[dict[str, object]],
    matched: bool,
) -> list[dict[str, object]]:
    """Estimate every group and add every pair's rows to `pairs`."""
    members = {g: np.flatnonzero(block.group == g) for g in groups}
    present = [g for g in groups if members[g].size]
    samples = dict(
        zip(present, _each(lambda g: _sample(block, members[g], options, g), present), strict=True)
    )
    one_pair = _matched_pair if matched else _pair
    twos = list(combinations(present, 2))
    for rows in _each(lambda two: one_pair(block, members, samples, two, options), twos):
        pairs.extend(rows)
    rows = []
    for g in groups:
        n, missing = int(members[g].size), int(absent.get(g, 0))
        m = len(block.names)
        ends = _interval(samples[g], options) if n else np.full((m, 2), np.nan)
        estimate = samples[g].estimate if n else np.full(m, np.nan)
        for j, name in enumerate(block.names):
            note = _note(n, bool(np.isnan(ends[j, 0])))
            rows.append(
                dict(
                    zip(ESTIMATES, (name, g, n, missing, estimate[j], *ends[j], note), strict=True)
                )
            )
    return rows


def _each(work: Callable[[_Item], _Result], items: list[_Item]) -> list[_Result]:
    """Map over threads, NumPy's loops run side by side; each item has a generator of its own."""
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        return list(pool.map(work, items))


def _sample(block: _Block, rows: NDArray[np.intp], options: _Options, *names: object) -> Resampled:
    rng = generator(options.seed, "bootstrap", *names)
    if not options.weighted:
        return resample(block.values[rows], None, options.resamples, rng)
    weights = block.weights[rows]
    return resample(block.values[rows] * weights[:, None], weights, options.resamples, rng)


def _interval(sample: Resampled, options: _Options) -> Floats:
    return interval(sample, confidence=options.confidence, expand=options.expand)


def _pair(
    block: _Block,
    members: dict[str, NDArray[np.intp]],
    samples: dict[str, Resampled],
    two: tuple[str, str],
    options: _Options,
) -> list[dict[str, object]]:
    a, b = two
    rows = np.concatenate([members[a], members[b]])
    first = np.arange(len(rows)) < len(members[a])
    weights = block.weights[rows] if options.weighted else None
    rng = generator(options.seed, "permutation", a, b)
    p = permutation_p(block.values[rows], weights, first, options.resamples, rng)
    difference = combine([(1.0, samples[a]), (-1.0, samples[b])])
    return _pair_rows(block, two, rows, first, None, difference, p, options)


def _matched_pair(
    block: _Block,
    members: dict[str, NDArray[np.intp]],
    samples: dict[str, Resampled],
    two: tuple[str, str],
    options: _Options,
) -> list[dict[str, object]]:
    a, b = two
    common = sorted(set(block.stratum[members[a]]) & set(block.stratum[members[b]]))
    if not common:
        return []
    rows = np.concatenate([members[a], members[b]])
    first = np.arange(len(rows)) < len(members[a])
    kept = np.isin(block.stratum[rows], common)
    rows, first = rows[kept], first[kept]
    codes = np.searchsorted(np.array(common, dtype=object), block.stratum[rows])
    weights = block.weights[rows] if options.weighted else None
    rng = generator(options.seed, "permutation", a, b)
    p = stratified_p(block.values[rows], weights, first, codes, options.resamples, rng)
    difference = _matched_difference(block, rows, first, codes, two, options)
    return _pair_rows(block, two, rows, first, len(common), difference, p, options)


def _matched_difference(
    block: _Block,
    rows: NDArray[np.intp],
    first: NDArray[np.bool_],
    codes: NDArray[np.intp],
    two: tuple[str, str],
    options: _Options,
) -> Resampled:
    """Resample articles within strata; whole strata where some have one article of a group.

    A single article tells nothing of its stratum's spread, but the strata's differences do.
    """
    a, b = two
    strata = range(int(codes.max()) + 1)
    cells = [(rows[first & (codes == s)], rows[~first & (codes == s)]) for s in strata]
    share = 1 / len(cells)
    if min(min(len(x), len(y)) for x, y in cells) >= 2:
        parts = [
            (sign * share, _sample(block, cell, options, group, s))
            for s, both in enumerate(cells)
            for sign, group, cell in zip((1, -1), two, both, strict=True)
        ]
        return combine(parts)
    differences = np.array(
        [
            np.average(block.values[x], axis=0, weights=block.weights[x])
            - np.average(block.values[y], axis=0, weights=block.weights[y])
            for x, y in cells
        ]
    )
    rng = generator(options.seed, "bootstrap", a, b)
    return resample(differences, None, options.resamples, rng)


def _pair_rows(
    block: _Block,
    two: tuple[str, str],
    rows: NDArray[np.intp],
    first: NDArray[np.bool_],
    strata: int | None,
    difference: Resampled,
    p: Floats,
    options: _Options,
) -> list[dict[str, object]]:
    a, b = rows[first], rows[~first]
    ends = _interval(difference, options)
    result = []
    for j, name in enumerate(block.names):
        of_a, of_b = block.values[a, j], block.values[b, j]
        effects = (cliffs_delta(of_a, of_b), hedges_g(of_a, of_b))
        note = _note(min(len(a), len(b)), bool(np.isnan(ends[j, 0])))
        cells = (
            *(name, *two, len(a), len(b), strata, difference.estimate[j], *ends[j]),
            *(*effects, p[j], np.nan, note),
        )
        result.append(dict(zip(PAIRS, cells, strict=True)))
    return result


def _note(n: int, without_interval: bool) -> str:
    notes = []
    if n == 0:
        return "no article has a value"
    if n < SMALL_SAMPLE:
        notes.append(f"fewer than {SMALL_SAMPLE} articles")
    if without_interval:
        notes.append("no interval: " + ("one article" if n == 1 else "no variation"))
    return "; ".join(notes)


def _ordered(
    rows: list[dict[str, object]], columns: list[str], measures: Sequence[str]
) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=columns)
    order = table["measure"].map({name: i for i, name in enumerate(measures)})
    table = table.iloc[np.argsort(order.to_numpy(dtype=float), kind="stable")]
    if "strata" in columns:
        table = table.astype({"strata": "Int64"})
    return table.reset_index(drop=True)


def _adjusted(pairs: pd.DataFrame) -> pd.DataFrame:
    from scipy.stats import false_discovery_control

    if len(pairs):
        pairs["p_adjusted"] = false_discovery_control(pairs["p"].to_numpy(dtype=float))
    return pairs
