"""How far coders agree with each other: over all articles, pair by pair, and article by article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from toolkit.errors import InputError
from toolkit.validation.agreement import agreement, article_counts
from toolkit.validation.coding import Coded
from toolkit.validation.differences import by_article, differences
from toolkit.validation.reliability import alpha
from toolkit.validation.resampled import resampled_rates
from toolkit.validation.units import units_of

Codings = Mapping[str, Mapping[str, Coded]]
ALPHAS = {
    ("article", "official_framing"): "ordinal",
    ("sentence", "voice"): "nominal",
    ("act", "kind"): "nominal",
    ("act", "source_type"): "nominal",
    ("act", "named"): "nominal",
}
AGREEMENT = ("coders", "articles", "task", "metric", "value", "low", "high", "n")
BY_ARTICLE = ("article_id", "coder_a", "coder_b", "grade_a", "grade_b", "cue_f1", "content_f1",
              "praise_f1", "voice_accuracy", "differences")  # fmt: skip


def coder_agreement(codings: Codings, texts: Mapping[str, str], *, seed: int = 0) -> pd.DataFrame:
    """Agreement over the articles that two coders or more have coded.

    Returns
    -------
    DataFrame
        `coders, articles, task, metric, value, low, high, n`: Krippendorff's alpha of each code
        over all coders, with its interval (acts that more than one coder found are the units of
        their codes); then for each pair precision-free F1 of cues, contents and praise, and the
        accuracy of voices, with intervals over articles.

    Examples
    --------
    >>> row = {"agencies": None, "sentences": None, "attributions": None, "praise": None}
    >>> two = {c: {str(i): {**row, "official_framing": i % 4} for i in range(8)} for c in "أب"}
    >>> coder_agreement(two, {str(i): "" for i in range(8)})[["task", "value"]].values.tolist()
    [['official_framing', 1.0]]
    """
    rows: list[tuple[Any, ...]] = list(_alphas(codings, seed))
    for a, b in combinations(codings, 2):
        both = [i for i in codings[a] if i in codings[b]]
        if both:
            counted = [article_counts(codings[a][i], codings[b][i], texts.get(i, "")) for i in both]
            rates = resampled_rates(counted, seed=seed)
            kept = rates[rates["metric"].isin(["f1", "accuracy"]) & rates["value"].notna()]
            kept = kept[(kept["task"] != "voice") | (kept["metric"] == "accuracy")]
            rows += [(f"{a} – {b}", len(both), *cells)
                     for cells in kept.itertuples(index=False, name=None)]  # fmt: skip
    return pd.DataFrame(rows, columns=list(AGREEMENT))


def agreement_by_article(codings: Codings, texts: Mapping[str, str]) -> pd.DataFrame:
    """For each article and pair of its coders: grades, F1, voices, and in how much they differ.

    Returns
    -------
    DataFrame
        `article_id, coder_a, coder_b, grade_a, grade_b, cue_f1, content_f1, praise_f1,
        voice_accuracy, differences`; most differences first.
    """
    rows: list[dict[str, Any]] = []
    for article_id, own in by_article(codings).items():
        for a, b in combinations(own, 2):
            found = agreement([own[a]], {article_id: own[b]}, texts)
            pair = {a: {article_id: own[a]}, b: {article_id: own[b]}}
            rows.append({
                "article_id": article_id, "coder_a": a, "coder_b": b,
                "grade_a": own[a]["official_framing"], "grade_b": own[b]["official_framing"],
                "cue_f1": found.cue.f1, "content_f1": found.content.f1,
                "praise_f1": found.praise.f1, "voice_accuracy": found.voice_accuracy,
                "differences": len(differences(pair, texts)),
            })  # fmt: skip
    table = pd.DataFrame(rows, columns=list(BY_ARTICLE))
    grades = {"grade_a": "Int64", "grade_b": "Int64"}
    return (
        table.sort_values("differences", ascending=False, kind="stable")
        .reset_index(drop=True)
        .astype(grades)
    )


def _alphas(codings: Codings, seed: int) -> Iterator[tuple[Any, ...]]:
    tables: dict[tuple[str, str], list[dict[str, Any]]] = {key: [] for key in ALPHAS}
    articles = 0
    for article_id, own in by_article(codings).items():
        articles += len(own) > 1
        for unit in units_of(article_id, own) if len(own) > 1 else ():
            for kind, code in ALPHAS:
                given = {c: r[code] for c, r in unit.records.items() if r.get(code) is not None}
                if unit.kind == kind and len(given) > 1:
                    tables[kind, code].append(given)
    for (_, code), rows in tables.items():
        try:
            found = alpha(_codes(rows, codings), level=ALPHAS[_, code], seed=seed)
        except InputError:  # no unit was coded by two
            continue
        yield ("all", articles, code, "alpha", found.value, found.low, found.high, found.units)


def _codes(rows: list[dict[str, Any]], codings: Codings) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(codings), dtype=object)
    # Truth values and numbers alike are codes here, and what is missing is no code.
    return table.map(lambda v: np.nan if pd.isna(v) else int(v) if isinstance(v, bool) else v)
