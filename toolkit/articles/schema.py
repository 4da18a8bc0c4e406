"""The article table: what every other part of the toolkit may rely on.

`check_articles` is the one door. It fills in what may be missing, reads the dates, types the
columns and has pandera check the result; what a user must put right raises `InputError` naming the
file, the row and the column. Columns of the user's own pass through. The columns are those of
docs/reference/tables.md.
"""

import json
import logging
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from toolkit.articles.account import count_noted
from toolkit.articles.dating.dates import ALLOWED, HalfDateError, parse_date
from toolkit.articles.outlets import one_spelling
from toolkit.errors import InputError
from toolkit.output.manners import as_before

LOG = logging.getLogger(__name__)

REQUIRED = ("article_id", "outlet", "published", "title", "text")
OPTIONAL = ("url", "author", "category", "country", "language", "outlet_kind")
KNOWN = REQUIRED + OPTIONAL
STRING = pd.StringDtype("pyarrow", na_value=np.nan)
TIME = pd.DatetimeTZDtype("us", "UTC")
GROUPS = "groups"
"""The key of ``attrs`` under which a table says how its groups are ordered, named and coloured."""
DATES = ("refuse", "coerce")
"""What a date that nobody can read may do."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_EXACT = 2**53  # from here on a float may stand for several whole numbers
# Names of an index that counts rows as their file does (formats.records, formats.spreadsheets).
_COUNTED = ("position", "row")
_NOT_STRINGS = ("published",)
_WHOLE = ("article_id", "outlet", "title", "text")
"""What no article may lack."""


def check_articles(
    articles: pd.DataFrame,
    *,
    file: str | Path = "articles",
    outlet: str | None = None,
    dates: str = "refuse",
) -> pd.DataFrame:
    """Check a table of articles and give it the types that the toolkit relies on.

    Parameters
    ----------
    articles
        One row an article, with at least ``text``, and ``outlet`` unless `outlet` is given.
    file
        What error messages call the table.
    outlet
        The outlet of rows that name none.
    dates
        What a date that nobody can read does: ``refuse`` the table, or be missing and counted
        (``coerce``). Half a date (``2022-05``) is missing and counted in either case.

    Returns
    -------
    pandas.DataFrame
        A new table: ``article_id`` (unique), ``outlet`` (one spelling an outlet: the most frequent
        of those that differ by blanks, hamza and the like), ``published`` (UTC, may be missing),
        ``title`` (``""`` where missing), ``text``, the optional columns that were there, then the
        user's own, in their order; strings Arrow-backed. Rows keep their order; a missing
        ``article_id`` becomes the file's name and the row's number, which counts from 1. The order
        of an ordered categorical stands in ``attrs["groups"]``.

    Raises
    ------
    InputError
        No row, no ``text``, no outlet, a duplicate ``article_id``, a date nobody can read, a title
        or text that is a list, an object or bytes.

    Examples
    --------
    >>> import pandas as pd
    >>> table = check_articles(pd.DataFrame({"text": ["أشاد الوزير."], "outlet": ["هسبريس"]}))
    >>> table["article_id"].tolist(), table["title"].tolist()
    (['articles-1'], [''])
    """
    if dates not in DATES:
        raise InputError(f"dates: {dates} is none of {', '.join(DATES)}")
    require_columns(articles, file)
    rows = _row_names(articles)
    table = articles.reset_index(drop=True).copy()
    orders = _orders(table)
    table["article_id"] = _identifiers(table, file, rows)
    table["outlet"] = _outlets(table, file, outlet, rows)
    table["published"] = _published(table, file, rows, dates)
    for name in ("title", "text"):
        _require_single(table, name, file, rows)
        table[name] = text_column(table[name], file) if name in table else ""
        table[name] = table[name].fillna("").astype(STRING)
    for name in table.columns.difference([*REQUIRED], sort=False):
        table[name] = _own_column(table[name], file, known=name in OPTIONAL)
    _require_text(table, file, rows)
    order = [*REQUIRED, *(name for name in OPTIONAL if name in table)]
    table = table[[*order, *(name for name in table.columns if name not in order)]]
    table = _validate(table, file)
    if orders:
        table.attrs[GROUPS] = {**orders, **articles.attrs.get(GROUPS, {})}
    return table


def name_columns(table: pd.DataFrame) -> str:
    """The names of a table's columns on one line, for an error message."""
    names = [" ".join(str(name).split())[:40] for name in table.columns]
    return ", ".join(names[:20]) + (", …" if len(names) > 20 else "") or "none"


def require_columns(articles: pd.DataFrame, file: str | Path) -> None:
    """Refuse a table with two columns of one name, without texts, or without rows.

    Raises
    ------
    InputError
        Says which, and what to do.
    """
    if not isinstance(articles, pd.DataFrame):
        kind = type(articles).__name__
        raise InputError(f"{file}: of type {kind}, and no table; pass a DataFrame with text and "
                         "outlet, or read a file by toolkit.read_articles(path)")  # fmt: skip
    names = [str(name) for name in articles.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            f"{file}: the column {' '.join(twice[0].split())} stands there twice; rename one"
        )
    if "text" not in names and any(name.lower() == "url" for name in names):
        raise InputError(
            f"{file}: no column text, but addresses; `toolkit fetch {file} --out my-study` gets the "
            "articles"
        )
    if "text" not in names:
        raise InputError(
            f"{file}: no column text (the columns are: {name_columns(articles)}); "
            'say which one holds it, as in columns={"body": "text"} or --column body=text'
        )
    if articles.empty:
        raise InputError(f"{file}: no articles in it, only the names of columns")


def _orders(table: pd.DataFrame) -> dict[str, dict[str, list[str]]]:
    """The order of each ordered categorical, which becomes text like any other."""
    kinds = {name: column.dtype for name, column in table.items()}
    return {
        str(name): {"order": [str(category) for category in kind.categories]}
        for name, kind in kinds.items()
        if isinstance(kind, pd.CategoricalDtype) and kind.ordered
    }


def _row_names(articles: pd.DataFrame) -> pd.Index:
    """What error messages call the rows: as their file counts them, else from 1."""
    if articles.index.name in _COUNTED:
        return articles.index
    return pd.RangeIndex(1, len(articles) + 1)


def _identifiers(table: pd.DataFrame, file: str | Path, rows: pd.Index) -> pd.Series:
    stem = Path(str(file)).name.split(".")[0] or "articles"
    made = pd.Series([f"{stem}-{row}" for row in rows], dtype=STRING)
    if "article_id" not in table:
        return made
    given = blank_to_missing(text_column(table["article_id"], file))
    ids = given.fillna(made)
    again = ids.duplicated()
    if again.any():
        row = int(again.to_numpy().argmax())
        first = int((ids == ids[row]).to_numpy().argmax())
        raise InputError(
            f"{file}: row {rows[row]}, column article_id: {ids[row]!r} already stands in row "
            f"{rows[first]}; every article needs its own"
        )
    return ids


def _outlets(
    table: pd.DataFrame, file: str | Path, outlet: str | None, rows: pd.Index
) -> pd.Series:
    if "outlet" in table:
        names = blank_to_missing(text_column(table["outlet"], file))
    elif outlet is None:
        raise InputError(
            f"{file}: no column outlet; say which one holds it, as in "
            'columns={"source": "outlet"} or --column source=outlet, or name the one outlet, as in '
            'outlet="Hespress" or --outlet Hespress'
        )
    else:
        names = pd.Series(np.nan, index=table.index, dtype=STRING)
    names = names if outlet is None else names.fillna(outlet)
    if names.isna().any():
        row = rows[int(names.isna().to_numpy().argmax())]
        raise InputError(f"{file}: row {row}, column outlet: empty; fill it in or give --outlet")
    return one_spelling(names)


def _published(table: pd.DataFrame, file: str | Path, rows: pd.Index, dates: str) -> pd.Series:
    if "published" not in table:
        return pd.Series(pd.NaT, index=table.index, dtype=TIME)
    column = table["published"]
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return column.astype(TIME)
    moments: list[Any] = []
    for row, value in zip(rows, column, strict=True):
        try:
            moments.append(parse_date(value))
        except HalfDateError:
            moments.append(None)
            count_noted("date_half", first=f"row {row}: {str(value)[:60]}")
        except ValueError:
            if dates != "coerce":
                raise InputError(
                    f"{file}: row {row}, column published: {str(value)[:60]!r} is not a date; "
                    f"{ALLOWED}"
                ) from None
            moments.append(None)
            count_noted("date_unread", first=f"row {row}: {' '.join(str(value).split())[:60]}")
    return pd.Series(pd.to_datetime(moments, utc=True), index=table.index).astype(TIME)


def text_column(column: pd.Series, file: str | Path) -> pd.Series:
    """Strings as read; half a character (a lone surrogate) has no UTF-8 and becomes U+FFFD."""
    if isinstance(column.dtype, pd.StringDtype):
        return column.astype(STRING)
    if pd.api.types.is_float_dtype(column) and _are_whole(column.dropna()):
        column = column.astype("Int64")  # 17, not 17.0, where a missing value made floats of them
    values = [None if is_missing(value) else _as_text(value) for value in column]
    broken = [row for row, value in enumerate(values, 1) if value and _SURROGATE.search(value)]
    if broken:
        LOG.warning("%s: row %d, column %s: half a character", file, broken[0], column.name)
        values = [value and whole_letters(value) for value in values]
    return pd.Series(values, index=column.index, name=column.name, dtype=STRING)


def whole_letters(text: str) -> str:
    """A text whose half characters (lone surrogates, as JSON can bring them) are U+FFFD.

    Examples
    --------
    >>> whole_letters("خبر\\ud83d")
    'خبر\ufffd'
    """
    return _SURROGATE.sub("\ufffd", text)


def _are_whole(numbers: pd.Series) -> bool:
    """Whether floats are whole numbers, and small enough to be exact ones."""
    return bool(((numbers % 1 == 0) & (numbers.abs() < _EXACT)).all())


def _own_column(column: pd.Series, file: str | Path, *, known: bool) -> pd.Series:
    """Numbers, truth values and dates of the user's own stay what they are; all else is text."""
    is_text = isinstance(column.dtype, pd.CategoricalDtype | pd.StringDtype)
    if not known and column.dtype != object and not is_text:
        return column
    return blank_to_missing(text_column(column, file))


def blank_to_missing(column: pd.Series) -> pd.Series:
    """A column of strings whose blank cells are missing."""
    return column.mask(column.str.strip() == "")


def is_missing(value: object) -> bool:
    """Whether a cell is empty: None, NaN or one of pandas' own signs for it."""
    if isinstance(value, float):
        return value != value
    return value is None or value is pd.NA or value is pd.NaT


def _as_text(value: object) -> str:
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _require_single(table: pd.DataFrame, name: str, file: str | Path, rows: pd.Index) -> None:
    """Refuse cells whose notation would be scored as if it were the article's words."""
    if name not in table or table[name].dtype != object:
        return
    kinds = (list, tuple, set, dict, bytes, np.ndarray)
    for row, value in zip(rows, table[name], strict=True):
        if isinstance(value, kinds):
            raise InputError(
                f"{file}: row {row}, column {name}: is of type {type(value).__name__}, no text; "
                "join its parts, or decode it"
            )


def _require_text(table: pd.DataFrame, file: str | Path, rows: pd.Index) -> None:
    blank = (table["text"].str.strip() == "").to_numpy()
    if blank.all():
        raise InputError(f"{file}: column text: empty in every row; is it the right column?")
    if blank.any():
        count_noted("no_text", int(blank.sum()), first=f"row {rows[int(blank.argmax())]}")


def is_sound(table: pd.DataFrame) -> bool:
    """Whether a table is one that `check_articles` gives: told by types and by what it may not lack.

    Examples
    --------
    >>> is_sound(pd.DataFrame({"text": ["أشاد الوزير."]}))
    False
    """
    if not table.columns.is_unique or any(name not in table for name in REQUIRED):
        return False
    known = (name for name in KNOWN if name in table)
    if any(table[name].dtype != (TIME if name == "published" else STRING) for name in known):
        return False
    if any(table[name].hasnans for name in _WHOLE):
        return False
    return bool(table["article_id"].is_unique) and not (table["article_id"] == "").any()


def _validate(table: pd.DataFrame, file: str | Path) -> pd.DataFrame:
    if is_sound(table):
        return table
    with as_before():
        # As long to import as pandas itself, so only where something is to be told.
        import pandera.pandas as pa

    columns = {
        name: pa.Column(
            TIME if name in _NOT_STRINGS else STRING,
            nullable=name not in _WHOLE,
            unique=name == "article_id",
            required=name in REQUIRED,
        )
        for name in KNOWN
    }
    try:
        return pa.DataFrameSchema(columns, strict=False).validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        case = errors.failure_cases.iloc[0]
        row = "" if is_missing(case["index"]) else f" row {int(case['index']) + 1},"
        raise InputError(f"{file}:{row} column {case['column']}: fails {case['check']}") from None
