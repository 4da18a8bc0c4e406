"""A hash of every table that scoring makes of a corpus: equal before and after a change, or not.

    python benchmarks/table_hashes.py data/sample ../shared/corpora/ant.jsonl.gz --out before.json
    python benchmarks/table_hashes.py data/sample ../shared/corpora/ant.jsonl.gz --against before.json

Exit status 1 where a table differs; it is named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

import pandas as pd

import toolkit


def table_hash(table: pd.DataFrame) -> str:
    """Of every cell, the names and the types of the columns."""
    head = json.dumps([[str(name), str(kind)] for name, kind in table.dtypes.items()])
    # What JSON writes of a cell is all that tells it from another; objects of any kind have it.
    rows = table.to_json(orient="values", force_ascii=False, date_format="iso", double_precision=15)
    return hashlib.sha256((head + rows).encode("utf-8", "surrogatepass")).hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--sample", type=int, default=300, help="of each corpus that has more")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    hashes = {}
    for corpus in options.corpora:
        articles = toolkit.read_articles(corpus, sample=options.sample, seed=options.seed)
        study = toolkit.score(articles, reuse=True, quotations=True)
        for name, table in study.tables():
            hashes[f"{Path(corpus).name}: {name}"] = f"{len(table)} rows {table_hash(table)}"
    for name, value in hashes.items():
        print(f"{name:<40} {value[:40]}")
    if options.out:
        options.out.write_text(json.dumps(hashes, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if options.against is None:
        return 0
    before = json.loads(options.against.read_text("utf-8"))
    wrong = sorted(name for name in before | hashes if before.get(name) != hashes.get(name))
    print(f"{len(hashes)} tables, {len(wrong)} differ" + "".join(f"\n  {name}" for name in wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
