"""Fidelity: how far each article keeps a quotation's words, and what each outlet adds or drops.

A version is measured against the official wording where one was given, else against the commonest
wording of another outlet, over the words that both print: fidelity is the share of the common wording that is the same. It is given only where there
was one Arabic wording (relation ``verbatim`` or ``variant``) and both print the words as the
speaker's own; indirect speech may say the same in other words.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from toolkit.measures.quotations.versions.descent import common_wording
from toolkit.measures.quotations.versions.differences import Comparison, compare_versions
from toolkit.measures.quotations.versions.records import Cluster, Version
from toolkit.measures.quotations.versions.relation import relation

COLUMNS = (
    "quotation", "article_id", "outlet", "base_article_id", "relation", "quoted", "operation",
    "kind", "base_start", "base_end", "start", "end", "base_words", "words",
)  # fmt: skip
_UNCHANGED = ("spelling", "extent")


def find_differences(clusters: Iterable[Cluster]) -> pd.DataFrame:
    """List every difference of every version from the wording that it is measured against.

    Returns
    -------
    DataFrame
        One row a difference, `COLUMNS`: ``start``, ``end`` in the version's document,
        ``base_start``, ``base_end`` in the other one's, missing where nothing stands there;
        ``quoted`` where both print the words as the speaker's own.
    """
    rows = []
    for cluster in clusters:
        for version, base, found, how in _compared(cluster):
            for d in found.differences:
                base_span, base_words = _printed(base, d.base)
                span, words = _printed(version, d.other)
                rows.append((
                    cluster.quotation, version.article_id, version.outlet, base.article_id, how,
                    version.direct and base.direct, d.operation, d.kind, *base_span, *span,
                    base_words, words,
                ))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    spans = dict.fromkeys(("base_start", "base_end", "start", "end"), "Int64")
    texts = dict.fromkeys(
        ("article_id", "outlet", "base_article_id", "relation", "operation", "kind", "base_words",
         "words"), "str",
    )  # fmt: skip
    return table.astype({"quotation": "int64", "quoted": "bool"} | spans | texts)


def score_fidelity(clusters: Iterable[Cluster]) -> pd.DataFrame:
    """Score every article that prints a quotation which another outlet prints.

    Returns
    -------
    DataFrame
        One row an article, ready for `toolkit.compare`: ``article_id``, ``outlet``,
        ``quotations`` (versions compared), ``translations`` (those that cannot be judged:
        ``translation`` or ``unknown``), ``fidelity`` (mean share of the common wording kept, 0–1)
        and ``changed_share`` (quotations with a difference in the wording); both missing where
        nothing can be judged.
    """
    rows = []
    for cluster in clusters:
        for version, base, found, how in _compared(cluster):
            judged = how in ("verbatim", "variant")
            quoted = version.direct and base.direct
            rows.append((
                version.article_id, version.outlet, not judged,
                found.shared if judged and quoted else None,
                float(found.kind != "none") if judged and quoted else None,
            ))  # fmt: skip
    names = ["article_id", "outlet", "translation", "fidelity", "changed_share"]
    table = pd.DataFrame(rows, columns=names).astype({"fidelity": float, "changed_share": float})
    grouped = table.groupby(["article_id", "outlet"], as_index=False, sort=True)
    return grouped.agg(
        quotations=("translation", "size"),
        translations=("translation", "sum"),
        fidelity=("fidelity", "mean"),
        changed_share=("changed_share", "mean"),
    )


def tendencies(differences: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Count what each outlet adds, drops, replaces and moves, by kind.

    Parameters
    ----------
    differences
        As `find_differences` gives them; translations and unknowns are left out.
    scores
        As `score_fidelity` gives them.

    Returns
    -------
    DataFrame
        ``outlet``, ``kind``, ``operation``, ``differences``, ``per_100`` (quotations compared that
        can be judged); spelling and extent left out.
    """
    kept = differences[
        differences["relation"].isin(["verbatim", "variant"])
        & ~differences["kind"].isin(_UNCHANGED)
        & differences["quoted"]
    ]
    grouped = kept.groupby(["outlet", "kind", "operation"], as_index=False, sort=True)
    counts = grouped.agg(differences=("kind", "size"))
    judged = (scores["quotations"] - scores["translations"]).groupby(scores["outlet"]).sum()
    per = judged.reindex(counts["outlet"]).to_numpy(dtype=float)
    return counts.assign(per_100=(100 * counts["differences"] / per).round(2))


def _compared(cluster: Cluster) -> list[tuple[Version, Version, Comparison, str]]:
    """Each version with the official wording, else with the commonest one of another outlet."""
    if (base := cluster.reference) is not None:
        return [(v, base, v.comparison, v.relation) for v in cluster.versions
                if v.article_id != base.article_id]  # fmt: skip
    head = cluster.versions[cluster.common]
    others = [v for v in cluster.versions if v.outlet != head.outlet]
    if not others:
        return []
    second = others[common_wording(others)]
    found = []
    for version in cluster.versions:
        if version.outlet != head.outlet:
            found.append((version, head, version.comparison, version.relation))
        else:
            against = compare_versions(second.words, version.words)
            found.append((version, second, against, relation(against, cluster.tongue)))
    return found


def _printed(version: Version, span: tuple[int, int]) -> tuple[tuple[int | None, int | None], str]:
    words = version.words[slice(*span)]
    if not words:
        return (None, None), ""
    return (words[0].start, words[-1].end), " ".join(word.text for word in words)
