"""End `toolkit score` by signals, at random and at each move, and look at what is left.

    python benchmarks/kills.py [--rounds 3] [--seed 0] [--signals INT TERM HUP KILL]

Each round scores invented articles over an older study, with one process and with two, and is ended
at a random moment, or just before its n-th move of a file. Held must be: the folder is the old study
or the new one, or is refused as of two runs; after one whole run beside it no temporary folder is
left; no worker outlives its parent; INT, TERM and HUP are one line on standard error. Exit status 1
if anything fails.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import toolkit
from toolkit.errors import InputError
from toolkit.output.whole import whole_folder

# "The minister of health said that the campaign of year N succeeded in the regions."
SENTENCE = "قال وزير الصحة إن حملة السنة {} نجحت في جهات كثيرة. "
ARTICLES = 120
MOVES = (1, 2, 7, 13)
LONGEST = 900
"""Seconds after which a run is taken to hang; a machine that others load is slow, too."""

# Runs the command, and dies of a signal just before its n-th move.
AT_A_MOVE = """
import os, pathlib, sys
number, at = int(sys.argv[1]), int(sys.argv[2])
moves = 0
def counted(real):
    def move(self, target):
        global moves
        moves += 1
        if moves == at:
            os.kill(os.getpid(), number)
        return real(self, target)
    return move
pathlib.Path.replace = counted(pathlib.Path.replace)
pathlib.Path.rename = counted(pathlib.Path.rename)
from toolkit.cli import main
sys.exit(main(sys.argv[3:]))
"""


def write_articles(file: Path) -> Path:
    rows = (
        {
            "article_id": str(n),
            "outlet": f"م{n % 3}",
            "title": "خبر",
            "text": SENTENCE.format(n) * 12,
        }
        for n in range(ARTICLES)
    )
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return file


def living(session: int) -> list[int]:
    """Processes of a session that live."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] not in "ZX":
            found.append(int(name))
    return found


def state_of(folder: Path) -> str:
    """``whole``, ``two runs``, or what is wrong."""
    try:
        study = toolkit.read_study(folder)
    except InputError as error:
        return "two runs" if "not of one run" in str(error) else str(error)
    return "whole" if len(study.scores) in (1, ARTICLES) else "half"


def ended(place: Path, data: Path, name: str, processes: int, when: float | int) -> list[str]:
    """End one run; what is wrong with what it left."""
    number, out = getattr(signal, f"SIG{name}"), place / "out"
    arguments = ["score", str(data), "--out", str(out), "--processes", str(processes)]
    at = when if isinstance(when, int) else 0
    command = [sys.executable, "-c", AT_A_MOVE, str(int(number)), str(at), *arguments]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    if not at:
        time.sleep(when)
        process.send_signal(number)
    wrong = []
    try:
        _, error = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        _, error = process.communicate()
        return [f"had not ended after {LONGEST} s"]
    for _ in range(100):
        if not living(process.pid):
            break
        time.sleep(0.05)
    else:
        wrong.append("a worker outlives its parent")
    told = [line for line in error.splitlines() if not line.startswith("INFO")]
    if name != "KILL" and process.returncode not in (0, 130, -number):
        wrong.append(f"exit status {process.returncode}")
    if process.returncode == 130 and not (len(told) == 1 and told[0].startswith("stopped: ")):
        wrong.append(f"said {told}")
    if (state := state_of(out)) not in ("whole", "two runs"):
        wrong.append(state)
    with whole_folder(place / "out"):
        pass  # the next run tidies up
    left = [path.name for path in place.iterdir() if path.name.startswith(".out-")]
    return wrong + [f"left {left}"] * bool(left)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="at random, of each signal")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=float, default=12.0, help="seconds before a random signal")
    parser.add_argument("--signals", nargs="*", default=["INT", "TERM", "HUP", "KILL"])
    options = parser.parse_args()
    draw = random.Random(options.seed)
    tried, failed = 0, []
    print("| signal | processes | tried | failed |\n|---|---|---|---|")
    for name in options.signals:
        for processes in (1, 2):
            moments = [draw.uniform(0.3, options.most) for _ in range(options.rounds)]
            bad = []
            for when in (*moments, *(MOVES if processes == 1 else MOVES[:1])):
                with tempfile.TemporaryDirectory() as held:
                    place = Path(held)
                    data = write_articles(place / "articles.jsonl")
                    shutil.copytree(old_study(), place / "out")
                    bad += [
                        f"{name} at {when}: {w}" for w in ended(place, data, name, processes, when)
                    ]
                tried += 1
            failed += bad
            count = options.rounds + (len(MOVES) if processes == 1 else 1)
            print(f"| {name} | {processes} | {count} | {'; '.join(bad) or 0} |", flush=True)
    print(f"\n{tried} tried, {len(failed)} failed")
    return int(bool(failed))


def old_study() -> Path:
    """A study of one article, written once."""
    folder = Path(tempfile.gettempdir()) / f"kills-{os.getpid()}"
    if not folder.exists():
        row = {"article_id": "a", "outlet": "م", "title": "خبر", "text": SENTENCE.format(1)}
        with tempfile.TemporaryDirectory() as held:
            file = Path(held) / "a.jsonl"
            file.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
            toolkit.write_study(toolkit.score(toolkit.read_articles(file)), folder)
    return folder


if __name__ == "__main__":
    status = main()
    shutil.rmtree(old_study(), ignore_errors=True)
    sys.exit(status)
