"""Quotation marks of every kind, also the unbalanced ones that news pages really have.

Pairs with a direction (« », “ ”, ‘ ’, „ “, << >>, (( ))) are matched as brackets, mirrored ones too
(» «, ” “, >> <<) where they stand as marks do: behind a space, before a word. Straight marks are
read by what stands beside them: a mark behind a space, a colon or an attached preposition opens, a
mark before a space or a stop closes; one that has no partner (an inch, a slip) is passed over and
leaves the other pairs of its paragraph alone. A mark left open runs to the end of its paragraph and
no farther; a closing mark without its opening one is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from toolkit.arabic.brackets import quoting_brackets

_MARK = re.compile(
    r"[\"«»“”„‟‹›＂″]|''|``|<<|>>|\(\(|\)\)|(?<!\w)['‘’](?=\w)|(?<=[\w.،,!؟?])['’](?!\w)|\n"
)
_OPENS = ("«", "“", "„", "‹", "<<", "((")
_CLOSES = ("»", "”", "›", ">>")
_PARTNERS = {
    "«": ("»",), "‹": ("›",), "<<": (">>",), "((": ("))",),
    "»": ("«",), "›": ("‹",), ">>": ("<<",),
}  # fmt: skip
_BOTH_WAYS = "“”"
_STRAIGHT = ('"', "＂", "″", "''", "``", "‟")
_BEFORE_OPENING = ":،؛(-–—[/\u200f\u200e"


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
    >>> document = 'قال إن "المغرب" شريك و« صديق » و”حليف“ على شاشة 55" و»جار«.'
    >>> [document[q.start:q.end] for q in quotation_spans(document)]
    ['المغرب', 'صديق', 'حليف', 'جار']
    """
    marks = list(_MARK.finditer(document))
    void = _without_partner(document, marks)
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for number, mark in enumerate(marks):
        sign = mark.group()
        if sign == "\n":
            # Words of one speaker may run over paragraphs, but only where the page closes them.
            if opened is not None and not _closes_later(document, opened, mark.end()):
                _append(found, document, opened, mark.start(), mark.start())
                opened = None
        elif mark.start() in void:
            continue
        elif opened is None:
            if _may_open(document, mark, marks[number + 1 :]):
                opened = mark
        elif _may_close(opened, mark):
            _append(found, document, opened, mark.start(), mark.end())
            opened = None
    if opened is not None:
        _append(found, document, opened, len(document), len(document))
    return _with_brackets(found, document)


def _with_brackets(found: list[Quotation], document: str) -> list[Quotation]:
    """The quotations, and the round brackets that stand as marks outside them."""
    new = [
        Quotation(start + 1, end - 1, start, end)
        for start, end in quoting_brackets(document)
        if not any(start < other.close and other.open < end for other in found)
    ]
    return sorted(found + new) if new else found


_MAX_PARAGRAPHS_OPEN = 6
_RUNS_ON = {"«": "»", "“": "”", "„": "”", "‹": "›"}


def _closes_later(document: str, opened: re.Match[str], position: int) -> bool:
    """Whether a directed mark opened above is closed before another one of its kind opens."""
    partner = _RUNS_ON.get(opened.group())
    if partner is None:
        return False
    closing = document.find(partner, position)
    opening = document.find(opened.group(), position)
    if closing < 0 or (0 <= opening < closing):
        return False
    return document.count("\n", position, closing) < _MAX_PARAGRAPHS_OPEN


def _may_open(document: str, mark: re.Match[str], later: list[re.Match[str]]) -> bool:
    sign = mark.group()
    if sign in _OPENS:
        # A comparison or a pair of brackets in brackets is not closed.
        return len(sign) == 1 or _closed_in_paragraph(mark, later)
    before = document[mark.start() - 1 : mark.start()]
    after = document[mark.end() : mark.end() + 1]
    if sign in _CLOSES:
        # Pages that mirror their marks write ”…“: then ” stands behind a space, before a word.
        mirrored = (not before or before.isspace() or before in ":،(و") and after[:1].isalnum()
        return mirrored and _closed_in_paragraph(mark, later)
    return sign != "))" and bool(after)


def _closed_in_paragraph(mark: re.Match[str], later: list[re.Match[str]]) -> bool:
    for other in later:
        if other.group() == "\n":
            return False
        if _may_close(mark, other):
            return True
    return False


def _may_close(opened: re.Match[str], mark: re.Match[str]) -> bool:
    sign, first = mark.group(), opened.group()
    if first in "'‘":
        return sign in "'’"
    if sign in "'‘’":
        return False
    if first in _PARTNERS:
        return sign in _PARTNERS[first]
    if len(sign) == 2 and sign not in _STRAIGHT:
        return False
    if first == "”":
        return sign in _BOTH_WAYS
    if first == "„":
        return sign in _BOTH_WAYS or sign in _STRAIGHT
    return sign not in _OPENS or first == "“"


def _append(
    found: list[Quotation], document: str, opened: re.Match[str], end: int, close: int
) -> None:
    inside = document[opened.end() : end]
    start = opened.end() + len(inside) - len(inside.lstrip())
    stop = opened.end() + len(inside.rstrip())
    if start < stop:
        found.append(Quotation(start, stop, opened.start(), close))


# ---- straight marks without a partner ----

# What a reading of a paragraph's straight marks costs: least is best. A mark passed over costs more
# than one misplaced blank, and less than two marks that face the wrong way.
_PASSED_OVER = 1.0
_LEFT_OPEN = 0.9
_WRONG_WAY = 0.6
_INCH = 3.0
_LENGTH = 1e-7


def _without_partner(document: str, marks: list[re.Match[str]]) -> Collection[int]:
    """Where straight marks stand that belong to no pair: the cheapest reading of each paragraph."""
    void: set[int] = set()
    paragraph: list[re.Match[str]] = []
    for mark in (*marks, None):
        if mark is not None and mark.group() != "\n":
            paragraph.append(mark)
            continue
        straight = [one for one in paragraph if one.group() in _STRAIGHT]
        # “ may be closed by a straight mark: where such a pair is torn, nothing is judged here.
        signs = [one.group() for one in paragraph]
        torn = sum(map(signs.count, "“„")) != signs.count("”") and bool(set(signs) & set("“”„"))
        if len(straight) > 0 and not torn:
            void.update(_passed_over(document, straight))
        paragraph = []
    return void


def _passed_over(document: str, marks: list[re.Match[str]]) -> list[int]:
    """The marks that the cheapest reading passes over, by dynamic programming."""
    opening = [_cost_of_opening(document, mark) for mark in marks]
    closing = [_cost_of_closing(document, mark) for mark in marks]
    if not len(marks) % 2 and not any(opening[::2]) and not any(closing[1::2]):
        return []
    # Behind each mark, with a pair open or not: what the reading costs, and what it passes over.
    shut: tuple[float, tuple[int, ...]] = (0.0, ())
    wide: tuple[float, tuple[int, ...]] = (float("inf"), ())
    for at, mark in enumerate(marks):
        skip_shut = (shut[0] + _PASSED_OVER, (*shut[1], mark.start()))
        skip_wide = (wide[0] + _PASSED_OVER, (*wide[1], mark.start()))
        length = _LENGTH * mark.start()  # of two readings that cost the same, the shorter pairs
        shut, wide = (
            min((wide[0] + closing[at] + length, wide[1]), skip_shut),
            min((shut[0] + opening[at] - length, shut[1]), skip_wide),
        )
    left_open = _LEFT_OPEN if not opening[-1] else _INCH
    return list(min(shut, (wide[0] + left_open, wide[1]))[1])


def _cost_of_opening(document: str, mark: re.Match[str]) -> float:
    before = document[mark.start() - 1 : mark.start()] if mark.start() else ""
    after = document[mark.end() : mark.end() + 1]
    if not after or after == "\n":
        return _INCH
    if not before or before.isspace() or before in _BEFORE_OPENING or not before.isalnum():
        return 0.0 if not after.isspace() else _WRONG_WAY / 2
    if not after.isspace() and (after.isalnum() or after in "«“("):
        return 0.0  # behind an attached preposition
    return _INCH if before.isdigit() else _WRONG_WAY


def _cost_of_closing(document: str, mark: re.Match[str]) -> float:
    before = document[mark.start() - 1 : mark.start()] if mark.start() else ""
    after = document[mark.end() : mark.end() + 1]
    if not before or before == "\n":
        return _INCH
    if before.isspace():
        return _WRONG_WAY if after.isalnum() else _WRONG_WAY / 2
    if before.isdigit():
        return _WRONG_WAY / 4  # an inch as like as not
    return 0.0 if not after.isalnum() else _WRONG_WAY / 3
