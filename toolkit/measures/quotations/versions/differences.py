"""Differences between two versions of a quotation, and the kind of each.

What lies between aligned words is one difference: added, dropped, replaced or moved. Its kind is
decided by what its words are (data/differences.yaml), the gravest first: negation, number, party,
label, honorific, clause, word, paraphrase, spelling. One swapped word is told from a paraphrase by
how much of the wording around it is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.measures.quotations.alignment import (
    EQUAL,
    FORM,
    SYNONYM,
    Column,
    Word,
    align,
    alike,
    is_function,
)
from toolkit.measures.quotations.versions.kinds import kind_of

KINDS = (
    "negation", "number", "party", "label", "honorific", "clause", "word", "paraphrase", "moved",
    "spelling", "extent",
)  # fmt: skip
"""The gravest first; ``extent`` is one version going on before or behind the common words."""

_MOSTLY_SAME = 0.75  # of the common wording; below it single words are part of a paraphrase
_MOVED_WORDS = 1
_COVERED = 0.6  # of the shorter version
_CLAUSE_RUN = 6  # a clause in common, word for word, from which each goes on in its own way
_CLAUSE_KEPT = 0.9
_ONE_WORDING = 0.65  # of the common stretch
_END_WORDS = 3  # both going on for so few words after the common ones is a replacement


@dataclass(frozen=True)
class Difference:
    """One difference of a version from another, as word numbers ``[start, end)`` of both.

    Attributes
    ----------
    operation : str
        ``added``, ``dropped``, ``replaced`` or ``moved``.
    kind : str
        One of `KINDS`.
    base : tuple of int
        Words of the version compared with; empty where ``added``.
    other : tuple of int
        Words of the version itself; empty where ``dropped``.
    """

    operation: str
    kind: str
    base: tuple[int, int]
    other: tuple[int, int]


@dataclass(frozen=True)
class Comparison:
    """A version against another: the alignment, the differences, and how much is the same.

    Attributes
    ----------
    columns : list of Column
    differences : list of Difference
        In the order of the text.
    shared : float
        Aligned words over all words of the common wording, ends left out; 0–1.
    kept : float
        Words that are the same but for their form, over those of the shorter common wording; 0–1.
    words : int
        Aligned words.
    run : int
        The longest run of the same words.
    """

    columns: list[Column]
    differences: list[Difference]
    shared: float
    kept: float
    words: int
    run: int

    @property
    def kind(self) -> str:
        """The gravest kind, ``none`` where the common words are the same."""
        shorter = min(sum(c.one >= 0 for c in self.columns), sum(c.two >= 0 for c in self.columns))
        one_clause = self.run >= _CLAUSE_RUN and self.kept >= _CLAUSE_KEPT
        if self.words < _COVERED * shorter and not one_clause:
            return "paraphrase"  # too little is common to both for one wording
        found = {d.kind for d in self.differences} - {"extent", "spelling"}
        reworded = sum(d.kind in ("word", "paraphrase") for d in self.differences)
        if reworded and (self.kept < _MOSTLY_SAME or (self.shared < _ONE_WORDING and reworded > 1)):
            found.discard("clause")  # where all is said otherwise, no clause is missing
        return next((kind for kind in KINDS if kind in found), "none")


def compare_versions(base: Sequence[Word], other: Sequence[Word]) -> Comparison:
    """Compare a version with a base, word by word.

    Examples
    --------
    >>> from toolkit.measures.quotations.alignment import version_words
    >>> def words(text): return version_words(text, 0, len(text))
    >>> found = compare_versions(words("التهديد لم يتراجع بل نقل ثقله"),
    ...                          words("التهديد تراجع بل نقل ثقله"))
    >>> [(d.operation, d.kind) for d in found.differences]
    [('dropped', 'negation'), ('replaced', 'spelling')]
    """
    one, two = [w.folded for w in base], [w.folded for w in other]
    columns = align(one, two)
    hits = [k for k, column in enumerate(columns) if column.alike]
    if not hits:
        return Comparison(columns, [], 0.0, 0.0, 0, 0)
    inner = columns[hits[0] : hits[-1] + 1]
    shared = len(hits) / len(inner)
    found = [
        *_ends(columns[: hits[0]], one, two),
        *_inner(inner, one, two),
        *_ends(columns[hits[-1] + 1 :], one, two),
    ]
    same = sum(column.alike >= FORM for column in inner)
    shorter = min(sum(c.one >= 0 for c in inner), sum(c.two >= 0 for c in inner))
    found = _paraphrased(_moved(found, one, two), same / len(inner))
    run = _longest_run(columns)
    return Comparison(columns, found, round(shared, 4), round(same / shorter, 4), len(hits), run)


def _inner(columns: list[Column], one: list[str], two: list[str]) -> list[Difference]:
    found = []
    pending: list[Column] = []
    place = (columns[0].one, columns[0].two)
    for column in columns:
        if not column.alike:
            pending.append(column)
            continue
        if pending:
            found.append(_difference(pending, place, one, two))
            pending = []
        if column.alike < EQUAL:
            base, other = (column.one, column.one + 1), (column.two, column.two + 1)
            pair = one[column.one], two[column.two]
            reworded = column.alike == SYNONYM and not all(is_function(word) for word in pair)
            kind = "paraphrase" if reworded else "spelling"
            found.append(Difference("replaced", kind, base, other))
        place = (column.one + 1, column.two + 1)
    return found


def _difference(
    columns: list[Column], place: tuple[int, int], one: list[str], two: list[str]
) -> Difference:
    base = _span([c.one for c in columns if c.one >= 0], place[0])
    other = _span([c.two for c in columns if c.two >= 0], place[1])
    kind = kind_of(one[slice(*base)], two[slice(*other)])
    return Difference(_operation(base, other), kind, base, other)


def _ends(columns: list[Column], one: list[str], two: list[str]) -> list[Difference]:
    """What stands before or behind the common words: one version prints farther.

    A lone negation there, and a few words on both sides, belong to the common wording.
    """
    base = _span([c.one for c in columns if c.one >= 0], 0)
    other = _span([c.two for c in columns if c.two >= 0], 0)
    gone, come = one[slice(*base)], two[slice(*other)]
    if gone and come and max(len(gone), len(come)) <= _END_WORDS:
        return [Difference("replaced", kind_of(gone, come), base, other)]
    found = []
    for operation, words, spans in (
        ("dropped", gone, (base, (0, 0))),
        ("added", come, ((0, 0), other)),
    ):
        if words:
            negated = len(words) == 1 and kind_of(words, []) == "negation"
            found.append(Difference(operation, "negation" if negated else "extent", *spans))
    return found


def _span(numbers: list[int], place: int) -> tuple[int, int]:
    return (min(numbers), max(numbers) + 1) if numbers else (place, place)


def _operation(base: tuple[int, int], other: tuple[int, int]) -> str:
    if base[0] == base[1]:
        return "added"
    return "dropped" if other[0] == other[1] else "replaced"


def _moved(found: list[Difference], one: list[str], two: list[str]) -> list[Difference]:
    """Join a dropped stretch with an added one of the same words: they were moved."""
    result = list(found)
    for i, dropped in enumerate(result):
        gone = one[slice(*dropped.base)]
        if dropped.operation != "dropped" or len(gone) < _MOVED_WORDS:
            continue
        for j, added in enumerate(result):
            come = two[slice(*added.other)]
            if added.operation == "added" and len(come) == len(gone) and _same(gone, come):
                result[i] = Difference("moved", "moved", dropped.base, added.other)
                del result[j]
                return _moved(result, one, two)
    return result


def _same(one: list[str], two: list[str]) -> bool:
    return all(alike(a, b) >= FORM for a, b in zip(one, two, strict=True)) and any(
        not is_function(word) for word in one
    )


def _paraphrased(found: list[Difference], kept: float) -> list[Difference]:
    """Where much of the wording differs, or in two places, one word says nothing by itself."""
    reworded = sum(d.kind in ("word", "paraphrase") for d in found)
    if kept >= _MOSTLY_SAME and reworded < 2:
        return found
    return [replace(d, kind="paraphrase") if d.kind == "word" else d for d in found]


def _longest_run(columns: list[Column]) -> int:
    longest = current = 0
    for column in columns:
        current = current + 1 if column.alike >= FORM else 0
        longest = max(longest, current)
    return longest
