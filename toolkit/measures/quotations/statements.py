"""The statements of an event, each with the passages that print it.

A statement is a wording by which others are measured: the commonest one of a quotation, or a
sentence of a reference text, such as the communiqué itself. A reference text is set among the
articles as one more that gives its own sentences, and its versions are found as those of any
quotation are; an article of the study that is named as reference gives what it attributes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.arabic.sentences import sentence_spans
from toolkit.errors import InputError
from toolkit.measures.quotations.alignment import Word, version_words
from toolkit.measures.quotations.find import find_quotations
from toolkit.measures.quotations.matching.contents import MIN_WORDS, collect_contents
from toolkit.measures.quotations.speakers import SAME, agree, read_speaker
from toolkit.measures.quotations.versions.differences import compare_versions
from toolkit.measures.quotations.versions.records import Cluster, Version
from toolkit.measures.quotations.versions.relation import tongue_of
from toolkit.measures.quotations.versions.side_by_side import read_clusters

_ANOTHER = 0.4  # of the shorter version: with fewer words in common these are two statements


class Passage(NamedTuple):
    """Where an article prints a statement; `quoted` where it gives the words as the speaker's own."""

    article_id: str
    start: int
    end: int
    quoted: bool


class Statement(NamedTuple):
    """A wording and the passages that print it.

    Attributes
    ----------
    quotation : int or None
        The cluster of the study's quotations; None where a reference was given.
    speaker, text : str
    article_id : str
        Whose wording it is; empty for a reference text.
    words : tuple of Word
    tongue : str
        ``arabic``, ``other`` or ``unknown``.
    passages : tuple of Passage
    """

    quotation: int | None
    speaker: str
    text: str
    article_id: str
    words: tuple[Word, ...]
    tongue: str
    passages: tuple[Passage, ...]


def common_statements(
    articles: pd.DataFrame, attributions: pd.DataFrame, quotations: pd.DataFrame
) -> list[Statement]:
    """Give each quotation of a study in its commonest wording.

    Versions that have little wording in common and no speaker, drawn into a cluster by a third one,
    are a statement of their own.
    """
    found: list[Statement] = []
    left = quotations
    while len(left):
        strays = []
        for cluster in read_clusters(articles, attributions, left):
            away = {v.article_id for v in cluster.versions if _is_another(v, cluster)}
            own = left["quotation"] == cluster.quotation
            strays.append(left[own & left["article_id"].isin(away)])
            found.append(_of_cluster(cluster, articles, away))
        left = pd.concat(strays)
    return found


def reference_statements(
    articles: pd.DataFrame, attributions: pd.DataFrame, reference: str
) -> list[Statement]:
    """Give the statements of a reference, in its order, whether an article prints them or not.

    Parameters
    ----------
    articles, attributions : DataFrame
        The study's tables.
    reference : str
        An ``article_id``, or a text: each of its sentences of five words or more is a statement.

    Raises
    ------
    InputError
        Where the reference has no statement of five words.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["الخبر"], "title": [""],
    ...     "text": ["قال الوزراء: «نؤكد عزمنا على هزيمة التنظيم في كل مكان»."]})
    >>> acts = pd.DataFrame(columns=["article_id", "attribution", "content_start", "content_end",
    ...                              "kind", "speaker"])
    >>> found = reference_statements(articles, acts, "نؤكد عزمنا على هزيمة التنظيم في كل مكان.")
    >>> [(s.text, len(s.passages)) for s in found]
    [('نؤكد عزمنا على هزيمة التنظيم في كل مكان', 1)]
    """
    own = articles[articles["article_id"] == reference]
    if len(own):
        spans = collect_contents(own, attributions).table
        table = find_quotations(articles, attributions)
    else:
        articles, attributions, spans = _with_text(articles, attributions, reference)
        # The text has no day of its own, and what it says may be printed at any time.
        table = find_quotations(articles, attributions, days=np.inf)
    if spans.empty:
        raise InputError(
            f"reference {reference[:40]!r}: no statement of {MIN_WORDS} words; give an article_id "
            "or a text of whole sentences"
        )
    tables = _Tables(_documents(articles), _acts(attributions), table)
    return [
        _of_reference(place, tables, named=bool(len(own))) for place in spans.to_dict("records")
    ]


def _with_text(
    articles: pd.DataFrame, attributions: pd.DataFrame, text: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The tables with the text as one more article that says each of its sentences."""
    name = "reference"
    while name in set(articles["article_id"]):
        name += "'"
    document = join_document("", text)
    spans = [
        span
        for span in sentence_spans(document, 0)[1:]
        if len(version_words(document, *span)) >= MIN_WORDS
    ]
    acts = pd.DataFrame(
        {
            "article_id": name,
            "attribution": range(len(spans)),
            "content_start": [start for start, _ in spans],
            "content_end": [end for _, end in spans],
            "kind": "direct",
            "speaker": pd.NA,
        }
    )
    own = pd.DataFrame({"article_id": [name], "outlet": [name], "title": [""], "text": [text]})
    keep = ["article_id", "outlet", "title", "text", "published"]
    articles = pd.concat([articles.reindex(columns=keep), own], ignore_index=True)
    spans_table = acts.rename(columns={"content_start": "start", "content_end": "end"})
    acts = pd.concat([attributions.reindex(columns=list(acts)), acts], ignore_index=True)
    return articles, acts, spans_table


class _Tables(NamedTuple):
    """What a reference's passages are read from: documents, acts, and the quotations."""

    documents: dict[str, str]
    said: dict[tuple[str, int], tuple[str, object]]
    quotations: pd.DataFrame


def _documents(articles: pd.DataFrame) -> dict[str, str]:
    rows = articles[["article_id", "title", "text"]].itertuples(index=False)
    return {str(row[0]): join_document(row[1], row[2]) for row in rows}


def _acts(attributions: pd.DataFrame) -> dict[tuple[str, int], tuple[str, object]]:
    columns = ["article_id", "attribution", "kind", "speaker"]
    rows = attributions[columns].itertuples(index=False)
    return {(str(r[0]), int(r[1])): (str(r[2]), r[3]) for r in rows}


def _of_reference(place: dict, tables: _Tables, *, named: bool) -> Statement:
    home, start, end = place["article_id"], int(place["start"]), int(place["end"])
    document = tables.documents[home]
    words = version_words(document, start, end)
    table = tables.quotations
    here = (table["article_id"] == home) & (table["start"] == start) & (table["end"] == end)
    rows = table[table["quotation"].isin(table.loc[here, "quotation"])]
    passages, speakers = [], [place["speaker"]]
    for row in rows[rows["article_id"] != home].to_dict("records"):
        act = -1 if pd.isna(row["attribution"]) else int(row["attribution"])
        kind, speaker = tables.said.get((row["article_id"], act), ("direct", None))
        own = version_words(tables.documents[row["article_id"]], row["start"], row["end"])
        if not _has_little(compare_versions(words, own).words, words, own):
            quoted = kind != "indirect"
            passages.append(Passage(row["article_id"], row["start"], row["end"], quoted))
            speakers.append(speaker)
    told = [s for s in speakers if isinstance(s, str) and s]
    return Statement(
        None, told[0] if told else "", _text(words, document), home if named else "",
        tuple(words), tongue_of(speakers), tuple(passages),
    )  # fmt: skip


def _of_cluster(cluster: Cluster, articles: pd.DataFrame, away: set[str]) -> Statement:
    base = cluster.versions[cluster.common]
    row = articles[articles["article_id"] == base.article_id].iloc[0]
    return Statement(
        cluster.quotation,
        cluster.speaker if not away else base.speaker,
        _text(base.words, join_document(row["title"], row["text"])),
        base.article_id,
        base.words,
        cluster.tongue,
        tuple(
            Passage(v.article_id, v.start, v.end, v.direct)
            for v in cluster.versions
            if v.article_id not in away
        ),
    )


def _is_another(version: Version, cluster: Cluster) -> bool:
    """Whether a version has little of the wording, and nobody says that its speaker is the same."""
    base = cluster.versions[cluster.common]
    little = _has_little(version.comparison.words, version.words, base.words)
    return little and agree(read_speaker(version.speaker), read_speaker(base.speaker)) != SAME


def _has_little(common: int, one: Sequence[Word], two: Sequence[Word]) -> bool:
    return common < _ANOTHER * min(len(one), len(two))


def _text(words: Sequence[Word], document: str) -> str:
    return document[words[0].start : words[-1].end] if words else ""
