"""Index of contents: what each is made of, counted once for the many pairs to be weighed.

Stems, neighbouring stems and pairs of stems in order are weighted by how few contents they stand in
(Spärck Jones 1972).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from toolkit.measures.quotations.alignment import is_function
from toolkit.measures.quotations.matching.blocking import Ints
from toolkit.measures.quotations.matching.contents import Contents
from toolkit.measures.quotations.speakers import Speaker

Floats = NDArray[np.float64]

_SMALL_CORPUS = 5_000
_REACH = (1, 2, 3)  # how far apart in words a pair of stems in order may stand


@dataclass(frozen=True)
class Part:
    """Which units each content has, what each unit weighs, and each content's sum of weights."""

    units: sparse.csr_array
    weights: Floats
    total: Floats


@dataclass(frozen=True)
class Index:
    """What is known of each content; made by `index_contents`.

    Attributes
    ----------
    stems, words : Part
        Light stems, all and those of words with content.
    neighbours : Part
        Pairs of neighbouring stems.
    ordered : Part
        Pairs of stems in order, up to three words apart, that two contents or more have.
    direct, unclaimed : ndarray of bool
        Printed as the speaker's own words, in part at least; between quotation marks that no act
        claims.
    speakers : list of Speaker
    days : ndarray of float
    article : ndarray of int
    """

    stems: Part
    words: Part
    neighbours: Part
    ordered: Part
    direct: NDArray[np.bool_]
    unclaimed: NDArray[np.bool_]
    speakers: list[Speaker]
    days: Floats
    article: Ints


def index_contents(contents: Contents, speakers: list[Speaker]) -> Index:
    """Index contents; `speakers` are the reconciled ones, a content each."""
    count = len(contents)
    owner = contents.words.articles.astype(np.int64)
    stems = _incidence(owner, contents.stems.astype(np.int64), count)
    weights = _weights(stems)
    empty = _function_stems(contents, stems.shape[1])
    pairs = _neighbours(contents, owner, (1,))
    ordered = _incidence(*_neighbours(contents, owner, _REACH), count)
    kind = contents.table["kind"]
    return Index(
        stems=_part(stems, weights),
        words=_part(stems, np.where(empty, 0.0, weights)),
        neighbours=_part(neighbours := _incidence(*pairs, count), _weights(neighbours)),
        ordered=_part(*_repeated(ordered)),
        direct=(kind != "indirect").to_numpy(dtype=bool),
        unclaimed=contents.table["attribution"].isna().to_numpy(dtype=bool),
        speakers=speakers,
        days=contents.days,
        article=contents.table["article_id"].factorize()[0].astype(np.int64),
    )


def _part(units: sparse.csr_array, weights: Floats) -> Part:
    return Part(units, weights, units @ weights)


def _incidence(rows: Ints, columns: Ints, count: int) -> sparse.csr_array:
    size = int(columns.max(initial=0)) + 1
    codes = np.unique(rows * size + columns)
    shape = (count, size)
    return sparse.csr_array(
        (np.ones(len(codes)), (codes // size, codes % size)), shape=shape, dtype=np.float64
    )


def _weights(units: sparse.csr_array) -> Floats:
    often = np.bincount(units.indices, minlength=units.shape[1])
    # In a handful of contents every word is common; the weights are then those of a small corpus.
    return np.log(max(units.shape[0], _SMALL_CORPUS) / np.maximum(often, 1) + 1)


def _function_stems(contents: Contents, size: int) -> NDArray[np.bool_]:
    """Stems of words that have no content of their own."""
    listed = np.array([is_function(word) for word in contents.vocabulary], dtype=bool)
    empty = np.zeros(size, dtype=bool)
    if len(listed):
        empty[contents.stems[listed[contents.words.ids]]] = True
    return empty


def _neighbours(contents: Contents, owner: Ints, reach: tuple[int, ...]) -> tuple[Ints, Ints]:
    """Contents and the numbers of the pairs of stems, in order, that stand so far apart in them."""
    size = int(contents.stems.max(initial=0)) + 1
    stems = contents.stems.astype(np.int64)
    rows, codes = [], []
    for step in reach:
        inside = owner[step:] == owner[:-step]
        rows.append(owner[step:][inside])
        codes.append(stems[:-step][inside] * size + stems[step:][inside])
    numbers = pd.factorize(np.concatenate(codes))[0].astype(np.int64)
    return np.concatenate(rows), numbers


def _repeated(units: sparse.csr_array) -> tuple[sparse.csr_array, Floats]:
    """Only the units that two contents or more have: no other can be shared."""
    often = np.bincount(units.indices, minlength=units.shape[1])
    kept = np.flatnonzero(often > 1)
    weights = _weights(units)[kept]
    return sparse.csr_array(units[:, kept]), weights
