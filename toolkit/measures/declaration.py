"""A measure declares itself: its table, how it is found, its scores, its words and its colour.

Each room of `toolkit.measures` has a module `declaration` with a `MEASURE`; a measure of one module
has it in that module. `declared` gathers them, so that the tables, `score`, the columns of the
scores, the comparisons, the report's layers, the transformer, coded scores, the contract suite and
the reference all read one place. A new measure is a new room and nothing else.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import inf
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.arabic.document import Document
    from toolkit.lexicons import Hits, Lexicon, Matcher

UNITS = ("share", "rate", "count", "truth", "grade", "bits", "number")
TEXT = "a text in Arabic"
ACT = "an attribution"
EVIDENCE = ""
"""The prefix of offsets that are called ``start`` and ``end``."""


@dataclass(frozen=True)
class ScoreDeclaration:
    """A score as its measure declares it.

    Attributes
    ----------
    name : str
        Its column.
    unit : str
        `share` (of an article, 0 to 1), `rate` (per thousand words), `count`, `truth` (of an
        article, yes or no), `grade`, `bits`, or `number` for anything else.
    lower, upper : float
        The least and the greatest that it can be.
    precondition : str
        What an article must have for it to be measured; where it has not, the score is missing.
    ordinal : bool
        Its values are grades in an order: a distribution says more of them than a mean.
    coded : bool
        The codebook codes what it counts, so hand coding gives it, too.
    alone : bool
        An article's value depends on that article alone.
    compared : bool
        `toolkit run` compares the outlets by it.
    label : mapping of str to str
        Its name by language, where figures/data/codes.yaml has none.

    Examples
    --------
    >>> ScoreDeclaration("praise_per_1000", "rate", lower=0.0).upper
    inf
    """

    name: str
    unit: str = "number"
    lower: float = -inf
    upper: float = inf
    precondition: str = ""
    ordinal: bool = False
    coded: bool = True
    alone: bool = True
    compared: bool = True
    label: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise InputError(
                f"score '{self.name}': unit '{self.unit}'; allowed: {', '.join(UNITS)}"
            )
        if not self.lower < self.upper:
            raise InputError(f"score '{self.name}': its lower bound is not below its upper one")


def share_score(
    name: str, precondition: str = TEXT, *, coded: bool = True, alone: bool = True
) -> ScoreDeclaration:
    """A share of an article, from 0 to 1."""
    return ScoreDeclaration(name, "share", 0.0, 1.0, precondition, coded=coded, alone=alone)


@dataclass(frozen=True)
class Batch:
    """Some articles on their way through the measures: read once, with the tables found so far."""

    articles: pd.DataFrame
    documents: Sequence[Document]
    tables: dict[str, pd.DataFrame]
    lexicons: tuple[Lexicon, ...] = ()
    _hits: dict[Matcher, Hits] = field(default_factory=dict, init=False, repr=False)

    def hits(self, matcher: Matcher) -> Hits:
        """What a matcher finds in the articles; looked for once, whoever asks for it."""
        if matcher not in self._hits:
            texts = [document.folded.text for document in self.documents]
            self._hits[matcher] = matcher.find_all(texts)
        return self._hits[matcher]


@dataclass(frozen=True)
class Measure:
    """What a measure says of itself.

    Attributes
    ----------
    name : str
        Of the measure, and of its layer in the marked article.
    place : int
        Where it stands among the measures: in the scores, the legend, the reference.
    table : str
        The name of its table, empty where it has none.
    columns : mapping of str to str
        The columns of the table and their types.
    evidence : str, optional
        The prefix of the two offsets that bound a row's evidence (`EVIDENCE` for plain ``start`` and
        ``end``): its words as printed are filled into ``text``. Left out, the table fills it itself
        or has none.
    find : callable, optional
        From a batch of articles to the table; None where the table is made across all articles.
    needs : sequence of str
        Tables that must be there before.
    scores : sequence of ScoreDeclaration
    score : callable, optional
        From a batch to the columns of its scores, in the articles' order; None where
        `toolkit.study.scores` counts them from the tables.
    label : mapping of str to str
        By language, of its layer, where the report has none of its own.
    colour : (str, str)
        Of its layer, on a light ground and on a dark one.
    """

    name: str
    place: int
    table: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    evidence: str | None = None
    find: Callable[[Batch], pd.DataFrame] | None = None
    needs: Sequence[str] = ()
    scores: Sequence[ScoreDeclaration] = ()
    score: Callable[[Batch], pd.DataFrame] | None = None
    label: Mapping[str, str] = field(default_factory=dict)
    colour: tuple[str, str] = ("", "")


@cache
def declared() -> tuple[Measure, ...]:
    """Every measure that a room of `toolkit.measures` declares, in order.

    Examples
    --------
    >>> [measure.name for measure in declared()][:3]
    ['attributions', 'actors', 'praise']
    """
    import toolkit.measures as rooms

    found = []
    for room in pkgutil.iter_modules(rooms.__path__):
        name = f"{rooms.__name__}.{room.name}"
        if room.ispkg:
            name = f"{name}.declaration"
        if (room.ispkg and find_spec(name) is None) or name == __name__:
            continue
        if (measure := getattr(import_module(name), "MEASURE", None)) is not None:
            found.append(measure)
    return tuple(sorted(found, key=lambda measure: (measure.place, measure.name)))


def in_order(measures: Sequence[Measure]) -> list[Measure]:
    """Measures so that each stands behind those whose tables it needs.

    Raises
    ------
    InputError
        Where two measures need each other's tables.
    """
    tables = {measure.table for measure in measures if measure.find and measure.table}
    done: set[str] = set()
    waiting, ordered = list(measures), []
    while waiting:
        ready = [m for m in waiting if not (set(m.needs) & tables) - done - {m.table}]
        if not ready:
            raise InputError(f"measures {[m.name for m in waiting]}: each needs another's table")
        ordered += ready
        done |= {measure.table for measure in ready}
        waiting = [measure for measure in waiting if measure not in ready]
    return ordered
