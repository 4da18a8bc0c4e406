"""Quotation marks of every kind, also the unbalanced ones that news pages really have.

Pairs with a direction (« », “ ”, ‘ ’, „ ”) are matched as brackets; straight marks are read by
what stands beside them: a mark behind a space, a colon or an attached preposition opens, a mark
before a space or a stop closes. A mark left open runs to the end of its paragraph and no farther;
a closing mark without its opening one is passed over.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[\"«»“”„‟‹›＂]|''|``|(?<!\w)['‘’](?=\w)|(?<=[\w.،,!؟?])['’](?!\w)|\n")
_OPENS = "«“„‹"
_CLOSES = "»”›"
_PARTNER = {"«": "»", "“": "”", "„": "”", "‹": "›"}


class Quotation(NamedTuple):
    """A stretch between quotation marks: offsets of the words inside, and of the marks."""

    start: int
    end: int
    open: int
    close: int  # offset behind the closing mark; equals `end` where it is missing


def quotation_spans(document: str) -> list[Quotation]:
    """Find what stands between quotation marks; nested marks stay inside the outer pair.

    Examples
    --------
    >>> document = 'قال إن "المغرب" شريك و« صديق » و”حليف“.'
    >>> [document[q.start:q.end] for q in quotation_spans(document)]
    ['المغرب', 'صديق', 'حليف']
    """
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(document):
        sign = mark.group()
        if sign == "\n":
            # Words of one speaker may run over paragraphs, but only where the page closes them.
            if opened is not None and not _closes_later(document, opened, mark.end()):
                _append(found, document, opened, mark.start(), mark.start())
                opened = None
        elif opened is None:
            if _may_open(document, mark):
                opened = mark
        elif _may_close(document, opened, mark):
            _append(found, document, opened, mark.start(), mark.end())
            opened = None
    if opened is not None:
        _append(found, document, opened, len(document), len(document))
    return found


_MAX_PARAGRAPHS_OPEN = 6


def _closes_later(document: str, opened: re.Match[str], position: int) -> bool:
    """Whether a directed mark opened above is closed before another one of its kind opens."""
    partner = _PARTNER.get(opened.group())
    if partner is None:
        return False
    closing = document.find(partner, position)
    opening = document.find(opened.group(), position)
    if closing < 0 or (0 <= opening < closing):
        return False
    return document.count("\n", position, closing) < _MAX_PARAGRAPHS_OPEN


def _may_open(document: str, mark: re.Match[str]) -> bool:
    sign = mark.group()
    if sign in _OPENS:
        return True
    before = document[mark.start() - 1 : mark.start()]
    after = document[mark.end() : mark.end() + 1]
    if sign in _CLOSES:
        # Pages that mirror their marks write ”…“: then ” stands behind a space, before a word.
        return (not before or before.isspace() or before in ":،(و") and after[:1].isalnum()
    return bool(after)


def _may_close(document: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    sign, first = mark.group(), opened.group()
    if first in "'‘":
        return sign in "'’"
    if sign in "'‘’":
        return False
    if sign == _PARTNER.get(first):
        return True
    if first in _PARTNER and first not in "“„":
        return False
    if first in "”":
        return sign in "“”"
    return sign not in _OPENS or first == "“"


def _append(
    found: list[Quotation], document: str, opened: re.Match[str], end: int, close: int
) -> None:
    inside = document[opened.end() : end]
    start = opened.end() + len(inside) - len(inside.lstrip())
    stop = opened.end() + len(inside.rstrip())
    if start < stop:
        found.append(Quotation(start, stop, opened.start(), close))
