"""What the span models see of a cue and a word: may the source or the content begin or end here?

One row a (cue, word) pair; everything is a gather from the flat arrays of `View`, so that the pairs
of a whole batch are described in a few numpy passes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic import fold
from toolkit.measures.attribution.features.candidates import Candidates, View, around, gather
from toolkit.measures.attribution.words.tokens import (
    COLON,
    COMMA,
    NEWLINE,
    QUOTE,
    SEMICOLON,
    STOP,
    Ints,
)

_FAR = 40
_ACTS = (
    "say",
    "announce",
    "deny",
    "consider",
    "express",
    "ask",
    "warn",
    "accuse",
    "praise",
    "report",
    "according",
    "affirm",
    "admit",
)

LONGEST_TAIL = 1000
"""Words behind a start in which its end is looked for; no quotation of the corpora is as long."""


def window(seen: View, token: Ints) -> tuple[Ints, Ints]:
    """Pairs of every cue with every word of its sentence: (row of the cue, word)."""
    first, last = seen.first[token], seen.last[token]
    size = last - first + 1
    owner = np.repeat(np.arange(len(token)), size)
    inner = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return owner, first[owner] + inner


def reach(seen: View, start: Ints) -> Ints:
    """The last word of the sentence of each start, or of the quotation that it stands in."""
    tokens = seen.tokens
    quote = tokens.quotation[start]
    quoted = np.where(
        quote >= 0,
        tokens.quotation_last[np.maximum(quote, 0)] if len(tokens.quotation_last) else 0,
        0,
    )
    # A mark that nothing closes makes a quotation of the rest of an article, however long that is.
    return np.minimum(np.maximum(seen.last[start], quoted), start + LONGEST_TAIL)


def tail(seen: View, start: Ints) -> tuple[Ints, Ints]:
    """Pairs of every start with every word to the end of its sentence, or of its quotation."""
    size = reach(seen, start) - start + 1
    owner = np.repeat(np.arange(len(start)), size)
    inner = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return owner, start[owner] + inner


def _cue_columns(seen: View, found: Candidates, rows: Ints) -> NDArray[np.float32]:
    """What is known of the cue itself, a row a candidate."""
    token = found.token[rows]
    word = seen.tokens.word[token]
    cues = [seen.lexical.cues[w] for w in word.tolist()]
    acts = np.asarray(
        [_ACTS.index(c.speech_act) if c and c.speech_act in _ACTS else -1 for c in cues]
    )
    frame = np.asarray([
        ((any(f in ("أن", "إن") for f in c.frame), "ب" in c.frame, "إلى" in c.frame, "على" in c.frame, "عن" in c.frame, "من" in c.frame) if c else (False,) * 6)
        for c in cues
    ], dtype=np.float32).reshape(-1, 6)  # fmt: skip
    return np.column_stack([
        found.kind[rows],
        acts,
        seen.lexical.agreement[word],
        [bool(c and c.object) for c in cues],
        [bool(c and c.conjunction) for c in cues],
        frame,
        seen.tokens.title[token],
        seen.tokens.quotation[token] >= 0,
        found.last[rows] - token,
        np.minimum(np.where(seen.next_particle[token] <= seen.last[token], seen.next_particle[token] - token, _FAR), _FAR),
        np.minimum(np.where(seen.next_quote[token] <= seen.last[token], seen.next_quote[token] - token, _FAR), _FAR),
        np.minimum(token - seen.first[token], _FAR),
        np.minimum(seen.last[token] - token, _FAR),
        (seen.tokens.gap[found.last[rows]] & COLON) > 0,
        (seen.tokens.gap[found.last[rows]] & COMMA) > 0,
    ]).astype(np.float32)  # fmt: skip


def pair_features(
    seen: View, found: Candidates, rows: Ints, owner: Ints, word: Ints
) -> NDArray[np.float32]:
    """Features of (cue, word) pairs.

    Parameters
    ----------
    rows : ndarray of int
        Rows of the candidates that take part; `owner` points into it.
    owner, word : ndarray of int
        The pairs.
    """
    blocks = [around(seen, word, o, dimensions=d) for o, d in ((-1, 8), (0, 12), (1, 10))]
    cues = _cue_columns(seen, found, rows)[owner]
    return np.concatenate([pair_relation(seen, found, rows, owner, word), cues, *blocks], axis=1)


def pair_relation(
    seen: View, found: Candidates, rows: Ints, owner: Ints, word: Ints
) -> NDArray[np.float32]:
    """Where the word of each pair stands against the cue, quotations, particles and commas."""
    tokens = seen.tokens
    cue = found.token[rows][owner]
    last = found.last[rows][owner]
    after = np.minimum(last + 1, seen.last[last])
    before = np.maximum(word - 1, seen.first[word])
    offset = word - cue
    quote, cue_quote = tokens.quotation[word], tokens.quotation[cue]
    opening = (
        (quote >= 0) & (tokens.quotation_first[np.maximum(quote, 0)] == word)
        if len(tokens.quotation_first)
        else quote > 0
    )
    closing = (
        (quote >= 0) & (tokens.quotation_last[np.maximum(quote, 0)] == word)
        if len(tokens.quotation_last)
        else quote > 0
    )
    frame_word = _governed(seen, found, rows, owner, before)
    return np.column_stack([
        np.clip(offset, -_FAR, _FAR),
        np.clip(word - last, -_FAR, _FAR),
        word == after,
        np.minimum(word - seen.first[word], _FAR),
        np.minimum(seen.last[word] - word, _FAR),
        word == seen.first[cue],
        word == seen.last[cue],
        quote >= 0,
        (quote == cue_quote) & (quote >= 0),
        opening,
        closing,
        np.clip(seen.commas[word] - seen.commas[last], -9, 9),
        np.clip(seen.cue_count[word] - seen.cue_count[cue], -9, 9),
        word - 1 == seen.next_particle[after],
        word > seen.next_particle[after],
        word == seen.next_quote[after],
        word > seen.next_quote[after],
        np.clip(word - seen.next_particle[after], -20, 20),
        frame_word,
    ]).astype(np.float32)  # fmt: skip


def _governed(seen: View, found: Candidates, rows: Ints, owner: Ints, before: Ints) -> Ints:
    """Whether the word before is the preposition or particle that the cue governs."""
    types = seen.tokens.types
    number = {t: i for i, t in enumerate(types)}
    governed = np.zeros(len(before), dtype=np.int64)
    for particle in ("إلى", "على", "عن", "من", "في", "أن", "إن"):
        code = number.get(fold(particle).text, -1)
        has = np.asarray([
            bool(c and particle in c.frame)
            for c in (seen.lexical.cues[w] for w in seen.tokens.word[found.token[rows]].tolist())
        ], dtype=bool)  # fmt: skip
        if code >= 0 and len(has):
            governed |= (seen.tokens.word[before] == code) & has[owner]
    return governed


def end_features(
    seen: View,
    found: Candidates,
    rows: Ints,
    owner: Ints,
    start: Ints,
    word: Ints,
    strength: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Features of an end, given where the span starts.

    `strength` holds for every word how likely it is a cue itself.
    """
    base = pair_features(seen, found, rows, owner, word)
    more = end_relation(seen, found, rows, owner, start, word, strength)
    return np.concatenate([base, more], axis=1)


def end_relation(
    seen: View,
    found: Candidates,
    rows: Ints,
    owner: Ints,
    start: Ints,
    word: Ints,
    strength: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Where the end of each pair stands against the start, its quotation and other cues."""
    tokens = seen.tokens
    begin = start[owner]
    following, inside = gather(seen, word, 1)
    second, _ = gather(seen, word, 2)
    quote = tokens.quotation[begin]
    quote_end = tokens.quotation_last[np.maximum(quote, 0)] if len(tokens.quotation_last) else quote
    opened = (
        (quote >= 0) & (tokens.quotation_first[np.maximum(quote, 0)] == begin)
        if len(tokens.quotation_first)
        else quote > 0
    )
    gap = tokens.gap[word]
    cue = found.token[rows][owner]
    return np.column_stack([
        np.minimum(word - begin, 80),
        opened,
        (quote >= 0),
        opened & (word == quote_end),
        np.clip(word - np.where(quote >= 0, quote_end, word), -_FAR, _FAR),
        np.clip(seen.commas[word] - seen.commas[begin], 0, 12),
        np.clip(seen.cue_count[word] - seen.cue_count[begin], 0, 9),
        strength[following] * inside,
        strength[second] * inside,
        strength[word],
        (gap & (COMMA | STOP | NEWLINE | SEMICOLON | QUOTE)) > 0,
        word == seen.last[begin],
        begin <= cue,
        word == cue - 1,
        (word >= cue) & (begin <= cue),
        np.clip(begin - cue, -_FAR, _FAR),
    ]).astype(np.float32)  # fmt: skip
