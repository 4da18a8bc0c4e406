"""Nexis Uni, saved as text or Word: the present interface of LexisNexis.

A document is its headline, its source, its day, a copyright line, fields with a name (Section,
Length, Byline), ``Body``, the text, ``Load-Date`` and ``End of Document``. The fields' names are
those of the interface's language; the last line marks where a document ends. Form: the R package
nexisuni and LexisNexis's own help ("Full documents").
"""

import re
from functools import lru_cache
from pathlib import Path

import pandas as pd

from toolkit.articles.formats.interfaces import interface_words, one_of
from toolkit.articles.formats.press_databases import documents_table, paragraphs, worded_day

_FIELD = re.compile(r"[ \t]*([^\W\d_][\w -]{2,24}):[ \t]*(.*)")
_PAGE = re.compile(r"(?i)\s*Page \d+ of \d+\s*")


def is_nexis_uni(text: str) -> bool:
    """Say whether a text is a download of Nexis Uni.

    Examples
    --------
    >>> is_nexis_uni("ع\\nالمساء\\nMay 11, 2022\\n\\nBody\\n\\nنص\\n\\nLoad-Date: x\\n\\nEnd of Document\\n")
    True
    """
    end = _end().search(text)
    return bool(
        end and (_body().search(text, 0, end.start()) or _after().search(text, 0, end.start()))
    )


def read_nexis_uni(text: str, path: Path) -> pd.DataFrame:
    """Read the documents of a download of Nexis Uni.

    Raises
    ------
    InputError
        No document has a text.
    """
    parts = [part for part in _end().split(text) if part.strip()]
    if parts and not (_body().search(parts[-1]) or _after().search(parts[-1])):
        parts.pop()  # what the program writes behind the last document
    return documents_table([_row(part) for part in parts], path)


def _row(part: str) -> dict[str, object]:
    body = _body().search(part)
    head = part[: body.start()] if body else _head_without_body(part)
    rest = part[body.end() :] if body else part[len(head) :]
    lines = [
        line.strip() for line in head.split("\n") if line.strip() and not _PAGE.fullmatch(line)
    ]
    fields = {m[1]: m[2].strip() for line in lines if (m := _FIELD.fullmatch(line))}
    day = next((at for at, line in enumerate(lines) if at and worded_day(line)), None)
    named = lines[:day] if day is not None else lines[:2]
    named = [line for line in named if not _copyright().match(line)]
    return {
        "outlet": named[-1] if len(named) > 1 else None,
        "published": worded_day(lines[day]) if day is not None else None,
        "title": " ".join(named[:-1]) if len(named) > 1 else "".join(named),
        "text": paragraphs(_after().split(rest, maxsplit=1)[0].split("\n")),
        "author": next(
            (fields[name] for name in interface_words("nexis_uni", "author") if fields.get(name)),
            None,
        ),
    }


def _head_without_body(part: str) -> str:
    """Up to the last named field or copyright line, where ``Body`` has another name."""
    end = 0
    at = 0
    for line in part.splitlines(keepends=True):
        at += len(line)
        if _after().match(line):
            break
        if _copyright().match(line) or _FIELD.fullmatch(line.strip()):
            end = at
    return part[:end]


@lru_cache(maxsize=1)
def _end() -> re.Pattern[str]:
    """The line that ends a document."""
    return re.compile(
        rf"^[ \t]*{one_of('nexis_uni', 'end')}[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    """The line before the text."""
    return re.compile(rf"^[ \t]*{one_of('nexis_uni', 'body')}[ \t]*\r?$", re.MULTILINE)


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    """Where the fields behind the text begin."""
    return re.compile(
        rf"^[ \t]*{one_of('nexis_uni', 'after')}[ \t]*:?", re.MULTILINE | re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _copyright() -> re.Pattern[str]:
    """How the copyright line begins."""
    return re.compile(rf"(?i)[ \t]*{one_of('nexis_uni', 'copyright')}")
