"""Estimating equations of means and regressions, with the scorer's error taken out.

Design-based supervised learning (Egami, Hinck, Stewart and Wei 2023, arXiv:2306.04746) solves the
equations of all articles as scored, plus the difference that hand coding makes in the articles
coded, each weighted by one over its probability of being drawn. Prediction-powered inference
(Angelopoulos et al. 2023, doi:10.1126/science.adi6000) is the same for equal probabilities, and its
power tuning (PPI++, arXiv:2311.01453) gives the scores the weight that makes the variance least:
near one where the scorer is good, zero where it is of no use. Drawing articles without replacement
within strata makes the variance smaller than Egami's independent draws; it is estimated so
(Särndal, Swensson and Wretman 1992, chapter 6). Where articles hang together in clusters, whole
clusters' parts of the equations are summed and squared, in regressions with the CR2 correction (Bell
and McCaffrey 2002; Pustejovsky and Tipton 2018, doi:10.1080/07350015.2016.1247004).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.comparison.moments import Floats
from toolkit.errors import InputError

LINKS = ("linear", "logistic")
_STEPS = 50


@dataclass(frozen=True)
class Variables:
    """What the equations are about, as coded or as scored.

    Attributes
    ----------
    x : array (n, p)
        Predictors, the constant among them.
    y : array (n,)
        Outcome.
    weight : array (n,)
        Zero where an article has no value, so that it is not counted.
    """

    x: Floats
    y: Floats
    weight: Floats

    def moments(self, coefficients: Floats, link: str) -> Floats:
        """Give each article's part of the equations, array (n, p)."""
        error = (self.y - _mean(self.x @ coefficients, link)) * self.weight
        return np.asarray(self.x * error[:, None])

    def slopes(self, coefficients: Floats, link: str) -> Floats:
        """Give the weights of x'x in the equations' derivative, array (n,)."""
        if link == "linear":
            return self.weight
        mean = _mean(self.x @ coefficients, link)
        return np.asarray(self.weight * mean * (1 - mean))

    def rows(self, chosen: NDArray[np.bool_]) -> Variables:
        """Give some articles alone."""
        return Variables(self.x[chosen], self.y[chosen], self.weight[chosen])


@dataclass(frozen=True)
class Drawn:
    """Which articles were coded, and how they were drawn.

    Attributes
    ----------
    coded : array (n,) of bool
    probability : array (n,)
        Of being drawn; only that of coded articles counts.
    stratum : array (n,) of int
    """

    coded: NDArray[np.bool_]
    probability: Floats
    stratum: NDArray[np.intp]

    def calibrated(self) -> Drawn:
        """Make the inverse probabilities add up to the number of articles, as they do on average.

        In a group of few articles the number drawn is in part luck, which this takes out.
        """
        inverse = 1 / self.probability[self.coded]
        scale = inverse.sum() / len(self.coded)
        return Drawn(self.coded, np.minimum(self.probability * scale, 1.0), self.stratum)

    @staticmethod
    def whole(n: int) -> Drawn:
        """All of n articles, for estimates from the scores alone."""
        return Drawn(np.ones(n, dtype=bool), np.ones(n), np.zeros(n, dtype=np.intp))


@dataclass(frozen=True)
class Estimate:
    """Coefficients (p,), their covariance (p, p), the scores' weight, degrees of freedom.

    `influence` (n, p) is what each article adds to the coefficients.
    """

    coefficients: Floats
    covariance: Floats
    tuning: float
    freedom: float
    influence: Floats


def solve(
    coded: Variables, scored: Variables, drawn: Drawn, *, link: str = "linear",
    tuning: float | None = None, cluster: NDArray[np.intp] | None = None,
) -> Estimate:  # fmt: skip
    """Solve the corrected equations.

    Parameters
    ----------
    coded : Variables
        By hand; rows that were not coded may hold anything.
    scored : Variables
        By the scorer, in the same rows.
    tuning : float, optional
        Weight of the scores: 1 is Egami's estimator, 0 the hand-coded articles alone; by default
        that with the least variance.
    cluster : array (n,) of int, optional
        Articles of one number are no independent ones.

    Raises
    ------
    InputError
        Where the equations have no solution.

    Examples
    --------
    Half of four articles coded; the scorer found one too much in each.

    >>> x, drawn = np.ones((4, 1)), np.array([True, True, False, False])
    >>> by_hand = Variables(x, np.array([1.0, 3.0, 0.0, 0.0]), np.ones(4))
    >>> scored = Variables(x, np.array([2.0, 4.0, 4.0, 6.0]), np.ones(4))
    >>> solve(by_hand, scored, Drawn(drawn, np.full(4, 0.5), np.zeros(4, int))).coefficients
    array([3.])
    """
    by_hand, beside = coded.rows(drawn.coded), scored.rows(drawn.coded)
    inverse = 1 / drawn.probability[drawn.coded]
    tuned = tuning is None
    if tuning is None:
        start, slope = _root(by_hand, beside, scored, inverse, 0.0, link)
        parts = np.hstack([by_hand.moments(start, link), beside.moments(start, link)])
        spread = _design_variance(parts * inverse[:, None], drawn)
        tuning = _best_tuning(spread, _inverse(slope))
    found, slope = _root(by_hand, beside, scored, inverse, tuning, link)
    bread = _inverse(slope)
    moments, beside_them = by_hand.moments(found, link), beside.moments(found, link) * tuning
    influence = scored.moments(found, link) * tuning
    influence[drawn.coded] += (moments - beside_them) * inverse[:, None]
    extra = int(tuned and tuning > 0)
    if cluster is None:
        moments = moments * _leverage(by_hand, inverse, found, link)[:, None]
        meat = _meat(moments, beside_them, inverse, drawn, extra)
        freedom = _freedom(drawn, len(found), extra)
    else:
        adjusted = _cluster_moments(by_hand, inverse, found, link, cluster[drawn.coded]) - moments
        robust = influence.copy()
        robust[drawn.coded] += adjusted * inverse[:, None]
        meat, freedom = _cluster_meat(robust, cluster, drawn, extra)
        meat = meat - _drawn_apart((moments - beside_them) * inverse[:, None], drawn)
    covariance = bread @ meat @ bread.T
    return Estimate(found, covariance, float(tuning), freedom, influence @ bread.T)


def _meat(
    moments: Floats, beside_them: Floats, inverse: Floats, drawn: Drawn, extra: int
) -> Floats:
    """Variance of the equations: by the drawing of the coded, and of the articles themselves."""
    n, p = moments.shape
    drawing = _design_variance((moments - beside_them) * inverse[:, None], drawn)
    sampling = (moments * inverse[:, None]).T @ moments
    if p == 1:
        drawing, sampling = drawing * (n - 1) / max(n - 1 - extra, 1), sampling * n / max(n - 1, 1)
    return np.asarray(drawing + sampling)


def _cluster_meat(
    parts: Floats, cluster: NDArray[np.intp], drawn: Drawn, extra: int
) -> tuple[Floats, float]:
    """Variance of the equations from whole clusters' sums, and its degrees of freedom."""
    sums = cluster_sums(parts, cluster)
    coded, p = len(np.unique(cluster[drawn.coded])), parts.shape[1]
    scale = coded / max(coded - 1, 1) if p == 1 else 1.0
    return scale * sums.T @ sums, float(max(coded - p - extra, 1))


def _drawn_apart(parts: Floats, drawn: Drawn) -> Floats:
    """What independent draws would add to the variance over draws of a fixed number."""
    left = (1 - drawn.probability[drawn.coded])[:, None]
    return np.asarray((left * parts).T @ parts - _design_variance(parts, drawn))


def cluster_sums(parts: Floats, cluster: NDArray[np.intp]) -> Floats:
    """Sum articles' parts by cluster.

    >>> cluster_sums(np.array([[1.0], [2.0], [4.0]]), np.array([7, 7, 9])).tolist()
    [[3.0], [4.0]]
    """
    _, codes = np.unique(cluster, return_inverse=True)
    sums = np.zeros((int(codes.max()) + 1, parts.shape[1]))
    np.add.at(sums, codes, parts)
    return sums


def _cluster_moments(
    by_hand: Variables, inverse: Floats, found: Floats, link: str, cluster: NDArray[np.intp]
) -> Floats:
    """Moments made up for what few clusters make too small (CR2); those of a mean stay."""
    moments = by_hand.moments(found, link)
    if moments.shape[1] == 1:
        return moments
    weight = inverse * by_hand.slopes(found, link)
    used = weight > 0
    x = by_hand.x * np.sqrt(weight)[:, None]
    error = np.zeros(len(weight))
    raw = (by_hand.y - _mean(by_hand.x @ found, link)) * by_hand.weight * inverse
    error[used] = raw[used] / np.sqrt(weight[used])
    root = np.linalg.cholesky(_inverse(x.T @ x))
    for code in np.unique(cluster):
        rows = np.flatnonzero(cluster == code)
        left, size, _ = np.linalg.svd(x[rows] @ root, full_matrices=False)
        # Where a cluster alone fixes a coefficient its residual tells nothing, and is left as it is.
        rest = 1 - size**2
        scale = np.where(rest > 1e-8, 1 / np.sqrt(np.maximum(rest, 1e-8)), 1.0) - 1
        error[rows] += left @ (scale * (left.T @ error[rows]))
    return np.asarray(x * error[:, None] / inverse[:, None])


def _leverage(by_hand: Variables, inverse: Floats, coefficients: Floats, link: str) -> Floats:
    """What makes up for residuals that few articles make too small (HC3; MacKinnon and White 1985).

    A mean needs none: there the number of articles less one does it exactly.
    """
    n, p = by_hand.x.shape
    if p == 1:
        return np.ones(n)
    weight = inverse * by_hand.slopes(coefficients, link)
    hat = _inverse((by_hand.x * weight[:, None]).T @ by_hand.x)
    share = np.einsum("ij,jk,ik->i", by_hand.x, hat, by_hand.x) * weight
    return np.asarray(1 / np.maximum(1 - share, 0.1))


def _mean(linear: Floats, link: str) -> Floats:
    from scipy.special import expit

    return linear if link == "linear" else np.asarray(expit(linear))


def _root(
    by_hand: Variables, beside: Variables, scored: Variables, inverse: Floats, tuning: float, link: str
) -> tuple[Floats, Floats]:  # fmt: skip
    """Newton's method; with it the derivative of the equations."""
    found = np.zeros(scored.x.shape[1])
    parts = ((by_hand, inverse), (beside, -tuning * inverse), (scored, np.array([tuning])))
    for _ in range(_STEPS):
        value = sum((weight[:, None] * part.moments(found, link)).sum(axis=0)
                    for part, weight in parts)  # fmt: skip
        slope = sum((part.x * (weight * part.slopes(found, link))[:, None]).T @ part.x
                    for part, weight in parts)  # fmt: skip
        try:
            step = np.linalg.solve(slope, value)
        except np.linalg.LinAlgError:
            break
        found = found + step
        if not np.isfinite(found).all():
            break
        if np.abs(step).max() <= 1e-9 * (1 + np.abs(found).max()):
            return found, np.asarray(slope)
    raise InputError(
        "correction: the equations have no solution; code more articles, of every group and value"
    )


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _best_tuning(spread: Floats, bread: Floats) -> float:
    p = len(bread)
    both = np.trace(bread @ (spread[:p, p:] + spread[p:, :p]) @ bread.T) / 2
    own = np.trace(bread @ spread[p:, p:] @ bread.T)
    return float(np.clip(both / own, 0.0, 1.0)) if own > 0 else 0.0


def _design_variance(parts: Floats, drawn: Drawn) -> Floats:
    """Variance of a sum over the articles drawn, which stratum by stratum came to a fixed number.

    Where a stratum's articles have probabilities of their own, or just one was coded, its draws
    are taken for independent.
    """
    probability, stratum = drawn.probability[drawn.coded], drawn.stratum[drawn.coded]
    total = np.zeros((parts.shape[1], parts.shape[1]))
    for code in np.unique(stratum):
        here = stratum == code
        own, n = parts[here], int(here.sum())
        left = (1 - probability[here])[:, None]
        if n > 1 and np.ptp(probability[here]) <= 1e-9:
            centred = own - own.mean(axis=0)
            total += (left * centred).T @ centred * n / (n - 1)
        else:
            total += (left * own).T @ own
    return total


def _freedom(drawn: Drawn, coefficients: int, tuned: int) -> float:
    """Articles coded, less one for each stratum or coefficient and for the tuning."""
    n = int(drawn.coded.sum())
    strata = len(np.unique(drawn.stratum[drawn.coded]))
    return float(max(n - max(strata, coefficients) - tuned, 1))
