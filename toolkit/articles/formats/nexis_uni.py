"""Nexis Uni, saved as text or Word: the present interface of LexisNexis.

A document is its headline, its source, its day, a copyright line, fields with a name (Section,
Length, Byline), ``Body``, the text, ``Load-Date`` and ``End of Document``. The fields' names are
those of the interface's language; the last line marks where a document ends. Form: the R package
nexisuni and LexisNexis's own help ("Full documents").
"""

import re
from pathlib import Path

import pandas as pd

from toolkit.articles.formats.press_databases import documents_table, paragraphs, worded_day

_END = re.compile(
    r"^[ \t]*(?:End of Document|Fin du document|Ende des Dokuments|Dokumentende|Fin del documento|"
    r"نهاية (?:المستند|الوثيقة))[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_BODY = re.compile(
    r"^[ \t]*(?:Body|Corps|Texte|Text|Textkörper|Haupttext|Cuerpo|النص|نص المقال)[ \t]*\r?$",
    re.MULTILINE,
)
_FIELD = re.compile(r"[ \t]*([^\W\d_][\w -]{2,24}):[ \t]*(.*)")
_AFTER = re.compile(
    r"^[ \t]*(?:Load-Date|Date de chargement|Date-chargement|Ladedatum|Update|Classification|"
    r"Language|Langue|Sprache|تاريخ التحميل)[ \t]*:?",
    re.MULTILINE | re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?i)[ \t]*(?:copyright|©|\(c\)|حقوق)")
_AUTHOR = ("Byline", "Auteur", "Autor", "Author", "الكاتب")
_PAGE = re.compile(r"(?i)\s*Page \d+ of \d+\s*")


def is_nexis_uni(text: str) -> bool:
    """Say whether a text is a download of Nexis Uni.

    Examples
    --------
    >>> is_nexis_uni("ع\\nالمساء\\nMay 11, 2022\\n\\nBody\\n\\nنص\\n\\nLoad-Date: x\\n\\nEnd of Document\\n")
    True
    """
    end = _END.search(text)
    return bool(end and (_BODY.search(text, 0, end.start()) or _AFTER.search(text, 0, end.start())))


def read_nexis_uni(text: str, path: Path) -> pd.DataFrame:
    """Read the documents of a download of Nexis Uni.

    Raises
    ------
    InputError
        No document has a text.
    """
    parts = [part for part in _END.split(text) if part.strip()]
    if parts and not (_BODY.search(parts[-1]) or _AFTER.search(parts[-1])):
        parts.pop()  # what the program writes behind the last document
    return documents_table([_row(part) for part in parts], path)


def _row(part: str) -> dict[str, object]:
    body = _BODY.search(part)
    head = part[: body.start()] if body else _head_without_body(part)
    rest = part[body.end() :] if body else part[len(head) :]
    lines = [
        line.strip() for line in head.split("\n") if line.strip() and not _PAGE.fullmatch(line)
    ]
    fields = {m[1]: m[2].strip() for line in lines if (m := _FIELD.fullmatch(line))}
    day = next((at for at, line in enumerate(lines) if at and worded_day(line)), None)
    named = lines[:day] if day is not None else lines[:2]
    named = [line for line in named if not _COPYRIGHT.match(line)]
    return {
        "outlet": named[-1] if len(named) > 1 else None,
        "published": worded_day(lines[day]) if day is not None else None,
        "title": " ".join(named[:-1]) if len(named) > 1 else "".join(named),
        "text": paragraphs(_AFTER.split(rest, maxsplit=1)[0].split("\n")),
        "author": next((fields[name] for name in _AUTHOR if fields.get(name)), None),
    }


def _head_without_body(part: str) -> str:
    """Up to the last named field or copyright line, where ``Body`` has another name."""
    end = 0
    at = 0
    for line in part.splitlines(keepends=True):
        at += len(line)
        if _AFTER.match(line):
            break
        if _COPYRIGHT.match(line) or _FIELD.fullmatch(line.strip()):
            end = at
    return part[:end]
