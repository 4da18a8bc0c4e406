"""Bars: on a terminal, in a notebook's kernel, and nowhere else."""

import os
import pty
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from toolkit.output.progress import notebook_bar, terminal_bar
from toolkit.study.scoring import score

ON_A_TERMINAL = """
from toolkit.output.progress import terminal_bar
with terminal_bar(36) as (advance, say):
    say("scoring")
    advance(12, 36)
    say("drawing")
"""
IN_A_NOTEBOOK = """
import time, toolkit.output.progress
toolkit.output.progress.DELAY = 0
with toolkit.output.progress.notebook_bar(4, "scoring") as advance:
    advance(1, 4)
    time.sleep(0.3)
    advance(3, 4)
"""


def test_a_terminal_is_shown_what_is_done():
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    command = [sys.executable, "-c", ON_A_TERMINAL]
    done = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # so a terminal on Linux ends
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    text = shown.decode("utf-8")
    assert done.stdout == b""
    assert "scoring" in text
    # What comes next is not shown as done already.
    assert "12/36" not in text[text.rindex("drawing") :]


def test_what_is_no_terminal_is_shown_nothing(capsys):
    with terminal_bar(36) as (advance, say):
        say("scoring")
        advance(36, 36)
    with notebook_bar(36, "scoring") as advance:
        advance(36, 36)
    assert capsys.readouterr() == ("", "")


def test_a_log_gets_a_line_for_each_step_and_now_and_then_one_of_how_far(caplog, monkeypatch):
    clock = iter([0.0, 4.0, 11.0, 11.0, 12.0])
    monkeypatch.setattr("toolkit.output.progress.time.monotonic", lambda: next(clock))
    with caplog.at_level("INFO"), terminal_bar(3000) as (advance, say):
        say("scoring")
        for done in (100, 1500, 1600):
            advance(done, 3000)
        say("drawing")
    assert caplog.messages == ["scoring", "scoring: 1500 of 3000 (50%)", "drawing"]


def test_a_notebook_is_shown_a_bar():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IN_A_NOTEBOOK)])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = notebook.cells[0].outputs
    text = "".join(output.get("text", "") for output in outputs)
    assert "scoring:  75%" in text
    assert "3/4" in text
    # No complaint about what is not installed.
    assert {output.get("name") for output in outputs} == {"stdout"}


def test_scoring_tells_the_notebook(monkeypatch, sample_folder):
    from toolkit.articles import read_articles

    told = []

    class Bar:
        def __init__(self, total, what):
            told.append((what, total))

        def __enter__(self):
            return lambda done, of: told.append((done, of))

        def __exit__(self, *_):
            return None

    monkeypatch.setattr("toolkit.study.scoring.notebook_bar", Bar)
    monkeypatch.setattr("toolkit.study.scoring.CHUNK", 2)
    score(read_articles(sample_folder, sample=3))
    assert told == [("scoring", 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("total", [0, 5])
def test_an_unknown_amount_is_no_fault(total):
    with terminal_bar(total, "fetching") as (advance, _):
        advance(1, 5)
