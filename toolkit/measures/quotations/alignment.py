"""Alignment word by word of two versions, through spelling variants, clitics and synonyms.

Global alignment by dynamic programming (Needleman and Wunsch 1970) whose ends are free: one outlet
may print more of a statement before and behind. Words are folded; two words that differ by a
clitic or an ending, are listed as synonyms, or have most of their letters in common are aligned,
for less than the same word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from toolkit.arabic import fold, word_spans
from toolkit.arabic.stems import light_stem, without_article
from toolkit.measures.quotations.speakers import name_key
from toolkit.measures.quotations.wordlists import classes, states, stems, values, word_list

EQUAL, FORM, SYNONYM, NEAR = 1.0, 0.9, 0.7, 0.5
"""What a pair of words counts: the same, the same but for clitics and endings, a listed synonym,
most letters in common."""

_MISMATCH, _GAP = -0.55, -0.3
_SHARED_LETTERS = 3
_IMPERFECT = "يتنا"
_HAMZA_SEATS = str.maketrans("", "", "ءويئؤ")
_LOOK_BEHIND = 3  # for the mark that closes a version
_BREAK = 4  # a chance word before so many unaligned ones begins no common wording


@dataclass(frozen=True)
class Word:
    """A word of a version: as printed, its offsets in the document, folded, and what stands behind it.

    ``behind`` is what is no word up to the next one; behind the last word, too, where the version
    ends.
    """

    text: str
    start: int
    end: int
    folded: str
    behind: str = ""


@dataclass(frozen=True)
class Column:
    """One place of an alignment: word numbers in both versions, -1 for none, and how alike."""

    one: int
    two: int
    alike: float


def version_words(document: str, start: int, end: int) -> list[Word]:
    """The words of a span of a document.

    Examples
    --------
    >>> [(w.start, w.folded) for w in version_words("قال: نحن هنا", 5, 12)]
    [(5, 'نحن'), (9, 'هنا')]
    """
    text = document[start:end]
    spans = word_spans(text)
    edges = [start + a for a, _ in spans[1:]] + [end + _LOOK_BEHIND]
    found = []
    for (a, b), edge in zip(spans, edges, strict=False):
        behind = re.match(r"[^\w\n]*", document[start + b : edge])
        folded = fold(text[a:b]).text
        found.append(Word(text[a:b], start + a, start + b, folded, behind[0] if behind else ""))
    return found


@lru_cache(maxsize=400_000)
def alike(one: str, two: str) -> float:
    """How alike two folded words are, 0–1.

    Examples
    --------
    >>> alike("المغرب", "المغرب"), alike("للمغرب", "المغرب"), alike("سوي", "الا")
    (1.0, 0.9, 0.7)
    >>> alike("اساسي", "امني"), alike("210", "120")
    (0.0, 0.0)
    """
    if one == two:
        return EQUAL
    if _value(one) is not None or _value(two) is not None:
        return EQUAL if _value(one) == _value(two) else 0.0
    if light_stem(one) == light_stem(two) or _same_stem(one, two):
        return FORM
    if _class("synonyms", one) & _class("synonyms", two):
        return SYNONYM
    return NEAR if _near(light_stem(one), light_stem(two)) else 0.0


def align(one: Sequence[str], two: Sequence[str]) -> list[Column]:
    """Align two versions given as folded words; what lies outside the common wording is unaligned.

    Examples
    --------
    >>> columns = align("لم يتراجع ابدا".split(), "تراجع ابدا".split())
    >>> [(c.one, c.two) for c in columns]
    [(0, -1), (1, 0), (2, 1)]
    """
    scores = [[alike(a, b) for b in two] for a in one]
    return _trimmed(_path(scores, len(one), len(two)), one, two)


def _path(scores: list[list[float]], rows: int, width: int) -> list[Column]:
    """The best path; gaps before the first and behind the last common word cost nothing."""
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        above, here, line = best[i - 1], best[i], scores[i - 1]
        free_row = 0.0 if i == rows else _GAP
        for j in range(1, width + 1):
            score = line[j - 1]
            value = above[j - 1] + (score if score else _MISMATCH)
            up = above[j] + (0.0 if j == width else _GAP)
            left = here[j - 1] + free_row
            if up > value:
                value = up
            here[j] = left if left > value else value
    columns = []
    i, j = rows, width
    while i and j:
        score = scores[i - 1][j - 1]
        value = best[i][j]
        if abs(best[i - 1][j - 1] + (score if score else _MISMATCH) - value) < 1e-9:
            i, j = i - 1, j - 1
            columns.append(Column(i, j, score))
        elif abs(best[i - 1][j] + (0.0 if j == width else _GAP) - value) < 1e-9:
            i -= 1
            columns.append(Column(i, -1, 0.0))
        else:
            j -= 1
            columns.append(Column(-1, j, 0.0))
    columns += [Column(k, -1, 0.0) for k in reversed(range(i))]
    columns += [Column(-1, k, 0.0) for k in reversed(range(j))]
    return columns[::-1]


def _trimmed(columns: list[Column], one: Sequence[str], two: Sequence[str]) -> list[Column]:
    """Undo chance alignments at both ends: a word or two, then a long stretch unaligned."""
    for _ in range(2):
        columns = _trimmed_front(columns, one, two)[::-1]
    return columns


def _trimmed_front(columns: list[Column], one: Sequence[str], two: Sequence[str]) -> list[Column]:
    while True:
        hits = [k for k, c in enumerate(columns) if c.alike]
        if not hits:
            return columns
        run = [hits[0]]
        while len(run) < len(hits) and hits[len(run)] == run[-1] + 1:
            run.append(hits[len(run)])
        content = sum(not is_function(one[columns[k].one]) for k in run)
        behind = hits[len(run)] - run[-1] - 1 if len(run) < len(hits) else 0
        weak = (content == 0 and behind >= 2) or (content <= 1 and behind >= _BREAK)
        if not weak:
            return columns
        head = run[-1] + 1
        loose = [Column(c.one, -1, 0.0) for c in columns[:head] if c.one >= 0]
        loose += [Column(-1, c.two, 0.0) for c in columns[:head] if c.two >= 0]
        columns = loose + columns[head:]


@lru_cache(maxsize=100_000)
def is_function(word: str) -> bool:
    """Whether a folded word has no content of its own."""
    listed = word_list("differences", "function")
    return word in listed or (word[:1] in "وف" and word[1:] in listed)


@lru_cache(maxsize=100_000)
def _value(word: str) -> float | None:
    if word.isdigit():
        return float(word)
    listed = values("differences", "units")
    return next((listed[s] for s in (word, *sorted(stems(word))) if s in listed), None)


@lru_cache(maxsize=200_000)
def _class(name: str, word: str) -> frozenset[int]:
    of = classes("differences", name)
    return frozenset(number for s in stems(word) for number in of.get(s, ()))


def _same_stem(one: str, two: str) -> bool:
    common = stems(one) & stems(two)
    if _class("forms", one) & _class("forms", two):
        return True
    if without_article(one) in states() and states().get(without_article(one)) == states().get(
        without_article(two)
    ):
        return name_key(one) == name_key(two)  # two spellings of one state
    if any(len(stem) >= _SHARED_LETTERS for stem in common):
        return True
    if len(one) == len(two) >= _SHARED_LETTERS:
        # `يتم` and `تتم` agree with another noun; `شؤون` and `شئون` differ by the hamza's seat.
        if one[1:] == two[1:] and one[0] in _IMPERFECT and two[0] in _IMPERFECT:
            return True
        if len(one) > _SHARED_LETTERS and one.translate(_HAMZA_SEATS) == two.translate(
            _HAMZA_SEATS
        ):
            return True
    # A foreign name is written with or without a long vowel, with one of several letters for g.
    key = name_key(one)
    return len(key) >= _SHARED_LETTERS and key == name_key(two) and abs(len(one) - len(two)) <= 1


def _near(one: str, two: str) -> bool:
    """Most letters in common from the first on, or one inside the other; never two states."""
    if one in states() or two in states() or min(len(one), len(two)) < _SHARED_LETTERS:
        return False
    if one in two or two in one:
        return abs(len(one) - len(two)) <= 2
    shared = int(np.argmin([a == b for a, b in zip(one, two, strict=False)] + [False]))
    return shared >= _SHARED_LETTERS and shared >= 0.6 * max(len(one), len(two))
