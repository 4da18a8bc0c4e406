"""How far a whole article is framed by officials: 0 to 3, from parts that stay visible.

The scale is the codebook's (section 4): 0 the officials' view absent or contested, 1 balanced,
2 dominant, 3 exclusive. An ordinal (proportional odds) regression weighs plain counts and shares
that the tables show, each only in the direction that the codebook gives it, so that every grade
can be read back: `framing_parts` gives the parts, `framing_effects` what each adds. Weights ship
as data/framing_model.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold, word_spans
from toolkit.measures.voice_reading import acts_of, plain_acts, stem

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
GRADES = (0, 1, 2, 3)


@dataclass(frozen=True)
class FramingModel:
    """Weights of the parts, and the cuts between the four grades on the weighted sum."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    cuts: NDArray[np.float64]

    def sums(self, parts: NDArray[np.float64]) -> NDArray[np.float64]:
        """The weighted sum of each article's parts."""
        return ((parts - self.mean) / self.scale) @ self.weights

    def grades(self, parts: NDArray[np.float64]) -> NDArray[np.int64]:
        """The grade of each article: how many cuts its sum passes."""
        return np.searchsorted(self.cuts, self.sums(parts)).astype(np.int64)


@lru_cache(maxsize=1)
def framing_model() -> FramingModel:
    """Read data/framing_model.json, once."""
    data = json.loads(_data("framing_model.json"))
    rows = np.array([data["parts"][name] for name in PARTS])
    return FramingModel(rows[:, 0], rows[:, 1], rows[:, 2], np.array(data["cuts"]))


def judge_framing(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    formulas: pd.DataFrame | None = None,
    *,
    model: FramingModel | None = None,
) -> pd.DataFrame:
    """Grade how far officials frame each article.

    Parameters
    ----------
    articles, sentences, attributions : DataFrame
        The tables of DESIGN.md; sentences with their ``voice``.
    formulas : DataFrame, optional
        Formulas with their ``article_id``.
    model : FramingModel, optional
        Other weights than those that ship.

    Returns
    -------
    DataFrame
        Indexed by ``article_id``: ``official_framing`` (0–3), then the parts that it rests on.
    """
    model = model or framing_model()
    parts = framing_parts(articles, sentences, attributions, formulas)
    parts.insert(0, "official_framing", model.grades(parts.to_numpy(dtype=float)))
    return parts


def framing_effects(parts: pd.DataFrame, *, model: FramingModel | None = None) -> pd.DataFrame:
    """What each part adds to an article's sum, against the average article's."""
    model = model or framing_model()
    table = parts[list(PARTS)]
    effects = (table.to_numpy(dtype=float) - model.mean) / model.scale * model.weights
    return pd.DataFrame(effects, index=table.index, columns=list(PARTS))


def framing_parts(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    formulas: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The parts of the grade, one row an article, indexed by ``article_id``."""
    acts = attributions.groupby("article_id", sort=False).indices
    rows = sentences.groupby("article_id", sort=False).indices
    plain = plain_acts(attributions)
    voiced = sentences[["sentence", "start", "end"]].assign(voice=sentences["voice"].astype(object))
    counts = {} if formulas is None else formulas["article_id"].value_counts().to_dict()
    table = {}
    for article_id, title, text in zip(
        articles["article_id"], articles["title"], articles["text"], strict=True
    ):
        document = f"{title}\n{text}"
        own = voiced.iloc[rows.get(article_id, [])]
        found = _act_parts(document, plain.iloc[acts.get(article_id, [])])
        parts = _parts(document, own, found)
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


def _act_parts(document: str, acts: pd.DataFrame) -> _Acts:
    words = framing_words()
    counts = {True: 0, False: 0}
    contests = {True: 0, False: 0}
    speakers, states = set(), set()
    for act in acts_of(document, acts):
        official, spans = act.official, act.spans
        counts[official] += 1
        cue = _stems(document, spans.get("cue"))
        contests[official] += any(word in words["contest"] for word in cue)
        source = _stems(document, spans.get("source") or spans.get("source_resolved"))
        if official:
            states |= {side for word in source for side in words["states"].get(word, ())}
        elif source:
            speakers.add(" ".join(source))
    return _Acts(
        counts[True], counts[False], len(speakers), contests[False], contests[True], len(states)
    )


def _parts(document: str, sentences: pd.DataFrame, acts: _Acts) -> list[float]:
    text = sentences[sentences["voice"] != "boilerplate"]
    voices = text["voice"].to_numpy(dtype=object)
    starts = np.array([start for start, _ in word_spans(document)], dtype=np.int64)
    edges = np.searchsorted(starts, text[["start", "end"]].to_numpy(dtype=np.int64))
    words = (edges[:, 1] - edges[:, 0]).astype(float)
    total = max(float(words.sum()), 1.0)
    share = {
        voice: float(words[voices == voice].sum()) / total
        for voice in ("official", "other_source", "narrator_official")
    }
    official, other, adopted = share.values()
    sourced = official + other
    adopted_half = official + adopted >= 0.5
    first = dict(zip(text["sentence"].tolist(), voices.tolist(), strict=True))
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


@lru_cache(maxsize=1)
def framing_words() -> dict[str, Mapping]:
    """Contest cues as a set, and for each word of a state's the sides that it names.

    Examples
    --------
    >>> framing_words()["states"]["روسي"]
    ('russia',)
    """
    import yaml

    data = yaml.safe_load(_data("framing_words.yaml"))
    sides: dict[str, tuple[str, ...]] = {}
    for side, line in data["states"].items():
        for word in line.split() if side != "note" else ():
            word = stem(fold(word).text)
            if side not in sides.get(word, ()):
                sides[word] = (*sides.get(word, ()), side)
    contest = {stem(fold(word).text): True for word in data["contest"]["words"].split()}
    return {"contest": contest, "states": sides}


def _stems(document: str, span: tuple[int, int] | None) -> list[str]:
    if span is None:
        return []
    folded = fold(document[slice(*span)]).text
    return [stem(folded[start:end]) for start, end in word_spans(folded)]


def _data(name: str) -> str:
    return (files("toolkit.measures") / "data" / name).read_text("utf-8")
