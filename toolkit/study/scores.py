"""One row an article: plain aggregates of the tables, nothing that they do not show.

Words are counted over the sentences that are not boilerplate, the title among them. Shares of
acts are missing where an article has no act, shares of praise where it has none, and what is said of
a text where it is empty or in another language than Arabic. Source diversity
is Shannon's entropy of the source types (in bits), as in studies of source diversity in the news.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic.document import Document, join_document
from toolkit.articles.languages import is_arabic
from toolkit.measures.codes import OFFICIAL_TYPES
from toolkit.measures.declaration import TEXT
from toolkit.study.registry import scores

COLUMNS = tuple(scores())

_USED = {
    "sentences": ("start", "end", "voice"),
    "attributions": ("content_start", "content_end", "kind", "named", "source_type", "speaker"),
    "praise": ("holder",),
    "formulas": ("article_id",),
    "credits": ("article_id",),
}
# Counts that an article in another language has none of, where one in Arabic has nought.
_OF_ARABIC = ("attributions", "speakers")
Columns = dict[str, NDArray[Any]]


def score_articles(
    articles: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    praise: pd.DataFrame,
    formulas: pd.DataFrame,
    credits: pd.DataFrame,
    further: pd.DataFrame | None = None,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """Aggregate the tables into the scores.

    Parameters
    ----------
    articles, sentences, attributions, praise, formulas, credits : DataFrame
        The tables of docs/reference/tables.md.
    further : DataFrame, optional
        Columns of scores that measures have counted themselves, indexed by ``article_id``.
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    DataFrame
        One row an article, in the articles' order: what the article table says of it, then
        `COLUMNS`, missing where a score was not measured. Columns of the user's own are carried
        along.
    """
    ids = articles["article_id"]
    rows: list[dict[str, float]] = []
    tables = {
        "sentences": sentences,
        "attributions": attributions,
        "praise": praise,
        "formulas": formulas,
        "credits": credits,
    }
    parts = {name: _ByArticle(table, _USED[name]) for name, table in tables.items()}
    texts = articles["text"]
    if documents is None:
        both = zip(articles["title"], texts, strict=True)
        documents = [Document(join_document(title, text), ()) for title, text in both]
    for article_id, text, document in zip(ids, texts, documents, strict=True):
        own = {name: groups(article_id) for name, groups in parts.items()}
        is_written = bool(str(text).strip())
        read = is_written and is_arabic(document.text)
        scored = _article_scores(document, own, read=read)
        if is_written and not read:  # acts are looked for in Arabic alone
            scored |= dict.fromkeys(_OF_ARABIC, np.nan)
        rows.append(scored | {"read": read})
    carried = articles.drop(columns=["title", "text"]).reset_index(drop=True)
    measured = pd.DataFrame(rows, index=carried.index)
    counts = dict.fromkeys(_OF_ARABIC, "Int64")
    measured = measured.astype({"words": "int64", **counts, "agency_credited": "bool"})
    is_read = measured.pop("read").astype(bool)
    if further is not None:
        aligned = further.reindex(ids).set_axis(carried.index)
        measured = measured.assign(**{str(name): aligned[name] for name in aligned})
    added: dict[str, Any] = {}
    for name, score in scores().items():
        if name not in measured:  # of a step that looks across articles, or was not asked for
            whole = score.unit in ("count", "grade")
            none = np.full(len(carried), np.nan)
            added[name] = pd.array(none, dtype="Int64") if whole else none
        elif further is not None and name in further and score.precondition == TEXT:
            added[name] = measured[name].where(is_read)
    measured = measured.assign(**added)
    taken = [name for name in carried if name in COLUMNS]
    more = [name for name in measured if name not in COLUMNS]
    return pd.concat([carried.drop(columns=taken), measured[[*COLUMNS, *more]]], axis=1)


def shannon_bits(values: Iterable[str]) -> float:
    """Shannon's entropy of a list of categories, in bits.

    Examples
    --------
    >>> shannon_bits(["government", "party"]), shannon_bits(["government"])
    (1.0, 0.0)
    """
    _, counts = np.unique(np.asarray(list(values), dtype=str), return_counts=True)
    shares = counts / counts.sum()
    return abs(float(-(shares * np.log2(shares)).sum()))


def _article_scores(document: Document, own: dict[str, Columns], *, read: bool) -> dict[str, float]:
    """Count one article; what is said of a text is missing where there is none, or none in Arabic."""
    starts = document.word_starts
    sentences, acts, praise = own["sentences"], own["attributions"], own["praise"]
    spans = (sentences["start"], sentences["end"])
    voices = sentences["voice"]
    text = _marked(starts, *spans, voices != "boilerplate")
    official = _marked(starts, *spans, voices == "official")
    adopted = _marked(starts, *spans, voices == "narrator_official")
    reported = text & _marked(starts, acts["content_start"], acts["content_end"])
    words = int(text.sum())
    per_word = 1 / words if words and read else np.nan
    types = acts["source_type"]
    return {
        "words": words,
        "attributions": len(types),
        "attributed_share": reported.sum() * per_word,
        "direct_share": _share(acts["kind"] == "direct"),
        "named_share": _share(acts["named"]),
        "official_source_share": _share(np.isin(types.astype(str), sorted(OFFICIAL_TYPES))),
        "speakers": len({speaker for speaker in acts["speaker"] if speaker == speaker}),
        "source_diversity": shannon_bits(types) if len(types) else np.nan,
        "praise_per_1000": 1000 * len(praise["holder"]) * per_word,
        "narrator_praise_share": _share(praise["holder"] == "narrator"),
        "official_voice_share": official.sum() * per_word,
        "narrator_official_share": adopted.sum() * per_word,
        "formulas_per_1000": 1000 * len(own["formulas"]["article_id"]) * per_word,
        "agency_credited": len(own["credits"]["article_id"]) > 0,
    }


def _marked(
    starts: NDArray[np.int64],
    first: NDArray[Any],
    last: NDArray[Any],
    chosen: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Which words begin in one of the spans; spans that are missing are passed over."""
    marked = np.zeros(len(starts), dtype=bool)
    kept = (first == first) & (last == last)
    if chosen is not None:
        kept &= chosen
    edges = np.searchsorted(starts, np.stack([first[kept], last[kept]]))
    for begin, stop in edges.T:
        marked[begin:stop] = True
    return marked


def _share(values: NDArray[Any]) -> float:
    return float(values.mean()) if len(values) else float("nan")


class _ByArticle:
    """The columns that the scores rest on, cut to one article's rows."""

    def __init__(self, table: pd.DataFrame, columns: Sequence[str]) -> None:
        self._rows = table.groupby("article_id", sort=False).indices
        self._columns = {
            name: table[name].to_numpy(dtype=float, na_value=np.nan)
            if name.endswith(("start", "end"))
            else table[name].to_numpy(dtype=bool if name == "named" else object)
            for name in columns
        }
        self._none = np.array([], dtype=np.int64)

    def __call__(self, article_id: str) -> Columns:
        rows = self._rows.get(article_id, self._none)
        return {name: column[rows] for name, column in self._columns.items()}
