"""The second reader on English and French articles: our own, and others' where they are given.

    python benchmarks/reader_languages.py EVALUATE READER.pt [--gold data/languages/gold.jsonl]
        [--polnear ../shared/english/polnear-dev.jsonl.gz] [--least 0.7] [--resamples 1000]

EVALUATE is the gold's own `evaluate.py`. `--least` is the confidence from which an act counts; the
Arabic articles chose it, nothing here. Of our own articles both halves are told apart: a reader may
have learnt from `dev`, never from `test`. PolNeAR's definition is wider than the codebook's (beliefs
and intentions count, contents keep their `that`) and it has no types: of its row only cue, content and
source say something.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from judging import judge_of
from reader_counting import counts, print_head, print_rows

from toolkit.training.gold import read_lines
from toolkit.training.reader.coded import read_article
from toolkit.training.reader.e5 import E5, read_e5
from toolkit.training.reader.network import Reader
from toolkit.training.reader.pieces import Pieces
from toolkit.training.reader.reading import load_reader, read


def own_articles(gold: Path) -> list[tuple[str, dict, dict]]:
    """Part, coding and article of our own gold; every row, the test half included."""
    texts = {row["article_id"]: row for row in read_lines(gold.with_name("articles.jsonl"))}
    return [
        (f"{texts[row['article_id']]['language']} {row['split']}",
         {**row, "sentences": [], "praise": [], "official_framing": 0},
         texts[row["article_id"]])
        for row in read_lines(gold)
    ]  # fmt: skip


def polnear_articles(path: Path) -> list[tuple[str, dict, dict]]:
    """The same of PolNeAR, whose texts begin with their title."""
    empty = {"source_resolved": None, "kind": "indirect", "source_type": "unknown", "named": False}
    rows = []
    for row in read_lines(path):
        title, _, text = row["text"].partition("\n")
        coding = {
            "article_id": row["article_id"], "sentences": [], "praise": [], "official_framing": 0,
            "attributions": [{**empty, **act} for act in row["attributions"]],
        }  # fmt: skip
        article = {"article_id": row["article_id"], "title": title, "text": text, "outlet": ""}
        rows.append(("PolNeAR dev", coding, article))
    return rows


def read_all(rows: list[tuple[str, dict, dict]], reader: Reader, e5: E5, least: float) -> dict:
    pieces = Pieces(e5)
    found = {}
    for _, coding, article in rows:
        told = read(reader, e5, read_article(article, pieces))
        acts = [act for act in told["attributions"] if act["confidence"] >= least]
        found[article["article_id"]] = {**coding, "attributions": acts, "praise": []}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluate", type=Path)
    parser.add_argument("reader", type=Path)
    parser.add_argument("--gold", type=Path, default=Path("data/languages/gold.jsonl"))
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--least", type=float, default=0.7)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--out", type=Path, help="write what was found here, as JSON Lines")
    options = parser.parse_args()
    e5 = read_e5()
    reader = load_reader(options.reader, e5)
    rows = own_articles(options.gold)
    rows += polnear_articles(options.polnear) if options.polnear else []
    found = read_all(rows, reader, e5, options.least)
    if options.out:
        lines = [json.dumps(row, ensure_ascii=False) for row in found.values()]
        options.out.write_text("\n".join(lines) + "\n", "utf-8")
    judge = judge_of(options.evaluate)
    print_head()
    for part in sorted({name for name, _, _ in rows}):
        own = np.array([
            counts(judge, coding, found[coding["article_id"]]["attributions"],
                   f"{article['title']}\n{article['text']}")
            for name, coding, article in rows if name == part
        ])  # fmt: skip
        print_rows(part, {options.reader.parent.name: own}, options.resamples)


if __name__ == "__main__":
    main()
