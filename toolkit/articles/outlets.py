"""Outlets by another spelling: one outlet, whatever blanks, hamza or marks its name has."""

import re
import unicodedata
from collections.abc import Mapping

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.articles.account import count_noted

_BETWEEN = re.compile(r"[\W_]+")


def one_spelling(names: pd.Series) -> pd.Series:
    """Give each outlet the spelling that most of its rows have, the first of equals.

    What was joined is counted, and named, in the account of the reading.

    Examples
    --------
    >>> one_spelling(pd.Series(["الأحداث", "الاحداث ", "الأحداث", "العلم"])).tolist()
    ['الأحداث', 'الأحداث', 'الأحداث', 'العلم']
    """
    counts = names.value_counts(sort=False)  # in the order of their first rows
    other = spellings(dict(zip(counts.index, counts.tolist(), strict=True)))
    joined = {name: to for name, to in other.items() if name != to}
    if not joined:
        return names
    rows = int(sum(counts[name] for name in joined))
    first, to = next(iter(joined.items()))
    count_noted("outlet_spelling", rows, first=f"{first.strip()} = {to}")
    return names.map(other).astype(names.dtype).where(names.notna(), np.nan)


def spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """What each name is spelled like, by how many rows have it, in the order of their first rows.

    Examples
    --------
    >>> spellings({"الأحداث": 2, "الاحداث": 1})["الاحداث"]
    'الأحداث'
    """
    chosen: dict[str, str] = {}
    for name, count in counts.items():
        key = _key(name)
        best = chosen.get(key)
        plainer = best is not None and count == counts[best] and best != best.strip()
        if best is None or count > counts[best] or plainer:
            chosen[key] = name
    return {name: chosen[_key(name)].strip() for name in counts}


def _key(name: str) -> str:
    folded = fold(unicodedata.normalize("NFKC", name)).text.casefold()
    return _BETWEEN.sub(" ", folded).strip() or name
