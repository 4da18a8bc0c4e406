"""Take the groups, strata, weights and values of a comparison out of the user's table.

Every refusal names the column and lists those that would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from toolkit.comparison.resampling import Floats
from toolkit.errors import InputError
from toolkit.measures.declaration import ScoreDeclaration
from toolkit.study.registry import declaration_of

DATES = {"month": "%Y-%m", "day": "%Y-%m-%d"}


def numeric_columns(scores: pd.DataFrame) -> list[str]:
    """Name the columns that can be compared: numbers, truth values, or nothing but missing.

    >>> numeric_columns(pd.DataFrame({"outlet": ["الخبر"], "words": [120], "url": ["…"]}))
    ['words']
    """
    return [str(c) for c in scores.columns if _is_numeric(scores[c])]


def group_labels(scores: pd.DataFrame, by: str, within: str | None) -> tuple[pd.DataFrame, int]:
    """Give each article's group and stratum as text, and how many have none and are left out.

    Returns
    -------
    (labels, left_out) : DataFrame with `group` and `stratum`, int
        The index of `labels` is that of `scores`, less the articles left out.
    """
    if not len(scores):
        raise InputError("scores: the table has no rows, so there is nothing to compare")
    if not scores.index.is_unique:
        raise InputError("scores: the index repeats itself; call scores.reset_index(drop=True)")
    labels = pd.DataFrame({"group": _labels(scores, by, "by")}, index=scores.index)
    labels["stratum"] = _labels(scores, within, "within") if within else ""
    whole = labels.dropna()
    if whole.empty:
        raise InputError(f"column '{by}': no article has a value there, so no group can be made")
    return whole.astype(object), len(labels) - len(whole)


def weight_values(scores: pd.DataFrame, weight: str | None) -> Floats:
    """Give each article's weight, NaN where it is missing or not above zero."""
    if weight is None:
        return np.ones(len(scores))
    weights = _numbers(scores, weight, "weight", reserved=())
    if (weights < 0).any():
        raise InputError(f"column '{weight}': a weight cannot be negative")
    return np.where(weights > 0, weights, np.nan)


def measure_values(
    scores: pd.DataFrame, measures: Sequence[str], *, reserved: Iterable[str | None]
) -> Floats:
    """Give the values, articles by measures, NaN where missing or infinite."""
    columns = [_numbers(scores, name, "measure", reserved=reserved) for name in measures]
    return np.column_stack(columns)


def declared_measures(
    scores: pd.DataFrame,
    measures: Sequence[str],
    declarations: Iterable[ScoreDeclaration],
    *,
    coded: pd.DataFrame | None = None,
) -> list[ScoreDeclaration]:
    """Say what each measure is, as declared, else by the type of its column, scored or coded."""
    own = list(declarations)
    found = []
    for name in measures:
        declared = ScoreDeclaration(name)
        for table in (coded, scores):
            # Coded yes or no while the scorer gives a probability, it is a share of articles.
            if table is not None and name in table.columns and declared == ScoreDeclaration(name):
                declared = declaration_of(table[name], own)
        found.append(declared)
    return found


def _numbers(
    scores: pd.DataFrame, name: str, role: str, *, reserved: Iterable[str | None]
) -> Floats:
    allowed = [c for c in numeric_columns(scores) if c not in set(reserved)]
    if name not in allowed:
        raise InputError(f"{role} '{name}' is not a column of numbers; allowed: {_list(allowed)}")
    column = scores[name]
    if column.dtype == object:
        column = column.convert_dtypes()
    numbers = pd.array(column).to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _labels(scores: pd.DataFrame, name: str, role: str) -> pd.Series[str]:
    if name in scores.columns and name != "article_id":  # an article by itself is no group
        column = scores[name]
        return column.astype("string").mask(column.isna())
    if name in DATES and "published" in scores.columns:
        published = pd.to_datetime(scores["published"], errors="coerce", utc=True)
        return published.dt.strftime(DATES[name]).astype("string")
    allowed = [str(c) for c in scores.columns if c != "article_id" and not _is_measure(scores[c])]
    allowed += [d for d in DATES if "published" in scores.columns and d not in allowed]
    raise InputError(f"{role} '{name}' is not a column of the table; allowed: {_list(allowed)}")


def _is_numeric(column: pd.Series) -> bool:
    if column.dtype == object:
        column = column.convert_dtypes()
    types = pd.api.types
    return bool(
        types.is_numeric_dtype(column) or types.is_bool_dtype(column) or column.isna().all()
    )


def _is_measure(column: pd.Series) -> bool:
    return pd.api.types.is_float_dtype(column) or bool(column.isna().all())


def _list(names: list[str]) -> str:
    return ", ".join(names) if names else "none"
