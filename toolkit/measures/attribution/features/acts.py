"""The models that dispose, and how they are fitted.

Boosted oblivious trees decide which candidate is an act and where
its source and content begin and end; logistic regressions over words help with the act, its kind
and the type of its source. Fitted by `training`, shipped as plain data, see docs/models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.features.candidates import COLON_KIND, Candidates, View, gather
from toolkit.measures.attribution.words.tokens import Ints

Rates = Mapping[str, tuple[float, float]]
_PRIOR_WEIGHT = 3.0


def keys_of(seen: View, found: Candidates) -> list[tuple[str, str]]:
    """Entry and form of every candidate, the keys of `Models.rates`."""
    word = seen.tokens.word[found.token].tolist()
    keys = []
    for row, number, kind in zip(found.token.tolist(), word, found.kind.tolist(), strict=True):
        cue = seen.cue_at(row)
        if kind == COLON_KIND or cue is None:
            keys.append((f"colon {kind}", ":"))
        else:
            keys.append((f"{cue.entry} {kind}", seen.lexical_type(number)))
    return keys


def look_up_rates(
    keys: Sequence[tuple[str, str]], rates: Rates, prior: float
) -> NDArray[np.float32]:
    """Columns of rates for new candidates."""
    rows = [[*rates.get(a, (prior, 0.0)), *rates.get(b, (prior, 0.0))] for a, b in keys]
    return np.asarray(rows, dtype=np.float32).reshape(-1, 4)


def pair_features(acts: int, seen: int, prior: float) -> tuple[float, float]:
    """The smoothed rate of acts among the places seen, and how many were seen (log)."""
    return smooth(acts, seen, prior), float(np.log1p(seen))


def smooth(acts: int, seen: int, prior: float) -> float:
    """The rate of acts, drawn towards the prior where little was seen."""
    return (acts + _PRIOR_WEIGHT * prior) / (seen + _PRIOR_WEIGHT)


def act_names(
    seen: View, found: Candidates, keys: Sequence[tuple[str, str]], rows: Ints
) -> list[list[str]]:
    """Named features of candidates: the words around them, the gaps, the way to a particle."""
    types, word, gap = seen.tokens.types, seen.tokens.word, seen.tokens.gap
    out = []
    for row in rows.tolist():
        token, last = int(found.token[row]), int(found.last[row])
        first_word, last_word = int(seen.first[token]), int(seen.last[token])
        entry, form = keys[row]
        names = [f"k={found.kind[row]}", f"e={entry}", f"f={form}"]
        for offset in (-2, -1, 1, 2, 3):
            position = token + offset
            if not first_word <= position <= last_word:
                names.append(f"{offset}=<>")
                continue
            near = types[word[position]]
            names += [f"{offset}={near}", f"{offset}~{near[:4]}"]
            if offset in (-1, 1):
                shape = (
                    near
                    if seen.flags[position, :8].any()
                    else "ال"
                    if seen.flags[position, 8]
                    else "x"
                )
                names.append(f"e={entry}&{offset}={shape}")
        if token == first_word:
            names.append("first")
        names += [
            f"gap={gap[last]}&k={found.kind[row]}",
            f"before={seen.gap_before[token]}&k={found.kind[row]}",
        ]
        particle = int(seen.next_particle[min(token + 1, len(word) - 1)])
        distance = particle - token if particle <= last_word else 99
        names += [f"d={min(distance, 12)}", f"d={distance < 99}&e={entry}"]
        names += [
            f"w={types[w][:5]}"
            for w in word[token + 1 : min(particle, token + 12, last_word + 1)].tolist()
        ]
        out.append(names)
    return out


def act_dense(
    seen: View, found: Candidates, features: NDArray[np.float32], rows: Ints
) -> NDArray[np.float32]:
    """Dense columns beside `act_names`: vectors around, and the positions, squashed."""
    places = np.tanh(features[rows][:, :40] / 8)
    return np.concatenate([_around(seen, found.token[rows]), places], axis=1).astype(np.float32)


def whose_features(
    seen: View, found: Candidates, rows: Ints
) -> tuple[list[list[str]], NDArray[np.float32]]:
    """What tells whether an act names its source, implies it or has none (`بتهمة`, `يقال`)."""
    part = Candidates(found.token[rows], found.kind[rows], found.last[rows])
    every = np.arange(len(rows))
    return act_names(seen, part, keys_of(seen, part), every), _around(seen, part.token)


def _around(seen: View, token: Ints) -> NDArray[np.float32]:
    """The vectors of the words around cues."""
    blocks = []
    for offset in (-2, -1, 1, 2):
        target, inside = gather(seen, token, offset)
        blocks.append(seen.vectors[target] * inside[:, None] * 3)
    return np.concatenate(blocks, axis=1).astype(np.float32)


def kind_features(
    seen: View, found: Candidates, rows: Ints, start: Ints, end: Ints
) -> tuple[list[list[str]], NDArray[np.float32]]:
    """What tells direct, indirect and mixed contents apart."""
    quotation = seen.tokens.quotation
    names, dense = [], []
    for row, first, last in zip(rows.tolist(), start.tolist(), end.tolist(), strict=True):
        inside = quotation[first : last + 1] >= 0
        share = float(inside.mean())
        token = int(found.token[row])
        opening = bool(inside[0]) and seen.tokens.quotation_first[quotation[first]] == first
        closing = bool(inside[-1]) and seen.tokens.quotation_last[quotation[last]] == last
        whole = opening and closing and share == 1
        runs = int(np.count_nonzero(np.diff(np.concatenate([[0], inside.astype(int)])) == 1))
        longest = int(inside.sum())
        own = [
            f"whole={whole}", f"open={opening}", f"close={closing}", f"any={longest > 0}",
            f"share={round(share * 5)}", f"runs={min(runs, 3)}", f"quoted={min(longest, 6)}",
            f"title={seen.tokens.title[token]}", f"kind={found.kind[row]}",
            f"colon={bool(seen.gap_before[first] & 4)}&any={longest > 0}&title={seen.tokens.title[token]}",
            f"cuequoted={quotation[token] >= 0}&same={quotation[token] == quotation[first]}",
            f"runs={min(runs, 3)}&open={opening}&share={round(share * 5)}",
            f"first={seen.tokens.types[seen.tokens.word[first]]}",
        ]  # fmt: skip
        names.append(own)
        dense.append([share, min(longest, 20) / 20, float(whole)])
    return names, np.asarray(dense, dtype=np.float32).reshape(-1, 3)
