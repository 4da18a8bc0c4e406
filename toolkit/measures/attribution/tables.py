"""The attributions table from the acts of a batch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.measures.attribution.extract import Acts
from toolkit.measures.attribution.features.candidates import COLON_KIND, Candidates, View
from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.offsets import cue_span, span_of

COLUMNS = (
    "article_id", "attribution", "sentence", "cue_start", "cue_end", "source_start", "source_end",
    "source_resolved_start", "source_resolved_end", "content_start", "content_end", "kind",
    "source_type", "named", "speaker", "cue", "confidence", "official_probability",
)  # fmt: skip


_NOWHERE: list[int | None] = [None, None]


def acts_table(seen: View, found: Candidates, acts: Acts, ids: Sequence[str]) -> pd.DataFrame:
    """One row an act, in text order; `attribution` counts from 0 within the article."""
    tokens = seen.tokens
    article = tokens.article[found.token[acts.row]]
    number = np.arange(len(article)) - np.searchsorted(article, article, "left")
    rows = []
    for i in range(len(article)):
        row = int(acts.row[i])
        token = int(found.token[row])
        cue = seen.cue_at(token)
        source = span_of(seen, acts.source[i]) or _NOWHERE
        resolved = span_of(seen, acts.resolved[i]) or _NOWHERE
        content = span_of(seen, Mention(int(acts.content_first[i]), int(acts.content_last[i])))
        speaker = span_of(seen, acts.fullest[i])
        document = tokens.documents[int(article[i])]
        rows.append((
            ids[int(article[i])], int(number[i]), int(tokens.sentence_number[tokens.sentence[token]]),
            *cue_span(seen, found, row), *source, *resolved, *(content or _NOWHERE),
            acts.kind[i], acts.source_type[i], bool(acts.named[i]),
            " ".join(document[speaker[0] : speaker[1]].split()) if speaker else None,
            ":" if found.kind[row] == COLON_KIND or cue is None else cue.entry, round(float(acts.probability[i]), 4),
            round(float(acts.official[i]), 4),
        ))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    integers = [c for c in COLUMNS if c.endswith(("_start", "_end"))]
    texts = ["article_id", "kind", "source_type", "speaker", "cue"]
    types = dict.fromkeys(integers, "Int64") | dict.fromkeys(texts, "str")
    return table.astype(
        types
        | {"attribution": "int64", "sentence": "int64", "named": "bool"}
        | dict.fromkeys(("confidence", "official_probability"), "float64")
    )
