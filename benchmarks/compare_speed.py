"""Seconds for a comparison of 20 measures over 30,000 articles, 2,000 resamples, every pair tested.

    python benchmarks/compare_speed.py [--articles 30000] [--measures 20] [--outlets 6] [--seed 1]

Wanted: under 20 s on two cores. Seconds of processor time are given beside those on the clock,
since other work on the machine lengthens only the latter.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
import pandas as pd

from toolkit.comparison import compare


def made_up(articles: int, measures: int, outlets: int, seed: int) -> pd.DataFrame:
    """Rates and shares at random; one measure in four is missing where there is no attribution."""
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(
        {
            "article_id": [f"{i:06d}" for i in range(articles)],
            "outlet": rng.choice([f"outlet {i}" for i in range(outlets)], articles),
        }
    )
    without = rng.random(articles) < 0.1
    for j in range(measures):
        column = rng.gamma(2, 1, articles) if j % 2 else rng.beta(2, 3, articles)
        if j % 4 == 3:
            column[without] = np.nan
        table[f"measure {j}"] = column
    return table


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--measures", type=int, default=20)
    parser.add_argument("--outlets", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    table = made_up(options.articles, options.measures, options.outlets, options.seed)
    names = [name for name in table if name.startswith("measure")]
    compare(table.head(1000), names[0], resamples=100)  # imports
    clock, processor = time.perf_counter(), time.process_time()
    found = compare(table, names, resamples=2000)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{len(table)} articles, {len(names)} measures, {len(found.pairs)} pairs tested")
    print(f"{clock:.1f} s on the clock, {processor:.1f} s of processor time")


if __name__ == "__main__":
    main()
