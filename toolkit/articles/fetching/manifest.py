"""The manifest: which articles are wanted, by address, with what is known of them.

A table with a column ``url`` (CSV, Excel, JSON Lines, Parquet), an export of GDELT, Media Cloud or
Zotero, RIS references, or a feed. Addresses are not judged here: one that may not be asked for
gets its line in the report, and does not stop the others.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.columns import rename_columns
from toolkit.articles.dating.dates import ALLOWED, parse_date
from toolkit.articles.files import read_raw
from toolkit.articles.formats.exports import name_known_columns
from toolkit.articles.hosts import host_name
from toolkit.articles.pages.addresses import file_name
from toolkit.articles.schema import STRING, TIME, name_columns, text_column
from toolkit.errors import InputError
from toolkit.output.cells import read_cell

_LONGEST_HOST = 40


def read_manifest(path: str | Path, *, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Read a manifest.

    Parameters
    ----------
    path
        Any table with addresses in it.
    columns
        The user's column names and the toolkit's: ``{"link": "url"}``.

    Returns
    -------
    pandas.DataFrame
        ``article_id`` (unique; made of the address where none is given), ``url``, ``outlet`` (the
        host where none is given), ``published`` (UTC, may be missing), then every other column
        as text.

    Raises
    ------
    InputError
        No such file, no addresses in it, an identifier twice, a date nobody can read.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "links.csv"
    >>> _ = file.write_text("url,published\\nhttps://a.org/1,11 ماي 2022\\n", "utf-8")
    >>> read_manifest(file)[["outlet", "published"]].astype(str).values.tolist()
    [['a.org', '2022-05-11 00:00:00+00:00']]
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path}: a folder; name the file that lists the addresses")
    table = read_raw(path, {**(columns or {}), "url": "url"}).table
    table = name_known_columns(rename_columns(table, columns or {}, path))
    if "url" not in table:
        raise InputError(
            f"{path}: no column url (the columns are: {name_columns(table)}); say which one holds "
            "the addresses, as in --column link=url"
        )
    if table.empty:
        raise InputError(f"{path}: no addresses in it, only the names of columns")
    return _checked(table.drop(columns=["text"], errors="ignore"), path)


def _checked(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    table = table.reset_index(drop=True)
    for name in table.columns.difference(["published"]):
        text = text_column(table[name], path).str.strip().map(read_cell, na_action="ignore")
        table[name] = text.mask(text == "")
    if table["url"].isna().any():
        row = int(table["url"].isna().to_numpy().argmax()) + 1
        raise InputError(f"{path}: row {row}, column url: empty; fill it in or remove the row")
    hosts = table["url"].map(_host).astype(STRING)
    table["outlet"] = table["outlet"].fillna(hosts) if "outlet" in table else hosts
    table["published"] = _published(table, path)
    made = table["url"].map(_identifier).astype(STRING)
    given = table.get("article_id", made)
    table["article_id"] = given.fillna(made)
    # An address twice is no fault of the user's; its second row says so in the report.
    again = table.duplicated("article_id") & ~table.duplicated("url")
    if again.any():
        row = int(again.to_numpy().argmax())
        name = table["article_id"][row]
        first_row = int((table["article_id"] == name).to_numpy().argmax())
        raise InputError(
            f"{path}: row {row + 1}, column article_id: {name!r} already stands in row "
            f"{first_row + 1}; every article needs its own"
        )
    first = ["article_id", "url", "outlet", "published"]
    return table[[*first, *(name for name in table.columns if name not in first)]]


def _published(table: pd.DataFrame, path: Path) -> pd.Series:
    if "published" not in table:
        return pd.Series(pd.NaT, index=table.index, dtype=TIME)
    moments: list[Any] = []
    for row, value in enumerate(table["published"], start=1):
        try:
            moments.append(parse_date(value if not isinstance(value, str) else value.strip()))
        except ValueError:
            raise InputError(
                f"{path}: row {row}, column published: {str(value)[:60]!r} is not a date; {ALLOWED}"
            ) from None
    return pd.Series(pd.to_datetime(moments, utc=True), index=table.index).astype(TIME)


def _host(address: str) -> str:
    return host_name(address) or "unknown"


def _identifier(address: str) -> str:
    """The host and a hash of the address: the same in every run and every manifest."""
    return f"{_host(address)[:_LONGEST_HOST]}-{file_name(address)[-16:][:10]}"
