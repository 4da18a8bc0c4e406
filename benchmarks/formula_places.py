"""Where the formulas of official speech stand in a corpus, to be read for false hits.

    python benchmarks/formula_places.py
    python benchmarks/formula_places.py ../shared/corpora/ant.jsonl.gz ../shared/corpora/saudi.jsonl.gz
    python benchmarks/formula_places.py CORPUS … --state Yemen --n 50

Without a corpus it counts the entries by state and class. With corpora it prints each entry's hits
and the outlets that have most of them; with a state also contexts, drawn at random. Contexts are
shown, never stored.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np

from toolkit.arabic import fold
from toolkit.lexicons import compile_lexicons, load_lexicon

CLASSES = ("honorific", "protocol", "self_description", "programme", "loaded")


def print_counts() -> None:
    """Entries by state and class."""
    entries = load_lexicon("formulas").entries
    by_class = Counter((entry.attributes["state"], entry.class_) for entry in entries)
    print("state\tall\t" + "\t".join(CLASSES))
    for state, total in Counter(entry.attributes["state"] for entry in entries).most_common():
        print(f"{state}\t{total}\t" + "\t".join(str(by_class[state, c]) for c in CLASSES))
    print(f"all\t{len(entries)}")


def read(paths: list[Path]) -> tuple[list[str], list[str]]:
    """Folded documents and the outlet of each."""
    documents, outlets = [], []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                documents.append(fold(f"{row['title']}\n{row['text']}").text)
                outlets.append(row["outlet"])
    return documents, outlets


def print_places(paths: list[Path], state: str | None, n: int) -> None:
    """Hits of each entry, with contexts where a state is asked for."""
    matcher = compile_lexicons([load_lexicon("formulas")])
    documents, outlets = read(paths)
    hits = matcher.find_all(documents)
    generator = np.random.default_rng(0)
    for number, entry in enumerate(matcher.entries):
        if state not in (None, entry.attributes["state"]):
            continue
        rows = np.flatnonzero(hits.entry == number)
        most = Counter(outlets[hits.text[row]] for row in rows.tolist()).most_common(3)
        print(f"{len(rows)}\t{entry.attributes['state']}\t{entry.class_}\t{entry.entry}\t{most}")
        if state is None:
            continue
        for row in sorted(generator.permutation(rows)[:n].tolist()):
            text, start, end = documents[hits.text[row]], int(hits.start[row]), int(hits.end[row])
            before, after = text[max(start - 60, 0) : start], text[end : end + 50]
            print(f"\t\t{before}[[{text[start:end]}]]{after}".replace("\n", " ⏎ "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="*")
    parser.add_argument("--state", help="print contexts of this state's entries")
    parser.add_argument("--n", type=int, default=5, help="contexts an entry")
    options = parser.parse_args()
    if options.corpora:
        print_places(options.corpora, options.state, options.n)
    else:
        print_counts()


if __name__ == "__main__":
    main()
