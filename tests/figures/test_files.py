import hashlib
import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from toolkit.figures import by_outlet, hash_tables, save_figure

CALL = {"function": "toolkit.figures.by_outlet", "measure": "praise_per_1000"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_second_run_gives_the_same_bytes(scores, tmp_path, language):
    runs = []
    for run in ("one", "two"):
        drawing = by_outlet(scores, "praise_per_1000", language=language)
        files = save_figure(
            drawing, drawing.table, tmp_path / run / "f", call=CALL, inputs_hash=hash_tables(scores)
        )
        runs.append({kind: file.read_bytes() for kind, file in files.items()})
    assert runs[0] == runs[1]
    assert set(runs[0]) == {"png", "svg", "pdf", "csv", "json"}


def test_another_process_gives_the_same_bytes(scores, tmp_path):
    scores.to_parquet(tmp_path / "scores.parquet")
    code = (
        "import sys, pandas as pd\n"
        "from toolkit.figures import by_outlet, save_figure\n"
        "d = by_outlet(pd.read_parquet(sys.argv[1]), 'praise_per_1000', language='ar')\n"
        "save_figure(d, d.table, sys.argv[2], call={}, inputs_hash='')\n"
    )
    arguments = [str(tmp_path / "scores.parquet"), str(tmp_path / "one" / "f")]
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)
    drawing = by_outlet(scores, "praise_per_1000", language="ar")
    save_figure(drawing, drawing.table, tmp_path / "two" / "f", call={}, inputs_hash="")
    for kind in ("png", "svg", "pdf", "csv", "json"):
        one, two = ((tmp_path / run / f"f.{kind}").read_bytes() for run in ("one", "two"))
        assert one == two, kind


def test_the_note_says_where_it_comes_from(scores, tmp_path):
    drawing = by_outlet(scores, "praise_per_1000")
    files = save_figure(drawing, drawing.table, tmp_path / "f", call=CALL, inputs_hash="abc")
    note = json.loads(files["json"].read_text("utf-8"))
    assert note["call"] == CALL
    assert note["inputs"] == "abc"
    for name, digest in note["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    table = pd.read_csv(files["csv"])
    assert len(table) == 36 + 3


def test_no_dates_and_real_letters_in_the_pdf(scores, tmp_path):
    drawing = by_outlet(scores, "praise_per_1000", language="ar")
    files = save_figure(drawing, drawing.table, tmp_path / "f", call=CALL, inputs_hash="")
    pdf = files["pdf"].read_bytes()
    assert b"CreationDate" not in pdf
    assert b"/Type3" not in pdf
    assert b"<dc:date>" not in files["svg"].read_bytes()


def test_a_failure_leaves_what_was_there(scores, tmp_path):
    drawing = by_outlet(scores, "praise_per_1000")
    save_figure(drawing, drawing.table, tmp_path / "f", call=CALL, inputs_hash="")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(TypeError):
        save_figure(drawing, None, tmp_path / "f", call={"other": 1}, inputs_hash="")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_the_hash_sees_values_and_not_storage(scores):
    stored = scores.astype({"outlet": "string[pyarrow]"}).set_index(np.arange(36) + 5)
    assert hash_tables(stored) == hash_tables(scores)
    assert hash_tables(scores.assign(official_framing=0)) != hash_tables(scores)
    assert hash_tables(scores, scores) != hash_tables(scores)


def test_no_cell_of_a_drawn_table_is_a_formula(scores, tmp_path):
    drawing = by_outlet(scores, "praise_per_1000")
    table = pd.DataFrame({"outlet": ["=1+1", "العلم"], "difference": [-1.0, 2.0]})
    files = save_figure(drawing, table, tmp_path / "a", call={}, inputs_hash="")
    assert files["csv"].read_text("utf-8").splitlines()[1:] == ["'=1+1,-1", "العلم,2"]
