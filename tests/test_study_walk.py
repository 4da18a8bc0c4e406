"""From manifest to report and back: the same bytes at every turn."""

import json
import re
from types import SimpleNamespace

import pytest
from local_site import Site, title_of
from study_walk import walk

from toolkit.cli.app import main
from toolkit.study.choices import read_choices


def test_fetched_run_shared_restored_and_run_the_bytes_are_the_same(tmp_path, monkeypatch):
    # All thirteen would draw one kind of figure over and over; benchmarks/study_walk.py has them.
    monkeypatch.setattr("toolkit.cli.run.MEASURES", ("attributed_share", "official_framing"))
    lines = []
    with Site() as site:
        assert walk(tmp_path, site, 3, tell=lines.append) == []
    steps = [re.split(r" *\| *", line)[1].split()[0] for line in lines[1:]]
    assert steps == ["fetch", "run", "fetch", "run", "dehydrate", "rehydrate", "run"]
    shared = read_choices(tmp_path / "shared")
    assert shared == {"run": {"language": "ar", "seed": 3, "agencies": ["الخبر"]}}


@pytest.fixture
def taken(monkeypatch):
    """The tables that runs were given; nothing is scored."""
    tables = []

    def run_study(articles, out, **_):
        out.mkdir(exist_ok=True)
        tables.append(articles)
        return SimpleNamespace(scores=articles.assign(attributions=0))

    monkeypatch.setattr("toolkit.cli.run.run_study", run_study)
    return tables


@pytest.fixture
def pile(tmp_path):
    """Articles of one's own: one in French, and one that stands there twice."""
    # "Two ships reached the port at dawn, and the minister praised the workers."
    text = "وصلت سفينتان إلى الميناء فجرا، وأشاد الوزير بالعاملين في الميناء وفي المدينة."
    french = "Deux navires ont atteint le port à l'aube et le ministre a salué les ouvriers."
    rows = [
        {"article_id": name, "outlet": "الخبر", "title": "", "text": words}
        for name, words in (("a", text), ("b", french), ("c", text), ("d", text[:30]))
    ]
    file = tmp_path / "pile.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return file


def test_what_is_not_arabic_is_left_out_of_a_run_with_a_count(pile, tmp_path, caplog, taken):
    assert main(["run", str(pile), "--out", str(tmp_path / "out")]) == 0
    assert taken[0]["article_id"].tolist() == ["a", "c", "d"]
    assert "articles not in Arabic, which --all-languages keeps 1 (b)" in caplog.text


def test_copies_are_grouped_in_a_run_and_counted(pile, tmp_path, capsys, taken):
    assert main(["run", str(pile), "--out", str(tmp_path / "out")]) == 0
    articles = taken[0].set_index("article_id")
    assert articles.loc["c", ["duplicate_of", "duplicate_kind"]].tolist() == ["a", "exact"]
    assert articles["duplicate_of"].isna().sum() == 2
    assert "1 of them repeat an earlier one" in capsys.readouterr().out


def test_every_language_stays_where_that_is_wanted_and_in_the_next_run_too(pile, tmp_path, taken):
    out = tmp_path / "out"
    assert main(["run", str(pile), "--out", str(out), "--all-languages"]) == 0
    assert main(["run", str(out)]) == 0
    assert [len(articles) for articles in taken] == [4, 4]


def test_a_study_fetched_in_every_language_is_run_in_every_language(tmp_path, taken):
    with Site() as site:
        manifest = tmp_path / "m.csv"
        manifest.write_text(f"url\n{site.base}/french/1\n{site.base}/a/1\n", "utf-8")
        study = tmp_path / "study"
        private = ["--delay", "0", "--allow-private", "--no-archive"]
        fetch = ["fetch", str(manifest), "--out", str(study), *private]
        assert main([*fetch, "--all-languages"]) == 0
        assert main(["run", str(study)]) == 0
        assert main(fetch) == 0
        assert main(["run", str(study)]) == 0
    assert [len(articles) for articles in taken] == [2, 1]
    assert taken[1]["title"].tolist() == [title_of(1)]
