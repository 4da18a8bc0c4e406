"""The account of a reading: what was read, as what, what was left out of it, and what was noted.

`read_articles` opens one account; whatever reader, at whatever depth, passes something over or
alters it counts it here by kind, so that nothing goes without a word. The kinds and their wording
are data (data/account.yaml). Where no account is open, what is counted is a warning at once.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from toolkit.knowledge import read_yaml

LOG = logging.getLogger(__name__)


@dataclass
class Account:
    """Counts of one reading, by kind.

    Attributes
    ----------
    name : str
        What was read: the name of the file or folder.
    read : dict of kind to number
        Files, sheets and databases' documents, by their form.
    left_out, noted : dict of kind to (number, first)
        What is not among the articles, and what was altered or is wanting in them; ``first`` names
        the first such thing, or is ``""``.
    place : str
        The file being read, where it is one of many.
    """

    name: str
    read: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, tuple[int, str]] = field(default_factory=dict)
    noted: dict[str, tuple[int, str]] = field(default_factory=dict)
    place: str = ""

    def to_dict(self, *, articles: int) -> dict[str, Any]:
        """The account as plain values, which ``DataFrame.attrs`` and Parquet keep."""
        return {
            "name": self.name,
            "articles": articles,
            "read": dict(self.read),
            "left_out": {kind: [count, first] for kind, (count, first) in self.left_out.items()},
            "noted": {kind: [count, first] for kind, (count, first) in self.noted.items()},
        }


_OPEN: ContextVar[Account | None] = ContextVar("account", default=None)


@contextmanager
def open_account(name: str) -> Iterator[Account]:
    """Open the account of one reading; what is counted inside is counted there."""
    account = Account(name)
    token = _OPEN.set(account)
    try:
        yield account
    finally:
        _OPEN.reset(token)


def count_read(kind: str, count: int = 1) -> None:
    """Count what was read, by its form."""
    account = _OPEN.get()
    if account is not None:
        account.read[kind] = account.read.get(kind, 0) + count


def count_left_out(kind: str, count: int = 1, *, first: object = "") -> None:
    """Count what does not become an article; `first` names the first of it."""
    _count("left_out", kind, count, str(first))


def count_noted(kind: str, count: int = 1, *, first: object = "") -> None:
    """Count what was altered, or is wanting, in what was read."""
    _count("noted", kind, count, str(first))


def was_noted(kind: str) -> bool:
    """Whether the open account has noted something of a kind."""
    account = _OPEN.get()
    return account is not None and kind in account.noted


def set_place(place: str) -> None:
    """Say which file of many is being read; what is counted is named by it."""
    account = _OPEN.get()
    if account is not None:
        account.place = place


def is_quiet(account: Account) -> bool:
    """Whether all that was counted is as its owner wants it, and no reason to warn."""
    quiet = _wording()["quiet"]
    return all(kind in quiet for kind in (*account.left_out, *account.noted))


def account_line(account: Mapping[str, Any], *, language: str = "en") -> str:
    """An account in one line.

    Parameters
    ----------
    account
        What stands in ``articles.attrs["account"]``.
    language
        ``en`` or ``ar``.

    Examples
    --------
    >>> account = Account("صحف", {"text_page": 2}, {"empty_file": (1, "ب.txt")}).to_dict(articles=2)
    >>> account_line(account)
    'صحف: 2 articles; read: text files 2; left out: empty files 1 (ب.txt)'
    >>> account_line(account, language="ar")
    'صحف: عدد المقالات 2؛ قُرئ: ملفات نصية 2؛ تُرك: ملفات فارغة 1 (ب.txt)'
    """
    words = _wording()[language]
    articles = words["articles"].format(account["articles"])
    parts = [f"{account['name']}: {articles}"]
    if account["read"]:
        counted = [_counted(words, kind, n) for kind, n in account["read"].items()]
        parts.append(f"{words['read']}: {words['and'].join(counted)}")
    for group in ("left_out", "noted"):
        counted = [_counted(words, kind, *what) for kind, what in account[group].items()]
        if counted:
            parts.append(f"{words[group]}: {words['and'].join(counted)}")
    return words["then"].join(parts)


def _counted(words: Mapping[str, Any], kind: str, count: int, first: str = "") -> str:
    return f"{words['kinds'][kind]} {count}" + (f" ({first})" if first else "")


def _count(group: str, kind: str, count: int, first: str) -> None:
    if not count:
        return
    account = _OPEN.get()
    if account is None:
        LOG.warning("%s", _counted(_wording()["en"], kind, count, first))
        return
    if account.place:
        first = f"{account.place}: {first}" if first else account.place
    counts: dict[str, tuple[int, str]] = getattr(account, group)
    before, known = counts.get(kind, (0, first))
    counts[kind] = (before + count, known)


@lru_cache(maxsize=1)
def _wording() -> dict[str, dict[str, Any]]:
    """By language: the words between, and the wording of every kind."""
    source = files("toolkit.articles") / "data" / "account.yaml"
    data = read_yaml(source.read_text("utf-8"))
    return {
        language: {
            **words,
            "kinds": {kind: wording[language] for kind, wording in data["kinds"].items()},
        }
        for language, words in data["words"].items()
    } | {"quiet": dict.fromkeys(data["quiet"])}
