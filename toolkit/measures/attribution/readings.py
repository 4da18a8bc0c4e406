"""What is certain of acts once the models have found them: edges, doubles, a speech printed whole.

Each reading was counted on the coded articles before it was made a rule: a participle of the same
speaker behind a comma ends the content before it (528 times of 533); a content does not hold its own
source; a content that opens with a quotation of some words holds all of it (1,066 times of 1,072) and
ends with it behind a colon (342 times of 351);
`على حد قوله` looks back and belongs to no content; of two cues of one content `قائلا` or a bare
according-to phrase is no act of its own; what stands behind `وهذا نصها:` is the
speaker's to its end.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.content_edges import (
    before_asides,
    from_the_described,
    from_the_noun,
    from_the_question,
    over_open_marks,
)
from toolkit.measures.attribution.features.candidates import Candidates, View
from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.features.spans import Spans
from toolkit.measures.attribution.features.speeches import Speech
from toolkit.measures.attribution.source_ends import settled
from toolkit.measures.attribution.subjects import WITH_OBJECT
from toolkit.measures.attribution.words.cues import ACCORDING, IMPERFECT, MASDAR, PARTICIPLE
from toolkit.measures.attribution.words.groups import cue_entries
from toolkit.measures.attribution.words.tokens import COLON, COMMA, Ints

_SAME = 0.9
_A_FEW = 2  # words behind the first: shorter ones in marks are names and terms
_FIRST_PERSONS = ("ا", "ن")  # the preformatives, folded


def settle(seen: View, found: Candidates, spans: Spans, speeches: dict[int, Speech]) -> Spans:
    """Spans with their edges set right, without doubles and without what a whole speech holds.

    Parameters
    ----------
    speeches : dict of int to Speech
        Speeches printed whole, by the candidate that announces them.
    """
    first, last = (edge.copy() for edge in spans.content)
    verbatim = list(spans.verbatim)
    spans = replace(spans, source=_settled_sources(seen, found, spans))
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
    from_the_described(seen, found, spans, first)
    from_the_noun(seen, spans, first)
    from_the_question(seen, found, spans, first)
    over_open_marks(seen, found, spans, first, last)
    before_asides(seen, spans, first, last, np.asarray(verbatim, dtype=bool))
    _end_before_participles(seen, found, spans, first, last)
    _end_with_the_mark(seen, first, last, np.asarray(verbatim, dtype=bool))
    kept = replace(spans, content=(first, last), verbatim=verbatim)
    none = _doubles(seen, found, kept) | _inside(seen, found, kept, speeches)
    return kept.only(np.flatnonzero(~none & ~_in_a_source(found, kept)))


def _settled_sources(seen: View, found: Candidates, spans: Spans) -> list[Mention | None]:
    ends = []
    for row, source in enumerate(spans.source):
        content, cue = int(spans.content[0][row]), int(found.token[spans.row[row]])
        behind = [place for place in (content, cue) if source and place > source.last]
        bound = min(behind, default=len(seen.kind))
        read = seen.cue_at(cue)
        behind_it = source is not None and source.first > cue
        has_object = behind_it and read is not None and read.speech_act in WITH_OBJECT
        ends.append(settled(seen, source, bound, has_object=has_object) if source else None)
    return ends


def _in_a_source(found: Candidates, spans: Spans) -> NDArray[np.bool_]:
    """Cues that are part of another act's source, a name (`سيريني`): never, of 6,765 coded ones."""
    cues = found.token[spans.row]
    within = np.zeros(len(cues), dtype=bool)
    for row, source in enumerate(spans.source):
        if source:
            inside = (cues >= source.first) & (cues <= source.last)
            within |= inside & (spans.probability < spans.probability[row])
    return within


def anothers_content(seen: View, found: Candidates, rows: Ints, content: tuple[Ints, Ints]) -> Ints:
    """Acts whose content is that of the next verb: `أشاد الوزير بالجهود، وأكد أن …`.

    A verb with a conjunction begins a report of its own; what stands behind it is not the first's.
    """
    cues, (first, last) = found.token[rows], content
    kinds = found.kind[rows]
    sentences = seen.tokens.sentence[cues]
    both = np.minimum(last[1:], last[:-1]) - np.maximum(first[1:], first[:-1]) + 1
    either = np.maximum(last[1:], last[:-1]) - np.minimum(first[1:], first[:-1]) + 1
    twice = (both > _SAME * either) & (sentences[1:] == sentences[:-1])
    twice &= (kinds[1:] <= IMPERFECT) & (kinds[:-1] <= IMPERFECT)
    twice &= (first[:-1] > cues[1:]) & (cues[1:] - cues[:-1] > _A_FEW)
    joined = [(cue := seen.cue_at(int(t))) is not None and cue.conjunction for t in cues[1:]]
    return np.flatnonzero(twice & np.asarray(joined, dtype=bool))


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


def _end_with_the_mark(seen: View, first: Ints, last: Ints, whole: NDArray[np.bool_]) -> None:
    """A content that opens with a quotation holds it; behind a colon it ends with it.

    `وقال: "…" ثم غادر`; but `إن "لديه ثقة كبيرة" في الاتفاق` goes on.
    """
    tokens = seen.tokens
    for row in np.flatnonzero((tokens.quotation[first] >= 0) & ~whole).tolist():
        mark = int(tokens.quotation[first[row]])
        opens, closes = int(tokens.quotation_first[mark]), int(tokens.quotation_last[mark])
        if first[row] != opens or closes - opens < _A_FEW:
            continue
        if tokens.gap[opens - 1] & COLON or last[row] < closes:
            last[row] = closes


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
    return (
        kind in (PARTICIPLE, MASDAR) and cue is not None and cue.entry in cue_entries("says again")
    )


def _inside(
    seen: View, found: Candidates, spans: Spans, speeches: dict[int, Speech]
) -> NDArray[np.bool_]:
    """Acts inside a speech printed whole that name nobody else: the speaker's own words."""
    cues = found.token[spans.row]
    within = np.zeros(len(cues), dtype=bool)
    for speech in speeches.values():
        within |= (cues >= speech.first) & (cues <= speech.last)
    for row in np.flatnonzero(within).tolist():
        within[row] = spans.source[row] is None or _first_person(seen, int(cues[row]))
    return within


def _first_person(seen: View, token: int) -> bool:
    """`أشكر المملكة`, `نؤكد للعالم`: what stands behind such a verb is not who speaks."""
    cue = seen.cue_at(token)
    if cue is None or cue.kind != IMPERFECT:
        return False
    word = seen.tokens.types[seen.tokens.word[token]]
    return word[1:][:1] in _FIRST_PERSONS if cue.conjunction else word[0] in _FIRST_PERSONS
