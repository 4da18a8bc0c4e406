"""The matrix of statements: a cell an outlet, linked to its article; many rows keep those that tell."""

import pandas as pd
import pytest

import toolkit
from toolkit.comparison.printed_statements import Statements
from toolkit.errors import InputError
from toolkit.figures import statements

EVIL = '</a><script>alert("x")</script>'


@pytest.fixture
def found():
    said = "قال الوزير ناصر بوريطة: «التهديد الذي يمثله التنظيم {} بعد سنوات من الحرب»."
    articles = pd.DataFrame({
        "article_id": ["1", EVIL, "3"],
        "outlet": ["الخبر", f"الرأي {EVIL}", "$x_1$"],
        "title": "",
        "text": [said.format("لم يتراجع"), said.format("تراجع"), "اجتمع الوزراء في مراكش."],
    })  # fmt: skip
    return toolkit.statements(toolkit.score(articles, quotations=True))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_printed_cell_links_to_its_article(found, language, tmp_path):
    drawing = statements(found, language=language)
    drawing.savefig(tmp_path / "cells.svg")
    svg = (tmp_path / "cells.svg").read_text("utf-8")
    assert "#article=1" in svg
    assert "<script>" not in svg
    assert drawing.table["status"].tolist() == ["left_out", "printed", "changed"]


def test_rows_that_tell_stay_where_there_are_many(found):
    plain = found.cells.assign(statement=2, status="printed", how=None)
    many = Statements(pd.concat([plain, found.cells], ignore_index=True), found.outlets)
    assert set(statements(many, most=1).table["statement"]) == {1}


def test_nothing_to_draw_is_said(found):
    empty = Statements(found.cells.iloc[:0], found.outlets)
    assert len(statements(empty, language="en").table) == 0


def test_a_language_without_labels_is_told(found):
    with pytest.raises(InputError, match="fr"):
        statements(found, language="fr")
