"""What the measures have declared, gathered: every score by name, and what a column of numbers is.

A statistic asks here what a number is, never the numbers themselves: twelve rates that happen to be
zero are rates still, and a mean of grades from 0 to 3 has no interval that ends at 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import pandas as pd

from toolkit.measures.declaration import TEXT, ScoreDeclaration, declared

WORDS = ScoreDeclaration("words", "count", 0.0, compared=False)
"""How long an article is: no measure's own, and every measure's."""


@cache
def scores() -> Mapping[str, ScoreDeclaration]:
    """Every score of the toolkit by name, in the order of its columns.

    Examples
    --------
    >>> list(scores())[:2], scores()["official_framing"].upper
    (['words', 'attributions'], 3.0)
    """
    own = [WORDS, *(score for measure in declared() for score in measure.scores)]
    return {score.name: score for score in own}


_OF_LEXICONS = {
    "_per_1000": ScoreDeclaration("", "rate", 0.0, precondition=TEXT),
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
    if found := own.get(name) or scores().get(name):
        return found
    if pd.api.types.is_bool_dtype(column.convert_dtypes() if column.dtype == object else column):
        return ScoreDeclaration(name, "truth", 0.0, 1.0)
    for ending, like in _OF_LEXICONS.items():
        if name.endswith(ending):
            return ScoreDeclaration(name, like.unit, like.lower, like.upper, like.precondition)
    return ScoreDeclaration(name)
