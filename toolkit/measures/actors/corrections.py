"""A researcher's word is last: actors written out, corrected by hand, and read back.

In ``actors.csv`` one row is an actor. Another name, kind, type or state stands from then on; rows
given the same name become one actor. A row finds its actor by the identifier, and where articles
added since have changed that, by the variants that only this actor has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.measures.actors.gazetteer.tables import read_table
from toolkit.measures.codes import SOURCE_TYPES
from toolkit.output.cells import read_cell

KINDS = ("person", "office", "body", "state", "group", "document", "unnamed")
COLUMNS = ("actor", "name", "kind", "source_type", "state", "variants")
CONTEXTS = 3
_AROUND = 60
_PARTED = " | "


def read_corrections(source: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Read corrected actors.

    Parameters
    ----------
    source : DataFrame or path
        What `toolkit actors` has written, changed by hand.

    Returns
    -------
    DataFrame
        ``actor``, ``name``, ``kind``, ``source_type``, ``state``, ``variants``; '' where empty.

    Raises
    ------
    InputError
        Where the file cannot be read, a column is missing, or a kind, type or state is none.

    Examples
    --------
    >>> row = {"actor": "person:بوريطة", "name": "ناصر بوريطة", "kind": "person",
    ...     "source_type": "government", "state": "MA", "variants": "بوريطة"}
    >>> len(read_corrections(pd.DataFrame([row])))
    1
    >>> read_corrections(pd.DataFrame([row | {"state": "Morocco"}]))
    Traceback (most recent call last):
    ...
    toolkit.errors.InputError: actors, row 1: state is 'Morocco'; give an ISO 3166-1 alpha-2 code, \
INT, or nothing
    """
    name = str(source) if isinstance(source, str | Path) else "actors"
    table = _read(source) if isinstance(source, str | Path) else source
    missing = [column for column in COLUMNS if column not in table]
    if missing:
        raise InputError(f"{name}: no column {', '.join(missing)}; `toolkit actors` writes them")
    table = table[list(COLUMNS)].astype(object).where(table[list(COLUMNS)].notna(), "")
    table = table.map(lambda value: str(value).strip()).reset_index(drop=True)
    _check(table, name)
    return table


def _read(path: str | Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        return table.map(read_cell)
    except FileNotFoundError:
        raise InputError(
            f"{path}: no such file; `toolkit actors STUDY --out {path}` makes one"
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None


def _check(table: pd.DataFrame, name: str) -> None:
    states = {*read_table("states")["code"], "INT", ""}
    allowed = {"kind": {*KINDS}, "source_type": {*SOURCE_TYPES, ""}, "state": states}
    told = {
        "kind": f"give one of {', '.join(KINDS)}",
        "source_type": f"give one of {', '.join(SOURCE_TYPES)}",
        "state": "give an ISO 3166-1 alpha-2 code, INT, or nothing",
    }
    for number, row in enumerate(table.to_dict("records"), 1):
        for column, values in allowed.items():
            if row[column] not in values:
                raise InputError(
                    f"{name}, row {number}: {column} is {row[column]!r}; {told[column]}"
                )
        if not row["actor"] or not row["name"]:
            raise InputError(f"{name}, row {number}: actor or name is empty; give both")


def corrected_clusters(
    actors: pd.DataFrame, corrections: pd.DataFrame
) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """Which clusters become one, and what is set of them.

    Parameters
    ----------
    actors : DataFrame
        As found: ``cluster``, ``actor``, ``variants``.
    corrections : DataFrame
        As `read_corrections` gives them.

    Returns
    -------
    dict of str
        New cluster by cluster, where rows have the same name.
    dict of dict
        By new cluster: ``name``, ``kind``, ``source_type``, ``state`` as the researcher has them.
    """
    rows = _rows_of(actors, corrections)
    shown = dict(zip(actors["actor"], sheet_names(actors), strict=True))
    by_actor = dict(zip(actors["cluster"], actors["actor"], strict=True))
    first: dict[str, str] = {}
    merged: dict[str, str] = {}
    values: dict[str, dict[str, Any]] = {}
    for row in corrections.to_dict("records"):
        for cluster in rows.get(row["actor"], ()):
            own = by_actor[cluster]
            into = first.setdefault(row["name"], cluster)
            merged[cluster] = into
            if into == cluster:
                plain = own.split(":", 1)[1] if row["name"] == shown[own] else row["name"]
                values[into] = {
                    "name": None if row["name"] == shown[own] else plain,
                    "kind": row["kind"],
                    "source_type": row["source_type"] or None,
                    "state": row["state"] or None,
                }
    return {c: into for c, into in merged.items() if c != into}, values


def _rows_of(actors: pd.DataFrame, corrections: pd.DataFrame) -> Mapping[str, list[str]]:
    """The clusters of every corrected actor: by its identifier, else by variants of its own."""
    known = dict(zip(actors["actor"], actors["cluster"], strict=True))
    holders: dict[str, list[str]] = {}
    for cluster, variants in zip(actors["cluster"], actors["variants"], strict=True):
        for variant in variants.split(_PARTED):
            holders.setdefault(variant, []).append(cluster)
    taken = {known[actor] for actor in corrections["actor"] if actor in known}
    found: dict[str, list[str]] = {}
    for actor, variants in zip(corrections["actor"], corrections["variants"], strict=True):
        if actor in known:
            found[actor] = [known[actor]]
            continue
        own = Counter(
            holders[v][0]
            for v in variants.split(_PARTED)
            if len(holders.get(v, ())) == 1 and holders[v][0] not in taken
        )
        if own and " " in variants:
            found[actor] = [min(own, key=lambda c: (-own[c], c))]
    return found


def sheet_names(actors: pd.DataFrame) -> list[str]:
    """A name for every row that no other row has: only the researcher gives two rows one name."""
    plain = [actor.split(":", 1)[1] for actor in actors["actor"]]
    counts = Counter(plain)
    return [
        f"{name} ({kind})" if counts[name] > 1 else name
        for name, kind in zip(plain, actors["kind"], strict=True)
    ]


def actors_sheet(
    actors: pd.DataFrame, articles: pd.DataFrame, attributions: pd.DataFrame, praise: pd.DataFrame
) -> pd.DataFrame:
    """The actors as a table to be corrected: one row an actor, three contexts each.

    Parameters
    ----------
    actors, articles, attributions, praise : DataFrame
        The tables of a study.

    Returns
    -------
    DataFrame
        The columns of ``actors`` with a name of its own in every row, then ``context_1`` to
        ``context_3``: the words around an act or praise.
    """
    documents = {
        i: f"{t}\n{x}"
        for i, t, x in zip(articles["article_id"], articles["title"], articles["text"], strict=True)
    }
    contexts: dict[str, list[str]] = {}
    for table, column, place in (
        (attributions, "actor", "cue"), (praise, "target_actor", ""), (praise, "holder_actor", ""),
    ):  # fmt: skip
        start, end = (f"{place}_start", f"{place}_end") if place else ("start", "end")
        for actor, article, first, last in zip(
            table[column], table["article_id"], table[start], table[end], strict=True
        ):
            own = contexts.setdefault(actor, []) if isinstance(actor, str) else None
            if own is not None and len(own) < CONTEXTS and not pd.isna(first):
                document = documents[article]
                low, high = max(int(first) - _AROUND, 0), int(last) + _AROUND
                own.append(f"{article}: {' '.join(document[low:high].split())}")
    sheet = actors.assign(name=sheet_names(actors))
    for number in range(CONTEXTS):
        sheet[f"context_{number + 1}"] = [
            (contexts.get(actor, [])[number : number + 1] or [""])[0] for actor in actors["actor"]
        ]
    return sheet
