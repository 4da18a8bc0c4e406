"""Differences between two versions of a quotation, and the kind of each.

What lies between aligned words is one difference: added, dropped, replaced or moved. Its kind is
decided by what its words are (data/differences.yaml), the gravest first: negation, number, party,
label, honorific, clause, word, paraphrase, spelling. One swapped word is told from a paraphrase by
how much of the wording around it is the same; two names of one actor by their standing (`rivals`);
what stands before and behind the common words by where marks and sentences end (`ends`).
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
from toolkit.measures.quotations.versions.ends import label_at_end, parting
from toolkit.measures.quotations.versions.kinds import kind_of
from toolkit.measures.quotations.versions.rivals import (
    Mention,
    mentions,
    name_pair,
    pared,
    renamed,
)

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
        Aligned words over all words of the common wording; an end belongs to it where it is a
        difference and no mere extent; 0–1.
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
    before, behind = columns[: hits[0]], columns[hits[-1] + 1 :]
    ends = [*_ends(before, base, other), *_ends(behind, base, other, last=inner[-1])]
    found = _renamed([*_inner(inner, one, two), *ends], columns, one, two)
    found.sort(key=lambda d: (max(d.base[0], d.other[0]), d.base, d.other))
    same = sum(column.alike >= FORM for column in inner)
    shorter = min(sum(c.one >= 0 for c in inner), sum(c.two >= 0 for c in inner))
    found = _paraphrased(_moved(found, one, two), same / len(inner))
    counted = len(inner) + _changed_ends(found, ends) - _renamed_columns(found, inner)
    shared = len(hits) / counted
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


def _changed_ends(found: list[Difference], ends: list[Difference]) -> int:
    """Words outside the common wording that are a difference."""
    spans = {(d.base, d.other) for d in ends}
    return sum(d.base[1] - d.base[0] + d.other[1] - d.other[0] for d in found
               if (d.base, d.other) in spans and d.kind not in ("extent", "spelling"))  # fmt: skip


def _renamed_columns(found: list[Difference], inner: list[Column]) -> int:
    """Places of the common wording in which a name stands for its own short form."""
    spelled = [d for d in found if d.kind == "spelling" and d.operation != "moved"]
    return sum(
        not c.alike and any(c.one in range(*d.base) or c.two in range(*d.other) for d in spelled)
        for c in inner
    )


def _ends(
    columns: list[Column], one: Sequence[Word], two: Sequence[Word], last: Column | None = None
) -> list[Difference]:
    """What stands before or, given the last common words, behind the common ones.

    One version mostly just prints farther. Where it does not, it is a difference of a kind: a lone
    negation, a label, a few words on both sides, ends that marks close (`parting`).
    """
    base = _span([c.one for c in columns if c.one >= 0], last.one + 1 if last else 0)
    other = _span([c.two for c in columns if c.two >= 0], last.two + 1 if last else 0)
    gone, come = ([w.folded for w in side[slice(*span)]]
                  for side, span in ((one, base), (two, other)))  # fmt: skip
    if parting(one, two, base, other, behind=last is not None):
        return [Difference(_operation(base, other), kind_of(gone, come), base, other)]
    found = []
    for operation, side, words, span in (
        ("dropped", one, gone, base), ("added", two, come, other)
    ):  # fmt: skip
        if not words:
            continue
        label = label_at_end(side, span[0]) if last else 0
        parts = (
            ("label" if label else "", (span[0], span[0] + label)),
            ("negation" if words[label:] and _denies(words[label:]) else "extent",
             (span[0] + label, span[1])),
        )  # fmt: skip
        for kind, part in parts:
            if kind and part[0] < part[1]:
                spans = (part, (other[0],) * 2) if side is one else ((base[0],) * 2, part)
                found.append(Difference(operation, kind, *spans))
    return found


def _denies(words: list[str]) -> bool:
    return len(words) == 1 and kind_of(words, []) == "negation"


def _renamed(
    found: list[Difference], columns: list[Column], one: list[str], two: list[str]
) -> list[Difference]:
    """Name the differences that put one name of an actor in another's place.

    A name of several words may be aligned in part, so that it makes more than one difference: the
    first of them tells.
    """
    told: set[tuple[Mention, Mention]] = set()
    names = mentions(one), mentions(two)
    result = []
    for difference in found:
        pair = None
        if difference.kind not in ("negation", "number", "moved"):
            sides = pared(difference.base, difference.other, one, two)
            pair = name_pair(*sides, columns, names)
        if pair is None:
            result.append(difference)
            continue
        kind = "spelling" if pair in told else renamed(*pair)
        result.append(replace(difference, kind=kind))
        told.add(pair)
    return result


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
