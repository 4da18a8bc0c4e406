"""Figures on disk: the same data give the same bytes, with the table and the provenance beside."""

import json

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.figures import by_outlet, hash_tables, save_figure

SCORES = pd.DataFrame(
    {
        "article_id": [f"a{i}" for i in range(12)],
        "outlet": ["صحيفة الصباح"] * 6 + ["Morning Post"] * 6,
        "praise_per_1000": [0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7, 8.5],
    }
)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_drawings_have_the_same_bytes(tmp_path, language):
    written = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        drawing = by_outlet(SCORES, "praise_per_1000", language=language)
        call = {"function": "by_outlet", "measure": "praise_per_1000"}
        save_figure(
            drawing, drawing.table, folder / "f", call=call, inputs_hash=hash_tables(SCORES)
        )
        written.append({p.name: p.read_bytes() for p in sorted(folder.iterdir())})
    assert written[0] == written[1]
    assert {"f.png", "f.svg", "f.pdf", "f.csv", "f.json"} <= set(written[0])
    assert json.loads(written[0]["f.json"])


def test_every_article_is_a_dot_and_stands_in_the_table():
    table = by_outlet(SCORES, "praise_per_1000").table
    assert table.astype(str).isin(SCORES["article_id"].tolist()).to_numpy().sum() == len(SCORES)


def test_an_unknown_measure_names_those_there_are():
    with pytest.raises(InputError, match="praise_per_1000"):
        by_outlet(SCORES, "prase")
