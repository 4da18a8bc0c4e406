"""What the second reader finds in articles, in the gold's form, with how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from toolkit.errors import InputError
from toolkit.training.gold import SOURCE_TYPES
from toolkit.training.reader.coded import KINDS, Article, Span, Window, windows
from toolkit.training.reader.e5 import E5
from toolkit.training.reader.network import (
    BEGINS,
    GOES_ON,
    POINTERS,
    Pointer,
    Reader,
    cue_states,
)

CHANCES = ("start", "end", "source", "antecedent", "source_type", "kind")
"""Of an act: its content's start, and its end from there; both ends of source and of antecedent, or
that there is none; its type; its kind."""

LEAST = 0.05  # acts less likely than that are not told; a threshold is chosen behind
_STARTS = 4  # the likeliest first pieces that are tried
_LONGEST = {"content": 300, "source": 60, "antecedent": 60}


def states_of(reader: Reader, e5: E5, parts: Sequence[Window]) -> list[Tensor]:
    """The states of each window's pieces, opening and closing piece included."""
    numbers, signs, lengths = [], [], []
    for part in parts:
        own = part.article.numbers[part.first : part.last]
        numbers += [e5.begin, *own, e5.end]
        mark = torch.from_numpy(part.article.signs[part.first : part.last])
        signs.append(torch.nn.functional.pad(mark, (0, 0, 1, 1)))
        lengths.append(len(own) + 2)
    vectors = torch.from_numpy(e5.vectors(numbers))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = reader.encoder(vectors, torch.cat(signs), lengths)
    return list(states.float().split(lengths))


def load_reader(file: Path, e5: E5) -> Reader:
    """A reader from the weights that `toolkit.training.reader.train` wrote.

    Raises
    ------
    InputError
        Where there is no such file.
    """
    if not file.is_file():
        raise InputError(f"{file}: no such file; fit a reader with toolkit.training.reader.train")
    weights = torch.load(file, weights_only=True)
    layers = {name.split(".")[2] for name in weights if name.startswith("encoder.layers.")}
    reader = Reader(e5, len(layers))
    reader.load_state_dict(weights)
    return reader


@torch.no_grad()
def read(reader: Reader, e5: E5, article: Article) -> dict[str, Any]:
    """Attributions and praise of one article.

    Returns
    -------
    dict
        ``article_id``, ``attributions`` (spans, ``kind``, ``source_type``, ``named``,
        ``confidence``, and ``chances``: how likely what is said of it is, see `CHANCES`) and
        ``praise`` (``span``, ``confidence``); everything likelier than `LEAST`.
    """
    reader.eval()
    acts, praise = [], []
    for part, low, high in _parts(article):
        states = states_of(reader, e5, [part])[0]
        # The closing piece is no place to point at.
        states = states[:-1]
        shift = part.first - 1

        def of_document(span: Span, shift: int = shift) -> list[int]:
            first, last = article.spans[span[0] + shift], article.spans[span[1] + shift]
            return [first[0], last[1]]

        own = [
            (span, sure)
            for span, sure in spans_in(reader.cue(states))
            if low <= span[0] + shift < high
        ]
        for act in _acts(reader, states, own):
            for name in ("cue", "content", "source", "source_resolved"):
                act[name] = act[name] and of_document(act[name])
            acts.append(act)
        for span, sure in spans_in(reader.praise(states)):
            if low <= span[0] + shift < high:
                praise.append({"span": of_document(span), "confidence": sure})
    acts.sort(key=lambda act: act["cue"])
    return {"article_id": article.article_id, "attributions": acts, "praise": praise}


def _parts(article: Article) -> Iterator[tuple[Window, int, int]]:
    """The article's windows, and which pieces are read in each: where two overlap, half and half."""
    cut = windows(len(article.numbers))
    middles = [(one[1] + two[0]) // 2 for one, two in pairwise(cut)]
    for (first, end), low, high in zip(
        cut, [0, *middles], [*middles, len(article.numbers)], strict=True
    ):
        yield Window(article, first, end, [], [], []), low, high


def spans_in(scores: Tensor) -> list[tuple[Span, float]]:
    """Spans that begin where it is likely, each as far as it goes on; with their probability."""
    chances = scores.float().softmax(-1)
    goes_on = (chances.argmax(-1) == GOES_ON).tolist()
    begins = chances[:, BEGINS].tolist()
    found = []
    for first in range(1, len(begins)):
        if begins[first] < LEAST:
            continue
        last = first
        while last + 1 < len(begins) and goes_on[last + 1]:
            last += 1
        found.append(((first, last), round(begins[first], 4)))
    return found


def _acts(reader: Reader, states: Tensor, cues: list[tuple[Span, float]]) -> list[dict[str, Any]]:
    if not cues:
        return []
    spans = [span for span, _ in cues]
    stand = cue_states(states, spans)
    places = torch.tensor([span[0] for span in spans])
    ends = {name: pointed(reader.pointers[name], states, stand, places, name) for name in POINTERS}
    content, source, resolved = ([span for span, _, _ in ends[name]] for name in POINTERS)
    sources = [a or b for a, b in zip(source, resolved, strict=True)]
    codes = {k: v.softmax(-1) for k, v in reader.codes(states, stand, sources, content).items()}
    acts = []
    for i, (cue, sure) in enumerate(cues):
        chances = {
            "start": ends["content"][i][1],
            "end": ends["content"][i][2],
            **{name: ends[name][i][1] * ends[name][i][2] for name in ("source", "antecedent")},
            **{name: float(codes[name][i].max()) for name in ("source_type", "kind")},
        }
        acts.append({
            "cue": cue, "content": content[i], "source": source[i], "source_resolved": resolved[i],
            "kind": KINDS[int(codes["kind"][i].argmax())],
            "source_type": SOURCE_TYPES[int(codes["source_type"][i].argmax())],
            "named": bool(codes["named"][i].argmax()),
            "confidence": sure,
            "chances": {name: round(chance, 4) for name, chance in chances.items()},
        })  # fmt: skip
    return acts


def pointed(
    pointer: Pointer, states: Tensor, cues: Tensor, places: Tensor, name: str
) -> list[tuple[Span | None, float, float]]:
    """The likeliest span of each cue, and the probabilities of its first and last piece.

    None where "nowhere" is likelier; content is always somewhere.
    """
    firsts = pointer(states, cues, places)
    if name == "content":
        firsts[:, 0] = -torch.inf
    tried = firsts.softmax(-1).topk(min(_STARTS, len(states)), -1)
    best: list[tuple[Span | None, float, float]] = [(None, 0.0, 0.0)] * len(cues)
    for rank in range(tried.indices.shape[1]):
        starts = tried.indices[:, rank]
        lasts = pointer(states, cues, places, starts).softmax(-1)
        for i, start in enumerate(starts.tolist()):
            reach = lasts[i, start : start + (_LONGEST[name] if start else 1)]
            chance, end = float(tried.values[i, rank]), float(reach.max())
            if chance * end > best[i][1] * best[i][2]:
                span = (start, start + int(reach.argmax())) if start else None
                best[i] = span, chance, end
    return best
