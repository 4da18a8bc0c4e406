"""Whatever is wrong with what a newcomer hands in: one line that says what and where, nothing written."""

import io
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from local_site import Site
from openpyxl import Workbook

from toolkit.cli.app import main

COMMANDS = ("fetch", "run", "score", "dehydrate")
# "The minister said that the meeting succeeded."
GOOD = "article_id,url,outlet,published,text\na,http://a.org/1,الخبر,2022-05-11,قال الوزير إن اللقاء نجح.\n"


def parquet():
    out = io.BytesIO()
    pd.DataFrame({"n": [1]}).to_parquet(out)
    return out.getvalue()


def merged():
    book, out = Workbook(), io.BytesIO()
    for row in (["الأخبار"], ["url", "text"], ["http://a.org/1", "نص", "زائد"]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(out)
    return out.getvalue()


LEXIS = "\n  Documento 1 de 2\n\nالخبر\n\n11 mayo 2022\n\nلقاء\n\nLONGITUD: 9 palabras\n\nنص.\n"
FILES = {
    "empty": ("a.csv", b"", "the file is empty"),
    "only a header": ("a.csv", GOOD.splitlines()[0], "only the names of columns"),
    "neither url nor text": ("a.csv", "outlet,place\nx,http://a.org\n", "the columns are: outlet"),
    "a bad day": ("a.csv", GOOD + GOOD.splitlines()[1].replace("a,", "b,", 1).replace("-11", "-32"),
                  "row 2, column published: '2022-05-32' is not a date"),
    "an identifier twice": ("a.csv", GOOD + GOOD.splitlines()[1].replace("org/1", "org/2"),
                            "row 2, column article_id: 'a' already stands in row 1"),
    "a line too long": ("a.csv", GOOD + "b,http://a.org/2,x,2022-05-11,نص,زائد\n",
                        "row 2 (line 3) has 6 fields"),
    "no Parquet": ("a.parquet", b"PAR1, cut short", "not a Parquet file"),
    "Parquet of something else": ("a.parquet", parquet(), "(the columns are: n)"),
    "a merged header": ("a.xlsx", merged(), "column 3 has cells but no name in row 2"),
    "the old Excel": ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(99), "old or locked Excel file"),
    "no JSON": ("a.jsonl", '{"url": "http://a.org/1", "te', "line 1 is not JSON"),
    "no RIS": ("a.ris", "كلام\n", "no RIS reference in it"),
    "no feed": ("a.xml", "<a/>", "no RSS or Atom feed"),
    "a web archive cut short": ("a.warc", b"WARC/1.0\r\nWARC-Type: resp", "cut short behind record 1; copy it again"),
    "a Spanish LexisNexis": ("a.txt", LEXIS, "with an interface in English"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "an image"),
    "another kind": ("a.pkl", b"\x80\x04N.", "files of this kind are not read"),
}  # fmt: skip


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(capsys, folder, *arguments):
    """Run a command that must be refused: status 2, one line, and nothing new in the folder."""
    before = sorted(folder.rglob("*"))
    assert main([str(argument) for argument in arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error.count("\n") == 1
    assert sorted(folder.rglob("*")) == before
    return error


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_cannot_be_used(command, kind, tmp_path, capsys):
    name, content, says = FILES[kind]
    path = write(tmp_path, name, content)
    error = refused(capsys, tmp_path, command, path, "--out", tmp_path / "out")
    assert str(path) in error
    assert says in error


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_not_there_or_is_a_folder(command, tmp_path, capsys):
    out = tmp_path / "out"
    assert "no such file" in refused(capsys, tmp_path, command, tmp_path / "a.csv", "--out", out)
    (tmp_path / "a.csv").mkdir()
    error = refused(capsys, tmp_path, command, tmp_path / "a.csv", "--out", out)
    assert "folder" in error


@pytest.mark.parametrize("command", COMMANDS)
def test_a_place_that_cannot_be_written_to(command, tmp_path, capsys):
    good = write(tmp_path, "a.csv", GOOD)
    error = refused(capsys, tmp_path, command, good, "--out", good)
    assert "a.csv: is " in error
    error = refused(capsys, tmp_path, command, good, "--out", good / "below")
    assert "below: cannot be written" in error


@pytest.mark.parametrize("command", ["dehydrate", "rehydrate"])
def test_a_folder_that_holds_something_is_not_shared_into(command, tmp_path, capsys):
    good = write(tmp_path, "a.csv", GOOD)
    given = [good] if command == "dehydrate" else [tmp_path, good]
    assert "name a new folder" in refused(capsys, tmp_path, command, *given, "--out", tmp_path)


def test_a_code_for_an_article_that_is_not_there_leaves_no_half_of_a_study(tmp_path, capsys):
    good = write(tmp_path, "a.csv", GOOD)
    codes = write(tmp_path, "codes.jsonl", '{"article_id": "z"}\n')
    shared = ["dehydrate", good, "--out", tmp_path / "dry", "--codes", codes]
    assert "article_id z: no such article" in refused(capsys, tmp_path, *shared)


def test_a_shared_study_with_a_file_missing_restores_no_half(tmp_path, capsys):
    good = write(tmp_path, "a.csv", GOOD)
    codes = write(tmp_path, "codes.jsonl", '{"article_id": "a"}\n')
    dry = tmp_path / "dry"
    assert main(["dehydrate", str(good), "--out", str(dry), "--codes", str(codes)]) == 0
    wet = ["rehydrate", dry, good, "--out", tmp_path / "wet"]
    (dry / "codes.jsonl").unlink()
    assert "codes.jsonl: cannot be read" in refused(capsys, tmp_path, *wet)
    (dry / "articles.parquet").write_bytes(parquet())
    assert "not written by dehydrate" in refused(capsys, tmp_path, *wet)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[run", "cannot be read"),
        ("[runs]\nseed = 1", "no such table; there are [fetch], [run] and [groups"),
        ('[groups.outlet]\norder = "a"', "groups.outlet.order: 'a' is not a list of texts"),
        ('[groups.kind]\norder = ["a"]', "groups.kind: no such column; found: article_id"),
        ("[run]\nleast = 0", "least=0"),
        ('[run]\nby = "kind"', "by 'kind' is not a column of the table; allowed: outlet"),
        ('[run]\nwithin = "kind"', "within 'kind' is not a column of the table"),
        ("[run]\nsede = 1", "[run] sede: no such choice"),
        ('[run]\nseed = "x"', "[run] seed: 'x' is not a whole number"),
        ("[run]\nagencies = [1]", "agencies: [1] is not a list of texts"),
        ("[fetch]\nall_languages = 1", "all_languages: 1 is not true or false"),
        ("run = 1", "write [run] above its choices"),
        ('[run]\nlanguage = "fr"', "give en or ar"),
        ("[run]\nsample = 0", "give 1 or more"),
        ('[run]\ndata = "nowhere"', "nowhere: no such file or folder"),
    ],
)
def test_a_slip_in_the_file_of_choices(text, says, tmp_path, capsys):
    write(tmp_path, "articles.csv", GOOD)
    write(tmp_path, "study.toml", text)
    assert says in refused(capsys, tmp_path, "run", tmp_path)


# ---- a disk that is full, a folder that may not be written ----


@contextmanager
def files_no_larger_than(size):
    """A disk that takes no more, as far as a program can tell."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("command", ["run", "score", "dehydrate"])
def test_a_full_disk_leaves_nothing_half_written(command, tmp_path, capsys):
    good = write(tmp_path, "a.csv", GOOD)
    with files_no_larger_than(1500):
        error = refused(capsys, tmp_path, command, good, "--out", tmp_path / "out")
    assert "out: cannot be written (File too large)" in error


@pytest.mark.parametrize(("size", "kept"), [(50, 0), (4000, 2)])
def test_a_fetch_onto_a_full_disk_goes_on_where_it_stopped(size, kept, tmp_path, capsys):
    out = tmp_path / "study"
    with Site() as site:
        manifest = write(tmp_path, "m.csv", f"url\n{site.base}/a/1\n")
        fetch = ["fetch", str(manifest), "--out", str(out), "--delay", "0", "--allow-private"]
        fetch.append("--no-archive")
        with files_no_larger_than(size):
            assert main(fetch) == 2
        error = capsys.readouterr().err
        assert "cannot be written (File too large)" in error
        assert error.count("\n") == 1
        assert not list(out.rglob("*.part"))
        assert len(list(out.glob("pages/*"))) == kept  # the page, and its host's robots.txt
        assert main(fetch) == 0
        assert site.asked("/a/1") == 1


def without_the_powers_of_root():
    """Give up what lets root write anywhere (CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH)."""
    import ctypes

    for power in (1, 2):
        ctypes.CDLL(None).prctl(24, power, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="permissions as Linux has them")
@pytest.mark.parametrize("command", ["fetch", "score"])
def test_a_folder_that_may_not_be_written(command, tmp_path):
    good = write(tmp_path, "a.csv", GOOD)
    (tmp_path / "closed").mkdir(mode=0o555)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "toolkit.cli",
            command,
            good,
            "--out",
            tmp_path / "closed" / "out",
        ],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=without_the_powers_of_root,
    )
    assert done.returncode == 2
    assert done.stderr.strip().endswith("out: cannot be written (Permission denied)")
    assert done.stderr.count("error:") == 1


def test_a_port_that_refuses_is_told_in_the_report(tmp_path):
    with Site() as site:
        base = site.base
    manifest = write(tmp_path, "m.csv", f"url\n{base}/a/1\n")
    out = tmp_path / "study"
    fetch = ["fetch", str(manifest), "--out", str(out), "--delay", "0", "--no-archive"]
    assert main([*fetch, "--allow-private"]) == 1
    report = pd.read_csv(out / "fetch-report.csv")
    assert report[["status", "reason"]].values.tolist() == [
        ["failed", "the host cannot be reached"]
    ]
