"""Per-site rules as data: which part of a page is its text, where trafilatura falls short.

The rules are XPaths in data/sites.yaml, and in files of the user's own of the same form.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from toolkit.errors import InputError

_LISTS = ("hosts", "text", "remove", "title", "date", "author")
_WORDS = ("name", "sign", "note")


@dataclass(frozen=True)
class Site:
    """The rules of one family of sites; see data/sites.yaml."""

    name: str
    hosts: tuple[str, ...] = ()
    sign: str = ""
    text: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    note: str = ""

    def fits(self, host: str, tree: etree._Element) -> bool:
        """Say whether the rules are for a page."""
        named = not self.hosts or any(host == h or host.endswith(f".{h}") for h in self.hosts)
        return named and (not self.sign or bool(tree.xpath(self.sign)))


@dataclass(frozen=True)
class Sites:
    """All rules: those for families of sites, and where any page states its date."""

    sites: tuple[Site, ...]
    dates: tuple[str, ...]
    visible_dates: tuple[str, ...]

    def of(self, host: str, tree: etree._Element) -> Iterator[Site]:
        """The rules that fit a page, the user's own first."""
        return (site for site in self.sites if site.fits(host, tree))


@lru_cache(maxsize=8)
def read_sites(path: Path | None = None) -> Sites:
    """Read the shipped rules, behind those of the user's own file if one is given.

    Raises
    ------
    InputError
        The file is missing or holds something else; the entry and its key are named.

    Examples
    --------
    >>> [site.name for site in read_sites().sites][:1]
    ['wordpress']
    """
    shipped = files("toolkit.articles.pages") / "data" / "sites.yaml"
    data = yaml.safe_load(shipped.read_text("utf-8"))
    sites = [Site(**_frozen(entry)) for entry in data["sites"]]
    own = _own_sites(path) if path else []
    return Sites((*own, *sites), tuple(data["dates"]), tuple(data["visible_dates"]))


def _own_sites(path: Path) -> list[Site]:
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        text = " ".join(str(error).split())[:200]
        raise InputError(f"{path}: no file of site rules ({text})") from None
    entries = data.get("sites") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise InputError(f"{path}: no list `sites:` in it; see docs/how-to/fetch.md")
    return [_checked(entry, number, path) for number, entry in enumerate(entries, start=1)]


def _checked(entry: Any, number: int, path: Path) -> Site:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise InputError(f"{path}: entry {number} has no name")
    unknown = [key for key in entry if key not in (*_LISTS, *_WORDS)]
    if unknown:
        allowed = ", ".join((*_WORDS, *_LISTS))
        raise InputError(f"{path}: entry {number}: {unknown[0]} is none of {allowed}")
    for key in _LISTS:
        if not _is_list_of_text(entry.get(key, [])):
            raise InputError(f"{path}: entry {number}, {key}: give a list of texts")
    for expression in (e for key in _LISTS[1:] for e in entry.get(key, ())):
        _check_xpath(expression, number, path)
    if entry.get("sign"):
        _check_xpath(entry["sign"], number, path)
    return Site(**_frozen(entry))


def _check_xpath(expression: str, number: int, path: Path) -> None:
    try:
        etree.XPath(expression)
    except (etree.XPathError, TypeError):
        raise InputError(f"{path}: entry {number}: {expression!r} is no XPath") from None


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def texts_at(tree: etree._Element, expressions: Iterable[str]) -> Iterator[str]:
    """The strings that XPaths find, in order, blanks made single."""
    for expression in expressions:
        try:
            found = tree.xpath(expression)
        except etree.XPathError:
            continue
        for item in found if isinstance(found, list) else [found]:
            text = item if isinstance(item, str) else "".join(item.itertext())
            if text.strip():
                yield " ".join(text.split())
