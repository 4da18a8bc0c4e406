"""How an article prints a statement: whole, cut, changed, in other words, or not at all.

A statement is a wording: what most outlets print, or a sentence of a reference text. The article's
version of it is compared word by word (`compare_versions`). Where a version seems cut at its ends,
the words beside it are read, too: what an outlet prints behind the closing quotation mark is no
omission. Before a statement is called left out, the whole text is searched for its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from toolkit.measures.quotations.alignment import Word, is_function, version_words
from toolkit.measures.quotations.versions.differences import (
    KINDS,
    Comparison,
    Difference,
    compare_versions,
)
from toolkit.measures.quotations.versions.relation import relation
from toolkit.measures.quotations.wordlists import meaning

STATUSES = ("printed", "cut", "changed", "reworded", "left_out")
"""``cut``: only words are missing (of indirect speech three or more); ``changed``: the wording is another; ``reworded``: indirect speech
or a translation, in which no alteration can be told; ``left_out``: its words stand nowhere."""

_CUTS = ("clause", "word", "extent")
_TELLING = ("negation", "number", "party")  # changes what is said in indirect speech, too
_STEMS = 0.5  # of the statement's stems of content that a sentence must have to be compared
_WORDS = 0.6  # of the statement's words that must stand in it
_CLOSE = 0.6  # of the words between the first and the last in common, for another wording of it
_CONTENT = 4  # words of content in common, at least, for another wording
_CUT_WORDS = 3  # fewer words missing in indirect speech are its verb or a pronoun


class Printing(NamedTuple):
    """How one article prints a statement.

    Attributes
    ----------
    status : str
        One of `STATUSES`.
    how : tuple of str
        The kinds of difference, the gravest first.
    relation : str
        ``verbatim``, ``variant``, ``translation`` or ``unknown``.
    start, end : int
        Offsets in the article's document.
    share : float
        Words of the statement that stand there, 0–1.
    """

    status: str
    how: tuple[str, ...]
    relation: str
    start: int
    end: int
    share: float


@dataclass(frozen=True)
class Page:
    """An article to search: its document, and the spans of its sentences."""

    document: str
    sentences: tuple[tuple[int, int], ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The document's words."""
        return tuple(version_words(self.document, 0, len(self.document)))

    @cached_property
    def stems(self) -> tuple[set[str], ...]:
        """The stems of content of each sentence."""
        return tuple(_stems(self.between(*span)) for span in self.sentences)

    def between(self, start: int, end: int, *, beside: int = 0) -> tuple[Word, ...]:
        """The words of a span, and so many on both sides."""
        first = bisect_left(self.words, start, key=_place)
        last = bisect_left(self.words, end, key=_place)
        return self.words[max(first - beside, 0) : last + beside]


def read_printing(
    statement: Sequence[Word], page: Page, start: int, end: int, *, tongue: str, quoted: bool
) -> Printing:
    """Say how a passage prints a statement.

    Parameters
    ----------
    statement
        The wording that it is measured by.
    page, start, end
        Where the passage stands.
    tongue : str
        What the speaker speaks in public: ``arabic``, ``other`` or ``unknown``.
    quoted : bool
        Whether the passage gives the words as the speaker's own.

    Examples
    --------
    >>> text = "قال: «التهديد تراجع بل نقل ثقله إلى القارة الإفريقية»"
    >>> said = "التهديد لم يتراجع بل نقل ثقله إلى القارة الإفريقية"
    >>> found = read_printing(version_words(said, 0, len(said)), Page(text, ()), 6, 52,
    ...                       tongue="arabic", quoted=True)
    >>> found.status, found.how
    ('changed', ('negation',))
    """
    found, (start, end) = _compared(statement, page, start, end)
    how = relation(found, tongue)
    real = [d for d in found.differences if _is_real(d)]
    kinds = {d.kind for d in real}
    if found.kind == "paraphrase":
        kinds = (kinds | {"paraphrase"}) - {"clause", "word"}
    return Printing(
        status=_status(real, kinds, how, quoted=quoted),
        how=tuple(kind for kind in KINDS if kind in kinds),
        relation=how,
        start=start,
        end=end,
        share=round(found.words / max(len(statement), 1), 4),
    )


def find_passage(statement: Sequence[Word], page: Page) -> tuple[int, int] | None:
    """Find the sentence that prints a statement's words, whoever is said to speak.

    One wording counts, whole or cut or changed, and another that has most of its words in their
    order close together: two sentences on one subject do not.

    Examples
    --------
    >>> text = "افتتح الاجتماع. وأكد أن التهديد لم يتراجع بل نقل ثقله إلى القارة."
    >>> said = "التهديد لم يتراجع بل نقل ثقله إلى القارة"
    >>> find_passage(version_words(said, 0, len(said)), Page(text, ((0, 15), (16, 67))))
    (16, 67)
    """
    wanted = _stems(statement)
    best: tuple[float, tuple[int, int]] | None = None
    for span, stems in zip(page.sentences, page.stems, strict=True):
        if not wanted or len(wanted & stems) < _STEMS * len(wanted):
            continue
        found = compare_versions(statement, page.between(*span))
        share = found.words / len(statement)
        if share >= _WORDS and _is_same(statement, found) and (best is None or share > best[0]):
            best = share, span
    return best[1] if best else None


def _is_same(statement: Sequence[Word], found: Comparison) -> bool:
    if relation(found, "unknown") in ("verbatim", "variant"):
        return True
    common = [statement[c.one].folded for c in found.columns if c.alike]
    content = sum(not is_function(word) for word in common)
    return found.shared >= _CLOSE and content >= _CONTENT


def _compared(
    statement: Sequence[Word], page: Page, start: int, end: int
) -> tuple[Comparison, tuple[int, int]]:
    """The passage compared, with the words beside it where some of the statement's are missing."""
    words = page.between(start, end)
    found = compare_versions(statement, words)
    missing = _beyond(found)
    if missing:
        wider = page.between(start, end, beside=missing + 3)
        again = compare_versions(statement, wider)
        if _beyond(again) < missing and _rank(again) >= _rank(found):
            found, words = again, wider
    aligned = [words[c.two] for c in found.columns if c.alike]
    return found, (aligned[0].start, aligned[-1].end) if aligned else (start, end)


def _beyond(found: Comparison) -> int:
    """How many words of the statement lie outside what the passage has of it."""
    return sum(
        d.base[1] - d.base[0]
        for d in found.differences
        if d.operation == "dropped" and d.kind == "extent"
    )


def _rank(found: Comparison) -> int:
    return [*KINDS, "none"].index(found.kind)


def _is_real(difference: Difference) -> bool:
    """Whether a difference concerns the statement: not its spelling, nor what else is printed."""
    farther = difference.kind == "extent" and difference.operation == "added"
    return difference.kind != "spelling" and not farther


def _status(real: list[Difference], kinds: set[str], how: str, *, quoted: bool) -> str:
    if not real and not kinds:
        return "printed"
    if kinds <= set(_CUTS) and all(d.operation == "dropped" for d in real):
        missing = sum(d.base[1] - d.base[0] for d in real)
        return "cut" if quoted or missing >= _CUT_WORDS else "reworded"
    if how in ("translation", "unknown"):
        return "reworded"
    return "changed" if quoted or kinds & set(_TELLING) else "reworded"


def _place(word: Word) -> int:
    return word.start


def _stems(words: Iterable[Word]) -> set[str]:
    return {meaning(word.folded) for word in words if not is_function(word.folded)}
