"""How much a file may hold, in proportion to the machine that reads it.

A file of a few kilobytes can unpack to gigabytes, and a page of a megabyte take minutes to parse.
What is refused is told with its size and with the bound.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

from toolkit.errors import InputError

MOST = 8 * 2**30
"""The most that one file may hold on any machine; a larger one is split by its owner."""

# A text takes its own size several times over: as bytes, decoded, in a table, read.
_SHARE = 8
_LEAST = 64 * 2**20
_UNKNOWN = 2**30

_MOST_TAGS = 100_000
_LONG_TAG = 1_000
_MOST_ATTRIBUTES = 2_000
_MOST_PAIRS = 50_000_000
_ATTRIBUTE = re.compile(r"(?<!\S)[A-Za-z_:][\w:.-]*(?=[=\s]|\Z)", re.ASCII)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


class TooCostly(InputError):
    """A page that would take minutes to parse.

    Attributes
    ----------
    reason : str
        What `why_overfull` said.
    """

    def __init__(self, what: object, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
        self.reason = reason


@lru_cache(maxsize=1)
def most_bytes() -> int:
    """The bytes that one file may hold once unpacked: an eighth of what this process may have.

    Examples
    --------
    >>> 2**26 <= most_bytes() <= MOST
    True
    """
    return min(max(_memory() // _SHARE, _LEAST), MOST)


def as_megabytes(size: int) -> str:
    """A size as messages tell it.

    Examples
    --------
    >>> as_megabytes(3_000_000_000)
    '3,000 MB'
    """
    return f"{max(size // 1_000_000, 1):,} MB"


def why_overfull(page: str) -> str:
    """Say why a page would take a parser minutes; empty where it does not.

    Nothing stops a parser once it has begun. Its time grows with the tags, and with the pairs of a
    tag's attributes, whose names it compares; no person or program makes pages of so many.

    Examples
    --------
    >>> why_overfull("<p class='خبر'>" + "كلمة " * 9999)
    ''
    >>> why_overfull("<p " + " ".join(f"data-{n}=1" for n in range(9999)) + ">")
    'cannot be read in time: its tags have thousands of attributes'
    """
    pieces = page.split("<")
    if len(pieces) > _MOST_TAGS:
        return f"cannot be read in time: it has more than {_MOST_TAGS:,} tags"
    pairs = 0
    for piece in pieces:
        if len(piece) > _LONG_TAG:
            count = _attributes(piece)
            pairs += count**2
            if count > _MOST_ATTRIBUTES or pairs > _MOST_PAIRS:
                return "cannot be read in time: its tags have thousands of attributes"
    return ""


def _attributes(piece: str) -> int:
    # A piece may begin inside a quoted value, which held the "<".
    tags = (_QUOTED.sub("", opened + piece).partition(">")[0] for opened in ("", '"', "'"))
    return max(len(_ATTRIBUTE.findall(tag)) for tag in tags)


def _memory() -> int:
    """The bytes of memory of this machine, or what this process is allowed of them."""
    try:
        most = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # as on Windows
        most = _UNKNOWN * _SHARE
    try:
        import resource

        allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
        if allowed != resource.RLIM_INFINITY:
            most = min(most, allowed)
    except ImportError:
        pass
    return most
