"""A file is written where a file may be, and nowhere else."""

import os

import pytest

from toolkit.errors import InputError
from toolkit.output.whole import whole_folder, write_whole


def test_a_link_stays_and_what_it_points_to_is_written(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.csv").write_text("old")
    (tmp_path / "a.csv").symlink_to("there/a.csv")
    write_whole(tmp_path / "a.csv", "new")
    assert (tmp_path / "a.csv").is_symlink()
    assert (tmp_path / "there" / "a.csv").read_text() == "new"


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_a_folder_or_a_pipe_is_not_replaced(kind, tmp_path):
    place = tmp_path / "place"
    place.mkdir() if kind == "folder" else os.mkfifo(place)
    with pytest.raises(InputError, match=kind):
        write_whole(place, "new")
    assert not place.is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_a_stale_file_stays_if_the_work_fails(tmp_path):
    (tmp_path / "old.csv").write_text("old")
    with pytest.raises(KeyError), whole_folder(tmp_path, stale=["old.csv"]):
        raise KeyError
    assert (tmp_path / "old.csv").exists()
