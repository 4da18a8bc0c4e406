"""Praise as a measure."""

from __future__ import annotations

import pandas as pd

from toolkit.measures.declaration import (
    EVIDENCE,
    TEXT,
    Batch,
    Measure,
    ScoreDeclaration,
    share_score,
)


def _find(batch: Batch) -> pd.DataFrame:
    from toolkit.measures.praise import find_praise
    from toolkit.measures.praise.find import praise_matcher

    return find_praise(
        batch.articles,
        batch.tables["sentences"],
        batch.tables["attributions"],
        hits=batch.hits(praise_matcher()),
        documents=batch.documents,
    )


MEASURE = Measure(
    name="praise",
    place=20,
    table="praise",
    columns={
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
        "confidence": "float64",
        **{f"{role}_{what}": "str" for role in ("holder", "target") for what in ("actor", "state")},
        "text": "str",
    },
    evidence=EVIDENCE,
    find=_find,
    needs=("attributions",),
    scores=(
        ScoreDeclaration("praise_per_1000", "rate", 0.0, precondition=TEXT),
        share_score("narrator_praise_share", "an expression of praise"),
    ),
)
