"""A corpus scored part by part: the tables of the whole, what is done stays done, faults are named."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import toolkit
from toolkit.articles.batches import ArticleBatches
from toolkit.cli import main
from toolkit.errors import InputError
from toolkit.study import parts, scoring
from toolkit.study.streaming import score_into, work_place

# "The minister Nasser Bourita said that the meeting number N was a success, and praised Morocco."
SAID = "قال الوزير ناصر بوريطة إن اللقاء رقم {} ناجح، وأشاد بالدور الريادي للمغرب في المنطقة."
# "The convoy reached the northern port at dawn, and its load was taken to the city's stores."
COPIED = "وصلت القافلة إلى الميناء الشمالي فجرا ونقلت حمولتها إلى مخازن المدينة القريبة."
# "The garden of the big house is open to all."
LAST = "حديقة البيت الكبير مفتوحة للجميع"


def rows(count):
    for n in range(count):
        yield {
            "article_id": f"a{n}",
            "outlet": ("الأحداث", "الرأي")[n % 2] if n != 4 else "الاحداث",
            "published": f"2022-05-{1 + n % 28:02}",
            "title": f"خبر {n}",
            "text": "\n".join([SAID.format(n), COPIED if n in (1, 6) else "", LAST]),
            **({"page": n} if n > 2 else {}),
        }


@pytest.fixture
def data(tmp_path):
    file = tmp_path / "corpus.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows(9)]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def same(found, whole):
    for name, table in whole.tables():
        own = getattr(found, name)
        pd.testing.assert_frame_equal(own, table, obj=name, check_dtype=len(table) > 0)


@pytest.mark.parametrize("size", [2, 4, 100])
def test_parts_give_the_tables_of_the_whole(data, tmp_path, size):
    whole = toolkit.score(toolkit.read_articles(data), reuse=True)
    assert len(whole.reuse) > 0
    assert (whole.sentences["voice"] == "boilerplate").sum() == 9
    score_into(data, tmp_path / "out", size=size)
    same(toolkit.read_study(tmp_path / "out"), whole)
    assert not work_place(tmp_path / "out").exists()
    written = pd.read_csv(tmp_path / "out" / "scores.csv", encoding="utf-8-sig")
    assert written["article_id"].tolist() == [f"a{n}" for n in range(9)]
    assert len(list((tmp_path / "out" / "scores.parquet").iterdir())) == -(-9 // size)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_other_forms_are_taken_in_parts_too(data, tmp_path, form):
    table = toolkit.read_articles(data)
    file = tmp_path / f"corpus.{form}"
    table.to_csv(file, index=False) if form == "csv" else table.to_parquet(file)
    score_into(file, tmp_path / "out", size=4)
    expected = toolkit.score(toolkit.read_articles(file), reuse=True)
    same(toolkit.read_study(tmp_path / "out"), expected)


def test_articles_without_a_date_stay_so(data, tmp_path):
    bare = [{k: v for k, v in row.items() if k != "published"} for row in rows(3)]
    data.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in bare), "utf-8")
    score_into(data, tmp_path / "out", size=2)
    same(
        toolkit.read_study(tmp_path / "out"), toolkit.score(toolkit.read_articles(data), reuse=True)
    )


def test_a_study_in_parts_and_one_of_files_take_each_others_place(data, tmp_path):
    out = tmp_path / "out"
    whole = toolkit.score(toolkit.read_articles(data), reuse=True)
    for step in ("parts", "files", "parts", "fewer parts"):
        if step == "files":
            toolkit.write_study(whole, out)
            assert (out / "praise.parquet").is_file()
        else:
            score_into(data, out, size=2 if step == "parts" else 5)
            assert (out / "praise.parquet").is_dir()
        same(toolkit.read_study(out), whole)


def test_an_outlet_has_one_spelling_in_all_parts(data):
    batches = ArticleBatches(data, size=3)
    found = pd.concat(list(batches), ignore_index=True)
    spelled = found["outlet"].map(batches.speller())
    assert spelled.tolist() == toolkit.read_articles(data)["outlet"].tolist()


def test_an_identifier_that_stands_in_two_parts_is_refused(data, tmp_path):
    with data.open("a", encoding="utf-8") as file:
        file.write(json.dumps(next(rows(1)), ensure_ascii=False) + "\n")
    with pytest.raises(InputError, match=r"'a0' stands there twice, in articles 1 and 10"):
        score_into(data, tmp_path / "out", size=4)


def test_what_is_left_out_is_counted_across_parts(data, tmp_path):
    with data.open("a", encoding="utf-8") as file:
        file.write(
            json.dumps({"outlet": "X", "text": "The meeting was held in the morning."}) + "\n"
        )
    score_into(data, tmp_path / "out", size=4)
    account = toolkit.read_study(tmp_path / "out").articles.attrs["account"]
    assert account["articles"] == 9
    assert account["left_out"]["other_language"][0] == 1


def breaks_at(named, articles, **options):
    if named in set(articles["article_id"]):
        raise ZeroDivisionError("by nothing")
    return SCORE_CHUNK(articles, **options)


SCORE_CHUNK = scoring.score_chunk


def test_a_bad_article_is_named_and_the_rest_is_done(data, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(scoring, "score_chunk", partial(breaks_at, "a5"))
    score_into(data, tmp_path / "out", size=4)
    study = toolkit.read_study(tmp_path / "out")
    assert study.scores["article_id"].tolist() == [f"a{n}" for n in range(9) if n != 5]
    assert study.articles["article_id"].tolist() == study.scores["article_id"].tolist()
    assert (
        "article a5 cannot be scored and is left out (ZeroDivisionError: by nothing)" in caplog.text
    )
    account = study.articles.attrs["account"]
    assert account["left_out"]["unscored_article"] == [1, "a5: ZeroDivisionError: by nothing"]


class Stopped(Exception):
    pass


def stops_at(named, told, articles, **options):
    told.append(articles["article_id"].iloc[0])
    if named in set(articles["article_id"]):
        raise KeyboardInterrupt
    return SCORE_CHUNK(articles, **options)


def test_a_part_that_is_done_is_not_done_again(data, tmp_path, monkeypatch):
    out, told = tmp_path / "out", []
    monkeypatch.setattr(scoring, "score_chunk", partial(stops_at, "a7", told))
    with pytest.raises(KeyboardInterrupt):
        score_into(data, out, size=3)
    assert told == ["a0", "a3", "a6"]
    assert not out.exists()
    told.clear()
    monkeypatch.setattr(scoring, "score_chunk", partial(stops_at, "nobody", told))
    score_into(data, out, size=3)
    assert told == ["a6"]
    monkeypatch.undo()
    same(toolkit.read_study(out), toolkit.score(toolkit.read_articles(data), reuse=True))


@pytest.mark.parametrize("changed", ["data", "size", "lexicon"])
def test_parts_of_other_data_or_choices_are_not_gone_on_with(data, tmp_path, monkeypatch, changed):
    out, told = tmp_path / "out", []
    monkeypatch.setattr(scoring, "score_chunk", partial(stops_at, "a7", told))
    with pytest.raises(KeyboardInterrupt):
        score_into(data, out, size=3)
    told.clear()
    monkeypatch.setattr(scoring, "score_chunk", partial(stops_at, "nobody", told))
    options = {"size": 3}
    if changed == "data":
        data.write_text(data.read_text("utf-8").replace("ناجح", "موفق"), "utf-8")
        os.utime(data, (1, 1))
    elif changed == "size":
        options = {"size": 5}
    else:
        own = tmp_path / "own.yaml"
        own.write_text("name: port\nentries: [الميناء]\n", "utf-8")
        options["lexicons"] = [own]
    score_into(data, out, **options)
    assert told[0] == "a0"


def test_a_folder_of_somebodys_own_is_left_alone(data, tmp_path):
    place = work_place(tmp_path / "out")
    place.mkdir()
    (place / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="somebody's own"):
        score_into(data, tmp_path / "out", size=2)
    assert (place / "notes.txt").read_text("utf-8") == "mine"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals as Unix has them")
def test_a_killed_run_goes_on(data, tmp_path):
    code = f"""
import os, signal
from toolkit.study import scoring, streaming
score = scoring.score_chunk
def killed(articles, **options):
    if "a4" in set(articles["article_id"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return score(articles, **options)
scoring.score_chunk = killed
streaming.score_into({str(data)!r}, {str(tmp_path / "out")!r}, size=2)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    left = work_place(tmp_path / "out")
    assert sorted(path.name for path in (left / "scored").iterdir()) == ["00000", "00001"]
    score_into(data, tmp_path / "out", size=2)
    same(
        toolkit.read_study(tmp_path / "out"), toolkit.score(toolkit.read_articles(data), reuse=True)
    )


def test_the_command_scores_in_parts(data, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["score", str(data), "--out", str(out), "--parts", "4"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"9 articles in 3 parts: {out}"
    assert main(["show", str(out), "a1"]) == 0
    assert main(["score", str(data), "--out", str(out), "--parts", "4", "--sample", "2"]) == 2


def test_columns_of_ones_own_have_one_type_in_all_parts():
    assert parts._one_kind(["int64", "int64"], 2) is None
    assert parts._one_kind(["int64"], 2) == "Int64"
    assert parts._one_kind(["int64", "float64"], 2) == "float64"
    assert parts._one_kind(["bool"], 2) == "boolean"
    assert parts._one_kind(["int64", "str"], 2) == "str"
    assert parts._one_kind(["str"], 2) == "str"


def test_what_is_not_there_is_one_line(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        score_into(tmp_path / "none.jsonl", tmp_path / "out", size=2)
    assert list(Path(tmp_path).iterdir()) == []
