"""What a comparison found: one row a group, one row a pair of groups, and how it was done."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.study.grouping import Grouping

if TYPE_CHECKING:
    from toolkit.comparison.publishing import PublishedTable

ESTIMATES = [
    *("measure", "group", "n", "clusters", "missing", "estimate", "low", "high", "interval"),
    "note",
]
PAIRS = [
    *("measure", "group_a", "group_b", "n_a", "n_b", "clusters_a", "clusters_b", "strata"),
    *("difference", "low", "high", "interval", "cliffs_delta", "delta_low", "delta_high"),
    *("hedges_g", "g_low", "g_high", "p", "p_adjusted", "p_ordinal", "p_equivalent", "undone_by"),
    "note",
]
SMALL = ["measure", "group", "n", "missing"]


@dataclass(frozen=True)
class Comparison:
    """Groups of articles compared on one measure or a family of them.

    Attributes
    ----------
    estimates : DataFrame
        `measure, group, n, clusters, missing, estimate, low, high, interval, note`: n articles (of
        so many clusters, where they hang together) have a value, `missing` have none (or no
        weight) and were left out; `interval` names how low and high were made.
    pairs : DataFrame
        `measure, group_a, group_b, n_a, n_b, clusters_a, clusters_b, strata, difference, low, high,
        interval, cliffs_delta, delta_low, delta_high, hedges_g, g_low, g_high, p, p_adjusted,
        p_ordinal, p_equivalent, undone_by, note`: the difference is group_a minus group_b; `strata`
        counts those in which both have articles, missing where articles were not matched;
        `p_ordinal` tests grades as grades (not adjusted); `p_equivalent` is that of the test of
        equivalence; `undone_by` is the error of the scorer on one group alone that would bring an
        end of the interval to zero, missing where zero lies within.
    by, weight, within, cluster : str
        The columns that made the groups, the weights, the strata and the clusters.
    ungrouped : int
        Articles left out because their `by` (or `within`) is missing.
    interval : str
        How the intervals were made: `studentised` or `bca`.
    corrected : DataFrame or None
        Where hand-coded articles were given: estimates and differences, naive and corrected for
        the scorer's error (see `correct`).
    clustered_by : str
        What made clusters, in words; empty where every article stands by itself.
    smallest : dict of str to float
        The smallest differences of interest.
    grades : DataFrame or None
        Of measures that are grades: `measure, group, grade, n, share, low, high` (Wilson's).
    least : int
        So many articles a group must have to be compared.
    grouping : Grouping
        Order, labels and colours of the groups, as declared.
    small : DataFrame
        `measure, group, n, missing`: the groups with fewer, to be shown as articles.
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
    cluster: str | None = None
    clustered_by: str = ""
    smallest: Mapping[str, float] = field(default_factory=dict)
    grades: pd.DataFrame | None = None
    least: int = 1
    grouping: Grouping = field(default_factory=Grouping)
    small: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=SMALL))

    @property
    def measures(self) -> list[str]:
        """The measures compared, in the order asked for."""
        return list(dict.fromkeys([*self.estimates["measure"], *self.small["measure"]]))

    def of(self, measure: str) -> Comparison:
        """Give one measure's rows; p_adjusted stays that of the whole family."""
        corrected, grades = (
            None if table is None else _where(table, measure)
            for table in (self.corrected, self.grades)
        )
        return replace(
            self,
            estimates=_where(self.estimates, measure),
            pairs=_where(self.pairs, measure),
            small=_where(self.small, measure),
            corrected=corrected,
            grades=grades,
        )

    def to_frame(self) -> pd.DataFrame:
        """Give all tables as one tidy table; `kind` tells `estimate` from `difference`.

        `method` is `scored` for what rests on the scores alone, and `naive` or `corrected` where
        hand-coded articles were given.
        """
        estimates = self.estimates.rename(columns={"group": "group_a", "n": "n_a"})
        pairs = self.pairs.rename(columns={"difference": "estimate"})
        parts = [estimates.assign(kind="estimate", method="scored"),
                 pairs.assign(kind="difference", method="scored")]  # fmt: skip
        if self.corrected is not None:
            kinds = self.corrected["group_b"].isna().map({True: "estimate", False: "difference"})
            parts.append(self.corrected.rename(columns={"n": "n_a"}).assign(kind=kinds))
        both = pd.concat(parts, ignore_index=True)
        first = ["measure", "kind", "method", "group_a", "group_b", "n_a", "n_b", "estimate", "low",
                 "high", "interval"]  # fmt: skip
        return both[first + [c for c in both.columns if c not in (*first, "note")] + ["note"]]

    def table(self, *, what: str = "estimates", language: str = "en") -> PublishedTable:
        """Give a table to publish, rounded and labelled: see `publishing.PublishedTable`.

        Parameters
        ----------
        what : str
            `estimates`, `differences`, `corrected` or `grades`.
        language : str
            `en` or `ar`.

        Examples
        --------
        >>> from toolkit.comparison import compare
        >>> scores = pd.DataFrame({"outlet": ["الخبر"] * 12 + ["الرأي"] * 12,
        ...                        "praise_per_1000": [0, 1, 2] * 4 + [6, 7, 8] * 4})
        >>> "الخبر" in compare(scores, "praise_per_1000").table(language="ar").to_html()
        True
        """
        from toolkit.comparison.publishing import published

        return published(self, what, language)

    def say(
        self,
        group: str,
        against: str | None = None,
        *,
        measure: str | None = None,
        language: str = "en",
    ) -> str:
        """Write one finding as it stands in a sentence: estimate, interval, n, the test.

        Parameters
        ----------
        group : str
            Whose estimate, or the first of a pair.
        against : str, optional
            The group that it is compared with: the difference then, `group` minus `against`; what
            has too few articles, or no stratum in common, is said to be not compared.
        measure : str, optional
            Which of several.
        language : str
            `en` or `ar`.

        Raises
        ------
        InputError
            Where there is no such group, measure or language.

        Examples
        --------
        >>> from toolkit.comparison import compare
        >>> scores = pd.DataFrame({"outlet": ["الخبر"] * 12 + ["الرأي"] * 12,
        ...                        "praise_per_1000": [0, 1, 2] * 4 + [6, 7, 8] * 4})
        >>> compare(scores, "praise_per_1000").say("الخبر", "الرأي")
        '-6.00 [-6.68, -5.27], n = 12 and 12, adjusted p < .001'
        """
        from toolkit.comparison.saying import said

        return said(self, group, against, measure, language)

    def describe(self) -> str:
        """Give a methods paragraph: how the numbers were made, and by which versions."""
        from toolkit.comparison.describing import methods_paragraph

        return methods_paragraph(self)

    def sensitivity(self) -> list[str]:
        """Say how far the scorer would have to err on one group to undo each finding.

        Examples
        --------
        >>> from toolkit.comparison import compare
        >>> scores = pd.DataFrame({"outlet": ["الخبر"] * 12 + ["الرأي"] * 12,
        ...                        "praise_per_1000": [0, 1, 2] * 4 + [6, 7, 8] * 4})
        >>> print(compare(scores, "praise_per_1000").sensitivity()[0])
        praise_per_1000: the scorer would have to err by ... more on الرأي than on الخبر ...
        """
        from toolkit.comparison.describing import sensitivity_lines

        return sensitivity_lines(self)

    def _repr_html_(self) -> str:
        tables = [self.estimates, self.pairs, self.corrected, self.grades]
        shown = [t for t in tables if t is not None and len(t)]
        parts = [_table(t.dropna(axis="columns", how="all")) for t in shown]
        note = html.escape(self.describe())
        return f'<div dir="auto">{"".join(parts)}<p><small>{note}</small></p></div>'


def _where(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    return table[table["measure"] == measure].reset_index(drop=True)


def _table(table: pd.DataFrame) -> str:
    return str(table.to_html(index=False, border=0, na_rep="", float_format="{:.3g}".format))
