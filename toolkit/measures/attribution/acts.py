"""Who praises: the holder of a praising expression.

The holder is the source of the innermost act of attribution that the expression lies in (nested
sources, Wiebe, Wilson and Cardie 2005); a praising verb that is itself the cue of an act (`أشاد`)
belongs to that act. Where no act holds it, the article itself praises: `narrator`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd

NARRATOR = "narrator"
UNNAMED = "source not named"
_SPANS = ("cue", "source", "source_resolved", "content")


@dataclass(frozen=True, slots=True)
class Act:
    """An act of attribution: its number and its spans in the document, None where missing."""

    number: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    resolved: tuple[int, int] | None
    content: tuple[int, int] | None
    source_type: str

    def size(self) -> int:
        """How many characters the content has; the innermost act is the smallest."""
        content = self.content or self.cue
        return content[1] - content[0]


class ActIndex:
    """The acts of an article, looked up by place without going through all of them."""

    def __init__(self, acts: Sequence[Act]) -> None:
        self._cues = _Spans([(act.cue, act) for act in acts])
        self._contents = _Spans([(act.content, act) for act in acts if act.content])

    def innermost(self, start: int, end: int) -> Act | None:
        """The act that a span lies in: the one whose cue it is, else the smallest content.

        Examples
        --------
        >>> said = Act(0, (0, 3), (4, 10), None, (14, 60), "government")
        >>> praised = Act(1, (20, 24), (25, 31), None, (33, 50), "expert")
        >>> index = ActIndex([said, praised])
        >>> [index.innermost(*span).number for span in ((14, 18), (20, 24), (40, 44))]
        [0, 1, 1]
        """
        cues = self._cues.overlapping(start, end)
        if cues:
            return min(cues, key=lambda act: act.number)
        within = self._contents.overlapping(start, end)
        return min(within, key=lambda act: (act.size(), act.number), default=None)


class _Spans:
    """Spans by their start; the furthest end so far tells where looking back may stop."""

    def __init__(self, spans: Sequence[tuple[tuple[int, int], Act]]) -> None:
        self._spans = sorted(spans, key=lambda pair: (pair[0], pair[1].number))
        self._starts = [span[0] for span, _ in self._spans]
        ends = [span[1] for span, _ in self._spans]
        self._furthest = list(accumulate(ends, max))

    def overlapping(self, start: int, end: int) -> list[Act]:
        place = bisect_left(self._starts, end) - 1
        found = []
        while place >= 0 and self._furthest[place] > start:
            span, act = self._spans[place]
            if span[1] > start:
                found.append(act)
            place -= 1
        return found


def innermost_act(acts: Sequence[Act], start: int, end: int) -> Act | None:
    """As `ActIndex.innermost`, for one span."""
    return ActIndex(acts).innermost(start, end)


def holder_of(document: str, act: Act | None) -> str:
    """The holder as text: the source of the act, or the narrator.

    Examples
    --------
    >>> act = Act(0, (0, 4), (5, 11), None, (12, 20), "government")
    >>> holder_of("أشاد الوزير بالمغرب.", act), holder_of("بلد رائع", None)
    ('الوزير', 'narrator')
    """
    if act is None:
        return NARRATOR
    span = act.source or act.resolved
    return document[slice(*span)] if span else UNNAMED


def acts_by_article(attributions: pd.DataFrame | None) -> dict[str, list[Act]]:
    """Each article's acts of attribution."""
    if attributions is None or attributions.empty:
        return {}
    edges = [
        [None if pd.isna(v) else int(v) for v in attributions[f"{name}_{edge}"]]
        for name in _SPANS
        for edge in ("start", "end")
    ]
    found: dict[str, list[Act]] = {}
    for article_id, number, source_type, *values in zip(
        attributions["article_id"],
        attributions["attribution"],
        attributions["source_type"],
        *edges,
        strict=True,
    ):
        cue, source, resolved, content = (
            None if values[i] is None or values[i + 1] is None else (values[i], values[i + 1])
            for i in (0, 2, 4, 6)
        )
        if cue is not None:
            act = Act(int(number), cue, source, resolved, content, source_type)
            found.setdefault(article_id, []).append(act)
    return found
