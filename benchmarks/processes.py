"""What several processes save: processor time of a score by one process, and shared among some.

    python benchmarks/processes.py CORPUS.jsonl.gz [--articles 4000] [--processes 2]

On a machine that is free, the work is done when the parent's own part and the busiest worker's are.
Processor time tells that on a busy one, too: one process's seconds over those of the parent and of
its workers' divided by their number. Linux only: workers are grandchildren, which their server would
hide; this process has them counted as its own.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import toolkit

_SCORE = """
import sys, time
import pandas as pd, toolkit
articles = pd.read_pickle(sys.argv[1])
toolkit.score(articles.head(20))
begun = time.process_time()
toolkit.score(articles, processes=int(sys.argv[2]))
print(time.process_time() - begun)
"""
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


def seconds(given: Path, processes: int) -> tuple[float, float]:
    """Processor seconds of the scoring process, and of all processes."""
    before = _children()
    done = subprocess.run(
        [sys.executable, "-c", _SCORE, str(given), str(processes)],
        capture_output=True, check=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    while True:  # the server of the workers, which ends by itself
        try:
            os.wait()
        except ChildProcessError:
            break
    return float(done.stdout), _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Shared(NamedTuple):
    """Processor seconds behind the start-up of each: one process; the parent of some; their workers."""

    one: float
    parent: float
    workers: float
    start: float

    def speedup(self, processes: int) -> float:
        """How many times as fast the shared work is done on a machine that is free."""
        return self.one / (self.parent + self.workers / processes)


def measure(articles: pd.DataFrame, processes: int) -> Shared:
    """Score articles by one process and by some."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "articles.pickle"
        articles.to_pickle(given)
        one, all_of_one = seconds(given, 1)
        parent, everything = seconds(given, processes)
    start = all_of_one - one  # imports, models, a first score: in both runs
    return Shared(one, parent, everything - parent - start, start)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles = toolkit.read_articles(options.corpus, sample=options.articles, seed=options.seed)
    shared = measure(articles, options.processes)
    print(f"{len(articles)} articles, seconds of processor behind a start-up of {shared.start:.1f}")
    print(f"one process {shared.one:.1f}; {options.processes} processes: parent {shared.parent:.1f}, "
          f"server and workers {shared.workers:.1f}")  # fmt: skip
    print(f"{shared.speedup(options.processes):.2f} times as fast on a free machine")


if __name__ == "__main__":
    main()
