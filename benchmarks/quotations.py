"""Time and memory of the quotations step, given attributions, on parts of a corpus.

    python benchmarks/quotations.py CORPUS.jsonl.gz ATTRIBUTIONS.parquet [PARTS …]

Each part (1/8, 1/4, 1/2, 1 of the articles that have attributions) runs in a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

PARTS = (8, 4, 2, 1)


def measure(corpus: Path, acts: Path, part: int) -> None:
    """Run one part and print what it took."""
    from toolkit.measures.quotations import find_quotations

    articles = pd.read_json(corpus, lines=True, dtype={"article_id": str})
    articles = articles.fillna({"title": "", "text": ""})
    articles = articles.iloc[::part].reset_index(drop=True)
    attributions = pd.read_parquet(acts)
    kept = attributions["article_id"].isin(set(articles["article_id"]))
    attributions = attributions[kept].reset_index(drop=True)
    before = held_mb()
    wall, cpu = time.perf_counter(), time.process_time()
    found = find_quotations(articles, attributions)
    print(
        json.dumps(
            {
                "part": f"1/{part}",
                "articles": len(articles),
                "attributions": len(attributions),
                "quotations": int(found["quotation"].nunique()),
                "versions": len(found),
                "seconds": round(time.perf_counter() - wall, 1),
                "processor_seconds": round(time.process_time() - cpu, 1),
                "held_before_mb": before,
                "peak_mb": peak_mb(),
            }
        )
    )


def held_mb() -> int:
    """What the process holds now; the peak is counted anew from here (Linux)."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
    return _status("VmRSS")


def peak_mb() -> int:
    """The most that the process has held since."""
    return _status("VmHWM")


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) // 1024


def main() -> None:
    """Run all parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("attributions", type=Path)
    parser.add_argument("parts", type=int, nargs="*", default=PARTS)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for part in options.parts:
        if options.one:
            measure(options.corpus, options.attributions, part)
        else:
            call = [sys.executable, __file__, str(options.corpus), str(options.attributions)]
            subprocess.run([*call, str(part), "--one"], check=True)


if __name__ == "__main__":
    main()
