"""Recall of reuse on planted copies, by kind and degree of change; and false runs.

    python benchmarks/reuse_planted.py ../shared/corpora/ant.jsonl.gz --n 200

Articles drawn at random serve as the agency's text. Each gets a copy, changed by degree from 0 to
100 %: `replaced` (that share of words, each by a word of another article), `reordered` (that share
of sentences put in another order), `truncated` (cut from the end), `embedded` (that share of
the copy is foreign words around it). All copies of a degree are searched
together with the rest of the draw. Recall is over the words that were copied; "reach" is over those
of them that stand in an unbroken stretch of seven or more, which the definition can find. The last
table counts runs between articles of different outlets at least 60 days apart, which have no
common event: what is left is formulas, names and quotations of old words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.arabic import fold, sentence_spans
from toolkit.measures.reuse.corpus import corpus_words
from toolkit.measures.reuse.find import MIN_WORDS, find_reuse

DEGREES = (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
KINDS = ("replaced", "reordered", "truncated", "embedded")
WORD = re.compile(r"[^\W_]+")
Tagged = list[tuple[str, int]]  # a word and its place in the source, -1 where it is foreign


def read(path: Path) -> pd.DataFrame:
    """Read a JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return pd.DataFrame([json.loads(line) for line in lines])


def tagged_sentences(text: str) -> list[Tagged]:
    """Cut a text into sentences of tagged words."""
    place, sentences = 0, []
    for start, end in sentence_spans("\n" + text, 0)[1:]:
        words = WORD.findall(fold(text[start - 1 : end - 1]).text)
        sentences.append([(word, place + i) for i, word in enumerate(words)])
        place += len(words)
    return sentences


def change(
    kind: str, degree: int, text: str, foreign: list[str], random: np.random.Generator
) -> Tagged:
    """Make the changed copy."""
    sentences = tagged_sentences(text)
    words = [word for sentence in sentences for word in sentence]
    share = degree / 100
    if kind == "replaced":
        hit = random.random(len(words)) < share
        new = random.choice(foreign, size=len(words))
        return [(str(n), -1) if h else w for w, h, n in zip(words, hit, new, strict=True)]
    if kind == "reordered":
        moved = np.flatnonzero(random.random(len(sentences)) < share)
        target = random.permutation(moved)
        order = np.arange(len(sentences))
        order[moved] = target
        return [word for i in order for word in sentences[i]]
    if kind == "truncated":
        return words[: round(len(words) * (1 - share))]
    own = words[: round(len(words) * (1 - share))]
    around = [(word, -1) for word in foreign[: len(words) - len(own)]]
    cut = len(around) // 2
    return around[:cut] + own + around[cut:]


def reachable(copy: Tagged) -> int:
    """How many copied words stand in unbroken stretches that are long enough."""
    total = stretch = 0
    previous = -2
    for _, place in [*copy, ("", -1)]:
        if place >= 0 and place == previous + 1:
            stretch += 1
        else:
            total += stretch if stretch >= MIN_WORDS else 0
            stretch = 1 if place >= 0 else 0
        previous = place if place >= 0 else -2
    return total


def run(sources: pd.DataFrame, kind: str, degree: int, seed: int) -> dict[str, float]:
    """Plant all copies of one kind and degree and measure what is found."""
    random = np.random.default_rng([seed, KINDS.index(kind), degree])
    copies, copied, reach = [], 0, 0
    texts = sources["text"].tolist()
    for row, text in enumerate(texts):
        foreign = WORD.findall(fold(texts[row - 1]).text) if kind != "embedded" else []
        if kind == "embedded":
            foreign = [f"ك{i}ن{row}" for i in range(len(text.split()))]
        copy = change(kind, degree, text, foreign, random)
        copied += sum(place >= 0 for _, place in copy)
        reach += reachable(copy)
        copies.append(" ".join(word for word, _ in copy))
    planted = pd.DataFrame(
        {
            "article_id": ["copy-" + a for a in sources["article_id"]],
            "outlet": "copy",
            "published": "2030-01-01",
            "title": "",
            "text": copies,
        }
    )
    both = pd.concat([sources.assign(outlet="agency"), planted], ignore_index=True)
    runs = find_reuse(both, agencies=["agency"])
    runs = runs[runs["article_id"].str.startswith("copy-")]
    right = runs["source_article_id"] == runs["article_id"].str.removeprefix("copy-")
    found = int(runs.loc[right, "words"].sum())
    return {
        "copied": copied,
        "recall": found / max(copied, 1),
        "reach": found / max(reach, 1),
        "wrong": int(runs.loc[~right, "words"].sum()),
    }


def false_runs(corpus: pd.DataFrame, n: int, seed: int) -> None:
    """Count runs between articles of different outlets far apart in time."""
    rows = np.random.default_rng(seed).choice(len(corpus), size=min(n, len(corpus)), replace=False)
    drawn = corpus.iloc[np.sort(rows)].reset_index(drop=True)
    runs = find_reuse(drawn)
    facts = drawn.set_index("article_id")[["outlet", "published"]]
    facts["published"] = pd.to_datetime(facts["published"], utc=True)
    own, source = facts.loc[runs["article_id"]], facts.loc[runs["source_article_id"]]
    apart = abs(own["published"].to_numpy() - source["published"].to_numpy())
    other = own["outlet"].to_numpy() != source["outlet"].to_numpy()
    far = runs[other & (apart >= np.timedelta64(60, "D"))]
    words = int(corpus_words(drawn).lengths.sum())
    print(f"\nruns between outlets, 60 days apart or more ({len(drawn)} articles, {words} words):")
    print(f"{len(far)} runs, {int(far['words'].sum())} words", end="; ")
    print("by length", far["words"].clip(upper=20).value_counts().sort_index().to_dict())
    documents = dict(zip(drawn["article_id"], drawn["title"] + "\n" + drawn["text"], strict=True))
    for row in far.sort_values("words", ascending=False).head(40).itertuples():
        piece = documents[row.article_id][row.start : row.end].replace("\n", " ")
        print(f"{row.words:>4}  {piece[:150]}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpus = read(options.corpus)
    long = corpus[corpus["text"].str.split().str.len().between(120, 600)].drop_duplicates("text")
    rows = np.random.default_rng(options.seed).choice(len(long), size=options.n, replace=False)
    sources = long.iloc[np.sort(rows)].reset_index(drop=True)
    print(f"{'kind':<10} {'degree':>6} {'copied':>7} {'recall':>7} {'reach':>7} {'wrong':>6}")
    for kind in KINDS:
        for degree in DEGREES:
            r = run(sources, kind, degree, options.seed)
            print(
                f"{kind:<10} {degree:>5}% {r['copied']:>7} {r['recall']:>7.3f} "
                f"{r['reach']:>7.3f} {r['wrong']:>6}"
            )
    false_runs(corpus, 10_000, options.seed)


if __name__ == "__main__":
    main()
