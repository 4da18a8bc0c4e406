"""What the gold's judge counts in one article, so that intervals need no second judging.

The judge gives shares; over articles they are drawn again a thousand times, which takes hours where
each draw is judged anew. Counts of an article add up.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.training.folds import interval

MEASURES = ("cue", "content", "exact", "source", "type", "official or not", "kind")
_SHARES = ("type", "official_or_not", "kind")


def counts(judge: ModuleType, gold: dict, acts: list[dict], text: str) -> list[int]:
    """Of an article: gold acts, found ones; cues, contents, exact ones; sources, right ones; codes."""
    name = gold["article_id"]
    bare = {**gold, "praise": [], "sentences": gold["sentences"] or []}
    texts = {name: text}

    def judged(coded: dict, found: list[dict]) -> dict[str, Any]:
        told = {name: {**bare, "attributions": found}}
        return judge.evaluate([coded], told, texts)["attribution"]

    result = judged(bare, acts)
    size = result["cue"]["n_gold"]
    hits = [round(result[m]["recall"] * size) for m in ("cue", "content", "exact")]
    # How many of the acts found have a source in the gold: told as their type, all answers "has".
    known = [{**act, "source_type": "has" if act["source"] or act["source_resolved"] else "not"}
             for act in gold["attributions"]]  # fmt: skip
    all_known = [{**act, "source_type": "has"} for act in acts]
    sources = round(judged({**bare, "attributions": known}, all_known)["type"] * hits[0])
    return [
        size, result["cue"]["n_pred"], *hits, sources, round(result["source"] * sources),
        *(round(result[share] * hits[0]) for share in _SHARES),
    ]  # fmt: skip


def figures(counted: NDArray[np.int64]) -> NDArray[np.float64]:
    """The measures from counts of articles, shape (articles, 10)."""
    size, found, cue, content, exact, sources, source, *codes = counted.sum(0).astype(float)
    f1 = [2 * hits / max(size + found, 1) for hits in (cue, content, exact)]
    return np.array([*f1, source / max(sources, 1), *(right / max(cue, 1) for right in codes)])


def print_rows(part: str, counted: dict[str, NDArray[np.int64]], resamples: int) -> None:
    """A row a reader with its intervals, and of all but the first what it adds to that."""
    readers = list(counted)

    def all_figures(drawn: NDArray[np.int64]) -> NDArray[np.float64]:
        rows = np.array([figures(own[drawn]) for own in counted.values()])
        return np.concatenate([rows, rows[1:] - rows[0]])

    count = len(counted[readers[0]])
    values = all_figures(np.arange(count))
    low, high = interval(count, all_figures, resamples=resamples)
    names = [*readers, *(f"{name} − {readers[0]}" for name in readers[1:])]
    for name, *row in zip(names, values.tolist(), low, high, strict=True):
        sign = "+" if "−" in name else ""
        cells = [
            f"{v:{sign}.3f} ({a:{sign}.3f}–{b:{sign}.3f})" for v, a, b in zip(*row, strict=True)
        ]
        print(f"| {part} | {name} | {count} | {' | '.join(cells)} |", flush=True)


def print_head() -> None:
    print(
        f"| articles | reader | n | {' | '.join(MEASURES)} |\n|---|---|---|{'---|' * len(MEASURES)}"
    )
