"""The command line writes over nothing that it was not told to write over."""

import json

import pytest

from toolkit.cli.app import main

# "The foreign minister said that the meeting succeeded."
ROW = {"article_id": "a", "outlet": "الخبر", "title": "لقاء", "text": "قال وزير الخارجية إن اللقاء نجح."}  # fmt: skip


@pytest.fixture
def data(tmp_path):
    file = tmp_path / "data" / "articles.jsonl"
    file.parent.mkdir()
    file.write_text(json.dumps(ROW, ensure_ascii=False), "utf-8")
    return file


def refused(capsys, *arguments):
    capsys.readouterr()
    assert main([str(argument) for argument in arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error.count("\n") == 1
    return error


@pytest.mark.parametrize("command", ["run", "score"])
def test_the_data_are_no_place_to_write_to(command, data, capsys):
    for given in (data, data.parent):
        error = refused(capsys, command, given, "--out", data.parent, "--force")
        assert "where the data lie" in error
    assert [path.name for path in data.parent.iterdir()] == ["articles.jsonl"]


@pytest.mark.parametrize("command", ["run", "score", "fetch"])
def test_a_folder_with_other_files_is_refused(command, data, tmp_path, capsys):
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.docx").write_text("mine")
    (tmp_path / "m.csv").write_text("url\nhttp://127.0.0.1:9/a\n")
    given = tmp_path / "m.csv" if command == "fetch" else data
    assert "(thesis.docx)" in refused(capsys, command, given, "--out", other)


def test_a_score_over_a_run_leaves_no_old_report(data, tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.cli.run.MEASURES", ("attributed_share",))
    out = tmp_path / "out"
    assert main(["run", str(data), "--out", str(out)]) == 0
    assert (out / "report.html").exists()
    assert main(["score", str(data), "--out", str(out)]) == 0
    left = {path.name for path in out.iterdir()}
    assert not left & {"report.html", "figures", "comparisons.csv"}
    assert "scores.csv" in left
    assert main(["run", str(out)]) == 0  # and the folder is still a study
    assert (out / "report.html").exists()


def test_files_are_replaced_by_force_alone(data, tmp_path, capsys):
    out, sheet, page = tmp_path / "out", tmp_path / "actors.csv", tmp_path / "a.html"
    main(["score", str(data), "--out", str(out)])
    for file, command in (
        (sheet, ["actors", out, "--out", sheet]),
        (page, ["show", out, "a", "--html", page]),
        (sheet, ["compare", out, "--out", sheet]),
        (sheet, ["evaluate", out, data, "--merge", sheet]),
        (sheet, ["evaluate", out, data, "--json", sheet]),
        (sheet, ["evaluate", out, data, "--errors", sheet]),
        (out, ["evaluate", out, data, "--out", out]),
    ):
        if file is not out:
            file.write_text("corrected by hand")
        assert "is there already" in refused(capsys, *command)
        assert file is out or file.read_text() == "corrected by hand"
    assert main(["actors", str(out), "--out", str(sheet), "--force"]) == 0
    assert sheet.read_text("utf-8-sig").startswith("actor")


@pytest.mark.parametrize("out", [["--out", ""], ["--out="]])
def test_an_empty_place_is_not_this_folder(out, data, tmp_path, monkeypatch, capsys):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert "--out: is empty" in refused(capsys, "score", data, *out)
    assert "an argument is empty" in refused(capsys, "score", "", "--out", "x")
    assert not list((tmp_path / "empty").iterdir())
