"""What each score is: its unit, the bounds that no mean of it can leave, and what it needs.

A statistic asks here what a number is, never the numbers themselves: twelve rates that happen to be
zero are rates still, and a mean of grades from 0 to 3 has no interval that ends at 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

import pandas as pd

from toolkit.errors import InputError

UNITS = ("share", "rate", "count", "truth", "grade", "bits", "number")


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

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise InputError(
                f"score '{self.name}': unit '{self.unit}'; allowed: {', '.join(UNITS)}"
            )
        if not self.lower < self.upper:
            raise InputError(f"score '{self.name}': its lower bound is not below its upper one")


def _share(name: str, precondition: str) -> ScoreDeclaration:
    return ScoreDeclaration(name, "share", 0.0, 1.0, precondition)


_TEXT = "a text in Arabic"
_ACT = "an attribution"

SCORES: Mapping[str, ScoreDeclaration] = {
    score.name: score
    for score in (
        ScoreDeclaration("words", "count", 0.0),
        ScoreDeclaration("attributions", "count", 0.0, precondition=_TEXT),
        _share("attributed_share", _TEXT),
        _share("direct_share", _ACT),
        _share("named_share", _ACT),
        _share("official_source_share", _ACT),
        ScoreDeclaration("speakers", "count", 0.0, precondition=_TEXT),
        ScoreDeclaration("source_diversity", "bits", 0.0, precondition=_ACT),
        ScoreDeclaration("praise_per_1000", "rate", 0.0, precondition=_TEXT),
        _share("narrator_praise_share", "an expression of praise"),
        _share("official_voice_share", _TEXT),
        _share("narrator_official_share", _TEXT),
        ScoreDeclaration("formulas_per_1000", "rate", 0.0, precondition=_TEXT),
        ScoreDeclaration("agency_credited", "truth", 0.0, 1.0, _TEXT),
        _share("agency_reuse_share", "an agency's article among the articles"),
        _share("shared_copy_share", "another outlet's article among the articles"),
        ScoreDeclaration("official_framing", "grade", 0.0, 3.0, _TEXT, ordinal=True),
    )
}
"""The toolkit's own scores."""

_OF_LEXICONS = {
    "_per_1000": ScoreDeclaration("", "rate", 0.0, precondition=_TEXT),
    "_share": ScoreDeclaration("", "share", 0.0, 1.0),
}


def declaration_of(
    column: pd.Series, declarations: Iterable[ScoreDeclaration] = ()
) -> ScoreDeclaration:
    """Say what a column is: as declared, else by its type and name, never by its values.

    A column of truth values is a `truth`; one that is named as scores of a lexicon are
    (`…_per_1000`, `…_share`) is a rate or a share; any other is a number without bounds.

    Parameters
    ----------
    column : Series
        Its name is looked up.
    declarations : iterable of ScoreDeclaration
        The researcher's own, which come first.

    Examples
    --------
    >>> declaration_of(pd.Series([0.0, 0.0], name="praise_per_1000")).unit
    'rate'
    >>> declaration_of(pd.Series([True, False], name="ذكر الوكالة")).unit
    'truth'
    """
    name = str(column.name)
    own = {score.name: score for score in declarations}
    if found := own.get(name) or SCORES.get(name):
        return found
    if pd.api.types.is_bool_dtype(column.convert_dtypes() if column.dtype == object else column):
        return ScoreDeclaration(name, "truth", 0.0, 1.0)
    for ending, like in _OF_LEXICONS.items():
        if name.endswith(ending):
            return ScoreDeclaration(name, like.unit, like.lower, like.upper, like.precondition)
    return ScoreDeclaration(name)
