"""What stands at the head of a report: what was read, how it was found, when and with what it was run.

With the title it is what a paper has to cite, for numbers belong to their articles and versions.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from toolkit.articles.account import account_line
from toolkit.comparison.describing import versions
from toolkit.errors import InputError
from toolkit.study.study import Study

CLOCK = "SOURCE_DATE_EPOCH"
"""The variable that, as in other tools, says for what time something is made: the bytes stay."""


def head_facts(study: Study, *, language: str = "en", query: str | None = None) -> dict[str, Any]:
    """What the head and the methods tell of a study.

    Parameters
    ----------
    study : Study
    language : str
    query : str, optional
        How the articles were found, in the researcher's words.
    """
    published = study.articles.reindex(columns=["published"])["published"]
    known = pd.to_datetime(published, utc=True, errors="coerce").dropna()
    account = study.articles.attrs.get("account")
    return {
        "articles": len(study.articles),
        "outlets": study.articles["outlet"].nunique(),
        "first": f"{known.min():%Y-%m-%d}" if len(known) else "",
        "last": f"{known.max():%Y-%m-%d}" if len(known) else "",
        "account": account_line(account, language=language) if account else "",
        "query": (query or "").strip(),
        "run_on": run_day(),
        "versions": versions().rstrip("."),
    }


def run_day() -> str:
    """Today in UTC, or the day that ``SOURCE_DATE_EPOCH`` names, in seconds since 1970.

    Raises
    ------
    InputError
        The variable holds something else.

    Examples
    --------
    >>> from unittest.mock import patch
    >>> with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": "1652227200"}):
    ...     run_day()
    '2022-05-11'
    """
    told = os.environ.get(CLOCK)
    if not told:
        return f"{datetime.now(UTC):%Y-%m-%d}"
    try:
        return f"{datetime.fromtimestamp(int(told), UTC):%Y-%m-%d}"
    except (ValueError, OverflowError, OSError):
        raise InputError(
            f"{CLOCK} is {told!r}; give whole seconds since 1970, or take the variable away"
        ) from None
