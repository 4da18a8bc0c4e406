"""Two articles side by side with the words that they share marked, right to left.

Each shared run is numbered, tinted alike on both sides, and a link to its other place; what of it
stands in quotation marks, where both may have heard one speaker, is underlined (and counted as the
taking article has it), and a passage that one article repeats has a dotted frame. No script; the text is escaped like everywhere in the report.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.arabic import quotation_spans
from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.measures.reuse.find import MIN_WORDS, find_repeats, find_reuse, reuse_scores
from toolkit.measures.reuse.views import quoted_words
from toolkit.output.whole import write_whole
from toolkit.report.segments import Mark, Segment, cut
from toolkit.report.templates import render, web_address
from toolkit.report.wording import Wording, is_missing, wording

TINTS = 6
"""Runs take these many tints in turn; the number tells them apart."""


def shared_copy_page(
    articles: pd.DataFrame,
    first: str,
    second: str,
    *,
    min_words: int = MIN_WORDS,
    language: str = "ar",
) -> str:
    """Set two articles side by side, the one whose words the other has on the right.

    Parameters
    ----------
    articles : DataFrame
        Needs ``article_id``, ``outlet``, ``published``, ``title``, ``text``.
    first, second : str
        The two articles; which of them is the source is told as by `find_reuse`: an agency,
        else the earlier one.
    min_words : int
        The shortest run.
    language : str
        Of the labels: ``en`` or ``ar``; the articles run right to left in both.

    Raises
    ------
    InputError
        Where there is no such article, or the two are one.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["الوكالة", "الموقع"],
    ...     "published": ["2022-05-11", "2022-05-12"], "title": ["لقاء", "زيارة"],
    ...     "text": ["أشاد الوزير بالدور الذي تقوم به المملكة."] * 2})
    >>> page = shared_copy_page(rows, "a", "b")
    >>> page.count('class="run t0"'), 'href="#b1"' in page
    (2, True)
    """
    words = wording(language)
    pair = _pair(articles, first, second)
    runs = find_reuse(pair, min_words=min_words)
    runs = runs.sort_values("source_start", kind="stable").reset_index(drop=True)
    taken = str(runs["source_article_id"].iloc[0]) if len(runs) else str(pair["article_id"].iloc[0])
    pair = pair.iloc[(pair["article_id"] != taken).argsort(kind="stable")]
    repeats = find_repeats(pair, min_words=min_words)
    shares = reuse_scores(pair.assign(outlet=["a", "b"]), min_words=min_words)
    sides = [
        _side(row, side, runs, repeats, share, words)
        for row, side, share in zip(
            pair.to_dict("records"), ("a", "b"), shares["shared_copy_share"], strict=True
        )
    ]
    quoted = int(quoted_words(runs, pair).sum()) if len(runs) else 0
    total = int(runs["words"].sum())
    counts = {"runs": len(runs), "words": total, "quoted": quoted, "told": total - quoted}
    return render("shared_copy.html.jinja", words=words, sides=sides, counts=counts, tints=TINTS)


def write_shared_copy(
    articles: pd.DataFrame, first: str, second: str, path: str | Path, **options: Any
) -> Path:
    """Write the page of `shared_copy_page`; the file is whole or not there."""
    return write_whole(path, shared_copy_page(articles, first, second, **options))


def _pair(articles: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    if first == second:
        raise InputError(f"'{first}' is one article; two are needed")
    for article_id in (first, second):
        if not (articles["article_id"] == article_id).any():
            raise InputError(f"no article '{article_id}' among the {len(articles)} given")
    pair = articles[articles["article_id"].isin([first, second])].reset_index(drop=True)
    return pair.assign(title=pair["title"].fillna(""), text=pair["text"].fillna(""))


def _side(
    row: dict[Any, Any],
    side: str,
    runs: pd.DataFrame,
    repeats: pd.DataFrame,
    share: float,
    words: Wording,
) -> dict[str, Any]:
    document = join_document(row["title"], row["text"])
    prefix = "source_" if side == "a" else ""
    own = repeats[repeats["article_id"] == row["article_id"]]
    marks = [
        Mark(int(start), int(end), "run", str(number))
        for number, (start, end) in enumerate(
            zip(runs[f"{prefix}start"], runs[f"{prefix}end"], strict=True), start=1
        )
    ]
    marks += [Mark(quote.start, quote.end, "quoted") for quote in quotation_spans(document)]
    for starts, ends in ((own["start"], own["end"]), (own["first_start"], own["first_end"])):
        marks += [Mark(int(s), int(e), "repeat") for s, e in zip(starts, ends, strict=True)]
    title_end = len(row["title"])
    pieces = cut(document, marks, breaks=[title_end, title_end + 1])
    published = row.get("published")
    return {
        "outlet": "" if is_missing(row.get("outlet")) else str(row["outlet"]),
        "published": "" if is_missing(published) else str(pd.Timestamp(str(published)).date()),
        "article_id": str(row["article_id"]),
        "link": web_address(row.get("url")),
        "share": words.number("shared_copy_share", share),
        "repeats": len(own),
        "title": [_piece(p, side) for p in pieces if p.end <= title_end],
        "text": [_piece(p, side) for p in pieces if p.start > title_end],
    }


def _piece(piece: Segment, side: str) -> dict[str, Any]:
    run = next((mark for mark in piece.marks if mark.layer == "run"), None)
    layers = {mark.layer for mark in piece.marks}
    number = run.variant if run else ""
    other = "b" if side == "a" else "a"
    classes = [f"run t{(int(number) - 1) % TINTS}"] if run else []
    classes += ["quoted"] if run and "quoted" in layers else []
    classes += ["repeat"] if "repeat" in layers else []
    return {
        "text": piece.text,
        "classes": " ".join(classes),
        "number": number if run and run.start == piece.start else "",
        "id": f"{side}{number}",
        "link": f"#{other}{number}" if run else "",
    }
