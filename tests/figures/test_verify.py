"""Figures are made again from their tables: the same bytes, or what differs is named."""

import json
import shutil

import pytest

from toolkit.cli.app import main
from toolkit.comparison import compare_all
from toolkit.errors import InputError
from toolkit.figures import verify_figures, write_all
from toolkit.measures.tables import typed_table
from toolkit.study.study import TABLES, Study, write_study


@pytest.fixture(scope="module")
def drawn(articles, scores, attributions, praise, tmp_path_factory):
    """A folder as `toolkit run` leaves it, drawn in Arabic."""
    empty = {name: typed_table(name) for name in TABLES if name not in ("articles", "scores")}
    tables = {"scores": scores, "attributions": attributions, "praise": praise}
    study = Study(**{**empty, "articles": articles, **tables})
    folder = tmp_path_factory.mktemp("drawn") / "study"
    write_study(study, folder)
    found = compare_all(scores, ["praise_per_1000", "direct_share"], resamples=200, seed=3)
    write_all(study, found, folder, language="ar")
    return folder


@pytest.fixture
def folder(drawn, tmp_path):
    """A copy of it that a test may spoil."""
    return shutil.copytree(drawn, tmp_path / "study")


def problems(folder):
    return {figure.name: figure.problem for figure in verify_figures(folder) if not figure.same}


def test_what_was_drawn_is_drawn_again(folder, capsys):
    assert main(["figures", "verify", str(folder)]) == 0
    assert capsys.readouterr().out == "4 figures: drawn again, the same bytes\n"


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "csv"])
def test_one_byte_more_is_seen_and_the_file_named(folder, capsys, kind):
    with (folder / "figures" / f"direct_share.{kind}").open("ab") as file:
        file.write(b" ")
    assert main(["figures", "verify", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == f"direct_share: {kind} differs\n"
    assert said.err == "1 of 4 figures are not what the data give\n"


def test_other_scores_are_not_those_that_it_was_drawn_from(folder, scores):
    scores.assign(direct_share=0.5).to_parquet(folder / "scores.parquet")
    told = "the tables are not those that it was drawn from"
    assert problems(folder) == {"direct_share": told, "praise_per_1000": told}


def test_a_file_that_is_gone_is_named(folder):
    (folder / "figures" / "source_mix.pdf").unlink()
    (folder / "figures" / "praise_flows.json").unlink()
    assert problems(folder) == {
        "praise_flows": "praise_flows.json is missing, which says how it was drawn",
        "source_mix": "pdf is missing",
    }


def test_a_note_of_another_version_says_so(folder):
    place = folder / "figures" / "source_mix.json"
    place.write_text(json.dumps(json.loads(place.read_text("utf-8")) | {"toolkit": "0.0.1"}))
    assert "json differs; it was drawn by version 0.0.1" in problems(folder)["source_mix"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"function": "os.system"}, "'os.system' of"),
        ({"tables": ["secrets"]}, "is no figure of a study"),
        ({"arguments": {"colour": "red"}}, "names a call that cannot be made"),
    ],
)
def test_a_note_that_names_no_figure_is_refused(folder, change, told):
    place = folder / "figures" / "source_mix.json"
    note = json.loads(place.read_text("utf-8"))
    note["call"] |= change
    place.write_text(json.dumps(note), "utf-8")
    assert told in problems(folder)["source_mix"]


def test_a_folder_without_figures_or_tables_is_bad_input(folder, tmp_path, capsys):
    shutil.rmtree(folder / "figures")
    with pytest.raises(InputError, match="no figures there"):
        verify_figures(folder)
    assert main(["figures", "verify", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
