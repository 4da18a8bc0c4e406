"""Compare groups of articles (outlets, countries, months, …) on one score or many.

The article is the unit: intervals resample articles, tests deal articles anew. A plain score is
averaged over a group's articles; with `weight="words"` it becomes the share of the group's words.
All pairs of all measures compared in one call are one family for Benjamini and Hochberg's false
discovery rate (1995, doi:10.1111/j.2517-6161.1995.tb02031.x). Where some articles are coded by
hand, the estimates are given once more, corrected for the scorer's error (`correction`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

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
)
from toolkit.comparison.columns import group_labels, measure_values, weight_values
from toolkit.comparison.intervals import METHODS, within_range
from toolkit.comparison.pairs import pair_rows
from toolkit.comparison.proportions import wilson
from toolkit.comparison.resampling import Resampled
from toolkit.comparison.result import ESTIMATES, PAIRS, Comparison
from toolkit.errors import InputError

__all__ = ["SMALL_SAMPLE", "compare", "compare_all"]


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
        `studentised`, or `bca` (too narrow below thirty articles). Shares of articles, measures
        of nothing but zero and one, have Wilson's and Newcombe's.
    coded : DataFrame, optional
        Articles coded by hand: `article_id`, the measure, `sampling_probability`; the result has
        `corrected` estimates then.

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
    measures = [measure] if isinstance(measure, str) else list(measure)
    _check_options(measures, resamples, confidence, interval)
    if "article_id" in scores.columns:
        # The draws go by position: a table in another order must give the same numbers.
        scores = scores.sort_values("article_id", kind="stable")
    labels, ungrouped = group_labels(scores, by, within)
    options = Options(resamples, confidence, seed, weight is not None, interval)
    estimates, pairs = _compared(scores.loc[labels.index], labels, measures, (by, within, weight),
                                 options)  # fmt: skip
    corrected = None
    if coded is not None:
        from toolkit.comparison.correction import correct

        corrected = correct(scores, coded, measures, by=by, weight=weight, confidence=confidence)
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
    )


# The name under which a family is compared elsewhere.
compare_all = compare


def _check_options(
    measures: Sequence[str], resamples: int, confidence: float, interval: str
) -> None:
    if not measures or len(set(measures)) < len(measures):
        raise InputError("measures: give a list of column names, each once")
    if resamples < 100:
        raise InputError(f"resamples={resamples}: at least 100 are needed for an interval")
    if not 0 < confidence < 1:
        raise InputError(f"confidence={confidence}: give a number between 0 and 1, such as 0.95")
    if interval not in METHODS:
        raise InputError(f"interval='{interval}': allowed: {', '.join(METHODS)}")


def _compared(
    kept: pd.DataFrame,
    labels: pd.DataFrame,
    measures: list[str],
    columns: tuple[str, str | None, str | None],
    options: Options,
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    by, within, weight = columns
    weights = weight_values(kept, weight)
    values = measure_values(kept, measures, reserved=(by, within))
    values = np.where(np.isfinite(weights)[:, None], values, np.nan)
    groups = sorted(labels["group"].unique())
    estimates: list[dict[str, object]] = []
    pairs: list[dict[str, object]] = []
    for block, present in blocks(measures, values, weights, labels):
        there = [g for g in groups if block.members(g).size]
        drawn = each(partial(_drawn, block, options), there)
        samples = dict(zip(there, drawn, strict=True))
        absent = labels["group"][~present].value_counts()
        for group in groups:
            missing = int(absent.get(group, 0))
            estimates += _group_rows(block, group, missing, samples.get(group), options)
        pairs += pair_rows(block, samples, options, matched=within is not None)
    return estimates, pairs


def _drawn(block: Block, options: Options, group: str) -> Resampled:
    return sample_of(block, block.members(group), options, group)


def _group_rows(
    block: Block, group: str, missing: int, sample: Resampled | None, options: Options
) -> list[dict[str, object]]:
    m = len(block.names)
    n = block.members(group).size
    estimate, ends = np.full(m, np.nan), np.full((m, 2), np.nan)
    if sample is not None:
        estimate, ends = sample.estimate, within_range(ends_of(sample, options), block.values)
        if not options.weighted:
            shares = estimate[block.truth]
            ends[block.truth] = wilson(shares, n, confidence=options.confidence)
    rows = []
    for j, name in enumerate(block.names):
        note = note_of(n, without_interval=bool(np.isnan(ends[j, 0])))
        cells = (name, group, n, missing, estimate[j], *ends[j], note)
        rows.append(dict(zip(ESTIMATES, cells, strict=True)))
    return rows


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
