"""Does the cost of an article grow with its length, or with the square of it?

    python benchmarks/linear.py [--words 800 1600 3200] [--only cue praise] [--most 1.2]

Articles of nothing but one class of tokens, in one sentence and with stops, at three lengths, each
scored in a process of its own. Printed are seconds, megabytes beyond those of a short article, and
the exponents of both: 1 is linear, 2 the square. Exit status 1 where one is above --most.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection

import pandas as pd

# Names of what is repeated, and the words: "said that", "the minister said", "praised the wonderful",
# "Rabat (Reuters)", "the king, God help him", quotation marks, names, plain words and so on.
CLASSES = {
    "cue": "قال إن",
    "speaker": "الوزير قال",
    "praise": "أشاد الرائع",
    "credit": "رويترز وكالة",
    "formula": "جلالة الملك حفظه الله",
    "quoted": "«نعم» قال",
    "open marks": "« قال",
    "name": "وزير الخارجية ناصر بوريطة",
    "stance": "الإرهابيون المزعومون",
    "plain": "كتاب شجرة ماء",
    "commas": "قال، وأضاف،",
    "figures": "17 في المئة",
    "latin": "Rabat MAP",
    "according to": "وفقا لوزارة الصحة",
    "pronoun": "وأضاف أنه",
}
WITH_STOPS = 12  # words a sentence
FLOOR_SECONDS, FLOOR_MB = 0.2, 50.0
"""Below these a cell says nothing of growth."""


def article(unit: str, words: int, stops: bool) -> str:
    tokens = (unit.split() * words)[:words]
    if not stops:
        return " ".join(tokens)
    pieces = (tokens[at : at + WITH_STOPS] for at in range(0, words, WITH_STOPS))
    return " ".join(" ".join(piece) + "." for piece in pieces)


def measure(text: str, out: Connection, most: float = math.inf) -> None:
    """Score one article and send seconds and megabytes; run in a process of its own."""
    import toolkit
    from toolkit.articles import check_articles

    if most < math.inf:  # of the processor: the machine may be busy
        used = math.ceil(time.process_time() + most)
        resource.setrlimit(resource.RLIMIT_CPU, (used, used))

    def peak() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    table = check_articles(pd.DataFrame({"outlet": ["م"], "title": ["خبر"], "text": [text]}))
    before, begin = peak(), time.process_time()
    toolkit.score(table)
    out.send((time.process_time() - begin, peak() - before))


def cell(unit: str, words: int, stops: bool, timeout: float) -> tuple[float, float]:
    """Seconds and megabytes of one article; infinite where it takes too long or dies."""
    fork = multiprocessing.get_context("fork")
    receive, send = fork.Pipe(duplex=False)
    worker = fork.Process(target=measure, args=(article(unit, words, stops), send, timeout))
    worker.start()
    send.close()
    try:
        return receive.recv()
    except EOFError:
        pass
    finally:
        worker.kill()
        worker.join()
    return math.inf, math.inf


def warm_up() -> None:
    """Read models and word lists once; the processes of the cells inherit them."""
    receive, send = multiprocessing.Pipe(duplex=False)
    measure(" ".join(CLASSES.values()), send)
    receive.recv()


def exponent(lengths: list[int], costs: list[float], floor: float) -> float:
    """The slope from the shortest to the longest; 0 where all is too little to say."""
    if max(costs) <= floor:
        return 0.0
    first, last = max(costs[0], floor), costs[-1]
    return math.log(last / first) / math.log(lengths[-1] / lengths[0])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, nargs=3, default=[800, 1600, 3200])
    parser.add_argument("--only", nargs="*", choices=CLASSES)
    parser.add_argument("--most", type=float, default=1.2)
    parser.add_argument("--timeout", type=float, default=120, help="of the processor")
    options = parser.parse_args()
    warm_up()
    head = " | ".join(f"{n} words: s, MB" for n in options.words)
    print(f"| class | sentences | {head} | exponent of time | of memory |")
    print("|---" * (len(options.words) + 4) + "|")
    tried, failed = 0, []
    for name in options.only or CLASSES:
        for stops in (False, True):
            cells = [cell(CLASSES[name], n, stops, options.timeout) for n in options.words]
            seconds = exponent(options.words, [c[0] for c in cells], FLOOR_SECONDS)
            memory = exponent(options.words, [c[1] for c in cells], FLOOR_MB)
            shown = " | ".join(f"{s:.2f}, {mb:.0f}" for s, mb in cells)
            kind = f"of {WITH_STOPS}" if stops else "one"
            print(f"| {name} | {kind} | {shown} | {seconds:.2f} | {memory:.2f} |", flush=True)
            tried += 1
            failed += [f"{name}, {kind}"] * (max(seconds, memory) > options.most)
    named = f": {'; '.join(failed)}" if failed else ""
    print(f"\n{tried} tried, {len(failed)} failed{named}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
