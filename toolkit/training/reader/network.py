"""The second reader itself: the encoder and its heads, in torch.

Windows of several articles run through the layers one behind the other, without padding; attention
alone keeps to its window. On top, plain heads: where a cue or praise begins and goes on; from a cue
to the first and last piece of content, source and antecedent (biaffine pointers, Dozat and Manning
2017, arXiv:1611.01734, with the distance told); classes of type, kind, name and voice. Piece 0 of a
window is its opening: to point there is to say "nowhere".
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from toolkit.training.gold import SOURCE_TYPES
from toolkit.training.reader.coded import KINDS, SENTENCE_VOICES, SIGNS, Span
from toolkit.training.reader.e5 import E5

LAYERS = 8
"""The lower layers are kept: those above serve E5's one vector a text, and cost as much."""
DROPOUT = 0.1
POINTERS = ("content", "source", "antecedent")
OUTSIDE, BEGINS, GOES_ON = range(3)

_BETWEEN = 256  # numbers in the middle of a head
_POINTED = 192
_DISTANCES = 32
_LINEAR = {"query": "q", "key": "k", "value": "v", "out": "ao", "widen": "fi", "narrow": "fo"}


class Layer(nn.Module):
    """One layer of attention and its two dense ones, norms behind (Devlin et al. 2019)."""

    def __init__(self, e5: E5, number: int) -> None:
        super().__init__()
        self.heads = e5.heads
        for name, short in _LINEAR.items():
            wide, narrow = (
                (e5.inner if short == "fi" else e5.hidden),
                (e5.inner if short == "fo" else e5.hidden),
            )
            linear = nn.Linear(narrow, wide)
            _fill(linear.weight, e5, f"l{number}.{short}.w")
            _fill(linear.bias, e5, f"l{number}.{short}.b")
            setattr(self, name, linear)
        self.norm = _norm(e5, f"l{number}.aln")
        self.last_norm = _norm(e5, f"l{number}.oln")
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, lengths: list[int]) -> Tensor:
        """States of all windows, shape (pieces, hidden)."""
        parts = [
            getattr(self, name)(states).view(len(states), self.heads, -1).transpose(0, 1)
            for name in ("query", "key", "value")
        ]
        # By hand: torch's fused attention is several times slower on a processor.
        scale = parts[0].shape[-1] ** -0.5
        seen = [
            torch.bmm(torch.softmax(torch.bmm(q * scale, k.transpose(1, 2)), -1, q.dtype), v)
            for q, k, v in zip(*(part.split(lengths, dim=1) for part in parts), strict=True)
        ]
        mixed = torch.cat(seen, dim=1).transpose(0, 1).reshape(states.shape)
        states = self.norm(states + self.out(mixed))
        wide = functional.gelu(self.widen(states))
        return self.last_norm(states + self.drop(self.narrow(wide)))


class Encoder(nn.Module):
    """The lower layers of E5; the vectors of pieces are not learnt and come from outside."""

    def __init__(self, e5: E5, layers: int) -> None:
        super().__init__()
        places = e5.tensor("emb.pos", -1, e5.hidden) + e5.tensor("emb.type", -1, e5.hidden)[0]
        self.places = nn.Parameter(torch.from_numpy(places))
        self.signs = nn.Linear(len(SIGNS), e5.hidden, bias=False)
        nn.init.zeros_(self.signs.weight)
        self.norm = _norm(e5, "emb.ln")
        self.drop = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(e5, number) for number in range(layers))

    def forward(self, vectors: Tensor, signs: Tensor, lengths: list[int]) -> Tensor:
        """States of pieces from their vectors (pieces, hidden) and signs (pieces, 4)."""
        places = torch.cat([self.places[:length] for length in lengths])
        states = self.drop(self.norm(vectors + places + self.signs(signs)))
        for layer in self.layers:
            states = layer(states, lengths)
        return states


class Pointer(nn.Module):
    """Scores of every piece as the first, then as the last of what belongs to a cue."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.piece = nn.ModuleList(nn.Linear(hidden, _POINTED) for _ in range(2))
        self.cue = nn.ModuleList(nn.Linear(2 * hidden, _POINTED) for _ in range(2))
        self.alone = nn.ModuleList(nn.Linear(hidden, 1) for _ in range(2))
        self.start = nn.Linear(hidden, _POINTED)
        self.far = nn.ModuleList(nn.Embedding(2 * _DISTANCES, 1) for _ in range(3))
        for table in self.far:
            nn.init.zeros_(table.weight)

    def forward(
        self, states: Tensor, cues: Tensor, places: Tensor, starts: Tensor | None = None
    ) -> Tensor:
        """Scores, shape (cues, pieces): of firsts, or with `starts` given of lasts.

        `states` are of one window, `cues` and `places` stand for the cues and their first pieces.
        """
        side = int(starts is not None)
        keys = self.piece[side](states)
        asked = self.cue[side](cues)
        if starts is not None:
            asked = asked + self.start(states[starts])
        scores = asked @ keys.T / _POINTED**0.5 + self.alone[side](states).T
        scores = scores.float() + self._distance(self.far[side], places, len(states))
        if starts is not None:
            scores = scores + self._distance(self.far[2], starts, len(states))
        return scores

    @staticmethod
    def _distance(table: nn.Module, places: Tensor, count: int) -> Tensor:
        apart = torch.arange(count)[None, :] - places[:, None]
        size = apart.abs().float()
        step = torch.where(size < 8, size, 8 + 4 * torch.log2(size.clamp(min=8) / 8))
        step = step.clamp(max=_DISTANCES - 1).long()
        return table(torch.where(apart < 0, step, step + _DISTANCES))[..., 0].float()


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, e5: E5, layers: int = LAYERS) -> None:
        super().__init__()
        hidden = e5.hidden
        self.encoder = Encoder(e5, layers)
        self.cue = _head(hidden, 3)
        self.praise = _head(hidden, 3)
        self.voice = _head(2 * hidden, len(SENTENCE_VOICES))
        self.pointers = nn.ModuleDict({name: Pointer(hidden) for name in POINTERS})
        self.classes = nn.ModuleDict(
            {
                "source_type": _head(4 * hidden, len(SOURCE_TYPES)),
                "kind": _head(4 * hidden, len(KINDS)),
                "named": _head(3 * hidden, 2),
            }
        )

    def codes(
        self,
        states: Tensor,
        cues: Tensor,
        sources: Sequence[Span | None],
        contents: Sequence[Span | None],
    ) -> dict[str, Tensor]:
        """Scores of an act's classes from its cue, source and both ends of its content."""
        source = means(states, sources)
        last = len(states) - 1
        opens = means(states, [c and (max(0, c[0] - 1), min(c[0] + 1, last)) for c in contents])
        closes = means(states, [c and (c[1], min(c[1] + 1, last)) for c in contents])
        seen = {
            "source_type": torch.cat([cues, source, opens], 1),
            "kind": torch.cat([cues, opens, closes], 1),
            "named": torch.cat([cues, source], 1),
        }
        return {name: head(seen[name]).float() for name, head in self.classes.items()}


def cue_states(states: Tensor, cues: Sequence[Span]) -> Tensor:
    """What stands for each cue: the mean of its pieces and its last one, (cues, 2 · hidden)."""
    return torch.stack([torch.cat([states[a : b + 1].mean(0), states[b]]) for a, b in cues])


def means(states: Tensor, spans: Sequence[Span | None]) -> Tensor:
    """The mean of each span's pieces; nought where there is none."""
    nothing = torch.zeros_like(states[0])
    return torch.stack([states[s[0] : s[1] + 1].mean(0) if s else nothing for s in spans])


def sentence_states(states: Tensor, spans: Sequence[Span]) -> Tensor:
    """Mean and greatest of each sentence's pieces, (sentences, 2 · hidden)."""
    parts = [states[a : b + 1] for a, b in spans]
    return torch.stack([torch.cat([part.mean(0), part.amax(0)]) for part in parts])


def _head(size: int, classes: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(size, _BETWEEN), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(_BETWEEN, classes)
    )


def _norm(e5: E5, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(e5.hidden, eps=e5.epsilon)
    _fill(norm.weight, e5, f"{name}.w")
    _fill(norm.bias, e5, f"{name}.b")
    return norm


def _fill(parameter: Tensor, e5: E5, name: str) -> None:
    parameter.data = torch.from_numpy(e5.tensor(name, *parameter.shape))
