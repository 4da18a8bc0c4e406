"""Is it the article that was asked for? Pages that answer 200 and are something else.

Consent forms, paywalls, checks for robots, pages that say they are gone, front pages that a dead
address leads to, and addresses that hold another story by now. Phrases are data
(data/page_signs.yaml); whatever is recognised is reported, and never taken for an article.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

import yaml

from toolkit.arabic import fold
from toolkit.articles.pages.answers import Visit
from toolkit.articles.pages.extraction import Found

LEAST_WORDS = 30
"""Fewer words are no article: a caption, a headline, a page drawn by a script."""

# A page that the manifest dates, and that dates itself far from that, holds another story.
MOST_DAYS_APART = 45
_PAYWALL_WORDS = 200


@dataclass(frozen=True)
class Sign:
    """One kind of page that is no article; see data/page_signs.yaml."""

    name: str
    reason: str
    barred: bool
    words: int
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """What the manifest says of an article; `arabic` where it says that it is in Arabic."""

    published: datetime | None = None
    title: str = ""
    arabic: bool = False


@dataclass(frozen=True)
class Fault:
    """Why a page is no article; `barred` where the site keeps it from being read.

    A page that is barred is not looked for in the archive either: that would go round the bar.
    """

    reason: str
    barred: bool = False


def fault_of_status(visit: Visit) -> Fault | None:
    """Why an answer cannot hold an article: its status, its kind or its size; None if it can.

    Examples
    --------
    >>> from datetime import UTC
    >>> from toolkit.articles.pages.answers import Answer
    >>> answer = Answer("http://a.org/1", 410, (), b"", datetime.now(UTC))
    >>> fault_of_status(Visit(answer.address, (answer,))).reason
    'the page is gone (HTTP 410)'
    """
    last = visit.last
    if last.status in (404, 410):
        return Fault(f"the page is gone (HTTP {last.status})")
    if last.status in (401, 402, 403, 451):
        text = f"the site does not let this page be read (HTTP {last.status})"
        return Fault(text, barred=True)
    if last.status != 200:
        return Fault(f"no page, but HTTP {last.status}")
    if last.cut == "length":
        return Fault("larger than any page, so it was left")
    kind = last.header("Content-Type").partition(";")[0].strip().lower()
    if last.cut == "type" or (kind and "html" not in kind and "xml" not in kind):
        return Fault(f"no web page, but {kind[:60] or 'something else'}")
    if not last.body.strip():
        return Fault("an empty page")
    return None


def fault_of_page(visit: Visit, found: Found, expected: Expected) -> Fault | None:
    """Why what was found on a page is not the article asked for; None if it seems to be.

    Examples
    --------
    >>> from datetime import UTC
    >>> from toolkit.articles.pages.answers import Answer
    >>> answer = Answer("http://a.org/1", 200, (), b"", datetime.now(UTC))
    >>> found = Found("عفوا", "الصفحة غير موجودة.", None, "")
    >>> fault_of_page(Visit(answer.address, (answer,)), found, Expected()).reason
    'the site says that the page is gone'
    """
    words = len(found.text.split())
    sign = _sign_of(found, words)
    if sign is not None:
        return Fault(sign.reason, barred=sign.barred)
    if not found.free and words < _PAYWALL_WORDS:
        return Fault("only subscribers get the article", barred=True)
    if _is_front_page(visit):
        return Fault("the address leads to the site's front page")
    if words < LEAST_WORDS:
        return Fault("no article text found on the page")
    other = _other_story(found, expected)
    return Fault(other) if other else None


def _sign_of(found: Found, words: int) -> Sign | None:
    # Where hardly a word was found, the form that stands in the way is elsewhere on the page.
    text = found.text if words >= LEAST_WORDS else f"{found.text}\n{found.page}"
    place = _plain(f"{found.title}\n{text}")
    for sign in _signs():
        if words <= sign.words and any(phrase in place for phrase in sign.phrases):
            return sign
    return None


def _plain(text: str) -> str:
    """Folded, without the accents of French, in small letters."""
    apart = unicodedata.normalize("NFD", fold(text).text.lower())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return " ".join(bare.split())


def _is_front_page(visit: Visit) -> bool:
    asked, came = urlsplit(visit.asked), urlsplit(visit.last.address)
    deep = len(asked.path.strip("/")) > 0 or asked.query
    top = not came.path.strip("/") or came.path.strip("/").lower() in (
        "index.html",
        "ar",
        "index.php",
    )
    return bool(len(visit.answers) > 1 and deep and top and not came.query)


def _other_story(found: Found, expected: Expected) -> str:
    if expected.title and not _shares_words(expected.title, f"{found.title}\n{found.text}"):
        return "another story stands at the address by now (not its title)"
    if expected.published and found.published:
        apart = abs(found.published - expected.published)
        if apart > timedelta(days=MOST_DAYS_APART):
            return f"another story stands at the address by now (of {found.published:%Y-%m-%d})"
    return ""


def _shares_words(title: str, page: str) -> bool:
    """Whether a third of the title's longer words stand on the page."""
    wanted = {word for word in fold(title).text.split() if len(word) > 3}
    there = set(fold(page).text.split())
    return not wanted or len(wanted & there) * 3 >= len(wanted)


@lru_cache(maxsize=1)
def _signs() -> tuple[Sign, ...]:
    source = files("toolkit.articles.pages") / "data" / "page_signs.yaml"
    data = yaml.safe_load(source.read_text("utf-8"))
    return tuple(
        Sign(
            name=entry["name"],
            reason=entry["reason"],
            barred=entry.get("barred", False),
            words=entry["words"],
            phrases=tuple(_plain(phrase) for phrase in entry["phrases"]),
        )
        for entry in data["signs"]
    )
