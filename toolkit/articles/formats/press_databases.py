"""Text dumps of press databases: Factiva with its field codes, and LexisNexis.

Factiva's display "Full article/report plus indexing" puts a two-letter code before each field (HD
headline, SN source, PD day, ET hour, LP lead, TD text, BY author, AN the document's number, which
ends it). LexisNexis's plain text opens each document with ``3 of 25 DOCUMENTS`` and names its fields
(BYLINE, LENGTH, LOAD-DATE) in the language of the interface: English, German and French, as the R
package LexisNexisTools documents them. Their other displays: nexis_uni, factiva_displays.
"""

import re
from pathlib import Path

import pandas as pd

from toolkit.articles.account import count_left_out
from toolkit.articles.dating.dates import find_date, parse_date
from toolkit.articles.schema import STRING
from toolkit.errors import InputError

_CODES = (
    *("SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "LA", "CY", "LP", "TD"),
    *("CT", "RF", "CO", "IN", "NS", "RE", "PUB", "IPC", "IPD", "AN", "ART"),
)
_FACTIVA_FIELD = re.compile(rf"[ \t]*({'|'.join(_CODES)})(?:[ \t]+(.*)|[ \t]*)")

_LENGTH = ("LENGTH", "LÄNGE", "LONGUEUR")
_AUTHOR = ("BYLINE", "AUTOR", "AUTEUR")
_LANGUAGE = ("LANGUAGE", "SPRACHE", "LANGUE")
_AFTER_TEXT = (*_LANGUAGE, "LOAD-DATE", "UPDATE", "DATE-CHARGEMENT", "PUBLICATION-TYPE")
_LEXIS_START = re.compile(
    r"^[ \t]*(?:[^\W\d_]+ )?\d+ (?:of|von|de|di|van) \d+(?: DOCUMENT\w*)?[ \t]*\r?$", re.MULTILINE
)
_LEXIS_FIELD = re.compile(r"[ \t]*([A-ZÄÖÜÉ][A-ZÄÖÜÉ-]{3,20}):[ \t]*(.*)")
_LEXIS_LENGTH = re.compile(rf"^[ \t]*(?:{'|'.join(_LENGTH)}):.*\n?", re.MULTILINE)
_LEXIS_AFTER = re.compile(rf"^[ \t]*(?:{'|'.join(_AFTER_TEXT)}):", re.MULTILINE)
# Whatever the interface calls it: a label in capitals, a number, and what was counted.
_ANY_LENGTH = re.compile(r"^[ \t]*[A-ZÄÖÜÉ]{4,12}: *\d+ +\w+[ \t]*\r?$", re.MULTILINE)
_MONTH_FIRST = re.compile(r"([^\W\d_]+) (\d\d?), (\d{4})\b")


def is_factiva(text: str) -> bool:
    """Say whether a text is a Factiva dump with field codes.

    Examples
    --------
    >>> is_factiva("HD  اجتماع مراكش\\nPD  11 May 2022\\nSN  المساء\\nLP  افتتح\\nAN  Document X1")
    True
    """
    codes = {match[1] for line in text[:50_000].split("\n") if (match := _field(line))}
    return {"HD", "PD", "SN"} <= codes and bool(codes & {"LP", "TD"})


def is_lexis(text: str) -> bool:
    """Say whether a text is a LexisNexis dump.

    Examples
    --------
    >>> is_lexis("   1 of 2 DOCUMENTS\\n\\nالمساء\\n\\nMay 11, 2022\\n\\nعنوان\\n\\nLENGTH: 9 words\\n")
    True
    """
    start = _LEXIS_START.search(text[:5_000])
    return bool(start and (_LEXIS_LENGTH.search(text) or _ANY_LENGTH.search(text)))


def read_factiva(text: str, path: Path) -> pd.DataFrame:
    """Read a Factiva dump: one document up to each AN field.

    Raises
    ------
    InputError
        No document has a text.
    """
    rows, fields = [], dict[str, list[str]]()
    code = ""
    for line in text.split("\n"):
        match = _field(line)
        if match and match[1] == "HD" and "HD" in fields:
            rows.append(factiva_row(fields))
            fields = {}
        if match:
            code = match[1]
            fields.setdefault(code, []).append(match[2] or "")
        elif code:
            fields[code].append(line.strip())
    rows.append(factiva_row(fields))
    return documents_table(rows, path)


def read_lexis(text: str, path: Path) -> pd.DataFrame:
    """Read a LexisNexis dump: one document from each ``n of m DOCUMENTS`` on.

    Raises
    ------
    InputError
        No document has a text, or the interface's language is another one.
    """
    if not _LEXIS_LENGTH.search(text):
        raise InputError(
            f"{path}: a LexisNexis dump whose labels are not in English, German or French (none "
            f"begins with {', '.join(_LENGTH)}); download it again with an interface in English"
        )
    return documents_table([_lexis_row(part) for part in _LEXIS_START.split(text)[1:]], path)


def _field(line: str) -> re.Match[str] | None:
    return _FACTIVA_FIELD.fullmatch(line.rstrip("\r"))


def factiva_row(fields: dict[str, list[str]]) -> dict[str, object]:
    """A document's row out of its fields by their codes."""
    joined = {code: " ".join(" ".join(lines).split()) for code, lines in fields.items()}
    clock = joined.get("ET", "")
    body = [*fields.get("LP", []), "", *fields.get("TD", [])]
    return {
        "article_id": joined.get("AN", "").removeprefix("Document").strip() or None,
        "outlet": joined.get("SN") or None,
        "published": _day(f"{joined.get('PD', '')} {clock}"),
        "title": joined.get("HD", ""),
        "text": paragraphs(body),
        "author": joined.get("BY") or None,
        "language": joined.get("LA") or None,
    }


def _lexis_row(part: str) -> dict[str, object]:
    """Outlet, day and title stand above the fields, the text between its length and its language."""
    length = _LEXIS_LENGTH.search(part)
    head, rest = (part[: length.start()], part[length.end() :]) if length else (part, "")
    fields = {
        m[1]: m[2].strip()
        for line in part.split("\n")
        if (m := _LEXIS_FIELD.fullmatch(line.rstrip()))
    }
    blocks = [block for block in re.split(r"\n\s*\n", head) if block.strip()]
    blocks = [" ".join(block.split()) for block in blocks if not _LEXIS_FIELD.match(block.strip())]
    day = next((at for at, block in enumerate(blocks) if at and worded_day(block)), None)
    return {
        "outlet": blocks[0] if blocks else None,
        "published": worded_day(blocks[day]) if day is not None else None,
        "title": blocks[day + 1] if day is not None and day + 1 < len(blocks) else "",
        "text": paragraphs(_LEXIS_AFTER.split(rest, maxsplit=1)[0].split("\n")),
        "author": _first(fields, _AUTHOR),
        "language": _first(fields, _LANGUAGE),
    }


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def paragraphs(lines: list[str]) -> str:
    """Lines to paragraphs: a blank line ends one; the dumps break lines at a width."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            parts[-1].append(line.strip())
        elif parts[-1]:
            parts.append([])
    return "\n".join(" ".join(part) for part in parts if part)


def _day(text: str) -> object:
    """A day with its hour; what nobody can read stays, for the check of the table to name."""
    text = text.strip()
    try:
        return parse_date(text)
    except ValueError:
        return text


def worded_day(text: str) -> object:
    """``11 mai 2022`` or ``May 11, 2022`` somewhere in a line, or None."""
    return find_date(_MONTH_FIRST.sub(r"\2 \1 \3", text))


def documents_table(rows: list[dict[str, object]], path: Path) -> pd.DataFrame:
    """The table of a dump's documents; those without a text are counted.

    Raises
    ------
    InputError
        None has a text.
    """
    whole = [row for row in rows if str(row["text"]).strip()]
    if not whole:
        raise InputError(f"{path}: a press database's dump without a document that has a text")
    if len(whole) < len(rows):
        first = next(at for at, row in enumerate(rows, 1) if not str(row["text"]).strip())
        count_left_out("document_without_text", len(rows) - len(whole), first=f"document {first}")
    table = pd.DataFrame(whole, dtype=object)
    for name in table.columns.difference(["published"]):
        table[name] = table[name].astype(STRING)
    return table.dropna(axis="columns", how="all")
