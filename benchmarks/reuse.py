"""Time and memory of reuse over growing parts of a corpus, beside datasketch's MinHashLSH.

    python benchmarks/reuse.py ../shared/corpora/ant.jsonl.gz
    python benchmarks/reuse.py ../shared/corpora/ant.jsonl.gz --lsh

Each part runs in a process of its own, so that the peak memory is that part's. A part is a random
draw of articles; reading the file is not counted. With --lsh the second table follows: pairs of
articles of different outlets that share at least 30 sequences of seven words, which of them
MinHashLSH finds at the same task (sets of 7-word sequences, 128 permutations, threshold 0.2), and
at what cost.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.measures.reuse.corpus import CorpusWords, corpus_words
from toolkit.measures.reuse.find import find_reuse, index_reuse, reuse_scores

PARTS = (0.125, 0.25, 0.5, 1.0)
SHARED_SEQUENCES = 30


def read(path: Path, part: float, seed: int) -> pd.DataFrame:
    """Read a random part of a JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chosen = np.random.default_rng(seed).permutation(len(rows))[: round(len(rows) * part)]
    return pd.DataFrame([rows[i] for i in sorted(chosen)])


def measure(path: Path, part: float, seed: int) -> None:
    """Run one part and print its line."""
    articles = read(path, part, seed)
    before = _peak()
    clock = time.perf_counter()
    index = index_reuse(articles)
    indexed = time.perf_counter()
    scores = reuse_scores(index)
    runs = find_reuse(index)
    done = time.perf_counter()
    million = len(index.words.ids) / 1e6
    print(
        f"{part:>6} {len(articles):>9} {million:>8.2f} {len(runs):>8} "
        f"{scores['shared_copy_share'].mean():>8.4f} {indexed - clock:>8.1f} "
        f"{done - indexed:>6.1f} {done - clock:>7.1f} {(done - clock) / million:>7.2f} "
        f"{_peak():>6.2f} {before:>7.2f}"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def sequences(words: CorpusWords, row: int) -> set[tuple[int, ...]]:
    """The set of 7-word sequences of one article."""
    ids = words.ids[words.first[row] : words.first[row + 1]].tolist()
    return {tuple(ids[i : i + 7]) for i in range(len(ids) - 6)}


def pairs_by_index(articles: pd.DataFrame) -> tuple[set[tuple[int, int]], float]:
    """Pairs of articles of two outlets sharing enough sequences, counted from the index."""
    clock = time.perf_counter()
    grams = (index := index_reuse(articles)).grams
    own = np.searchsorted(index.words.first, grams.positions, side="right") - 1
    table = pd.DataFrame({"group": grams.groups, "row": own}).drop_duplicates()
    counts: Counter[tuple[int, int]] = Counter()
    for rows in table.groupby("group")["row"].agg(list):
        if len(rows) <= 50:  # formulas that stand in more articles make no pair by themselves
            counts.update(combinations(sorted(rows), 2))
    found = {
        pair
        for pair, shared in counts.items()
        if shared >= SHARED_SEQUENCES and index.outlets[pair[0]] != index.outlets[pair[1]]
    }
    return found, time.perf_counter() - clock


def pairs_by_lsh(articles: pd.DataFrame) -> tuple[set[tuple[int, int]], float]:
    """Candidate pairs of two outlets as MinHashLSH finds them."""
    from datasketch import MinHash, MinHashLSH

    clock = time.perf_counter()
    words = corpus_words(articles)
    outlets = pd.factorize(articles["outlet"])[0]
    lsh = MinHashLSH(threshold=0.2, num_perm=128)
    pairs = set()
    for row in range(len(articles)):
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([repr(s).encode() for s in sequences(words, row)])
        pairs |= {(other, row) for other in lsh.query(sketch) if outlets[other] != outlets[row]}
        lsh.insert(row, sketch, check_duplication=False)
    return pairs, time.perf_counter() - clock


def compare(path: Path, part: float, seed: int) -> None:
    """Print the two ways side by side."""
    articles = read(path, part, seed)
    exact, exact_seconds = pairs_by_index(articles)
    lsh, lsh_seconds = pairs_by_lsh(articles)
    print(
        f"\npairs of two outlets with {SHARED_SEQUENCES} shared sequences, {len(articles)} articles"
    )
    print(f"exact index   {len(exact):>6} pairs {exact_seconds:>8.1f} s")
    print(f"MinHashLSH    {len(lsh):>6} pairs {lsh_seconds:>8.1f} s")
    print(f"of the exact pairs MinHashLSH finds {len(exact & lsh)}, misses {len(exact - lsh)}")
    print(f"peak memory of both {_peak():.2f} GiB")


def main() -> None:
    """Run each part in its own process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", type=float, help="run this part alone")
    parser.add_argument("--lsh", action="store_true", help="compare with MinHashLSH")
    options = parser.parse_args()
    if options.part and not options.lsh:
        measure(options.corpus, options.part, options.seed)
        return
    if options.lsh:
        compare(options.corpus, options.part or 1.0, options.seed)
        return
    print(
        "  part  articles  M words     runs   shared  index s runs s total s s/Mword  GiB  (data)"
    )
    for part in PARTS:
        own = [sys.executable, __file__, str(options.corpus), "--seed", str(options.seed)]
        subprocess.run([*own, "--part", str(part)], check=True)


if __name__ == "__main__":
    main()
