"""What a server answered, as it is kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """One answer of a server.

    Attributes
    ----------
    address : str
        What was asked for.
    status : int
        The HTTP status.
    headers : tuple of (name, value)
        As sent, but for those on transport and compression, which was undone.
    body : bytes
        Decompressed; empty where it was cut.
    time : datetime
        When it came, UTC, whole seconds.
    cut : str
        Why the body was not taken: ``length`` (too large), or ``type`` (no page); else ``""``.
    """

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    time: datetime
    cut: str = ""

    def header(self, name: str) -> str:
        """The first header of a name, or ``""``."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def target(self) -> str:
        """Where a redirect leads, or ``""``."""
        place = self.header("Location") if self.status in REDIRECTS else ""
        # Arabic addresses come as bare UTF-8 bytes, which HTTP's own code page garbles.
        place = place.encode("latin-1", "replace").decode("utf-8", "replace")
        try:
            return urljoin(self.address, place) if place else ""
        except ValueError:
            return place


@dataclass(frozen=True)
class Visit:
    """An address asked for and all answers on the way: redirects first, the page last."""

    asked: str
    answers: tuple[Answer, ...]

    @property
    def last(self) -> Answer:
        """The page, or the fault, at the end of the redirects."""
        return self.answers[-1]

    @property
    def sha256(self) -> str:
        """Hash of the page's bytes, decompressed."""
        return hashlib.sha256(self.last.body).hexdigest()
