"""Statements by outlet: what was planted is found and named, and nothing is left out by mistake."""

import json

import pandas as pd
import pytest

import toolkit
from toolkit.comparison.proportions import wilson
from toolkit.errors import InputError

# Kind of alteration in planted.jsonl → how the cell names it.
KINDS = {
    "word_swapped": ("changed", "word"),
    "negation_lost": ("changed", "negation"),
    "number_changed": ("changed", "number"),
    "label_added": ("changed", "label"),
    "clause_dropped": ("cut", "clause"),
    "honorific_added": ("changed", "honorific"),
    "paraphrase": ("changed", "paraphrase"),
}
SAID = "التهديد الذي يمثله التنظيم لم يتراجع بعد سنوات من الحرب"  # The threat has not receded.
REFERENCE = (
    "نتابع بقلق انتشار الفاعلين من غير الدول، بما في ذلك الحركات الانفصالية، وتنامي نشاط الشركات "
    "العسكرية الخاصة في إفريقيا. العراق وسوريا يظلان الأولوية الأولى للتحالف. "
    "نرحب بانضمام جمهورية بنين إلى صفوف التحالف الدولي. شكرا لكم."
)


@pytest.fixture(scope="module")
def study(sample_folder):
    return toolkit.score(toolkit.read_articles(sample_folder), quotations=True)


@pytest.fixture(scope="module")
def found(study):
    return toolkit.statements(study, within="moment")


def small(*texts, days=None):
    """Articles of outlets أ, ب, … on 11 May 2022, or so many days later."""
    days = days or [0] * len(texts)
    articles = pd.DataFrame({
        "article_id": [f"a{n}" for n in range(len(texts))],
        "outlet": [f"منبر {'أبتثج'[n]}" for n in range(len(texts))],
        "title": "",
        "text": list(texts),
        "published": [pd.Timestamp("2022-05-11", tz="UTC") + pd.Timedelta(days=d) for d in days],
    })  # fmt: skip
    return toolkit.score(articles, quotations=True)


def by_outlet(found):
    cells = found.cells
    return dict(zip(cells["outlet"], cells["status"].where(cells["status"].notna()), strict=True))


def test_every_planted_alteration_is_found_and_rightly_named(found, sample_folder):
    lines = (sample_folder / "planted.jsonl").read_text("utf-8").splitlines()
    cells = found.cells.dropna(subset=["article_id"])
    for case in map(json.loads, lines):
        own = cells[cells["article_id"] == case["altered_article"]]
        (cell,) = [c for c in own.to_dict("records") if case["altered"] in c["text"]
                   or (c["text"] in case["altered"] and c["share"] > 0.5)]  # fmt: skip
        status, kind = KINDS[case["kind"]]
        if cell["relation"] == "translation":
            status = "reworded"  # no alteration can be told of a speaker who spoke English
        assert (cell["status"], cell["how"].split(", ")[0]) == (status, kind), case


def test_the_outlets_that_keep_the_words_are_not_blamed(found, sample_folder):
    lines = (sample_folder / "planted.jsonl").read_text("utf-8").splitlines()
    cells = found.cells.dropna(subset=["article_id"])
    for case in map(json.loads, lines):
        own = cells[cells["article_id"] == case["original_article"]]
        whole = own[[case["original"] in text for text in own["text"]]]
        assert set(whole["status"]) == {"printed"}, case


def test_rows_come_in_the_order_of_first_printing(found):
    first = found.cells.drop_duplicates("statement")["first"]
    assert first.is_monotonic_increasing
    assert found.cells["statement"].tolist()[:: len(found.outlets)] == list(
        range(1, found.cells["statement"].max() + 1)
    )


def test_an_outlet_without_an_article_there_leaves_nothing_out():
    quoted = f"قال الوزير ناصر بوريطة: «{SAID}»."
    study = small(quoted, quoted, "اجتمع الوزراء في مراكش.", "عاد الوزراء.", days=[0, 0, 1, 30])
    status = by_outlet(toolkit.statements(study))
    assert status["منبر ت"] == "left_out"
    assert pd.isna(status["منبر ث"])
    assert by_outlet(toolkit.statements(study, days=40))["منبر ث"] == "left_out"


def test_words_that_nobody_is_said_to_speak_are_no_omission():
    quoted = f"قال الوزير ناصر بوريطة: «{SAID}»."
    study = small(quoted, quoted, f"افتتح اللقاء أمس. {SAID}.")
    cell = toolkit.statements(study).cells.iloc[2]
    assert (cell["status"], cell["printed_as"]) == ("printed", "narration")


def test_what_stands_behind_the_closing_mark_is_not_cut():
    quoted = f"قال الوزير ناصر بوريطة: «{SAID}»."
    early = "قال الوزير ناصر بوريطة: «التهديد الذي يمثله التنظيم لم يتراجع بعد» سنوات من الحرب."
    cut = "قال الوزير ناصر بوريطة: «التهديد الذي يمثله التنظيم لم يتراجع»، وغادر القاعة مسرعا."
    status = by_outlet(toolkit.statements(small(quoted, quoted, early, cut)))
    assert status["منبر ت"] == "printed"
    assert status["منبر ث"] == "cut"


def test_a_reference_gives_its_own_rows_in_its_order(study):
    found = toolkit.statements(study, reference=REFERENCE, within="moment")
    rows = found.cells.drop_duplicates("statement")
    assert [text.split()[0] for text in rows["wording"]] == ["نتابع", "العراق", "نرحب"]
    benin = found.cells[found.cells["statement"] == 3]
    assert set(benin["status"]) == {"left_out"}  # nobody prints it, and that is a finding
    how = dict(zip(found.cells["article_id"], found.cells["how"], strict=True))
    assert (how["S-5-4"], how["S-5-6"]) != (None, None)
    first = found.cells[found.cells["statement"] == 1].set_index("article_id")
    assert first.loc["S-5-4", ["status", "how"]].tolist() == ["cut", "clause"]
    assert first.loc["S-5-6", ["status", "how"]].tolist() == ["changed", "label"]


def test_the_communique_by_outlet_is_as_a_reader_finds_it(study):
    # Read by hand: which of the ten sentences each outlet of moment 5 gives in any form.
    read = {
        "وكالة الأطلس للأنباء": {1, 2, 3, 4, 5, 6, 7, 9, 10},
        "صحيفة الصحراء اليوم": {1, 2, 3, 4, 5, 6, 7, 9, 10},
        "موقع المنارة المستقل": {5, 6, 7},
        "قناة المشرق": {2, 5, 6, 7},
        "الوكالة الدولية - الخدمة العربية": {2, 5, 6, 7},
        "منبر الضفة": {7},
    }
    # Half a sentence in other words (`مشددين على طابعها المدني`) is not found: three cells of 60.
    missed = {("قناة المشرق", 5), ("قناة المشرق", 6), ("الوكالة الدولية - الخدمة العربية", 6)}
    reference = toolkit.examples.communique()
    cells = toolkit.statements(study, reference=reference, within="moment").cells
    there = cells[cells["status"] != "left_out"]
    found = set(zip(there["outlet"], there["statement"], strict=True))
    assert found == {(outlet, n) for outlet, own in read.items() for n in own} - missed


def test_an_article_as_reference_is_not_measured_by_itself(study):
    found = toolkit.statements(study, reference="S-5-1", within="moment")
    assert "S-5-1" not in set(found.cells["article_id"].dropna())
    cells = found.cells[found.cells["outlet"] == "صحيفة الصحراء اليوم"]
    assert (cells["status"] == "printed").mean() > 0.9  # the daily that reprints the agency whole


def test_omissions_have_wilsons_interval_by_statement(found):
    rows = found.omissions().estimates.set_index("group")
    cells = found.cells[found.cells["outlet_kind"] == "critical"]
    share = (cells["status"] == "left_out").mean()
    low, high = wilson([share], len(cells))[0]
    assert rows.loc["critical", ["estimate", "low", "high"]].tolist() == pytest.approx(
        [share, low, high], abs=5e-3
    )
    assert set(found.omissions(by="outlet").estimates["group"]) == set(found.outlets)
    assert found.omissions().say("critical").startswith(f"{100 * share:.1f}% [")


def test_the_table_has_a_word_for_every_cell_in_both_languages(found):
    for language, word in (("en", "left out"), ("ar", "غائب")):
        table = found.table(language=language)
        assert table.shape == (found.cells["statement"].nunique(), 2 + len(found.outlets))
        assert (table == word).any(axis=None)
        assert table.notna().all(axis=None)


def test_offsets_point_at_the_words(found, study):
    documents = (study.articles["title"] + "\n" + study.articles["text"]).set_axis(
        study.articles["article_id"]
    )
    for cell in found.cells.dropna(subset=["start"]).to_dict("records"):
        assert documents[cell["article_id"]][cell["start"] : cell["end"]] == cell["text"]


def test_another_order_of_the_articles_gives_the_same_table(study, found):
    turned = study.articles.iloc[::-1].reset_index(drop=True)
    again = toolkit.statements(toolkit.score(turned, quotations=True), within="moment")
    assert set(again.cells["wording"]) == set(found.cells["wording"])
    columns = ["wording", "outlet", "status", "how"]
    one, two = (
        t.cells[columns].sort_values(columns[:2], ignore_index=True) for t in (found, again)
    )
    pd.testing.assert_frame_equal(one, two)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"within": "no such"}, "within='no such' is not a column"),
        ({"least": 0}, "least=0"),
        ({"days": -1.0}, "days=-1"),
        ({"reference": "شكرا لكم."}, "no statement of 5 words"),
    ],
)
def test_what_cannot_be_done_is_told(study, options, told):
    with pytest.raises(InputError, match=told):
        toolkit.statements(study, **options)


def test_a_study_scored_without_quotations_is_told(study):
    from dataclasses import replace

    without = replace(study, quotations=study.quotations.iloc[:0])
    with pytest.raises(InputError, match="quotations=True"):
        toolkit.statements(without)


def test_a_language_without_labels_is_told(found):
    with pytest.raises(InputError, match="language='fr'"):
        found.table(language="fr")


def test_columns_stand_in_the_order_declared_else_by_kind(study, found):
    from dataclasses import replace

    assert found.outlets[0] == "وكالة الأطلس للأنباء"  # the state's agency
    order = ["منبر الضفة", "قناة المشرق"]
    articles = toolkit.declare_groups(study.articles, {"outlet": {"order": order}})
    again = toolkit.statements(replace(study, articles=articles), within="moment", least=6)
    assert list(again.outlets[:2]) == order


def test_an_outlet_of_no_kind_is_in_no_kinds_omissions(study):
    from dataclasses import replace

    untold = study.articles["outlet"] == "منبر الضفة"
    articles = study.articles.assign(outlet_kind=study.articles["outlet_kind"].mask(untold))
    gone = toolkit.statements(replace(study, articles=articles), within="moment").omissions()
    assert "critical" not in set(gone.estimates["group"])
    assert gone.ungrouped > 0
