import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from toolkit.cli.app import main

# "The foreign minister said that the meeting succeeded." / "Two ships arrived." with two outlets
ROWS = [
    {
        "article_id": "a",
        "outlet": "الخبر",
        "title": "لقاء",
        "text": "قال وزير الخارجية إن اللقاء نجح.",
    },
    {
        "article_id": "b",
        "outlet": "الرأي",
        "title": "ميناء",
        "text": "وصلت سفينتان إلى الميناء فجرا.",
    },
]


@pytest.fixture
def data(tmp_path) -> Path:
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), "utf-8")
    return file


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (None, "absent.csv", "absent.csv"),
        (b"", "empty.csv", "empty"),
        ("outlet,title\nالخبر,لقاء\n".encode(), "a.csv", "no column text"),
        ("article_id,outlet,text\n1,الخبر,نص\n1,الخبر,نص\n".encode(), "a.csv", "article_id"),
        ("outlet,text,published\nالخبر,نص,غدا\n".encode(), "a.csv", "published"),
        (b"\x1f\x8b\x08\x00cut", "a.csv.gz", "a.csv.gz"),
        (bytes(range(256)) * 4, "a.csv", "a.csv"),
    ],
)
def test_bad_input_is_one_line_and_status_two(content, name, says, tmp_path, capsys):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    status = main(["run", str(tmp_path / name), "--out", str(tmp_path / "out")])
    error = capsys.readouterr().err
    assert status == 2
    assert error.startswith("error: ")
    assert says in error
    assert error.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_refused(tmp_path, capsys):
    (tmp_path / "nothing").mkdir()
    assert main(["score", str(tmp_path / "nothing"), "--out", str(tmp_path / "out")]) == 2
    assert "nothing in this folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["score", "x", "--out", "y", "--sample", "many"],
        ["paint"],
        ["run", "--column", "body"],
        ["run", "--language", "fr"],
        ["show", "nowhere", "a"],
        ["evaluate", "nowhere", "gold.jsonl"],
    ],
)
def test_wrong_arguments_are_one_line_and_status_two(arguments, capsys):
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error.count("\n") == 1


def test_score_show_and_sample(data, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["score", str(data), "--out", str(out)]) == 0
    assert pd.read_parquet(out / "scores.parquet")["article_id"].tolist() == ["a", "b"]
    assert main(["show", str(out), "a"]) == 0
    assert "قال وزير الخارجية" in capsys.readouterr().out
    assert main(["show", str(out), "z"]) == 2
    assert main(["show", str(out), "a", "--beside", "b"]) == 2  # a page, so it needs a name
    pair = tmp_path / "pair.html"
    assert main(["show", str(out), "a", "--beside", "b", "--html", str(pair)]) == 0
    assert pair.read_text("utf-8").count("<article") == 2
    assert main(["show", str(out), "a", "--beside", "z", "--html", str(pair)]) == 2
    capsys.readouterr()
    drawn = tmp_path / "to-code"
    assert main(["sample", str(data), "--n", "2", "--out", str(drawn)]) == 0
    rows = [json.loads(line) for line in (drawn / "sample.jsonl").read_text("utf-8").splitlines()]
    assert [row["sampling_probability"] for row in rows] == [1, 1]


def test_score_runs_lexicons_of_ones_own(data, tmp_path, capsys):
    # "قال وزير الخارجية إن اللقاء نجح.": the minister, not the article, speaks of success
    success, ships = tmp_path / "success.yaml", tmp_path / "ships.yaml"
    success.write_text("name: success\nentries:\n  - {entry: نجح, perfect: نجح}\n", "utf-8")
    ships.write_text("name: ships\nentries:\n  - {entry: سفينة, forms: [سفينتان]}\n", "utf-8")
    out = tmp_path / "out"
    lexicons = ["--lexicon", str(success), "--lexicon", str(ships)]
    assert main(["score", str(data), "--out", str(out), *lexicons]) == 0
    hits = pd.read_parquet(out / "constructs.parquet")
    assert hits[["article_id", "lexicon", "holder"]].values.tolist() == [
        ["a", "success", "وزير الخارجية"],
        ["b", "ships", "narrator"],
    ]
    scores = pd.read_parquet(out / "scores.parquet").set_index("article_id")
    assert scores.loc["b", "ships_per_1000"] > 0
    assert scores.loc["a", "narrator_success_share"] == 0


@pytest.mark.parametrize("content", [None, "entries: 3", "name: x\nentries: [{}]", ": ["])
def test_a_bad_lexicon_is_one_line_and_status_two(content, data, tmp_path, capsys):
    file = tmp_path / "blame.yaml"
    if content is not None:
        file.write_text(content, "utf-8")
    out = tmp_path / "out"
    assert main(["score", str(data), "--out", str(out), "--lexicon", str(file)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert "blame.yaml" in error
    assert error.count("\n") == 1
    assert not out.exists()


def test_evaluate_wants_the_same_articles(data, tmp_path, capsys):
    out = tmp_path / "out"
    main(["score", str(data), "--out", str(out)])
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"article_id": "z", "sentences": [], "attributions": []}), "utf-8")
    assert main(["evaluate", str(out), str(gold)]) == 2
    assert "none of its articles" in capsys.readouterr().err


def test_an_article_is_shown_in_either_language(data, tmp_path, capsys):
    out, page = tmp_path / "out", tmp_path / "a.html"
    main(["score", str(data), "--out", str(out)])
    assert main(["show", str(out), "a", "--html", str(page), "--language", "ar"]) == 0
    assert '<html lang="ar" dir="rtl">' in page.read_text("utf-8")
    assert main(["show", str(out), "a", "--html", str(page), "--language", "fr"]) == 2
    assert "allowed: en, ar" in capsys.readouterr().err
    assert main(["show", str(out), "a", "--html", str(tmp_path / "no" / "a.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_evaluate_measures_a_coding(data, tmp_path, capsys):
    out = tmp_path / "out"
    main(["score", str(data), "--out", str(out)])
    sentences = pd.read_parquet(out / "sentences.parquet")
    spans = sentences.loc[sentences["article_id"] == "b", ["start", "end", "voice"]]
    coded = {"article_id": "b", "attributions": [], "praise": [], "official_framing": 0}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(coded | {"sentences": spans.to_dict("records")}), "utf-8")
    figures = tmp_path / "figures.json"
    nowhere = tmp_path / "none" / "figures.json"
    assert main(["evaluate", str(out), str(gold), "--json", str(nowhere)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert main(["evaluate", str(out), str(gold), "--json", str(figures)]) == 0
    assert json.loads(figures.read_text())["voice_accuracy"] == 1
    assert "macro F1" in capsys.readouterr().out


def test_two_runs_give_the_same_bytes(data, tmp_path, monkeypatch):
    # Every table, a figure of each kind; all thirteen measures would draw one kind over and over.
    monkeypatch.setattr("toolkit.cli.run.MEASURES", ("attributed_share", "official_framing"))
    for place in ("one", "two"):
        assert main(["run", str(data), "--out", str(tmp_path / place)]) == 0
    one, two = (
        {
            p.relative_to(tmp_path / place): p.read_bytes()
            for p in (tmp_path / place).rglob("*")
            if p.is_file()
        }
        for place in ("one", "two")
    )
    assert "comparisons.csv" in {path.name for path in one}
    assert one == two


def _heed_control_c():
    # A job started behind a shell's & inherits a deaf ear for it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_control_c_leaves_nothing(tmp_path):
    many = tmp_path / "articles.jsonl"
    rows = [ROWS[0] | {"article_id": str(i), "text": ROWS[0]["text"] * 300} for i in range(400)]
    many.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "toolkit.cli", "score", str(many), "--out", str(out)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_control_c
    )
    for _ in range(1200):  # a loaded machine takes its time to start
        if list(tmp_path.glob(".out-*")) or process.poll() is not None:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error.strip().endswith("stopped: nothing was written")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["score"], "`toolkit score --help`"),
        (["frobnicate"], "No such command 'frobnicate'; `toolkit --help`"),
        (["figures", "verify", "--no", "x"], "`toolkit figures verify --help`"),
    ],
)
def test_a_slip_in_the_command_is_told_where_to_look(given, told, capsys):
    assert main(given) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["toolkit", "s"], {"score", "show", "sample"}),
        (["toolkit", "figures", ""], {"verify"}),
        (["toolkit", "run", "--lang"], {"--language", "--languages"}),
        (["toolkit", "run", "--language", ""], {"en", "ar"}),
    ],
)
def test_tab_completes(typed, offered):
    asked = {"COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}
    environment = {**os.environ, **asked, "_TOOLKIT_COMPLETE": "complete_bash"}
    command = [sys.executable, "-m", "toolkit.cli"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert set(done.stdout.split()) == offered


def test_help_and_version(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(command in text for command in ("run", "score", "evaluate", "show", "sample"))
    assert text.count("\n") <= 26  # a screen, with two commands more than it had
    assert main(["--version"]) == 0
    assert "media-framing-toolkit" in capsys.readouterr().out
