"""Candidate acts: the words and signs that may report speech, with what the models see of each.

Rules propose with high recall (every reading of every cue, colons after a short lead, pauses in
titles); the model of `acts` disposes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.features.no_acts import no_acts
from toolkit.measures.attribution.words.cues import ACCORDING, Cue, opens_phrase, read_phrase
from toolkit.measures.attribution.words.groups import word_group
from toolkit.measures.attribution.words.lexical import CLASS_NAMES, FLAG_NAMES, Lexical
from toolkit.measures.attribution.words.tokens import (
    ANY,
    COLON,
    COMMA,
    DASH,
    DOTS,
    NEWLINE,
    PAREN,
    QUOTE,
    SEMICOLON,
    STOP,
    Ints,
    Tokens,
)

COLON_KIND = 7
_COLON_REACH = 12
_LONGEST_CUE = 5
_LONGEST_LEAD = 5
NAME = 20  # and more: the head is a name
_FAR = 40
_PARTICLE, _PREPOSITION, _RELATIVE = (
    CLASS_NAMES.index(n) for n in ("particle", "preposition", "relative")
)
GAP_BITS = (COMMA, STOP, COLON, QUOTE, NEWLINE, PAREN, DASH, DOTS, SEMICOLON, ANY)


@dataclass(frozen=True)
class Candidates:
    """Possible acts: the word of the cue (for a colon, the word before it) and its form."""

    token: Ints
    kind: Ints
    last: Ints  # last word of the cue, for phrases


@dataclass(frozen=True)
class View:
    """Tokens with their lexical features spread over the words, and running indexes."""

    tokens: Tokens
    lexical: Lexical
    flags: NDArray[np.float32]
    vectors: NDArray[np.float32]
    kind: Ints
    heads: Ints
    first: Ints  # first word of the word's sentence
    last: Ints
    next_particle: Ints
    next_quote: Ints
    next_colon: Ints
    gap_before: Ints  # of the word before in the article
    commas: Ints  # before the word
    cue_count: Ints
    phrases: Mapping[int, tuple[Cue, int]]  # cues of several words: by first word, with the last

    def lexical_type(self, number: int) -> str:
        """The folded word of a type."""
        return self.tokens.types[number]

    def cue_at(self, word: int) -> Cue | None:
        """The cue that begins with a word."""
        found = self.phrases.get(word)
        return found[0] if found else self.lexical.cues[self.tokens.word[word]]


def view(tokens: Tokens, lexical: Lexical) -> View:
    """Spread what is known by type over the words of a batch."""
    word = tokens.word
    flags = lexical.flags[word]
    kind = lexical.kind[word]
    opens = np.zeros(len(word), dtype=bool)
    opens[tokens.quotation_first] = True
    # Nothing is looked up beyond the article, so that a batch gives what the article alone gives.
    last_word = np.searchsorted(tokens.article, tokens.article, "right") - 1
    gap_before = np.concatenate([[0], tokens.gap[:-1]]) if len(word) else tokens.gap
    starts = np.searchsorted(tokens.article, tokens.article, "left") == np.arange(len(word))
    comma = (tokens.gap & COMMA) > 0
    return View(
        tokens=tokens,
        lexical=lexical,
        flags=flags,
        vectors=lexical.vectors[word],
        kind=kind,
        heads=lexical.heads[word],
        first=tokens.sentence_first[tokens.sentence],
        last=tokens.sentence_last[tokens.sentence],
        next_particle=_next_index(flags[:, _PARTICLE] > 0, last_word),
        next_quote=_next_index(opens, last_word),
        next_colon=_next_index((tokens.gap & COLON) > 0, last_word),
        gap_before=np.where(starts, 0, gap_before),
        commas=np.cumsum(comma) - comma,
        cue_count=np.cumsum(kind > 0),
        phrases=_phrases(tokens),
    )


def _phrases(tokens: Tokens) -> dict[int, tuple[Cue, int]]:
    """Where cues of several words stand, each inside its sentence."""
    opening = np.asarray([opens_phrase(word) for word in tokens.types], dtype=bool)
    found = {}
    for row in np.flatnonzero(opening[tokens.word]).tolist() if len(opening) else ():
        last = min(row + _LONGEST_CUE, int(tokens.sentence_last[tokens.sentence[row]]) + 1)
        read = read_phrase([tokens.types[w] for w in tokens.word[row:last].tolist()])
        if read:
            found[row] = (read[0], row + read[1] - 1)
    return found


def _next_index(mask: NDArray[np.bool_], limit: Ints) -> Ints:
    """For each row the first row from it to its limit where the mask holds; far away if none."""
    count = len(mask)
    if not count:
        return limit
    rows = np.where(mask, np.arange(count), count + _FAR)
    nearest = np.minimum.accumulate(rows[::-1])[::-1]
    return np.where(nearest <= limit, nearest, np.arange(count) + 2 * _FAR)


def propose(seen: View) -> Candidates:
    """Find the candidate acts of a batch; boilerplate holds none."""
    tokens = seen.tokens
    kind = seen.kind.copy()
    according = kind == ACCORDING
    # "وفقا لما ذكرته": the verb behind an according-to word belongs to its cue.
    last = np.arange(len(kind))
    for reach in (1, 2):
        rows = np.flatnonzero(according[: len(kind) - reach])
        target = rows + reach
        bridge = (
            np.ones(len(rows), bool)
            if reach == 1
            else np.isin(tokens.word[rows + 1], _bridges(tokens))
        )
        joined = (
            bridge
            & (kind[target] > 0)
            & (kind[target] < 3)
            & (tokens.sentence[rows] == tokens.sentence[target])
        )
        last[rows[joined]] = target[joined]
        kind[target[joined]] = 0
    kind[no_acts(seen)] = 0
    for first, (cue, end) in seen.phrases.items():
        kind[first : end + 1] = 0
        if not cue.object:  # "على حد قوله" only looks back at the act before it
            kind[first], last[first] = cue.kind, end
    live = ~tokens.sentence_boilerplate[tokens.sentence] if len(kind) else np.zeros(0, bool)
    words = np.flatnonzero((kind > 0) & live)
    lead = np.arange(len(kind)) - seen.first < _COLON_REACH
    sign = ((tokens.gap & COLON) > 0) | (((tokens.gap & DOTS) > 0) & tokens.title)
    colons = np.flatnonzero(sign & lead & live & (np.arange(len(kind)) < seen.last))
    token = np.concatenate([words, colons])
    kinds = np.concatenate([kind[words], np.full(len(colons), COLON_KIND)])
    order = np.lexsort((kinds, token))
    return Candidates(
        token[order], kinds[order], np.where(kinds == COLON_KIND, token, last[token])[order]
    )


def speakers_in_titles(seen: View, found: Candidates) -> list[int]:
    """Candidates that are certainly acts: `بوريطة من مراكش: …`, a name, a place and a colon."""
    tokens = seen.tokens
    rows = np.flatnonzero((found.kind == COLON_KIND) & tokens.title[found.token])
    return [row for row in rows.tolist() if _names_speaker(seen, int(found.token[row]))]


def _names_speaker(seen: View, colon: int) -> bool:
    first = int(seen.first[colon])
    lead = [seen.tokens.types[w] for w in seen.tokens.word[first : colon + 1].tolist()]
    return (
        2 < len(lead) <= _LONGEST_LEAD
        and int(seen.heads[first]) >= NAME
        and lead[1] in word_group("speaks from")
        and not (seen.kind[first : colon + 1] > 0).any()
    )


def _bridges(tokens: Tokens) -> Ints:
    bridges = word_group("bridges")
    return np.asarray([i for i, t in enumerate(tokens.types) if t in bridges], dtype=np.int64)


def gather(seen: View, rows: Ints, offset: int) -> tuple[Ints, NDArray[np.bool_]]:
    """Rows shifted inside their sentence, and whether there is a word there."""
    target = rows + offset
    inside = (target >= seen.first[rows]) & (target <= seen.last[rows])
    return np.where(inside, target, rows), inside


def around(seen: View, rows: Ints, offset: int, *, dimensions: int) -> NDArray[np.float32]:
    """Everything known of the word at an offset: flags, head, cue form, gap, vector."""
    target, inside = gather(seen, rows, offset)
    gap = seen.tokens.gap[target]
    columns = [
        seen.flags[target],
        np.stack([(gap & bit) > 0 for bit in GAP_BITS], axis=1),
        seen.kind[target][:, None],
        seen.heads[target][:, None] % 20,
        (seen.heads[target] >= 20)[:, None],
        seen.vectors[target][:, :dimensions],
    ]
    block = np.concatenate([c.astype(np.float32) for c in columns], axis=1)
    block[~inside] = 0
    return block


def around_names(offset: int, *, dimensions: int) -> list[str]:
    """Names of the columns of `around`."""
    gaps = [
        "comma",
        "stop",
        "colon",
        "quote",
        "newline",
        "paren",
        "dash",
        "dots",
        "semicolon",
        "any",
    ]
    names = [*FLAG_NAMES, *(f"gap_{g}" for g in gaps), "cue", "head", "name"]
    return [f"{n}[{offset:+d}]" for n in names + [f"v{i}" for i in range(dimensions)]]


def candidate_features(
    seen: View, found: Candidates, rates: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Features of candidates; `rates` are how often their entry and their form are acts."""
    tokens, token = seen.tokens, found.token
    count = len(seen.kind)
    sentence = tokens.sentence[token]
    after = np.minimum(found.last + 1, seen.last[token])

    def far(target: Ints) -> Ints:
        return np.minimum(np.where(target <= seen.last[token], target - token, _FAR), _FAR)

    previous = np.concatenate([[-_FAR], token[:-1]]) if len(token) else token
    following = np.concatenate([token[1:], [count + _FAR]]) if len(token) else token
    near_previous = (previous >= seen.first[token])[:, None]
    near_following = (following <= seen.last[token])[:, None]
    none = np.zeros((min(1, len(token)), rates.shape[1]), np.float32)
    cue = [seen.cue_at(row) for row in token.tolist()]
    frames = np.asarray(
        [_frame_bits(c.frame) if c else (0, 0, 0) for c in cue], dtype=np.float32
    ).reshape(-1, 3)
    dense = np.column_stack([
        found.kind,
        seen.lexical.agreement[tokens.word[token]],
        [c.conjunction if c else 0 for c in cue],
        [c.object if c else 0 for c in cue],
        frames,
        token - seen.first[token],
        seen.last[token] - token,
        tokens.title[token],
        np.minimum(tokens.sentence_number[sentence], 30),
        tokens.quotation[token] >= 0,
        found.last - token,
        far(seen.next_particle[after]),
        far(seen.next_quote[after]),
        far(seen.next_colon[token]),
        np.where(previous >= seen.first[token], token - previous, _FAR),
        np.where(following <= seen.last[token], following - token, _FAR),
        seen.cue_count[token] - seen.cue_count[seen.first[token]],
        seen.commas[token] - seen.commas[seen.first[token]],
        rates,
        np.concatenate([none, rates[:-1]]) * near_previous,
        np.concatenate([rates[1:], none]) * near_following,
    ]).astype(np.float32)  # fmt: skip
    blocks = [
        around(seen, token, o, dimensions=d)
        for o, d in ((-2, 8), (-1, 16), (0, 16), (1, 16), (2, 12), (3, 8))
    ]
    return np.concatenate([dense, *blocks], axis=1)


def _frame_bits(frame: tuple[str, ...]) -> tuple[int, int, int]:
    return (
        int("أن" in frame or "إن" in frame),
        int("ب" in frame),
        int(any(f not in ("أن", "إن", "ب") for f in frame)),
    )
