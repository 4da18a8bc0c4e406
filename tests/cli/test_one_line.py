"""Whatever happens is one line: no traceback, no line of code, nothing that a terminal obeys."""

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from toolkit.cli.app import main
from toolkit.errors import InputError

# "The minister said that the meeting succeeded."
ROW = {"article_id": "a", "outlet": "الخبر", "title": "لقاء", "text": "قال الوزير إن اللقاء نجح."}


def write(file, *rows):
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return file


@pytest.fixture
def data(tmp_path):
    return write(tmp_path / "articles.jsonl", ROW)


def told(capsys, *arguments, status=2):
    capsys.readouterr()
    assert main([str(argument) for argument in arguments]) == status
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error.count("\n") == 1
    return error


def broken(*_, **__):
    raise KeyError("قال\nالوزير")


def test_a_fault_is_one_line_that_says_where_and_whom_to_tell(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("toolkit.study.scoring.score_chunk", broken)
    error = told(capsys, "score", data, "--out", tmp_path / "out", status=3)
    assert "a fault of the toolkit (KeyError: 'قال" in error
    assert "study/scoring.py, line " in error
    assert "CONTRIBUTING.md" in error
    with pytest.raises(KeyError):
        main(["--debug", "score", str(data), "--out", str(tmp_path / "out")])


def test_no_memory_is_told_as_that(data, tmp_path, monkeypatch, capsys):
    def full(*_, **__):
        raise MemoryError

    monkeypatch.setattr("toolkit.study.scoring.score_chunk", full)
    assert "not enough memory" in told(capsys, "score", data, "--out", tmp_path / "out")


def test_a_warning_is_one_plain_line(data, tmp_path, monkeypatch, capsys):
    def warn(*_, **__):
        warnings.warn("of 2 articles\n  none", UserWarning, stacklevel=1)
        raise InputError("enough")

    monkeypatch.setattr("toolkit.study.scoring.score_chunk", warn)
    before = warnings.showwarning
    assert main(["score", str(data), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == "warning: of 2 articles none\nerror: enough\n"
    assert warnings.showwarning is before


@pytest.mark.parametrize(
    "options",
    [
        ["run", "--seed", "-1"],
        ["score", "--seed", "-1"],
        ["score", "--seed", "9" * 4301],
        ["score", "--sample", "0"],
        ["score", "--processes", "0"],
        ["sample", "--n", "0"],
        ["sample", "--seed", "-1"],
    ],
)
def test_numbers_that_are_none_to_work_with(options, data, tmp_path, capsys):
    told(capsys, options[0], data, "--out", tmp_path / "out", *options[1:])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text",
    ["[run]\nseed = -1", "[run]\nsample = 0", "[run]\nseed = " + "9" * 4301, "a=" + "[" * 9999],
)
def test_study_toml_of_a_hostile_hand(text, data, tmp_path, capsys):
    (tmp_path / "study.toml").write_text(text, "utf-8")
    assert "study.toml" in told(capsys, "run", tmp_path)


def test_study_toml_with_a_byte_order_mark_is_read(data, tmp_path, capsys):
    (tmp_path / "study.toml").write_text("\ufeff[run]\nlanguage = 'fr'", "utf-8")
    assert "--language is fr" in told(capsys, "run", tmp_path)


@pytest.mark.parametrize("line", ['{"text": ' + "9" * 4301 + "}", '{"text": ' + "[" * 99999])
def test_json_that_python_gives_up(line, tmp_path, capsys):
    file = tmp_path / "a.jsonl"
    for text in (line, f"{json.dumps(ROW)}\n{line}", f"[{line}]"):
        file.write_text(text, "utf-8")
        assert "a.jsonl" in told(capsys, "score", file, "--out", tmp_path / "out")


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's")
@pytest.mark.parametrize("below", [False, True])
def test_a_name_that_is_not_utf8(below, tmp_path, capsys, caplog):
    folder = tmp_path / "data"
    folder.mkdir()
    name = Path(os.fsdecode(os.fsencode(folder) + b"/\xc7\xe1.txt"))
    name.write_text("لقاء\nقال الوزير إن اللقاء نجح.", "utf-8")
    out = ["--outlet", "الخبر", "--out", tmp_path / "out"]
    if not below:
        assert "not UTF-8" in told(capsys, "score", name, *out)
        return
    (folder / "b.txt").write_text("لقاء\nقال الوزير إن اللقاء نجح.", "utf-8")
    assert main(["score", str(folder), *map(str, out)]) == 0
    assert pd.read_parquet(tmp_path / "out" / "scores.parquet")["article_id"].tolist() == ["b"]
    assert "whose names are not UTF-8 1" in caplog.text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
@pytest.mark.parametrize("command", ["score", "fetch", "run"])
def test_a_pipe_is_not_waited_for(command, tmp_path, capsys):
    os.mkfifo(tmp_path / "pipe.csv")
    error = told(capsys, command, tmp_path / "pipe.csv", "--out", tmp_path / "out")
    assert "pipe" in error


@pytest.mark.parametrize(
    "note", [b"null", b"[]", b"{", b'{"columns": 3}', b'{"index_columns": [7]}']
)
def test_parquet_with_an_odd_note(note, tmp_path):
    table = pa.table({name: [value] for name, value in ROW.items()})
    pq.write_table(table.replace_schema_metadata({b"pandas": note}), tmp_path / "a.parquet")
    assert main(["score", str(tmp_path / "a.parquet"), "--out", str(tmp_path / "out")]) == 0


def test_what_a_terminal_obeys_is_not_sent_to_it(tmp_path, capsys):
    row = ROW | {"title": "لقاء\x1b]0;x\x07", "text": "قال الوزير\x1b[2J إن اللقاء نجح."}
    out = tmp_path / "out"
    assert main(["score", str(write(tmp_path / "a.jsonl", row)), "--out", str(out)]) == 0
    assert main(["show", str(out), "a"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\\x1b[2J" in shown
    assert "\x1b" not in told(capsys, "show", out, "\x1b[2J")


def test_a_word_of_three_thousand_letters(tmp_path):
    row = ROW | {"text": "قال الوزير إن " + "ا" * 3000 + " نجح.", "title": "ب" * 3000}
    out = tmp_path / "out"
    assert main(["score", str(write(tmp_path / "a.jsonl", row)), "--out", str(out)]) == 0
    assert main(["show", str(out), "a", "--html", str(tmp_path / "a.html")]) == 0


def test_a_pipe_that_has_no_arabic_and_one_that_is_closed(data, tmp_path):
    out = tmp_path / "out"
    main(["score", str(data), "--out", str(out)])
    command = [sys.executable, "-m", "toolkit.cli", "show", str(out), "a"]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=ascii_only)
    assert (done.returncode, done.stderr) == (0, b"")
    read, write_to = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write_to, stderr=subprocess.PIPE)
    os.close(write_to)
    assert (done.returncode, done.stderr) == (1, b"")
