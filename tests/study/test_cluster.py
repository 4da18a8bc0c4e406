"""Chunks scored on a Dask cluster: the rows of one process, whatever becomes of a worker."""

import os
import signal
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles
from toolkit.errors import InputError
from toolkit.study import scoring
from toolkit.study.cluster import score_chunks_on, sharing
from toolkit.study.workers import Chunks

# "The minister Nasser Bourita said that meeting N was a success, and praised Morocco's leading role."
SAID = "قال الوزير ناصر بوريطة إن اللقاء رقم {} ناجح، وأشاد بالدور الريادي للمغرب في المنطقة."


def table(count):
    rows = [{"article_id": f"a{n}", "outlet": "الخبر", "title": "", "text": SAID.format(n)} for n in range(count)]  # fmt: skip
    return check_articles(pd.DataFrame(rows))


def test_without_dask_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install media-framing-toolkit\[dask\]"):
        toolkit.score(table(2), dask="local")


def test_processes_and_a_cluster_exclude_each_other():
    with pytest.raises(InputError, match="leave it out, or dask"), sharing(2, 2, "local"):
        pass


@pytest.fixture(scope="module")
def client():
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    import dask

    # Workers are processes of their own, and find this module as pytest has it.
    path = os.pathsep.join([str(Path(toolkit.__file__).parents[1]), *filter(None, sys.path)])
    with (
        dask.config.set({"distributed.nanny.environ.PYTHONPATH": path}),
        distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def same(found, whole):
    for name, rows in whole.tables():
        pd.testing.assert_frame_equal(getattr(found, name), rows, obj=name)


def test_a_cluster_gives_the_tables_of_one_process(client, monkeypatch):
    monkeypatch.setattr(scoring, "CHUNK", 2)
    same(toolkit.score(table(7), dask=client), toolkit.score(table(7), processes=1))


def test_parts_are_scored_on_a_cluster_too(client, monkeypatch, tmp_path):
    from toolkit.study.streaming import score_into

    monkeypatch.setattr(scoring, "CHUNK", 2)
    table(7).to_parquet(tmp_path / "corpus.parquet")
    score_into(tmp_path / "corpus.parquet", tmp_path / "out", size=4, dask=client)
    study = toolkit.read_study(tmp_path / "out")
    whole = toolkit.score(toolkit.read_articles(tmp_path / "corpus.parquet"), reuse=True)
    for name in ("attributions", "praise", "scores", "actors"):
        pd.testing.assert_frame_equal(getattr(study, name), getattr(whole, name), obj=name)


def test_a_dask_table_is_scored_on_its_cluster(client, monkeypatch):
    frames = pytest.importorskip("dask.dataframe", reason="the extra dask is not installed")
    monkeypatch.setattr(scoring, "CHUNK", 2)
    used = []
    monkeypatch.setattr(
        client, "submit", lambda *a, _submit=client.submit, **k: used.append(1) or _submit(*a, **k)
    )
    found = toolkit.score(frames.from_pandas(table(5), npartitions=2))
    same(found, toolkit.score(table(5), processes=1))
    assert len(used) == 3


SOURCE = """
import os, signal
from pathlib import Path
from toolkit.study.scoring import score_chunk

def killed_at(marks, named, articles, **options):
    mark = Path(marks) / named
    if named in set(articles["article_id"]) and (named == "always" or not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return score_chunk(articles, **options)
"""


@pytest.fixture
def killed_at(client, tmp_path):
    """What scores, but kills its worker the first time that it meets an article."""
    file = tmp_path / "kills.py"
    file.write_text(SOURCE, "utf-8")
    client.upload_file(str(file))
    sys.path.insert(0, str(tmp_path))
    try:
        import kills

        yield partial(kills.killed_at, str(tmp_path))
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("kills", None)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals as Unix has them")
def test_a_worker_that_is_killed_costs_no_row(client, killed_at, tmp_path):
    chunks = Chunks(table(6), 2)
    found = list(score_chunks_on(client, chunks, partial(killed_at, "a3")))
    assert (tmp_path / "a3").exists()
    whole = [scoring.score_chunk(chunk) for chunk in chunks]
    assert [part.faults for part in found] == [[], [], []]
    for part, expected in zip(found, whole, strict=True):
        for name, rows in expected.items():
            pd.testing.assert_frame_equal(part.tables[name], rows, obj=name)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals as Unix has them")
def test_an_article_that_kills_every_worker_is_named(client, killed_at):
    chunks = Chunks(table(2).assign(article_id=["a0", "always"]), 1)
    with pytest.raises(InputError, match="lost again and again at the article 'always'"):
        list(score_chunks_on(client, chunks, partial(killed_at, "always")))


def test_where_nobody_answers_it_is_one_line():
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    with pytest.raises(InputError, match="dask: no scheduler at nowhere"):
        toolkit.score(table(2), dask="nowhere")
