"""Coded articles lined up with the candidates: what the attribution models are fitted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.document import Document, read_document
from toolkit.measures.attribution.features.candidates import Candidates, View, propose, view
from toolkit.measures.attribution.offsets import cue_span
from toolkit.measures.attribution.words.lexical import lexical_features
from toolkit.measures.attribution.words.tokens import Ints, tokenize
from toolkit.training.gold import read_pairs

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Labelled:
    """Coded articles as columns: which candidate is which record, and its spans in words."""

    seen: View
    found: Candidates
    label: NDArray[np.int64]
    row: Ints
    record: list[Record]
    content: tuple[Ints, Ints]
    source: tuple[Ints, Ints]
    antecedent: tuple[Ints, Ints]


def labelled(gold: Sequence[Record], documents: Sequence[Document]) -> Labelled:
    """Line coded records up with the candidates."""
    told = [
        d.with_boilerplate(_boilerplate(g, d.spans)) for g, d in zip(gold, documents, strict=True)
    ]
    tokens = tokenize(told)
    seen = view(tokens, lexical_features(tokens.types))
    found = propose(seen)
    label = np.zeros(len(found.token), np.int64)
    rows, records, content = [], [], []
    source: list[tuple[int, int] | None] = []
    antecedent: list[tuple[int, int] | None] = []
    article = tokens.article[found.token]
    for number, coded in enumerate(gold):
        own = np.flatnonzero(article == number)
        bounds = np.searchsorted(tokens.article, [number, number + 1])
        for record in coded["attributions"]:
            if record["cue"] is None:  # a quotation without a cue
                continue
            match = next(
                (r for r in own if not label[r] and _overlaps(seen, found, int(r), record["cue"])),
                None,
            )
            words = _words(tokens, bounds, record["content"])
            if match is None or words is None:
                continue
            label[match] = 1
            rows.append(match)
            records.append({**record, "article": number})
            content.append(words)
            for spans_of, name in ((source, "source"), (antecedent, "source_resolved")):
                spans_of.append(_words(tokens, bounds, record[name]) if record[name] else None)
    order = np.argsort(rows, kind="stable")

    def side(spans: Sequence[tuple[int, int] | None], which: int) -> Ints:
        picked = [spans[i] for i in order]
        return np.asarray([p[which] if p else -1 for p in picked], dtype=np.int64)

    return Labelled(
        seen, found, label, np.asarray(rows)[order], [records[i] for i in order],
        (side(content, 0), side(content, 1)), (side(source, 0), side(source, 1)),
        (side(antecedent, 0), side(antecedent, 1)),
    )  # fmt: skip


def _boilerplate(coded: Record, spans: Sequence[tuple[int, int]]) -> list[bool]:
    out = []
    for start, end in spans:
        best = max(coded["sentences"], key=lambda s: min(end, s["end"]) - max(start, s["start"]))
        out.append(best["voice"] == "boilerplate")
    return out


def _overlaps(seen: View, found: Candidates, row: int, span: Sequence[int]) -> bool:
    start, end = cue_span(seen, found, row)
    return min(end, span[1]) > max(start, span[0])


def _words(tokens: Any, bounds: NDArray[np.int64], span: Sequence[int]) -> tuple[int, int] | None:
    low, high = int(bounds[0]), int(bounds[1])
    first = low + int(np.searchsorted(tokens.end[low:high], span[0], "right"))
    last = low + int(np.searchsorted(tokens.start[low:high], span[1], "left")) - 1
    return (first, last) if first <= last else None


def read_labelled(
    gold_path: Path, articles_path: Path, also: Sequence[Path] = ()
) -> tuple[Labelled, list[Record], int]:
    """Read coded articles, then those of the folders `also`; and how many are the first."""
    pairs = read_pairs(gold_path, articles_path)
    measured = len(pairs)
    for folder in also:
        pairs += read_pairs(folder / "gold.jsonl")
    gold: list[Record] = [row for row, _ in pairs]
    documents = [read_document(article["title"], article["text"]) for _, article in pairs]
    return labelled(gold, documents), gold, measured
