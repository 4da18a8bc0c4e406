"""The article on a page: text, title, date and author.

trafilatura (Barbaresi 2021, ACL system demonstrations) finds the main text; where it finds less
than a site's own element holds, the element that the site rules name is read instead. Dates come
from the page's own statements, then from its visible words in Arabic.
"""

import itertools
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from lxml import etree, html

from toolkit.articles.bounds import TooCostly, why_overfull
from toolkit.articles.dating.dates import find_date, parse_date
from toolkit.articles.encodings import decode
from toolkit.articles.hosts import host_name
from toolkit.articles.pages.answers import Answer
from toolkit.articles.pages.as_shown import as_shown
from toolkit.articles.pages.linked_data import is_free, linked_author, linked_data, linked_dates
from toolkit.articles.pages.saved import DATE_SEARCH, declared_charset, without_headline
from toolkit.articles.pages.sites import Site, Sites, read_sites, texts_at
from toolkit.articles.pages.visible_text import visible_text
from toolkit.articles.schema import whole_letters
from toolkit.errors import InputError

# A rule's element is read where trafilatura found less than this share of its words.
_SHORT = 0.6
_LEAST_WORDS = 20
_PAGE_PIECES = 400
_FIRST_YEAR = 1990


@dataclass(frozen=True)
class Found:
    """What was found on a page; ``""`` and None where it was not.

    Attributes
    ----------
    free : bool
        False where the page itself says that only subscribers get the whole.
    rule : str
        The site rule that gave the text; ``""`` for trafilatura.
    page : str
        The first words of the whole page, forms and menus too.
    """

    title: str
    text: str
    published: datetime | None
    author: str
    free: bool = True
    rule: str = ""
    page: str = ""


def extract(answer: Answer, *, sites: Sites | None = None, host: str = "") -> Found:
    """Find the article on a page.

    Parameters
    ----------
    answer
        The page.
    sites
        The rules; the shipped ones if not given.
    host
        Whose rules hold: that of the address, unless the page comes from an archive.

    Raises
    ------
    InputError
        The page is no text, or no HTML; `TooCostly` where it would take minutes to parse.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> page = "<title>اجتماع مراكش</title><article><p>" + "افتتح الوزير الاجتماع. " * 9
    >>> answer = Answer("http://a.org/1", 200, (), page.encode(), datetime.now(UTC))
    >>> extract(answer).title
    'اجتماع مراكش'
    """
    rules = sites or read_sites()
    path = Path(answer.address)
    source = decode(answer.body, path, declared=_declared(answer))
    if reason := why_overfull(source):
        raise TooCostly(path, reason)
    page = as_shown(source)
    tree = _tree(page, path)
    title, text, author, date = _main_text(page, answer.address)
    fitting = list(rules.of(host or host_name(answer.address), tree))
    rule, own = _by_rules(tree, fitting)
    if own and len(text.split()) < _SHORT * len(own.split()):
        text = own
    else:
        rule = ""
    title = next(texts_at(tree, [e for site in fitting for e in site.title]), title)
    title, text = without_headline(_plain_title(title, tree), text)
    data = linked_data(tree)
    own_author = next(texts_at(tree, [e for site in fitting for e in site.author]), "")
    author = _plain_author(own_author or linked_author(data) or author)
    return Found(
        whole_letters(title),
        whole_letters(_without_byline(text, author)),
        _published(tree, rules, fitting, data) or _date(date),
        whole_letters(author),
        free=is_free(data),
        rule=rule,
        page=whole_letters(_page_words(tree)),
    )


def _declared(answer: Answer) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", answer.header("Content-Type"), re.I)
    return found[1] if found else declared_charset(answer.body)


def _tree(page: str, path: Path) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise InputError(f"{path}: no web page") from None
    return tree


def _main_text(page: str, address: str) -> tuple[str, str, str, str]:
    """Title, text, author and date by trafilatura."""
    import trafilatura  # slow to import, and only pages need it

    try:
        found: Any = trafilatura.bare_extraction(
            page, url=address, with_metadata=True, include_comments=False, include_tables=False,
            date_extraction_params=DATE_SEARCH,
        )  # fmt: skip
    except Exception:
        # Whatever a hostile page breaks in a library, it must not break the run.
        found = None
    names = ("title", "text", "author", "date")
    title, text, author, date = (getattr(found, name, None) or "" for name in names)
    return title, text, author, date


def _page_words(tree: etree._Element) -> str:
    """The first words of the whole page."""
    pieces = texts_at(tree, ["//body//text()[not(parent::script or parent::style)]"])
    return " ".join(itertools.islice(pieces, _PAGE_PIECES))


def _by_rules(tree: etree._Element, fitting: list[Site]) -> tuple[str, str]:
    for site in fitting:
        for expression in site.text:
            for element in tree.xpath(expression):
                if not hasattr(element, "iter"):
                    continue
                out = [node for path in site.remove for node in element.xpath(path)]
                text = visible_text(element, without=out)
                if len(text.split()) >= _LEAST_WORDS:
                    return site.name, text
    return "", ""


def _plain_title(title: str, tree: etree._Element) -> str:
    """The headline where the page has just one, for its title often ends in the site's name."""
    headlines = [text for text in texts_at(tree, ["//h1"]) if len(text.split()) >= 3]
    if len(headlines) == 1 and (not title or title.startswith(headlines[0])):
        return headlines[0]
    return title or next(texts_at(tree, ["//meta[@property='og:title']/@content", "//title"]), "")


def _plain_author(text: str) -> str:
    """The name without the words before it."""
    return _by().sub("", " ".join(text.split()), count=1)


def _without_byline(text: str, author: str) -> str:
    """The text without a first line that is the author's name; such a line is no sentence."""
    first, _, rest = text.partition("\n")
    return rest if author and rest and _plain_author(first) == author else text


def _published(
    tree: etree._Element, rules: Sites, fitting: list[Site], data: list[dict[str, Any]]
) -> datetime | None:
    own = [expression for site in fitting for expression in site.date]
    stated = (*texts_at(tree, own), *linked_dates(data), *texts_at(tree, rules.dates))
    for text in stated:
        moment = _date(text) or find_date(text)
        if moment and _is_likely(moment):
            return moment
    for text in texts_at(tree, rules.visible_dates):
        moment = find_date(text)
        if moment and _is_likely(moment):
            return moment
    return None


def _is_likely(moment: datetime) -> bool:
    return moment.year >= _FIRST_YEAR and moment <= datetime.now(UTC) + timedelta(days=1)


def _date(text: str) -> datetime | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _by() -> re.Pattern[str]:
    """What stands before the name of who wrote a page."""
    source = files("toolkit.articles.pages") / "data" / "page_signs.yaml"
    words = "|".join(yaml.safe_load(source.read_text("utf-8"))["bylines"])
    return re.compile(rf"(?i)\A(?:{words})(?:\s*[:/-]\s*|\s+)(?=\S)")
