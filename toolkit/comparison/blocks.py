"""Measures that have their values in the same articles, taken together so as to share their draws."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.clustering import Clusters
from toolkit.comparison.intervals import interval
from toolkit.comparison.moments import Floats
from toolkit.comparison.resampling import Resampled, generator, resample
from toolkit.comparison.units import Units, cluster_units, single_units
from toolkit.measures.declaration import ScoreDeclaration

SMALL_SAMPLE = 10

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Options:
    """How a comparison is made."""

    resamples: int
    confidence: float
    seed: int
    weighted: bool
    method: str
    clustered: bool
    smallest: Mapping[str, float]
    least: int = 1


@dataclass(frozen=True)
class Block:
    """Measures and the articles that have them.

    Attributes
    ----------
    declared : list of ScoreDeclaration
        What each measure is.
    values : array (n, m)
    weights : array (n,)
    group, stratum : array (n,) of str
    cluster : array (n,) of int
        Each article's; its own where it stands by itself.
    units : Units
        What is resampled and dealt: articles, or clusters' parts.
    """

    names: list[str]
    declared: list[ScoreDeclaration]
    values: Floats
    weights: Floats
    group: NDArray[np.object_]
    stratum: NDArray[np.object_]
    cluster: NDArray[np.intp]
    units: Units

    def members(self, group: str) -> NDArray[np.intp]:
        """Give the rows of a group's articles."""
        return np.flatnonzero(self.group == group)

    @property
    def truth(self) -> NDArray[np.bool_]:
        """Measures that are truth values, so that their mean is a share of articles."""
        return np.array([declared.unit == "truth" for declared in self.declared])

    @property
    def bounds(self) -> Floats:
        """The least and the greatest that each measure can be, array (m, 2)."""
        return np.array([[declared.lower, declared.upper] for declared in self.declared])


def blocks(
    declared: Sequence[ScoreDeclaration],
    values: Floats,
    weights: Floats,
    labels: pd.DataFrame,
    clusters: Clusters,
    *,
    weighted: bool,
) -> Iterator[tuple[Block, NDArray[np.bool_]]]:
    """Cut a table into blocks; with each, which articles of the table are in it."""
    patterns: dict[bytes, list[int]] = {}
    for j in range(values.shape[1]):
        patterns.setdefault(np.isfinite(values[:, j]).tobytes(), []).append(j)
    for pattern in patterns.values():
        present = np.isfinite(values[:, pattern[0]])
        own = values[present][:, pattern]
        group, stratum = (labels[name].to_numpy()[present] for name in ("group", "stratum"))
        weight = weights[present] if weighted else None
        codes = clusters.of(present).codes
        units = (single_units(own, weight, group, stratum) if codes is None
                 else cluster_units(own, weight, group, stratum, codes))  # fmt: skip
        block = Block(
            names=[declared[j].name for j in pattern],
            declared=[declared[j] for j in pattern],
            values=own,
            weights=weights[present],
            group=group,
            stratum=stratum,
            cluster=np.arange(len(own)) if codes is None else codes,
            units=units,
        )
        yield block, present


def sample_of(units: Units, rows: NDArray[np.intp], options: Options, *names: object) -> Resampled:
    """Bootstrap some of a block's units; the names give the draws a generator of their own."""
    rng = generator(options.seed, "bootstrap", *names)
    return resample(units.values[rows], units.weights_of(rows), options.resamples, rng)


def ends_of(sample: Resampled, options: Options, confidence: float | None = None) -> Floats:
    """Give the interval that the options ask for."""
    return interval(sample, confidence=confidence or options.confidence, method=options.method)


def within_bounds(ends: Floats, bounds: Floats) -> Floats:
    """Keep ends of intervals, array (m, 2), within what their measures can be.

    >>> within_bounds(np.array([[-0.1, 3.086]]), np.array([[0.0, 3.0]])).tolist()
    [[0.0, 3.0]]
    """
    return np.clip(ends, bounds[:, :1], bounds[:, 1:])


def share_size(share: Floats, variance: Floats, units: int) -> Floats:
    """Give how many independent articles would make each share as sure as it is.

    A share of nothing or all has no variance to go by; its units are counted.
    """
    spread = share * (1 - share)
    known = (variance > 0) & (spread > 0)
    return np.where(known, spread / np.where(known, variance, 1.0), float(units))


def note_of(n: int, declared: ScoreDeclaration, *, clusters: int | None, no_interval: str) -> str:
    """Say what a reader must know of an estimate from n articles."""
    if n == 0:
        needs = f": it needs {declared.precondition}" if declared.precondition else ""
        return f"no article has a value{needs}"
    notes = []
    if n < SMALL_SAMPLE:
        notes.append(f"fewer than {SMALL_SAMPLE} articles")
    elif clusters is not None and clusters < SMALL_SAMPLE:
        notes.append(f"fewer than {SMALL_SAMPLE} clusters")
    if no_interval:
        notes.append(f"no interval: {no_interval}")
    return "; ".join(notes)


def each(work: Callable[[_Item], _Result], items: Sequence[_Item]) -> list[_Result]:
    """Map over threads, one a processor; each item has a generator of its own.

    The linear algebra library keeps to one thread meanwhile: threads of threads hinder each other.
    """
    from threadpoolctl import threadpool_limits

    with (
        threadpool_limits(limits=1, user_api="blas"),
        ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool,
    ):
        return list(pool.map(work, items))
