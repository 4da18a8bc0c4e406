"""What a call at the root is given in place of a study or its scores, told in one line."""

from __future__ import annotations

from typing import Any

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
