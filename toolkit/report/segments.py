"""Cut a text where marked spans begin and end, so that spans may overlap as they like.

HTML elements nest and spans of evidence do not: a praising verb is also a cue, and a quotation runs
over sentences. Each elementary segment between two edges carries the marks that cover all of it;
the segments laid end to end are the text, character by character (stand-off annotation, as in
TEI and the Web Annotation model).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, order=True)
class Mark:
    """A passage and what it was coded as: half-open offsets, its layer, a variant of it, and why."""

    start: int
    end: int
    layer: str
    variant: str = ""
    why: str = ""


@dataclass(frozen=True)
class Segment:
    """A stretch of text that the same marks cover from its first character to its last."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def opens(self) -> bool:
        """Whether a mark begins here."""
        return any(mark.start == self.start for mark in self.marks)


def cut(document: str, marks: Iterable[Mark], *, breaks: Sequence[int] = ()) -> list[Segment]:
    """Cut a document into elementary segments.

    Parameters
    ----------
    document : str
        The text that the offsets point into.
    marks : iterable of Mark
        In any order; they may overlap, repeat and lie inside one another. Empty ones are nothing.
    breaks : sequence of int
        Further offsets to cut at: sentences, paragraphs.

    Returns
    -------
    list of Segment
        Not empty, in order, together the whole document. A segment's marks stand from the longest
        to the shortest.

    Examples
    --------
    >>> marks = [Mark(0, 4, "cue"), Mark(0, 4, "praise"), Mark(5, 12, "content")]
    >>> [(s.text, [m.layer for m in s.marks]) for s in cut("أشاد بالدور", marks)]
    [('أشاد', ['cue', 'praise']), (' ', []), ('بالدور', ['content'])]
    """
    length = len(document)
    real = sorted(mark for mark in marks if max(mark.start, 0) < min(mark.end, length))
    edges = {0, length}
    edges.update(offset for offset in breaks if 0 < offset < length)
    for mark in real:
        edges.update((max(mark.start, 0), min(mark.end, length)))
    bounds = sorted(edges)
    segments: list[Segment] = []
    active: list[Mark] = []
    waiting = iter([*real, Mark(length, length, "")])
    coming = next(waiting)
    for start, end in pairwise(bounds):
        active = [mark for mark in active if mark.end > start]
        while coming.start <= start and coming.start < length:
            active.append(coming)
            coming = next(waiting)
        covering = sorted(active, key=lambda mark: (mark.start - mark.end, mark))
        segments.append(Segment(start, end, document[start:end], tuple(covering)))
    return segments
