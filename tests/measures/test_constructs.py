"""A researcher's own lexicon runs as the shipped ones: clitics, negation, holders, scores."""

import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles
from toolkit.errors import InputError
from toolkit.lexicons import parse_lexicon

BLAME = """\
name: blame
sources: written for this test
entries:
  - {entry: حمّل, perfect: حمل, imperfect: يحمل, avoid: [حمل السلاح]}
  - {entry: اتهم, perfect: اتهم, imperfect: يتهم, masdar: اتهام}
  - {entry: مسؤول عن, pos: phrase}
  - {entry: فشل ذريع, strength: 3}
  - {entry: لا مبالاة, negatable: false}
"""


def table(*texts: str) -> pd.DataFrame:
    ids = [f"a{number}" for number in range(len(texts))]
    outlets = [f"منبر {number % 2}" for number in range(len(texts))]
    rows = {"article_id": ids, "outlet": outlets, "title": "خبر", "text": list(texts)}
    return check_articles(pd.DataFrame(rows))


def words(study: toolkit.Study) -> list[str]:
    documents = dict(zip(study.articles["article_id"], study.articles["text"], strict=True))
    rows = study.constructs.itertuples()
    return [("خبر\n" + documents[row.article_id])[row.start : row.end] for row in rows]


def test_hits_come_with_clitics_holder_and_a_rate():
    # Deputy Karim Alaoui said the director was responsible for the accident. The residents blamed
    # it (and-they-blamed-it), and will accuse it (and-will-accuse-they-it).
    text = "قال النائب كريم العلوي إن المدير مسؤول عن الحادث. وحمّلها السكان المسؤولية وسيتهمونها."
    study = toolkit.score(table(text), lexicons=[parse_lexicon(BLAME)])
    assert words(study) == ["مسؤول عن", "وحمّلها", "وسيتهمونها"]
    [row] = study.scores.to_dict("records")
    assert row["blame_per_1000"] == pytest.approx(1000 * len(study.constructs) / row["words"])
    assert study.constructs["attribution"].dtype == "Int64"


def test_the_holder_is_the_source_whose_words_they_are():
    # The minister said that the project was an abject failure. / The project is an abject failure.
    said = "قال الوزير إن المشروع فشل ذريع."
    own = "المشروع فشل ذريع وسكان الحي غاضبون."
    study = toolkit.score(table(said, own), lexicons=[parse_lexicon(BLAME)])
    assert study.constructs["holder"].tolist() == ["الوزير", "narrator"]
    assert study.scores["narrator_blame_share"].tolist() == [0.0, 1.0]


def test_a_negated_hit_is_kept_and_not_counted():
    # The committee did not accuse anyone. It criticised indifference (literally "no care").
    study = toolkit.score(
        table("لم تتهم اللجنة أحدا. وانتقدت لا مبالاة الإدارة."), lexicons=[parse_lexicon(BLAME)]
    )
    negated = dict(zip(study.constructs["entry"], study.constructs["negated"], strict=True))
    assert negated == {"اتهم": True, "لا مبالاة": False}
    assert study.scores["blame_per_1000"].iloc[0] == pytest.approx(
        1000 / study.scores["words"].iloc[0]
    )


def test_a_stop_ends_the_reach_of_a_negation():
    study = toolkit.score(table("قيل لا، واتهم الوزير خصومه."), lexicons=[parse_lexicon(BLAME)])
    assert not study.constructs["negated"].any()


def test_what_an_entry_avoids_is_no_hit():
    study = toolkit.score(table("حمل السلاح وخرج."), lexicons=[parse_lexicon(BLAME)])
    assert study.constructs.empty
    assert study.scores["blame_per_1000"].tolist() == [0.0]
    assert study.scores["narrator_blame_share"].isna().all()


def test_a_path_serves_and_every_figure_draws_the_rate(tmp_path):
    file = tmp_path / "blame.yaml"
    file.write_text(BLAME, encoding="utf-8")
    articles = table(*["اتهم النائب الوزارة بالتقصير.", "رست سفينة في الميناء."] * 3)
    study = toolkit.score(articles, lexicons=[file])
    figure = toolkit.figures.by_outlet(study.scores, "blame_per_1000")
    assert (figure.table["kind"] == "estimate").sum() == 2
    again = toolkit.read_study(toolkit.write_study(study, tmp_path / "study"))
    pd.testing.assert_frame_equal(again.constructs, study.constructs)


def test_the_other_tables_and_scores_are_as_without():
    articles = table("اتهم النائب الوزارة بالتقصير.", "رست سفينة في الميناء.")
    plain, more = toolkit.score(articles), toolkit.score(articles, lexicons=[parse_lexicon(BLAME)])
    pd.testing.assert_frame_equal(more.attributions, plain.attributions)
    pd.testing.assert_frame_equal(more.scores[plain.scores.columns], plain.scores)


def test_processes_and_one_process_give_the_same(monkeypatch):
    from toolkit.study import scoring

    monkeypatch.setattr(scoring, "CHUNK", 1)
    articles = table("اتهم النائب الوزارة بالتقصير.", "رست سفينة في الميناء.")
    whole = toolkit.score(articles, lexicons=[parse_lexicon(BLAME)])
    monkeypatch.setattr(scoring, "CHUNK", 500)
    parts = toolkit.score(articles, lexicons=[parse_lexicon(BLAME)])
    pd.testing.assert_frame_equal(whole.constructs, parts.constructs)
    pd.testing.assert_frame_equal(whole.scores, parts.scores)


@pytest.mark.parametrize(
    ("lexicons", "message"),
    [
        ([parse_lexicon("name: praise\nentries: [فشل]")], "narrator_praise_share"),
        ([parse_lexicon(BLAME), parse_lexicon(BLAME)], "two are named"),
        (["no-such-lexicon.yaml"], "no such file"),
    ],
)
def test_a_lexicon_that_cannot_serve_is_refused(lexicons, message):
    with pytest.raises(InputError, match=message):
        toolkit.score(table("نص قصير."), lexicons=lexicons)
