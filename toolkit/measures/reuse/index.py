"""The index that reuse is read from: words, repeated sequences, and who counts as whose source."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.articles.door import need_table
from toolkit.errors import InputError
from toolkit.measures.reuse.corpus import CorpusWords, corpus_words, without_spans
from toolkit.measures.reuse.grams import Grams, repeated_grams
from toolkit.measures.reuse.rarity import text_grams

AGENCY_KINDS = ("state_agency", "international_agency")
MIN_WORDS = 7
_BEFORE_ALL, _BEHIND_ALL = -1_000_000, 1_000_000  # days since 1970

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReuseIndex:
    """What `find_reuse` and `reuse_scores` need of a corpus, made once by `index_reuse`."""

    words: CorpusWords
    grams: Grams
    article_ids: NDArray[np.object_]
    is_agency: NDArray[np.bool_]
    outlets: NDArray[np.int64]
    order: NDArray[np.int64]
    days: NDArray[np.int64]
    min_words: int


def index_reuse(
    articles: pd.DataFrame,
    *,
    agencies: Sequence[str] | None = None,
    min_words: int = MIN_WORDS,
    sentences: pd.DataFrame | None = None,
    words: CorpusWords | None = None,
) -> ReuseIndex:
    """Index a corpus for reuse; see `find_reuse` for the parameters.

    `words` are those of the articles, furniture left out, where they have been read part by part
    (`article_words`, joined by `toolkit.measures.reuse.corpus.join_words`): no text is needed then.
    """
    need_table(articles, "articles")
    if min_words < 1:
        raise InputError(f"min_words is {min_words}; a run has at least one word")
    if articles["article_id"].duplicated().any():
        double = articles.loc[articles["article_id"].duplicated(), "article_id"].iloc[0]
        raise InputError(f"article_id {double!r} stands twice; give every article its own")
    agency = _is_agency(articles, agencies)
    days, order = _source_order(articles, agency)
    if words is None:
        words = article_words(articles, sentences)
    grams = repeated_grams(words.ids, words.first, min_words, order)
    grams = text_grams(grams, words, min_words, order)
    _log.info("%d words, %d repeated sequences", len(words.ids), len(grams.positions))
    return ReuseIndex(
        words=words,
        grams=grams,
        article_ids=articles["article_id"].to_numpy(dtype=object),
        is_agency=agency,
        outlets=pd.factorize(articles["outlet"])[0].astype(np.int64),
        order=order,
        days=days,
        min_words=min_words,
    )


def article_words(articles: pd.DataFrame, sentences: pd.DataFrame | None = None) -> CorpusWords:
    """The words of articles, without those of sentences that are no article text."""
    words = corpus_words(articles)
    if sentences is None:
        return words
    return without_spans(words, articles, _furniture(sentences))


def _is_agency(articles: pd.DataFrame, agencies: Sequence[str] | None) -> NDArray[np.bool_]:
    named = [agencies] if isinstance(agencies, str) else list(agencies or ())
    present = set(articles["outlet"].dropna())
    missing = sorted(set(named) - present)
    if missing:
        raise InputError(
            f"agencies names {', '.join(missing)}, but no article has that outlet; "
            f"outlets are {', '.join(sorted(map(str, present)))}"
        )
    agency = articles["outlet"].isin(named)
    if "outlet_kind" in articles:
        agency |= articles["outlet_kind"].isin(AGENCY_KINDS)
    return agency.to_numpy(dtype=bool)


def _furniture(sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences that are no article text."""
    if "boilerplate" in sentences:
        return sentences[sentences["boilerplate"].astype(bool)]
    if "voice" in sentences:
        return sentences[sentences["voice"] == "boilerplate"]
    raise InputError(
        "sentences: no column 'boilerplate' nor 'voice'; make the table with "
        "toolkit.articles.cut_sentences(articles)"
    )


def _source_order(
    articles: pd.DataFrame, agency: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The day of each article, and its rank as a source.

    Nothing is copied before it was printed: the day comes first. The hour of a page is often that
    of its last change, so that on one day an agency is the source, then the earlier, then by id. An
    undated agency comes before all days, whoever else is undated behind all.
    """
    published = (
        articles["published"] if "published" in articles else pd.Series(pd.NaT, articles.index)
    )
    dates = pd.to_datetime(published, utc=True, errors="coerce", format="ISO8601")
    undated = np.where(agency, _BEFORE_ALL, _BEHIND_ALL)
    since = ((dates - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(days=1)).to_numpy(dtype=float)
    days = np.where(np.isnan(since), undated, np.nan_to_num(since)).astype(np.int64)
    table = pd.DataFrame(
        {
            "day": days,
            "late": ~agency,
            "date": dates.to_numpy(),
            "id": articles["article_id"].to_numpy(),
        }
    )
    keys = ["day", "late", "date", "id"]
    sorting = table.sort_values(keys, na_position="last").index.to_numpy()
    order = np.empty(len(table), dtype=np.int64)
    order[sorting] = np.arange(len(table))
    return days, order
