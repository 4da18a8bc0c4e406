"""The same quotation in several articles as a measure; it is found across all articles."""

from __future__ import annotations

from toolkit.measures.declaration import EVIDENCE, Measure

MEASURE = Measure(
    name="quotations",
    place=90,
    table="quotations",
    columns={
        "quotation": "int64",
        "article_id": "str",
        "attribution": "Int64",
        "start": "int64",
        "end": "int64",
        "speaker": "str",
        "similarity": "float64",
        "text": "str",
    },
    evidence=EVIDENCE,
)
