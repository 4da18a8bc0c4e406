"""From a manifest to a study by the command line: fetch, run, share, restore."""

import json
import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pandas as pd
import pytest
from local_site import Site, title_of

from toolkit.cli.app import main


@pytest.fixture
def site():
    with Site() as running:
        yield running


@pytest.fixture
def manifest(site, tmp_path):
    def write(*paths):
        file = tmp_path / "manifest.csv"
        file.write_text("url\n" + "".join(f"{site.base}{path}\n" for path in paths), "utf-8")
        return str(file)

    return write


def quick(site):
    return ["--delay", "0", "--allow-private", "--archive", site.base]


def test_fetch_gives_zero_when_some_came(site, manifest, tmp_path, capsys):
    out = tmp_path / "study"
    status = main(["fetch", manifest("/a/1", "/gone/404"), "--out", str(out), *quick(site)])
    assert status == 0
    assert "1 articles" in capsys.readouterr().out
    assert pd.read_parquet(out / "articles.parquet")["title"].tolist() == [title_of(1)]


def test_fetch_gives_one_when_none_came(site, manifest, tmp_path):
    out = tmp_path / "study"
    assert main(["fetch", manifest("/gone/404"), "--out", str(out), *quick(site)]) == 1
    report = pd.read_csv(out / "fetch-report.csv")
    assert report["status"].tolist() == ["failed"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["absent.csv"], "absent.csv"),
        (["--delay", "-1"], "--delay"),
        (["--sites", "absent.yaml"], "absent.yaml"),
        (["--column", "link"], "--column"),
    ],
)
def test_fetch_gives_two_on_bad_input(manifest, tmp_path, capsys, arguments, says):
    given = arguments if arguments[0].endswith("csv") else [manifest("/a/1"), *arguments]
    assert main(["fetch", *given, "--out", str(tmp_path / "out"), "--allow-private"]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_without_leave_nothing_private_is_asked(site, manifest, tmp_path):
    assert main(["fetch", manifest("/a/1"), "--out", str(tmp_path / "o"), "--no-archive"]) == 1
    assert site.log == []


def test_a_fetched_folder_is_run_and_run_again_with_its_choices_kept(
    site, manifest, tmp_path, monkeypatch
):
    runs = []

    def run_study(articles, out, *, study, language, seed, say, **_):
        runs.append((articles["title"].tolist(), out, language, seed))
        return SimpleNamespace(scores=articles.assign(attributions=0))

    monkeypatch.setattr("toolkit.cli.run.run_study", run_study)
    study = tmp_path / "study"
    main(["fetch", manifest("/a/1", "/a/2"), "--out", str(study), *quick(site)])
    asked = len(site.log)
    assert main(["run", str(study), "--language", "ar", "--seed", "7"]) == 0
    assert "seed = 7" in (study / "study.toml").read_text("utf-8")
    (study / "articles.parquet").unlink()
    assert main(["run", str(study)]) == 0
    assert runs == [([title_of(1), title_of(2)], study, "ar", 7)] * 2
    assert len(pd.read_parquet(study / "articles.parquet")) == 2
    assert len(site.log) == asked


def test_a_run_of_other_data_can_be_run_again_from_its_folder(tmp_path, monkeypatch):
    runs = []

    def run_study(articles, out, *, study, language, seed, say, **_):
        runs.append((articles["article_id"].tolist(), out, seed))
        out.mkdir(exist_ok=True)
        return SimpleNamespace(scores=articles.assign(attributions=0))

    monkeypatch.setattr("toolkit.cli.run.run_study", run_study)
    (tmp_path / "own.csv").write_text("id,body\n7,نص\n", "utf-8")
    given = ["--column", "id=article_id", "--column", "body=text", "--outlet", "م", "--seed", "3"]
    out = tmp_path / "out"
    assert main(["run", str(tmp_path / "own.csv"), "--out", str(out), *given]) == 0
    assert main(["run", str(out)]) == 0
    assert runs == [(["7"], out, 3)] * 2


def test_a_study_file_with_a_slip_is_one_line_and_status_two(tmp_path, capsys):
    for text in ("run]", '[run]\nseed = "x"', "[run]\nsede = 1", '[run]\nlanguage = "fr"'):
        (tmp_path / "study.toml").write_text(text, "utf-8")
        assert main(["run", str(tmp_path)]) == 2
        error = capsys.readouterr().err
        assert error.count("\n") == 1
        assert "study.toml" in error or "--language" in error


def test_a_study_is_shared_and_restored(site, manifest, tmp_path, capsys):
    study = tmp_path / "study"
    main(["fetch", manifest("/a/1", "/a/2"), "--out", str(study), *quick(site)])
    assert main(["dehydrate", str(study), "--out", str(tmp_path / "dry")]) == 0
    wet = ["rehydrate", str(tmp_path / "dry"), str(study), "--out", str(tmp_path / "wet")]
    assert main(wet) == 0
    assert "2 same, 0 changed, 0 missing" in capsys.readouterr().out
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"outlet": "م", "text": "نص آخر."}), "utf-8")
    wet[2:] = [str(other), "--out", str(tmp_path / "wet2")]
    assert main(wet) == 1


def _heed_control_c():
    # A job started behind a shell's & inherits a deaf ear for it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_control_c_keeps_the_pages_and_the_same_command_goes_on(tmp_path):
    with Site(pace=0.15) as site:
        file = tmp_path / "m.csv"
        file.write_text("url\n" + "".join(f"{site.base}/a/{n}\n" for n in range(12)), "utf-8")
        out = tmp_path / "study"
        command = [sys.executable, "-m", "toolkit.cli", "fetch", str(file), "--out", str(out)]
        command += quick(site)
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_control_c
        )
        for _ in range(1200):
            if len(list(out.glob("pages/*.warc.gz"))) >= 3 or process.poll() is not None:
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
        assert process.returncode == 130
        assert "the same command goes on" in error
        assert not (out / "articles.parquet").exists()
        site.pace = 0.0
        assert main(["fetch", str(file), "--out", str(out), *quick(site)]) == 0
        assert len(pd.read_parquet(out / "articles.parquet")) == 12
        assert sum(site.asked(f"/a/{n}") for n in range(12)) <= 13  # one was under way
