"""Key words in context (KWIC): the places that a keyness table speaks of, for a reader to judge.

A concordance is read right to left: what comes before a word stands to its right.
"""

from __future__ import annotations

import html
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.articles.door import need_table
from toolkit.comparison.terms import Keyness
from toolkit.concordances import kwic
from toolkit.errors import InputError

COLUMNS = ["group", "term", "article_id", "start", "end", "before", "match", "after"]
_STYLE = "border-collapse:collapse"
_RIGHT, _MIDDLE, _LEFT = ("text-align:right", "text-align:center;font-weight:bold;padding:0 .6em",
                          "text-align:left")  # fmt: skip


@dataclass(frozen=True)
class Concordance:
    """Terms with what stands around them.

    Attributes
    ----------
    table : DataFrame
        `group, term, article_id, start, end, before, match, after`; offsets point into the
        document as read, `match` is the words there, marks and all.
    """

    table: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Give the table itself."""
        return self.table

    def to_html(self) -> str:
        """Give the concordance as a page's part, right to left, a table a group and term."""
        parts = []
        for (group, term), rows in self.table.groupby(["group", "term"], sort=False):
            heading = f"<b>{html.escape(str(term))}</b> — {html.escape(str(group))}"
            lines = "".join(_line(row) for row in rows.to_dict("records"))
            parts.append(f'<p>{heading}</p><table style="{_STYLE}">{lines}</table>')
        return f'<div dir="rtl" lang="ar">{"".join(parts)}</div>'

    def _repr_html_(self) -> str:
        return self.to_html()


def contexts(
    articles: pd.DataFrame,
    terms: Keyness | str | Sequence[str],
    *,
    by: str = "outlet",
    per_group: int = 5,
    per_term: int | None = 5,
    width: int = 7,
    seed: int = 0,
) -> Concordance:
    """Show where terms stand: some places a group and term (`toolkit.kwic` gives every place).

    Parameters
    ----------
    articles : DataFrame
        The article table.
    terms : Keyness, str or list of str
        From `keyness`: each group's foremost terms, in its own articles, as the table counts them.
        Or words, phrases and globs in all articles, through clitics and spelling, as `kwic` finds
        them.
    per_group : int
        So many terms a group, of a `Keyness`.
    per_term : int or None
        So many places a term and group, at most one an article while there are others, drawn by
        `seed`; None for every place.
    width : int
        Words shown on each side.

    Returns
    -------
    Concordance

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"], "title": ["قمة مراكش"],
    ...                          "text": ["أشاد الوزير بالقيادة الرَّشيدة للبلاد"]})
    >>> contexts(articles, ["الرشيدة"], width=2).table[["before", "match", "after"]].values.tolist()
    [['الوزير بالقيادة', 'الرَّشيدة', 'للبلاد']]
    """
    from toolkit.arabic import fold

    need_table(articles, "articles")
    for column in ("article_id", by, "title", "text"):
        if column not in articles.columns:
            raise InputError(f"articles: there is no column '{column}' to show terms of")
    if isinstance(terms, Keyness):
        top = terms.top(per_group)
        wanted = set(zip(top["group"], top["term"], strict=True))
        order = list(dict.fromkeys(zip(top["group"], top["term"], strict=True)))
        rows: list[Any] = [
            row
            for row in _counted_places(articles, by, width, {term for _, term in wanted})
            if (row["group"], row["term"]) in wanted
        ]
    else:
        terms = [terms] if isinstance(terms, str) else terms
        folded = list(dict.fromkeys(fold(term).text for term in terms))
        groups = sorted(articles[by].dropna().astype(str).unique())
        order = [(group, term) for term in folded for group in groups]
        rows = _searched_places(articles, by, width, terms)
    table = pd.DataFrame(rows, columns=COLUMNS)
    rank = {pair: i for i, pair in enumerate(order)}
    return Concordance(_drawn(table, rank, per_term, np.random.default_rng(seed)))


def _searched_places(
    articles: pd.DataFrame, by: str, width: int, terms: Sequence[str]
) -> list[Any]:
    """Every place of words that a reader asks for, by the matcher."""
    from toolkit.arabic import fold

    missing = articles[by].isna()
    named = articles[~missing].assign(outlet=articles.loc[~missing, by].astype(str))
    found = kwic(named, list(terms), window=width).to_frame()
    shown = found.rename(
        columns={"outlet": "group", "left": "before", "hit": "match", "right": "after"}
    )
    return shown.assign(term=[fold(term).text for term in shown["term"]]).to_dict("records")


def _counted_places(
    articles: pd.DataFrame, by: str, width: int, terms: set[str]
) -> Iterator[dict[str, object]]:
    """Every place of words as `count_terms` counts them: folded, their clitics part of them."""
    from toolkit.arabic import fold, word_spans

    columns = (articles["article_id"], articles[by], articles["title"], articles["text"])
    for article_id, group, title, text in zip(*columns, strict=True):
        document = join_document(title, text)
        folded = fold(document)
        words = word_spans(folded.text)
        for i, (start, end) in enumerate(words):
            term = folded.text[start:end]
            if term not in terms:
                continue
            begin, stop = folded.span(start, end)
            first, _ = folded.span(*words[max(0, i - width)])
            _, last = folded.span(*words[min(len(words) - 1, i + width)])
            around = {"before": document[first:begin], "match": document[begin:stop],
                      "after": document[stop:last]}  # fmt: skip
            shown = {name: " ".join(part.split()) for name, part in around.items()}
            yield {"group": str(group), "term": term, "article_id": article_id, "start": begin,
                   "end": stop, **shown}  # fmt: skip


def _drawn(
    table: pd.DataFrame,
    rank: dict[tuple[str, str], int],
    per_term: int | None,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw places of each group and term, an article's second only when all have given one."""
    if table.empty:
        return table
    table = table.sort_values(["article_id", "start"], kind="stable").reset_index(drop=True)
    table = table.assign(
        rank=[rank[pair] for pair in zip(table["group"], table["term"], strict=True)],
        turn=table.groupby(["group", "term", "article_id"]).cumcount(),
        lot=rng.random(len(table)),
    )
    table = table.sort_values(["rank", "turn", "lot"], kind="stable")
    if per_term is not None:
        table = table.groupby("rank", sort=False).head(per_term)
    table = table.sort_values(["rank", "article_id", "start"], kind="stable")
    return table[COLUMNS].reset_index(drop=True)


def _line(row: Mapping[Hashable, object]) -> str:
    before, match, after = (html.escape(str(row[name])) for name in ("before", "match", "after"))
    title = html.escape(f"{row['article_id']}: {row['start']}–{row['end']}", quote=True)
    # In a row that runs right to left the first cell is the rightmost: what is read first. Its
    # end lies beside the word.
    return (
        f'<tr title="{title}"><td style="{_LEFT}">{before}</td>'
        f'<td style="{_MIDDLE}">{match}</td><td style="{_RIGHT}">{after}</td></tr>'
    )
