"""The acts of an article as records: what lies in which, who holds it, whether an official speaks.

The holder of words is the source of the innermost act of attribution that they lie in (nested
sources, Wiebe, Wilson and Cardie 2005); a cue that is itself a praising verb (`أشاد`) belongs to its
own act. Where no act holds them, the article itself speaks: `narrator`. An act counts by how likely
it is one, and by how likely its source is an official one, where its table tells (`confidence`,
`official_probability`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
import pandas as pd

from toolkit.measures.codes import OFFICIAL_TYPES

NARRATOR = "narrator"
UNNAMED = "source not named"
LIKELIHOODS = ("confidence", "official_probability")
_SPANS = ("cue", "source", "source_resolved", "content")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Act:
    """An act of attribution: its number and its spans in the document, None where missing.

    `confidence` is how likely it is an act at all, `official_probability` how likely its source is
    an official one; None where the table does not tell.
    """

    number: int
    cue: Span | None
    source: Span | None
    resolved: Span | None
    content: Span | None
    source_type: str
    confidence: float | None = None
    official_probability: float | None = None

    def size(self) -> int:
        """How many characters the content has; the innermost act is the smallest."""
        span = self.content or self.cue
        return span[1] - span[0] if span else 0

    def covered(self) -> list[Span]:
        """The spans that are the speaker's: cue, source, content."""
        return [span for span in (self.cue, self.source, self.content) if span]

    def is_official(self, document: str) -> bool:
        """Whether its source is a government, an intergovernmental body or a state's agency."""
        span = self.source or self.resolved
        return is_official(self.source_type, document[slice(*span)] if span else "")

    def chances(self, document: str) -> tuple[float, float]:
        """How likely an official speaks, and somebody else; as coded where nothing is told."""
        official = self.is_official(document)
        act = 1.0 if self.confidence is None else self.confidence
        told = self.official_probability
        share = float(official) if told is None else told
        if official and self.source_type not in OFFICIAL_TYPES:
            share = max(share, 0.5)  # a state's agency: no official by type
        return act * share, act * (1 - share)


@lru_cache(maxsize=20_000)
def is_official(source_type: str, source: str) -> bool:
    """Whether a source of a type, named by these words, is an official one.

    Examples
    --------
    >>> is_official("government", ""), is_official("news_agency", "وكالة رويترز")
    (True, False)
    """
    if source_type in OFFICIAL_TYPES:
        return True
    if source_type != "news_agency" or not source:
        return False
    from toolkit.measures.credits.contexts import document_credits

    return any(credit.agency_kind == "state" for credit in document_credits(source))


class ActIndex:
    """The acts of an article, looked up by place without going through all of them."""

    def __init__(self, acts: Sequence[Act]) -> None:
        self._cues = _Spans([(act.cue, act) for act in acts if act.cue])
        self._contents = _Spans([(act.content, act) for act in acts if act.content and act.cue])

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

    def __init__(self, spans: Sequence[tuple[Span, Act]]) -> None:
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


def read_acts(attributions: pd.DataFrame) -> list[Act]:
    """Every act of a table, in its order; columns that it lacks are missing in every act."""
    count = len(attributions)
    spans = (_spans(attributions, name) for name in _SPANS)
    numbers = attributions["attribution"] if "attribution" in attributions else range(count)
    told = (_told(attributions, name) for name in LIKELIHOODS)
    columns = (map(int, numbers), *spans, attributions["source_type"].astype(object), *told)
    return [Act(*row) for row in zip(*columns, strict=True)]


def acts_by_article(attributions: pd.DataFrame | None) -> dict[str, list[Act]]:
    """Each article's acts of attribution."""
    found: dict[str, list[Act]] = {}
    if attributions is not None and len(attributions):
        acts = read_acts(attributions)
        for article_id, act in zip(attributions["article_id"], acts, strict=True):
            found.setdefault(article_id, []).append(act)
    return found


def _spans(table: pd.DataFrame, name: str) -> list[Span | None]:
    if f"{name}_start" not in table:
        return [None] * len(table)
    edges = np.stack(
        [table[f"{name}_{edge}"].to_numpy(float, na_value=np.nan) for edge in ("start", "end")]
    )
    present = ~np.isnan(edges).any(axis=0)
    whole = np.where(present, edges, 0).astype(np.int64).T.tolist()
    return [
        (start, end) if kept else None
        for (start, end), kept in zip(whole, present.tolist(), strict=True)
    ]


def _told(table: pd.DataFrame, name: str) -> list[float | None]:
    if name not in table:
        return [None] * len(table)
    values = table[name].to_numpy(float, na_value=np.nan)
    return [value if value == value else None for value in values.tolist()]
