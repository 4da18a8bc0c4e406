"""The table of actors: one row an actor, from the mentions that are joined to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from toolkit.measures.actors.gazetteer.lands import state_of_word
from toolkit.measures.actors.gazetteer.tables import known_actors
from toolkit.measures.actors.gender import gender_of
from toolkit.measures.actors.outlets import outlet_keys, phrase_keys
from toolkit.measures.actors.tokens import bare_words

COLUMNS = (
    "actor", "name", "kind", "source_type", "state", "gender", "variants", "maybe", "acts", "articles",
    "outlets", "praise_given", "praise_received",
)  # fmt: skip
_VARIANTS = 12
_TATWEEL = "\N{ARABIC TATWEEL}"
# Of so many mentions a form that stands but once is none by which an actor is called.
_SLIP = 4


class _Row(NamedTuple):
    """What the table of actors takes of a mention."""

    role: str
    article_id: str
    outlet: str
    name: str
    printed: str
    state: str
    told: bool
    source_type: str


def actor_table(
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
    seats = _seats(mentions)
    rows = []
    for cluster in sorted(groups):
        row = _row(cluster, groups[cluster])
        if (
            row["kind"] == "body"
            and row["state"] is None
            and ("body", row["name"]) not in known_actors()
        ):
            row["state"] = _seat(row["variants"].split(" | "), seats)
        for column, value in (corrected or {}).get(cluster, {}).items():
            if column != "name" or value is not None:
                row[column] = value
                row["article"] = "" if column == "name" else row["article"]
        rows.append(row)
    rows.sort(key=lambda r: (-r["acts"], -r["praise_received"], -r["praise_given"], r["cluster"]))
    columns = ["cluster", "article", *(c for c in COLUMNS if c != "actor")]
    table = pd.DataFrame(rows, columns=columns)
    table["actor"] = _identifiers(table)
    named = dict(zip(table["cluster"], table["actor"], strict=True))
    table["maybe"] = [
        " | ".join(named[k] for k in maybe.get(cluster, ()) if k in named) or None
        for cluster in table["cluster"]
    ]
    return table[["cluster", *COLUMNS]].astype({"actor": "str", "name": "str", "maybe": "str"})


def _seats(mentions: pd.DataFrame) -> dict[tuple[str, ...], str]:
    """The states of the articles' outlets by the words that name them: others quote them too."""
    told = mentions[["outlet", "seat"]].drop_duplicates().sort_values(["outlet", "seat"])
    pairs = zip(told["outlet"].tolist(), told["seat"].tolist(), strict=True)
    return {key: seat for outlet, seat in pairs if seat for key in outlet_keys(outlet)}


def _seat(variants: Iterable[str], seats: dict[tuple[str, ...], str]) -> str | None:
    keys = (key for variant in variants for key in sorted(phrase_keys(variant)))
    return next((seats[key] for key in keys if key in seats), None)


def _row(cluster: str, own: list[_Row]) -> dict[str, Any]:
    kind, _, rest = cluster.partition("|")
    known = known_actors().get((kind, rest))
    printed = Counter(row.printed for row in own)
    roles = Counter(row.role for row in own)
    if known:
        name = known.name
    elif kind == "organ":
        name = _usual(own)
    else:
        name = _persons_name(own) if kind == "name" else _fullest(own)
    what = known.kind if known else _kind(cluster)
    return {
        "cluster": cluster,
        "article": _home(cluster, {row.article_id for row in own}),
        "name": name,
        "kind": what,
        "gender": (gender_of(name, printed) or None) if what == "person" else None,
        "source_type": known.source_type if known else _commonest(r.source_type for r in own),
        "state": (known.state or None) if known else _state(own),
        "variants": " | ".join(sorted(printed, key=lambda p: (-printed[p], p))[:_VARIANTS]),
        "acts": roles["source"],
        "articles": len({row.article_id for row in own}),
        "outlets": len({row.outlet for row in own}),
        "praise_given": roles["holder"],
        "praise_received": roles["target"],
    }


def _home(cluster: str, articles: set[str]) -> str:
    """The article of a cluster that is joined in its own article only, else ''."""
    article = min(articles)
    local = any(part.endswith(article) for part in cluster.split("|")[1:-1])
    return article if local and len(articles) == 1 and not cluster.startswith("name|") else ""


def _kind(cluster: str) -> str:
    prefix = cluster.split("|", 1)[0]
    return {"name": "person", "organ": "body"}.get(prefix, prefix)


def _state(own: list[_Row]) -> str | None:
    """The state that most phrases tell; what articles are about only where no phrase tells one."""
    return _commonest(r.state for r in own if r.told) or _commonest(r.state for r in own)


def _commonest(values: Iterable[str]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def _fullest(own: list[_Row]) -> str:
    """The fullest name as printed: the most words, then the commonest."""
    return _longest(Counter(_clean(row.name or row.printed) for row in own))


def _persons_name(own: list[_Row]) -> str:
    """The fullest name that is no single slip; a title by which the person is called is none."""
    names = Counter(_clean(row.name) for row in own if row.name)
    often = Counter({name: n for name, n in names.items() if n > 1})
    return (
        _longest(often if often and names.total() >= _SLIP else names) if names else _fullest(own)
    )


def _longest(counts: Counter[str]) -> str:
    return min(counts, key=lambda n: (-len(n.split()), -counts[n], n))


def _clean(name: str) -> str:
    """A name without what a page stretches or joins it by."""
    return " ".join(name.replace(_TATWEEL, "").replace("_", " ").split())


def _usual(own: list[_Row]) -> str:
    """An organ's commonest name as printed, one that tells its state first."""
    named = [row.name for row in own if " " in row.name]
    told = [name for name in named if any(state_of_word(w)[0] for w in bare_words(name))]
    counts = Counter(told or named or [row.printed for row in own])
    return min(counts, key=lambda n: (-counts[n], -len(n), n))


def _identifiers(table: pd.DataFrame) -> list[str]:
    """`kind:name`, with the state where two of a kind have one name, then a number.

    What is never joined across articles carries its article, so that the identifier stands for the
    same source when articles are added.
    """
    base = [
        f"{kind}:{name}{f' ({article})' if article else ''}"
        for kind, name, article in zip(table["kind"], table["name"], table["article"], strict=True)
    ]
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
