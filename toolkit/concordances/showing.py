"""Lines of a concordance as a reader sees them: the hits under each other, right to left.

What stands before a hit stands to its right. A notebook shows a table that runs right to left; a
terminal gets lines of one width, whose direction is told by Unicode's marks (UAX 9) to those
terminals that know them.
"""

from __future__ import annotations

import html
import unicodedata
from typing import Any

import pandas as pd

CONTEXT = ("left", "hit", "right")
SHOWN = 200
SHOWN_IN_TERMINAL = 40
_WHERE = ("outlet", "published", "day", "term", "speaker", "holder", "actor", "state")
_RLI, _FSI, _PDI = "\u2067", "\u2068", "\u2069"
_CONTROLS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_STYLE = {
    "left": "text-align:left",
    "hit": "text-align:center;font-weight:bold;padding:0 .6em;white-space:nowrap",
    "right": "text-align:right",
}


class ContextTable(pd.DataFrame):
    """A DataFrame with the columns `left`, `hit`, `right`, shown as a concordance.

    Examples
    --------
    >>> table = ContextTable({"left": ["أشاد الوزير"], "hit": ["بالدور"], "right": ["الكبير"]})
    >>> "<bdi>بالدور</bdi>" in table._repr_html_(), len(table)
    (True, 1)
    """

    @property
    def _constructor(self) -> type[ContextTable]:
        return ContextTable

    @property
    def table(self) -> pd.DataFrame:
        """The lines as a plain DataFrame."""
        return pd.DataFrame(self)

    def to_frame(self) -> pd.DataFrame:
        """Give the lines as a plain DataFrame."""
        return self.table

    def counts(self) -> dict[str, int]:
        """Give the number of lines of each term that was searched for, 0 where it has none."""
        asked = self.attrs.get("terms", ())
        found = self["term"].value_counts().to_dict() if "term" in self else {}
        return {term: int(found.get(term, 0)) for term in asked or sorted(found)}

    def __repr__(self) -> str:
        return _as_text(self) if _is_context(self) else super().__repr__()

    def _repr_html_(self) -> str:
        if not _is_context(self):
            return str(pd.DataFrame(self)._repr_html_())  # type: ignore[operator]
        return _as_html(self)


def _is_context(table: pd.DataFrame) -> bool:
    return set(CONTEXT) <= set(table.columns) and table.columns.is_unique


def _where(table: pd.DataFrame) -> list[str]:
    """The columns that say where a line stands; what is the same in all is not said."""
    several = len(table.attrs.get("terms", ())) > 1
    return [name for name in _WHERE if name in table and (name != "term" or several)]


def _cell(value: object) -> str:
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return ""
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _heading(table: ContextTable) -> str:
    counts = " · ".join(f"{_FSI}{term}{_PDI}: {n:,}" for term, n in table.counts().items())
    return counts if counts and len(table.counts()) <= 12 else f"{len(table):,}"


def _as_html(table: ContextTable) -> str:
    where = _where(table)
    head = "".join(f'<th scope="col">{name}</th>' for name in (*CONTEXT, *where))
    lines = "".join(_row(row, where) for row in table.head(SHOWN).to_dict("records"))
    more = f" ({SHOWN:,} / {len(table):,})" if len(table) > SHOWN else ""
    return (
        f'<div dir="rtl" lang="ar" style="overflow-x:auto"><p>{html.escape(_heading(table))}{more}'
        f'</p><table style="border-collapse:collapse"><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _row(row: dict[Any, Any], where: list[str]) -> str:
    place = f"{row['article_id']}: {row['start']}–{row['end']}" if "article_id" in row else ""
    context = "".join(
        f'<td style="{_STYLE[name]}"><bdi>{html.escape(_cell(row[name]))}</bdi></td>'
        for name in CONTEXT
    )
    rest = "".join(f"<td><bdi>{html.escape(_cell(row[name]))}</bdi></td>" for name in where)
    return f'<tr title="{html.escape(place, quote=True)}">{context}{rest}</tr>'


def _as_text(table: ContextTable, side: int = 34) -> str:
    rows = table.head(SHOWN_IN_TERMINAL).to_dict("records")
    where = [name for name in _where(table) if name in ("outlet", "published", "day", "term")]
    lines = [_heading(table)]
    for row in rows:
        left, hit, right = (_plain(row[name]) for name in CONTEXT)
        told = " · ".join(_cell(row[name]) for name in where)
        line = f"{_padded(left, side, before=True)}  {hit}  {_padded(right, side, before=False)}"
        lines.append(f"{_RLI}{line}{_PDI}  {_FSI}{told}{_PDI}".rstrip())
    if len(table) > len(rows):
        lines.append(f"… {len(rows)} / {len(table):,}")
    return "\n".join(lines)


def _plain(value: object) -> str:
    return " ".join(_cell(value).translate(_CONTROLS).split())


def _width(text: str) -> int:
    return sum(1 for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def _padded(text: str, side: int, *, before: bool) -> str:
    """Cut or fill a context to one width, at its end far from the hit."""
    while _width(text) > side:
        cut = text.partition(" ")[2] if before else text.rpartition(" ")[0]
        text = cut or (text[-side:] if before else text[:side])
    fill = " " * (side - _width(text))
    return fill + text if before else text + fill
