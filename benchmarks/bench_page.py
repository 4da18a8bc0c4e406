"""The page of speed: stages, peers, processes, start and memory, of one run on one machine.

    python benchmarks/bench_page.py CORPUS.jsonl.gz [--articles 1000] [--out docs/methods/speed.md]

Processor time, one thread, the least of a few rounds, all on the same articles turn by turn, so that
what the page claims are ratios. Where spaCy is not installed (`make bench` installs it) the peers are
left out, and the page says so.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from cold_start import first_score
from processes import measure

import toolkit
from toolkit.arabic import count_words, fold, word_spans
from toolkit.articles.sentence_table import cut_documents, sentence_table
from toolkit.measures.attribution.words.cues import read_cue
from toolkit.measures.declaration import Batch, declared, in_order
from toolkit.measures.tables import typed_table
from toolkit.study.scoring import CHUNK
from toolkit.study.workers import Chunks

ROOT = Path(__file__).parents[1]
_MEMORY = """
import resource, sys
from toolkit.study.streaming import score_into
score_into(sys.argv[1], sys.argv[2], size=int(sys.argv[3]), processes=1)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def seconds(call: Callable[[], object], rounds: int) -> float:
    """The least processor time of a few rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        call()
        best = min(best, time.process_time() - begun)
    return best


def stages(articles: pd.DataFrame) -> dict[str, float]:
    """Processor time of each measure, chunk by chunk as `toolkit.score` goes."""
    used: Counter[str] = Counter()
    for chunk in Chunks(articles, CHUNK):
        begun = time.process_time()
        documents = cut_documents(chunk)
        batch = Batch(chunk, documents, {"sentences": sentence_table(chunk, documents)})
        used["reading and boilerplate"] += time.process_time() - begun
        for one in in_order([one for one in declared() if one.find]):
            begun = time.process_time()
            batch.tables[one.table] = typed_table(one.table, one.find(batch))
            used[one.name] += time.process_time() - begun
    return dict(used.most_common())


def peers(texts: list[str]) -> dict[str, Callable[[], object]]:
    """What spaCy does by itself on the same texts; nothing where it is not installed."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return {}
    nlp = spacy.blank("ar")
    forms = sorted({t[a:b] for t in texts for a, b in word_spans(t)})
    cues = [form for form in forms if read_cue(fold(form).text or "-")]
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("cue", list(nlp.tokenizer.pipe(cues)))
    return {
        "spaCy, blank Arabic tokens, PhraseMatcher": lambda: [matcher(d) for d in nlp.pipe(texts)]
    }


def peak_megabytes(articles: pd.DataFrame, size: int) -> int:
    """Peak memory of scoring articles in parts, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "articles.parquet"
        articles.to_parquet(data)
        given = [str(data), str(Path(folder) / "out"), str(size)]
        done = subprocess.run(
            [sys.executable, "-c", _MEMORY, *given], capture_output=True, check=True, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    return int(done.stdout)


def machine() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in (
            Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if Path("/proc/cpuinfo").is_file()
            else ()
        )
        if line.startswith("model name")
    ]
    kind = names[0] if names else platform.processor() or platform.machine()
    return f"{kind}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"


def page(articles: pd.DataFrame, rounds: int, start_times: int) -> str:
    texts = (articles["title"] + "\n" + articles["text"]).tolist()
    words = sum(map(count_words, texts))
    toolkit.score(articles.head(20))
    whole = seconds(lambda: toolkit.score(articles, processes=1), rounds)
    lines = [
        "# Speed", "",
        f"Written by `python benchmarks/bench_page.py` with toolkit {toolkit.__version__} on: {machine()}. "
        f"{len(articles)} articles, {words} words, one thread, processor time. Seconds are this "
        "machine's and its load's; ratios are of one run.", "",
        "| what | words a second | beside `toolkit.score` |", "|---|---|---|",
        f"| `toolkit.score` | {words / whole:,.0f} | 1.00 |",
    ]  # fmt: skip
    others = peers(texts)
    for name, call in others.items():
        used = seconds(call, rounds)
        lines.append(f"| {name} | {words / used:,.0f} | {whole / used:.2f} |")
    if not others:
        lines += ["", "spaCy was not installed: no peer was run."]
    lines += ["", "| stage | share of the measures' time |", "|---|---|"]
    used_by = stages(articles)
    total = sum(used_by.values())
    lines += [f"| {name} | {100 * used / total:.1f} % |"
              for name, used in used_by.items()]  # fmt: skip
    best = [
        min(column) for column in zip(*(first_score(ROOT) for _ in range(start_times)), strict=True)
    ]
    lines += [
        "",
        f"The first score of a process takes {best[2] / best[0]:.1f} times the import of pandas.",
        "",
    ]
    if sys.platform == "linux":
        shared = measure(articles, 2)
        lines += [
            f"Two processes do the work in {shared.one / shared.speedup(2):.1f} s of processor where one "
            f"takes {shared.one:.1f}: {shared.speedup(2):.2f} times as fast on a machine that is free "
            "(`benchmarks/processes.py`).",
            "",
        ]
    few, many = articles.head(max(len(articles) // 4, 1)), articles
    size = max(len(few) // 2, 1)
    first, last = peak_megabytes(few, size), peak_megabytes(many, size)
    lines += [f"Peak memory of `toolkit score --parts {size}`: {first} MB for {len(few)} articles, "
              f"{last} MB for {len(many)}: {last / first:.2f} times.", ""]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=ROOT / "docs/methods/speed.md")
    options = parser.parse_args()
    articles = toolkit.read_articles(options.corpus, sample=options.articles, seed=options.seed)
    options.out.write_text(page(articles, options.rounds, options.rounds + 2), "utf-8")
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{options.out}: {used.ru_utime + used.ru_stime:.0f} s of processor")


if __name__ == "__main__":
    main()
