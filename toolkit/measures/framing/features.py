"""The parts of official framing: counts and shares that the tables show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import read_documents
from toolkit.measures.attribution.acts import Act, acts_by_article
from toolkit.measures.formulas import find_formulas
from toolkit.measures.framing.words import framing_words, stems

# Each part and the direction in which, by the codebook, it moves the grade.
DIRECTIONS = {
    "official_words": 1,
    "other_words": -1,
    "adopted_words": 1,
    "official_of_sourced": 1,
    "official_sentences": 1,
    "official_of_acts": 1,
    "official_absent": -1,
    "exclusive": 1,
    "other_acts": -1,
    "other_speakers": -1,
    "official_acts": 1,
    "title_other": -1,
    "lead_official": 1,
    "contest_by_others": -1,
    "contest_by_officials": -1,
    "rival_states": -1,
    "formulas": 1,
}


PARTS = tuple(DIRECTIONS)


def framing_parts(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    formulas: pd.DataFrame | None = None,
    *,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """The parts of the grade, one row an article, indexed by ``article_id``.

    Formulas that are not given are looked for: without them their part would say that there is none.
    """
    acts = acts_by_article(attributions)
    rows = sentences.groupby("article_id", sort=False).indices
    if formulas is None:
        formulas = find_formulas(articles, sentences)
    edges = sentences[["start", "end"]].to_numpy(dtype=np.int64)
    numbers = sentences["sentence"].to_numpy()
    voices = sentences["voice"].to_numpy(dtype=object)
    is_text = voices != "boilerplate"
    counts = formulas["article_id"].value_counts().to_dict()
    table = {}
    none = np.array([], dtype=np.int64)
    if documents is None:
        documents = read_documents(articles, sentences)
    for article_id, document in zip(articles["article_id"], documents, strict=True):
        own = rows.get(article_id, none)
        own = own[is_text[own]]
        found = _act_parts(document, acts.get(article_id, []))
        parts = _parts(document, edges[own], numbers[own], voices[own], found)
        formula_count = float(np.log1p(int(counts.get(article_id, 0))))
        table[article_id] = [*parts, formula_count]
    frame = pd.DataFrame.from_dict(table, orient="index", columns=list(PARTS), dtype=float)
    frame.index.name = "article_id"
    return frame


@dataclass(frozen=True)
class _Acts:
    """What the acts of one article show."""

    official: int
    other: int
    other_speakers: int
    contest_by_others: int
    contest_by_officials: int
    states: int


def _act_parts(document: Document, acts: Sequence[Act]) -> _Acts:
    words = framing_words()
    counts = {True: 0, False: 0}
    contests = {True: 0, False: 0}
    speakers, states = set(), set()
    for act in acts:
        official = act.is_official(document.text)
        counts[official] += 1
        cue = stems(document, act.cue)
        contests[official] += any(word in words["contest"] for word in cue)
        source = stems(document, act.source or act.resolved)
        if official:
            states |= {side for word in source for side in words["states"].get(word, ())}
        elif source:
            speakers.add(" ".join(source))
    return _Acts(
        counts[True], counts[False], len(speakers), contests[False], contests[True], len(states)
    )


def _parts(
    document: Document,
    spans: NDArray[np.int64],
    numbers: NDArray[Any],
    voices: NDArray[Any],
    acts: _Acts,
) -> list[float]:
    """Of an article's sentences without its boilerplate."""
    edges = np.searchsorted(document.word_starts, spans)
    words = (edges[:, 1] - edges[:, 0]).astype(float)
    total = max(float(words.sum()), 1.0)
    share = {
        voice: float(words[voices == voice].sum()) / total
        for voice in ("official", "other_source", "narrator_official")
    }
    official, other, adopted = share.values()
    sourced = official + other
    adopted_half = official + adopted >= 0.5
    first = dict(zip(numbers.tolist(), voices.tolist(), strict=True))
    return [
        official,
        other,
        adopted,
        official / sourced if sourced else 0.0,
        float((voices == "official").mean()) if len(voices) else 0.0,
        acts.official / max(acts.official + acts.other, 1),
        float(acts.official == 0),
        float(other == 0 and adopted_half),
        float(np.log1p(acts.other)),
        float(np.log1p(acts.other_speakers)),
        float(np.log1p(acts.official)),
        float(first.get(0) == "other_source"),
        float(first.get(1) == "official"),
        float(np.log1p(acts.contest_by_others)),
        float(np.log1p(acts.contest_by_officials)),
        float(acts.states >= 2),
    ]
