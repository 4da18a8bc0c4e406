"""A study in other programs' forms: nothing is lost, and Arabic stays Arabic."""

import openpyxl
import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles
from toolkit.errors import InputError
from toolkit.study.exports import with_words

# "The foreign minister said that the meeting succeeded." and a text that begins like a formula.
TEXTS = ["قال وزير الخارجية إن اللقاء نجح.", "=أشاد الوزير بدور المغرب."]


@pytest.fixture(scope="module")
def study():
    table = pd.DataFrame({"outlet": ["العلم", "المساء"], "title": ["لقاء", ""], "text": TEXTS,
                          "published": ["2022-05-11T10:30:00+01:00", None]})  # fmt: skip
    return toolkit.score(check_articles(table))


def test_words_as_printed_stand_beside_their_offsets(study):
    acts = with_words(study, "attributions")
    assert acts["cue_words"].tolist()[0] == "قال"
    assert acts["source_words"].tolist()[0] == "وزير الخارجية"


def test_excel_has_every_table_and_no_formula(study, tmp_path):
    book = openpyxl.load_workbook(study.to_excel(tmp_path / "study.xlsx"))
    assert book.sheetnames == [name for name, _ in study.tables()]
    rows = list(book["articles"].iter_rows(values_only=True))
    texts = [row[rows[0].index("text")] for row in rows[1:]]
    assert texts == TEXTS
    when = rows[1][rows[0].index("published")]
    assert (when.hour, when.tzinfo) == (9, None)
    with pytest.raises(InputError, match="xlsx"):
        study.to_excel(tmp_path / "study.xls")


def test_stata_reads_what_was_written(study, tmp_path):
    folder = study.to_stata(tmp_path / "stata")
    articles = pd.read_stata(folder / "articles.dta")
    assert articles["text"].tolist() == TEXTS
    assert len(pd.read_stata(folder / "scores.dta")) == 2


def test_texts_for_antconc(study, tmp_path):
    folder = study.to_texts(tmp_path / "texts")
    about = pd.read_csv(folder / "metadata.csv")
    assert (folder / "metadata.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    first = (folder / about["file"][0]).read_text("utf-8")
    assert first == f"لقاء\n{TEXTS[0]}"


def test_conll_marks_the_cue(study, tmp_path):
    lines = study.to_conll(tmp_path / "a.conll").read_text("utf-8").splitlines()
    cue = next(line for line in lines if "\tقال\t" in line).split("\t")
    assert cue[4] == "B"
    document = f"لقاء\n{TEXTS[0]}"
    assert document[int(cue[2]) : int(cue[3])] == "قال"
