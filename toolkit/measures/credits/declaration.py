"""Agency credit as a measure."""

from __future__ import annotations

import pandas as pd

from toolkit.measures.declaration import EVIDENCE, TEXT, Batch, Measure, ScoreDeclaration


def _find(batch: Batch) -> pd.DataFrame:
    from toolkit.measures.credits import find_credits

    return find_credits(batch.articles, documents=batch.documents)


MEASURE = Measure(
    name="credits",
    place=50,
    table="credits",
    columns={
        "article_id": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "agency": "str",
        "agency_kind": "str",
        "text": "str",
    },
    evidence=EVIDENCE,
    find=_find,
    scores=(ScoreDeclaration("agency_credited", "truth", 0.0, 1.0, TEXT, compared=False),),
)
