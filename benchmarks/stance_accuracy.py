"""Accuracy of stance against coded articles: found, kind, holder, target, with intervals by article.

    python benchmarks/stance_accuracy.py CODED.jsonl ARTICLES.jsonl [--rows odd|even] [--show]

CODED holds ``stance`` records of the codebook (``span`` as text or offsets, ``kind``,
``target_actor``, ``holder``); further fields are passed over. Found acts of attribution are used,
as in a study. Spans match where they share a character, one to one; holder is narrator or not, and
the same source; a target is right where it shares a word with the coded actor or is its rival name.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

import toolkit
from toolkit.arabic.document import join_document
from toolkit.articles.sentence_table import cut_documents, sentence_table
from toolkit.measures.stance import find_stance
from toolkit.measures.stance.words import KINDS, stance_entries
from toolkit.training.folds import interval
from toolkit.training.gold import read_lines
from toolkit.training.praise.gold import fit, match


def coded_spans(row: dict, document: str, starts: dict[int, int]) -> list[dict]:
    """The coded records with offsets; a span as text is looked for in its sentence."""
    found = []
    for record in row["stance"]:
        span = record["span"]
        if isinstance(span, str):
            start = document.find(span, starts.get(record["sentence"], 0))
            start = start if start >= 0 else document.find(span)
            span = [start, start + len(span)]
        found.append(record | {"span": span})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("coded", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--rows", choices=("odd", "even"), help="of CODED, counted from 1")
    parser.add_argument("--show", action="store_true", help="list misses and false finds")
    options = parser.parse_args()
    step = {"odd": slice(0, None, 2), "even": slice(1, None, 2), None: slice(None)}[options.rows]
    coded = list(read_lines(options.coded))[step]
    wanted = {row["article_id"] for row in coded}
    texts = {a["article_id"]: a for a in read_lines(options.articles) if a["article_id"] in wanted}
    frame = toolkit.read_articles(options.articles)
    frame = frame[frame["article_id"].isin(wanted)].reset_index(drop=True)
    study = toolkit.score(frame)
    documents = cut_documents(frame)
    sentences = sentence_table(frame, documents)
    table = find_stance(frame, sentences, study.attributions, study.praise, documents=documents)
    rows, kinds, strengths, right_kind = [], Counter(), Counter(), Counter()
    for row in coded:
        article = texts[row["article_id"]]
        document = join_document(article["title"], article["text"])
        own = table[table["article_id"] == row["article_id"]].to_dict("records")
        starts = {
            r.sentence: r.start
            for r in sentences[sentences["article_id"] == row["article_id"]].itertuples()
        }
        gold = coded_spans(row, document, starts)
        matched = match([(f["start"], f["end"]) for f in own], [g["span"] for g in gold])
        hit = matched >= 0
        sums = np.zeros(8)
        sums[:3] = hit.sum(), len(own), len(gold)
        for f, g in zip(own, matched.tolist(), strict=True):
            strengths[f["kind"], stance_entries()[f["entry"]].strength, g >= 0] += 1
            kinds[f["kind"], "found"] += 1
            if g < 0:
                if options.show:
                    a, b = f["start"], f["end"]
                    print(
                        "FALSE",
                        f["kind"],
                        f["entry"],
                        "|",
                        document[a - 30 : a].replace("\n", " "),
                        "[[",
                        f["text"],
                        "]]",
                        document[b : b + 30].replace("\n", " "),
                        "|",
                        f["target"],
                    )
                continue
            right_kind[f["kind"]] += 1
            told = gold[g]
            kinds[told["kind"], "reached"] += 1
            named = f["target"] if isinstance(f["target"], str) else ""
            sums[3] += f["kind"] == told["kind"]
            sums[4] += (f["holder"] == "narrator") == (told["holder"] == "narrator")
            sums[5] += (
                f["holder"] == told["holder"] == "narrator" or fit(f["holder"], told["holder"]) > 0
            )
            sums[6] += fit(named, told["target_actor"]) > 0
            if options.show:
                print(
                    "RIGHT",
                    f["kind"],
                    told["kind"],
                    f["text"],
                    "| T",
                    named,
                    "=",
                    told["target_actor"],
                    "| H",
                    f["holder"],
                    "=",
                    told["holder"],
                )
        for g, record in enumerate(gold):
            kinds[record["kind"], "coded"] += 1
            if g not in matched and options.show:
                print(
                    "MISS",
                    record["kind"],
                    document[slice(*record["span"])],
                    "|",
                    record["target_actor"],
                )
        rows.append(sums)
    total = np.array(rows)

    def show(name: str, statistic) -> None:
        low, high = interval(len(total), lambda drawn: statistic(total[drawn].sum(axis=0)))
        print(f"{name:32}{statistic(total.sum(axis=0)):.3f} ({low:.3f}-{high:.3f})")

    print(f"articles {len(coded)}, coded {int(total[:, 2].sum())}, found {int(total[:, 1].sum())}")
    show("F1", lambda s: 2 * s[0] / max(s[1] + s[2], 1))
    show("precision", lambda s: s[0] / max(s[1], 1))
    show("recall", lambda s: s[0] / max(s[2], 1))
    for name, column in (("kind", 3), ("holder narrator or not", 4), ("holder", 5), ("target", 6)):
        show(f"{name}, of those found", lambda s, column=column: s[column] / max(s[0], 1))
    for kind in KINDS:
        print(
            f"{kind:8} coded {kinds[kind, 'coded']:3} reached {kinds[kind, 'reached']:3} "
            f"found {kinds[kind, 'found']:3} right {right_kind[kind]:3}"
        )
    for kind in KINDS:
        shares = [
            f"{n}: {strengths[kind, n, True]} of {strengths[kind, n, True] + strengths[kind, n, False]}"
            for n in (1, 2, 3)
        ]
        print(f"{kind:8} right by strength {', '.join(shares)}")


if __name__ == "__main__":
    main()
