"""Contents: the words that each outlet gives to a speaker, ready to be compared.

The contents of the attributions, direct and indirect, and what stands between quotation marks
where no attribution claims it (a cue that was missed must not hide an altered quotation). Each
content is a short text of its own; its words are numbered as toolkit.measures.reuse.corpus does,
and once more by their light stem, listed synonyms as one, so that clitics, endings and a
translator's taste do not part two versions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold, quotation_spans
from toolkit.arabic.document import join_document
from toolkit.measures.quotations.wordlists import meaning
from toolkit.measures.reuse.corpus import CorpusWords, corpus_words

MIN_WORDS = 5
"""Shorter contents are names and scare quotes: too little to be the words of one occasion."""

COLUMNS = (
    "article_id", "attribution", "start", "end", "kind", "speaker", "outlet", "published",
)  # fmt: skip


@dataclass(frozen=True)
class Contents:
    """Contents and their words.

    Attributes
    ----------
    table : DataFrame
        One row a content, `COLUMNS`: offsets in the document, ``kind`` of the act (``direct`` for
        quotation marks by themselves), ``attribution`` missing for these.
    words : CorpusWords
        Their words; offsets in the document.
    stems : ndarray of int32, shape (words,)
        The number of each word's light stem, or of the synonyms that it is one of.
    vocabulary : list of str
        The folded word of each word number.
    days : ndarray of float, shape (contents,)
        Days since 1970 of the article's publication; NaN where unknown.
    """

    table: pd.DataFrame
    words: CorpusWords
    stems: NDArray[np.int32]
    vocabulary: list[str]
    days: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.table)

    def folded(self, row: int) -> list[str]:
        """The folded words of one content."""
        first, last = self.words.first[row : row + 2]
        return [self.vocabulary[number] for number in self.words.ids[first:last].tolist()]


def collect_contents(
    articles: pd.DataFrame, attributions: pd.DataFrame, *, min_words: int = MIN_WORDS
) -> Contents:
    """Take the contents out of the articles.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``outlet``, ``published``, ``title``, ``text``.
    attributions : DataFrame
        ``article_id``, ``attribution``, ``content_start``, ``content_end``, ``kind``, ``speaker``.
    min_words : int
        The fewest words of a content.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["الخبر"], "published": [None],
    ...     "title": [""], "text": ["قال: «نحن هنا من أجل السلام وحده»."]})
    >>> acts = pd.DataFrame(columns=["article_id", "attribution", "content_start", "content_end",
    ...                              "kind", "speaker"])
    >>> collect_contents(articles, acts).table[["start", "end"]].values.tolist()
    [[7, 33]]
    """
    return number_contents(content_rows(articles, attributions), min_words=min_words)


def number_contents(rows: pd.DataFrame, *, min_words: int = MIN_WORDS) -> Contents:
    """Number the words of contents: the reduce of `content_rows`, whose tables it takes as one."""
    texts = pd.DataFrame({"title": "", "text": rows["text"]})
    words = corpus_words(texts)
    vocabulary = _vocabulary(texts["text"].tolist(), words)
    kept = np.flatnonzero(words.lengths >= min_words)
    table = rows.drop(columns="text").iloc[kept].reset_index(drop=True)
    words = _taken(words, kept, table["start"].to_numpy(dtype=np.int64))
    published = pd.to_datetime(table["published"], utc=True, errors="coerce", format="ISO8601")
    days = (published - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(days=1)
    stems = pd.factorize(np.array([meaning(word) for word in vocabulary], dtype=object))[0]
    by_word = stems[words.ids].astype(np.int32)
    return Contents(table, words, by_word, vocabulary, np.asarray(days, dtype=np.float64))


def content_rows(articles: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Every content with its text, in the order of the articles, each of which counts by itself."""
    acts = attributions.dropna(subset=["content_start", "content_end"])
    by_article: dict[str, list[tuple[int, int, int, str, object]]] = {}
    columns = ["article_id", "attribution", "content_start", "content_end", "kind", "speaker"]
    for article_id, number, start, end, kind, speaker in acts[columns].itertuples(index=False):
        own = by_article.setdefault(article_id, [])
        own.append((int(start), int(end), int(number), kind, speaker))
    published = articles["published"] if "published" in articles else [None] * len(articles)
    rows = []
    for article_id, outlet, date, title, text in zip(
        articles["article_id"], articles["outlet"], published,
        articles["title"].fillna(""), articles["text"].fillna(""), strict=True,
    ):  # fmt: skip
        document = join_document(title, text)
        own = by_article.get(article_id, [])
        for start, end, number, kind, speaker in own + _unclaimed(document, len(title), own):
            rows.append(
                (article_id, number, start, end, kind, speaker, outlet, date, document[start:end])
            )
    table = pd.DataFrame(rows, columns=[*COLUMNS, "text"])
    return table.astype({"attribution": "Int64", "start": "int64", "end": "int64"})


def _unclaimed(
    document: str, title: int, acts: list[tuple[int, int, int, str, object]]
) -> list[tuple[int, int, None, str, None]]:
    """What stands between quotation marks in no act's content."""
    claimed = [(start, end) for start, end, *_ in acts]
    return [
        (q.start, q.end, None, "direct", None)
        for q in quotation_spans(document)
        if q.start > title and not any(a < q.end and q.start < b for a, b in claimed)
    ]


def _taken(words: CorpusWords, kept: NDArray[np.int64], shift: NDArray[np.int64]) -> CorpusWords:
    """The words of some contents, with offsets in the documents."""
    lengths = words.lengths[kept]
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    index = np.repeat(words.first[kept] - first[:-1], lengths) + np.arange(first[-1])
    # A content was read as a text behind an empty title and its line break.
    moved = np.repeat(shift - 1, lengths)
    return CorpusWords(
        words.ids[index],
        (words.starts[index] + moved).astype(np.int32),
        (words.ends[index] + moved).astype(np.int32),
        first,
    )


def _vocabulary(texts: list[str], words: CorpusWords) -> list[str]:
    """The folded word of each word number; `words` are those of the texts."""
    numbers, places = np.unique(words.ids, return_index=True)
    if not len(numbers):
        return []
    spans = zip(words.articles[places], words.starts[places], words.ends[places], strict=True)
    # A text stands behind an empty title and its line break; a word holds no line break. Numbers
    # are dense and ascending, so that each is its word's place in the list.
    spelled = "\n".join(texts[owner][start - 1 : end - 1] for owner, start, end in spans)
    return fold(spelled).text.split("\n")
