"""Lists of articles as other tools export them: GDELT, Media Cloud, Zotero.

They hold addresses and facts, no texts: a manifest, which `toolkit fetch` turns into articles.
Which column is which stands in data/export_columns.yaml, from the tools' own codebooks.
"""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from toolkit.articles.schema import KNOWN, STRING
from toolkit.errors import InputError

_RAW_GDELT = ("gdelt_gkg", "gdelt_events")
_TABLES = ("gdelt_doc", "media_cloud", "zotero")


def name_known_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of a known export the toolkit's names; others keep theirs.

    Examples
    --------
    >>> table = pd.DataFrame({"stories_id": [7], "publish_date": ["2022-05-11"], "url": ["u"]})
    >>> name_known_columns(table).columns.tolist()
    ['article_id', 'published', 'url']
    """
    own = {str(name).strip().lower(): str(name) for name in table.columns}
    renamed: dict[str, str] = {}
    taken = {name for name in own if name in KNOWN}
    for export in _TABLES:
        for theirs, ours in _columns()[export].items():
            if theirs in own and ours not in taken and own[theirs] not in renamed:
                renamed[own[theirs]] = ours
                taken.add(ours)
    spelled = {own[name]: name for name in own if name in KNOWN and own[name] not in renamed}
    return table.rename(columns=renamed | spelled)


def is_raw_gdelt(text: str) -> bool:
    """Say whether a file is one of GDELT's raw tables, which have no header.

    Examples
    --------
    >>> is_raw_gdelt("\\t".join(["x"] * 27)), is_raw_gdelt("url,outlet")
    (True, False)
    """
    tabs = text[:200_000].partition("\n")[0].count("\t")
    return any(tabs + 1 == _columns()[kind]["columns"] for kind in _RAW_GDELT)


def read_raw_gdelt(text: str, path: Path) -> pd.DataFrame:
    """Read GDELT's raw GKG or Events table: identifiers, addresses, dates.

    An address that several events share is listed once.

    Raises
    ------
    InputError
        A line has another number of columns.
    """
    rows: list[dict[str, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            fields = line.rstrip("\r").split("\t")
            rows.append({name: fields[at] for name, at in _layout(fields, path, number).items()})
    table = pd.DataFrame(rows, dtype=STRING)
    table = table[table["url"].str.match("(?i)https?://")]
    if table.empty:
        raise InputError(f"{path}: no web address in this GDELT file")
    return table.drop_duplicates("url").reset_index(drop=True)


def _layout(fields: list[str], path: Path, number: int) -> dict[str, int]:
    for kind in _RAW_GDELT:
        layout: dict[str, int] = dict(_columns()[kind])
        if layout.pop("columns") == len(fields):
            return layout
    raise InputError(
        f"{path}: line {number} has {len(fields)} columns; GDELT's raw files have 27 (GKG) or "
        "61 (Events)"
    )


@lru_cache(maxsize=1)
def _columns() -> dict[str, Any]:
    source = files("toolkit.articles.formats") / "data" / "export_columns.yaml"
    return dict(yaml.safe_load(source.read_text("utf-8")))
