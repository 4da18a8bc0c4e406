"""How far every score errs, by outlet and kind of outlet: the data of `toolkit.validation.known_bias`.

    python benchmarks/known_bias.py GOLD [--also FOLDER …] [--attributions build/acts.jsonl]
        [--sentences build/voices.parquet] [--out toolkit/validation/data/known_bias.csv]

Every article of GOLD and of the folders is scored by models that never saw it: acts and voices are
those that `make train` writes out of fold, praise and framing are judged out of fold here. Without
acts or sentences the coded ones serve (acts with noise), which shows too little bias: the script
says so. Intervals and standard errors by article; groups of fewer than five articles are left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.measures.attribution.acts import holder_of
from toolkit.measures.credits import find_credits
from toolkit.measures.formulas import find_formulas
from toolkit.measures.framing.features import PARTS, framing_parts
from toolkit.measures.praise.find import span_of
from toolkit.measures.praise.model import praise_model
from toolkit.study.scores import score_articles
from toolkit.training.framing import out_of_fold
from toolkit.training.gold import (
    Gold,
    join_gold,
    read_acts,
    read_also,
    read_gold,
    read_lines,
    with_noise,
)
from toolkit.training.praise.gold import in_words, read_coded
from toolkit.training.praise.train import FOLDS, chances
from toolkit.validation.accuracy import score_accuracy
from toolkit.validation.coded_scores import MEASURES, coded_scores
from toolkit.validation.known_bias import COLUMNS

LEAST = 5
KINDS = {
    "Ahdath.info": "Moroccan", "Febrayer": "Moroccan", "BBC Arabic": "international",
    "CNN Arabic": "international", "France 24 Arabic": "international", "Al Arabiya": "pan-Arab",
    "Sky News Arabia": "pan-Arab", "Elaph": "pan-Arab", "Asharq Al-Awsat": "pan-Arab",
    "Saudi Press Agency": "Saudi state agency",
}  # fmt: skip


def praise_found(golds: list[Path], acts: pd.DataFrame) -> pd.DataFrame:
    """Praise of every article, judged by models that were fitted on the others."""
    coded = [article for gold in golds for article in read_coded(gold, None, acts)]
    ids = [row for gold in golds for row in sorted(r["article_id"] for r in read_lines(gold))]
    rows = []
    threshold = praise_model().threshold
    for name, article, chance in zip(ids, coded, chances(coded, [], FOLDS, 0), strict=True):
        document = article.read.reading.text
        for candidate, act, p in zip(
            article.read.candidates, article.read.acts, chance, strict=True
        ):
            if p >= threshold:
                start, end = span_of(article.read.reading, candidate)
                rows.append((name, start, end, holder_of(document, act)))
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "holder"])


def scored(
    gold: Gold, golds: list[Path], acts: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """The scores that the toolkit gives, out of fold."""
    articles = gold.articles.drop(columns=["official_framing", "stratum"])
    parts = framing_parts(articles, sentences, acts)[list(PARTS)].to_numpy(dtype=float)
    grades = gold.articles["official_framing"].to_numpy(dtype=np.int64)
    framing = out_of_fold(parts, grades, 0, measured=len(grades))
    return score_articles(
        articles,
        sentences=sentences,
        attributions=acts.assign(speaker=None),
        praise=praise_found(golds, acts),
        formulas=find_formulas(articles, sentences),
        credits=find_credits(articles, sentences),
        further=pd.DataFrame(
            {"official_framing": pd.array(framing, dtype="Int64")},
            index=articles["article_id"].to_numpy(),
        ),
    )


def by_hand(gold: Gold, golds: list[Path]) -> pd.DataFrame:
    """The scores that the coding gives, by the very code."""
    documents = dict(zip(gold.articles["article_id"],
                         gold.articles["title"] + "\n" + gold.articles["text"], strict=True))  # fmt: skip
    rows = [row for file in golds for row in read_lines(file)]
    coded = [{**row, "sampling_probability": 1.0,
              "praise": [in_words(p, documents[row["article_id"]]) for p in row["praise"]]}
             for row in rows]  # fmt: skip
    return coded_scores(coded, gold.articles.drop(columns=["official_framing", "stratum"]))


def biases(scores: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    tables = []
    kinds = scores["outlet"].map(KINDS).fillna("Saudi press")
    for name, groups in (("all", "all"), ("kind", kinds), ("outlet", scores["outlet"])):
        found = score_accuracy(scores.assign(**{name: groups}), coded, list(MEASURES), by=name)
        tables.append(found[found["n"] >= LEAST].assign(by=name))
    table = pd.concat(tables, ignore_index=True)[COLUMNS]
    numbers = table.columns[table.dtypes == "float64"]
    return table.assign(**{c: table[c].round(4) for c in numbers})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    parser.add_argument("--attributions", type=Path, help="acts found out of fold")
    parser.add_argument("--sentences", type=Path, help="voices labelled out of fold, Parquet")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    golds = [options.gold, *(folder / "gold.jsonl" for folder in options.also)]
    gold = join_gold(read_gold(options.gold), *read_also(options.also))
    acts = (
        read_acts(options.attributions) if options.attributions else with_noise(gold.attributions)
    )
    acts = acts[acts["article_id"].isin(gold.articles["article_id"])].reset_index(drop=True)
    sentences = pd.read_parquet(options.sentences) if options.sentences else gold.sentences
    if not (options.attributions and options.sentences):
        print("coded acts or voices stand in for found ones: the bias is larger than this says")
    table = biases(scored(gold, golds, acts, sentences), by_hand(gold, golds))
    chosen = table[(table["by"] != "outlet") | (table["measure"] == "official_framing")]
    print(chosen.to_string(index=False))
    if options.out:
        table.to_csv(options.out, index=False)
        print(f"{len(table)} rows written to {options.out}")


if __name__ == "__main__":
    main()
