"""However a command is ended, what was there stays and nothing is left behind."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from toolkit.cli.signals import stopped_by_signals
from toolkit.output.whole import _machine, whole_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as Unix has them")

# "The foreign minister said that the meeting succeeded."
ROW = {"outlet": "الخبر", "title": "لقاء", "text": "قال وزير الخارجية إن اللقاء نجح. " * 200}


@pytest.fixture
def running(tmp_path):
    rows = (ROW | {"article_id": str(n)} for n in range(400))
    data = tmp_path / "articles.jsonl"
    data.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    started = []

    def start(*options):
        command = [sys.executable, "-m", "toolkit.cli", "score", str(data)]
        process = subprocess.Popen(
            [*command, "--out", str(tmp_path / "out"), *options],
            stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        started.append(process)
        for _ in range(1200):
            if list(tmp_path.glob(".out-*")) or process.poll() is not None:
                return process
            time.sleep(0.05)
        raise AssertionError("it did not begin")

    yield start
    for process in started:
        process.kill()


def members(group):
    """Living processes of a session."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8") as stream:
                fields = stream.read().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == group and fields[0] != "Z":
            found.append(int(name))
    return found


def test_term_is_as_control_c(running, tmp_path):
    process = running()
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert error.strip().endswith("stopped: nothing was written (SIGTERM)")
    assert [path.name for path in tmp_path.iterdir()] == ["articles.jsonl"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_with_a_process_that_is_killed_and_the_next_run_tidies_up(running, tmp_path):
    process = running("--processes", "2")
    for _ in range(200):
        if len(members(process.pid)) >= 3:
            break
        time.sleep(0.05)
    assert len(members(process.pid)) >= 2
    process.kill()
    process.wait()
    for _ in range(400):
        if not members(process.pid):
            break
        time.sleep(0.05)
    assert members(process.pid) == []
    assert len(list(tmp_path.glob(".out-*"))) == 1
    with whole_folder(tmp_path / "out") as folder:
        assert [path.name for path in tmp_path.glob(".out-*")] == [folder.name]


def test_what_a_living_process_or_another_machine_works_in_is_left(tmp_path):
    own = tmp_path / f".out-{_machine()}-{os.getpid()}-abcdefgh"
    theirs = tmp_path / ".out-00000000-999999999-abcdefgh"
    dead = tmp_path / f".out-{_machine()}-999999999-abcdefgh"
    for path in (own, theirs, dead):
        path.mkdir()
    with whole_folder(tmp_path / "out"):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"out", own.name, theirs.name}


def signalled(told):
    with stopped_by_signals() as heard:
        told.append(heard)
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)


def test_handlers_are_put_back_and_an_ignored_signal_stays_ignored():
    before = signal.getsignal(signal.SIGTERM)
    hung_up = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        told = []
        with pytest.raises(KeyboardInterrupt):
            signalled(told)
        assert told == [["SIGTERM"]]
        assert signal.getsignal(signal.SIGTERM) == before
    finally:
        signal.signal(signal.SIGHUP, hung_up)


def test_control_c_while_libraries_are_read_is_quiet():
    program = (
        "import sys, builtins; real = builtins.__import__\n"
        "def stop(name, *rest):\n"
        "    if name == 'typer': raise KeyboardInterrupt\n"
        "    return real(name, *rest)\n"
        "builtins.__import__ = stop\n"
        "from toolkit.cli import main; sys.exit(main([]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "stopped: nothing was written\n")
