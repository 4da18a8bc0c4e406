"""RIS references, as Zotero and libraries export them: facts on articles, without their texts.

The tags are those of the RIS format (TY to ER, two capitals or a capital and a digit, two blanks,
a hyphen). `toolkit fetch` takes such a file for a manifest.
"""

import re
from pathlib import Path

import pandas as pd

from toolkit.articles.encodings import decode
from toolkit.articles.schema import STRING
from toolkit.errors import InputError

_TAG = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_COLUMNS = {
    "article_id": ("ID",),
    "url": ("UR", "LK", "L2"),
    "title": ("TI", "T1", "CT"),
    "outlet": ("T2", "JO", "JF", "JA", "PB"),
    "published": ("DA", "Y1", "PY"),
    "author": ("AU", "A1"),
    "language": ("LA",),
    "abstract": ("AB", "N2"),
}
_SEVERAL = ("author",)


def read_references(raw: bytes, path: Path) -> pd.DataFrame:
    """Read RIS: ``article_id``, ``url``, ``title``, ``outlet``, ``published``, ``author``, …

    A date without day and month is missing, for the article table dates by the day.

    Raises
    ------
    InputError
        No reference in it.

    Examples
    --------
    >>> raw = "TY  - NEWS\\nTI  - اجتماع مراكش\\nUR  - https://a.org/1\\nER  - \\n".encode()
    >>> read_references(raw, Path("a.ris"))[["title", "url"]].values.tolist()
    [['اجتماع مراكش', 'https://a.org/1']]
    """
    rows = [_row(entry) for entry in _entries(decode(raw, path))]
    if not rows:
        raise InputError(f"{path}: no RIS reference in it (none begins with TY  -)")
    table = pd.DataFrame(rows, columns=list(_COLUMNS), dtype=STRING)
    return table.dropna(axis="columns", how="all")


def _entries(text: str) -> list[list[tuple[str, str]]]:
    entries: list[list[tuple[str, str]]] = []
    is_open = False
    for line in text.split("\n"):
        match = _TAG.fullmatch(line.strip("\r\ufeff"))
        if match and match[1] == "TY":
            entries.append([])
            is_open = True
        elif match and match[1] == "ER":
            is_open = False
        elif match and is_open:
            entries[-1].append((match[1], match[2].strip()))
        elif is_open and entries[-1] and line.strip():
            tag, value = entries[-1][-1]  # a long field goes on in the next line
            entries[-1][-1] = (tag, f"{value} {line.strip()}")
    return [entry for entry in entries if entry]


def _row(entry: list[tuple[str, str]]) -> dict[str, str | None]:
    row: dict[str, str | None] = {}
    for column, tags in _COLUMNS.items():
        values = [value for tag in tags for name, value in entry if name == tag and value]
        row[column] = ("; ".join(values) if column in _SEVERAL else values[0]) if values else None
    row["published"] = _day(row["published"])
    return row


def _day(value: str | None) -> str | None:
    match = re.match(r"(\d{4})[/-](\d\d?)[/-](\d\d?)", value or "")
    return "{}/{}/{}".format(*match.groups()) if match else None
