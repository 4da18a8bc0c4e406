"""Source attribution as a measure."""

from __future__ import annotations

import pandas as pd

from toolkit.measures.declaration import ACT, TEXT, Batch, Measure, ScoreDeclaration, share_score


def _find(batch: Batch) -> pd.DataFrame:
    from toolkit.measures.attribution import find_attributions

    return find_attributions(batch.articles, batch.tables["sentences"], documents=batch.documents)


MEASURE = Measure(
    name="attributions",
    place=10,
    table="attributions",
    columns={
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
        "actor": "str",
        "state": "str",
        "text": "str",
    },
    evidence="content_",
    find=_find,
    scores=(
        ScoreDeclaration("attributions", "count", 0.0, precondition=TEXT, compared=False),
        share_score("attributed_share"),
        share_score("direct_share", ACT),
        share_score("named_share", ACT),
        share_score("official_source_share", ACT),
        ScoreDeclaration("speakers", "count", 0.0, precondition=TEXT, coded=False, compared=False),
        ScoreDeclaration("source_diversity", "bits", 0.0, precondition=ACT),
    ),
)
