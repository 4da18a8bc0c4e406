"""Stance as a measure."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.arabic.document import Document
from toolkit.measures.declaration import TEXT, Batch, Measure, ScoreDeclaration


def _find(batch: Batch) -> pd.DataFrame:
    from toolkit.measures.stance.find import find_stance

    return find_stance(
        batch.articles,
        batch.tables["sentences"],
        batch.tables["attributions"],
        batch.tables["praise"],
        documents=batch.documents,
    )


def _score(batch: Batch) -> pd.DataFrame:
    from toolkit.measures.stance.scores import stance_scores

    words = [_words(document) for document in batch.documents]
    counted = pd.Series(words, index=batch.articles["article_id"].tolist(), dtype="int64")
    return stance_scores(batch.tables["stance"], counted)


def _words(document: Document) -> int:
    """Words of an article's own text, boilerplate left out."""
    sentences = np.asarray(document.sentence_of, dtype=np.int64)
    return int((~np.isin(sentences, sorted(document.boilerplate))).sum())


MEASURE = Measure(
    name="stance",
    place=25,
    table="stance",
    columns={
        "article_id": "str",
        "stance": "int64",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "kind": "str",
        "entry": "str",
        "target": "str",
        "holder": "str",
        "attribution": "Int64",
        "confidence": "float64",
        "text": "str",
    },
    find=_find,
    needs=("sentences", "attributions", "praise"),
    scores=(
        ScoreDeclaration(
            "hostile_per_1000",
            "rate",
            0.0,
            precondition=TEXT,
            coded=False,
            compared=False,  # found too unevenly to compare outlets by (docs/methods/stance.md)
            label={"en": "Hostility per 1,000 words", "ar": "عبارات العداء لكل ألف كلمة"},
        ),
        ScoreDeclaration(
            "narrator_hostile_share",
            "share",
            0.0,
            1.0,
            "a hostile expression",
            coded=False,
            compared=False,  # found too unevenly to compare outlets by (docs/methods/stance.md)
            label={"en": "Hostility in the narrator's voice", "ar": "عداء بصوت الراوي"},
        ),
    ),
    score=_score,
    label={"en": "Hostility or doubt", "ar": "عداء أو تشكيك"},
    colour=("#b3261e", "#ff9e94"),
)
