"""Who praises: the holder of a praising expression.

The holder is the source of the innermost act of attribution that the expression lies in (nested
sources, Wiebe, Wilson and Cardie 2005); a praising verb that is itself the cue of an act (`أشاد`)
belongs to that act. Where no act holds it, the article itself praises: `narrator`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NARRATOR = "narrator"
UNNAMED = "source not named"


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


def innermost_act(acts: Sequence[Act], start: int, end: int) -> Act | None:
    """The act that a span lies in: the one whose cue it is, else the smallest content.

    Examples
    --------
    >>> said = Act(0, (0, 3), (4, 10), None, (14, 60), "government")
    >>> praised = Act(1, (20, 24), (25, 31), None, (33, 50), "expert")
    >>> [innermost_act([said, praised], *span).number for span in ((14, 18), (20, 24), (40, 44))]
    [0, 1, 1]
    """
    cues = [act for act in acts if _overlap(act.cue, start, end)]
    if cues:
        return cues[0]
    within = [act for act in acts if _overlap(act.content, start, end)]
    return min(within, key=lambda act: (act.size(), act.number), default=None)


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


def _overlap(span: tuple[int, int] | None, start: int, end: int) -> bool:
    return span is not None and span[0] < end and start < span[1]
