"""The matcher beside ripgrep and scikit-learn's CountVectorizer: same texts, same forms, same run.

    python benchmarks/matcher.py ../shared/corpora/ant.jsonl.gz [--every 10] [--lexicons praise]

Each competitor runs as a process of its own, cold: it starts, imports its library, reads one file
of folded texts and one of forms (the matcher: the lexicons), does the work once and ends. Wall and
processor seconds of the whole process are given; processor seconds are compared, since they do not
depend on who else uses the machine. Folding is done beforehand for all.

- ripgrep, `rg -o -F -f forms`: forms anywhere, inside other words too; no clitics, no entries.
- CountVectorizer, n-grams up to the longest phrase, since the lexicons' entries are of several
  words: whole words without clitics. Once more with single words only, its fastest setting, which
  leaves out every phrase and so does less than was asked.
- The matcher: every entry through its clitics, phrases, contexts to avoid, overlaps resolved.

`--every N` takes each Nth text, for all alike. The matcher reads each word type once, so more text
is to its advantage: a part is the harder test.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from toolkit.arabic import fold
from toolkit.lexicons import entry_forms, load_lexicon, shipped_lexicons

ROOT = Path(__file__).resolve().parents[1]
MATCHER = """
import json, sys
from toolkit.lexicons import compile_lexicons, load_lexicon
texts = open(sys.argv[1], encoding="utf-8").read().split("\\0")
print(len(compile_lexicons(map(load_lexicon, sys.argv[3:])).find_all(texts)))
"""
COUNTS = """
import sys
from sklearn.feature_extraction.text import CountVectorizer
texts = open(sys.argv[1], encoding="utf-8").read().split("\\0")
words = int(sys.argv[3])
forms = open(sys.argv[2], encoding="utf-8").read().split("\\n")
forms = [form for form in forms if form and len(form.split()) <= words]
counter = CountVectorizer(
    vocabulary=forms, ngram_range=(1, words), lowercase=False, token_pattern=r"\\w+"
)
print(int(counter.transform(texts).sum()))
"""


class Cost(NamedTuple):
    """Seconds of a whole process, and how much it found."""

    wall: float
    processor: float
    found: int


def main() -> int:
    """Print a table of seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--lexicons", nargs="+", default=shipped_lexicons())
    parser.add_argument("--every", type=int, default=1, help="take each Nth text")
    parser.add_argument("--repeat", type=int, default=2, help="the cheapest of so many runs counts")
    options = parser.parse_args()
    texts = read_folded(options.corpus, options.every)
    entries = [e for name in options.lexicons for e in load_lexicon(name).entries]
    forms = sorted({fold(form.text).text for entry in entries for form in entry_forms(entry)})
    longest = max(len(form.split()) for form in forms)
    characters = sum(map(len, texts))
    print(f"{len(texts):,} texts, {characters:,} characters; {', '.join(options.lexicons)}:")
    print(f"{len(entries):,} entries, {len(forms):,} forms, longest {longest} words\n")
    with tempfile.TemporaryDirectory() as folder:
        file, patterns = Path(folder, "texts"), Path(folder, "forms")
        file.write_text("\0".join(texts), encoding="utf-8", errors="replace")
        patterns.write_text("\n".join(forms) + "\n", encoding="utf-8")
        paths = [str(file), str(patterns)]
        python = [sys.executable, "-c"]
        grep = ["rg", "--no-config", "-a", "-o", "-F", "-f", paths[1], paths[0]]
        costs = {
            "matcher": cheapest([*python, MATCHER, *paths, *options.lexicons], options.repeat),
            "rg -o -F -f forms": cheapest(grep, options.repeat),
            "CountVectorizer, all forms": cheapest([*python, COUNTS, *paths, str(longest)], 1),
            "CountVectorizer, single words": cheapest(
                [*python, COUNTS, *paths, "1"], options.repeat
            ),
        }
    print(f"{'whole process, cold':32}{'wall s':>9}{'cpu s':>9}{'found':>12}{'Mchar/cpu s':>13}")
    for name, cost in costs.items():
        speed = characters / cost.processor / 1e6
        print(f"{name:32}{cost.wall:9.2f}{cost.processor:9.2f}{cost.found:12,}{speed:13.1f}")
    own = costs.pop("matcher")
    print()
    for name, cost in costs.items():
        print(f"matcher / {name:32}{own.processor / cost.processor:6.2f}")
    return 0


def read_folded(corpus: Path, every: int) -> list[str]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = (json.loads(line) for n, line in enumerate(lines) if n % every == 0)
        documents = (f"{article['title']}\n{article['text']}" for article in articles)
        return [fold(document).text.replace("\0", " ") for document in documents]


def cheapest(command: list[str], times: int) -> Cost:
    return min((cost(command) for _ in range(times)), key=lambda each: each.processor)


def cost(command: list[str]) -> Cost:
    """Run a command to its end; what it prints is how much it found, or (rg) a line a hit."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    wall, after = time.perf_counter() - start, os.times()
    processor = after.children_user + after.children_system
    processor -= before.children_user + before.children_system
    lines = done.stdout.count(b"\n")
    found = int(done.stdout) if command[0] == sys.executable else lines
    return Cost(wall, processor, found)


if __name__ == "__main__":
    sys.exit(main())
