"""What is worked out of the word lists once, and ships."""

import json

import pytest
from compile_knowledge import everything_compiled

from toolkit.knowledge import Compiled, kept, read_yaml
from toolkit.knowledge import compiled as module


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A package of two files, with a place for what is worked out of them."""
    (tmp_path / "words.txt").write_text("أشاد\nنوه\n", "utf-8")
    (tmp_path / "reads.py").write_text("# reads it\n", "utf-8")
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    monkeypatch.setattr(Compiled, "known", [])
    (tmp_path / "data").mkdir()
    calls = []

    def make():
        calls.append(1)
        return (tmp_path / "words.txt").read_text("utf-8").split()

    one = Compiled("praise", ("words.txt", "*.py"), make)
    one.path.write_text(one.text(), "utf-8")
    calls.clear()
    return tmp_path, one, calls


@pytest.mark.parametrize("one", everything_compiled(), ids=lambda one: one.name)
def test_what_ships_is_what_the_word_lists_give(one):
    again = "run: python benchmarks/compile_knowledge.py"
    assert one.path.is_file(), again
    shipped = json.loads(one.path.read_text("utf-8"))
    assert shipped["made_of"] == one.digest(), again
    assert shipped["holds"] == json.loads(one.text())["holds"], again


def test_nothing_ships_that_nobody_reads():
    known = {one.name for one in everything_compiled()}
    folder = everything_compiled()[0].path.parent
    assert {path.stem for path in folder.iterdir()} == known


def test_what_ships_is_read_and_not_made(own):
    _, one, calls = own
    assert one.read() == ["أشاد", "نوه"]
    assert not calls


@pytest.mark.parametrize("changed", ["words.txt", "reads.py"])
def test_a_list_or_code_that_has_changed_is_worked_out_anew(own, changed):
    folder, one, calls = own
    with (folder / changed).open("a", encoding="utf-8") as file:
        file.write("# ثمن\n")
    assert one.shipped() is None
    assert one.read() == (folder / "words.txt").read_text("utf-8").split()
    assert len(calls) == 1


def test_a_file_that_two_branches_have_written_is_passed_over(own):
    _, one, calls = own
    one.path.write_text("<<<<<<< HEAD\n{}\n", "utf-8")
    assert one.read() == ["أشاد", "نوه"]
    assert len(calls) == 1


def test_line_ends_of_windows_are_no_change(own):
    folder, one, calls = own
    (folder / "words.txt").write_bytes("أشاد\r\nنوه\r\n".encode())
    assert one.read() == ["أشاد", "نوه"]
    assert not calls


def test_yaml_that_does_not_ship_is_read_all_the_same():
    assert read_yaml("زعم: [ادعى, 3, yes]") == {"زعم": ["ادعى", 3, True]}


def test_what_is_kept_is_made_once_and_the_collector_runs_on():
    import gc

    calls = []

    @kept
    def made():
        calls.append(gc.isenabled())
        return calls

    assert made() is made()
    assert calls == [False]
    assert gc.isenabled()
