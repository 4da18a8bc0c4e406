"""From words back to offsets in the document as read."""

from __future__ import annotations

from toolkit.measures.attribution.features.candidates import COLON_KIND, Candidates, View
from toolkit.measures.attribution.features.sources import Mention

_CLOSING = {"(": ")", "«": "»", "“": "”", '"': '"'}


def span_of(seen: View, mention: Mention | None) -> list[int] | None:
    """Offsets of a run of words, with the bracket or mark that it opens closed again."""
    if mention is None:
        return None
    tokens = seen.tokens
    start, end = int(tokens.start[mention.first]), int(tokens.end[mention.last])
    document = tokens.documents[int(tokens.article[mention.first])]
    for opening, closing in _CLOSING.items():
        inside = document[start:end]
        if opening == closing:
            unbalanced = inside.count(opening) % 2 == 1 and document[start - 1 : start] != opening
        else:
            unbalanced = inside.count(opening) > inside.count(closing)
        if unbalanced and document[end : end + 2].strip().startswith(closing):
            end = document.index(closing, end) + 1
    return [start, end]


def cue_span(seen: View, found: Candidates, row: int) -> tuple[int, int]:
    """Offsets of a candidate's cue; of a colon, the sign itself."""
    tokens, token, last = seen.tokens, int(found.token[row]), int(found.last[row])
    if found.kind[row] != COLON_KIND:
        return int(tokens.start[token]), int(tokens.end[last])
    document = tokens.documents[int(tokens.article[token])]
    end = int(tokens.end[token])
    gap = document[end : end + 8]
    for sign in (":", "..", "…"):
        if sign in gap:
            return end + gap.index(sign), end + gap.index(sign) + len(sign)
    return end, end + 1
