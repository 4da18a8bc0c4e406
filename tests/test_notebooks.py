"""Notebooks name their data in one place, define nothing, and are stored without outputs."""

import json
from pathlib import Path

import nbformat
import pytest
from notebooks_on import with_data

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_one_path_names_the_data(path):
    changed = with_data(nbformat.read(path, as_version=4), Path("/elsewhere/بيانات"))
    code = "\n".join(cell.source for cell in changed.cells if cell.cell_type == "code")
    assert "DATA = '/elsewhere/بيانات'" in code
    assert "data/sample" not in code


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_imports_calls_and_narrates(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    lines = [line for cell in code for line in "".join(cell["source"]).splitlines()]
    assert not [line for line in lines if line.lstrip().startswith(("def ", "class "))]


def test_a_notebook_without_a_path_is_told():
    cell = nbformat.v4.new_code_cell("articles = read('x')")
    with pytest.raises(ValueError, match="0 lines that name the data"):
        with_data(nbformat.v4.new_notebook(cells=[cell]), Path("y"))
