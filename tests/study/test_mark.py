"""Nothing is written over unasked: a study's folder is known by its mark, its tables by a stamp."""

import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles, read_articles
from toolkit.errors import InputError
from toolkit.report.study_report import study_page
from toolkit.study.choices import read_choices, write_choices
from toolkit.study.dehydration import dehydrate
from toolkit.study.mark import check_place, stamp_of


@pytest.fixture(scope="module")
def study():
    # "The minister said that the meeting succeeded."
    rows = {"outlet": ["الخبر"], "title": ["لقاء"], "text": ["قال الوزير إن اللقاء نجح."]}
    return toolkit.score(check_articles(pd.DataFrame(rows)))


def test_somebodys_files_are_not_written_among(study, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match=r"no study has written \(notes\.txt\)"):
        toolkit.write_study(study, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    toolkit.write_study(study, tmp_path, force=True)
    toolkit.write_study(study, tmp_path)  # it carries the mark now
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_data_are_not_written_over_even_by_force(tmp_path):
    data = tmp_path / "a.csv"
    data.write_text("text\n", "utf-8")
    for given in (tmp_path, data):
        with pytest.raises(InputError, match="where the data lie"):
            check_place(tmp_path, data=given, force=True)


def test_what_an_earlier_run_wrote_goes_when_this_one_does_not_write_it(study, tmp_path):
    out = toolkit.write_study(study, tmp_path / "out")
    (out / "figures").mkdir()
    for name in ("report.html", "figures/old.svg", "mine.txt"):
        (out / name).write_text("old")
    mark = read_choices(out)["study"]
    files = [*mark["files"], "report.html", "figures/old.svg", "../elsewhere.txt"]
    write_choices(out, {"study": {**mark, "files": files}})
    (tmp_path / "elsewhere.txt").write_text("not ours")
    toolkit.write_study(study, out)
    assert not (out / "report.html").exists()
    assert not (out / "figures").exists()
    assert (out / "mine.txt").exists()
    assert (tmp_path / "elsewhere.txt").exists()


def test_tables_of_two_runs_are_not_read_as_one_study(study, tmp_path):
    one, two = (tmp_path / name for name in ("one", "two"))
    toolkit.write_study(study, one)
    other = toolkit.Study.of({**dict(study.tables()), "scores": study.scores.assign(words=1)})
    toolkit.write_study(other, two)
    (two / "scores.parquet").replace(one / "scores.parquet")
    with pytest.raises(InputError, match="not of one run"):
        toolkit.read_study(one)


def test_the_stamp_is_of_what_the_tables_hold_and_leaves_no_trace(study, tmp_path):
    again = toolkit.read_study(toolkit.write_study(study, tmp_path / "out"))
    assert stamp_of(dict(again.tables())) == stamp_of(dict(study.tables()))
    assert "stamp" not in again.scores.attrs
    assert "stamp" not in study.scores.attrs
    assert read_choices(tmp_path / "out")["study"]["stamp"] == stamp_of(dict(study.tables()))


def test_a_table_that_its_owner_has_changed_is_still_read(study, tmp_path):
    out = toolkit.write_study(study, tmp_path / "out")
    study.praise.head(0).to_parquet(out / "praise.parquet", index=False)
    assert toolkit.read_study(out).praise.empty


def test_a_study_among_the_pages_is_no_page(study, tmp_path):
    (tmp_path / "a.txt").write_text("لقاء\nقال الوزير إن اللقاء نجح.", "utf-8")
    toolkit.write_study(study, tmp_path / "out")
    articles = read_articles(tmp_path, outlet="الخبر")
    assert articles["article_id"].tolist() == ["a"]
    assert "study_file" in articles.attrs["account"]["left_out"]


def test_an_older_report_beside_newer_tables_is_told(study, tmp_path, caplog):
    def page(stamp):
        found = toolkit.compare(study.scores, ["words"], by="outlet")
        return study_page(study, found, stamp=stamp)

    out = toolkit.write_study(study, tmp_path / "out")
    stamp = read_choices(out)["study"]["stamp"]
    report = out / "report.html"
    report.write_text(page(stamp), "utf-8")
    toolkit.read_study(out)
    dehydrate(out, tmp_path / "dry")
    assert "another run" not in caplog.text
    report.write_text(page("0" * 32), "utf-8")
    for read in (lambda: toolkit.read_study(out), lambda: dehydrate(out, tmp_path / "dry too")):
        caplog.clear()
        read()
        assert "report.html: is of another run than the tables beside it" in caplog.text


def test_tables_that_were_exchanged_are_told_by_the_mark(study, tmp_path, caplog):
    out = toolkit.write_study(study, tmp_path / "out")
    mark = read_choices(out)["study"]
    write_choices(out, {"study": {**mark, "stamp": "0" * 32}})
    toolkit.read_study(out)
    assert "not those that were written with its other files" in caplog.text
