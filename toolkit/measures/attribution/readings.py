"""What is certain of acts once the models have found them: edges, doubles, a speech printed whole.

Each reading was counted on the coded articles before it was made a rule: a participle of the same
speaker behind a comma ends the content before it (528 times of 533); a content does not hold its own
source; `على حد قوله` looks back and belongs to no content; of two cues of one content `قائلا` or a bare
according-to phrase is no act of its own; what stands behind `وهذا نصها:` is the
speaker's to its end.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.features.candidates import Candidates, View
from toolkit.measures.attribution.features.spans import Spans
from toolkit.measures.attribution.features.speeches import Speech
from toolkit.measures.attribution.words.cues import ACCORDING, IMPERFECT, MASDAR, PARTICIPLE
from toolkit.measures.attribution.words.tokens import COMMA, Ints

_SAME = 0.9


def settle(seen: View, found: Candidates, spans: Spans, speeches: dict[int, Speech]) -> Spans:
    """Spans with their edges set right, without doubles and without what a whole speech holds.

    Parameters
    ----------
    speeches : dict of int to Speech
        Speeches printed whole, by the candidate that announces them.
    """
    first, last = (edge.copy() for edge in spans.content)
    verbatim = list(spans.verbatim)
    for row, candidate in enumerate(spans.row.tolist()):
        speech = speeches.get(candidate)
        if speech:
            first[row], last[row], verbatim[row] = speech.first, speech.last, True
            continue
        source, cue_end = spans.source[row], int(found.last[candidate])
        if source and cue_end < first[row] <= source.last < last[row] and source.first > cue_end:
            first[row] = source.last + 1
    for begin, (cue, end) in seen.phrases.items():
        if cue.object:
            last[(first < begin) & (begin <= last) & (last <= end + 1)] = begin - 1
    _end_before_participles(seen, found, spans, first, last)
    kept = replace(spans, content=(first, last), verbatim=verbatim)
    return kept.only(np.flatnonzero(~_doubles(seen, found, kept) & ~_inside(found, kept, speeches)))


def _end_before_participles(
    seen: View, found: Candidates, spans: Spans, first: Ints, last: Ints
) -> None:
    """`قال إن …، مؤكدا أن …`: the first content ends where the participle begins."""
    tokens = seen.tokens
    cues = found.token[spans.row]
    for row in np.flatnonzero(found.kind[spans.row] == PARTICIPLE).tolist():
        cue = int(cues[row])
        if spans.source[row] or tokens.quotation[cue] >= 0 or cue == seen.first[cue]:
            continue
        if tokens.gap[cue - 1] & COMMA:
            before = (cues < cue) & (tokens.sentence[cues] == tokens.sentence[cue])
            before &= (first < cue) & (cue <= last) & (tokens.quotation[cues] < 0)
            last[before & ~np.asarray(spans.verbatim)] = cue - 1


def _doubles(seen: View, found: Candidates, spans: Spans) -> NDArray[np.bool_]:
    """Acts that only say again by what cue another one of their sentence was reported."""
    first, last = spans.content
    kinds, cues = found.kind[spans.row], found.token[spans.row]
    sentences = seen.tokens.sentence[cues]
    double = np.zeros(len(cues), dtype=bool)
    for row in range(len(cues)):
        if not _says_again(seen, found, int(spans.row[row])):
            continue
        for verb in np.flatnonzero((sentences == sentences[row]) & (kinds <= IMPERFECT)).tolist():
            both = min(last[verb], last[row]) - max(first[verb], first[row]) + 1
            either = max(last[verb], last[row]) - min(first[verb], first[row]) + 1
            double[row] |= both > _SAME * either
    return double


def _says_again(seen: View, found: Candidates, candidate: int) -> bool:
    """Whether a cue can stand beside a verb for the same words: `قائلا`, `بالقول`, `بحسب رويترز`."""
    token, kind = int(found.token[candidate]), int(found.kind[candidate])
    cue = seen.cue_at(token)
    if kind == ACCORDING:
        return int(found.last[candidate]) == token
    return kind in (PARTICIPLE, MASDAR) and cue is not None and cue.entry == "قال"


def _inside(found: Candidates, spans: Spans, speeches: dict[int, Speech]) -> NDArray[np.bool_]:
    """Acts inside a speech printed whole that name nobody else: the speaker's own words."""
    cues = found.token[spans.row]
    within = np.zeros(len(cues), dtype=bool)
    for speech in speeches.values():
        within |= (cues >= speech.first) & (cues <= speech.last)
    return within & np.asarray([source is None for source in spans.source], dtype=bool)
