"""What fetching makes: the article table, and the report with one line an address.

An article's date is the page's own where it agrees with the manifest's day or the manifest has
none, since pages know the hour; otherwise the manifest's, which a person looked at.
"""

import csv
import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from toolkit.articles.duplicates import flag_duplicates
from toolkit.articles.fetching.fetch import Outcome
from toolkit.articles.schema import STRING, TIME, check_articles
from toolkit.output.cells import csv_cell

REPORT_COLUMNS = ("url", "status", "reason", "article_id")
CAME = ("fetched", "archived")
_MOST_APART = timedelta(days=3)


def article_table(manifest: pd.DataFrame, outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """The articles that came, in the manifest's order.

    Parameters
    ----------
    manifest
        As `read_manifest` returns it.
    outcomes
        One a row.

    Returns
    -------
    pandas.DataFrame
        The article table, with every column of the manifest, and ``fetched_from`` (the address
        the text came from: the page's after redirects, or a capture's), ``fetched_at`` (UTC),
        ``page_sha256``, ``duplicate_of`` and ``duplicate_kind``. Empty where none came.
    """
    rows: list[dict[str, Any]] = []
    for listed, outcome in zip(manifest.to_dict("records"), outcomes, strict=True):
        row = {str(name): value for name, value in listed.items()}
        if outcome.status in CAME and outcome.found is not None and outcome.visit is not None:
            rows.append({**row, **_fields(row, outcome)})
    if not rows:
        return pd.DataFrame()
    table = pd.DataFrame(rows)
    table["published"] = pd.to_datetime(table["published"], utc=True).astype(TIME)
    table["fetched_at"] = pd.to_datetime(table["fetched_at"], utc=True).astype(TIME)
    for name in table.columns.difference(["published", "fetched_at"]):
        table[name] = table[name].astype(STRING)
    return flag_duplicates(check_articles(table, file="the fetched articles"))


def report_table(manifest: pd.DataFrame, outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """One line an address: ``url``, ``status``, ``reason``, and ``article_id`` where it came."""
    rows = [
        (url, outcome.status, outcome.reason, name if outcome.status in CAME else "")
        for url, name, outcome in zip(
            manifest["url"], manifest["article_id"], outcomes, strict=True
        )
    ]
    return pd.DataFrame(rows, columns=list(REPORT_COLUMNS), dtype=STRING)


def report_csv(report: pd.DataFrame) -> str:
    """The report as CSV; a cell that a spreadsheet would run as a formula is quoted with ``'``.

    Examples
    --------
    >>> row = [("http://a.org", "failed", "=1+1", "")]
    >>> report_csv(pd.DataFrame(row, columns=REPORT_COLUMNS)).splitlines()[1]
    "http://a.org,failed,'=1+1,"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(REPORT_COLUMNS)
    for row in report.itertuples(index=False):
        writer.writerow(csv_cell(cell) if isinstance(cell, str) else cell for cell in row)
    return out.getvalue()


def _fields(row: dict[str, Any], outcome: Outcome) -> dict[str, Any]:
    found, visit = outcome.found, outcome.visit
    assert found is not None
    assert visit is not None
    return {
        "title": found.title or row.get("title") or "",
        "text": found.text,
        "published": _published(row["published"], found.published),
        "author": row.get("author") or found.author or None,
        "fetched_from": visit.last.address,
        "fetched_at": visit.last.time,
        "page_sha256": visit.sha256,
    }


def _published(listed: Any, stated: Any) -> Any:
    if stated is None or pd.isna(stated):
        return listed
    if pd.isna(listed) or abs(stated - listed) <= _MOST_APART:
        return stated
    return listed
