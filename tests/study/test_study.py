from dataclasses import FrozenInstanceError

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.measures.tables import typed_table
from toolkit.output.whole import whole_folder
from toolkit.study.study import TABLES, Study, read_study, write_study


@pytest.fixture
def study() -> Study:
    articles = pd.DataFrame(
        {"article_id": ["a"], "outlet": ["الخبر"], "title": [""], "text": ["نص"]}
    )
    tables = {
        name: typed_table(name) for name in TABLES if name not in ("articles", "scores", "praise")
    }
    praise = typed_table(
        "praise",
        [
            {
                "article_id": "a",
                "praise": 0,
                "sentence": 1,
                "start": 1,
                "end": 3,
                "holder": "narrator",
            }
        ],
    )
    return Study(articles=articles, scores=articles[["article_id"]], praise=praise, **tables)


def test_a_study_read_is_the_study_written(study, tmp_path):
    write_study(study, tmp_path / "out")
    again = read_study(tmp_path / "out")
    for name, table in study.tables():
        pd.testing.assert_frame_equal(getattr(again, name), table, check_dtype=name != "articles")


def test_two_writings_are_the_same_bytes(study, tmp_path):
    for place in ("one", "two"):
        write_study(study, tmp_path / place)
    for name in TABLES:
        one, two = ((tmp_path / place / f"{name}.parquet").read_bytes() for place in ("one", "two"))
        assert one == two


def test_a_study_is_frozen(study):
    with pytest.raises(FrozenInstanceError):
        study.scores = None


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupted_run_leaves_what_was_there(tmp_path, error):
    place = tmp_path / "out"
    place.mkdir()
    (place / "scores.csv").write_text("old")

    def interrupted() -> None:
        with whole_folder(place) as folder:
            (folder / "scores.csv").write_text("new, half")
            raise error

    with pytest.raises(error):
        interrupted()
    assert (place / "scores.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_files_of_the_users_own_stay(tmp_path):
    (tmp_path / "out" / "figures").mkdir(parents=True)
    (tmp_path / "out" / "figures" / "mine.png").write_text("mine")
    with whole_folder(tmp_path / "out") as folder:
        (folder / "figures").mkdir()
        (folder / "figures" / "new.png").write_text("new")
    names = sorted(path.name for path in (tmp_path / "out" / "figures").iterdir())
    assert names == ["mine.png", "new.png"]


def test_a_missing_table_is_named(study, tmp_path):
    write_study(study, tmp_path / "out")
    (tmp_path / "out" / "praise.parquet").unlink()
    with pytest.raises(InputError, match=r"praise\.parquet"):
        read_study(tmp_path / "out")


def test_a_broken_table_is_named(study, tmp_path):
    write_study(study, tmp_path / "out")
    (tmp_path / "out" / "scores.parquet").write_bytes(b"PAR1, cut short")
    with pytest.raises(InputError, match=r"scores\.parquet: cannot be read"):
        read_study(tmp_path / "out")


def test_writing_into_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="is a file"), whole_folder(tmp_path / "out"):
        pass


def test_empty_and_full_tables_have_the_same_types():
    row = {"article_id": "a", "sentence": 0, "start": 1, "end": 3, "agency": "MAP"}
    full = typed_table("credits", [row | {"agency_kind": "state"}])
    assert len(full) == 1
    assert list(full.dtypes) == list(typed_table("credits").dtypes)
