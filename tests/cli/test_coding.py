"""Sample, evaluate, compare: the loop of hand coding by commands."""

import json

import pandas as pd
import pytest
from codebook_training import PAGES, with_training

from toolkit.cli.app import main
from toolkit.validation.codebook import codebook

# "The minister of health said that the campaign succeeded. / Two ships arrived."
TEXTS = ("قال وزير الصحة إن الحملة نجحت.", "وصلت سفينتان إلى الميناء فجرا.")


@pytest.fixture
def study(tmp_path):
    rows = [
        {"article_id": f"م-{i}", "outlet": "الخبر" if i < 6 else "الرأي", "title": f"عنوان {i}",
         "text": TEXTS[i % 2]}
        for i in range(12)
    ]  # fmt: skip
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert main(["score", str(file), "--out", str(tmp_path / "study")]) == 0
    return tmp_path / "study"


def fill_in(file, coder, grades, voice):
    """What a coder does: a grade for every article, a voice for every sentence."""
    sheets = pd.read_excel(file, sheet_name=None, dtype=str, engine="openpyxl")
    for table in sheets.values():
        for column in table:
            if column.endswith("· official framing"):
                table[column] = [grades[i % len(grades)] for i in range(len(table))]
            if column.endswith("· voice"):
                table[column] = voice
    out = file.with_name(f"{coder}.xlsx")
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        for name, table in sheets.items():
            table.to_excel(book, sheet_name=name, index=False)
    return out


def test_the_loop_by_commands_alone(study, tmp_path, capsys):
    to_code = tmp_path / "to-code"
    assert main(["sample", str(study), "--n", "8", "--out", str(to_code), "--unit", "sentence", "--pilot"]) == 0  # fmt: skip
    assert "8 articles, 4 to practise on" in capsys.readouterr().out
    salma = fill_in(to_code / "sheet.xlsx", "salma", ["2", "0"], "رسمي")
    huda = fill_in(to_code / "sheet.xlsx", "huda", ["2", "1"], "رسمي · official")
    checked, coded = tmp_path / "checked", tmp_path / "coded.jsonl"
    run = ["evaluate", str(study), str(salma), str(huda)]
    assert main([*run, "--out", str(checked)]) == 0
    said = capsys.readouterr().out
    assert "8 articles coded by salma" in said
    assert "4 differences in 4 of 8 articles" in said
    assert main([*run, "--merge", str(coded)]) == 2
    assert "4 differences between coders have no decision" in capsys.readouterr().err
    assert not coded.exists()

    decisions = pd.read_excel(checked / "differences.xlsx", dtype=str, engine="openpyxl")
    column = next(name for name in decisions if name.endswith("decision"))
    decisions[column] = ["salma", "huda", "3", "salma"]
    decisions.to_excel(checked / "differences.xlsx", index=False)
    decided = ["--decisions", str(checked / "differences.xlsx"), "--merge", str(coded)]
    assert main([*run, *decided]) == 0
    rows = [json.loads(line) for line in coded.read_text("utf-8").splitlines()]
    assert [row["official_framing"] for row in rows][1::2] == [0, 1, 3, 0]
    assert rows[0]["coders"] == ["salma", "huda"]
    assert rows[0]["codebook"] == codebook()["version"]

    table = tmp_path / "corrected.csv"
    options = ["--measure", "official_framing", "--coded", str(coded), "--out", str(table)]
    assert main(["compare", str(study), *options]) == 0
    corrected = pd.read_csv(table)
    assert set(corrected["method"]) == {"naive", "corrected"}
    assert corrected["coded"].max() == 8
    assert main(["compare", str(study), "--measure", "praise_per_1000", "--coded", str(coded)]) == 2
    assert "praise_per_1000 was not coded" in capsys.readouterr().err
    assert (
        main(["compare", str(study), "--measure", "formulas_per_1000", "--coded", str(coded)]) == 2
    )


@pytest.mark.parametrize("form", ["label-studio", "inception"])
@pytest.mark.parametrize("where", ["anywhere", "uncertain"])
def test_every_form_is_written_with_probabilities(study, tmp_path, form, where):
    out = tmp_path / "to-code"
    given = ["--n", "8", "--for", form, "--where", where, "--prelabel", "--out", str(out)]
    assert main(["sample", str(study), *given]) == 0
    drawn = pd.read_json(out / "sample.jsonl", lines=True)
    assert drawn["sampling_probability"].between(0, 1, inclusive="right").all()
    assert drawn["stratum"].str.contains(r"\|").all() == (where == "uncertain")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--for", "paper"], "allowed: sheet, label-studio, inception"),
        (["--where", "here"], "allowed: anywhere, uncertain"),
        (["--unit", "word"], "allowed: article, sentence, span"),
        (["--column", "a=text"], "is a study"),
        (["--n", "12", "--pilot"], "no article is left for a pilot"),
        (["--n", "90"], "there are 12 articles"),
    ],
)
def test_wrong_options_are_one_line_and_nothing_is_written(study, tmp_path, capsys, options, says):
    given = ["--n", "8", *options, "--out", str(tmp_path / "to-code")]
    assert main(["sample", str(study), *given]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
    assert not (tmp_path / "to-code").exists()


def test_data_is_never_written_over(study, tmp_path, capsys):
    data = tmp_path / "articles.jsonl"
    before = data.read_bytes()
    assert main(["sample", str(data), "--n", "2", "--out", str(data)]) == 2
    assert "name a new folder" in capsys.readouterr().err
    assert data.read_bytes() == before


@pytest.mark.parametrize("language", PAGES)
def test_the_codebooks_training_set_is_what_the_sample_says(language):
    page = PAGES[language].read_text("utf-8")
    assert with_training(page, language) == page
    assert page.count("<details") == 20


@pytest.mark.parametrize("language", PAGES)
def test_every_value_of_the_codebook_is_in_the_book(language):
    page = PAGES[language].read_text("utf-8")
    for code, entry in codebook()["codes"].items():
        for value, names in entry.get("values", {}).items():
            name = names["ar"] if language == "ar" else value
            assert name in page, f"{code}: {name}"
    assert codebook()["version"] in page
