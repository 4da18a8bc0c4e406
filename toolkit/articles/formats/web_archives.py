"""Web archives (WARC, ISO 28500; WACZ): each web page that came whole becomes an article.

What crawlers and browsers' archiving tools write, and what `toolkit fetch` keeps. Pages without an
article (front pages, forms, images) are passed over and counted. A WARC may be compressed record
by record or as one stream; pages in it as browsers ask for them (gzip, deflate, Brotli, Zstandard).
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

import pandas as pd

from toolkit.articles.account import count_left_out
from toolkit.articles.formats.extras import wanted
from toolkit.articles.hosts import host_name
from toolkit.errors import InputError

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MAX_PAGE = 10_000_000
"""Bytes of one page, decompressed; a larger one is passed over."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZIP = b"PK\x03\x04"
_ENDS = (b"\r\n\r\n", b"\n\n")


class _Page(NamedTuple):
    address: str
    moment: str
    kind: str
    body: bytes


class _Watched(io.RawIOBase):
    """A stream that remembers its last bytes: they tell whether the last record is closed."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.end = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            # What came before a cut is read all the same, so that the cut can be named.
            piece = self._stream.read1(len(buffer))
        except (EOFError, gzip.BadGzipFile):
            self.end = b""
            return 0
        buffer[: len(piece)] = piece
        if piece:
            self.end = (self.end + piece)[-4:]
        return len(piece)


def read_web_archive(path: Path) -> pd.DataFrame:
    """Read the articles of a WARC file, compressed or not, or of the WARCs in a WACZ.

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
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    rows: dict[str, dict[str, object]] = {}
    passed: list[str] = []
    again: list[str] = []
    for stream in _streams(path):
        for address, moment, row in _articles(stream, path):
            if row is None:
                passed.append(address)
            elif address in rows:
                again.append(address)
            else:
                host = host_name(address) or "unknown"
                rows[address] = {"url": address, "outlet": host, **row, "fetched_at": moment}
    if not rows:
        raise InputError(f"{path}: no article in this web archive ({len(passed)} pages looked at)")
    count_left_out("page_without_article", len(passed), first=passed[0] if passed else "")
    count_left_out("page_again", len(again), first=again[0] if again else "")
    return pd.DataFrame(list(rows.values()), dtype=object)


def _streams(path: Path) -> Iterator[IO[bytes]]:
    """The archive, or each one in a WACZ, decompressed."""
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start == _ZIP:
            with zipfile.ZipFile(file) as archive:
                names = [n for n in archive.namelist() if n.startswith("archive/") and ".warc" in n]
                for name in sorted(names):
                    with archive.open(name) as member:
                        yield _decompressed(member, path)
            return
        yield _decompressed(file, path)


def _decompressed(stream: IO[bytes], path: Path) -> IO[bytes]:
    buffered = io.BufferedReader(stream)  # type: ignore[type-var]
    start = buffered.peek(4)[:4]
    if start.startswith(_GZIP):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=buffered))
    if start == _ZSTD:
        zstandard = wanted("zstandard", path, "archives by Zstandard", "write it anew as .warc.gz")
        reader = zstandard.ZstdDecompressor().stream_reader(buffered, read_across_frames=True)
        return io.BufferedReader(reader)
    return buffered


def _articles(stream: IO[bytes], path: Path) -> Iterator[tuple[str, str, dict[str, object] | None]]:
    from warcio.archiveiterator import ArchiveIterator

    whole = 0
    watched = _Watched(stream)
    try:
        for record in ArchiveIterator(io.BufferedReader(watched)):
            page = _page(record, path)
            whole += 1
            if page is not None:
                yield page.address, page.moment, _article(page)
        # A record cut inside its headers looks like the end to warcio.
        if not watched.end.endswith(_ENDS):
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


def _damaged(path: Path, whole: int) -> InputError:
    if not whole:
        return InputError(f"{path}: not a web archive, or cut short; copy it again")
    return InputError(f"{path}: damaged or cut short behind record {whole}; copy it again")


def _page(record: "ArcWarcRecord", path: Path) -> _Page | None:
    """A record's page, read whole; None where it is something else.

    Raises
    ------
    ValueError
        The record ends before the length that it states.
    """
    http = record.http_headers
    body = record.raw_stream.read(MAX_PAGE + 1)
    if getattr(record.raw_stream, "limit", 0) > 0 and len(body) <= MAX_PAGE:
        raise ValueError("cut short")
    if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
        return None
    kind = http.get_header("Content-Type") or "html"
    if "html" not in kind.lower():
        return None
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        body = _unchunked(body)
    for encoding in reversed((http.get_header("Content-Encoding") or "").lower().split(",")):
        body = _decoded(body, encoding.strip(), path)
    meta = record.rec_headers
    address, moment = meta.get_header("WARC-Target-URI"), meta.get_header("WARC-Date")
    return _Page(address or "", moment or "", kind, body)


def _unchunked(body: bytes) -> bytes:
    """A body out of its chunks; as it is where it has none, for many tools take them out."""
    whole: list[bytes] = []
    at = 0
    while True:
        line = body.find(b"\r\n", at)
        try:
            size = int(body[at:line].split(b";")[0], 16) if line >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(whole) if whole else body
        if size == 0:
            return b"".join(whole)
        whole.append(body[line + 2 : line + 2 + size])
        at = line + 2 + size + 2


def _decoded(body: bytes, encoding: str, path: Path) -> bytes:
    """A body without its content encoding; as it is where a tool has undone that already."""
    advice = "record the pages without compression"
    try:
        if encoding in ("gzip", "x-gzip") and body.startswith(_GZIP):
            return zlib.decompressobj(31).decompress(body, MAX_PAGE + 1)
        if encoding == "deflate":
            return _inflated(body)
        if encoding == "br":
            return bytes(wanted("brotli", path, "pages by Brotli", advice).decompress(body))
        if encoding == "zstd" and body.startswith(_ZSTD):
            zstandard = wanted("zstandard", path, "pages by Zstandard", advice)
            with zstandard.ZstdDecompressor().stream_reader(body) as stream:
                return bytes(stream.read(MAX_PAGE + 1))
    except InputError:
        raise
    except Exception:
        # Each library raises errors of its own kind on what is not compressed after all.
        return body
    return body


def _inflated(body: bytes) -> bytes:
    for window in (15, -15):  # with zlib's header, as the standard says, and without
        try:
            return zlib.decompressobj(window).decompress(body, MAX_PAGE + 1)
        except zlib.error:
            continue
    return body


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
    except Exception:
        # No web page, or one that breaks a library: the others are still to come. It is counted.
        return None
    if len(found.text.split()) < LEAST_WORDS:
        return None
    return {
        "title": found.title,
        "text": found.text,
        "published": found.published,
        "author": found.author or None,
    }
