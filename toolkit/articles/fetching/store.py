"""The pages as they came: one small web archive (WARC, ISO 28500) an address.

WARC keeps what a page is worth as evidence: the address, the time, the status, the headers, the
bytes and their digest, for each redirect on the way too; every web archive's tools read it. A file
is written beside its place and moved there, so that it is there whole or not at all: what is
there is never asked for again.
"""

import hashlib
import io
import os
from base64 import b32encode
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from toolkit.articles.pages.addresses import file_name
from toolkit.articles.pages.answers import Answer, Visit
from toolkit.errors import InputError
from toolkit.output.whole import whole_file

SUFFIX = ".warc.gz"
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found", 410: "Gone"}


class PageStore:
    """A folder of pages, by the address that was asked for."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def path(self, address: str) -> Path:
        """Where the page of an address lies, or would."""
        host = urlsplit(address).hostname or "page"
        return self.folder / f"{file_name(host)[: -17 or None]}-{file_name(address)[-16:]}{SUFFIX}"

    def get(self, address: str) -> Visit | None:
        """The kept visit to an address; None where there is none, or no whole one."""
        path = self.path(address)
        if not path.is_file():
            return None
        try:
            visit = read_visit(path)
        except InputError:
            return None  # damaged since: it will be fetched, and written, anew
        return visit if visit.asked == address else None

    def put(self, visit: Visit) -> Path:
        """Keep a visit."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.path(visit.asked)
        with whole_file(path) as part, part.open("wb") as stream:
            stream.write(write_warc(visit))
            stream.flush()
            os.fsync(stream.fileno())
        return path

    def clear_parts(self) -> None:
        """Remove what an interrupted run was writing."""
        for part in self.folder.glob(f"*{SUFFIX}.part"):
            part.unlink(missing_ok=True)


def write_warc(visit: Visit) -> bytes:
    """A visit as a compressed WARC file; the same visit gives the same bytes."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, answer in enumerate(visit.answers):
        headers = {
            "WARC-Date": answer.time.strftime(_TIME),
            "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{answer}{number}')}>",
        }
        if answer.cut:
            headers["WARC-Truncated"] = answer.cut
        status = f"{answer.status} {_REASONS.get(answer.status, '')}".strip()
        http = StatusAndHeaders(status, list(map(_one_line, answer.headers)), protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                answer.address,
                "response",
                payload=io.BytesIO(answer.body),
                length=len(answer.body),
                http_headers=http,
                warc_headers_dict=headers,
            )
        )
    return out.getvalue()


def read_visit(path: Path) -> Visit:
    """Read a file that `PageStore.put` wrote.

    Raises
    ------
    InputError
        Not such a file, or damaged: the digest of each page's bytes is checked.
    """
    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream)
            answers = tuple(_answer(record) for record in records if record.rec_type == "response")
    except Exception as error:
        # A damaged file makes warcio and zlib raise nearly anything.
        text = " ".join(str(error).split())[:100]
        raise InputError(f"{path}: a damaged page ({text}); remove it and fetch again") from None
    if not answers:
        raise InputError(f"{path}: no page in it, or damaged; remove it and fetch again")
    return Visit(answers[0].address, answers)


def _answer(record: ArcWarcRecord) -> Answer:
    meta, http = record.rec_headers, record.http_headers
    body = record.content_stream().read()
    digest = b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
    if meta.get_header("WARC-Payload-Digest") != f"sha1:{digest}":
        raise ValueError("its digest does not fit its bytes")
    moment = datetime.strptime(meta.get_header("WARC-Date"), _TIME).replace(tzinfo=UTC)
    return Answer(
        address=meta.get_header("WARC-Target-URI"),
        status=int(http.get_statuscode()),
        headers=tuple((name, value) for name, value in http.headers),
        body=body,
        time=moment,
        cut=meta.get_header("WARC-Truncated") or "",
    )


def _one_line(header: tuple[str, str]) -> tuple[str, str]:
    name, value = header
    return name, " ".join(value.split())
