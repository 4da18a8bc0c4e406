"""Which articles hang together, and are no independent witnesses of their outlets.

Copies of one agency's text, articles that repeat one another, and what several outlets wrote on one
event on one day make one cluster: it is drawn, dealt and summed as a whole. Where nobody says which
articles those are, the table's own columns do, and a warning says so: `duplicate_of` and `copy_of`
(articles that are copies, by `article_id`), and `event` with the day of `published`.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.errors import InputError

AUTO = "auto"
_LINKS = ("duplicate_of", "copy_of")


class ClusterWarning(UserWarning):
    """Articles were taken together that nobody had said belong together."""


@dataclass(frozen=True)
class Clusters:
    """Each article's cluster.

    Attributes
    ----------
    codes : array (n,) of int, or None
        None where every article stands by itself.
    origin : str
        What made them, in words.
    """

    codes: NDArray[np.intp] | None
    origin: str = ""

    def of(self, rows: NDArray[np.bool_]) -> Clusters:
        """Give some articles' clusters."""
        return self if self.codes is None else Clusters(self.codes[rows], self.origin)


def find_clusters(
    table: pd.DataFrame,
    cluster: str | None = AUTO,
    *,
    grouped_by: tuple[str | None, ...] = (),
    strata: pd.Series | None = None,
) -> Clusters:
    """Say which articles of a table belong together.

    Parameters
    ----------
    table : DataFrame
        One row an article.
    cluster : str or None
        A column whose equal values make a cluster (an article without a value stands by itself);
        `auto` looks for copies and events and warns where it finds some; None takes every article
        for independent.
    grouped_by : tuple of str
        Columns that make groups or strata, which are no clusters.
    strata : Series, optional
        Each article's stratum. A cluster that lies in two is refused; one found by `auto` is cut.

    Raises
    ------
    InputError
        Where there is no such column, or a cluster lies in two strata.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["1", "2", "3"], "event": ["قمة مراكش"] * 2 + [None]})
    >>> find_clusters(table, "event").codes.tolist()
    [0, 0, 1]
    """
    if cluster is None or not len(table):
        return Clusters(None)
    if cluster == AUTO:
        return _found(table, grouped_by, strata)
    if cluster not in table.columns:
        allowed = ", ".join(map(str, table.columns))
        raise InputError(f"cluster '{cluster}' is not a column of the table; allowed: {allowed}")
    codes = _own_where_missing(table[cluster])
    if strata is not None:
        strata_of = pd.Series(strata.to_numpy()).groupby(codes).nunique()
        if (strata_of > 1).any():
            place = int(np.flatnonzero(codes == strata_of.index[strata_of > 1][0])[0])
            raise InputError(
                f"cluster '{cluster}': '{table[cluster].iloc[place]}' lies in two strata; matched "
                "articles must be clustered within their strata: give a cluster that does, or no "
                "within"
            )
    return Clusters(codes, f"the column {cluster}")


def _found(
    table: pd.DataFrame, grouped_by: tuple[str | None, ...], strata: pd.Series | None
) -> Clusters:
    links, origin = _links(table, grouped_by)
    if not links:
        return Clusters(None)
    codes = _connected(len(table), links)
    if strata is not None:
        # What was found, not said, to belong together is cut where it would undo the matching.
        codes = pd.MultiIndex.from_arrays([codes, strata.astype("str")]).factorize()[0]
    sizes = np.bincount(codes)
    if sizes.max() < 2:
        return Clusters(None)
    together = int(sizes[sizes > 1].sum())
    what = " and ".join(origin)
    warnings.warn(
        f"{together} of {len(table)} articles are no independent ones ({what}): they are taken "
        f"together, {len(sizes)} clusters in all. Give cluster= a column of your own, or "
        "cluster=None to take each for independent",
        ClusterWarning,
        stacklevel=5,
    )
    return Clusters(codes.astype(np.intp), what)


def _links(
    table: pd.DataFrame, grouped_by: tuple[str | None, ...]
) -> tuple[list[NDArray[np.object_]], list[str]]:
    """Give columns of labels, missing where none; articles of one label belong together."""
    links: list[NDArray[np.object_]] = []
    origin = []
    if "article_id" in table:
        for name in _LINKS:
            if name in table and table[name].notna().any():
                whole = table[name].astype("string").fillna(table["article_id"].astype("string"))
                links.append(_labels(whole))
                origin.append(name)
        if links:
            links.append(_labels(table["article_id"].astype("string")))
    if {"event", "published"} <= set(table.columns) and "event" not in grouped_by:
        day = pd.to_datetime(table["published"], errors="coerce", utc=True).dt.strftime("%Y-%m-%d")
        both = table["event"].astype("string") + "\x1f" + day.astype("string")
        if both.dropna().duplicated().any():
            links.append(np.where(both.isna(), None, "\x1fevent" + both.fillna("")))
            origin.append("the same event and day")
    return links, origin


def _labels(column: pd.Series) -> NDArray[np.object_]:
    return np.where(column.isna(), None, column.fillna("").to_numpy(dtype=object))


def _connected(n: int, links: list[NDArray[np.object_]]) -> NDArray[np.intp]:
    """Number the connected parts of articles and labels."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    rows = np.concatenate([np.flatnonzero(pd.notna(column)) for column in links])
    labels = np.concatenate([column[pd.notna(column)] for column in links])
    codes, names = pd.factorize(labels)
    size = n + len(names)
    graph = coo_array((np.ones(len(rows)), (rows, n + codes)), shape=(size, size))
    _, found = connected_components(graph, directed=False)
    return np.asarray(np.unique(found[:n], return_inverse=True)[1], dtype=np.intp)


def _own_where_missing(column: pd.Series) -> NDArray[np.intp]:
    codes, names = pd.factorize(column.astype("string"))
    alone = codes < 0
    codes = codes.astype(np.intp)
    codes[alone] = len(names) + np.arange(int(alone.sum()))
    return codes
