"""Actors across articles: one row an actor, and whose every act and praise is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from toolkit.errors import InputError
from toolkit.measures.actors.corrections import corrected_clusters
from toolkit.measures.actors.gazetteer.lands import state_of_word
from toolkit.measures.actors.gazetteer.tables import known_actors
from toolkit.measures.actors.gender import gender_of
from toolkit.measures.actors.mentions import mentions_of
from toolkit.measures.actors.model import join_mentions
from toolkit.measures.actors.words import bare_words

_ARTICLES = ("article_id", "title", "text")
_ACTS = (
    "article_id", "attribution", "cue_start", "source_start", "source_end",
    "source_resolved_start", "source_resolved_end", "speaker", "source_type",
)  # fmt: skip
_PRAISE = ("article_id", "praise", "start", "target", "holder", "attribution")
COLUMNS = (
    "actor", "name", "kind", "source_type", "state", "gender", "variants", "maybe", "acts", "articles",
    "outlets", "praise_given", "praise_received",
)  # fmt: skip
_VARIANTS = 12


class _Row(NamedTuple):
    """What the table of actors takes of a mention."""

    role: str
    article_id: str
    outlet: str
    name: str
    printed: str
    state: str
    source_type: str


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
    keys, maybe = join_mentions(mentions)
    mentions = mentions.assign(cluster=keys)
    actors = _table(mentions, maybe)
    if corrections is not None:
        merged, values = corrected_clusters(actors, corrections)
        mentions["cluster"] = mentions["cluster"].replace(merged)
        actors = _table(mentions, maybe, values)
    names = dict(zip(actors["cluster"], actors["actor"], strict=True))
    states = dict(zip(actors["actor"], actors["state"], strict=True))
    mentions["actor"] = mentions["cluster"].map(names)
    added = {}
    for role in ("source", "holder", "target"):
        own = mentions[mentions["role"] == role]
        added[role] = dict(
            zip(
                zip(own["article_id"].tolist(), own["number"].tolist(), strict=True),
                own["actor"].tolist(),
                strict=True,
            )
        )
    return Actors(
        actors.drop(columns="cluster"),
        _with(attributions, "attribution", added["source"], states, ""),
        _with(
            _with(praise, "praise", added["holder"], states, "holder_"),
            "praise", added["target"], states, "target_",
        ),
    )  # fmt: skip


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


def _table(
    mentions: pd.DataFrame,
    maybe: dict[str, list[str]],
    corrected: dict[str, dict[str, Any]] | None = None,
) -> pd.DataFrame:
    """One row an actor, those who speak most first."""
    groups: dict[str, list[_Row]] = {}
    for cluster, *values in zip(
        mentions["cluster"].tolist(), *(mentions[c].tolist() for c in _Row._fields), strict=True
    ):
        groups.setdefault(cluster, []).append(_Row(*values))
    rows = []
    for cluster in sorted(groups):
        row = _row(cluster, groups[cluster])
        for column, value in (corrected or {}).get(cluster, {}).items():
            if column != "name" or value is not None:
                row[column] = value
        rows.append(row)
    rows.sort(key=lambda r: (-r["acts"], -r["praise_received"], -r["praise_given"], r["cluster"]))
    table = pd.DataFrame(rows, columns=["cluster", *(c for c in COLUMNS if c != "actor")])
    table["actor"] = _identifiers(table)
    named = dict(zip(table["cluster"], table["actor"], strict=True))
    table["maybe"] = [
        " | ".join(named[k] for k in maybe.get(cluster, ()) if k in named) or None
        for cluster in table["cluster"]
    ]
    return table[["cluster", *COLUMNS]].astype({"actor": "str", "name": "str", "maybe": "str"})


def _row(cluster: str, own: list[_Row]) -> dict[str, Any]:
    kind, _, rest = cluster.partition("|")
    known = known_actors().get((kind, rest))
    printed = Counter(row.printed for row in own)
    roles = Counter(row.role for row in own)
    name = known.name if known else (_usual if kind == "organ" else _fullest)(own)
    what = known.kind if known else _kind(cluster)
    return {
        "cluster": cluster,
        "name": name,
        "kind": what,
        "gender": (gender_of(name, printed) or None) if what == "person" else None,
        "source_type": known.source_type if known else _commonest(r.source_type for r in own),
        "state": (known.state or None) if known else _commonest(r.state for r in own),
        "variants": " | ".join(sorted(printed, key=lambda p: (-printed[p], p))[:_VARIANTS]),
        "acts": roles["source"],
        "articles": len({row.article_id for row in own}),
        "outlets": len({row.outlet for row in own}),
        "praise_given": roles["holder"],
        "praise_received": roles["target"],
    }


def _kind(cluster: str) -> str:
    prefix = cluster.split("|", 1)[0]
    return {"name": "person", "organ": "body"}.get(prefix, prefix)


def _commonest(values: Iterable[str]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def _fullest(own: list[_Row]) -> str:
    """The fullest name as printed: the most words, then the commonest."""
    counts = Counter(row.name or row.printed for row in own)
    return min(counts, key=lambda n: (-len(n.split()), -counts[n], n))


def _usual(own: list[_Row]) -> str:
    """An organ's commonest name as printed, one that tells its state first."""
    named = [row.name for row in own if " " in row.name]
    told = [name for name in named if any(state_of_word(w)[0] for w in bare_words(name))]
    counts = Counter(told or named or [row.printed for row in own])
    return min(counts, key=lambda n: (-counts[n], -len(n), n))


def _identifiers(table: pd.DataFrame) -> list[str]:
    """`kind:name`, with the state where two of a kind have one name, then a number."""
    base = [f"{k}:{n}" for k, n in zip(table["kind"], table["name"], strict=True)]
    counts = Counter(base)
    full = [
        f"{b} ({s})" if counts[b] > 1 and isinstance(s, str) else b
        for b, s in zip(base, table["state"], strict=True)
    ]
    seen: Counter[str] = Counter()
    found = []
    for name in full:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return found


def _check(table: pd.DataFrame, name: str, columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in table]
    if missing:
        raise InputError(f"{name}: no column {', '.join(missing)}; needed: {', '.join(columns)}")
