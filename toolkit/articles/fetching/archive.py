"""Captures of a page in the Wayback Machine, nearest to the day it was published.

The archive's index (its CDX server) lists the captures of an address that were whole, nearest to a
time first; ``id_`` behind a capture's time gives the page as it was, without the archive's own
bar and links.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

from toolkit.articles.pages.answers import Visit

BASE = "https://web.archive.org"
CAPTURES = 3
"""How many captures are looked at before a page is given up."""

_FIELDS = ("timestamp", "original")


@dataclass(frozen=True)
class Archive:
    """A web archive that speaks the Wayback Machine's language."""

    base: str = BASE

    def index_address(self, address: str, published: datetime | None) -> str:
        """Where the archive lists the captures; without a date, the earliest first.

        Examples
        --------
        >>> Archive("http://a").index_address("http://b.org/1", None)
        'http://a/cdx/search/cdx?url=http%3A%2F%2Fb.org%2F1&output=json&...&limit=3'
        """
        query = {
            "url": address,
            "output": "json",
            "fl": ",".join(_FIELDS),
            "filter": "statuscode:200",
            "limit": str(CAPTURES),
        }
        if published is not None:
            query |= {"sort": "closest", "closest": published.strftime("%Y%m%d%H%M%S")}
        return f"{self.base}/cdx/search/cdx?{urlencode(query)}"

    def captures(self, index: Visit) -> list[str]:
        """The addresses of the captures that an answer of the index lists; none, if unreadable."""
        if index.last.status != 200:
            return []
        try:
            rows = json.loads(index.last.body or b"[]")
            found = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
            pairs = [(str(row["timestamp"]), str(row["original"])) for row in found]
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            return []
        return [
            f"{self.base}/web/{time}id_/{quote(original, safe=':/?&=%+,;@~!$*()')}"
            for time, original in pairs[:CAPTURES]
            if time.isascii() and time.isdigit()
        ]
