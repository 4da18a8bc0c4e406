"""What a comparison found: one row a group, one row a pair of groups, and how it was done."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

import pandas as pd

ESTIMATES = ["measure", "group", "n", "missing", "estimate", "low", "high", "note"]
PAIRS = [
    "measure",
    "group_a",
    "group_b",
    "n_a",
    "n_b",
    "strata",
    "difference",
    "low",
    "high",
    "cliffs_delta",
    "hedges_g",
    "p",
    "p_adjusted",
    "note",
]


@dataclass(frozen=True)
class Comparison:
    """Groups of articles compared on one measure or a family of them.

    Attributes
    ----------
    estimates : DataFrame
        `measure, group, n, missing, estimate, low, high, note`: n articles have a value,
        `missing` have none (or no weight) and were left out.
    pairs : DataFrame
        `measure, group_a, group_b, n_a, n_b, strata, difference, low, high, cliffs_delta,
        hedges_g, p, p_adjusted, note`: the difference is group_a minus group_b; `strata` counts
        those in which both have articles, missing where articles were not matched.
    by, weight, within : str
        The columns that made the groups, the weights and the strata.
    ungrouped : int
        Articles left out because their `by` (or `within`) is missing.
    interval : str
        How the intervals were made: `studentised` or `bca`.
    corrected : DataFrame or None
        Where hand-coded articles were given: estimates and differences, naive and corrected for
        the scorer's error (see `correct`).
    """

    estimates: pd.DataFrame
    pairs: pd.DataFrame
    by: str
    weight: str | None
    within: str | None
    resamples: int
    confidence: float
    seed: int
    ungrouped: int = 0
    interval: str = "studentised"
    corrected: pd.DataFrame | None = None

    @property
    def measures(self) -> list[str]:
        """The measures compared, in the order asked for."""
        return list(dict.fromkeys(self.estimates["measure"]))

    def of(self, measure: str) -> Comparison:
        """Give one measure's rows; p_adjusted stays that of the whole family."""
        return replace(
            self,
            estimates=_where(self.estimates, measure),
            pairs=_where(self.pairs, measure),
            corrected=None if self.corrected is None else _where(self.corrected, measure),
        )

    def to_frame(self) -> pd.DataFrame:
        """Give both tables as one tidy table, `kind` telling `estimate` from `difference`."""
        estimates = self.estimates.rename(columns={"group": "group_a", "n": "n_a"})
        pairs = self.pairs.rename(columns={"difference": "estimate"})
        both = pd.concat(
            [estimates.assign(kind="estimate"), pairs.assign(kind="difference")], ignore_index=True
        )
        first = ["measure", "kind", "group_a", "group_b", "n_a", "n_b", "estimate", "low", "high"]
        return both[first + [c for c in both.columns if c not in first]]

    def describe(self) -> str:
        """Say in a sentence or two how the numbers were made."""
        unit = f"share weighted by {self.weight}" if self.weight else "mean over articles"
        kind = "BCa" if self.interval == "bca" else "studentised"
        text = (
            f"Estimate: {unit}, by {self.by}. Intervals: {self.confidence:.0%} {kind} bootstrap by "
            f"article, {self.resamples} resamples, seed {self.seed}; shares of articles: Wilson's "
            "and Newcombe's. p: permutation, two-sided; "
            "p_adjusted: Benjamini–Hochberg over all pairs shown or compared with them."
        )
        if self.within:
            text += f" Differences are matched within {self.within}."
        if self.corrected is not None:
            text += " Corrected: by hand-coded articles and their sampling probabilities."
        if self.ungrouped:
            text += f" {self.ungrouped} articles without {self.by} or stratum were left out."
        return text

    def _repr_html_(self) -> str:
        parts = [_table(self.estimates)]
        if len(self.pairs):
            parts.append(_table(self.pairs.dropna(axis="columns", how="all")))
        if self.corrected is not None:
            parts.append(_table(self.corrected.dropna(axis="columns", how="all")))
        note = html.escape(self.describe())
        return f'<div dir="auto">{"".join(parts)}<p><small>{note}</small></p></div>'


def _where(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    return table[table["measure"] == measure].reset_index(drop=True)


def _table(table: pd.DataFrame) -> str:
    return str(table.to_html(index=False, border=0, na_rep="", float_format="{:.3g}".format))
