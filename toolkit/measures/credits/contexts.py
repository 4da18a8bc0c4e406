"""Which of the places where an agency's name stands credit the agency, and how far the name runs.

A sure name counts anywhere; a word that is also another word needs brackets, a reporting word
before it, or a signature's place: set off by a dash at the end of its line, or before one at its
start. A name that is the matter of the news (its offices, its part in a debate) credits nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.arabic import Folded, fold
from toolkit.measures.credits.agencies import (
    NATIONAL,
    SIGNED,
    SURE,
    TAIL,
    UNNAMED,
    Agencies,
    Hit,
    agencies,
)

_OPENING = frozenset("([{/|")
_CLOSING = frozenset(")]}/|")
_QUOTES = frozenset("\"«»“”„‹›'")
_DATELINE_ENDS = frozenset("-–—−:/|+(")
_PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”", '"': '"'}
_STOPS = frozenset(("", "،", ",", ":", "؛"))
_SEPARATORS = frozenset("-–—−:/|+،,*•()[]")
_LEFT_WINDOW = 60
_DATELINE = 70
_SIGNATURE_WORDS = 14
_DATE_END = re.compile(r"(?:\d{4} ?(?:م|ه)?)\s*\Z")
# A name of one to three words in marks, on which a sentence goes on or ends.
_MARKED_NAME = re.compile(r" ?[\"«“(]((?:\w+)(?: \w+){0,2})[\"»”)](?= \w|[ .،,:؛]|\Z)")
_WORD_BEFORE = re.compile(r"(\w+)[ \"«“”„'(/]*\Z")
# An aside set off behind the name ("- وهي منصة قريبة من الحرس -") is passed over.
_ASIDE = r"(?: ?[-–(،,][^-–()،,\n]{1,120}[-–)،,])?"
_WORD_BEHIND = re.compile(rf"[ \"»“”')]*{_ASIDE} ?(\w+)")


_RANK = {name: rank for rank, name in enumerate(UNNAMED, start=1)}
_Span = tuple[int, int, str]


class Credit(NamedTuple):
    """One naming of an agency: offsets into the document as read."""

    start: int
    end: int
    agency: str
    agency_kind: str


def document_credits(document: str, *, folded: Folded | None = None) -> list[Credit]:
    """Find every naming of an agency in one document, boilerplate included.

    `folded` is the document folded before, where it was.

    Examples
    --------
    >>> document = "زيارة\\nوصل الوفد إلى قنا معا. دمشق - سانا"
    >>> [(c.agency, document[c.start:c.end]) for c in document_credits(document)]
    [('SANA', 'سانا')]
    """
    return credits_of([document], [folded])[0]


def credits_of(documents: Sequence[str], folded: Sequence[Folded | None]) -> list[list[Credit]]:
    """As `document_credits`, of many documents in one pass."""
    read = [_read(document, own) for document, own in zip(documents, folded, strict=True)]
    hits = agencies().hits([each.text for each in read])
    return [_credits(*each) for each in zip(read, hits, strict=True)]


def _read(document: str, folded: Folded | None) -> Folded:
    # A tatweel that stands alone is a dash; folding would take it away.
    return fold(document.replace(" ـ ", " - ")) if folded is None or " ـ " in document else folded


def _credits(folded: Folded, hits: list[Hit]) -> list[Credit]:
    if not hits:
        return []
    known = agencies()
    # Hashtags write a name with "_" between its words.
    text = folded.text.replace("_", " ")
    sure = {hit.form.agency for hit in hits if hit.form.level in (SURE, NATIONAL)}
    counted = [_whole(text, hit, known) for hit in hits if _counts(text, hit, known, sure)]
    counted = [span for span in counted if not _is_matter(text, span, known)]
    national = {hit.form.agency for hit in hits if hit.form.level == NATIONAL}
    found = [_named(text, span, national) for span in _resolve(text, counted)]
    return [
        Credit(*_original(folded, start, end), name, known.kinds.get(name, "other"))
        for start, end, name in found
    ]


def _named(text: str, span: _Span, national: set[str]) -> _Span:
    """Let a name in marks win over the nationality (`وكالة الأنباء الإسبانية "نون"`).

    It is the agency that the list knows by that name, else its own name.
    """
    start, end, agency = span
    marked = _MARKED_NAME.match(text, end) if agency in national else None
    is_bare = not any(mark in text[start:end] for mark in _PAIRS)
    if marked is None or not is_bare:
        return span
    written = marked.group(1)
    return start, marked.end(), agencies().named.get(written, written)


def _original(folded: Folded, start: int, end: int) -> tuple[int, int]:
    start, end = folded.span(start, end)
    return int(start), int(end)


def _counts(text: str, hit: Hit, known: Agencies, sure: set[str]) -> bool:
    """Whether the words around a form let it count as the agency's name."""
    left = text[max(hit.start - _LEFT_WINDOW, 0) : hit.start]
    attached = len(left) - len(left.rstrip("وفبلك"))
    bare = left if not left or not left[-1].isalnum() else left[: len(left) - attached]
    word = _WORD_BEFORE.search(bare)
    before = word.group(1) if word else ""
    if before in known.not_credit_before:
        return False
    level = hit.form.level
    if level == SURE:
        return True
    headed = bool(known.head.search(left))
    if level == NATIONAL:
        return headed
    if level == TAIL:
        return bool(known.news_agency.search(left))
    if headed or _signature(text, hit):
        return True
    if level == SIGNED:
        return before in known.according_words and _neighbours(text, hit)[1] in _STOPS
    return (
        _leads(bare, before, known)
        or hit.form.agency in sure
        or _enclosed(text, hit, _OPENING | _QUOTES)
    )


def _leads(left: str, before: str, known: Agencies) -> bool:
    """Whether a word that introduces sources stands before a form."""
    pair = " ".join(left.split()[-2:])
    words = (before, before[1:], pair, pair[1:])
    return any(word in known.lead_words for word in words)


def _is_matter(text: str, span: _Span, known: Agencies) -> bool:
    """Whether the news is about the agency: subject of a clause in which it reports nothing."""
    start, end, _ = span
    word = _WORD_BEFORE.search(text, max(start - _LEFT_WINDOW, 0), start)
    if word and word.group(1) in known.not_credit_before:
        return True
    if word is None or word.group(1) not in known.subject_particles:
        return False
    behind = _WORD_BEHIND.match(text, end)
    return behind is None or behind.group(1) not in known.reporting_words


def _enclosed(text: str, hit: Hit, marks: frozenset[str]) -> bool:
    before, after = _neighbours(text, hit)
    closing = _CLOSING | _QUOTES
    return before in marks and after in closing


def _neighbours(text: str, hit: Hit) -> tuple[str, str]:
    """The nearest characters on either side, spaces passed over; "" at an end of the line."""
    before = text[max(hit.start - 4, 0) : hit.start].rstrip(" \t")[-1:]
    after = text[hit.end : hit.end + 4].lstrip(" \t.")[:1]
    return before.strip("\n"), after.strip("\n")


def _signature(text: str, hit: Hit) -> bool:
    """Whether a form stands as datelines and signatures do: set off, at an end of its line."""
    start = text.rfind("\n", 0, hit.start) + 1
    end = text.find("\n", hit.end)
    line = text[start : end if end >= 0 else len(text)]
    inside_start, inside_end = hit.start - start, hit.end - start
    before, after = _neighbours(text, hit)
    set_off = not before or before in _SEPARATORS
    closes = not any(c.isalnum() for c in line[inside_end:])
    if after and after in _CLOSING:
        after = line[inside_end:].lstrip(" .)]}»/|")[:1]
        closes = closes or not after
    opens = inside_start <= _DATELINE and after in _DATELINE_ENDS
    if set_off and opens:
        return True
    if not closes:
        return False
    if before in _OPENING and after in _CLOSING:
        return True
    short = len(line.split()) <= _SIGNATURE_WORDS
    return short and (set_off or bool(_DATE_END.search(line[:inside_start])))


def _whole(text: str, hit: Hit, known: Agencies) -> _Span:
    """Widen a form to the agency's whole name: its "agency" before, its "official" behind."""
    floor = max(hit.start - _LEFT_WINDOW, 0)
    start, end = hit.start, hit.end
    if hit.form.level == TAIL:
        found = known.news_agency.search(text, floor, start)
    else:
        found = known.head.search(text, floor, start)
    if found:
        start = found.start()
        # The particles attached to "agency" stay outside the name.
        while text[start] in "وفبلك" and not text.startswith(known.noun_stem, start):
            start += 1
    tail = known.tail.match(text, end)
    if tail and tail.end() > end and text[tail.end() - 1] not in " \"»“”'":
        end = tail.end()
    return start, end, hit.form.agency


def _resolve(text: str, spans: Sequence[_Span]) -> list[_Span]:
    """Join the parts of one name, and let a proper name take an unnamed agency's place."""
    ranked = sorted(spans, key=lambda s: (_RANK.get(s[2], 0), -(s[1] - s[0]), s[0], s[2]))
    # In the order of the text; of those kept none meets another, so the neighbours tell.
    kept: list[_Span] = []
    for span in ranked:
        place = bisect_left(kept, span)
        if all(span[1] <= b[0] or b[1] <= span[0] for b in kept[max(place - 1, 0) : place + 1]):
            kept.insert(place, span)
    joined: list[_Span] = []
    for start, end, name in kept:
        if joined and _one_name(text, joined[-1], (start, end, name)):
            first, _, other = joined.pop()
            joined.append((first, end, other if name in UNNAMED else name))
        else:
            joined.append((start, end, name))
    return [(start, _closing(text, start, end), name) for start, end, name in joined]


def _closing(text: str, start: int, end: int) -> int:
    """A mark that opens inside the name closes with it."""
    marks = [mark for mark in text[start:end] if mark in _PAIRS or mark in _PAIRS.values()]
    closes = len(marks) == 1 and text[end : end + 1] == _PAIRS.get(marks[0])
    return end + 1 if closes else end


def _one_name(text: str, left: _Span, right: _Span) -> bool:
    same = left[2] == right[2] or left[2] in UNNAMED or right[2] in UNNAMED
    return same and bool(agencies().between.match(text[left[1] : right[0]]))
