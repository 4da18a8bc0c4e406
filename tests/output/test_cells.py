"""No text becomes a formula, and every text comes back from the files that are read again."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import toolkit
from toolkit.articles import check_articles
from toolkit.cli.app import main
from toolkit.measures.actors import read_corrections
from toolkit.output.cells import csv_table, read_cell

TITLES = ["=1+1", "+212", "-خبر", "@x", "'=1", "خبر\uffff", "نعم"]
# "The minister said that the meeting succeeded."
TEXT = "قال الوزير إن اللقاء نجح."


@given(st.lists(st.text(), min_size=1))
def test_a_marked_table_is_no_formula_and_comes_back(texts):
    marked = csv_table(pd.DataFrame({"=a": texts, "n": -1}))
    assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in marked["'=a"])
    assert marked["'=a"].map(read_cell).tolist() == texts
    assert marked["n"].eq(-1).all()


@pytest.fixture(scope="module")
def articles():
    rows = {"article_id": TITLES, "outlet": "=الخبر", "title": TITLES, "text": TEXT}
    return check_articles(pd.DataFrame(rows))


def formulas(file):
    book = load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [cell.value for cell in cells if cell.data_type == "f"], {cell.value for cell in cells}


def test_workbooks_hold_text(articles, tmp_path):
    toolkit.score(articles).to_excel(tmp_path / "study.xlsx")
    wrong, held = formulas(tmp_path / "study.xlsx")
    assert wrong == []
    assert {"=1+1", "@x", "خبر\ufffd"} <= held


def test_the_csv_files_of_a_study_hold_no_formula(articles, tmp_path):
    articles.to_parquet(tmp_path / "a.parquet", index=False)
    out, sheet = tmp_path / "out", tmp_path / "actors.csv"
    assert main(["score", str(tmp_path / "a.parquet"), "--out", str(out)]) == 0
    assert main(["compare", str(out), "--out", str(tmp_path / "compared.csv")]) == 0
    assert main(["actors", str(out), "--out", str(sheet)]) == 0
    for file in (out / "scores.csv", tmp_path / "compared.csv", sheet):
        for row in file.read_text("utf-8-sig").splitlines():
            assert not row.startswith(("=", "+", "@", "-"))
            assert ",=" not in row
            assert ",@" not in row
    given_back = pd.read_csv(sheet, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    given_back.loc[0, "name"] = "'=الوزير"
    given_back.to_csv(sheet, index=False)
    assert read_corrections(sheet)["name"][0] == "=الوزير"
