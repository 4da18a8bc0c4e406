"""Actors across articles: one row an actor, and whose every act and praise is."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from toolkit.errors import InputError
from toolkit.measures.actors.corrections import corrected_clusters
from toolkit.measures.actors.mentions import mentions_of
from toolkit.measures.actors.model import join_mentions
from toolkit.measures.actors.table import actor_table

_ARTICLES = ("article_id", "title", "text")
_ACTS = (
    "article_id", "attribution", "cue_start", "source_start", "source_end",
    "source_resolved_start", "source_resolved_end", "speaker", "source_type",
)  # fmt: skip
_PRAISE = ("article_id", "praise", "start", "target", "holder", "attribution")


class Actors(NamedTuple):
    """The actors of some articles, and the tables with who and whose added."""

    actors: pd.DataFrame
    attributions: pd.DataFrame
    praise: pd.DataFrame


def find_actors(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    praise: pd.DataFrame,
    *,
    corrections: pd.DataFrame | None = None,
) -> Actors:
    """Find who speaks, praises and is praised, for which state, across all articles.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``; where known ``outlet``, ``published`` (who held an
        office on the day) and ``country`` of the outlet.
    attributions, praise : DataFrame
        As `toolkit.score` gives them.
    corrections : DataFrame, optional
        Actors as a researcher has corrected them, as `read_corrections` gives them.

    Returns
    -------
    Actors
        ``actors``: one row an actor, the columns of docs/reference/tables.md. ``attributions`` with ``actor``, ``state``; ``praise`` with ``holder_actor``,
        ``holder_state``, ``target_actor``, ``target_state``; all missing where it is not told.

    Raises
    ------
    InputError
        Where a column is missing.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "title": "", "text":
    ...     ["قال وزير الخارجية المغربي ناصر بوريطة إن الاجتماع ناجح.", "وأكد بوريطة نجاحه."]})
    >>> acts = pd.DataFrame({"article_id": ["a", "b"], "attribution": 0, "cue_start": 1,
    ...     "source_start": [5, 6], "source_end": [38, 12], "source_resolved_start": pd.NA,
    ...     "source_resolved_end": pd.NA, "source_type": "government",
    ...     "speaker": ["وزير الخارجية المغربي ناصر بوريطة", "بوريطة"]})
    >>> praise = pd.DataFrame(columns=["article_id", "praise", "start", "target", "holder",
    ...     "attribution"])
    >>> find_actors(articles, acts, praise).actors[["name", "state", "acts"]].values.tolist()
    [['ناصر بوريطة', 'MA', 2]]
    """
    _check(articles, "articles", _ARTICLES)
    _check(attributions, "attributions", _ACTS)
    _check(praise, "praise", _PRAISE)
    mentions = mentions_of(articles, attributions, praise)
    return gather_actors(mentions, attributions, praise, corrections=corrections)


def gather_actors(
    mentions: pd.DataFrame,
    attributions: pd.DataFrame,
    praise: pd.DataFrame,
    *,
    corrections: pd.DataFrame | None = None,
) -> Actors:
    """Join the mentions of all parts: the reduce of `mentions_of`.

    Parameters
    ----------
    mentions : DataFrame
        Those of every part, one under the other.
    attributions, praise : DataFrame
        The tables that they were read from.
    corrections : DataFrame, optional
        As `read_corrections` gives them.

    Returns
    -------
    Actors
    """
    named = name_actors(mentions, corrections=corrections)
    return Actors(named.actors, *named.into(attributions, praise))


class Named(NamedTuple):
    """The actors of a corpus, and which of them each row of its parts names.

    `rows` gives the actor by role (``source``, ``holder``, ``target``), then by article and number.
    """

    actors: pd.DataFrame
    rows: dict[str, dict[tuple[str, int], str]]
    states: dict[str, str | None]

    def into(
        self, attributions: pd.DataFrame, praise: pd.DataFrame
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The tables of a part with the columns that name actors and their states."""
        rows, states = self.rows, self.states
        held = _with(praise, "praise", rows["holder"], states, "holder_")
        return (
            _with(attributions, "attribution", rows["source"], states, ""),
            _with(held, "praise", rows["target"], states, "target_"),
        )


def name_actors(mentions: pd.DataFrame, *, corrections: pd.DataFrame | None = None) -> Named:
    """Join the mentions of all parts of a corpus; see `gather_actors`."""
    keys, maybe = join_mentions(mentions)
    mentions = mentions.assign(cluster=keys)
    actors = actor_table(mentions, maybe)
    if corrections is not None:
        merged, values = corrected_clusters(actors, corrections)
        mentions["cluster"] = mentions["cluster"].replace(merged)
        actors = actor_table(mentions, maybe, values)
    names = dict(zip(actors["cluster"], actors["actor"], strict=True))
    mentions["actor"] = mentions["cluster"].map(names)
    rows = {}
    for role in ("source", "holder", "target"):
        own = mentions[mentions["role"] == role]
        places = zip(own["article_id"].tolist(), own["number"].tolist(), strict=True)
        rows[role] = dict(zip(places, own["actor"].tolist(), strict=True))
    states = dict(zip(actors["actor"], actors["state"], strict=True))
    return Named(actors.drop(columns="cluster"), rows, states)


def _with(
    table: pd.DataFrame, number: str, actors: dict[tuple[str, int], str],
    states: dict[str, str | None], prefix: str,
) -> pd.DataFrame:  # fmt: skip
    found = [
        actors.get((article_id, int(n)))
        for article_id, n in zip(table["article_id"].tolist(), table[number].tolist(), strict=True)
    ]
    columns = {
        f"{prefix}actor": pd.Series(found, index=table.index, dtype="str"),
        f"{prefix}state": pd.Series(
            [states.get(a) if a else None for a in found], index=table.index, dtype="str"
        ),
    }
    return table.assign(**columns)


def _check(table: pd.DataFrame, name: str, columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in table]
    if missing:
        raise InputError(f"{name}: no column {', '.join(missing)}; needed: {', '.join(columns)}")
