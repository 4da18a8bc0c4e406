"""The reliability curve: bins from a card or from coded sentences, and where the line of trust is."""

import io

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.figures import reliability, save_figure

CARD = pd.DataFrame({"n": [40, 40, 10], "confidence": [0.9, 0.6, 0.7], "right": [0.95, 0.4, 1.0]})


def test_bins_of_a_card_carry_wilson_intervals_in_order_of_confidence():
    table = reliability(CARD).table
    assert table["confidence"].tolist() == [0.6, 0.7, 0.9]
    assert table.loc[0, ["low", "high"]].tolist() == pytest.approx([0.2635, 0.5540], abs=1e-4)
    assert table.loc[1, "high"] == pytest.approx(1.0)  # ten of ten: no room above


def test_coded_sentences_are_put_into_bins_of_equal_size():
    confidence = np.linspace(0.5, 1.0, 20)[::-1]
    sentences = pd.DataFrame({"confidence": confidence, "correct": confidence > 0.75})
    table = reliability(sentences, bins=4).table
    assert table["n"].tolist() == [5] * 4
    assert table["right"].tolist() == [0, 0, 1, 1]
    assert table["confidence"].is_monotonic_increasing


def test_a_perfect_calibration_lies_on_the_dashed_line():
    axes = reliability(CARD.assign(right=CARD["confidence"])).axes[0]
    dashed, curve = axes.lines
    assert dashed.get_linestyle() == "--"
    assert list(dashed.get_xdata()) == list(dashed.get_ydata())
    assert list(curve.get_xdata()) == list(curve.get_ydata())
    assert axes.get_xlim() == axes.get_ylim()


def test_arabic_runs_right_to_left():
    axes = reliability(CARD, language="ar").axes[0]
    assert axes.xaxis_inverted()
    assert axes.yaxis.get_label_position() == "right"
    assert axes.get_xlabel() == "متوسط الثقة المعلنة"  # "mean stated confidence"


def test_the_same_bytes_and_the_table_beside(tmp_path):
    held = []
    for place in ("a", "b"):
        drawing = reliability(CARD, language="ar")
        files = save_figure(drawing, drawing.table, tmp_path / place / "r", call={}, inputs_hash="")
        held.append({kind: file.read_bytes() for kind, file in files.items()})
    assert held[0] == held[1]
    assert pd.read_csv(io.BytesIO(held[0]["csv"]))["n"].tolist() == [40, 10, 40]


def test_what_is_refused_and_what_is_empty():
    with pytest.raises(InputError, match="column 'right' is missing"):
        reliability(CARD.drop(columns="right"))
    with pytest.raises(InputError, match="between 0 and 1"):
        reliability(CARD.assign(right=95))
    empty = reliability(CARD.head(0), language="ar")
    assert [text.get_text() for text in empty.axes[0].texts] == ["لا شيء يرسم"]
