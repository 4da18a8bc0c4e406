"""RSS 0.9x, 1.0 and 2.0 and Atom feeds: items as articles, or as a manifest of their addresses.

Many feeds carry only the opening of each story: ``text_kind`` says whether an item's text is the
whole that the feed calls content, or a summary. Read with lxml; entities are not expanded and
nothing is loaded from elsewhere.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from lxml import etree

from toolkit.articles.encodings import decode
from toolkit.articles.hosts import host_name
from toolkit.articles.pages.visible_text import html_to_text
from toolkit.errors import InputError

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]+)")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CONTENT = ("encoded", "content")
_SUMMARY = ("description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
_AUTHORS = ("creator", "author")


def read_feed(raw: bytes, path: Path) -> pd.DataFrame:
    """Read a feed: ``url``, ``title``, ``text``, ``text_kind``, ``published``, ``author``, ``outlet``.

    Raises
    ------
    InputError
        Not XML, no feed, or one without items.

    Examples
    --------
    >>> raw = ('<rss><channel><title>هسبريس</title><item><title>اجتماع</title>'
    ...        '<description>أشاد الوزير.</description></item></channel></rss>').encode()
    >>> read_feed(raw, Path("a.xml"))[["outlet", "text", "text_kind"]].values.tolist()
    [['هسبريس', 'أشاد الوزير.', 'summary']]
    """
    declared = _DECLARED.search(raw[:200])
    text = decode(raw, path, declared=declared[1].decode() if declared else None)
    root = _root(_DECLARATION.sub("", text, count=1), path)
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    if _name(root).lower() not in ("rss", "rdf", "feed"):
        raise InputError(f"{path}: XML, but no RSS or Atom feed")
    if not items:
        raise InputError(f"{path}: a feed without items")
    outlet = _outlet(root)
    return pd.DataFrame([_item(item, outlet) for item in items], dtype=object)


def _root(text: str, path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.strip().encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise InputError(f"{path}: not XML, or cut short")
    return root


def _item(item: etree._Element, outlet: str) -> dict[str, str | None]:
    content, summary = _first(item, _CONTENT), _first(item, _SUMMARY)
    address = _address(item)
    host = host_name(address)
    return {
        "url": address or None,
        "outlet": outlet or host or None,
        "title": html_to_text(_first(item, ("title",))),
        "text": html_to_text(content or summary),
        "text_kind": "content" if content else "summary",
        "published": _first(item, _DATES) or None,
        "author": " ".join(_first(item, _AUTHORS).split()) or None,
        "category": _first(item, ("category",)) or None,
    }


def _address(item: etree._Element) -> str:
    """The item's page: RSS writes it as text, Atom as an attribute, some only as a permanent id."""
    for node in _children(item, "link"):
        if node.get("rel", "alternate") == "alternate":
            address = (node.get("href") or node.text or "").strip()
            if address:
                return address
    for node in _children(item, "guid"):
        address = (node.text or "").strip()
        if node.get("isPermaLink", "true") == "true" and address.startswith("http"):
            return address
    return ""


def _outlet(root: etree._Element) -> str:
    for holder in (root, *_children(root, "channel")):
        title = next(iter(_children(holder, "title")), None)
        if title is not None:
            return html_to_text("".join(title.itertext()))
    return ""


def _first(item: etree._Element, names: tuple[str, ...]) -> str:
    """The text of the first filled child of these names, in the names' order."""
    for name in names:
        for node in _children(item, name):
            text = _inner(node).strip()
            if text:
                return text
    return ""


def _inner(node: etree._Element) -> str:
    """Text, or the markup of an XHTML child as Atom allows it."""
    if len(node) and node.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode") for child in node)
    return "".join(node.itertext())


def _children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in node if _name(child) == name)


def _name(node: etree._Element) -> str:
    # Not QName: a feed that was repaired may hold tags that are no names.
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
