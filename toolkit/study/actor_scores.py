"""Scores that rest on actors and their states: whose words an article is made of.

An act's words are those of its content, a word that two acts report counted once an actor. The
outlet's own state is its `country`, else that of an outlet on record.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import word_spans
from toolkit.study.scores import shannon_bits

Ints = NDArray[np.int64]
_KINDS = {
    "own_state_share": "float64",
    "states": "Int64",
    "state_diversity": "float64",
    "top_actor_share": "float64",
}


def score_actors(
    articles: pd.DataFrame, attributions: pd.DataFrame, own_states: pd.Series
) -> pd.DataFrame:
    """Score whose words each article reports.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    attributions : DataFrame
        With ``actor`` and ``state``.
    own_states : Series
        The outlet's state of every article, in the articles' order; missing where not known.

    Returns
    -------
    DataFrame
        A row an article, in the articles' order: ``own_state_share`` (of the attributed words,
        those of the outlet's own state; missing where that is not known or nothing is attributed),
        ``states`` (how many states are made to speak, ``INT`` counted as one; missing without
        acts), ``state_diversity`` (Shannon, bits, of the acts' states), ``top_actor_share`` (of the
        attributed words, those of the actor who has most; missing where no actor is told).

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": [""],
    ...     "text": ["قال الوزير إن اللقاء ناجح. وقال السفير إنه مهم جدا."]})
    >>> acts = pd.DataFrame({"article_id": "a", "content_start": [15, 43], "content_end": [26, 50],
    ...     "actor": ["office:الوزير", "office:السفير"], "state": ["MA", "FR"]})
    >>> score_actors(articles, acts, pd.Series(["MA"])).round(2).values.tolist()
    [[0.5, 2, 1.0, 0.5]]
    """
    rows = attributions.groupby("article_id", sort=False).indices
    none = np.array([], dtype=np.int64)
    edges = [
        attributions[f"content_{edge}"].to_numpy(dtype=float, na_value=np.nan)
        for edge in ("start", "end")
    ]
    actors, states = (attributions[name].to_numpy(dtype=object) for name in ("actor", "state"))
    found = []
    for article_id, title, text, own in zip(
        articles["article_id"], articles["title"], articles["text"], own_states, strict=True
    ):
        acts = rows.get(article_id, none)
        starts = np.array([s for s, _ in word_spans(f"{title}\n{text}")], dtype=np.int64)
        spans = _spans(starts, edges[0][acts], edges[1][acts])
        found.append(
            _scores(len(starts), spans, actors[acts], states[acts], own if _told(own) else None)
        )
    table = pd.DataFrame(found, columns=list(_KINDS))
    return table.astype(_KINDS)


def _scores(
    words: int, spans: Ints, actors: NDArray[Any], states: NDArray[Any], own: str | None
) -> tuple[float, int | None, float, float]:
    reported = _count(words, spans)
    told = [s for s in states if _told(s)]
    by_actor = [
        _count(words, spans[[a == actor for a in actors]])
        for actor in {a for a in actors if _told(a)}
    ]
    share = np.nan
    if own is not None and reported:
        share = _count(words, spans[np.array([s == own for s in states], dtype=bool)]) / reported
    return (
        share,
        len(set(told)) if len(states) else None,
        shannon_bits(told) if told else np.nan,
        max(by_actor) / reported if by_actor and reported else np.nan,
    )


def _spans(starts: Ints, first: NDArray[Any], last: NDArray[Any]) -> Ints:
    """Each act's content as words ``[first, last)``; none where it is missing."""
    kept = (first == first) & (last == last)
    edges = np.zeros((len(first), 2), dtype=np.int64)
    edges[kept] = np.searchsorted(starts, np.stack([first[kept], last[kept]], axis=1))
    return edges


def _count(words: int, spans: Ints) -> int:
    """How many words lie in some span."""
    marked = np.zeros(words, dtype=bool)
    for first, last in spans:
        marked[first:last] = True
    return int(marked.sum())


def _told(value: object) -> bool:
    return isinstance(value, str) and bool(value)
