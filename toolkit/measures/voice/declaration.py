"""The voice of each sentence as a measure."""

from __future__ import annotations

import pandas as pd

from toolkit.measures.declaration import Batch, Measure, share_score


def _find(batch: Batch) -> pd.DataFrame:
    from toolkit.measures.praise.find import praise_matcher
    from toolkit.measures.voice import label_voices

    tables = batch.tables
    return label_voices(
        batch.articles,
        tables["sentences"],
        tables["attributions"],
        tables["formulas"],
        praised=batch.hits(praise_matcher()),
        documents=batch.documents,
    )


MEASURE = Measure(
    name="voice",
    place=30,
    table="sentences",
    columns={
        "article_id": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "voice": "str",
        "voice_confidence": "float64",
    },
    find=_find,
    needs=("attributions", "formulas"),
    scores=(share_score("official_voice_share"), share_score("narrator_official_share")),
)
