"""Web archives (WARC, ISO 28500): each web page that came whole becomes an article.

What crawlers and browsers' archiving tools write, and what `toolkit fetch` keeps. Pages without an
article (front pages, forms, images) are passed over and counted.
"""

import logging
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from toolkit.articles.hosts import host_name
from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

MAX_PAGE = 10_000_000
"""Bytes of one page, decompressed; a larger one is passed over."""


def read_web_archive(path: Path) -> pd.DataFrame:
    """Read the articles of a WARC file, compressed or not.

    Returns
    -------
    pandas.DataFrame
        ``url``, ``outlet`` (the host), ``title``, ``text``, ``published``, ``author``,
        ``fetched_at``. Of an address that stands there twice, the first page with an article.

    Raises
    ------
    InputError
        Missing, damaged, or without an article.
    """
    rows: dict[str, dict[str, object]] = {}
    passed = 0
    for address, moment, row in _articles(path):
        if row is None:
            passed += 1
        elif address not in rows:
            host = host_name(address) or "unknown"
            rows[address] = {"url": address, "outlet": host, **row, "fetched_at": moment}
    if not rows:
        raise InputError(f"{path}: no article in this web archive ({passed} pages looked at)")
    if passed:
        LOG.warning("%s: %d pages without an article", path, passed)
    return pd.DataFrame(list(rows.values()), dtype=object)


def _articles(path: Path) -> Iterator[tuple[str, str, dict[str, object] | None]]:
    from warcio.archiveiterator import ArchiveIterator

    if not path.is_file():
        raise InputError(f"{path}: no such file")
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response" and record.http_headers is not None:
                    if record.http_headers.get_statuscode() != "200":
                        continue
                    kind = record.http_headers.get_header("Content-Type") or "html"
                    if "html" not in kind.lower():
                        continue
                    body = record.content_stream().read(MAX_PAGE + 1)
                    address = record.rec_headers.get_header("WARC-Target-URI") or ""
                    moment = record.rec_headers.get_header("WARC-Date") or ""
                    yield address, moment, _article(address, kind, body)
    except InputError:
        raise
    except Exception as error:
        # A damaged archive makes warcio and zlib raise nearly anything.
        text = " ".join(str(error).split())[:100]
        raise InputError(f"{path}: not a web archive, or damaged ({text})") from None


def _article(address: str, kind: str, body: bytes) -> dict[str, object] | None:
    from datetime import UTC, datetime

    from toolkit.articles.fetching.answers import Answer
    from toolkit.articles.fetching.extraction import extract
    from toolkit.articles.fetching.recognition import LEAST_WORDS

    if len(body) > MAX_PAGE or not body.strip():
        return None
    answer = Answer(address, 200, (("Content-Type", kind),), body, datetime(2000, 1, 1, tzinfo=UTC))
    try:
        found = extract(answer)
    except InputError:
        return None
    if len(found.text.split()) < LEAST_WORDS:
        return None
    return {
        "title": found.title,
        "text": found.text,
        "published": found.published,
        "author": found.author or None,
    }
