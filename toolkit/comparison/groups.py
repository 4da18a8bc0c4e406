"""Compare groups of articles (outlets, countries, months, …) on one score or many.

The article is the unit, or the cluster of articles that hang together: intervals resample them,
tests deal them anew. A plain score is averaged over a group's articles; with `weight="words"` it
becomes the share of the group's words. All pairs of all measures compared in one call are one
family for Benjamini and Hochberg's false discovery rate (1995,
doi:10.1111/j.2517-6161.1995.tb02031.x). Where some articles are coded by hand, the estimates are
given once more, corrected for the scorer's error (`correction`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from toolkit.comparison.blocks import (
    SMALL_SAMPLE,
    Block,
    Options,
    blocks,
    each,
    ends_of,
    note_of,
    sample_of,
    share_size,
    within_bounds,
)
from toolkit.comparison.clustering import AUTO, Clusters, find_clusters
from toolkit.comparison.columns import (
    declared_measures,
    group_labels,
    measure_values,
    weight_values,
)
from toolkit.comparison.intervals import METHODS
from toolkit.comparison.ordinal import distribution_rows, distribution_table
from toolkit.comparison.pairs import pair_rows
from toolkit.comparison.proportions import wilson
from toolkit.comparison.resampling import Resampled
from toolkit.comparison.result import ESTIMATES, PAIRS, SMALL, Comparison
from toolkit.errors import InputError
from toolkit.measures.declaration import ScoreDeclaration
from toolkit.study.grouping import grouping

__all__ = ["SMALL_SAMPLE", "compare", "compare_all"]

Rows = list[dict[str, Any]]


def compare(
    scores: pd.DataFrame,
    measure: str | Sequence[str],
    *,
    by: str = "outlet",
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 0,
    weight: str | None = None,
    within: str | None = None,
    interval: str = "studentised",
    coded: pd.DataFrame | None = None,
    cluster: str | None = AUTO,
    smallest: float | Mapping[str, float] | None = None,
    least: int = 1,
    declarations: Iterable[ScoreDeclaration] = (),
) -> Comparison:
    """Compare groups of articles on one measure, or on a family of them.

    Parameters
    ----------
    scores : DataFrame
        One row an article.
    measure : str or list of str
        Columns of numbers or truth values; `p_adjusted` covers all of a list.
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
    interval : str
        `studentised`, or `bca` (too narrow below thirty articles). Shares of articles, of measures
        that are truth values, have Wilson's and Newcombe's.
    coded : DataFrame, optional
        Articles coded by hand: `article_id`, the measure, `sampling_probability`; the result has
        `corrected` estimates then.
    cluster : str or None
        The column of articles that hang together (an event, an agency's copy); by default copies
        and events that the table itself names, with a warning (`clustering`); None takes every
        article for independent.
    smallest : float, or a dict of measures to floats
        The smallest difference of interest: pairs have `p_equivalent` then.
    least : int
        Groups in which fewer articles have a measure are not compared on it, and stand in `small`.
    declarations : iterable of ScoreDeclaration
        Unit and bounds of columns of your own.

    Returns
    -------
    Comparison
        Without pairs where there is one group only. Groups come in the order that is declared of
        their column (`toolkit.declare_groups`), else by name.

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
    measures = [measure] if isinstance(measure, str) else list(measure)
    _check_options(measures, resamples, confidence, interval, least)
    if coded is not None and interval != METHODS[0]:
        raise InputError(f"interval='{interval}': corrected estimates have Student's alone")
    if "article_id" in scores.columns:
        # The draws go by position: a table in another order must give the same numbers.
        scores = scores.sort_values("article_id", kind="stable")
    labels, ungrouped = group_labels(scores, by, within)
    kept = scores.loc[labels.index]
    clusters = find_clusters(kept, cluster, grouped_by=(by, within),
                             strata=labels["stratum"] if within else None)  # fmt: skip
    options = Options(resamples, confidence, seed, weight is not None, interval,
                      clusters.codes is not None, _smallest(smallest, measures), least)  # fmt: skip
    declared = declared_measures(kept, measures, declarations, coded=coded)
    estimates, pairs, grades, small = _compared(
        kept, labels, declared, (by, within, weight), clusters, options
    )
    corrected = None
    if coded is not None:
        from toolkit.comparison.correction import correct_table

        corrected = correct_table(kept, coded, declared, labels, clusters, by=by, weight=weight,
                                  matched=within is not None, confidence=confidence)  # fmt: skip
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
        interval=interval,
        corrected=corrected,
        cluster=cluster,
        clustered_by=clusters.origin,
        smallest=dict(options.smallest),
        least=least,
        grouping=grouping(by, kept),
        small=_ordered(small, SMALL, measures),
        grades=distribution_table(grades) if grades else None,
    )


# The name under which a family is compared elsewhere.
compare_all = compare


def _check_options(
    measures: Sequence[str], resamples: int, confidence: float, interval: str, least: int
) -> None:
    if not measures or len(set(measures)) < len(measures):
        raise InputError("measures: give a list of column names, each once")
    if resamples < 100:
        raise InputError(f"resamples={resamples}: at least 100 are needed for an interval")
    if not 0 < confidence < 1:
        raise InputError(f"confidence={confidence}: give a number between 0 and 1, such as 0.95")
    if interval not in METHODS:
        raise InputError(f"interval='{interval}': allowed: {', '.join(METHODS)}")
    if least < 1:
        raise InputError(f"least={least}: a group has at least 1 article")


def _smallest(
    smallest: float | Mapping[str, float] | None, measures: Sequence[str]
) -> Mapping[str, float]:
    if smallest is None:
        return {}
    if not isinstance(smallest, Mapping):
        if len(measures) > 1:
            raise InputError("smallest: give a number for each measure, {'words': 50.0, …}")
        smallest = {measures[0]: smallest}
    for name, value in smallest.items():
        if name not in measures:
            raise InputError(f"smallest: '{name}' is not compared; compared: {', '.join(measures)}")
        if not value > 0:
            raise InputError(f"smallest: {value} for '{name}'; it must be above zero")
    return smallest


def _compared(
    kept: pd.DataFrame,
    labels: pd.DataFrame,
    declared: Sequence[ScoreDeclaration],
    columns: tuple[str, str | None, str | None],
    clusters: Clusters,
    options: Options,
) -> tuple[Rows, Rows, Rows, Rows]:
    by, within, weight = columns
    weights = weight_values(kept, weight)
    values = measure_values(kept, [d.name for d in declared], reserved=(by, within))
    values = np.where(np.isfinite(weights)[:, None], values, np.nan)
    groups = grouping(by, kept).sorted(labels["group"])
    estimates: Rows = []
    pairs: Rows = []
    grades: Rows = []
    small: Rows = []
    for block, present in blocks(
        declared, values, weights, labels, clusters, weighted=options.weighted
    ):
        sizes = {group: block.members(group).size for group in groups}
        there = [g for g in groups if sizes[g] >= options.least]
        drawn = each(partial(_drawn, block, options), there)
        samples = dict(zip(there, drawn, strict=True))
        absent = labels["group"][~present].value_counts()
        for group in groups:
            missing = int(absent.get(group, 0))
            if sizes[group] < options.least and options.least > 1:
                small += [{"measure": m, "group": group, "n": sizes[group], "missing": missing}
                          for m in block.names]  # fmt: skip
                continue
            estimates += group_rows(block, group, missing, samples.get(group), options)
        pairs += pair_rows(block, samples, options, matched=within is not None)
        grades += _grade_rows(block, there, options)
    return estimates, pairs, grades, small


def _drawn(block: Block, options: Options, group: str) -> Resampled:
    return sample_of(block.units, block.units.members(group), options, group)


def group_rows(
    block: Block, group: str, missing: int, sample: Resampled | None, options: Options
) -> Rows:
    """Give a group's estimate of each measure of a block, a row each; no sample, no estimate."""
    m = len(block.names)
    n, units = block.members(group).size, block.units.members(group).size
    estimate, ends = np.full(m, np.nan), np.full((m, 2), np.nan)
    score = block.truth & (not options.weighted)
    if sample is not None:
        estimate, ends = sample.estimate, within_bounds(ends_of(sample, options), block.bounds)
        if score.any():
            shares, variance = estimate[score], np.nan_to_num(sample.variance[score])
            # Without clusters the articles themselves are counted, exactly.
            size = share_size(shares, variance, units) if options.clustered else units
            ends[score] = wilson(shares, size, confidence=options.confidence)
    rows = []
    for j, (name, declared) in enumerate(zip(block.names, block.declared, strict=True)):
        without = "" if np.isfinite(ends[j, 0]) else _reason(n, units)
        few = units if options.clustered else None
        kind = "Wilson" if score[j] else options.method
        row = {"measure": name, "group": group, "n": n, "missing": missing}
        row |= {"clusters": few, "estimate": estimate[j], "low": ends[j, 0], "high": ends[j, 1]}
        row |= {"interval": "" if without else kind}
        row["note"] = note_of(n, declared, clusters=few, no_interval=without)
        rows.append(row)
    return rows


def _reason(n: int, units: int) -> str:
    return "one article" if n == 1 else "one cluster" if units == 1 else "no variation"


def _grade_rows(block: Block, groups: Sequence[str], options: Options) -> Rows:
    """Give the distribution of measures that are grades."""
    rows: Rows = []
    for j, declared in enumerate(block.declared):
        if declared.ordinal:
            sizes = {group: _worth(block, group) for group in groups}
            rows += distribution_rows(declared.name, block.values[:, j], block.weights, block.group,
                                      sizes, options.confidence)  # fmt: skip
    return rows


def _worth(block: Block, group: str) -> float:
    """So many independent articles of one weight a group is worth (Kish)."""
    units = block.units.members(group)
    if block.units.weights is None:
        return float(len(units))
    weights = block.units.weights[units]
    return float(weights.sum() ** 2 / (weights**2).sum())


def _ordered(rows: Rows, columns: list[str], measures: Sequence[str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=columns)
    order = table["measure"].map({name: i for i, name in enumerate(measures)})
    table = table.iloc[np.argsort(order.to_numpy(dtype=float), kind="stable")]
    counts = [c for c in ("clusters", "strata", "clusters_a", "clusters_b") if c in columns]
    numbers = [c for c in ("p_ordinal", "p_equivalent", "undone_by") if c in columns]
    table = table.astype(dict.fromkeys(counts, "Int64") | dict.fromkeys(numbers, "float64"))
    return table.reset_index(drop=True)


def _adjusted(pairs: pd.DataFrame) -> pd.DataFrame:
    from scipy.stats import false_discovery_control

    if len(pairs):
        pairs["p_adjusted"] = false_discovery_control(pairs["p"].to_numpy(dtype=float))
    return pairs
