"""The edges of a page: what stands above the lead and below the last paragraph.

Above the lead a page prints its title again, a path of sections, the outlet's line with place and
author; below the story stand the initials of who wrote and who edited it. No word gives such lines
away, their place and form do: short pieces set off by strokes, letters by themselves, the words of
the title or the outlet's own name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.arabic.stems import light_stem
from toolkit.articles.boilerplate.rules import rules

TITLE_AGAIN = "title_again"
OUTLET_LINE = "outlet_line"
BREADCRUMB = "breadcrumb"
HEAD_LINE = "head_line"
INITIALS = "initials"

Groups = Sequence[Sequence[int]]

_WORD = re.compile(r"[^\W_]+")
_STROKE = re.compile(r"\s*(?:[|/\\]+|//+|»|›|>|←|\s[-–—]+(?=\s|\Z))\s*")
_PATH = re.compile(r"\A[^«»›>←.]{2,40}\s?[»›>←]\s[^.،]*\Z")
_CITED = re.compile(r"[^:]{2,25}: ?[«\"“].{2,30}[»\"”]")
# `(س ع/د)`, `واج ج`: up to three letters each, one of them alone or a mark among them, so that
# short words and names (`سام كير`) are none.
_LETTERS = re.compile(
    r"(?=[(\[]|.*[./] ?\w|.*(?<!\w)\w(?!\w))"
    r"[(\[]? ?[ء-ي]{1,3}(?:[ ./،–-]+[ء-ي]{1,3}){1,4}[ .]*[)\]]?"
)
_FINAL_MARKS = (".", "؟", "?", "!", ":", "…", "،")
_SENTENCE_ENDS = (".", "؟", "?", "!", "…")

_LEAD_WORDS = 14  # a line of so many words is a paragraph, stopped or not
_STOPPED_LEAD_WORDS = 8
_TITLE_WORDS = 4  # shorter titles ("News") may be said again
_TITLE_ANYWHERE = 6  # below the lead a poem may have its title for a refrain
_SAME_TITLE = 0.75  # of the words of both, where a title stands again a little changed
_OUTLET_WORDS = 9
_PATH_WORDS = 25
_PIECE_WORDS = 4
_MOST_FORMS = 3  # more lines of one form are a list
_DATELINE_WORDS = 4
# Place, desk and author stand above the first paragraph in lines of one to three words.
_HEAD_WORDS = 3


def mark_edges(
    reasons: list[str], folded: Sequence[str], paragraphs: Groups, outlet: str = ""
) -> None:
    """Mark the lines at both ends of a page; `folded` are its sentences, the title first.

    Examples
    --------
    >>> lines = ["لقاء مراكش الوزاري اليوم", "لقاء مراكش الوزاري اليوم", "وصل الوفد الي مراكش.", "(س ع)"]
    >>> reasons = [""] * 4
    >>> mark_edges(reasons, lines, [[1], [2], [3]])
    >>> reasons
    ['', 'title_again', '', 'initials']
    """
    lines = [" ".join(" ".join(folded[number] for number in g).split()) for g in paragraphs]
    head = _head_size(lines, folded[0] if folded else "")
    _mark_title(reasons, folded, paragraphs, lines[:head])
    above = [g for g in range(head) if _stands_open(reasons, paragraphs[g])]
    forms = [_head_reason(lines[g], outlet) for g in above]
    for place, form in zip(above, forms, strict=True):
        if len([f for f in forms if f]) <= _MOST_FORMS:
            _mark(reasons, paragraphs[place], form)
    _mark_below_signature(reasons, paragraphs[:head], lines[:head])
    _mark_dateline(reasons, folded, paragraphs[head : head + 1], outlet)
    for group, line in zip(paragraphs[::-1], lines[::-1], strict=True):
        if _is_paragraph(line) and _stands_open(reasons, group):
            break
        if _LETTERS.fullmatch(line):
            _mark(reasons, group, INITIALS)


def _mark(reasons: list[str], group: Sequence[int], reason: str) -> None:
    for number in group:
        reasons[number] = reasons[number] or reason


def _stands_open(reasons: Sequence[str], group: Sequence[int]) -> bool:
    return not all(reasons[number] for number in group)


def _is_paragraph(line: str) -> bool:
    words = len(line.split())
    stopped = line.endswith(_SENTENCE_ENDS)
    return words >= _LEAD_WORDS or (stopped and words >= _STOPPED_LEAD_WORDS)


def _head_size(lines: Sequence[str], title: str) -> int:
    """How many paragraphs stand above the lead."""
    for number, line in enumerate(lines):
        if _is_paragraph(line) and not _says_title(line, title) and not _is_path(line):
            return number
    return 0  # a page of nothing but lines has no head


def _mark_title(
    reasons: list[str], folded: Sequence[str], paragraphs: Groups, head: Sequence[str]
) -> None:
    """Mark the title where it stands again, unless the text is nothing else."""
    title = _WORD.findall(folded[0]) if folded else []
    if len(title) < _TITLE_WORDS:
        return
    lead = paragraphs[len(head)][0] if len(head) < len(paragraphs) else 0
    last = len(folded) - 1 if len(title) >= _TITLE_ANYWHERE else lead
    found = {n for n in range(1, last + 1) if _WORD.findall(folded[n]) == title}
    for group, line in zip(paragraphs, head, strict=False):
        if _says_title(line, folded[0]):
            found.update(group)
    if any(not reasons[n] and n not in found for n in range(1, len(folded))):
        _mark(reasons, sorted(found), TITLE_AGAIN)


def _says_title(line: str, title: str) -> bool:
    """Whether a line is the title, behind a path or the outlet's name, or a little changed."""
    known, words = _WORD.findall(title), _WORD.findall(line)
    if len(known) < _TITLE_WORDS or len(words) > len(known) + _OUTLET_WORDS:
        return False
    if words[-len(known) :] == known:
        return True
    one, two = Counter(map(light_stem, words)), Counter(map(light_stem, known))
    common = sum((one & two).values())
    same = common / max(len(words), len(known)) >= _SAME_TITLE
    return same and not line.endswith(".")


def _head_reason(line: str, outlet: str) -> str:
    """What a line above the lead is, by its form."""
    if _is_path(line):
        return BREADCRUMB
    words, name = _WORD.findall(line), _WORD.findall(outlet)
    pieces = [piece for piece in _STROKE.split(line) if piece.strip()]
    is_short = len(words) <= _OUTLET_WORDS and not line.endswith(("؟", "?", "!", ":"))
    if not is_short or not words:
        return ""
    if name and _holds(words, name) and (len(words) <= len(name) + _HEAD_WORDS or len(pieces) > 1):
        return OUTLET_LINE
    if line.startswith("#") and len(words) <= _HEAD_WORDS:
        return OUTLET_LINE
    if _CITED.fullmatch(line) and _WORD.findall(line)[-1] in rules().paper_words:
        return OUTLET_LINE
    ends_in_stroke = len(pieces) == 1 and line[-1] in "|/\\–—-"
    longest = max(len(piece.split()) for piece in pieces) if pieces else 0
    if ends_in_stroke or (len(pieces) > 1 and longest <= _PIECE_WORDS):
        return OUTLET_LINE
    return ""


def _is_path(line: str) -> bool:
    """Whether a line is a path of sections; in a sentence `»` closes a quotation."""
    return bool(_PATH.search(line)) and len(line.split()) <= _PATH_WORDS and "«" not in line


def _holds(words: Sequence[str], name: Sequence[str]) -> bool:
    return any(list(words[k : k + len(name)]) == list(name) for k in range(len(words)))


def _mark_dateline(reasons: list[str], folded: Sequence[str], lead: Groups, outlet: str) -> None:
    """Mark place and outlet with a stop of their own in front of the lead (`القاهرة - نيفا.`)."""
    for group in lead:
        first = folded[group[0]].strip()
        if (
            len(group) > 1
            and len(_WORD.findall(first)) <= _DATELINE_WORDS
            and _head_reason(first, outlet)
        ):
            _mark(reasons, group[:1], OUTLET_LINE)


def _mark_below_signature(reasons: list[str], head: Groups, lines: Sequence[str]) -> None:
    """Mark short lines above the lead, where a signature already stands there.

    Alone, a short line may be a subtitle; below a site's or an agency's signature (or a title that
    is one) it names the place, the desk or the author.
    """
    signed = bool(reasons[0]) if reasons else False
    for group, line in zip(head, lines, strict=True):
        number = group[0]
        is_name = len(group) == 1 and len(line.split()) <= _HEAD_WORDS
        if signed and is_name and not line.endswith(_FINAL_MARKS) and not reasons[number]:
            reasons[number] = HEAD_LINE
        signed = signed or bool(reasons[number])
