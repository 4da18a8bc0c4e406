"""The columns of every table and their types."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

# Text columns have the same type in an empty table as in a full one, so that chunks concatenate.
_KINDS: dict[str, dict[str, str]] = {
    "sentences": {
        "article_id": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "voice": "str",
        "voice_confidence": "float64",
    },
    "attributions": {
        "article_id": "str",
        "attribution": "int64",
        "sentence": "int64",
        **{
            f"{span}_{edge}": "Int64"
            for span in ("cue", "source", "source_resolved", "content")
            for edge in ("start", "end")
        },
        "kind": "str",
        "source_type": "str",
        "named": "bool",
        "speaker": "str",
        "cue": "str",
        "confidence": "float64",
        "official_probability": "float64",
    },
    "praise": {
        "article_id": "str",
        "praise": "int64",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "entry": "str",
        "strength": "float64",
        "target": "str",
        "holder": "str",
        "attribution": "Int64",
    },
    "reuse": {
        "article_id": "str",
        "start": "int64",
        "end": "int64",
        "source_article_id": "str",
        "source_start": "int64",
        "source_end": "int64",
        "words": "int64",
    },
    "quotations": {
        "quotation": "int64",
        "article_id": "str",
        "attribution": "Int64",
        "start": "int64",
        "end": "int64",
        "speaker": "str",
        "similarity": "float64",
    },
    "formulas": {
        "article_id": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "entry": "str",
        "state": "str",
        "class": "str",
    },
    "credits": {
        "article_id": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "agency": "str",
        "agency_kind": "str",
    },
    "constructs": {
        "article_id": "str",
        "lexicon": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "entry": "str",
        "class": "str",
        "strength": "float64",
        "negated": "bool",
        "holder": "str",
        "attribution": "Int64",
    },
}


def typed_table(name: str, rows: Any = None) -> pd.DataFrame:
    """Give a table its columns and their types, whatever it was made from; no rows, an empty one.

    Examples
    --------
    >>> len(typed_table("credits")), list(typed_table("credits"))[-1]
    (0, 'agency_kind')
    """
    kinds = _KINDS[name]
    table = pd.DataFrame(rows if rows is not None else {})
    if table.empty:
        table = table.reindex(columns=list(kinds))
    for column, kind in kinds.items():
        if column not in table:
            table[column] = np.nan if kind == "float64" else pd.NA
    return table[list(kinds)].astype(kinds).reset_index(drop=True)
