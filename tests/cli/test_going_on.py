"""The main job goes on from what was scored, keeps its lexicons, and says whose study it replaces."""

import json
import sys

import pandas as pd
import pytest
import typer

from toolkit.cli.app import main
from toolkit.cli.coding import _study
from toolkit.study.choices import read_choices

# "The minister said that the meeting succeeded." / "Two ships arrived; the plan failed."
ROWS = [
    ("a", "الخبر", "قال وزير الخارجية إن اللقاء نجح."),
    ("b", "الرأي", "وصلت سفينتان إلى الميناء فجرا وفشلت الخطة."),
]
LEXICON = "name: failure\nentries:\n  - {entry: فشل, perfect: فشل}\n"


@pytest.fixture(autouse=True)
def few_measures(monkeypatch):
    # All thirteen would draw one kind of figure over and over.
    monkeypatch.setattr("toolkit.cli.run.MEASURES", ("attributed_share",))


@pytest.fixture
def data(tmp_path):
    rows = [dict(zip(("article_id", "outlet", "text"), row, strict=True)) for row in ROWS]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return file


@pytest.fixture
def lexicon(tmp_path):
    file = tmp_path / "failure.yaml"
    file.write_text(LEXICON, "utf-8")
    return file


def test_run_scores_lexicons_compares_by_them_and_keeps_them(data, lexicon, tmp_path):
    out = tmp_path / "study"
    assert (
        main(["run", str(data), "--out", str(out), "--lexicon", str(lexicon), "--least", "1"]) == 0
    )
    assert read_choices(out)["run"]["lexicons"] == ["lexicons/failure.yaml"]
    compared = pd.read_csv(out / "comparisons.csv")["measure"].unique().tolist()
    assert compared == ["attributed_share", "failure_per_1000", "narrator_failure_share"]
    first = (out / "scores.csv").read_bytes()
    lexicon.unlink()
    assert main(["run", str(out)]) == 0  # from what the folder keeps
    assert (out / "scores.csv").read_bytes() == first


def test_the_report_has_the_title_that_was_given_and_the_folder_keeps_it(data, tmp_path):
    out = tmp_path / "study"
    assert main(["run", str(data), "--out", str(out), "--title", "دراسة اللقاء"]) == 0
    assert "<h1><bdi>دراسة اللقاء</bdi></h1>" in (out / "report.html").read_text("utf-8")
    assert read_choices(out)["run"]["title"] == "دراسة اللقاء"


def test_how_the_articles_were_found_stands_in_the_report_and_is_kept(data, tmp_path):
    out = tmp_path / "study"
    asked = "«التحالف الدولي» AND مراكش، مايو 2022"
    assert main(["run", str(data), "--out", str(out), "--query", asked]) == 0
    assert asked in (out / "report.html").read_text("utf-8")
    assert read_choices(out)["run"]["query"] == asked
    assert main(["run", str(out), "--language", "ar"]) == 0
    page = (out / "report.html").read_text("utf-8")
    assert f"<dt>الاستعلام</dt><dd><bdi>{asked}</bdi></dd>" in page


def test_a_shipped_lexicon_is_kept_by_its_name(data, tmp_path):
    out = tmp_path / "study"
    assert main(["run", str(data), "--out", str(out), "--lexicon", "formulas"]) == 2
    assert main(["run", str(data), "--out", str(out), "--lexicon", "cues"]) == 0
    assert read_choices(out)["run"]["lexicons"] == ["cues"]


def test_what_was_scored_is_not_scored_again(data, lexicon, tmp_path, monkeypatch):
    scored, out = tmp_path / "scored", tmp_path / "out"
    assert main(["score", str(data), "--out", str(scored), "--lexicon", str(lexicon)]) == 0
    monkeypatch.setattr("toolkit.cli.studies._score", None)
    assert main(["run", str(scored), "--out", str(out), "--language", "ar"]) == 0
    assert (out / "report.html").is_file()
    assert len(pd.read_parquet(out / "constructs.parquet")) == 1
    assert read_choices(out)["run"]["scored"] == "../scored"
    assert main(["run", str(out)]) == 0
    assert main(["run", str(scored)]) == 0  # into the folder itself
    assert (scored / "report.html").is_file()
    assert main(["run", str(scored)]) == 0


def test_what_was_scored_in_parts_is_gone_on_from(data, tmp_path, monkeypatch):
    scored, out = tmp_path / "scored", tmp_path / "out"
    assert main(["score", str(data), "--out", str(scored), "--parts", "1"]) == 0
    monkeypatch.setattr("toolkit.cli.studies._score", None)
    assert main(["run", str(scored), "--out", str(out)]) == 0
    assert read_choices(out)["run"]["scored"] == "../scored"


def test_a_study_scored_in_parts_is_sampled_as_a_study(data, tmp_path):
    scored = tmp_path / "scored"
    assert main(["score", str(data), "--out", str(scored), "--parts", "1"]) == 0
    assert _study(scored).scores["article_id"].tolist() == ["a", "b"]


@pytest.mark.parametrize("parts", [[], ["--parts", "1"]])
def test_a_cluster_is_asked_for_whether_in_parts_or_not(parts, data, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["score", str(data), "--out", str(tmp_path / "o"), "--dask", "local", *parts]) == 2
    assert "dask: not installed" in capsys.readouterr().err


def test_what_was_scored_is_compared_as_it_is_asked_now(data, tmp_path):
    scored, out = tmp_path / "scored", tmp_path / "out"
    assert main(["score", str(data), "--out", str(scored)]) == 0
    by_outlet = ["--by", "outlet", "--within", "none", "--least"]
    assert main(["run", str(scored), "--out", str(out), *by_outlet, "1"]) == 0
    assert len(pd.read_csv(out / "comparisons.csv")) > 0
    assert main(["run", str(scored), "--out", str(out), *by_outlet, "100"]) == 0
    assert len(pd.read_csv(out / "comparisons.csv")) == 0


def test_an_article_by_itself_is_no_group(data, tmp_path, capsys):
    assert main(["run", str(data), "--out", str(tmp_path / "o"), "--by", "article_id"]) == 2
    assert "by 'article_id' is not a column" in capsys.readouterr().err


@pytest.mark.parametrize(
    "option",
    [["--agency", "x"], ["--lexicon", "cues"], ["--processes", "2"], ["--sample", "1"], ["--mend"]],
)
def test_an_option_of_scoring_comes_too_late(option, data, tmp_path, capsys):
    scored = tmp_path / "scored"
    assert main(["score", str(data), "--out", str(scored)]) == 0
    capsys.readouterr()
    assert main(["run", str(scored), *option]) == 2
    assert f"scored already, so {option[0]} would change nothing" in capsys.readouterr().err


def test_another_study_is_not_replaced_without_a_word(data, tmp_path, caplog, monkeypatch):
    out, other = tmp_path / "out", tmp_path / "other.jsonl"
    other.write_text(data.read_text("utf-8"), "utf-8")
    assert main(["run", str(data), "--out", str(out)]) == 0
    assert "holds another study" not in caplog.text
    assert main(["run", str(other), "--out", str(out)]) == 0
    assert "holds another study" in caplog.text

    before = (out / "study.toml").read_bytes()
    monkeypatch.setattr("toolkit.cli.run_source._at_terminal", lambda: True)
    monkeypatch.setattr("toolkit.cli.run_source.typer.confirm", refused)
    assert main(["run", str(data), "--out", str(out)]) == 130
    assert (out / "study.toml").read_bytes() == before


def refused(text, *, abort, err):
    assert "holds another study" in text
    if abort:
        raise typer.Abort


@pytest.mark.parametrize("given", [[], ["figures"]], ids=["toolkit", "toolkit figures"])
def test_the_command_by_itself_prints_its_help(given, capsys):
    assert main(given) == 0
    told = capsys.readouterr()
    assert "Usage: toolkit" in told.out
    assert "\n  " in told.out
    assert told.err == ""


def test_quotations_that_too_many_articles_leave_out_are_told(data, tmp_path, monkeypatch, capsys):
    assert main(["score", str(data), "--out", str(tmp_path / "few")]) == 0
    assert "no quotations gathered" not in capsys.readouterr().out
    monkeypatch.setattr("toolkit.cli.studies.MOST_QUOTED", 1)
    assert main(["score", str(data), "--out", str(tmp_path / "many")]) == 0
    assert "more than 1 articles: no quotations gathered" in capsys.readouterr().out
    assert main(["score", str(data), "--out", str(tmp_path / "parts"), "--parts", "1"]) == 0
    assert "in parts: no quotations gathered" in capsys.readouterr().out
