"""Spans of text against each other: overlap, matching one to one, and the same source in the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from toolkit.validation.coding import Coded

_MARKS = re.compile("[\u064b-\u0652\u0640]")
_LETTERS = str.maketrans("أإآىة", "ااايه")

Span = Sequence[int] | None


def match(
    gold: Sequence[Any], found: Sequence[Any], score: Callable[[Any, Any], float]
) -> list[tuple[int, int]]:
    """Match two lists one to one, best score first; pairs that score 0 are no match.

    Examples
    --------
    >>> match([1, 5], [5, 2], lambda a, b: 1 / (1 + abs(a - b)))
    [(1, 0), (0, 1)]
    """
    pairs = sorted(
        ((score(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        reverse=True,
    )
    taken_gold, taken_found, matched = set[int](), set[int](), []
    for value, i, j in pairs:
        if value > 0 and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            matched.append((i, j))
    return matched


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) if a and b else 0


def iou(a: Span, b: Span) -> float:
    """Intersection over union of two spans.

    Examples
    --------
    >>> iou((0, 10), (5, 10))
    0.5
    """
    shared = overlap(a, b)
    if not shared or a is None or b is None:
        return 0.0
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def same_source(text: str, found: Span, act: Coded) -> bool:
    """Whether a span names the source of a coded act: at the same place, or in the same words."""
    coded = [span for span in (act["source"], act["source_resolved"]) if span]
    if any(overlap(found, span) for span in coded):
        return True
    words = _words(text, found)
    names = [_words(text, span) for span in coded]
    return bool(words) and any(
        name and (f" {words} " in f" {name} " or f" {name} " in f" {words} ") for name in names
    )


def _words(text: str, span: Span) -> str:
    """A span's words folded, without the article, as one string."""
    if not span:
        return ""
    folded = _MARKS.sub("", text[span[0] : span[1]]).translate(_LETTERS)
    return " ".join(re.sub("^ال", "", word) for word in re.findall(r"\w+", folded))
