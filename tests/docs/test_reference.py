"""The reference has every public name and every column."""

import importlib
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest
import tables_page

import toolkit
from toolkit.articles.schema import KNOWN
from toolkit.measures.tables import table_columns
from toolkit.study.scores import COLUMNS
from toolkit.study.study import TABLES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
ROOMS = ["toolkit"] + [
    module.name for module in pkgutil.walk_packages(toolkit.__path__, "toolkit.") if module.ispkg
]


@pytest.fixture(scope="module")
def shown() -> list[object]:
    """What the pages show: single names, and modules with all their public names."""
    pages = "\n".join(page.read_text("utf-8") for page in REFERENCE.glob("*.md"))
    found: list[object] = []
    for place in re.findall(r"^::: (\S+)", pages, re.MULTILINE):
        try:
            module = importlib.import_module(place)
        except ModuleNotFoundError:
            home, _, name = place.rpartition(".")
            found.append(getattr(importlib.import_module(home), name))
        else:
            found += [module, *public(module)]
    return found


def public(module: ModuleType) -> list[object]:
    """Its public names, save one by which a module below it is named too: that is shown instead."""
    names = getattr(module, "__all__", [name for name in vars(module) if name[0] != "_"])
    below = {part.name for part in pkgutil.iter_modules(getattr(module, "__path__", ()))}
    return [getattr(module, name) for name in names if name not in below]


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_has_its_place(room, shown):
    module = importlib.import_module(room)
    names = set(getattr(module, "__all__", ())) - {"__version__"}
    assert {n for n in names if not any(getattr(module, n) is one for one in shown)} == set()


def columns(table: str) -> list[str]:
    """The columns that the page of tables tells of, in its order."""
    page = (REFERENCE / "tables.md").read_text("utf-8")
    section = re.search(rf"^## {table}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    cells = re.findall(r"^\| (`.*?) \|", section[1], re.MULTILINE) if section else []
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_every_table_is_told(table):
    own = {"articles": KNOWN, "scores": COLUMNS}
    wanted = own[table] if table in own else table_columns()[table]
    assert columns(table) == list(wanted)


def test_the_page_of_tables_is_what_is_declared():
    written = tables_page.FILE.read_text("utf-8")
    assert written == tables_page.page(), "python benchmarks/tables_page.py writes it anew"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("      voice_confidence:", "columns of sentences"),
        ("      hostile_per_1000:", "scores are not"),
    ],
)
def test_a_column_that_nobody_describes_is_told(line, error, tmp_path, monkeypatch):
    lines = tables_page.SAID.read_text("utf-8").splitlines()
    kept = [one for one in lines if not one.startswith(line)]
    assert len(kept) == len(lines) - 1
    monkeypatch.setattr(tables_page, "SAID", tmp_path / "tables.yaml")
    tables_page.SAID.write_text("\n".join(kept), "utf-8")
    with pytest.raises(ValueError, match=error):
        tables_page.page()
