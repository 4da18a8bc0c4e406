"""How much a file may hold, in proportion to the machine that reads it.

A file of a few kilobytes can unpack to gigabytes, and a page of a megabyte take minutes to parse.
What is refused is told with its size and with the bound.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

MOST = 8 * 2**30
"""The most that one file may hold on any machine; a larger one is split by its owner."""

# A text takes its own size several times over: as bytes, decoded, in a table, read.
_SHARE = 8
_LEAST = 64 * 2**20
_UNKNOWN = 2**30

_LONG_TAG = 20_000
_MOST_ATTRIBUTES = 2_000
_ATTRIBUTE = re.compile(r"(?<!\S)[A-Za-z_:][\w:.-]*(?=[=\s]|\Z)", re.ASCII)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


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


def is_overfull(page: str) -> bool:
    """Whether a tag of a page has more attributes than any that a person or a program has made.

    Parsers compare the names of a tag's attributes with each other.

    Examples
    --------
    >>> is_overfull("<p class='خبر'>" + "كلمة " * 9999)
    False
    >>> is_overfull("<p " + " ".join(f"data-{n}=1" for n in range(9999)) + ">")
    True
    """
    if len(page) < _LONG_TAG:
        return False
    # A piece may begin inside a quoted value, which held the "<".
    return any(
        len(_ATTRIBUTE.findall(_QUOTED.sub("", opened + piece).partition(">")[0]))
        > _MOST_ATTRIBUTES
        for piece in page.split("<")
        if len(piece) > _LONG_TAG
        for opened in ("", '"', "'")
    )


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
