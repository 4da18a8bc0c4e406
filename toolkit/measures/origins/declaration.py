"""Origins as a measure."""

from __future__ import annotations

import pandas as pd

from toolkit.measures.declaration import EVIDENCE, Batch, Measure


def _find(batch: Batch) -> pd.DataFrame:
    from toolkit.measures.origins.find import find_origins

    return find_origins(batch.articles, documents=batch.documents)


MEASURE = Measure(
    name="origins",
    place=55,
    table="origins",
    columns={
        "article_id": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "entry": "str",
        "outlet": "str",
        "text": "str",
    },
    evidence=EVIDENCE,
    find=_find,
    label={"en": "Outlet named as origin", "ar": "منبر سُمّي مصدرا للخبر"},
    colour=("#6b5b00", "#e0cf6a"),
)
