"""The groups of a report: those compared, in their order, and those too small, shown as articles."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.comparison.columns import group_labels
from toolkit.errors import InputError
from toolkit.figures.groups import OTHERS
from toolkit.figures.labels import label
from toolkit.study.grouping import Grouping, grouping


@dataclass(frozen=True)
class Groups:
    """What the articles of a report are grouped by.

    Attributes
    ----------
    by : str
        The column.
    of : Series
        Each article's group, by the index of the scores; missing where it has none.
    compared : list of str
        Groups with an estimate of some measure.
    small : list of str
        All others.
    grouping : Grouping
        Their labels.
    """

    by: str
    of: pd.Series
    compared: list[str]
    small: list[str]
    grouping: Grouping

    def name(self, group: str, language: str) -> str:
        """Give what a group, or the row of the small ones, is called."""
        if group == OTHERS and self.small:
            return f"{label('words', 'other_groups', language)} ({len(self.small)})"
        return self.grouping.label(group, language)

    def rows(self) -> list[tuple[str, pd.Series]]:
        """Each row of a panel with the articles in it: the groups compared, then the small ones."""
        rows = [(group, self.of == group) for group in self.compared]
        return rows + [(OTHERS, self.of.isin(self.small))] * bool(self.small)


def groups_of(scores: pd.DataFrame, estimates: pd.DataFrame, by: str) -> Groups:
    """Group a study's articles as its comparison did.

    Raises
    ------
    InputError
        The scores have no such column.
    """
    labels, _ = group_labels(scores.reset_index(drop=True), by, None)
    of = labels["group"].reindex(range(len(scores)))
    known = grouping(by, scores)
    everyone = known.sorted(of.dropna())
    compared = [group for group in everyone if group in set(estimates["group"])]
    unknown = sorted(set(estimates["group"]) - set(everyone))
    if unknown:
        raise InputError(f"comparison by {by}: the study's scores have no group {unknown[0]!r}")
    small = [group for group in everyone if group not in set(compared)]
    return Groups(by, of.set_axis(scores.index), compared, small, known)
