"""A wrong kind of argument is told what to give, in one line."""

import pytest

import toolkit
from toolkit.errors import InputError


@pytest.fixture(scope="module")
def study():
    # "The minister said that the road is open."
    return toolkit.score("قال الوزير إن الطريق مفتوح.")


@pytest.mark.parametrize(
    "call",
    [
        lambda other: toolkit.show(other, "1"),
        lambda other: toolkit.evaluate(other, "gold.jsonl"),
        lambda other: toolkit.flows(other),
        lambda other: toolkit.concordance(other, "praise"),
    ],
    ids=["show", "evaluate", "flows", "concordance"],
)
def test_a_table_in_place_of_a_study(call, study):
    for other in (study.articles, "folder", None):
        with pytest.raises(InputError, match=r"give a study: toolkit\.score\(articles\) makes one"):
            call(other)


def test_a_study_in_place_of_its_tables(study):
    with pytest.raises(InputError, match=r"of type Study and no DataFrame; pass the scores"):
        toolkit.compare(study, "praise_per_1000")
    with pytest.raises(InputError, match=r"of type Study and no DataFrame; pass what"):
        toolkit.contexts(study, ["قال"])


def test_what_is_no_path(study):
    with pytest.raises(InputError, match=r"a table already; toolkit\.score takes it"):
        toolkit.read_articles(study.articles)
    for read in (toolkit.read_articles, toolkit.read_study):
        with pytest.raises(InputError, match="this is an int; give a path"):
            read(7)


@pytest.mark.parametrize("lexicons", [7, [7], {"a": 1}.values()], ids=repr)
def test_what_is_no_lexicon(lexicons):
    with pytest.raises(InputError, match="give a lexicon, the path of its file"):
        toolkit.score("خبر قصير", lexicons=lexicons)
