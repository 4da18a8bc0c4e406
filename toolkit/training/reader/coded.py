"""Coded articles in the encoder's pieces: what the second reader learns from.

An article becomes one or more windows of at most 510 pieces that overlap; spans of the gold become
first and last piece, counted from the window's opening piece, which is number 0 and stands for
"nowhere". Beside the piece itself the reader is told what pieces do not show: that a line begins,
the title, quotation marks around it, and what the toolkit takes for no article text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.document import join_document
from toolkit.arabic.quotations import quotation_spans
from toolkit.arabic.sentences import sentence_spans
from toolkit.articles.boilerplate.labels import boilerplate_sentences
from toolkit.measures.voice.model import VOICES
from toolkit.training.gold import SOURCE_TYPES
from toolkit.training.reader.pieces import Pieces

KINDS = ("direct", "indirect", "mixed")
SENTENCE_VOICES = (*VOICES, "boilerplate")
SIGNS = ("line", "title", "quoted", "boilerplate")
LONGEST = 510
STRIDE = 340
LEARNT_STRIDE = 450  # learning needs less overlap than reading

Span = tuple[int, int]
Flags = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Article:
    """An article in pieces: `numbers`, their `spans` in the document, and `signs`, (pieces, 4)."""

    article_id: str
    numbers: list[int]
    spans: list[Span]
    signs: Flags

    def pieces_of(self, span: Sequence[int] | None) -> Span | None:
        """First and last piece that overlap a span of the document."""
        if span is None:
            return None
        start, end = span
        own = [i for i, (first, last) in enumerate(self.spans) if last > start and first < end]
        return (own[0], own[-1]) if own else None


@dataclass(frozen=True)
class Act:
    """A coded act in pieces; `None` is nowhere, `hidden` a span outside the window."""

    cue: Span
    content: Span | None
    source: Span | None
    antecedent: Span | None
    hidden: frozenset[str]
    source_type: int
    kind: int
    named: bool


@dataclass(frozen=True, eq=False)
class Window:
    """A part of a coded article: pieces `first` to `last` of it, spans counted in the window.

    `praise` is None where it was not coded.
    """

    article: Article
    first: int
    last: int
    acts: list[Act]
    praise: list[Span] | None
    voices: list[tuple[Span, int]]


def read_article(article: Mapping[str, Any], pieces: Pieces) -> Article:
    """Cut an article (``article_id``, ``title``, ``text``, ``outlet``) into pieces with their signs."""
    title = article.get("title") or ""
    document = join_document(title, article["text"])
    numbers, spans = pieces.cut(document)
    sentences = sentence_spans(document, len(title))
    noise = boilerplate_sentences(
        document, len(title), sentences, outlet=article.get("outlet") or ""
    )
    marked = {
        "title": [(0, len(title))],
        "quoted": [(q.open, q.close) for q in quotation_spans(document)],
        "boilerplate": [span for span, is_noise in zip(sentences, noise, strict=True) if is_noise],
    }
    signs = np.zeros((len(spans), len(SIGNS)), np.float32)
    starts = np.array([start for start, _ in spans])
    for name, stretches in marked.items():
        for start, end in stretches:
            signs[(starts >= start) & (starts < end), SIGNS.index(name)] = 1
    ends = [0, *(end for _, end in spans)]
    for i, (start, _) in enumerate(spans):
        signs[i, SIGNS.index("line")] = i == 0 or "\n" in document[ends[i] : start]
    return Article(article["article_id"], numbers, spans, signs)


def windows(count: int, stride: int = STRIDE) -> list[Span]:
    """First and behind-last piece of the windows of an article of `count` pieces.

    Examples
    --------
    >>> windows(400), windows(600)
    ([(0, 400)], [(0, 510), (340, 600)])
    """
    cut = [(0, min(count, LONGEST))]
    while cut[-1][1] < count:
        first = cut[-1][0] + stride
        cut.append((first, min(count, first + LONGEST)))
    return cut


def coded_windows(row: Mapping[str, Any], article: Article) -> list[Window]:
    """The windows of a coded article that the reader learns from."""
    cut = []
    for first, end in windows(len(article.numbers), LEARNT_STRIDE):

        def inside(span: Sequence[int] | None, first: int = first, end: int = end) -> Span | None:
            found = article.pieces_of(span)
            if found is None or found[0] >= end or found[1] < first:
                return None
            return max(found[0], first) - first + 1, min(found[1], end - 1) - first + 1

        acts = [_act(act, inside) for act in row["attributions"] if inside(act["cue"])]
        praise = row["praise"] and [span for p in row["praise"] if (span := inside(p["span"]))]
        voices = [
            (span, SENTENCE_VOICES.index(s["voice"]))
            for s in row["sentences"] or ()
            if (span := inside((s["start"], s["end"])))
        ]
        cut.append(Window(article, first, end, acts, praise, voices))
    return cut


def _act(act: Mapping[str, Any], inside: Any) -> Act:
    spans = {
        "content": inside(act["content"]),
        "source": inside(act["source"]),
        "antecedent": inside(act["source_resolved"]),
    }
    told = {"content": "content", "source": "source", "antecedent": "source_resolved"}
    hidden = frozenset(k for k, name in told.items() if act[name] and spans[k] is None)
    return Act(
        inside(act["cue"]), **spans, hidden=hidden, source_type=SOURCE_TYPES.index(act["source_type"]),
        kind=KINDS.index(act["kind"]), named=bool(act["named"]),
    )  # fmt: skip
