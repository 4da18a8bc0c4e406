"""Shared copy as a measure; it is found across all articles (`toolkit.study.scoring`)."""

from __future__ import annotations

from toolkit.measures.declaration import EVIDENCE, Measure, share_score

MEASURE = Measure(
    name="reuse",
    place=60,
    table="reuse",
    columns={
        "article_id": "str",
        "start": "int64",
        "end": "int64",
        "source_article_id": "str",
        "source_start": "int64",
        "source_end": "int64",
        "words": "int64",
        "text": "str",
    },
    evidence=EVIDENCE,
    scores=(
        share_score(
            "agency_reuse_share",
            "an agency's article among the articles",
            coded=False,
            alone=False,
        ),
        share_score(
            "shared_copy_share",
            "another outlet's article among the articles",
            coded=False,
            alone=False,
        ),
    ),
)
