"""Accuracy of every measure out of fold: development articles, further ones, and strata of both.

    python benchmarks/accuracy.py EVALUATE GOLD FURTHER --acts build/acts.jsonl
        --voices build/voices.parquet [--resamples 1000]

EVALUATE is the gold's own `evaluate.py`, GOLD its coded articles and FURTHER the folder of the further
ones. Acts and voices are those that `make train` writes out of fold; praise and official framing are
judged out of fold here. The further articles are those that hardly anybody read while building: their
row is what to expect of other articles. Intervals: percentile bootstrap over articles.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
from judging import judge_of
from known_bias import KINDS, praise_found

from toolkit.measures.framing.features import PARTS, framing_parts
from toolkit.training.folds import interval
from toolkit.training.framing import out_of_fold
from toolkit.training.gold import join_gold, read_acts, read_also, read_gold, read_lines

LEAST = 5
MEASURES = (
    "cue", "content", "exact", "source", "type", "official or not", "kind", "praise",
    "voice macro F1", "voice accuracy", "narrator_official", "framing alpha",
)  # fmt: skip


def predicted(options: argparse.Namespace, records: list[dict]) -> dict[str, dict]:
    """What models that never saw an article say of it, in the gold's form."""
    folder = options.further
    gold = join_gold(read_gold(options.gold), *read_also([folder]))
    acts = read_acts(options.acts)
    acts = acts[acts["article_id"].isin(gold.articles["article_id"])].reset_index(drop=True)
    voices = pd.read_parquet(options.voices)
    parts = framing_parts(gold.articles, voices, acts)[list(PARTS)].to_numpy(dtype=float)
    grades = gold.articles["official_framing"].to_numpy(dtype=np.int64)
    framing = out_of_fold(parts, grades, 0, measured=len(grades))
    graded = dict(zip(gold.articles["article_id"], framing.tolist(), strict=True))
    praise = praise_found([options.gold, folder / "gold.jsonl"], acts)
    praised = dict(list(praise.groupby("article_id")))
    spoken = dict(list(voices.groupby("article_id")))
    found = {record["article_id"]: record for record in read_lines(options.acts)}
    return {
        name: {
            "article_id": name,
            "attributions": found[name]["attributions"],
            "praise": [{"span": [a, b]} for a, b in _spans(praised.get(name))],
            "sentences": [
                {"start": a, "end": b, "voice": voice}
                for (a, b), voice in zip(_spans(spoken[name]), spoken[name]["voice"], strict=True)
            ],
            "official_framing": graded[name],
        }
        for name in (record["article_id"] for record in records)
    }


def _spans(table: pd.DataFrame | None) -> list[tuple[int, int]]:
    if table is None:
        return []
    return [(int(a), int(b)) for a, b in zip(table["start"], table["end"], strict=True)]


def strata_of(record: dict, *, further: bool) -> list[str]:
    """The parts that an article is counted in."""
    if further:
        other = KINDS.get(record["outlet"]) in ("international", "pan-Arab")
        return ["further", f"further, {'other' if other else 'Saudi'}"]
    kind = record["stratum"].split("-")[0]
    named = {"saudi": "Saudi", "morocco": "Moroccan"}
    return ["development", f"development, {named.get(kind, kind)}"]


def figures(result: dict) -> list[float]:
    acts, voice = result["attribution"], result["voice"]
    alpha = result["framing"]["alpha"]
    return [
        *(acts[m]["f1"] for m in ("cue", "content", "exact")),
        *(acts[m] for m in ("source", "type", "official_or_not", "kind")),
        result["praise"]["f1"], voice["macro_f1"], voice["accuracy"],
        voice["narrator_official"]["f1"], np.nan if alpha is None else alpha,
    ]  # fmt: skip


def print_part(
    name: str, part: list[dict], predictions: dict, texts: dict, judge: ModuleType, resamples: int
) -> None:
    """A row a measure, with its interval."""
    values = figures(judge.evaluate(part, predictions, texts))
    low, high = interval(
        len(part),
        lambda drawn: figures(judge.evaluate([part[i] for i in drawn], predictions, texts)),
        resamples=resamples,
    )
    cells = [f"{v:.3f} ({a:.3f}–{b:.3f})" for v, a, b in zip(values, low, high, strict=True)]
    print(f"| {name} | {len(part)} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluate", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("further", type=Path)
    parser.add_argument("--acts", type=Path, required=True)
    parser.add_argument("--voices", type=Path, required=True)
    parser.add_argument("--resamples", type=int, default=1000)
    options = parser.parse_args()
    own, further = map(list, map(read_lines, (options.gold, options.further / "gold.jsonl")))
    predictions = predicted(options, [*own, *further])
    articles = [
        *options.gold.with_name("dev_articles.jsonl").read_text("utf-8").splitlines(),
        *(options.further / "articles.jsonl").read_text("utf-8").splitlines(),
    ]
    texts = {a["article_id"]: f"{a['title'] or ''}\n{a['text']}" for a in map(json.loads, articles)}
    parts: dict[str, list[dict]] = {}
    for records, late in ((own, False), (further, True)):
        for record in records:
            for name in strata_of(record, further=late):
                parts.setdefault(name, []).append(record)
    judge = judge_of(options.evaluate)
    print(f"| articles | n | {' | '.join(MEASURES)} |\n|---|---|{'---|' * len(MEASURES)}")
    for name in sorted(name for name, part in parts.items() if len(part) >= LEAST):
        print_part(name, parts[name], predictions, texts, judge, options.resamples)


if __name__ == "__main__":
    main()
