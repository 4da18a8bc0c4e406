"""Articles as columns of words: what the models look at, for a whole batch at once.

Every word of every article becomes one row of flat arrays (its type, the gap behind it, where it
stands, its sentence and quotation). Whatever depends on the word alone is worked out once per word
type, so that a batch costs as much as its vocabulary and a few numpy passes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic.document import Document

Ints = NDArray[np.int64]

# What the gap behind a word may hold, as bits.
COMMA, STOP, COLON, QUOTE, NEWLINE, PAREN, DASH, DOTS, SEMICOLON, ANY = (1 << i for i in range(10))
_GAP_SIGNS = (
    (COMMA, "،,"),
    (STOP, ".؟!?…"),
    (COLON, ":"),
    (QUOTE, "\"«»“”„'‘’″‹›＂‟"),
    (NEWLINE, "\n"),
    (PAREN, "()[]"),
    (DASH, "-–—ـ/|"),
    (SEMICOLON, "؛;"),
)


@dataclass(frozen=True)
class Tokens:
    """The words of a batch of articles.

    All arrays but `types` and `documents` have one row a word; `start` and `end` are offsets in
    the word's own document as read, `sentence` counts through the batch, `quotation` is -1 outside.
    """

    documents: Sequence[str]
    types: Sequence[str]
    word: Ints
    gap: Ints
    article: Ints
    start: Ints
    end: Ints
    sentence: Ints
    sentence_first: Ints
    sentence_last: Ints
    sentence_number: Ints
    sentence_boilerplate: NDArray[np.bool_]
    quotation: Ints
    quotation_first: Ints
    quotation_last: Ints
    title: NDArray[np.bool_]


def tokenize(documents: Sequence[Document]) -> Tokens:
    """The words of documents, each placed in its sentence and quotation."""
    words = [document.words for document in documents]
    gaps = [document.gaps for document in documents]
    starts = [document.bounds[1] for document in documents]
    ends = [document.bounds[2] for document in documents]
    quotes: list[Ints] = []
    quote_first: list[int] = []
    quote_last: list[int] = []
    sentences: list[Ints] = []
    sentence_base = base = 0
    for document, start in zip(documents, starts, strict=True):
        sentences.append(sentence_base + np.asarray(document.sentence_of, dtype=np.int64))
        quotes.append(np.full(len(start), -1, dtype=np.int64))
        for quotation in document.quotations:
            a, b = np.searchsorted(start, (quotation.start, quotation.end))
            if a < b:
                quotes[-1][a:b] = len(quote_first)
                quote_first.append(base + int(a))
                quote_last.append(base + int(b) - 1)
        base += len(start)
        sentence_base += len(document.spans)
    code, types = pd.factorize(np.fromiter(chain.from_iterable(words), object, base))
    gap_code, gap_types = pd.factorize(np.fromiter(chain.from_iterable(gaps), object, base))
    gap_bits = np.asarray([_gap_bits(g) for g in gap_types], dtype=np.int64)
    sentence = np.concatenate(sentences) if sentences else np.zeros(0, np.int64)
    sizes = [len(document.spans) for document in documents]
    numbers = np.asarray(list(chain.from_iterable(map(range, sizes))), dtype=np.int64)
    first, last = _bounds(sentence, sentence_base)
    lengths = [len(s) for s in starts]
    return Tokens(
        documents=[document.text for document in documents],
        types=types.tolist(),
        word=code.astype(np.int64),
        gap=gap_bits[gap_code] if base else np.zeros(0, np.int64),
        article=np.repeat(np.arange(len(documents)), lengths),
        start=np.concatenate(starts) if starts else np.zeros(0, np.int64),
        end=np.concatenate(ends) if ends else np.zeros(0, np.int64),
        sentence=sentence,
        sentence_first=first,
        sentence_last=last,
        sentence_number=numbers,
        sentence_boilerplate=np.asarray(
            [n in d.boilerplate for d in documents for n in range(len(d.spans))], dtype=bool
        ),
        quotation=np.concatenate(quotes) if quotes else np.zeros(0, np.int64),
        quotation_first=np.asarray(quote_first, dtype=np.int64),
        quotation_last=np.asarray(quote_last, dtype=np.int64),
        title=numbers[sentence] == 0 if base else np.zeros(0, bool),
    )


def _gap_bits(gap: str) -> int:
    bits = ANY if gap.strip() else 0
    for bit, signs in _GAP_SIGNS:
        if any(sign in gap for sign in signs):
            bits |= bit
    if ".." in gap or "…" in gap:
        bits |= DOTS
    return bits


def _bounds(sentence: Ints, count: int) -> tuple[Ints, Ints]:
    """First and last word of every sentence; first > last where it has none."""
    rows = np.arange(count)
    return np.searchsorted(sentence, rows, "left"), np.searchsorted(sentence, rows, "right") - 1
