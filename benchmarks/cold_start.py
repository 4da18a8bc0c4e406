"""How long the first score of a process takes, beside importing pandas.

    python benchmarks/cold_start.py [--times 5] [--against WORKTREE]

Processor time of fresh processes, one after another, the least of each; with another worktree, or
an installed release, its own beside them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

_FIRST = """
import time
begun = time.process_time()
import pandas
pandas_there = time.process_time()
import toolkit
toolkit_there = time.process_time()
toolkit.score("قال الوزير إن الاجتماع ناجح، وأشاد بالدور الريادي للمغرب.")
done = time.process_time()
print(pandas_there - begun, toolkit_there - begun, done - begun)
"""


def first_score(root: Path) -> tuple[float, ...]:
    """Seconds until pandas is there, until the toolkit is, and until the first score is."""
    done = subprocess.run(
        [sys.executable, "-c", _FIRST],
        capture_output=True,
        check=True,
        text=True,
        cwd=root,
        env=_environment(root),
    )
    return tuple(map(float, done.stdout.split()))


def _environment(root: Path) -> dict[str, str]:
    """The process's own, but with bytecode kept, as an installation has it."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(root)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--against", type=Path, help="the root of another worktree")
    options = parser.parse_args()
    roots = [Path(__file__).parents[1], *filter(None, [options.against])]
    best: dict[Path, tuple[float, ...]] = dict.fromkeys(roots, (float("inf"),) * 3)
    for turn in range(options.times + 1):
        for root in roots:
            seconds = first_score(root)
            if turn:  # the first writes bytecode
                best[root] = tuple(map(min, best[root], seconds))
    for root, (pandas, imported, scored) in best.items():
        print(
            f"{root.name:<16} pandas {pandas:.2f} s, import toolkit {imported:.2f} s, "
            f"first score {scored:.2f} s: {scored / pandas:.2f} times pandas"
        )


if __name__ == "__main__":
    main()
