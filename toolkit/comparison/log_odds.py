"""How far a term's rate in one group lies from that in the others: log-odds, G², and their spread.

Log-odds with an informative Dirichlet prior are those of Monroe, Colaresi and Quinn (2008,
doi:10.1093/pan/mpn018); G² is Dunning's likelihood ratio (1993). Standard errors come from bootstrap
resamples of whole articles, or clusters of them, since the words of one article are not independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.moments import Floats
from toolkit.comparison.resampling import generator, resampled_counts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def log_odds(
    own: Floats, rest: Floats, own_total: Floats, rest_total: Floats, pseudo: Floats, prior: float
) -> Floats:
    """Give the log-odds ratio of terms under the prior (Monroe et al., equation 16).

    Shapes broadcast: terms in the last axis, resamples before them.
    """
    own, rest = own + pseudo, rest + pseudo
    return np.asarray(
        np.log(own / (own_total + prior - own)) - np.log(rest / (rest_total + prior - rest))
    )


def g_squared(own: Floats, rest: Floats, own_total: float, rest_total: float) -> Floats:
    """Give the likelihood ratio of the two-by-two table of each term (Dunning 1993).

    >>> g_squared(np.array([10.0]), np.array([10.0]), 100.0, 100.0).round(3).tolist()
    [0.0]
    """
    from scipy.special import rel_entr

    whole = own_total + rest_total
    rate = (own + rest) / whole
    result = np.zeros(len(own))
    for seen, total in ((own, own_total), (rest, rest_total)):
        result += rel_entr(seen, rate * total) + rel_entr(total - seen, (1 - rate) * total)
    return np.asarray(np.maximum(2 * result, 0.0))


@dataclass(frozen=True)
class Part:
    """A group's words, one row a unit that is drawn: an article, or a cluster's articles in it.

    Attributes
    ----------
    matrix : sparse array (units, terms)
    group : str
    together : bool
        The groups share clusters: their rows are the same clusters, drawn together.
    """

    matrix: csr_matrix
    group: str
    together: bool


def standard_errors(
    parts: Sequence[Part],
    kept: NDArray[np.intp],
    pseudo: Floats,
    prior: float,
    resamples: int,
    seed: int,
) -> Floats:
    """Give the log-odds' standard deviation over resamples, groups by terms (Welford's sums).

    Parameters
    ----------
    parts : sequence of Part
        One a group.
    kept : array of int
        The terms wanted.
    pseudo : array (len(kept),)
        The prior's words of each, out of `prior` in all.
    """
    units = sum(part.matrix.shape[0] for part in parts)
    rows = max(1, min(resamples, 4_000_000 // (kept.size * len(parts) + units)))
    sources = [_resampled_sums(part, kept, resamples, rows, seed) for part in parts]
    mean = np.zeros((len(parts), kept.size))
    squares = np.zeros_like(mean)
    done = 0
    for chunk in zip(*sources, strict=True):
        sums = np.stack([part[0] for part in chunk])
        totals = np.stack([part[1] for part in chunk])[:, :, None]
        rest, rest_totals = sums.sum(axis=0) - sums, totals.sum(axis=0) - totals
        drawn = log_odds(sums, rest, totals, rest_totals, pseudo, prior)
        size = drawn.shape[1]
        shift = drawn.mean(axis=1) - mean
        squares += drawn.var(axis=1) * size + shift**2 * done * size / (done + size)
        mean += shift * size / (done + size)
        done += size
    return np.sqrt(squares / (done - 1))


def _resampled_sums(
    part: Part, kept: NDArray[np.intp], resamples: int, rows: int, seed: int
) -> Iterator[tuple[Floats, Floats]]:
    words = _row_sums(part.matrix)
    transposed = part.matrix[:, kept].T.tocsr()
    # Groups that share clusters draw the same ones: the same generator, the same rows.
    rng = generator(seed, "keyness", "together" if part.together else part.group)
    for _, counts in resampled_counts(part.matrix.shape[0], resamples, rng, rows=rows):
        yield np.asarray(transposed @ counts.T).T, counts @ words


def _row_sums(matrix: csr_matrix) -> Floats:
    return np.asarray(matrix.sum(axis=1), dtype=float).ravel()
