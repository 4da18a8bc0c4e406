"""Contexts of agency credits in articles drawn at random, to be read by eye.

    python benchmarks/credit_precision.py ../shared/corpora/ant.jsonl.gz --n 200 --seed 6
    python benchmarks/credit_precision.py ../shared/corpora/ant.jsonl.gz --n 200 --seed 6 --rest
    python benchmarks/credit_precision.py ../shared/corpora/ant.jsonl.gz --seed 2611 \
      --coded data/gold/credits.jsonl
    python benchmarks/credit_precision.py ../shared/corpora/ant.jsonl.gz --seed 2811 \
      --coded data/gold/credits.jsonl

The first prints every credit found between [[ ]], to count the wrong ones (precision). The second
prints, for the same articles, every other place where a form of an agency's name or the word for
agency stands, to count the missed ones (recall). Contexts are shown, never stored. The third measures against
credits that a reader coded in the draw of that seed (from every such place, before the toolkit was
run on it), as articles and offsets: two draws so far, 2611 and 2811.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.comparison.proportions import wilson
from toolkit.measures.credits.agencies import agencies
from toolkit.measures.credits.find import find_credits

AGENCY = re.compile(r"وكال(?:ه|ات|ت)|(?<!\w)[a-z]*(?:reuters|afp|press)(?!\w)|برس(?!\w)|متابعات")


def draw(path: Path, n: int, seed: int) -> pd.DataFrame:
    """Draw n articles from a JSON-lines file, the same ones for one seed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chosen = np.random.default_rng(seed).choice(len(rows), size=n, replace=False)
    return pd.DataFrame([rows[i] for i in sorted(chosen)])


def context(document: str, start: int, end: int, width: int = 70) -> str:
    """Show a span and what stands around it on one line."""
    before, after = document[max(start - width, 0) : start], document[end : end + width]
    return f"{before}[[{document[start:end]}]]{after}".replace("\n", " ⏎ ")


def rest(document: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places that look like an agency's name and lie in no credit."""
    folded = fold(document)
    places = [(hit.start, hit.end) for hit in agencies().hits([folded.text])[0]]
    places += [match.span() for match in AGENCY.finditer(folded.text)]
    spans = sorted({folded.span(*place) for place in places})
    return [s for s in spans if not any(s[0] < end and start < s[1] for start, end in found)]


def shown(name: str, right: int, of: int) -> str:
    """A share as counts, with its Wilson interval."""
    low, high = wilson([right / max(of, 1)], of)[0]
    return f"{name} {right}/{of} = {right / max(of, 1):.3f} ({low:.3f}–{high:.3f})"


def measure(table: pd.DataFrame, coded: Path, seed: int) -> None:
    """Print precision and recall against one draw's coded credits, by place, and the errors."""
    places = [json.loads(line) for line in coded.read_text("utf-8").splitlines()]
    places = [place for place in places if place["draw"] == seed]
    hits: set[int] = set()
    missed = []
    for place in places:
        own = table["article_id"] == place["article_id"]
        over = (table["start"] < place["end"]) & (table["end"] > place["start"])
        found = table.index[own & over & (table["agency"] == place["agency"])]
        hits.update(found)
        if found.empty:
            missed.append(place)
    print(shown("precision", len(hits), len(table)))
    print(shown("recall", len(places) - len(missed), len(places)))
    for row in table.drop(index=list(hits)).itertuples():
        print("wrong", row.article_id, row.start, row.end, row.agency)
    for place in missed:
        print("missed", place)


def main() -> None:
    """Print the contexts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--rest", action="store_true", help="print what was not counted instead")
    parser.add_argument("--coded", type=Path, help="measure against these coded credits")
    options = parser.parse_args()
    articles = draw(options.corpus, options.n, options.seed)
    table = find_credits(articles)
    if options.coded:
        measure(table, options.coded, options.seed)
        return
    number = 0
    for row in articles.itertuples():
        document = f"{row.title}\n{row.text}"
        mine = table[table["article_id"] == row.article_id]
        spans = list(zip(mine["start"], mine["end"], strict=True))
        if options.rest:
            for start, end in rest(document, spans):
                print(f"{row.article_id}\t{context(document, start, end)}")
            continue
        for credit in mine.itertuples():
            number += 1
            where = context(document, credit.start, credit.end)
            print(f"{number}\t{row.article_id}\t{credit.agency}\t{where}")
    print(f"\n{len(articles)} articles, {table['article_id'].nunique()} with credit, {len(table)}")
    print(Counter(table["agency"]).most_common())


if __name__ == "__main__":
    main()
