"""One article is the boundary of a fault, and a worker that is killed costs no article."""

import multiprocessing
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

import toolkit
from toolkit.articles import check_articles
from toolkit.errors import InputError
from toolkit.study import workers
from toolkit.study.scoring import score_chunk

# "The minister said that the meeting succeeded."
TEXT = "قال الوزير إن اللقاء نجح."


def table(count):
    rows = [{"article_id": f"a{n}", "outlet": "الخبر", "title": "", "text": TEXT} for n in range(count)]  # fmt: skip
    return check_articles(pd.DataFrame(rows))


def breaks_at(named, articles, **options):
    if set(named) & set(articles["article_id"]):
        raise ZeroDivisionError("by\nnothing")
    return score_chunk(articles, **options)


@pytest.fixture
def broken(monkeypatch):
    def at(*named):
        monkeypatch.setattr("toolkit.study.scoring.score_chunk", partial(breaks_at, named))

    return at


def test_an_article_that_cannot_be_scored_is_left_out_and_named(broken, caplog, monkeypatch):
    whole = table(7)
    broken("a3", "a5")
    monkeypatch.setattr("toolkit.study.scoring.CHUNK", 4)
    told = []
    study = toolkit.score(whole, progress=lambda done, of: told.append((done, of)))
    assert told == [(4, 7), (7, 7)]
    kept = ["a0", "a1", "a2", "a4", "a6"]
    assert study.articles["article_id"].tolist() == kept
    monkeypatch.undo()
    rest = toolkit.score(whole[whole["article_id"].isin(kept)])
    for (name, rows), (_, expected) in zip(study.tables(), rest.tables(), strict=True):
        if name != "articles":
            pd.testing.assert_frame_equal(rows, expected)
    assert (
        "article a3 cannot be scored and is left out (ZeroDivisionError: by nothing)" in caplog.text
    )
    assert "article a5 cannot" in caplog.text
    account = study.articles.attrs["account"]
    assert account["left_out"]["unscored_article"] == [2, "a3: ZeroDivisionError: by nothing"]
    assert account["articles"] == 5


def test_where_none_can_be_scored_the_fault_is_shown(broken):
    broken("a0", "a1")
    with pytest.raises(ZeroDivisionError):
        toolkit.score(table(2))


def test_what_is_wrong_with_the_input_is_no_fault_of_an_article():
    def refuses(_):
        raise InputError("no such lexicon")

    with pytest.raises(InputError, match="no such lexicon"):
        workers.score_guarded(table(2), refuses)


def killed_at(marks, articles):
    """Score, but die as of want of memory the first time that article a2 is there."""
    name = articles["article_id"].iloc[0]
    mark = Path(marks) / name
    if name in ("a2", "always") and (name == "always" or not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return {"scores": articles[["article_id"]]}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals as Unix has them")
def test_a_killed_worker_is_one_line_and_its_chunk_is_done_again(tmp_path, caplog):
    chunks = [table(5).iloc[[n]].reset_index(drop=True) for n in range(5)]
    score = partial(killed_at, str(tmp_path))
    found = list(workers.score_chunks(chunks, score, processes=2))
    ids = [part.tables["scores"]["article_id"].iloc[0] for part in found]
    assert ids == [f"a{n}" for n in range(5)]
    assert caplog.messages == ["a worker was killed; its articles are scored again"]
    hopeless = [chunks[0], chunks[1].assign(article_id="always")]
    with pytest.raises(InputError, match="killed 3 times"):
        list(workers.score_chunks(hopeless, score, processes=2))


def test_linear_algebra_keeps_to_one_thread_while_articles_are_scored():
    np.ones((2, 2)) @ np.ones((2, 2))  # the library is there
    told = []

    def threads():
        pools = (pool for pool in threadpool_info() if pool["user_api"] == "blas")
        return [pool["num_threads"] for pool in pools]

    def score(articles):
        told.extend(threads())
        return {}

    with threadpool_limits(limits=2, user_api="blas"):
        workers.score_guarded(table(1), score)
        assert told
        assert set(told) == {1}
        assert set(threads()) == {2}  # as it was


@pytest.fixture
def script(tmp_path):
    """Run a script that has no `if __name__ == "__main__"`; what it prints."""

    def run(code: str) -> list[str]:
        file = tmp_path / "plain.py"
        file.write_text(code, "utf-8")
        done = subprocess.run([sys.executable, file], capture_output=True, text=True, check=True)
        assert not done.stderr
        return done.stdout.split()

    return run


def test_a_script_is_not_run_again_by_the_workers(script):
    # "The minister said that the road is open."
    code = """
print("begun")
import toolkit
import toolkit.study.scoring
toolkit.study.scoring.CHUNK = 2
found = toolkit.score(["قال الوزير إن الطريق مفتوح."] * 5, processes=2)
print(len(found.attributions))
"""
    assert script(code) == ["begun", "5"]


@pytest.mark.skipif(sys.platform == "win32", reason="workers are forked where systems have that")
def test_workers_are_forked_from_a_server_that_has_read_the_models(script):
    code = """
import sys
from concurrent.futures import ProcessPoolExecutor
from toolkit.study import workers
with ProcessPoolExecutor(1, mp_context=workers._context()) as pool:
    read = pool.submit(eval, "'toolkit.study.ready' in __import__('sys').modules").result()
    frozen = pool.submit(eval, "__import__('gc').get_freeze_count() > 100_000").result()
print(read, frozen, "toolkit.study.ready" in sys.modules)
"""
    assert script(code) == ["True", "True", "False"]


def test_chunks_are_cut_when_they_are_asked_for():
    chunks = workers.Chunks(table(5), 2)
    assert len(chunks) == 3
    assert [chunk["article_id"].tolist() for chunk in chunks] == [
        ["a0", "a1"],
        ["a2", "a3"],
        ["a4"],
    ]
    assert chunks[2].index.tolist() == [0]
    with pytest.raises(IndexError):
        chunks[3]


@pytest.mark.parametrize(
    ("articles", "processors", "expected"),
    [(999, 8, 1), (1000, 8, 2), (1000, 1, 1), (4000, 2, 2), (100_000, 8, 8)],
)
def test_few_articles_are_not_worth_a_second_process(monkeypatch, articles, processors, expected):
    monkeypatch.setattr(workers, "_processors", lambda: processors)
    assert workers.default_processes(articles) == expected


@pytest.fixture
def interruptible():
    """Ctrl-C interrupts, also where the tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="signals as Unix has them")
def test_a_signal_while_a_worker_starts_waits_until_it_is_known(monkeypatch, interruptible):
    known = []

    def starting(worker):
        os.kill(os.getpid(), signal.SIGINT)
        known.append(worker)

    monkeypatch.setattr(workers.BaseProcess, "start", starting)
    program, handler = sys.modules["__main__"], signal.getsignal(signal.SIGINT)
    worker = workers._Apart()
    with pytest.raises(KeyboardInterrupt):
        worker.start()
    assert known == [worker]
    assert sys.modules["__main__"] is program
    assert signal.getsignal(signal.SIGINT) is handler


def test_a_worker_of_another_pool_shares_nothing(monkeypatch):
    monkeypatch.setattr(workers, "_processors", lambda: 4)
    assert workers.default_processes(workers.LEAST_SHARED) == 2
    # Such a process may have no children: to start some would be an error.
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    assert workers.default_processes(workers.LEAST_SHARED) == 1
