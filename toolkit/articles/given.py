"""What a call is given in place of an article table: a text, a list or a Series of texts, a frame.

A researcher's first try is a sentence, a column of a spreadsheet or a frame that has no outlets;
each becomes an article table here, and what cannot become one is told what to pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.schema import check_articles, is_missing, name_columns
from toolkit.errors import InputError

NO_OUTLET = "no outlet"
"""The outlet of texts that were given without one."""

_MOST_OF_A_PATH = 250

Given = pd.DataFrame | pd.Series | str | Sequence[str]


def given_articles(given: Any, *, call: str = "score") -> pd.DataFrame:
    """Make an article table of what a call was given.

    Parameters
    ----------
    given : DataFrame, str, list of str or Series of str
        An article table is given back as it is; one without ``outlet`` gets `NO_OUTLET`. Texts
        become articles without title; a Series with an index of its own gives their identifiers.
    call : str
        What errors call the function that was called.

    Returns
    -------
    DataFrame

    Raises
    ------
    InputError
        Where it is none of these, a path, an empty text, or a frame without ``text``.

    Examples
    --------
    >>> given_articles("قال الوزير إن الاجتماع ناجح.")["outlet"].tolist()
    ['no outlet']
    >>> given_articles(["خبر أول", "خبر ثان"])["article_id"].tolist()
    ['texts-1', 'texts-2']
    """
    if isinstance(given, pd.DataFrame):
        return _frame(given, call)
    if isinstance(given, str | Path):
        return _checked([_text(given, call)], None)
    if isinstance(given, pd.Series):
        own = not isinstance(given.index, pd.RangeIndex) and given.index.is_unique
        return _checked(_texts(given.tolist(), call), given.index if own else None)
    if isinstance(given, list | tuple):
        return _checked(_texts(given, call), None)
    if hasattr(given, "articles") and hasattr(given, "scores"):
        raise InputError(f"{call}: this is a study, scored already; give study.articles")
    raise InputError(f"{call}: this is {kind_of(given)}; {_allowed()}")


def expect_path(value: Any, call: str) -> None:
    """Refuse what is no path.

    Raises
    ------
    InputError
        Says what it is; of a table, that it is read already.
    """
    if isinstance(value, pd.DataFrame):
        raise InputError(f"{call}: this is a table already; toolkit.score takes it as it is")
    if not isinstance(value, str | Path):
        raise InputError(f"{call}: this is {kind_of(value)}; give a path")


def kind_of(value: object) -> str:
    """What a value is, for an error message.

    Examples
    --------
    >>> kind_of(7), kind_of("خبر")
    ('an int', 'a str')
    """
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def _allowed() -> str:
    return (
        "give an article table (toolkit.read_articles(PATH) reads one, or a DataFrame with a "
        "column text), a text, or a list or Series of texts"
    )


def _frame(frame: pd.DataFrame, call: str) -> pd.DataFrame:
    if "text" not in frame:
        raise InputError(
            f"{call}: the table has no column text (the columns are: {name_columns(frame)}); rename "
            'the one that holds it, as in articles.rename(columns={"body": "text"})'
        )
    return frame if "outlet" in frame else frame.assign(outlet=NO_OUTLET)


def _text(given: str | Path, call: str) -> str:
    text = str(given)
    is_path = isinstance(given, Path) or (len(text) <= _MOST_OF_A_PATH and _exists(text))
    if is_path:
        raise InputError(
            f"{call}: {text} is a path, not a text; read it first: toolkit.read_articles({text!r})"
        )
    if not text.strip():
        raise InputError(f"{call}: the text is empty; {_allowed()}")
    return text


def _exists(text: str) -> bool:
    try:
        return "\0" not in text and "\n" not in text and bool(text.strip()) and Path(text).exists()
    except OSError:
        return False


def _texts(given: Sequence[Any], call: str) -> list[str]:
    texts = ["" if is_missing(one) else one for one in given]
    if not texts:
        raise InputError(f"{call}: there is no text in it; {_allowed()}")
    for number, one in enumerate(texts, 1):
        if not isinstance(one, str):
            raise InputError(f"{call}: text {number} is {kind_of(one)}; {_allowed()}")
    if not any(text.strip() for text in texts):
        raise InputError(f"{call}: every text is empty; {_allowed()}")
    return texts


def _checked(texts: list[str], ids: pd.Index | None) -> pd.DataFrame:
    columns: dict[str, Any] = {"text": texts}
    if ids is not None:
        columns["article_id"] = ids.map(str)
    return check_articles(pd.DataFrame(columns), file="texts", outlet=NO_OUTLET)
