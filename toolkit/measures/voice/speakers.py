"""One article made ready for its voices: its words, and how likely an official speaks each.

Every word that an act covers by its cue, its source or its content is the act's speaker's. An act
counts by how likely it is one, and by how likely its source is an official one, where its table
tells (`confidence`, `official_probability`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold, quotation_spans
from toolkit.measures.codes import OFFICIAL_TYPES

_WORD = re.compile(r"[^\W_]+")
_PROCLITICS = re.compile(r"^[وف]?(?:[بلك]?ال|لل|[بل](?=.{4}))?(?=.{3})")
_ENDINGS = re.compile(r"(?<=.{3})(?:ها|هم|ان|ات|ون|ين|ته|ه)$")
_EDGES = ("start", "end")
LIKELIHOODS = ("confidence", "official_probability")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Take clitics, the article and endings of number and gender off a folded word.

    A light stemmer after Larkey, Ballesteros and Connell (2002): at least three letters stay,
    and so does the ي of relation, which tells a putschist (انقلابي) from a bus that overturned.

    Examples
    --------
    >>> stem("والمقاربه"), stem("لتعزيزها"), stem("وقال"), stem("المشاريع")
    ('مقارب', 'تعزيز', 'قال', 'مشاريع')
    """
    return _ENDINGS.sub("", _PROCLITICS.sub("", word))


@dataclass(frozen=True)
class Reading:
    """One article made ready: its folded words and, for each, who speaks it.

    Attributes
    ----------
    words : list of str
        Folded words of title and text.
    starts : ndarray of int, shape (words,)
        Where each begins in the document as read.
    official, other, quoted : ndarray of bool, shape (words,)
        Whether an official's act, another source's act, quotation marks cover the word.
    likely_official, likely_other : ndarray of float, shape (words,)
        How likely, from 0 to 1, an official's act covers it, another source's.
    """

    words: list[str]
    starts: NDArray[np.int64]
    official: NDArray[np.bool_]
    other: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    likely_official: NDArray[np.float64]
    likely_other: NDArray[np.float64]

    def between(self, start: int, end: int) -> slice:
        """The words that begin in ``document[start:end]``."""
        first, last = np.searchsorted(self.starts, (start, end))
        return slice(int(first), int(last))


def read_document(document: str, acts: pd.DataFrame) -> Reading:
    """Fold a document and mark every word that an act covers by its cue, source or content.

    Examples
    --------
    >>> acts = pd.DataFrame({"cue_start": [8], "cue_end": [11], "source_start": [12],
    ...     "source_end": [18], "content_start": [22], "content_end": [30],
    ...     "source_type": ["government"]})
    >>> reading = read_document("عنوان\\n\\n وقال الوزير إن كل شيء بخير", acts)
    >>> [w for w, official in zip(reading.words, reading.official) if official]
    ['وقال', 'الوزير', 'كل', 'شيء']
    """
    folded = fold(document)
    matches = list(_WORD.finditer(folded.text))
    begins = np.fromiter((m.start() for m in matches), dtype=np.int64, count=len(matches))
    starts = np.asarray(folded.offsets, dtype=np.int64)[begins]
    official, other = np.zeros((2, len(document) + 1), dtype=bool)
    likely = np.zeros((2, len(document) + 1))
    for act in acts_of(document, acts):
        for start, end in act.covered():
            (official if act.official else other)[start:end] = True
            for row, chance in zip(likely, act.chances, strict=True):
                np.maximum(row[start:end], chance, out=row[start:end])
    quoted = np.zeros(len(document) + 1, dtype=bool)
    for quotation in quotation_spans(document):
        quoted[quotation.start : quotation.end] = True
    marks = (official[starts], other[starts], quoted[starts])
    return Reading([m.group() for m in matches], starts, *marks, *likely[:, starts])


def is_official(document: str, source_type: str, source: tuple[int, int] | None) -> bool:
    """Whether an act's source is a government, an intergovernmental body or a state's agency."""
    if source_type in OFFICIAL_TYPES:
        return True
    if source_type != "news_agency" or source is None:
        return False
    from toolkit.measures.credits.find import document_credits

    return any(
        credit.agency_kind == "state" for credit in document_credits(document[slice(*source)])
    )


@dataclass(frozen=True)
class Act:
    """One act: whether an official speaks, how likely one does and another, and its spans by name."""

    official: bool
    chances: tuple[float, float]
    spans: dict[str, tuple[int, int]]

    def covered(self) -> Iterator[tuple[int, int]]:
        """The spans that are the speaker's: cue, source, content."""
        return (self.spans[name] for name in ("cue", "source", "content") if name in self.spans)


def acts_of(document: str, acts: pd.DataFrame) -> Iterator[Act]:
    """Each act of an article; where no likelihoods are told, it is what it says."""
    names = ("cue", "source", "source_resolved", "content")
    present = [name for name in names if f"{name}_start" in acts]
    columns = [
        acts[f"{name}_{edge}"].to_numpy(float, na_value=np.nan)
        for name in present
        for edge in _EDGES
    ]
    told = [
        acts[name].to_numpy(float, na_value=np.nan) if name in acts else np.full(len(acts), np.nan)
        for name in LIKELIHOODS
    ]
    for row, source_type in enumerate(acts["source_type"]):
        spans = {}
        for position, name in enumerate(present):
            start, end = columns[2 * position][row], columns[2 * position + 1][row]
            if start == start and end == end:
                spans[name] = (int(start), int(end))
        source = spans.get("source") or spans.get("source_resolved")
        official = is_official(document, source_type, source)
        act, share = (float(column[row]) for column in told)
        act = act if act == act else 1.0
        share = share if share == share else float(official)
        if official and source_type not in OFFICIAL_TYPES:  # a state's agency: no official by type
            share = max(share, 0.5)
        yield Act(official, (act * share, act * (1 - share)), spans)


def plain_acts(attributions: pd.DataFrame) -> pd.DataFrame:
    """What `acts_of` reads, in columns of which an article's rows are quickly taken."""
    names = [f"{n}_{e}" for n in ("cue", "source", "source_resolved", "content") for e in _EDGES]
    present = [name for name in (*names, *LIKELIHOODS) if name in attributions]
    values = {name: attributions[name].to_numpy(float, na_value=np.nan) for name in present}
    table = pd.DataFrame(values, index=attributions.index)
    table["source_type"] = attributions["source_type"].astype(object)
    return table
