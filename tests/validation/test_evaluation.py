"""From what coders gave back, in any form, to accuracy, agreement, differences and one coding."""

import json
import shutil
import zipfile

import pandas as pd
import pytest

import toolkit
from toolkit.errors import InputError
from toolkit.validation.codebook import shown_value
from toolkit.validation.evaluation import evaluate
from toolkit.validation.forms import write_forms
from toolkit.validation.inception import cas_files
from toolkit.validation.label_studio import _results
from toolkit.validation.reading import form_of, read_codings
from toolkit.validation.sampling import draw_sample
from toolkit.validation.sheet import write_sheet
from toolkit.validation.sheet_tables import sheet_tables
from toolkit.validation.span_table import spans_from_coded

from .conftest import PLANTED, article_table, write_gold


@pytest.fixture(scope="module")
def study():
    return toolkit.score(article_table())


def as_sheet(rows, articles, file):
    tables = sheet_tables(articles, found=rows)
    whole = tables["articles"].assign(
        official_framing=[shown_value("official_framing", str(rows[i]["official_framing"])) for i in rows],
        agencies=["; ".join(rows[i]["agencies"]) for i in rows],
    )  # fmt: skip
    write_sheet({**tables, "articles": whole}, file)
    return file


def as_label_studio(rows, articles, texts, file, coders):
    tasks = []
    for number, (article_id, text) in enumerate(texts.items(), start=1):
        annotations = []
        for coder, own in zip(coders, rows, strict=True):
            spans = spans_from_coded([own[article_id]], texts)
            annotations.append({"completed_by": coder, "result": _results(text, spans)})
        data = {"article_id": article_id, "text": text, "codebook": "1.3"}
        tasks.append({"id": number, "data": data, "annotations": annotations})
    file.write_text(json.dumps(tasks), "utf-8")
    return file


def as_inception(rows, articles, texts, file, coders):
    with zipfile.ZipFile(file, "w") as archive:
        for coder, own in zip(coders, rows, strict=True):
            for name, cas in cas_files(articles, spans_from_coded(own.values(), texts)).items():
                archive.writestr(f"annotation/{name}/{coder}.json", cas)
    return file


@pytest.fixture(params=["gold", "sheet", "label-studio", "inception", "mixed"])
def files(request, tmp_path, articles, texts, salma, huda):
    if request.param == "gold":
        return [
            write_gold(salma, tmp_path / "سلمى.jsonl"),
            write_gold(huda, tmp_path / "هدى.jsonl"),
        ]
    if request.param == "sheet":
        return [as_sheet(salma, articles, tmp_path / "سلمى.xlsx"),
                as_sheet(huda, articles, tmp_path / "هدى.xlsx")]  # fmt: skip
    if request.param == "label-studio":
        return [as_label_studio([salma, huda], articles, texts, tmp_path / "e.json", [1, 2])]
    if request.param == "inception":
        return [as_inception([salma, huda], articles, texts, tmp_path / "e.zip", ["a", "b"])]
    return [as_label_studio([salma], articles, texts, tmp_path / "e.json", [1]),
            as_inception([huda], articles, texts, tmp_path / "e.zip", ["b"])]  # fmt: skip


def test_two_coders_in_every_form_differ_where_it_was_planted(study, files):
    done = evaluate(study, files)
    found = [(d.key, *d.readings.values()) for d in done.differences]
    assert found == PLANTED
    assert done.open == 7
    alpha = done.coders.query("metric == 'alpha'").set_index("task")["value"]
    assert alpha["voice"] == pytest.approx(1 - 38 / (400 - 169 - 16 - 9))


def test_the_folder_of_tables_and_the_sheet_to_decide_are_written(study, files, tmp_path):
    evaluate(study, files).write(tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "accuracy.csv",
        "by_article.csv",
        "coders.csv",
        "differences.xlsx",
        "spans.csv",
    ]
    by_article = pd.read_csv(tmp_path / "out" / "by_article.csv")
    assert by_article["differences"].tolist() == [4, 3, 0]


def test_a_coder_who_has_not_coded_everything_is_said(study, salma, tmp_path):
    salma["م-1"]["praise"] = None
    del salma["م-3"]
    done = evaluate(study, write_gold(salma, tmp_path / "سلمى.jsonl"))
    said = "\n".join(done.lines())
    assert "2 articles coded by سلمى" in said
    assert "not coded: praise in 1" in said
    assert done.agreement.praise.n_gold == 2
    assert done.to_scores(study.articles)["praise_per_1000"].isna().tolist() == [True, False]


def test_what_no_article_was_coded_for_is_missing_not_zero(study, salma, tmp_path):
    rows = {
        i: {"article_id": i, "official_framing": r["official_framing"]} for i, r in salma.items()
    }
    done = evaluate(study, write_gold(rows, tmp_path / "سلمى.jsonl"))
    assert pd.isna(done.agreement.cue.f1)
    assert pd.isna(done.agreement.voice_accuracy)
    assert set(done.accuracy["measure"]) == {"official_framing"}
    assert done.spans["value"].isna().all()
    assert json.loads(json.dumps(done.agreement.to_dict(), allow_nan=False))["cue"]["f1"] is None


def test_probabilities_come_from_the_sample_beside_a_form_that_has_none(
    study, articles, texts, salma, tmp_path
):
    drawn = draw_sample(articles, n=2, by="outlet")
    write_forms(drawn, tmp_path / "to-code", form="inception")
    own = {i: salma[i] for i in drawn["article_id"]}
    file = as_inception([own], drawn, texts, tmp_path / "to-code" / "export.zip", ["a"])
    coded = evaluate(study, file).coded
    assert {r["article_id"]: r["sampling_probability"] for r in coded} == dict(
        zip(drawn["article_id"], drawn["sampling_probability"], strict=True)
    )


def test_two_files_may_each_have_a_coder_1_but_not_be_the_same(
    articles, texts, salma, huda, tmp_path
):
    a = as_label_studio([salma], articles, texts, tmp_path / "a.json", [1])
    b = as_label_studio([huda], articles, texts, tmp_path / "b.json", [1])
    assert [c.coder for c in read_codings([a, b], texts)] == ["a:1", "b:1"]
    with pytest.raises(InputError, match="given twice"):
        read_codings([a, a], texts)


@pytest.mark.parametrize("form", ["label-studio", "inception"])
def test_a_text_changed_since_is_refused(articles, texts, salma, tmp_path, form):
    changed = {i: text.replace("القاعة", "القاعات") for i, text in texts.items()}
    if form == "inception":
        file = as_inception([salma], articles, texts, tmp_path / "e.zip", ["a"])
    else:
        file = as_label_studio([salma], articles, texts, tmp_path / "e.json", [1])
    with pytest.raises(InputError, match=r"article م-1.*not the one that was scored"):
        read_codings([file], changed)


def test_forms_that_nobody_has_coded_are_refused_in_words(study, articles, tmp_path):
    drawn = draw_sample(articles, n=2, by=None)
    for form in ("sheet", "label-studio"):
        write_forms(drawn, tmp_path / form, form=form)
    for path in ("sheet/sheet.xlsx", "label-studio/tasks.json", "sheet/sample.jsonl"):
        with pytest.raises(InputError, match=r"no article is coded in it yet|nobody has coded yet"):
            evaluate(study, tmp_path / path)
    with pytest.raises(InputError, match="no such file"):
        evaluate(study, tmp_path / "none.xlsx")
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(InputError, match="give a sheet"):
        form_of(tmp_path / "a.docx")


def test_a_folder_in_which_coders_may_have_worked_is_never_written_over(articles, tmp_path):
    drawn = draw_sample(articles, n=2, by=None)
    write_forms(drawn, tmp_path / "to-code")
    with pytest.raises(InputError, match="coders' work may be in it"):
        write_forms(drawn, tmp_path / "to-code")
    shutil.rmtree(tmp_path / "to-code")
    for options, says in (
        ({"form": "paper"}, "allowed: sheet, label-studio, inception"),
        ({"unit": "word"}, "allowed: article, sentence, span"),
        ({"form": "inception", "unit": "article"}, "is for sheets"),
        ({"unit": "article", "found": {"م-1": {}}}, "never offered as a draft"),
    ):
        with pytest.raises(InputError, match=says):
            write_forms(drawn, tmp_path / "to-code", **options)
    assert not (tmp_path / "to-code").exists()


def test_a_draft_offers_all_but_the_grade(study, articles, salma, tmp_path):
    write_forms(articles, tmp_path / "s", found=salma)
    sheet = pd.read_excel(tmp_path / "s" / "sheet.xlsx", sheet_name=None)
    first, second = list(sheet.values())[:2]
    assert first[next(c for c in first if "official framing" in c)].isna().all()
    assert second[next(c for c in second if "voice" in c)].notna().all()
    write_forms(articles, tmp_path / "l", form="label-studio", found=salma)
    tasks = json.loads((tmp_path / "l" / "tasks.json").read_text("utf-8"))
    names = {r.get("from_name") for t in tasks for r in t["predictions"][0]["result"]}
    assert {"layer", "voice", "kind"} <= names
    assert "official_framing" not in names


def test_a_group_that_is_no_column_is_refused(study, salma, tmp_path):
    file = write_gold(salma, tmp_path / "سلمى.jsonl")
    with pytest.raises(InputError, match="column city"):
        evaluate(study, file, by="city")
