"""Hand-coded articles as tables, for training and measuring.

Reads the gold's JSON Lines (one coded article a line, see the codebook) and gives the same tables
that the measures make, so that a model is trained on exactly what it will see.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.articles.boilerplate.labels import boilerplate_sentences
from toolkit.errors import InputError
from toolkit.measures.attribution.acts import LIKELIHOODS
from toolkit.validation.coding import read_coded

SPANS = ("cue", "source", "source_resolved", "content")
SOURCE_TYPES = (
    *("government", "intergovernmental", "party", "armed_group", "news_agency", "media"),
    *("expert", "civil_society", "business", "citizen", "unknown"),
)


@dataclass(frozen=True)
class Gold:
    """Coded articles.

    Attributes
    ----------
    articles : DataFrame
        ``article_id``, ``outlet``, ``title``, ``text``, ``official_framing``, ``stratum``.
    sentences : DataFrame
        ``article_id``, ``sentence``, ``start``, ``end``, ``voice`` as coded, and ``boilerplate``
        as the toolkit itself finds it.
    attributions : DataFrame
        The coded acts, with the columns of docs/reference/tables.md that the gold has.
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    attributions: pd.DataFrame


def read_gold(gold: Path, articles: Path | None = None) -> Gold:
    """Read coded articles as tables, as `read_pairs` reads them, in the order of identifiers."""
    pairs = sorted(read_pairs(gold, articles), key=lambda pair: pair[0]["article_id"])
    sentences, acts, rows = [], [], []
    for row, article in pairs:
        title = article["title"] or ""
        rows.append(
            {
                "article_id": row["article_id"],
                "outlet": row["outlet"],
                "title": title,
                "text": article["text"],
                "official_framing": row["official_framing"],
                "stratum": row.get("stratum", ""),
            }
        )
        sentences += _sentence_rows(row, join_document(title, article["text"]), len(title))
        acts += _act_rows(row)
    return Gold(pd.DataFrame(rows), pd.DataFrame(sentences), pd.DataFrame(acts))


def join_gold(first: Gold, *others: Gold) -> Gold:
    """Put several golds into one, their rows in the order given.

    Raises
    ------
    InputError
        Where an article is coded in two of them: it would be trained on and measured on.
    """
    golds = (first, *others)
    articles = pd.concat([gold.articles for gold in golds], ignore_index=True)
    twice = articles.loc[articles["article_id"].duplicated(), "article_id"]
    if len(twice):
        raise InputError(f"{twice.iloc[0]}: coded in two golds; leave it out of one of them")
    sentences = pd.concat([gold.sentences for gold in golds], ignore_index=True)
    attributions = pd.concat([gold.attributions for gold in golds], ignore_index=True)
    return Gold(articles, sentences, attributions)


def read_also(folders: Sequence[Path]) -> list[Gold]:
    """Read the further golds to train on, each a folder with gold.jsonl and articles.jsonl."""
    return [read_gold(folder / "gold.jsonl") for folder in folders]


def read_acts(path: Path) -> pd.DataFrame:
    """Acts found by the toolkit: a table (Parquet), or codings in the gold's form (JSON Lines).

    ``attribution.training --predictions`` writes the latter, every article coded by models that
    never saw it.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file; give acts as .parquet or .jsonl")
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    return pd.DataFrame([act for row in read_lines(path) for act in _act_rows(row)])


def read_lines(path: Path) -> Iterator[dict]:
    """The objects of a JSON Lines file, one at a time; gzipped where its name ends in ``.gz``."""
    if not path.is_file():
        raise InputError(f"{path}: no such file; give JSON Lines (.jsonl, .jsonl.gz)")
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_pairs(gold: Path, articles: Path | None = None) -> list[tuple[dict, dict]]:
    """Codings with their articles, which lie beside the gold unless named, in its order.

    Codings whose ``split`` is ``test`` are kept for measuring and left out.

    Raises
    ------
    InputError
        Where a file is missing or an article's text is.
    """
    beside = "articles.jsonl" if gold.stem == "gold" else f"{gold.stem}_articles.jsonl"
    texts = {row["article_id"]: row for row in read_lines(articles or gold.with_name(beside))}
    coded = [row for row in read_coded(gold) if row.get("split") != "test"]
    missing = [row["article_id"] for row in coded if row["article_id"] not in texts]
    if missing:
        raise InputError(f"{gold}: no text for the article {missing[0]}; give its articles")
    return [(row, texts[row["article_id"]]) for row in coded]


def with_noise(
    attributions: pd.DataFrame, *, dropped: float = 0.10, mislabelled: float = 0.15, seed: int = 0
) -> pd.DataFrame:
    """Coded acts made as imperfect as found ones: some dropped, some of the wrong type."""
    rng = np.random.default_rng(seed)
    kept = attributions[rng.random(len(attributions)) >= dropped].copy()
    wrong = rng.random(len(kept)) < mislabelled
    kept.loc[wrong, "source_type"] = rng.choice(SOURCE_TYPES, size=int(wrong.sum()))
    return kept.reset_index(drop=True)


def _sentence_rows(row: dict, document: str, title_end: int) -> list[dict]:
    spans = [(sentence["start"], sentence["end"]) for sentence in row["sentences"]]
    found = boilerplate_sentences(document, title_end, spans, outlet=row["outlet"])
    return [
        {
            "article_id": row["article_id"],
            "sentence": number,
            "start": sentence["start"],
            "end": sentence["end"],
            "voice": sentence["voice"],
            "boilerplate": boilerplate,
        }
        for number, (sentence, boilerplate) in enumerate(zip(row["sentences"], found, strict=True))
    ]


def _act_rows(row: dict) -> list[dict]:
    acts = []
    for number, act in enumerate(row["attributions"]):
        spans: dict[str, float] = {}
        for name in SPANS:
            start, end = act[name] or (np.nan, np.nan)
            spans |= {f"{name}_start": start, f"{name}_end": end}
        acts.append(
            {
                "article_id": row["article_id"],
                "attribution": number,
                "sentence": act["sentence"],
                **spans,
                **{name: act[name] for name in ("kind", "source_type", "named")},
                **{name: act[name] for name in LIKELIHOODS if name in act},
            }
        )
    return acts
