"""The bias of scores by outlet, as data."""

import pytest

from toolkit.errors import InputError
from toolkit.validation.known_bias import COLUMNS, known_bias

ROWS = """measure,by,group,n,coded_mean,scored_mean,bias,se,low,high,absolute_error,correlation
official_framing,outlet,واس,66,1.9,1.5,-0.4,0.1,-0.6,-0.2,0.6,0.5
official_framing,all,all,800,1.4,1.4,0.0,0.02,-0.04,0.04,0.4,0.8
words,all,all,800,200,200,0,0,0,0,0,1
"""


def test_what_ships_has_its_columns():
    assert list(known_bias().columns) == COLUMNS


def test_one_score_and_one_kind_of_group_can_be_asked_for(tmp_path):
    file = tmp_path / "bias.csv"
    file.write_text(ROWS, "utf-8")
    found = known_bias("official_framing", by="outlet", file=file)
    assert found["group"].tolist() == ["واس"]
    assert found["bias"].tolist() == [-0.4]
    with pytest.raises(InputError, match="known: official_framing, words"):
        known_bias("praise", file=file)


def test_another_table_is_refused(tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError, match="no column 'measure'"):
        known_bias(file=file)


def test_a_table_without_a_figure_says_that_nothing_was_measured(tmp_path, caplog):
    file = tmp_path / "bias.csv"
    file.write_text(",".join(COLUMNS) + "\n", "utf-8")
    assert known_bias(file=file).empty
    assert "no bias has been measured yet" in caplog.text
