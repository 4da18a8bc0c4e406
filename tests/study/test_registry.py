"""A measure declares itself once: a toy is a room with two wordings and a colour, nothing else."""

import subprocess
import sys
from dataclasses import fields

import pytest

from toolkit.errors import InputError
from toolkit.measures.declaration import Measure, ScoreDeclaration, declared, in_order
from toolkit.measures.tables import table_columns, typed_table
from toolkit.study.registry import scores
from toolkit.study.study import Study

ROOM = '''
"""How often an article shouts."""
import pandas as pd
from toolkit.measures.declaration import Batch, Measure, ScoreDeclaration

def _find(batch: Batch) -> pd.DataFrame:
    rows = [
        (article_id, place, place + 1, "!")
        for article_id, document in zip(batch.articles["article_id"], batch.documents)
        for place, character in enumerate(document.text) if character == "!"
    ]
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "entry"])

def _score(batch: Batch) -> pd.DataFrame:
    counts = batch.tables["shouts"]["article_id"].value_counts()
    ids = batch.articles["article_id"]
    return pd.DataFrame({"shouts_count": counts.reindex(ids).fillna(0).astype(float)})

MEASURE = Measure(
    name="shouts", place=95, table="shouts",
    columns={"article_id": "str", "start": "int64", "end": "int64", "entry": "str"},
    find=_find, score=_score,
    scores=(ScoreDeclaration("shouts_count", "count", 0.0, coded=False,
                             label={"en": "Shouts", "ar": "صيحات"}),),
    label={"en": "Shout", "ar": "صيحة"}, colour=("#aa0000", "#ff9999"),
)
'''

USE = """
import sys, toolkit.measures
toolkit.measures.__path__.append(sys.argv[1])
import pandas as pd, toolkit
from toolkit.cli import main
from toolkit.study.transformer import FEATURES
articles = toolkit.read_articles(sys.argv[2])
study = toolkit.score(articles)
assert study.shouts["entry"].tolist() == ["!", "!"], study
assert study.scores["shouts_count"].tolist() == [2.0, 0.0]
assert "shouts_count" in FEATURES
assert "shouts 2" in repr(study)
for language, word in (("en", "Shout"), ("ar", "صيحة")):
    page = toolkit.show(study, "1", language=language).html
    assert page.count('class="mft-m mft-shouts"') == 3 and word in page and "#aa0000" in page
assert main(["run", sys.argv[2], "--out", sys.argv[3], "--least", "1"]) == 0
back = toolkit.read_study(sys.argv[3])
assert back.shouts.equals(study.shouts)
table = pd.read_csv(sys.argv[3] + "/comparisons.csv")
assert "shouts_count" in set(table["measure"])
print("whole")
"""


def test_a_toy_measure_is_its_room_two_wordings_and_a_colour(tmp_path):
    room = tmp_path / "rooms" / "shouts"
    room.mkdir(parents=True)
    (room / "__init__.py").write_text("", "utf-8")
    (room / "declaration.py").write_text(ROOM, "utf-8")
    data = tmp_path / "articles.csv"
    data.write_text(
        "article_id,outlet,title,text\n1,أ,خبر,قال الوزير نعم! ثم غادر! وبقي الوفد في المدينة\n"
        "2,ب,خبر,وصل الوفد إلى المدينة صباح اليوم وغادر منها\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-c", USE, str(room.parent), str(data), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip().endswith("whole"), done.stderr


def test_every_shipped_table_is_a_field_of_a_study():
    assert set(table_columns()) <= {each.name for each in fields(Study)}


def test_every_score_is_declared_with_a_unit_and_bounds_that_its_kind_has():
    for name, score in scores().items():
        assert score.name == name
        if score.unit in ("share", "truth"):
            assert (score.lower, score.upper) == (0.0, 1.0)
        if score.unit in ("rate", "count", "bits"):
            assert score.lower == 0.0


def test_places_are_told_apart():
    places = [measure.place for measure in declared()]
    assert places == sorted(set(places))


def test_a_measure_stands_behind_the_tables_it_needs():
    def found(batch):
        return batch

    first = Measure("a", 1, table="a", find=found, needs=("b",))
    second = Measure("b", 2, table="b", find=found)
    assert [measure.name for measure in in_order([first, second])] == ["b", "a"]
    circle = Measure("b", 2, table="b", find=found, needs=("a",))
    with pytest.raises(InputError, match="needs another's table"):
        in_order([first, circle])


def test_a_table_that_no_measure_has_is_refused_with_those_there_are():
    with pytest.raises(InputError, match=r"no measure has a table 'prase'; there are .*praise"):
        typed_table("prase")


def test_an_unknown_unit_is_refused():
    with pytest.raises(InputError, match="unit 'percent'"):
        ScoreDeclaration("x", "percent")
