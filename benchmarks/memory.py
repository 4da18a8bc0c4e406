"""Peak memory of `toolkit score DATA --parts N --processes 1` of few articles and of four times as many.

    python benchmarks/memory.py CORPUS.jsonl.gz [--articles 2000] [--times 4] [--parts 250]

Each in a process of its own; the ratio should be at most 1.25. Exit status 1 where it is more.
"""

from __future__ import annotations

import argparse
import sys

from bench_page import peak_megabytes

import toolkit

MOST = 1.25


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--parts", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = options.articles * options.times
    articles = toolkit.read_articles(options.corpus, sample=count, seed=options.seed)
    if len(articles) < count:
        parser.error(f"{options.corpus} has {len(articles)} articles, {count} are needed")
    few = peak_megabytes(articles.head(options.articles), options.parts)
    many = peak_megabytes(articles, options.parts)
    print(
        f"{few} MB for {options.articles} articles, {many} MB for {count}: {many / few:.2f} times"
    )
    return int(many / few > MOST)


if __name__ == "__main__":
    sys.exit(main())
