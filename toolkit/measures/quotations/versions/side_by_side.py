"""A quotation as every article prints it: versions side by side.

Each version is compared with the commonest wording: the version whose neighbouring words most
outlets print, the earliest of such; or with the official text, where one is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.measures.quotations.versions.descent import common_wording, parent_of
from toolkit.measures.quotations.versions.differences import compare_versions
from toolkit.measures.quotations.versions.records import Cluster, Version, draft_version, text_of
from toolkit.measures.quotations.versions.relation import COMMON_RUN, relation, tongue_of

_TEXT_WORDS = 5  # fewer are a mistyped article_id and no official text
_HELD = 0.6  # of a quotation's words, for it to stand in the official text


def read_cluster(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    quotations: pd.DataFrame,
    quotation: int,
    *,
    reference: str | None = None,
) -> Cluster:
    """Read one quotation of the table.

    Parameters
    ----------
    articles, attributions, quotations, reference
        As for `read_clusters`.
    quotation : int
        Its number in the table.

    Raises
    ------
    InputError
        Where the table has no such quotation, or `reference` is no article and no text.

    Examples
    --------
    >>> text = 'قال: "التهديد الذي يمثله التنظيم {} بعد سنوات"'
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["الخبر", "الرأي"],
    ...     "title": "", "text": [text.format("لم يتراجع"), text.format("تراجع")]})
    >>> table = pd.DataFrame({"quotation": 0, "article_id": ["a", "b"], "attribution": pd.NA,
    ...     "start": 7, "end": [52, 48], "speaker": "الوزير", "similarity": [1.0, 0.8]})
    >>> acts = pd.DataFrame(columns=["article_id", "attribution", "kind", "speaker"])
    >>> cluster = read_cluster(articles, acts, table, 0)
    >>> [v.comparison.kind for v in cluster.versions]
    ['none', 'negation']
    """
    rows = quotations[quotations["quotation"] == quotation]
    if rows.empty:
        raise InputError(f"quotation {quotation} is not in the table of quotations")
    return read_clusters(articles, attributions, rows, reference=reference)[0]


def read_clusters(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    quotations: pd.DataFrame,
    *,
    reference: str | None = None,
) -> list[Cluster]:
    """Read every quotation of the table, in its order.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``outlet``, ``title``, ``text`` and, where known, ``published``, ``url``.
    attributions, quotations : DataFrame
        As `toolkit.score` gives them.
    reference : str, optional
        The official text: the ``article_id`` of one that prints it, or the text itself. Where a
        quotation stands in it, versions are compared with it and not with the commonest wording.

    Raises
    ------
    InputError
        Where a quotation's article is missing, or `reference` is no article and no text.

    Examples
    --------
    >>> official = "نجدد عزمنا على ملاحقة التنظيم مع احترام سيادة الدول في كل مناطق نشاطه"
    >>> told = 'وأكد البيان: "نجدد عزمنا على ملاحقة التنظيم في كل مناطق نشاطه"'
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["الخبر", "الرأي"],
    ...     "title": "", "text": told})
    >>> table = pd.DataFrame({"quotation": 0, "article_id": ["a", "b"], "attribution": pd.NA,
    ...     "start": 15, "end": 63, "speaker": "البيان", "similarity": 1.0})
    >>> acts = pd.DataFrame(columns=["article_id", "attribution", "kind", "speaker"])
    >>> cluster, = read_clusters(articles, acts, table, reference=official)
    >>> [version.comparison.kind for version in cluster.versions]
    ['clause', 'clause']
    """
    official = None if reference is None else _official(articles, reference)
    wanted = set(quotations["article_id"])
    kept = articles[articles["article_id"].isin(wanted)]
    missing = wanted - set(kept["article_id"])
    if missing:
        raise InputError(f"quotations: article_id {min(missing)!r} is not among the articles")
    own = {str(row["article_id"]): row for row in kept.to_dict("records")}
    acts = attributions[attributions["article_id"].isin(wanted)]
    said = {
        (row[0], int(row[1])): (row[2], row[3])
        for row in acts[["article_id", "attribution", "kind", "speaker"]].itertuples(index=False)
    }
    return [
        _cluster(int(str(number)), rows, own, said, official)
        for number, rows in quotations.groupby("quotation", sort=True)
    ]


def _official(articles: pd.DataFrame, reference: str) -> Version:
    """The text that decides, as a version of its own."""
    row = articles[articles["article_id"] == reference]
    if not row.empty:
        article = row.iloc[0].to_dict()
    elif len(reference.split()) >= _TEXT_WORDS:
        article = {"article_id": "", "outlet": "", "title": "", "text": reference}
    else:
        raise InputError(
            f"reference {reference!r} is no article_id of the articles, and too short for a text "
            f"(under {_TEXT_WORDS} words); give one or the other"
        )
    # A text by itself has no title before it: its offsets are its own.
    document = (
        join_document(article["title"], article["text"]) if article["article_id"] else reference
    )
    whole = {"article_id": article["article_id"], "attribution": None, "similarity": 1.0}
    return draft_version(whole | {"start": 0, "end": len(document)}, article, {}, document)


def _cluster(
    number: int, rows: pd.DataFrame, own: dict, said: dict, official: Version | None
) -> Cluster:
    best = rows.assign(length=rows["end"] - rows["start"])
    best = best.sort_values(["similarity", "length"], ascending=False, kind="stable")
    best = best.drop_duplicates("article_id")
    drafts = [draft_version(row, own[row["article_id"]], said) for row in best.to_dict("records")]
    latest = pd.Timestamp.max.tz_localize("UTC")
    drafts.sort(key=lambda v: (latest if v.published is pd.NaT else v.published, v.article_id))
    # The most complete version has the similarity of itself; among such the longest is it.
    head = max(drafts, key=lambda v: (v.similarity, len(v.words), v.article_id))
    common = common_wording(drafts)
    tongue = tongue_of(v.speaker for v in drafts)
    reference = None if official is None else _deciding(official, drafts, drafts[common])
    ordered = [_compared(v, reference or drafts[common], tongue) for v in drafts]
    versions = [replace(v, parent=parent_of(v, ordered[:k])) for k, v in enumerate(ordered)]
    name = rows["speaker"].iloc[0]
    return Cluster(
        number, text_of(name), tongue, tuple(versions), drafts.index(head), common, reference
    )


def _deciding(official: Version, drafts: Sequence[Version], common: Version) -> Version | None:
    """The official version of a quotation: the article's own, or the text that holds its words."""
    own = next((v for v in drafts if v.article_id == official.article_id), None)
    if own is not None:
        return own
    found = compare_versions(official.words, common.words)
    held = found.words >= _HELD * len(common.words) or found.run >= COMMON_RUN
    return official if held else None


def _compared(version: Version, head: Version, tongue: str) -> Version:
    found = compare_versions(head.words, version.words)
    return replace(version, comparison=found, relation=relation(found, tongue))
