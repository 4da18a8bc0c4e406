"""What an article's mentions are read from: its acts, its praise, its day, out of their tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

_TOLD = ("article_id", "attribution", "cue_start", "speaker", "source_type")


class ToldAct(NamedTuple):
    """An act of attribution: where its cue stands, and the phrases that tell who speaks."""

    number: int
    cue: int
    source: str
    resolved: str
    speaker: str
    source_type: str
    named: bool


class ToldPraise(NamedTuple):
    """An expression of praise: whose words it is in, and whom it praises."""

    number: int
    start: int
    target: str
    holder: str
    attribution: int


def told_acts(documents: Mapping[str, str], attributions: pd.DataFrame) -> dict[str, list[ToldAct]]:
    """Give the acts of every article in the order of their cues."""
    edges = ("source_start", "source_end", "source_resolved_start", "source_resolved_end")
    columns = [attributions[name].astype("Int64").fillna(-1).astype(int).tolist() for name in edges]
    found: dict[str, list[ToldAct]] = {}
    told = attributions["named"].tolist() if "named" in attributions else None
    names = told or [True] * len(attributions)
    for article_id, number, cue, speaker, kind, named, start, end, back_start, back_end in zip(
        *(attributions[name].tolist() for name in _TOLD), names, *columns, strict=True,
    ):  # fmt: skip
        document = documents[article_id]
        found.setdefault(article_id, []).append(
            ToldAct(
                int(number), int(cue), document[start:end] if start >= 0 else "",
                document[back_start:back_end] if back_start >= 0 else "",
                speaker if isinstance(speaker, str) else "", kind, bool(named),
            )
        )  # fmt: skip
    return {key: sorted(acts, key=lambda a: a.cue) for key, acts in found.items()}


def told_praises(praise: pd.DataFrame) -> dict[str, list[ToldPraise]]:
    """Give the praise of every article in the order of the text."""
    found: dict[str, list[ToldPraise]] = {}
    if praise.empty:
        return found
    acts = praise["attribution"].astype("Int64").fillna(-1).astype(int)
    for article_id, number, start, target, holder, act in zip(
        *(praise[n].tolist() for n in ("article_id", "praise", "start", "target", "holder")),
        acts.tolist(), strict=True,
    ):  # fmt: skip
        found.setdefault(article_id, []).append(
            ToldPraise(
                int(number), int(start), target if isinstance(target, str) else "",
                holder if isinstance(holder, str) else "", int(act),
            )
        )  # fmt: skip
    return {key: sorted(rows, key=lambda p: p.start) for key, rows in found.items()}


def told_days(articles: pd.DataFrame) -> list[float]:
    """Days since 1970 of every article, NaN where it has no date."""
    if "published" not in articles:
        return [np.nan] * len(articles)
    times = pd.to_datetime(articles["published"], utc=True, errors="coerce")
    return [t.timestamp() / 86_400 if t is not pd.NaT else np.nan for t in times]
