"""Words a second of `toolkit.score` here and in another worktree, turn by turn on the same articles.

    python benchmarks/score_against.py CORPUS.jsonl.gz WORKTREE [--articles 200] [--turns 3]

Processor time of one thread, the least of a few turns, behind a first score that reads the models.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import toolkit
from toolkit.arabic import count_words

_SCORE = """
import sys, time
import pandas as pd, toolkit
articles = pd.read_pickle(sys.argv[1])
toolkit.score(articles.tail(20))
begun = time.process_time()
toolkit.score(articles)
print(time.process_time() - begun)
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("against", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles = toolkit.read_articles(options.corpus, sample=options.articles, seed=options.seed)
    words = sum(map(count_words, articles["title"] + "\n" + articles["text"]))
    roots = [options.against, Path(__file__).parents[1]]
    best = dict.fromkeys(roots, float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "articles.pickle"
        articles.to_pickle(given)
        for _ in range(options.turns):
            for root in roots:
                done = subprocess.run(
                    [sys.executable, "-c", _SCORE, str(given)],
                    capture_output=True,
                    check=True,
                    text=True,
                    cwd=root,
                    env={**os.environ, "PYTHONPATH": str(root), "OMP_NUM_THREADS": "1"},
                )
                best[root] = min(best[root], float(done.stdout))
    for root, seconds in best.items():
        print(f"{root.name:<16} {words / seconds:>10,.0f} words/s")
    before, after = best.values()
    print(f"{before / after:.2f} times as fast, {words} words")


if __name__ == "__main__":
    main()
