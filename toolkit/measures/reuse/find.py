"""Reuse of text: runs of seven or more words that an article shares with another one.

A run is extended as far as the words are equal; each word of an article is reported once, with the
agency's text as its source where an agency has it, else the earlier article. Runs are found
exactly, by sorting word sequences (shared_grams.py), near linear in the corpus. How much of a
paper is agency copy is the measure of churnalism studies (Lewis, Williams and Franklin 2008);
runs of fixed length as evidence are those of text reuse detection (Clough et al. 2002). Shared
words show a common text, not who wrote it: a minister's speech in two papers is shared as well.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.measures.reuse.corpus import corpus_words
from toolkit.measures.reuse.grams import repeated_grams
from toolkit.measures.reuse.index import MIN_WORDS, ReuseIndex, index_reuse
from toolkit.measures.reuse.runs import Runs, extend, link, once

COLUMNS = (
    "article_id",
    "start",
    "end",
    "source_article_id",
    "source_start",
    "source_end",
    "words",
)
COPY_SHARE = 0.5
SHARES = ("article_id", "agency_reuse_share", "shared_copy_share")


def find_reuse(
    articles: pd.DataFrame | ReuseIndex,
    *,
    agencies: Sequence[str] | None = None,
    min_words: int = MIN_WORDS,
) -> pd.DataFrame:
    """Find the runs of words that articles share with an agency's text or an earlier article.

    Parameters
    ----------
    articles
        Needs ``article_id``, ``outlet``, ``published``, ``title``, ``text``; or an index of them.
    agencies
        Outlets that are agencies, beside those whose ``outlet_kind`` says so.
    min_words
        The shortest run.

    Returns
    -------
    DataFrame
        ``article_id``, ``start``, ``end``, ``source_article_id``, ``source_start``,
        ``source_end`` (code points of the documents) and ``words``. No word of an article is in
        two rows: of two overlapping runs the longer stands whole, and of the other only its rest,
        which may then have fewer words than `min_words`.

    Raises
    ------
    InputError
        Where `agencies` names no outlet of the table, or an ``article_id`` stands twice.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "article_id": ["b", "a"], "outlet": ["الموقع", "الوكالة"], "title": ["", ""],
    ...     "published": ["2022-05-11T08:00Z", "2022-05-11T09:00Z"],
    ...     "text": ["قال أمس: أشاد الوزير بالدور الذي تقوم به المملكة.",
    ...              "أشاد الوزيرُ بالدور الذي تقوم به المملكة، وغادر."]})
    >>> find_reuse(table, agencies=["الوكالة"]).values.tolist()
    [['b', 10, 49, 'a', 1, 41, 7]]
    """
    index = _indexed(articles, agencies, min_words)
    home = index.words.articles
    runs = extend(link(index.grams, home, index.min_words), index.words, home)
    source = home[runs.source]
    preference = ((~index.is_agency[source]).astype(np.int64), index.order[source])
    runs = once(runs, len(home), preference)
    return _table(runs, index)


def reuse_scores(
    articles: pd.DataFrame | ReuseIndex,
    *,
    agencies: Sequence[str] | None = None,
    min_words: int = MIN_WORDS,
) -> pd.DataFrame:
    """Give the share of each article's words that stand in runs with others.

    Parameters
    ----------
    articles, agencies, min_words
        As for `find_reuse`.

    Returns
    -------
    DataFrame
        One row an article, in the order given: ``agency_reuse_share``, the share of its words
        (title left out) in a run with any agency article other than itself, and
        ``shared_copy_share``, in a run with any article of another outlet. The shares count every
        source, however many there are. A share is missing where an article has no words, and
        where nothing is there to share with: no agency, no other outlet among the articles.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "article_id": ["a", "b"], "outlet": ["الوكالة", "الموقع"], "title": ["", ""],
    ...     "published": ["2022-05-11", "2022-05-12"], "outlet_kind": ["state_agency", "private"],
    ...     "text": ["أشاد الوزير بالدور الذي تقوم به المملكة",
    ...              "أشاد الوزير بالدور الذي تقوم به المملكة " + "ثم غادر " * 7]})
    >>> reuse_scores(table).round(2).values.tolist()
    [['a', 0.0, 1.0], ['b', 0.33, 0.33]]
    """
    index = _indexed(articles, agencies, min_words)
    grams, words = index.grams, index.words
    own = np.searchsorted(words.first, grams.positions, side="right") - 1
    by_agency = _others_in_group(grams.groups, own, index.is_agency)
    outlet = index.outlets[own]
    by_outlet = _several_in_group(grams.groups, outlet)
    has_agency, has_others = bool(index.is_agency.any()), len(np.unique(index.outlets)) > 1
    return pd.DataFrame(
        {
            "article_id": pd.array(index.article_ids, dtype="str"),
            "agency_reuse_share": _share(grams.positions[by_agency], index, known=has_agency),
            "shared_copy_share": _share(grams.positions[by_outlet], index, known=has_others),
        }
    )


def copy_sources(
    reuse: pd.DataFrame, index: ReuseIndex, *, least_share: float = COPY_SHARE
) -> pd.Series:
    """Say which articles are, for the greater part, copies of which others.

    Parameters
    ----------
    reuse : DataFrame
        From `find_reuse` of the same articles.
    least_share : float
        Of an article's words (title left out) that it must share with one source.

    Returns
    -------
    Series
        ``copy_of`` by ``article_id``, in the articles' order: the source, or missing. Such
        articles are no independent witnesses: comparisons take them together with their source.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "article_id": ["a", "b", "c"], "outlet": ["الوكالة", "الموقع", "الجريدة"], "title": "",
    ...     "text": ["أشاد الوزير بالدور الذي تقوم به المملكة"] * 2 + ["لا شيء"]})
    >>> index = index_reuse(table)
    >>> copy_sources(find_reuse(index), index).dropna().to_dict()
    {'b': 'a'}
    """
    lengths = pd.Series(index.words.lengths, index=pd.Index(index.article_ids, dtype="str"))
    words = reuse.groupby(["article_id", "source_article_id"])["words"].sum().reset_index()
    words["share"] = words["words"] / words["article_id"].map(lengths).astype(float)
    words = words[words["share"] >= least_share].sort_values(
        ["article_id", "share", "source_article_id"], ascending=[True, False, True]
    )
    found = words.drop_duplicates("article_id").set_index("article_id")["source_article_id"]
    return found.reindex(lengths.index).astype("str").rename("copy_of")


def find_repeats(articles: pd.DataFrame, *, min_words: int = MIN_WORDS) -> pd.DataFrame:
    """Find passages that stand twice in one article.

    Returns
    -------
    DataFrame
        ``article_id``, ``start``, ``end``, ``first_start``, ``first_end`` (the earlier place in
        the same document) and ``words``.

    Examples
    --------
    >>> text = "أشاد الوزير بالدور الذي تقوم به المملكة. "
    >>> table = pd.DataFrame({"article_id": ["a"], "title": ["ع"], "text": [text * 2]})
    >>> find_repeats(table).values.tolist()
    [['a', 43, 82, 2, 41, 7]]
    """
    words = corpus_words(articles)
    home = words.articles
    order = np.arange(len(articles))
    grams = repeated_grams(words.ids, words.first, min_words, order)
    runs = extend(link(grams, home, min_words, inside=True), words, home)
    runs = once(runs, len(home), (np.zeros(len(runs), dtype=np.int64), runs.source))
    ids = articles["article_id"].to_numpy(dtype=object)[home[runs.start]]
    last, source_last = runs.start + runs.words - 1, runs.source + runs.words - 1
    return pd.DataFrame(
        {
            "article_id": pd.array(ids, dtype="str"),
            "start": words.starts[runs.start].astype(np.int64),
            "end": words.ends[last].astype(np.int64),
            "first_start": words.starts[runs.source].astype(np.int64),
            "first_end": words.ends[source_last].astype(np.int64),
            "words": runs.words,
        }
    )


def _indexed(
    articles: pd.DataFrame | ReuseIndex, agencies: Sequence[str] | None, min_words: int
) -> ReuseIndex:
    if isinstance(articles, ReuseIndex):
        return articles
    return index_reuse(articles, agencies=agencies, min_words=min_words)


def _others_in_group(
    groups: NDArray[np.int64], own: NDArray[np.int64], counted: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """For each occurrence whether another article of its group is a counted one."""
    if not len(groups):
        return np.zeros(0, dtype=bool)
    # Occurrences of one article stand side by side in a group.
    fresh = (np.diff(own, prepend=-1) != 0) | (np.diff(groups, prepend=-1) != 0)
    counts = np.bincount(groups[fresh & counted[own]], minlength=int(groups[-1]) + 1)
    return counts[groups] > counted[own]


def _several_in_group(groups: NDArray[np.int64], labels: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each occurrence whether its group holds more than one label."""
    if not len(groups):
        return np.zeros(0, dtype=bool)
    opens = np.flatnonzero(np.diff(groups, prepend=-1))
    low = np.minimum.reduceat(labels, opens)
    high = np.maximum.reduceat(labels, opens)
    return (low != high)[groups]


def _share(positions: NDArray[np.int64], index: ReuseIndex, *, known: bool) -> NDArray[np.float64]:
    """Share of each article's words that lie in one of the sequences beginning at positions.

    Missing where nothing is known of it, or the article has no words.
    """
    if not known:
        return np.full(len(index.words.lengths), np.nan)
    total = len(index.words.ids)
    edges = np.zeros(total + 1, dtype=np.int32)
    np.add.at(edges, positions, 1)
    np.add.at(edges, positions + index.min_words, -1)
    covered = np.concatenate([[0], np.cumsum(np.cumsum(edges[:-1]) > 0)])
    inside = covered[index.words.first[1:]] - covered[index.words.first[:-1]]
    lengths = index.words.lengths
    return np.where(lengths > 0, inside / np.maximum(lengths, 1), np.nan)


def _table(runs: Runs, index: ReuseIndex) -> pd.DataFrame:
    words, ids = index.words, index.article_ids
    home = words.articles
    last, source_last = runs.start + runs.words - 1, runs.source + runs.words - 1
    return pd.DataFrame(
        {
            "article_id": pd.array(ids[home[runs.start]], dtype="str"),
            "start": words.starts[runs.start].astype(np.int64),
            "end": words.ends[last].astype(np.int64),
            "source_article_id": pd.array(ids[home[runs.source]], dtype="str"),
            "source_start": words.starts[runs.source].astype(np.int64),
            "source_end": words.ends[source_last].astype(np.int64),
            "words": runs.words,
        }
    )


__all__ = [
    "COLUMNS",
    "MIN_WORDS",
    "SHARES",
    "find_repeats",
    "find_reuse",
    "index_reuse",
    "reuse_scores",
]
