"""One request, bounded in every way: time, size, decompression, and the machines it may reach.

urllib3 does the talking. What is added: the number that a name resolves to is checked on the very
connection that is used (a second look-up could give another), a page that drips is cut off
after a total time, and a body is decompressed piece by piece, never past its bound. Redirects are
not followed here.
"""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from toolkit.articles.pages.addresses import clean_address, may_reach
from toolkit.articles.pages.answers import REDIRECTS, Answer
from toolkit.articles.pages.faults import FetchError
from toolkit.version import __version__

USER_AGENT = f"media-framing-toolkit/{__version__} (research; one page at a time)"
_ACCEPT = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    "Accept-Language": "ar,en;q=0.5,fr;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_PRIVATE = "on a private network or this machine; --allow-private asks for it all the same"
_NEVER = "a link-local address, which is never asked for"
_PIECE = 65_536
_NO_PAGE = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip")
_TRANSPORT = ("transfer-encoding", "content-encoding", "content-length", "connection", "keep-alive")


@dataclass(frozen=True)
class Limits:
    """How long, how large, how often.

    Attributes
    ----------
    connect, read, total : float
        Seconds for a connection, for any one piece of the answer, and for the whole of it.
    size : int
        Bytes of a page, decompressed.
    redirects : int
        Followed from one address.
    tries : int
        Requests for a page that fails for a passing reason.
    wait : float
        The longest wait in seconds that a server may ask for; beyond it the page is left.
    """

    connect: float = 15.0
    read: float = 20.0
    total: float = 60.0
    size: int = 10_000_000
    redirects: int = 8
    tries: int = 3
    wait: float = 120.0


class _PrivateAddress(Exception):
    pass


class Client:
    """Asks for single pages; `stop` cuts off whatever is under way."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        allow_private: bool = False,
        user_agent: str = USER_AGENT,
    ) -> None:
        self.limits = limits or Limits()
        self.allow_private = allow_private
        self.user_agent = user_agent
        self.stopped = threading.Event()
        self._open: set[_Line] = set()
        self._context = ssl.create_default_context()
        self._context.load_verify_locations(certifi.where())

    def get(self, address: str) -> Answer:
        """Ask for a page once.

        Raises
        ------
        FetchError
            No answer: refused, too slow, broken off, or not to be reached.
        """
        address = clean_address(address)
        with self._line() as line:
            try:
                answer = self._ask(address, line)
                if line.late or self.stopped.is_set():  # a cut may look like the page's end
                    raise TimeoutError
                return answer
            except _PrivateAddress:
                raise FetchError(_NEVER if self.allow_private else _PRIVATE, refused=True) from None
            except (HTTPError, OSError, ValueError) as error:
                if self.stopped.is_set():
                    raise FetchError("stopped", passing=True) from None
                if line.late:
                    text = f"not whole after {self.limits.total:g} seconds"
                    raise FetchError(text, passing=True) from None
                raise FetchError(_reason(error), passing=_is_passing(error)) from None

    def stop(self) -> None:
        """Cut off every request under way, and refuse new ones."""
        self.stopped.set()
        for line in list(self._open):
            line.cut()

    @contextmanager
    def _line(self) -> Iterator["_Line"]:
        if self.stopped.is_set():
            raise FetchError("stopped", passing=True)
        line = _Line(allow_private=self.allow_private)
        timer = threading.Timer(self.limits.total, line.expire)
        timer.daemon = True
        self._open.add(line)
        timer.start()
        try:
            yield line
        finally:
            timer.cancel()
            self._open.discard(line)
            line.close()

    def _ask(self, address: str, line: "_Line") -> Answer:
        parts = urlsplit(address)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.read)
        pool = self._pool(parts.scheme, parts.hostname or "", parts.port, line, timeout)
        with pool:
            response = pool.urlopen(
                "GET",
                target,
                headers={**_ACCEPT, "User-Agent": self.user_agent},
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                body, cut = self._body(response)
            finally:
                response.close()
        headers = tuple((k, v) for k, v in response.headers.items() if k.lower() not in _TRANSPORT)
        now = datetime.now(UTC).replace(microsecond=0)
        return Answer(address, response.status, headers, body, now, cut)

    def _pool(
        self, scheme: str, host: str, port: int | None, line: "_Line", timeout: urllib3.Timeout
    ) -> urllib3.HTTPConnectionPool:
        if scheme == "https":
            secure = urllib3.HTTPSConnectionPool(
                host, port, timeout=timeout, ssl_context=self._context, line=line
            )
            secure.ConnectionCls = _SecureConnection
            return secure
        pool = urllib3.HTTPConnectionPool(host, port, timeout=timeout, line=line)
        pool.ConnectionCls = _PlainConnection
        return pool

    def _body(self, response: urllib3.BaseHTTPResponse) -> tuple[bytes, str]:
        """The body up to its bound, and why it was cut, if it was."""
        kind = response.headers.get("Content-Type", "").strip().lower()
        if kind.startswith(_NO_PAGE) or response.status in REDIRECTS:
            return b"", "type" if kind.startswith(_NO_PAGE) else ""
        pieces, size = [], 0
        for piece in response.stream(_PIECE, decode_content=True):
            size += len(piece)
            if size > self.limits.size:
                return b"", "length"
            pieces.append(piece)
        return b"".join(pieces), ""


class _Line:
    """The socket of one request, which another thread may cut."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.late = False
        self._twin: socket.socket | None = None

    def opened(self, sock: socket.socket) -> None:
        """Check where a socket leads before a byte is sent, and keep a hold on it."""
        if not may_reach(sock.getpeername()[0], private=self.allow_private):
            sock.close()
            raise _PrivateAddress
        self._twin = sock.dup()
        if self.late:
            self.cut()

    def expire(self) -> None:
        self.late = True
        self.cut()

    def cut(self) -> None:
        if self._twin is not None:
            try:
                self._twin.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # closed already

    def close(self) -> None:
        if self._twin is not None:
            self._twin.close()


class _ToldOf:
    """Tells its line of every socket that a connection opens."""

    def __init__(self, *args: object, line: _Line, **options: object) -> None:
        super().__init__(*args, **options)
        self._line = line

    def _new_conn(self) -> socket.socket:
        sock: socket.socket = super()._new_conn()  # type: ignore[misc]
        self._line.opened(sock)
        return sock


class _PlainConnection(_ToldOf, HTTPConnection): ...


class _SecureConnection(_ToldOf, HTTPSConnection): ...


def _reason(error: Exception) -> str:
    """The user's words for a fault of the connection."""
    if isinstance(error, NameResolutionError):
        return "no such host (or no connection to the net)"
    if isinstance(error, NewConnectionError):  # before the time-outs, for it is one of their kind
        return "the host cannot be reached"
    if isinstance(error, ConnectTimeoutError | ReadTimeoutError):
        return "no answer in time"
    if isinstance(error, SSLError | ssl.SSLError):
        return "its certificate is not valid"
    if isinstance(error, DecodeError):
        return "compressed data that nobody can unpack"
    return "the answer was broken off"


def _is_passing(error: Exception) -> bool:
    return not isinstance(error, DecodeError)
