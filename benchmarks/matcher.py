"""The matcher beside ripgrep and scikit-learn's CountVectorizer, same texts, forms and run.

    python benchmarks/matcher.py ../shared/corpora/ant.jsonl.gz
    python benchmarks/matcher.py ../shared/corpora/ant.jsonl.gz --lexicons praise

All three get texts folded beforehand. ripgrep (`rg -o -F -f forms`) reads one file of them and
finds forms anywhere, inside other words too, without clitics, contexts or entries. CountVectorizer
(vocabulary = the same forms) finds whole words without clitics: once with single words only, its
fastest setting, which leaves every phrase out, and once with n-grams up to the longest phrase, over
a part of the texts, scaled up. The matcher is measured cold (every word type read for the first
time) and warm, compiling left out, as the others' set-up is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.arabic import fold
from toolkit.lexicons import compile_lexicons, entry_forms, load_lexicon, shipped_lexicons

NGRAM_PART = 20


def main() -> int:
    """Print a table of seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--lexicons", nargs="+", default=shipped_lexicons())
    parser.add_argument("--repeat", type=int, default=3, help="the fastest of so many runs counts")
    options = parser.parse_args()
    texts = read_folded(options.corpus)
    lexicons = [load_lexicon(name) for name in options.lexicons]
    entries = [entry for lexicon in lexicons for entry in lexicon.entries]
    forms = sorted({fold(form.text).text for entry in entries for form in entry_forms(entry)})
    characters = sum(map(len, texts))
    print(f"{len(texts):,} texts, {characters:,} characters; {', '.join(options.lexicons)}:")
    print(f"{len(entries):,} entries, {len(forms):,} forms, longest {longest(forms)} words\n")
    matcher = compile_lexicons(lexicons)
    cold, hits = timed(lambda: matcher.find_all(texts))
    warm, _ = fastest(lambda: matcher.find_all(texts), options.repeat)
    grep, lines = fastest(lambda: ripgrep(texts, forms), options.repeat, own_clock=True)
    words, found = fastest(lambda: count(texts, forms, 1), options.repeat)
    part, _ = timed(lambda: count(texts[::NGRAM_PART], forms, longest(forms)))
    print(f"{'':44}{'seconds':>9}{'found':>12}{'Mchar/s':>9}")
    for name, seconds, number in (
        ("matcher, cold", cold, len(hits)),
        ("matcher, warm", warm, len(hits)),
        ("rg -o -F -f forms", grep, lines),
        ("CountVectorizer, single words", words, found),
        (f"CountVectorizer, n-grams (1/{NGRAM_PART}, scaled)", part * NGRAM_PART, None),
    ):
        shown = "" if number is None else f"{number:,}"
        print(f"{name:44}{seconds:9.2f}{shown:>12}{characters / seconds / 1e6:9.1f}")
    print(f"\nmatcher, cold / ripgrep                        {cold / grep:6.2f}   goal: at most 10")
    whole = part * NGRAM_PART
    print(f"matcher, cold / CountVectorizer, all forms     {cold / whole:6.2f}   goal: at most 1")
    print(f"matcher, warm / CountVectorizer, single words  {warm / words:6.2f}")
    return 0


def read_folded(corpus: Path) -> list[str]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = map(json.loads, lines)
        return [fold(article["title"] + "\n" + article["text"]).text for article in articles]


def longest(forms: list[str]) -> int:
    return max(len(form.split()) for form in forms)


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = run()
    return time.perf_counter() - start, result


def fastest(run: Callable[[], Any], times: int, *, own_clock: bool = False) -> tuple[float, Any]:
    results = [run() if own_clock else timed(run) for _ in range(times)]
    return min(results, key=lambda result: result[0])


def ripgrep(texts: list[str], forms: list[str]) -> tuple[float, int]:
    """Seconds of ripgrep alone, and how much it found."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, patterns = Path(folder, "texts"), Path(folder, "forms")
        corpus.write_text("\n".join(texts), encoding="utf-8", errors="replace")
        patterns.write_text("\n".join(forms) + "\n", encoding="utf-8")
        command = ["rg", "--no-config", "-o", "-F", "-f", str(patterns), str(corpus)]
        seconds, result = timed(lambda: subprocess.run(command, capture_output=True, check=True))
    return seconds, result.stdout.count(b"\n")


def count(texts: list[str], forms: list[str], words: int) -> int:
    from sklearn.feature_extraction.text import CountVectorizer

    vocabulary = [form for form in forms if len(form.split()) <= words]
    vectorizer = CountVectorizer(
        vocabulary=vocabulary, ngram_range=(1, words), lowercase=False, token_pattern=r"\w+"
    )
    return int(vectorizer.transform(texts).sum())


if __name__ == "__main__":
    sys.exit(main())
