"""Counts of terms as a matrix of articles by terms, and what is drawn of it when it is resampled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.clustering import AUTO
from toolkit.comparison.log_odds import Part
from toolkit.comparison.moments import Floats
from toolkit.errors import InputError

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def cluster_column(counts: pd.DataFrame, cluster: str | None) -> str | None:
    """Name the column of articles that hang together, ``auto`` being the one that is there."""
    if cluster == AUTO:
        return "cluster" if "cluster" in counts.columns else None
    if cluster is not None and cluster not in counts.columns:
        found = ", ".join(map(str, counts.columns))
        raise InputError(f"counts: there is no column '{cluster}' of clusters; found: {found}")
    return cluster


def checked_counts(
    counts: pd.DataFrame, by: str, prior: float, cluster: str | None
) -> pd.DataFrame:
    """Give the columns that keyness reads, or say which of them it cannot read."""
    for column in ("article_id", by, "term"):
        if column not in counts.columns:
            found = ", ".join(map(str, counts.columns))
            raise InputError(f"counts: there is no column '{column}'; found: {found}")
    if prior <= 0:
        raise InputError(f"prior={prior}: the prior's weight in words must be above zero")
    tidy = counts[["article_id", by, "term"]].copy()
    tidy["count"] = counts["count"] if "count" in counts.columns else 1
    tidy = tidy.dropna()
    if cluster is not None:
        # An article that is in no cluster stands by itself.
        own = counts.loc[tidy.index, cluster].astype("string")
        tidy[cluster] = own.fillna("\x1f" + tidy["article_id"].astype("string"))
    if (tidy["count"] < 0).any():
        raise InputError("counts: a count cannot be negative")
    if (found_groups := tidy[by].nunique()) < 2:
        raise InputError(f"keyness: two groups are needed, column '{by}' has {found_groups}")
    if not tidy["count"].sum():
        raise InputError("counts: every count is zero, so no rates can be compared")
    return tidy


def term_matrix(
    tidy: pd.DataFrame, by: str, cluster: str | None
) -> tuple[list[str], NDArray[np.object_], csr_matrix, NDArray[np.intp], NDArray[np.intp]]:
    """Articles by terms, with each article's group and cluster.

    An article is one `article_id` of one group.
    """
    from scipy.sparse import csr_matrix

    article_keys = pd.MultiIndex.from_arrays([tidy[by].astype(str), tidy["article_id"].astype(str)])
    rows, articles = pd.factorize(article_keys, sort=True)
    columns, terms = pd.factorize(tidy["term"].astype(str).to_numpy(dtype=object), sort=True)
    values = tidy["count"].to_numpy(dtype=float)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(articles), len(terms)))
    of_article, groups = pd.factorize(np.array([key[0] for key in articles], dtype=object))
    clusters = np.arange(len(articles))
    if cluster is not None:
        clusters[rows] = pd.factorize(tidy[cluster])[0]
    return [str(g) for g in groups], terms, matrix, of_article, clusters


def merged(matrix: csr_matrix, clusters: NDArray[np.intp]) -> csr_matrix:
    """Sum the articles of each cluster."""
    from scipy.sparse import csr_matrix

    codes = np.unique(clusters, return_inverse=True)[1]
    size = (int(codes.max()) + 1, matrix.shape[0])
    return csr_matrix((np.ones(len(codes)), (codes, np.arange(len(codes)))), shape=size) @ matrix


def parts(
    matrix: csr_matrix,
    of_article: NDArray[np.intp],
    clusters: NDArray[np.intp],
    groups: Sequence[str],
) -> list[Part]:
    """Cut the words into what is drawn: each group's own clusters, or all groups' together."""
    own = [of_article == g for g in range(len(groups))]
    together = sum(len(np.unique(clusters[rows])) for rows in own) > len(np.unique(clusters))
    if not together:
        return [Part(merged(matrix[rows], clusters[rows]), group, False)
                for rows, group in zip(own, groups, strict=True)]  # fmt: skip
    return [Part(merged(matrix.multiply(rows[:, None]).tocsr(), clusters), group, True)
            for rows, group in zip(own, groups, strict=True)]  # fmt: skip


def sums(matrix: csr_matrix) -> Floats:
    """Add up each term over the articles."""
    return np.asarray(matrix.sum(axis=0), dtype=float).ravel()
