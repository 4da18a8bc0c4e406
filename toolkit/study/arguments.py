"""What a call at the root is given in place of a study or its scores, told in one line."""

from __future__ import annotations

from typing import Any

import pandas as pd

from toolkit.articles.given import kind_of
from toolkit.errors import InputError
from toolkit.study.study import Study


def expect_study(value: Any, call: str) -> None:
    """Refuse what is no study.

    Raises
    ------
    InputError
        Says what it is, and how to come by a study.

    Examples
    --------
    >>> expect_study("خبر", "show")
    Traceback (most recent call last):
    toolkit.errors.InputError: show: this is a str; give a study: toolkit.score(articles) makes one,
    toolkit.read_study(FOLDER) reads one
    """
    if not isinstance(value, Study):
        raise InputError(
            f"{call}: this is {kind_of(value)}; give a study: toolkit.score(articles) makes one, "
            "toolkit.read_study(FOLDER) reads one"
        )


def expect_table(value: Any, call: str, *, such_as: str) -> None:
    """Refuse what is no table; `such_as` is the part of a study that would do.

    Raises
    ------
    InputError
        Says what it is, and what to give.
    """
    if isinstance(value, pd.DataFrame):
        return
    told = "a study" if isinstance(value, Study) else kind_of(value)
    raise InputError(f"{call}: this is {told}; give a DataFrame, such as {such_as}")
