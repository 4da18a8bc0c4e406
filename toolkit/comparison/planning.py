"""Before the coding: how large a difference can so many articles show, and how many to code?

Both by simulation from scores that there are (a pilot, an earlier study), so that zeros and long
tails count. The smallest difference is that which a studentised test at 5 % finds with the power
asked for (Cohen 1988) among articles drawn again from those scores, whole clusters where they hang
together; the width is that of the corrected interval when so many of an outlet's articles are coded
as exactly as those coded so far.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.clustering import AUTO, find_clusters
from toolkit.comparison.coded import match_coded
from toolkit.comparison.columns import group_labels, measure_values, weight_values
from toolkit.comparison.corrected_groups import constant, rare_tuning
from toolkit.comparison.estimating import Drawn, solve
from toolkit.comparison.moments import Floats, moments, ratios
from toolkit.comparison.resampling import generator
from toolkit.comparison.units import Units, cluster_units, single_units
from toolkit.errors import InputError

ARTICLES = (10, 20, 40, 80, 160, 320)
CODED = (10, 20, 30, 50, 80, 120)
_STEPS = 40


@dataclass(frozen=True)
class Plan:
    """What so many articles, and so many coded ones, can show of a measure.

    Attributes
    ----------
    differences : DataFrame
        `articles` (an outlet), `smallest_difference`, in the measure's unit, and `of_spread`, the
        same in standard deviations of articles.
    coding : DataFrame
        `coded` (of an outlet's articles), `width` of the corrected mean's interval and
        `difference_width`; without rows where no coded articles were given.
    measure : str
    power, confidence : float
    runs, seed : int
    """

    differences: pd.DataFrame
    coding: pd.DataFrame
    measure: str
    power: float
    confidence: float
    runs: int
    seed: int

    def articles_for(self, difference: float) -> int | None:
        """Give the fewest articles an outlet tried that show such a difference; None if none do."""
        enough = self.differences[self.differences["smallest_difference"] <= difference]
        return int(enough["articles"].min()) if len(enough) else None

    def coded_for(self, width: float) -> int | None:
        """Give the fewest coded articles tried whose corrected mean is so narrow; None if none."""
        enough = self.coding[self.coding["width"] <= width]
        return int(enough["coded"].min()) if len(enough) else None

    def describe(self) -> str:
        """Say in a sentence or two how the numbers were made."""
        return (
            f"{self.measure}: smallest difference of two outlets that a studentised test at "
            f"{1 - self.confidence:.0%} finds with {self.power:.0%} power, and mean width of the "
            f"{self.confidence:.0%} interval after correction; {self.runs} simulated studies from "
            f"the scores given, seed {self.seed}."
        )

    def _repr_html_(self) -> str:
        shown = [t for t in (self.differences, self.coding) if len(t)]
        parts = [t.to_html(index=False, border=0, float_format="{:.3g}".format) for t in shown]
        note = html.escape(self.describe())
        return f'<div dir="auto">{"".join(parts)}<p><small>{note}</small></p></div>'


def plan(
    scores: pd.DataFrame,
    measure: str,
    *,
    by: str = "outlet",
    articles: Iterable[int] = ARTICLES,
    coded: pd.DataFrame | None = None,
    coding: Iterable[int] = CODED,
    per_outlet: int | None = None,
    weight: str | None = None,
    cluster: str | None = AUTO,
    power: float = 0.8,
    confidence: float = 0.95,
    runs: int = 400,
    seed: int = 0,
) -> Plan:
    """Say what a study of a measure could show.

    Parameters
    ----------
    scores : DataFrame
        Scored articles such as the study will have; their groups' means are taken out.
    articles : iterable of int
        Numbers of articles an outlet to try.
    coded : DataFrame, optional
        Articles of `scores` coded by hand, as in `correct`: they say how far the scorer errs.
    coding : iterable of int
        Numbers of coded articles an outlet to try.
    per_outlet : int, optional
        Articles an outlet will have when coding; by default as many as `scores` has on average.
    weight, cluster
        As in `compare`; with clusters whole ones are drawn until there are so many articles.
    power : float
    runs : int
        Simulated studies a row.

    Raises
    ------
    InputError
        Where there are too few articles to draw from, or an option makes no sense.

    Examples
    --------
    >>> scores = pd.DataFrame({"outlet": ["الخبر", "الرأي"] * 30,
    ...                        "praise_per_1000": [0.0, 0, 0, 2, 4, 9] * 10})
    >>> found = plan(scores, "praise_per_1000", articles=[10, 40, 160])
    >>> found.differences["smallest_difference"].is_monotonic_decreasing
    True
    """
    if not 0 < power < 1 or not 0 < confidence < 1:
        raise InputError("power and confidence are numbers between 0 and 1, such as 0.8 and 0.95")
    if runs < 100:
        raise InputError(f"runs={runs}: at least 100 are needed")
    labels, _ = group_labels(scores, by, None)
    kept = scores.loc[labels.index].reset_index(drop=True)
    group = labels["group"].to_numpy()
    values = measure_values(kept, [measure], reserved=(by,))[:, 0]
    weights = weight_values(kept, weight)
    there = np.isfinite(values) & np.isfinite(weights)
    if there.sum() < 10:
        raise InputError(f"measure '{measure}': {there.sum()} articles have it; 10 are needed")
    units = _units(kept[there], values[there], weights[there], group[there], cluster,
                   by=by, weighted=weight is not None)  # fmt: skip
    spread = float(np.sqrt(np.average(units.values[:, 0] ** 2, weights=units.weights)))
    rows = []
    for n in _counts(articles, "articles"):
        rng = generator(seed, "plan", measure, n)
        least = _smallest(units, n, there.sum() / len(units.values), power, confidence, runs, rng)
        rows.append((n, least, least / spread if spread > 0 else np.nan))
    differences = pd.DataFrame(rows, columns=["articles", "smallest_difference", "of_spread"])
    per_outlet = per_outlet or max(round(there.sum() / len(np.unique(group[there]))), 2)
    widths = [] if coded is None else [
        _width(kept, coded, measure, weights, n, per_outlet, confidence, runs, seed)
        for n in _counts(coding, "coding") if n <= per_outlet
    ]  # fmt: skip
    table = pd.DataFrame(widths, columns=["coded", "width", "difference_width"])
    return Plan(differences, table, measure, power, confidence, runs, seed)


def _counts(numbers: Iterable[int], name: str) -> list[int]:
    found = sorted(set(numbers))
    if not found or found[0] < 3:
        raise InputError(f"{name}: give numbers of articles, three or more each")
    return found


def _units(
    kept: pd.DataFrame,
    values: Floats,
    weights: Floats,
    group: NDArray[np.object_],
    cluster: str | None,
    *,
    by: str,
    weighted: bool,
) -> Units:
    """Give articles, or clusters, less their groups' means."""
    centred = values.copy()
    for name in np.unique(group):
        own = group == name
        centred[own] -= np.average(values[own], weights=weights[own])
    codes = find_clusters(kept, cluster, grouped_by=(by,)).codes
    none = np.full(len(values), "", dtype=object)
    weight = weights if weighted else None
    if codes is None:
        return single_units(centred[:, None], weight, group, none)
    return cluster_units(centred[:, None], weight, group, none, codes)


def _smallest(
    units: Units, n: int, per_unit: float, power: float, confidence: float, runs: int,
    rng: np.random.Generator,
) -> float:  # fmt: skip
    """Find the shift that the test finds with the power asked for, in simulated pairs of outlets.

    The same simulated studies serve for the test's critical value (without a difference) and its
    power (with one), so that the power rises with the difference.
    """
    size = max(round(n / per_unit), 2)
    found, errors = np.empty(runs), np.empty(runs)
    for run in range(runs):
        sides = [_drawn(units, size, rng) for _ in range(2)]
        found[run] = sides[0][0] - sides[1][0]
        errors[run] = np.sqrt(sides[0][1] + sides[1][1])
    some = errors > 0
    if some.mean() < 0.5:
        return float("nan")
    found, errors = found[some], errors[some]
    critical = np.quantile(np.abs(found / errors), confidence)
    low, high = 0.0, 1.0
    while (np.abs((found + high) / errors) >= critical).mean() < power:
        high *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        enough = (np.abs((found + middle) / errors) >= critical).mean() >= power
        low, high = (low, middle) if enough else (middle, high)
    return float(high)


def _drawn(units: Units, size: int, rng: np.random.Generator) -> tuple[float, float]:
    rows = rng.integers(0, len(units.values), size)
    columns, centre = moments(units.values[rows], units.weights_of(rows))
    mean, variance = ratios(columns.sum(axis=0), size, 1)
    return float(mean[0] + centre[0]), float(variance[0])


def _width(
    kept: pd.DataFrame, coded: pd.DataFrame, measure: str, weights: Floats, n: int, per_outlet: int,
    confidence: float, runs: int, seed: int,
) -> tuple[int, float, float]:  # fmt: skip
    """Give the mean width of the corrected interval when n of an outlet's articles are coded.

    An outlet's articles are drawn from those coded so far, each with its score and its coding.
    """
    from scipy.special import stdtrit

    table = match_coded(kept, coded, [measure])
    values = measure_values(kept, [measure], reserved=())[:, 0]
    by_hand = table.values[measure]
    pilot = np.flatnonzero(table.drawn.coded & np.isfinite(values) & np.isfinite(by_hand))
    if len(pilot) < 5:
        raise InputError(f"coded: {len(pilot)} articles have '{measure}'; 5 at least are needed")
    chance = 1 / table.drawn.probability[pilot]
    rng = generator(seed, "plan coding", measure, n)
    widths = []
    for _ in range(runs):
        rows = rng.choice(pilot, per_outlet, p=chance / chance.sum())
        chosen = np.arange(per_outlet) < n
        drawn = Drawn(chosen, np.full(per_outlet, n / per_outlet), np.zeros(per_outlet, np.intp))
        found = solve(constant(by_hand[rows], weights[rows]), constant(values[rows], weights[rows]),
                      drawn, tuning=rare_tuning(by_hand[rows[chosen]]))  # fmt: skip
        reach = stdtrit(found.freedom, (1 + confidence) / 2)
        widths.append(2 * reach * np.sqrt(found.covariance[0, 0]))
    return n, float(np.mean(widths)), float(np.mean(widths) * np.sqrt(2))
