"""A study as a notebook shows it: what was found, how often, in how many articles, such as what."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.arabic.document import join_document

if TYPE_CHECKING:
    from toolkit.study.study import Study

_EXAMPLES = 3
_LONGEST = 60
_NOT_FOUND_IN_TEXTS = ("articles", "scores", "actors", "sentences")


def study_html(study: Study) -> str:
    """Give a study as a page's part: its articles, and a line for each table of evidence.

    Examples
    --------
    >>> import toolkit
    >>> page = study_html(toolkit.score("أشاد الوزير بالدور الرائد للمغرب."))
    >>> "<b>1 article</b>" in page, "أشاد" in page
    (True, True)
    """
    documents = {
        key: join_document(title, text)
        for key, title, text in zip(
            *(study.articles[name] for name in ("article_id", "title", "text")), strict=True
        )
    }
    lines = [
        _line(name, table, documents)
        for name, table in study.tables()
        if name not in _NOT_FOUND_IN_TEXTS and "article_id" in table
    ]
    lines.append(_cells("actors", f"{len(study.actors):,}", "", _names(study.actors)))
    head = "".join(f'<th scope="col">{name}</th>' for name in ("", "found", "articles", "such as"))
    return (
        f"<div><p>{_heading(study)}</p><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table><p><small>{_further(study)}</small></p></div>"
    )


def _heading(study: Study) -> str:
    count = len(study.articles)
    outlets = study.articles["outlet"].dropna().unique().tolist()
    parts = [f"<b>{count:,} article{'s' if count != 1 else ''}</b>"]
    named = html.escape(str(outlets[0])) if len(outlets) == 1 else f"{len(outlets):,} outlets"
    parts.append(f"<bdi>{named}</bdi>")
    published = study.articles.reindex(columns=["published"])["published"]
    days = pd.to_datetime(published, utc=True, errors="coerce")
    if days.notna().any():
        parts.append(f"{days.min():%Y-%m-%d} – {days.max():%Y-%m-%d}")
    return " · ".join(parts)


def _line(name: str, table: pd.DataFrame, documents: dict[str, str]) -> str:
    articles = f"{table['article_id'].nunique():,}" if len(table) else ""
    return _cells(name, f"{len(table):,}", articles, _printed(table, documents))


def _cells(name: str, found: str, articles: str, such_as: list[str]) -> str:
    words = " · ".join(f"<bdi>{html.escape(text)}</bdi>" for text in such_as)
    return (
        f'<tr><th scope="row">{html.escape(name)}</th><td>{found}</td><td>{articles}</td>'
        f'<td dir="auto" style="text-align:start">{words}</td></tr>'
    )


def _printed(table: pd.DataFrame, documents: dict[str, str]) -> list[str]:
    """The first few different words of a table, as printed."""
    prefix = "" if "start" in table else "cue_"
    if f"{prefix}start" not in table:
        return []
    found: dict[str, None] = {}
    columns = (table[name] for name in ("article_id", f"{prefix}start", f"{prefix}end"))
    for key, start, end in zip(*columns, strict=True):
        if len(found) == _EXAMPLES:
            break
        found[_short(documents[key][int(start) : int(end)])] = None
    return list(found)


def _names(actors: pd.DataFrame) -> list[str]:
    return [_short(name) for name in actors["name"].dropna().head(_EXAMPLES)]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0]} …"


def _further(study: Study) -> str:
    first = (
        html.escape(repr(str(study.articles["article_id"].iloc[0]))) if len(study.articles) else ""
    )
    return (
        f"<code>study.scores</code> · <code>toolkit.show(study, {first})</code> · "
        '<code>toolkit.concordance(study, "praise")</code>'
    )
