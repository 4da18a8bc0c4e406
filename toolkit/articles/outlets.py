"""Outlets by another spelling: one outlet, whatever blanks, hamza or marks its name has."""

import re
import unicodedata

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
    chosen: dict[str, str] = {}
    for name in counts.index:
        key = _key(name)
        best = chosen.get(key)
        plainer = best is not None and counts[name] == counts[best] and best != best.strip()
        if best is None or counts[name] > counts[best] or plainer:
            chosen[key] = name
    other = {name: chosen[_key(name)].strip() for name in counts.index}
    joined = {name: to for name, to in other.items() if name != to}
    if not joined:
        return names
    rows = int(sum(counts[name] for name in joined))
    first, to = next(iter(joined.items()))
    count_noted("outlet_spelling", rows, first=f"{first.strip()} = {to}")
    return names.map(other).astype(names.dtype).where(names.notna(), np.nan)


def _key(name: str) -> str:
    folded = fold(unicodedata.normalize("NFKC", name)).text.casefold()
    return _BETWEEN.sub(" ", folded).strip() or name
