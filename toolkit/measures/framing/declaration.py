"""Official framing as a measure: a grade an article, no table of its own."""

from __future__ import annotations

import pandas as pd

from toolkit.measures.declaration import TEXT, Batch, Measure, ScoreDeclaration


def _score(batch: Batch) -> pd.DataFrame:
    from toolkit.measures.framing import judge_framing

    tables = batch.tables
    grades = judge_framing(
        batch.articles,
        tables["sentences"],
        tables["attributions"],
        tables["formulas"],
        documents=batch.documents,
    )
    return grades[["official_framing"]].reindex(batch.articles["article_id"]).astype("Int64")


MEASURE = Measure(
    name="framing",
    place=70,
    needs=("sentences", "attributions", "formulas"),
    scores=(ScoreDeclaration("official_framing", "grade", 0.0, 3.0, TEXT, ordinal=True),),
    score=_score,
)
