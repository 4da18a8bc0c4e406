"""How far the second reader is from the gold, summed over its tasks."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from toolkit.training.reader.coded import Act, Span, Window
from toolkit.training.reader.network import (
    BEGINS,
    GOES_ON,
    POINTERS,
    Reader,
    cue_states,
    sentence_states,
)

# What counts how much: finding an act is worth more than any one thing said of it.
WEIGHTS = {"cue": 4.0, "praise": 2.0, "kind": 0.5, "named": 0.5}
RARE = torch.tensor([1.0, 2.0, 2.0])  # pieces in a cue beside those outside
_UNTOLD = -100  # what cross_entropy passes over


def window_loss(reader: Reader, states: Tensor, window: Window) -> dict[str, Tensor]:
    """Cross-entropy of each task over one window, weighted; `states` of its pieces."""
    losses = {"cue": _spans(reader.cue(states), [act.cue for act in window.acts])}
    if window.praise is not None:
        losses["praise"] = _spans(reader.praise(states), window.praise)
    if window.voices:
        spans, voices = zip(*window.voices, strict=True)
        scores = reader.voice(sentence_states(states, spans)).float()
        losses["voice"] = functional.cross_entropy(scores, torch.tensor(voices))
    if window.acts:
        losses |= _acts(reader, states, window.acts)
    return {name: WEIGHTS.get(name, 1.0) * loss for name, loss in losses.items()}


def _spans(scores: Tensor, spans: Sequence[Span]) -> Tensor:
    labels = torch.zeros(len(scores), dtype=torch.long)
    for first, last in spans:
        labels[first] = BEGINS
        labels[first + 1 : last + 1] = GOES_ON
    return functional.cross_entropy(scores.float(), labels, weight=RARE)


def _acts(reader: Reader, states: Tensor, acts: Sequence[Act]) -> dict[str, Tensor]:
    cues = cue_states(states, [act.cue for act in acts])
    places = torch.tensor([act.cue[0] for act in acts])
    losses = {}
    for name in POINTERS:
        spans = [_target(act, name) for act in acts]
        starts, ends = (torch.tensor([span[side] for span in spans]) for side in (0, 1))
        if bool((starts == _UNTOLD).all()):
            continue
        pointer = reader.pointers[name]
        first = pointer(states, cues, places)
        last = pointer(states, cues, places, starts.clamp(min=0))
        losses[f"{name} start"] = functional.cross_entropy(first, starts, ignore_index=_UNTOLD)
        losses[f"{name} end"] = functional.cross_entropy(last, ends, ignore_index=_UNTOLD)
    sources = [act.source or act.antecedent for act in acts]
    scores = reader.codes(states, cues, sources, [act.content for act in acts])
    for name, own in scores.items():
        labels = torch.tensor([int(getattr(act, name)) for act in acts])
        losses[name] = functional.cross_entropy(own, labels)
    return losses


def _target(act: Act, name: str) -> Span:
    """First and last piece to point at: the opening where there is none, nothing where unseen."""
    if name in act.hidden:
        return _UNTOLD, _UNTOLD
    return getattr(act, name) or (0, 0)
