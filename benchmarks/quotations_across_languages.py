"""How well one statement is found across Arabic, French and English, and at which cosine.

    python benchmarks/quotations_across_languages.py

Needs the extra `embeddings`. 30 invented statements on 10 subjects, three on each, written for this
project in three languages (data/quotations/three_languages.jsonl). The first line of each pair of
languages tells how alike the same statement, others on its subject and unrelated ones are; the
second what `find_across_languages` finds among all; the third what it finds, always wrongly, where
no statement has its counterpart (the first half in one language, the second in the other).
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.measures.quotations.across_languages import LEAST, embedder, find_across_languages

STATEMENTS = Path(__file__).parents[1] / "data" / "quotations" / "three_languages.jsonl"
LANGUAGES = ("ar", "fr", "en")


def main() -> None:
    """Print the figures."""
    rows = [json.loads(line) for line in STATEMENTS.read_text("utf-8").splitlines()]
    embed = embedder()
    vectors = {name: embed([row[name] for row in rows]) for name in LANGUAGES}
    subject = np.array([row["subject"] for row in rows])
    known = {row[name]: vectors[name][k] for k, row in enumerate(rows) for name in LANGUAGES}
    same = np.eye(len(rows), dtype=bool)
    alike = subject[:, None] == subject
    for one, two in combinations(LANGUAGES, 2):
        cosine = vectors[one] @ vectors[two].T
        print(f"{one}-{two}")
        for name, which in (("same", same), ("subject", alike & ~same), ("unrelated", ~alike)):
            values = np.quantile(cosine[which], (0, 0.1, 0.5, 0.9, 1)).round(3).tolist()
            over = int((cosine[which] >= LEAST).sum())
            print(
                f"  {name:10s} min, 10 %, 50 %, 90 %, max {values}; {over}/{which.sum()} ≥ {LEAST}"
            )
        for name, left, right in (
            ("all", range(len(rows)), range(len(rows))),
            ("no counterpart", range(0, len(rows), 2), range(1, len(rows), 2)),
        ):
            texts = [rows[k][one] for k in left] + [rows[k][two] for k in right]
            numbers = [*left, *right]
            table = pd.DataFrame(
                {"text": texts, "language": [one] * len(left) + [two] * len(right)}
            )
            found = find_across_languages(
                table, embed=lambda wanted: np.stack([known[text] for text in wanted])
            )
            right_ones = sum(
                numbers[a] == numbers[b] for a, b in zip(found["one"], found["two"], strict=True)
            )
            print(f"  {name}: {len(found)} found, {right_ones} rightly")


if __name__ == "__main__":
    main()
