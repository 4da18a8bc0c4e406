"""Which groups have a row of their own in a figure, in what order, and what they are called.

Groups with few articles, and those beyond what a page has room for, are one row, the last: `*` in
the table, and in the figure "all other groups" with their number.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.figures.labels import label, outlet_link
from toolkit.study.grouping import Grouping, grouping

OTHERS = "*"
MOST = 24
"""Rows of a figure, so that none is higher than a page."""


@dataclass(frozen=True)
class Rows:
    """The groups drawn.

    Attributes
    ----------
    own : list of str
        Those with a row of their own, in order.
    folded : list of str
        Those that share the last row.
    grouping : Grouping
        Their labels and colours.
    """

    own: list[str]
    folded: list[str]
    grouping: Grouping

    @property
    def all(self) -> list[str]:
        """Every row, from first to last."""
        return [*self.own, *([OTHERS] if self.folded else [])]

    def fold(self, groups: pd.Series) -> pd.Series:
        """Give each its row: its group, or that of all others."""
        return groups.where(~groups.isin(self.folded), OTHERS)

    def name(self, row: str, language: str) -> str:
        """Give what a row is called."""
        if row != OTHERS or not self.folded:
            return self.grouping.label(row, language)
        return f"{label('words', 'other_groups', language)} ({len(self.folded)})"


def rows_of(
    groups: pd.Series, table: pd.DataFrame, by: str, *, least: int = 1, most: int = MOST
) -> Rows:
    """Choose the rows of a figure.

    Parameters
    ----------
    groups
        The group of each article.
    table
        Articles or scores, which may declare the groups of the column `by`.
    least
        Groups with fewer articles have no row of their own.
    most
        So many have one: those with most articles.

    Examples
    --------
    >>> groups = pd.Series(["خاص", "رسمي", "خاص", "دولي"])
    >>> rows = rows_of(groups, pd.DataFrame(), "camp", least=2)
    >>> rows.all, rows.name("*", "en")
    (['خاص', '*'], 'all other groups (2)')
    """
    known = grouping(by, table)
    counts = groups.dropna().astype(str).value_counts()
    names = known.sorted(counts.index)
    enough = [name for name in names if counts[name] >= least]
    largest = sorted(enough, key=lambda name: -int(counts[name]))[: max(most, 1)]
    own = [name for name in names if name in set(largest)]
    return Rows(own, [name for name in names if name not in set(largest)], known)


def row_link(row: str) -> str:
    """Give the address, within the report, of a row's articles.

    >>> row_link("*")
    '#articles'
    """
    return "#articles" if row == OTHERS else outlet_link(row)
