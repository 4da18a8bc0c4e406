"""Measures that have their values in the same articles, taken together so as to share their draws."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.intervals import interval
from toolkit.comparison.moments import Floats
from toolkit.comparison.resampling import Resampled, generator, resample

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


@dataclass(frozen=True)
class Block:
    """Measures and the articles that have them.

    Attributes
    ----------
    values : array (n, m)
    weights : array (n,)
    truth : array (m,) of bool
        Measures that are nothing but zero and one.
    group, stratum : array (n,) of str
    """

    names: list[str]
    values: Floats
    weights: Floats
    truth: NDArray[np.bool_]
    group: NDArray[np.object_]
    stratum: NDArray[np.object_]

    def members(self, group: str) -> NDArray[np.intp]:
        """Give the rows of a group's articles."""
        return np.flatnonzero(self.group == group)


def blocks(
    names: Sequence[str], values: Floats, weights: Floats, labels: pd.DataFrame
) -> Iterator[tuple[Block, NDArray[np.bool_]]]:
    """Cut a table into blocks; with each, which articles of the table are in it."""
    patterns: dict[bytes, list[int]] = {}
    for j in range(values.shape[1]):
        patterns.setdefault(np.isfinite(values[:, j]).tobytes(), []).append(j)
    for pattern in patterns.values():
        present = np.isfinite(values[:, pattern[0]])
        own = values[present][:, pattern]
        block = Block(
            names=[names[j] for j in pattern],
            values=own,
            weights=weights[present],
            truth=((own == 0) | (own == 1)).all(axis=0),
            group=labels["group"].to_numpy()[present],
            stratum=labels["stratum"].to_numpy()[present],
        )
        yield block, present


def sample_of(block: Block, rows: NDArray[np.intp], options: Options, *names: object) -> Resampled:
    """Bootstrap some of the block's articles; the names give the draws a generator of their own."""
    weights = block.weights[rows] if options.weighted else None
    rng = generator(options.seed, "bootstrap", *names)
    return resample(block.values[rows], weights, options.resamples, rng)


def ends_of(sample: Resampled, options: Options) -> Floats:
    """Give the interval that the options ask for."""
    return interval(sample, confidence=options.confidence, method=options.method)


def note_of(n: int, *, without_interval: bool) -> str:
    """Say what a reader must know of an estimate from n articles."""
    notes = []
    if n == 0:
        return "no article has a value"
    if n < SMALL_SAMPLE:
        notes.append(f"fewer than {SMALL_SAMPLE} articles")
    if without_interval:
        notes.append("no interval: " + ("one article" if n == 1 else "no variation"))
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
