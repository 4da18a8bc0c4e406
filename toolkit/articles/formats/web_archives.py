"""Web archives (WARC, ISO 28500): each web page that came whole becomes an article.

What crawlers and browsers' archiving tools write, and what `toolkit fetch` keeps. Pages without an
article (front pages, forms, images) are passed over and counted.
"""

import gzip
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from toolkit.articles.hosts import host_name
from toolkit.errors import InputError

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

LOG = logging.getLogger(__name__)

MAX_PAGE = 10_000_000
"""Bytes of one page, decompressed; a larger one is passed over."""

_PIECE = 1_000_000


class _Page(NamedTuple):
    address: str
    moment: str
    kind: str
    body: bytes


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
    whole = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                page = _page(record)
                whole += 1
                if page is not None:
                    yield page.address, page.moment, _article(page)
        if not _ends_whole(path):
            raise _damaged(path, whole)
    except InputError:
        raise
    except OSError as error:
        if error.errno is None:  # gzip's own complaint
            raise _damaged(path, whole) from None
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    except Exception:
        # A damaged archive makes warcio and zlib raise nearly anything.
        raise _damaged(path, whole) from None


def _ends_whole(path: Path) -> bool:
    """Whether the last record is closed: one cut inside its headers looks like the end to warcio."""
    with path.open("rb") as stream:
        is_gzip = stream.read(2) == b"\x1f\x8b"
    end = b""
    with gzip.open(path) if is_gzip else path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            end = (end + piece)[-4:]
    return end.endswith((b"\r\n\r\n", b"\n\n"))


def _damaged(path: Path, whole: int) -> InputError:
    if not whole:
        return InputError(f"{path}: not a web archive, or cut short; copy it again")
    return InputError(f"{path}: damaged or cut short behind record {whole}; copy it again")


def _page(record: "ArcWarcRecord") -> _Page | None:
    """A record's page, read whole; None where it is something else.

    Raises
    ------
    ValueError
        The record ends before the length that it states.
    """
    http = record.http_headers
    body = record.content_stream().read(MAX_PAGE + 1)
    if getattr(record.raw_stream, "limit", 0) > 0 and len(body) <= MAX_PAGE:
        raise ValueError("cut short")
    if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
        return None
    kind = http.get_header("Content-Type") or "html"
    if "html" not in kind.lower():
        return None
    meta = record.rec_headers
    address, moment = meta.get_header("WARC-Target-URI"), meta.get_header("WARC-Date")
    return _Page(address or "", moment or "", kind, body)


def _article(page: _Page) -> dict[str, object] | None:
    from datetime import UTC, datetime

    from toolkit.articles.pages.answers import Answer
    from toolkit.articles.pages.extraction import extract
    from toolkit.articles.pages.recognition import LEAST_WORDS

    if len(page.body) > MAX_PAGE or not page.body.strip():
        return None
    headers = (("Content-Type", page.kind),)
    answer = Answer(page.address, 200, headers, page.body, datetime(2000, 1, 1, tzinfo=UTC))
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
