"""Statements in the report: which outlet prints what, each cell a way to its article."""

from dataclasses import replace

import pandas as pd
import pytest

import toolkit
from toolkit.measures.tables import typed_table
from toolkit.report import statements as view
from toolkit.report import study_page
from toolkit.report.evidence import all_evidence
from toolkit.report.marked import article_view
from toolkit.report.statements import statement_rows
from toolkit.report.wording import wording

# "The threat that the organisation is {} after years of war": receded, or not.
SAID = "قال الوزير ناصر بوريطة: «التهديد الذي يمثله التنظيم {} بعد سنوات من الحرب»."
SILENT = "اجتمع الوزراء في مراكش."


@pytest.fixture(scope="module")
def study():
    return toolkit.score(
        pd.DataFrame({
            "article_id": ["1 أ", "2", "3"],
            "title": ["<b>عنوان</b>", "ثان", "ثالث"],
            "outlet": ["الخبر", "الرأي", "<i>النبأ</i>"],
            "published": pd.Timestamp("2022-05-11", tz="UTC"),
            "text": [SAID.format("لم يتراجع"), SAID.format("تراجع"), SILENT],
        }),
        quotations=True,
    )  # fmt: skip


def rows_of(study, language="en", **options):
    words = wording(language)
    views = {e.article["article_id"]: article_view(e, words) for e in all_evidence(study)}
    return statement_rows(study, views, words, **options)


def test_each_outlet_is_said_to_print_it_change_it_or_leave_it_out(study):
    found = rows_of(study)
    by_outlet = dict(zip(found["outlets"], found["rows"][0]["cells"], strict=True))
    assert len(found["rows"]) == 1
    assert found["others"] == 0
    assert by_outlet["الخبر"]["text"] == "printed"
    assert by_outlet["الرأي"]["text"].startswith("changed: negation")
    assert by_outlet["<i>النبأ</i>"]["text"] == "left out"


def test_a_cell_leads_to_its_article_and_what_is_not_printed_nowhere(study):
    cells = rows_of(study)["rows"][0]["cells"]
    links = {cell["status"]: cell["link"] for cell in cells}
    assert links["printed"] == "#article=1%20%D8%A3"
    assert links["left_out"] == ""
    assert all("لم يتراجع" in cell["title"] for cell in cells if cell["status"] == "printed")


def test_arabic_has_its_own_words(study):
    found = rows_of(study, "ar")
    texts = {cell["status"]: cell["text"] for cell in found["rows"][0]["cells"]}
    assert texts["printed"] == "بنصّه"
    assert texts["left_out"] == "غائب"


def test_without_quotations_there_is_nothing_to_show(study):
    assert rows_of(without(study)) is None


def without(study):
    return replace(study, quotations=typed_table("quotations"))


def test_what_three_print_comes_before_what_two_share(study):
    # "The delegation left at dawn": two outlets only, where three print the first statement.
    two = " وأكدت الوزارة أن «الوفد غادر المدينة الكبيرة مع الفجر بعد ليلة طويلة»."
    texts = [SAID.format("لم يتراجع") + two, SAID.format("تراجع") + two, SAID.format("لم يتراجع")]
    three = toolkit.score(study.articles.assign(text=texts), quotations=True)
    assert three.quotations["quotation"].nunique() == 2
    assert [row["wording"] for row in rows_of(three)["rows"]] == [
        "التهديد الذي يمثله التنظيم لم يتراجع بعد سنوات من الحرب"
    ]


def test_rows_beyond_the_most_are_counted(study, monkeypatch):
    monkeypatch.setattr(view, "MOST", 0)
    found = rows_of(study)
    assert found["rows"] == []
    assert found["others"] == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_has_the_section_and_no_mark_up_of_articles(study, language):
    scores = study.scores
    page = study_page(study, toolkit.compare(scores, "words", least=1), language=language)
    assert 'id="statements"' in page
    assert 'href="#statements"' in page
    assert "<i>النبأ" not in page
    assert "<b>عنوان" not in page
    bare = study_page(without(study), toolkit.compare(scores, "words", least=1), language=language)
    assert 'id="statements"' not in bare
