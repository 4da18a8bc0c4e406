"""Accuracy on pairs of quotations that were read: same or not, relation, kind of difference.

    python benchmarks/quotation_pairs.py ../shared/corpora ATTRIBUTIONS

ATTRIBUTIONS is a folder with ant.parquet and saudi.parquet, the attributions of the articles that
the pairs were drawn from. The codes are data/quotations/pairs.jsonl (its README says who coded).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.measures.quotations.alignment import version_words
from toolkit.measures.quotations.contents import collect_contents
from toolkit.measures.quotations.differences import compare_versions
from toolkit.measures.quotations.relation import relation, tongue_of
from toolkit.measures.quotations.similarity import index_contents, reworded, same_score, weigh
from toolkit.measures.quotations.speakers import reconcile

PAIRS = Path(__file__).parents[1] / "data" / "quotations" / "pairs.jsonl"


def answers(corpus: Path, acts: Path, coded: list[dict]) -> pd.DataFrame:
    """What the toolkit says of each coded pair of one corpus."""
    articles = pd.read_json(corpus, lines=True, dtype={"article_id": str})
    articles = articles.fillna({"title": "", "text": ""})
    attributions = pd.read_parquet(acts)
    used = {p[side]["article_id"] for p in coded for side in "ab"}
    kept = articles["article_id"].isin(set(attributions["article_id"]) | used)
    articles = articles[kept].reset_index(drop=True)
    contents = collect_contents(articles, attributions)
    keys = zip(*(contents.table[c] for c in ("article_id", "start", "end")), strict=True)
    row = {key: k for k, key in enumerate(keys)}
    pairs = np.array([[row[place(p[side])] for side in "ab"] for p in coded], dtype=np.int64)
    pairs.sort(axis=1)
    index = index_contents(contents, reconcile(contents.table["speaker"].tolist(), contents.days))
    evidence = weigh(index, pairs)
    same = (same_score(evidence) >= 0) | reworded(contents, pairs, evidence)
    texts = articles.set_index("article_id")
    rows = []
    for p, says, both in zip(coded, same, pairs.tolist(), strict=True):
        one, two = (words(texts, p[side]) for side in "ab")
        found = compare_versions(one, two)
        tongue = tongue_of(contents.table["speaker"].iloc[both])
        rows.append({
            "pair": p["pair"], "stratum": p["stratum"], "population": p["population"],
            "drawn": p["drawn"], "same": bool(p["same"]), "says_same": bool(says),
            "relation": p["relation"], "says_relation": relation(found, tongue),
            "kind": p["kind"], "says_kind": found.kind,
        })  # fmt: skip
    return pd.DataFrame(rows)


def place(version: dict) -> tuple[str, int, int]:
    """The key of a version."""
    return version["article_id"], version["start"], version["end"]


def words(texts: pd.DataFrame, version: dict) -> list:
    """The words of a version."""
    article = texts.loc[version["article_id"]]
    return version_words(f"{article['title']}\n{article['text']}", version["start"], version["end"])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("attributions", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the pairs judged otherwise")
    options = parser.parse_args()
    coded = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    tables = []
    for name in sorted({p["corpus"] for p in coded}):
        corpus, acts = (
            options.corpora / f"{name}.jsonl.gz",
            options.attributions / f"{name}.parquet",
        )
        tables.append(answers(corpus, acts, [p for p in coded if p["corpus"] == name]))
    table = pd.concat(tables, ignore_index=True)
    hits = table["same"] & table["says_same"]
    print(f"{len(table)} pairs, {int(table['same'].sum())} the same")
    print(f"precision of same {hits.sum() / table['says_same'].sum():.3f}")
    print(f"recall of same    {hits.sum() / table['same'].sum():.3f}")
    both = table[table["same"]]
    print(f"relation right    {(both['relation'] == both['says_relation']).mean():.3f}")
    print(f"kind right        {(both['kind'] == both['says_kind']).mean():.3f} of {len(both)}")
    print(table.groupby("stratum")[["same", "says_same"]].sum())
    if options.wrong:
        wrong = (table["same"] != table["says_same"]) | (
            table["same"]
            & (
                (table["kind"] != table["says_kind"])
                | (table["relation"] != table["says_relation"])
            )
        )
        print(table[wrong].drop(columns=["population", "drawn", "stratum"]).to_string())


if __name__ == "__main__":
    main()
