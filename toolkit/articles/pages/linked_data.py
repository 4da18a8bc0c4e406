"""What a page says of itself as JSON-LD (schema.org, NewsArticle): its day, its authors, its price."""

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

_MOST_AUTHORS = 5


def linked_data(tree: etree._Element) -> list[dict[str, Any]]:
    """The objects of a page's JSON-LD, those inside lists and graphs too.

    Examples
    --------
    >>> from lxml import html
    >>> page = '<script type="application/ld+json">{"@graph": [{"author": "سعاد"}]}</script><p>'
    >>> linked_data(html.document_fromstring(page))[1]
    {'author': 'سعاد'}
    """
    found = []
    for text in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                found.append(value)
                waiting.extend(v for k, v in value.items() if k == "@graph")
    return found


def linked_dates(data: list[dict[str, Any]]) -> Iterator[str]:
    """The days of publication that the objects state."""
    stated = (value.get("datePublished") for value in data)
    return (day for day in stated if isinstance(day, str))


def linked_author(data: list[dict[str, Any]]) -> str:
    """The authors of the first object that names any, joined; ``""`` where none does.

    Examples
    --------
    >>> linked_author([{"author": [{"@type": "Person", "name": "سعاد"}, "ناصر"]}])
    'سعاد; ناصر'
    """
    for value in data:
        authors = value.get("author")
        names = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
        if any(names):
            return "; ".join([name for name in names if name][:_MOST_AUTHORS])
    return ""


def is_free(data: list[dict[str, Any]]) -> bool:
    """Whether no object says that only subscribers get the whole."""
    stated = [value.get("isAccessibleForFree", True) for value in data]
    return not any(value is False or str(value).lower() == "false" for value in stated)


def _name(author: Any) -> str:
    name = author.get("name") if isinstance(author, dict) else author
    text = " ".join(name.split()) if isinstance(name, str) else ""
    return "" if "://" in text else text  # some name a page of the author's
