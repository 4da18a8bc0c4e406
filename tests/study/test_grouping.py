"""Order, labels and colours of groups are declared once, and every table made keeps them."""

import re

import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles
from toolkit.errors import InputError
from toolkit.study.grouping import LANGUAGES, _declared, grouping

KINDS = ["حكومي", "خاص", "دولي"]


@pytest.fixture
def articles():
    # "The minister praised the role of Morocco."
    rows = [(f"a{i}", KINDS[i % 3], "أشاد الوزير بدور المغرب.") for i in range(6)]
    table = pd.DataFrame(rows, columns=["article_id", "camp", "text"])
    return table.assign(outlet=table["camp"], title="")


@pytest.mark.parametrize("column", ["moment", "outlet_kind", "camp"])
def test_what_ships_has_an_order_and_a_label_for_each_in_both_languages(column):
    known = _declared()[column]
    assert len(set(known["order"])) == len(known["order"])
    for language in LANGUAGES:
        assert list(known[language]) == known["order"]
        assert len(set(known[language].values())) == len(known["order"])
    assert set(known.get("colours", {})) <= set(known["order"])


def test_the_manifests_and_the_samples_moments_are_known(request):
    sample = toolkit.examples.marrakesh()
    manifest = pd.read_csv(request.config.rootpath / "data/marrakesh/coverage.csv", dtype=str)
    for table in (sample, manifest):
        for column in ("moment", "outlet_kind", "camp"):
            if column in table:
                assert set(table[column].dropna()) <= set(grouping(column).order), column


def test_an_ordered_categorical_keeps_its_order_through_reading_and_scoring(articles, tmp_path):
    order = ["دولي", "حكومي", "خاص"]
    articles["camp"] = pd.Categorical(articles["camp"], order, ordered=True)
    checked = check_articles(articles)
    assert checked["camp"].tolist() == articles["camp"].tolist()
    study = toolkit.score(checked)
    toolkit.write_study(study, tmp_path / "study")
    kept = toolkit.read_study(tmp_path / "study")
    for table in (study.articles, study.scores, kept.articles, kept.scores):
        assert grouping("camp", table).sorted(KINDS) == order
    # A categorical without an order is text like any other.
    plain = check_articles(articles.assign(camp=articles["camp"].cat.as_unordered()))
    assert grouping("camp", plain).sorted(KINDS) == sorted(KINDS)


def test_labels_and_colours_are_kept_too_and_the_argument_is_left_alone(articles):
    declared = toolkit.declare_groups(
        articles,
        {"camp": {"order": ["خاص"], "en": {"خاص": "private"}, "colours": {"خاص": "#123456"}}},
    )
    assert "groups" not in articles.attrs
    own = grouping("camp", toolkit.score(declared).scores)
    assert own.sorted(KINDS) == ["خاص", "حكومي", "دولي"]
    assert (own.label("خاص", "en"), own.label("خاص", "ar")) == ("private", "خاص")
    assert own.colour("خاص") == "#123456"
    assert re.fullmatch("#[0-9A-F]{6}", own.colour("دولي", 11))


def test_what_a_table_declares_stands_beside_what_ships(articles):
    declared = toolkit.declare_groups(articles, {"camp": {"en": {"algerian": "from Algiers"}}})
    own = grouping("camp", declared)
    assert own.label("algerian", "en") == "from Algiers"
    assert own.label("algerian", "ar") == grouping("camp").label("algerian", "ar")
    assert own.order == grouping("camp").order


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ({"kind": {"order": []}}, r"groups\.kind: no such column; found: article_id"),
        ({"camp": {"ordre": []}}, r"groups\.camp\.ordre: .* there are order, en, ar, colours"),
        ({"camp": {"order": "خاص"}}, r"groups\.camp\.order: 'خاص' is not a list of texts"),
        ({"camp": {"order": ["خاص", "خاص"]}}, "stands there twice"),
        ({"camp": {"colours": {"خاص": "blue"}}}, "'blue' is no colour; write it as in #0072B2"),
        ({"camp": {"en": ["private"]}}, "is no table of texts"),
        ({"camp": ["خاص"]}, r"groups\.camp: \['خاص'\] is no table"),
        (["camp"], "no table of columns"),
    ],
)
def test_a_slip_is_named_with_what_may_stand_there(articles, groups, message):
    with pytest.raises(InputError, match=message):
        toolkit.declare_groups(articles, groups)


def test_comparisons_keep_the_order_and_the_numbers_do_not_hang_on_it(articles):
    scores = articles.assign(words=[1, 2, 3, 4, 5, 7])
    plain = toolkit.compare(scores, "words", by="camp")
    declared = toolkit.declare_groups(scores, {"camp": {"order": KINDS[::-1]}})
    turned = toolkit.compare(declared, "words", by="camp")
    assert turned.estimates["group"].tolist() == KINDS[::-1]
    assert turned.pairs["group_a"].tolist() == ["دولي", "دولي", "خاص"]
    pd.testing.assert_frame_equal(
        turned.estimates.sort_values("group", ignore_index=True), plain.estimates
    )
