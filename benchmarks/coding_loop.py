"""The loop of hand coding by commands alone, from the sample corpus to the corrected comparison.

    python benchmarks/coding_loop.py [--out FOLDER]

Two coders are played from the corpus's own coding, the second with differences planted. What a
person would do (fill in a sheet, decide) is done here by a few lines and is not timed.
`--sheets GOLD ARTICLES` tells how many acts come back to the letter from a sheet of words alone.
"""

from __future__ import annotations

import argparse
import copy
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.validation.codebook import shown_value
from toolkit.validation.coding import read_coded, read_texts
from toolkit.validation.differences import differences
from toolkit.validation.sheet import read_sheet, write_sheet
from toolkit.validation.sheet_reading import coded_from_sheet
from toolkit.validation.sheet_tables import sheet_tables

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"
Rows = dict[str, dict[str, Any]]
_SPANS = ("cue", "source", "source_resolved", "content")


def timed(*arguments: str | Path) -> tuple[float, float]:
    """Run a command of the toolkit's; its seconds by the clock and of processor time."""
    began, used = time.perf_counter(), _processor()
    command = [sys.executable, "-m", "toolkit.cli", *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began, _processor() - used


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def fill_in(rows: Rows, articles: pd.DataFrame, file: Path) -> None:
    """Fill in a sheet as a coder would."""
    tables = sheet_tables(articles, found=rows)
    ids = tables["articles"]["article_id"]
    whole = tables["articles"].assign(
        official_framing=[shown_value("official_framing", str(rows[i]["official_framing"]))
                          for i in ids],
        agencies=["; ".join(rows[i]["agencies"]) for i in ids],
    )  # fmt: skip
    write_sheet({**tables, "articles": whole}, file)


def second_coder(rows: Rows) -> Rows:
    """The same coding with every third article a grade higher and every fourth act of another kind."""
    other = copy.deepcopy(rows)
    for number, row in enumerate(other.values()):
        if number % 3 == 0:
            row["official_framing"] = (row["official_framing"] + 1) % 4
        for act in row["attributions"][::4]:
            act["kind"] = "direct" if act["kind"] == "indirect" else "indirect"
    return other


def decide(file: Path) -> int:
    """Decide every difference for the first coder; how many there were."""
    sheet = pd.read_excel(file, dtype=str, engine="openpyxl")
    column = next(name for name in sheet if "decision" in name)
    sheet[column] = "salma"
    sheet.to_excel(file, index=False)
    return len(sheet)


def walk(folder: Path) -> list[tuple[str, tuple[float, float]]]:
    """The loop; each command with its seconds."""
    study, to_code, checked = folder / "study", folder / "to-code", folder / "checked"
    coded, table = folder / "coded.jsonl", folder / "corrected.csv"
    steps = [("run", timed("run", SAMPLE, "--out", study))]
    steps.append(("sample", timed("sample", study, "--n", 24, "--out", to_code, "--pilot")))
    drawn = pd.read_json(to_code / "sample.jsonl", lines=True, dtype={"article_id": str})
    gold = {row["article_id"]: row for row in read_coded(SAMPLE / "gold.jsonl")}
    first = {i: gold[i] for i in drawn["article_id"]}
    second = second_coder(first)
    coders = [to_code / "salma.xlsx", to_code / "huda.xlsx"]
    for rows, file in zip((first, second), coders, strict=True):
        fill_in(rows, drawn, file)
    steps.append(("evaluate", timed("evaluate", study, *coders, "--out", checked)))
    told = decide(checked / "differences.xlsx")
    texts = read_texts(SAMPLE / "gold.jsonl")
    planted = len(differences({"salma": first, "huda": second}, texts))
    assert told == planted, f"{told} differences told, {planted} planted"
    decisions = ("--decisions", checked / "differences.xlsx", "--merge", coded)
    steps.append(("evaluate --merge", timed("evaluate", study, *coders, *decisions)))
    merged = {row["article_id"]: row for row in read_coded(coded)}
    for article_id, row in first.items():
        assert merged[article_id]["official_framing"] == row["official_framing"]
        assert len(merged[article_id]["attributions"]) == len(row["attributions"])
    steps.append(("compare --coded", timed("compare", study, "--coded", coded, "--out", table)))
    corrected = pd.read_csv(table)
    assert {"naive", "corrected"} <= set(corrected["method"])
    return steps


def acts_from_sheets(gold: Path, articles: Path) -> tuple[int, int]:
    """How many acts come back to the letter from their words, and of how many."""
    rows = {row["article_id"]: row for row in read_coded(gold)}
    table = pd.read_json(articles, lines=True, dtype={"article_id": str})
    table = table[table["article_id"].isin(list(rows))]
    texts = read_texts(gold, articles)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.xlsx"
        fill_in(rows, table, file)
        back, _ = coded_from_sheet(file, read_sheet(file), texts)
    same = total = 0
    for row in back:
        mine = rows[row["article_id"]]["attributions"]
        total += len(mine)
        same += sum(
            all(a[n] == b[n] for n in _SPANS)
            for a, b in zip(mine, row["attributions"], strict=True)
        )
    return same, total


def main() -> None:
    """Print the steps and their seconds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--sheets", type=Path, nargs=2)
    options = parser.parse_args()
    if options.sheets:
        same, total = acts_from_sheets(*options.sheets)
        print(f"{same} of {total} acts come back to the letter: {same / total:.1%}")
        return
    with tempfile.TemporaryDirectory() as folder:
        steps = walk(options.out or Path(folder))
    print(f"{'command':<18} {'clock':>7} {'processor':>10}")
    for name, (clock, processor) in steps:
        print(f"{name:<18} {clock:5.1f} s {processor:8.1f} s")
    clock, processor = (sum(seconds[at] for _, seconds in steps) for at in (0, 1))
    print(f"{'all':<18} {clock:5.1f} s {processor:8.1f} s")


if __name__ == "__main__":
    main()
