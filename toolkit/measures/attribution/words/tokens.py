"""Articles as columns of words: what the models look at, for a whole batch at once.

Every word of every article becomes one row of flat arrays (its type, the gap behind it, where it
stands, its sentence and quotation). Whatever depends on the word alone is worked out once per word
type, so that a batch costs as much as its vocabulary and a few numpy passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold, quotation_spans

Ints = NDArray[np.int64]

_WORD_AND_GAP = re.compile(r"([^\W_]+)([\W_]*)")

# What the gap behind a word may hold, as bits.
COMMA, STOP, COLON, QUOTE, NEWLINE, PAREN, DASH, DOTS, SEMICOLON, ANY = (1 << i for i in range(10))
_GAP_SIGNS = (
    (COMMA, "،,"),
    (STOP, ".؟!?…"),
    (COLON, ":"),
    (QUOTE, "\"«»“”„'‘’"),
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


def tokenize(
    documents: Sequence[str],
    sentence_spans: Sequence[Sequence[tuple[int, int]]],
    boilerplate: Sequence[Sequence[bool]],
) -> Tokens:
    """Cut documents into words and place each in its sentence and quotation."""
    words: list[Sequence[str]] = []
    gaps: list[Sequence[str]] = []
    starts: list[Ints] = []
    ends: list[Ints] = []
    quotes: list[Ints] = []
    quote_first: list[int] = []
    sentences: list[Ints] = []
    sentence_base = 0
    base = 0
    quote_last: list[int] = []
    for document, spans in zip(documents, sentence_spans, strict=True):
        folded = fold(document)
        pairs = _WORD_AND_GAP.findall(folded.text)
        own_words, own_gaps = zip(*pairs, strict=True) if pairs else ((), ())
        word_length = np.fromiter(map(len, own_words), np.int64, len(own_words))
        gap_length = np.fromiter(map(len, own_gaps), np.int64, len(own_gaps))
        lead = len(folded.text) - int(word_length.sum() + gap_length.sum())
        first = (
            lead + np.concatenate([[0], np.cumsum(word_length + gap_length)[:-1]])
            if pairs
            else word_length
        )
        start = folded.offsets[first]
        end = np.maximum(folded.offsets[first + word_length - 1] + 1, start + 1)
        words.append(own_words)
        gaps.append(own_gaps)
        starts.append(start)
        ends.append(end)
        bounds = np.asarray([s for s, _ in spans], dtype=np.int64)
        # An empty title has the same start as the first sentence: the later one takes the words.
        sentences.append(sentence_base + np.maximum(np.searchsorted(bounds, start, "right") - 1, 0))
        quotes.append(np.full(len(start), -1, dtype=np.int64))
        for quotation in quotation_spans(document):
            a, b = np.searchsorted(start, (quotation.start, quotation.end))
            if a < b:
                quotes[-1][a:b] = len(quote_first)
                quote_first.append(base + int(a))
                quote_last.append(base + int(b) - 1)
        base += len(start)
        sentence_base += len(spans)
    code, types = pd.factorize(np.fromiter(chain.from_iterable(words), object, base))
    gap_code, gap_types = pd.factorize(np.fromiter(chain.from_iterable(gaps), object, base))
    gap_bits = np.asarray([_gap_bits(g) for g in gap_types], dtype=np.int64)
    sentence = np.concatenate(sentences) if sentences else np.zeros(0, np.int64)
    numbers = np.asarray(
        list(chain.from_iterable(range(len(s)) for s in sentence_spans)), dtype=np.int64
    )
    first, last = _bounds(sentence, sentence_base)
    lengths = [len(s) for s in starts]
    return Tokens(
        documents=documents,
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
        sentence_boilerplate=np.asarray(list(chain.from_iterable(boilerplate)), dtype=bool),
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
