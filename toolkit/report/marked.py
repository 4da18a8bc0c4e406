"""One article with its evidence marked, right to left: what `toolkit.show` shows.

Cues, sources, contents, praise, formulas, agency credits, shared copy and the voice of each
sentence are layers that can be switched by checkboxes and style sheet alone, so that the page works
in a notebook, from disk, and without any script.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.output.whole import write_whole
from toolkit.report.evidence import Evidence, Row, article_evidence, evidence_marks, voice_line
from toolkit.report.segments import Mark, Segment, cut
from toolkit.report.templates import render, web_address
from toolkit.report.wording import Wording, is_missing, wording
from toolkit.study.arguments import expect_study
from toolkit.study.study import Study

# A code becomes a style class only where the style sheet has one for it.
_KINDS = ("direct", "indirect", "mixed")
_VOICES = ("official", "other_source", "narrator", "narrator_official", "boilerplate")


@dataclass(frozen=True)
class MarkedArticle:
    """An article's marked evidence as HTML; a notebook shows it by itself.

    Attributes
    ----------
    article_id, language : str
        Of which article, and the language of legend and tooltips.
    html : str
        A fragment to set into a page: style sheet included, no script, no identifiers.
    """

    article_id: str
    language: str
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html

    @property
    def page(self) -> str:
        """The fragment as a page of its own."""
        from markupsafe import Markup

        words = wording(self.language)
        return render(
            "article_page.html.jinja",
            words=words,
            title=self.article_id,
            # The fragment was escaped when it was rendered.
            fragment=Markup(self.html),
        )

    def save(self, path: str | Path) -> Path:
        """Write the page; the file is whole or not there."""
        return write_whole(path, self.page)


@dataclass(frozen=True)
class View:
    """What the templates draw: the article's row, its paragraphs, the marks counted by layer.

    `lines` are the reasons given, each once; a piece names them by number or carries them.
    """

    article: dict[str, str]
    paragraphs: list[dict[str, Any]]
    counts: dict[str, int]
    lines: list[str]


def marked_article(study: Study, article_id: str, *, language: str = "en") -> MarkedArticle:
    """Show an article with its evidence marked.

    Parameters
    ----------
    study : Study
        What `toolkit.score` gave.
    article_id : str
        One of its articles.
    language : str
        ``en`` or ``ar``: of the legend and the tooltips; the article stays as it is.

    Raises
    ------
    InputError
        Where the study has no such article, the language is not known, or the evidence points
        outside the text.
    """
    expect_study(study, "show")
    words = wording(language)
    view = article_view(article_evidence(study, article_id), words)
    html = render("article.html.jinja", words=words, view=view)
    return MarkedArticle(article_id=article_id, language=language, html=html)


def article_page(study: Study, article_id: str, *, language: str = "en") -> str:
    """Give an article's marked evidence as a page of its own."""
    return marked_article(study, article_id, language=language).page


def article_view(evidence: Evidence, words: Wording) -> View:
    """Arrange an article's evidence for the templates."""
    marks = evidence_marks(evidence, words)
    document, sentences = evidence.document, evidence.rows["sentences"]
    breaks = [offset for row in sentences for offset in (int(row["start"]), int(row["end"]))]
    for offset, character in enumerate(document):
        if character == "\n":
            breaks += [offset, offset + 1]
    pieces = cut(document, marks, breaks=breaks)
    counts = Counter(mark.layer for mark in marks)
    counts["voice"] = len(sentences)
    numbers = {line: number for number, line in enumerate(dict.fromkeys(m.why for m in marks))}
    return View(
        article=_article_words(evidence.article),
        paragraphs=_paragraphs(pieces, sentences, len(evidence.title), numbers, words),
        counts={layer: counts[layer] for layer in words.layers},
        lines=list(numbers),
    )


def _article_words(article: Row) -> dict[str, str]:
    published = article.get("published")
    when = "" if is_missing(published) else str(pd.Timestamp(str(published)).date())
    return {
        "article_id": str(article["article_id"]),
        "outlet": "" if is_missing(article.get("outlet")) else str(article["outlet"]),
        "title": "" if is_missing(article.get("title")) else str(article["title"]),
        "published": when,
        "link": web_address(article.get("url")),
    }


def _paragraphs(
    pieces: list[Segment],
    sentences: list[Row],
    title_end: int,
    numbers: dict[str, int],
    words: Wording,
) -> list[dict[str, Any]]:
    owner = _sentence_finder(sentences)
    paragraphs = []
    for is_line, line in groupby(pieces, key=lambda piece: piece.text != "\n"):
        if not is_line:
            continue
        inside = list(line)
        runs = [
            _run(sentence, list(run), numbers, words)
            for sentence, run in groupby(inside, key=lambda piece: owner(piece.start))
        ]
        start = inside[0].start
        paragraphs.append({"is_title": start < title_end, "start": start, "runs": runs})
    return paragraphs


def _sentence_finder(sentences: list[Row]) -> Callable[[int], Row | None]:
    """Give a function from an offset to the sentence that it lies in, or None between two."""
    ordered = sorted(sentences, key=lambda row: int(row["start"]))
    starts = [int(row["start"]) for row in ordered]

    def find(offset: int) -> Row | None:
        place = bisect_right(starts, offset) - 1
        inside = place >= 0 and offset < int(ordered[place]["end"])
        return ordered[place] if inside else None

    return find


def _run(
    sentence: Row | None, pieces: list[Segment], numbers: dict[str, int], words: Wording
) -> dict[str, Any]:
    drawn = [_piece(piece, numbers) for piece in pieces]
    if sentence is None:
        return {"voice": "", "label": "", "why": "", "pieces": drawn}
    voice = str(sentence["voice"]) if sentence.get("voice") in _VOICES else "narrator"
    first = pieces[0].start == int(sentence["start"]) and not is_missing(sentence.get("voice"))
    return {
        "voice": voice,
        "label": words.code("voice", sentence["voice"]) if first else "",
        "why": voice_line(sentence, words) if first else "",
        "pieces": drawn,
    }


def _piece(piece: Segment, numbers: dict[str, int]) -> dict[str, Any]:
    lines = list(dict.fromkeys(mark.why for mark in piece.marks))
    return {
        "text": piece.text,
        "classes": " ".join(dict.fromkeys(name for m in piece.marks for name in _classes(m))),
        "opens": piece.opens,
        "why": "\n".join(lines),
        "numbers": " ".join(str(numbers[line]) for line in lines),
    }


def _classes(mark: Mark) -> list[str]:
    names = [f"mft-{mark.layer}"]
    if mark.layer == "content" and mark.variant in _KINDS:
        names.append(f"mft-{mark.variant}")
    return names
