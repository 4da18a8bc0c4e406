"""Evidence as rows: all of it, chosen by any column, each with its address."""

import pandas as pd
import pytest

import toolkit
from toolkit import concordance
from toolkit.concordances import evidence_table
from toolkit.errors import InputError


@pytest.fixture(scope="module")
def study():
    # "The minister praised Morocco's leading role and said that … / An expert warned of …"
    table = pd.DataFrame(
        {
            "article_id": ["http://م/1", "ب"],
            "outlet": ["الوكالة", "المستقل"],
            "published": pd.to_datetime(["2022-05-11", None], utc=True),
            "title": ["لقاء", ""],
            "text": [
                "أشاد الوزير بالدور الرائد للمغرب. وقال الوزير إن البلد آمن ومستقر.",
                "حذر خبير من الفشل، وأكدت الحكومة أن التجربة الناجحة مستمرة.",
            ],
            "moment": ["قبل", "بعد"],
        }
    )
    return toolkit.score(table)


def document(study, article_id):
    row = study.articles.set_index("article_id").loc[article_id]
    return f"{row['title']}\n{row['text']}"


@pytest.mark.parametrize("kind", ["attributions", "praise", "stance", "formulas", "sentences"])
def test_every_row_of_the_table_is_there_with_its_words(study, kind):
    found = concordance(study, kind)
    assert len(found) == len(getattr(study, kind))
    for row in found.to_frame().to_dict("records"):
        printed = document(study, row["article_id"])[row["start"] : row["end"]]
        assert " ".join(printed.split()) == row["hit"]


def test_an_act_shows_its_source_and_content_as_printed(study):
    row = concordance(study, "attributions", cue="قال").iloc[0]
    assert (row["source"], row["content"]) == ("الوزير", "البلد آمن ومستقر")
    assert row["day"] == "2022-05-11"
    assert 0 < row["confidence"] <= 1


def test_rows_are_chosen_by_columns_of_evidence_and_article(study):
    whole = concordance(study, "praise")
    assert len(whole) > 1
    assert (
        len(concordance(study, "praise", outlet="الوكالة", moment="قبل"))
        == (whole["outlet"] == "الوكالة").sum()
    )
    assert len(concordance(study, "praise", outlet=["الوكالة", "المستقل"])) == len(whole)
    first = whole["entry"].iloc[0]
    assert set(concordance(study, "praise", entry=first)["entry"]) == {first}
    assert len(concordance(study, "praise", entry=f"{first[:2]}*")) >= 1
    assert concordance(study, "praise", entry="لا يوجد").empty
    assert len(concordance(study, "attributions", day=None)) == 2


def test_a_column_named_kind_is_a_filter_too(study):
    found = concordance(study, "attributions", kind=["direct", "indirect", "mixed"])
    assert len(found) == len(study.attributions)


@pytest.mark.parametrize(
    ("kind", "filters", "message"),
    [
        ("praise", {"targt": "المغرب"}, "no column 'targt' to filter by; did you mean 'target'"),
        ("praises", {}, "evidence 'praises': choose one of .*praise"),
        ("praise", {"outlet": "الوكاله"}, "no article has outlet 'الوكاله'; such as الوكالة"),
    ],
)
def test_a_slip_is_told(study, kind, filters, message):
    with pytest.raises(InputError, match=message):
        concordance(study, kind, **filters)


def test_articles_are_told_to_be_scored_first(study):
    with pytest.raises(InputError, match="this is a DataFrame; give a study"):
        concordance(study.articles, "praise")


def test_every_row_has_an_address_of_its_own(study):
    table = evidence_table(study)
    assert table["evidence"].is_unique
    rows = table[table["kind"] == "attributions"].to_dict("records")
    assert [row["evidence"] for row in rows] == [
        f"{row['article_id']}/attributions/{row['attribution']}" for row in rows
    ]
