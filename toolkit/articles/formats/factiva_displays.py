"""Factiva's "Article format", as text and as HTML: documents without field codes.

A document is its headline, the number of its words, its day (and hour), source, the source's code,
language and a copyright line, then paragraphs; ``Document`` and its number end it. In HTML each
document is an element of the class ``article`` with the same lines in ``div`` and its paragraphs
in ``p class=articleParagraph``. Form: the R package tm.plugin.factiva and pages of the database.
"""

import re
from functools import lru_cache
from pathlib import Path

import pandas as pd
from lxml import etree, html

from toolkit.articles.bounds import TooCostly, why_overfull
from toolkit.articles.formats.interfaces import interface_words, one_of
from toolkit.articles.formats.press_databases import (
    documents_table,
    factiva_row,
    paragraphs,
    worded_day,
)
from toolkit.errors import InputError

_CLOCK = re.compile(r"\d?\d:\d\d(?::\d\d)?(?: ?[AP]M)?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{3,8}")
_ADVICE = 'download it again in the display "Full article/report plus indexing" as text'


def is_factiva_article(text: str) -> bool:
    """Say whether a text is Factiva's "Article format".

    Examples
    --------
    >>> is_factiva_article("ع\\n\\n12 كلمة\\n11 مايو 2022\\nالمساء\\n\\nنص.\\n\\nوثيقة MASA000020220511\\n")
    True
    """
    end = _end().search(text)
    return bool(end and _words().search(text, 0, end.start()))


def is_factiva_html(head: str) -> bool:
    """Say whether the head of a web page is Factiva's."""
    return "<title>Dow Jones Factiva</title>" in head or bool(
        re.search(r"""class=["']article [a-z]{2}Article["']""", head)
    )


def read_factiva_article(text: str, path: Path) -> pd.DataFrame:
    """Read the documents of Factiva's "Article format".

    Raises
    ------
    InputError
        No document has a text.
    """
    rows, start = [], 0
    for end in _end().finditer(text):
        rows.append(_row(text[start : end.start()], end[1]))
        start = end.end()
    return documents_table(rows, path)


def read_factiva_html(page: str, path: Path) -> pd.DataFrame:
    """Read the documents of a page that Factiva shows or saves.

    Raises
    ------
    InputError
        No document in it that can be told from the others.
    """
    if reason := why_overfull(page):
        raise TooCostly(path, reason)
    tree = html.document_fromstring(page.encode("utf-8", "replace"),
                                    parser=html.HTMLParser(encoding="utf-8"))  # fmt: skip
    found = tree.xpath("//*[starts-with(@id, 'article-') and contains(@class, 'article')]")
    found = found or tree.xpath("//*[contains(concat(' ', @class, ' '), ' article ')]")
    if not found:
        raise InputError(f"{path}: a page of Factiva in a display that is not read; {_ADVICE}")
    return documents_table([_html_row(node) for node in found], path)


def _html_row(node: etree._Element) -> dict[str, object]:
    coded = _coded_fields(node)
    if "HD" in coded:
        return factiva_row(coded)
    headline = node.xpath(".//*[contains(@class, 'eadline')]")
    body = [_flat(p) for p in node.xpath(".//p[contains(@class, 'articleParagraph')]")]
    lines = [
        _flat(div) for div in node.xpath(".//div[not(.//div) and not(.//p)]")
        if not any(inner in headline for inner in div.iter())
    ]  # fmt: skip
    facts = _facts([line for line in lines if line])
    number = str(node.get("id", "")).removeprefix("article-")
    return {
        "article_id": number or None,
        **facts,
        "title": _flat(headline[0]) if headline else "",
        "text": "\n".join(body),
        "author": next((_flat(div) for div in node.xpath(".//div[@class='author']")), None),
    }


def _coded_fields(node: etree._Element) -> dict[str, list[str]]:
    """The display with field codes as HTML: a table whose first cells hold the codes."""
    fields: dict[str, list[str]] = {}
    for row in node.xpath(".//tr[count(td) > 1]"):
        code, cell = _flat(row[0]), row[-1]
        if re.fullmatch("[A-Z]{2,3}", code):
            parts = [_flat(p) for p in cell.xpath(".//p")] or [_flat(cell)]
            fields.setdefault(code, []).extend(line for part in parts for line in (part, ""))
    return fields


def _flat(node: etree._Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _row(part: str, number: str) -> dict[str, object]:
    words = _words().search(part)
    head = part[: words.start()] if words else ""
    lines = part[words.end() :].split("\n") if words else part.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    # The facts stand in one block; a blank line ends it.
    blank = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    title, author = _headline(head)
    return {
        "article_id": number,
        **_facts([line.strip() for line in lines[:blank]]),
        "title": title,
        "text": paragraphs(lines[blank:]),
        "author": author,
    }


def _headline(head: str) -> tuple[str, str | None]:
    """The headline, and the line below it, which is the author's where there is one."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", head) if block.strip()]
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    if len(blocks) > 1:
        return blocks[-2] if len(blocks) > 2 else blocks[0], blocks[-1]
    return " ".join(lines), None


def _facts(lines: list[str]) -> dict[str, object]:
    day = next((at for at, line in enumerate(lines) if worded_day(line)), None)
    rest = lines if day is None else lines[day + 1 :]
    clock = next((line for line in rest if _CLOCK.fullmatch(line)), "")
    source = next((line for line in rest if not (
        _CLOCK.fullmatch(line) or _CODE.fullmatch(line) or _copyright().search(line)
        or line.lower() in interface_words("factiva", "languages"))), None)  # fmt: skip
    language = next(
        (line for line in rest if line.lower() in interface_words("factiva", "languages")), None
    )
    moment = worded_day(f"{lines[day]} {clock}".strip()) if day is not None else None
    return {"outlet": source, "published": moment, "language": language}


@lru_cache(maxsize=1)
def _end() -> re.Pattern[str]:
    """The line that ends a document: capitals and figures, and the interface's word before them."""
    return re.compile(
        rf"^[ \t]*{one_of('factiva', 'end')}[ \t]+([A-Z]{{2,}}[A-Z0-9]*\d[A-Z0-9]*)[ \t]*\r?$",
        re.MULTILINE,
    )


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """The line with the number of words."""
    return re.compile(
        rf"^[ \t]*[\d,.٠-٩]+[ \t]+{one_of('factiva', 'words')}[ \t]*\r?$",
        re.MULTILINE | re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _copyright() -> re.Pattern[str]:
    """A sign of the copyright line."""
    return re.compile(rf"(?i){one_of('factiva', 'copyright')}")
